"""The lists that an administrator prints: the roster, the overtime register, the authorizations that end."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from muster.domain import words
from muster.domain.authorization_ends import Ending
from muster.domain.money import dollars
from muster.domain.periods import Period
from muster.domain.printed_list import ListColumn, ListSection, PrintedList, Sums
from muster.domain.records import Agency, Officer, OvertimeEntry
from muster.services.officers import ENDS_SOON, Officers, RosterRow
from muster.services.ports import Book, Clock, ListDocuments

_ONE_DAY = timedelta(days=1)
_ROSTER = ("Officer ID", "Name", "Title", "Badge", "Models", "Hired", "Last day employed")
_OVERTIME = ("Worked", "Paid", "Other funding", "Approved by", "Document")
_AUTHORIZATIONS = ("Officer ID", "Name", "Model", "Trained", "Authorized", "Ends on")
_PAPERS = ("Credential", "Document")


class Lists:
    """The lists of one book, as of the clock's today."""

    def __init__(self, book: Book, officers: Officers, clock: Clock, documents: ListDocuments) -> None:
        """Read from the book; put on paper by the documents."""
        self._book = book
        self._officers = officers
        self._clock = clock
        self._documents = documents

    def pdf(self, printed: PrintedList) -> bytes:
        """A list on landscape Letter pages; the same bytes for the same records on the same day."""
        return self._documents.list_pdf(printed)

    def roster(self) -> PrintedList:
        """Every officer on record with today's standing."""
        rows, today = self._officers.roster(), self._today
        eligible = sum(each.standing.eligible for each in rows)
        return PrintedList(
            title="Roster",
            owner=self._owner(),
            about=f"Every officer on record, as of {words.day(today)}; the models are those of all authorizations.",
            foot=f"as of {words.day(today)}",
            columns=_columns(*_ROSTER, f"Standing on {words.day(today)}"),
            sections=(ListSection("", [_roster_row(each) for each in rows]),),
            total=Sums(f"{words.count(len(rows), 'officer')}, {eligible:,} eligible", _blank(len(_ROSTER) + 1)),
            nothing="No officer is recorded.",
        )

    def overtime(self, period: Period) -> PrintedList:
        """The overtime worked in a period, by officer, and what it comes to."""
        with self._book.read() as records:
            entries = records.overtime(period.span)
            officers = {each.officer_id: each for each in records.all(Officer)}
            owner = _owner(records.agency())
        sections = tuple(
            _officer_section(officer_id, list(mine), officers)
            for officer_id, mine in groupby(entries, key=lambda each: each.officer_id)
        )
        today = words.day(self._today)
        whose = f" of {words.count(len(sections), 'officer')}"
        return PrintedList(
            title=f"Overtime register {period.name}",
            owner=owner,
            about=f"All overtime on record worked {words.period(period.span)}, whether it can be claimed or not, "
            f"as of {today}. Amounts in US dollars; without other funding an entry is this program's.",
            foot=f"as of {today}",
            columns=(*_columns(*_OVERTIME), ListColumn("Hours", figure=True), ListColumn("Amount", figure=True)),
            sections=sections,
            total=_sums(f"Total of {_entries(entries, whose)}", entries),
            nothing=f"No overtime worked {words.period(period.span)} is recorded.",
        )

    def authorizations(self) -> PrintedList:
        """The authorizations that end within 90 days, and apart from them those that have lapsed."""
        today = self._today
        found = self._officers.endings()
        soon = [each for each in found if today < each.until <= today + ENDS_SOON]
        lapsed = [each for each in found if each.until <= today]
        days = ENDS_SOON.days
        names = (*_AUTHORIZATIONS, "Days left", *_PAPERS)
        return PrintedList(
            title=f"Authorizations that end within {days} days",
            owner=self._owner(),
            about=f"Of officers employed on {words.day(today)}; what a later authorization of the same model continues "
            "is left out. “Ends on” is the last day covered; today counts as a day left.",
            foot=f"as of {words.day(today)}",
            columns=tuple(ListColumn(name, figure=name == "Days left") for name in names),
            sections=(
                ListSection(f"Ends within {days} days: {len(soon):,}", [_ending_row(each, today) for each in soon]),
                ListSection(f"Lapsed already: {len(lapsed):,}", [_ending_row(each, today) for each in lapsed]),
            ),
            total=None,
            nothing=f"No authorization ends within {days} days, and none has lapsed.",
        )

    @property
    def _today(self) -> date:
        return self._clock.now().astimezone().date()

    def _owner(self) -> str:
        with self._book.read() as records:
            return _owner(records.agency())


def _owner(agency: Agency) -> str:
    return agency.name or "Agency not named"


def _columns(*titles: str) -> tuple[ListColumn, ...]:
    return tuple(map(ListColumn, titles))


def _blank(columns: int) -> tuple[str, ...]:
    return ("",) * columns


def _full_name(officer: Officer) -> str:
    """``Lind, Avery J``."""
    return f"{officer.name} {officer.middle_name}".strip()


def _roster_row(row: RosterRow) -> tuple[str, ...]:
    officer = row.officer
    employed = (words.day(officer.hired_on), words.day(officer.separated_on))
    models = ", ".join(row.models)
    return (officer.officer_id, _full_name(officer), officer.title, officer.badge, models, *employed, row.words)


def _officer_section(officer_id: str, entries: Sequence[OvertimeEntry], officers: Mapping[str, Officer]) -> ListSection:
    officer = officers.get(officer_id)
    heading = f"{officer_id}  {_full_name(officer)}" if officer else officer_id
    return ListSection(heading, list(map(_entry_row, entries)), _sums(f"Subtotal of {_entries(entries)}", entries))


def _entry_row(entry: OvertimeEntry) -> tuple[str, ...]:
    told = (words.day(entry.worked_on), words.day(entry.paid_on), entry.funding, entry.approved_by, entry.document)
    hours = "" if entry.hours is None else words.hours(entry.hours)
    return (*told, hours, "" if entry.amount is None else dollars(entry.amount))


def _entries(entries: Sequence[OvertimeEntry], whose: str = "") -> str:
    """``84 entries``; how many of them have no amount, since a sum cannot hold those."""
    without = sum(each.amount is None for each in entries)
    counted = f"{words.count(len(entries), 'entry', 'entries')}{whose}"
    return f"{counted}, {without:,} without an amount" if without else counted


def _sums(label: str, entries: Sequence[OvertimeEntry]) -> Sums:
    hours = sum((each.hours or Decimal(0) for each in entries), Decimal(0))
    amount = sum(each.amount or 0 for each in entries)
    return Sums(label, (*_blank(len(_OVERTIME)), words.hours(hours), dollars(amount)))


def _ending_row(ending: Ending, today: date) -> tuple[str, ...]:
    officer, authorization, until = ending
    left = (until - today).days
    days = f"{left:,}" if left > 0 else f"{1 - left:,} over"
    dates = (authorization.trained_on, authorization.authorized_on, until - _ONE_DAY)
    papers = (authorization.credential, authorization.document)
    who = (officer.officer_id, _full_name(officer), authorization.model.value)
    return (*who, *map(words.day, dates), days, *papers)
