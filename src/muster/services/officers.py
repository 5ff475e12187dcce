"""Officers: the roster with everybody's standing, and one officer's file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from muster.domain import words
from muster.domain.authorization_ends import Ending, endings
from muster.domain.eligibility import Standing, in_force, standing
from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.readings import Preset, Readings, RuleBook
from muster.domain.records import (
    Agreement,
    Authorization,
    Effort,
    Interruption,
    Model,
    Officer,
    OfficerFile,
    OfficerRecord,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    R,
)
from muster.domain.rules import CapRule
from muster.services.bulk import many_records
from muster.services.documents import NOTHING, Attached, attached_to
from muster.services.ports import Book, Clock, RecordReader

ENDS_SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """An officer with today's standing.

    Attributes:
        model: The model they are eligible under, else of the latest authorization; None without one.
        words: The standing as a sentence.
        ends_soon: The authorization ends within 90 days.
        models: Those of all authorizations on record.
    """

    officer: Officer
    model: Model | None
    standing: Standing
    words: str
    ends_soon: bool
    models: tuple[Model, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficerDetail:
    """One officer's records, each kind by date, what is attached to them, and today's standing."""

    row: RosterRow
    authorizations: tuple[Authorization, ...]
    interruptions: tuple[Interruption, ...]
    pay: tuple[Pay, ...]
    effort: tuple[Effort, ...]
    overtime: tuple[OvertimeEntry, ...]
    payroll: tuple[Payroll, ...]
    attached: Attached = NOTHING

    @property
    def officer(self) -> Officer:
        """The officer."""
        return self.row.officer

    @property
    def records(self) -> tuple[OfficerRecord, ...]:
        """Every one of them."""
        return (
            self.officer,
            *self.authorizations,
            *self.interruptions,
            *self.pay,
            *self.effort,
            *self.overtime,
            *self.payroll,
        )


class Officers:
    """The officers of one book."""

    def __init__(self, book: Book, rules: RuleBook, clock: Clock) -> None:
        """Read from the book; standing is as of the clock's today."""
        self._book = book
        self._rules = rules
        self._clock = clock

    def roster(self) -> list[RosterRow]:
        """Every officer with today's standing, by officer_id."""
        with many_records(), self._book.read() as records:
            judge = self._judge(records)
            return [judge.row(file) for file in _files(records)]

    def endings(self) -> list[Ending]:
        """The authorizations of those employed today that end with nothing to follow, by the day on which they end."""
        with self._book.read() as records:
            judge = self._judge(records)
            found = [each for file in _files(records) for each in endings(file, judge.tfm_years, judge.today)]
        return sorted(found, key=lambda each: (each.until, each.officer.officer_id, each.authorization.model))

    def detail(self, officer_id: str) -> OfficerDetail | None:
        """One officer's records; None when there is no such officer (any more)."""
        with self._book.read() as records:
            found = records.of_officer(Officer, officer_id)
            if not found:
                return None
            authorizations = _kept(records, Authorization, officer_id)
            interruptions = _kept(records, Interruption, officer_id)
            row = self._judge(records).row(OfficerFile(found[0], authorizations, interruptions))
            detail = OfficerDetail(
                row,
                authorizations,
                interruptions,
                _kept(records, Pay, officer_id),
                _kept(records, Effort, officer_id),
                _kept(records, OvertimeEntry, officer_id),
                _kept(records, Payroll, officer_id),
            )
            return replace(detail, attached=attached_to(records, detail.records))

    def _judge(self, records: RecordReader) -> "_Judge":
        today = self._clock.now().astimezone().date()
        readings = Readings(self._rules, Preset.PUBLISHED, records.all(Override))
        years = CapRule.of(readings, Quarter.holding(today)).years
        return _Judge(today, in_force(records.all(Agreement)), years)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Says how officers stand on one day."""

    today: date
    agreements: Mapping[Model, Sequence[Span]]
    tfm_years: int

    def row(self, file: OfficerFile) -> RosterRow:
        found = standing(file, self.agreements, self.tfm_years, self.today)
        soon = found.eligible and found.until is not None and found.until <= self.today + ENDS_SOON
        models = _in_order(frozenset([each.model for each in file.authorizations]))
        return RosterRow(file.officer, found.model, found, standing_words(found, file.officer), soon, models)


@cache
def _in_order(models: frozenset[Model]) -> tuple[Model, ...]:
    return tuple(each for each in Model if each in models)


def standing_words(found: Standing, officer: Officer) -> str:
    """A standing as a sentence, like “Eligible as TFM since 3 Nov 2025; authorization ends 2 Nov 2027.”."""
    if found.eligible:
        text = f"Eligible as {found.model}" + (f" since {words.day(found.since)}" if _known(found.since) else "")
        last = found.until - timedelta(days=1) if found.until else None
        return f"{text}; authorization ends {words.day(last)}." if last else f"{text}; authorization stays open."
    if found.reason == "separated":
        return f"Separated; last day employed {words.day(officer.separated_on)}."
    began = _known(found.since)
    text = f"Not eligible since {words.day(found.since)}" if began else "Not eligible"
    text += f": {_REASONS[found.reason].format(model=found.model)}"
    return f"{text}; eligible{' again' if began else ''} from {words.day(found.until)}." if found.until else f"{text}."


_REASONS = {
    "not-hired": "not yet employed",
    "no-authorization": "no authorization is recorded",
    "not-yet-authorized": "not yet authorized",
    "authorization-ended": "the {model} authorization has ended",
    "not-trained": "no training is recorded for the {model} authorization",
    "agreement": "no {model} agreement is in force",
    "suspended": "suspended",
    "removed": "removed",
    "revoked": "authorization revoked",
    "unpaid_leave": "on unpaid leave",
}


def _known(day: date | None) -> bool:
    return day is not None and day > date.min


def _by_officer(records: Iterable[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for record in records:
        if isinstance(record, OfficerRecord):
            found.setdefault(record.officer_id, []).append(record)
    return found


def _files(records: RecordReader) -> Iterator[OfficerFile]:
    """Every officer with what their standing is made of."""
    mine = _by_officer(records.all(Authorization))
    interruptions = _by_officer(records.all(Interruption))
    for officer in records.all(Officer):
        key = officer.officer_id
        yield OfficerFile(officer, tuple(mine.get(key, ())), tuple(interruptions.get(key, ())))


def _kept(records: RecordReader, kind: type[R], officer_id: str) -> tuple[R, ...]:
    return tuple(records.of_officer(kind, officer_id))
