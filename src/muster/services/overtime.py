"""Overtime: a quarter's entries, and where each officer stands against the cap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor

from muster.domain.computation import Computation
from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.entitlement import claimable_runs
from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.money import Cents
from muster.domain.overtime import OvertimePosition
from muster.domain.readings import Preset
from muster.domain.records import Officer, OvertimeEntry
from muster.domain.workings import Workings
from muster.services.claims import Claims
from muster.services.ports import Book

CAP_FIGURES = ("worked", "cap", "used", "left", "carried", "share")
"""The figures of an officer's cap that have a derivation."""


class EntryStanding(StrEnum):
    """Whether an entry counts, else the first reason why not (R10)."""

    COUNTS = "counts"
    OTHER_FUNDING = "other funding"
    NO_AMOUNT = "no amount"
    NOT_PAID = "not paid yet"
    NOT_CLAIMABLE = "day not claimable"


@dataclass(frozen=True, slots=True)
class OvertimeRow:
    """An entry beside its officer's name and whether it counts."""

    entry: OvertimeEntry
    name: str
    standing: EntryStanding


@dataclass(frozen=True, slots=True)
class CapRow:
    """An officer's overtime against the cap of the fiscal year, amounts in cents."""

    officer: Officer
    position: OvertimePosition

    @property
    def officer_id(self) -> str:
        """The officer's id."""
        return self.officer.officer_id

    @property
    def name(self) -> str:
        """The officer's name."""
        return self.officer.name

    @property
    def used(self) -> Cents:
        """What the year's claims come to so far."""
        return self.position.to_date.claimed

    @property
    def percent_used(self) -> int | None:
        """The used share of the cap in whole percent, rounded down; None without a cap."""
        cap = self.position.to_date.cap
        return self.used * 100 // cap if cap else None


@dataclass(frozen=True, slots=True)
class QuarterOvertime:
    """A quarter's entries by officer and day, and the caps as the quarter's claim reckons them.

    ``caps`` has the officers with claimable overtime this fiscal year up to the quarter, or a line in its claim.
    """

    quarter: Quarter
    entries: tuple[OvertimeRow, ...]
    caps: tuple[CapRow, ...]


class Overtime:
    """The overtime of one book."""

    def __init__(self, book: Book, claims: Claims) -> None:
        """Read from the book; positions come from its claims."""
        self._book = book
        self._claims = claims

    def of_quarter(self, quarter: Quarter, preset: Preset = Preset.PUBLISHED) -> QuarterOvertime:
        """The overtime worked in the quarter, and every officer's cap.

        Raises:
            MusterError: when the quarter is before the program's first day.
        """
        computed = self._claims.compute(quarter, preset)
        shown = _with_overtime_or_line(computed)
        runs = {each.officer_id: claimable_runs(each.spans) for each in computed.workings}
        with self._book.read() as records:
            names = {officer.officer_id: officer.name for officer in records.all(Officer)}
            entries = tuple(_row(each, names, runs) for each in records.overtime(quarter.span))
        return QuarterOvertime(
            quarter,
            entries,
            tuple(CapRow(shown[key].file.officer, shown[key].overtime) for key in sorted(shown)),
        )

    def of_officer(self, officer_id: str, preset: Preset = Preset.PUBLISHED) -> list[OvertimeRow]:
        """One officer's overtime in all quarters, by day; nothing before the program's first day counts."""
        with self._book.read() as records:
            names = {each.officer_id: each.name for each in records.of_officer(Officer, officer_id)}
            entries = records.of_officer(OvertimeEntry, officer_id)
        quarters = {Quarter.holding(each.worked_on) for each in entries}
        days = {quarter: self._claims.claimable_days(quarter, preset, officer_id) for quarter in quarters}
        return [_row(each, names, {officer_id: days[Quarter.holding(each.worked_on)]}) for each in entries]

    def explain(self, quarter: Quarter, preset: Preset, officer_id: str, figure: str) -> Derivation:
        """Where a figure of an officer's cap comes from; figures are those of ``CAP_FIGURES``.

        Raises:
            MusterError: when there is no such officer.
        """
        carried = self._claims.explain(quarter, preset, officer_id, "overtime_carried")
        worked, used = carried.inputs
        cap = self._claims.explain(quarter, preset, officer_id, "overtime_cap")
        left = Derivation("Cap left", cap.number - used.number, Unit.MONEY, Operation.DIFFERENCE, (cap, used), "R11")
        return dict(zip(CAP_FIGURES, (worked, cap, used, left, carried, _share(used, cap)), strict=True))[figure]


def _share(used: Derivation, cap: Derivation) -> Derivation:
    """The used share of the cap in whole percent, rounded down."""
    label = "Share of the cap used"
    if not cap.number:
        return Derivation(label, 0, Unit.PERCENT, rule="R11", note="There is no cap: no salary to base one on.")
    hundred = Derivation("One hundred percent", 100, Unit.NUMBER, rule="R11")
    share = used.number * 100 / cap.number
    exact = Derivation(label, share, Unit.PERCENT, Operation.PRORATED, (used, hundred, cap), "R11")
    return Derivation(label, floor(share), Unit.PERCENT, Operation.ROUND_DOWN, (exact,), "R11")


def _with_overtime_or_line(computed: Computation) -> dict[str, Workings]:
    """Those with overtime this year and those with a line."""
    claim = computed.claim
    wanted = {each.officer_id for each in claim.caps} | {each.officer_id for each in claim.lines}
    return {each.officer_id: each for each in computed.workings if each.officer_id in wanted}


def _row(entry: OvertimeEntry, names: Mapping[str, str], claimable: Mapping[str, Sequence[Span]]) -> OvertimeRow:
    days = claimable.get(entry.officer_id, ())
    return OvertimeRow(entry, names.get(entry.officer_id, ""), _standing(entry, days))


def _standing(entry: OvertimeEntry, claimable: Sequence[Span]) -> EntryStanding:
    if entry.funding:
        return EntryStanding.OTHER_FUNDING
    if not any(days.holds(entry.worked_on) for days in claimable):
        return EntryStanding.NOT_CLAIMABLE
    if entry.amount is None:
        return EntryStanding.NO_AMOUNT
    return EntryStanding.COUNTS if entry.paid_on else EntryStanding.NOT_PAID
