"""What a user should look at before an import, though nothing of it is refused."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from muster.domain.cells import DATE, HOURS, MONEY, PERCENT
from muster.domain.importing.file_mapping import DateOrder, SameDay
from muster.domain.importing.layout import RowKind
from muster.domain.importing.proposing import unreadable
from muster.domain.importing.reading import Reading
from muster.domain.importing.sheet import Sheet
from muster.domain.importing.vocabulary import Vocabulary
from muster.domain.records import OvertimeEntry, Pay, Payroll
from muster.domain.words import count
from muster.services.importing.planned_rows import Outcome, PlannedRow
from muster.services.importing.planning import Plan
from muster.services.importing.sums import column_sums

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

_SHOWN = 3
_QUOTED = 30
_VALUES = {MONEY.name: "amounts of money", HOURS.name: "hours", PERCENT.name: "percents", DATE.name: "dates"}
_HEADER_WITHIN = 60


def notices(plan: Plan, sheets: Sequence[Sheet], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Plain sentences, the weightiest first.

    Args:
        plan: What the import would do.
        sheets: All of the file's.
        vocabulary: What fields are called.
    """
    return (
        *_not_read(plan.reading, vocabulary),
        *_double_hours(plan),
        *_imported_before(plan),
        *_other_names(plan),
        *_funded(plan),
        *_other_sheets(plan.reading, sheets),
        *_dates(plan.reading),
        *_totals(plan),
        *_more_than_the_header(plan.reading),
        *_shares(plan),
        *(f"{each[:1].upper()}{each[1:]}." for each in plan.reading.sheet.notes),
    )


def _not_read(reading: Reading, vocabulary: Vocabulary) -> Iterator[str]:
    for each in unreadable(reading.sheet, reading.mapping, vocabulary):
        yield (
            f"The column “{each.label}” is not read, since most of its values, like “{each.example[:_QUOTED]}”, are no"
            f" {_VALUES[each.field.type.name]}; map it to be told row by row."
        )


def _double_hours(plan: Plan) -> Iterator[str]:
    """Premium pay is often a second row with the same hours."""
    if plan.reading.mapping.same_day is SameDay.HOURS_ONCE:
        return
    by_day: dict[Hashable, list[PlannedRow]] = defaultdict(list)
    for each in plan.rows:
        values = each.row.values
        if each.outcome in {Outcome.NEW, Outcome.MERGED} and values.get("hours"):
            by_day[each.row.person, values.get("worked_on"), values["hours"]].append(each)
    twice = [rows for rows in by_day.values() if len(rows) > 1]
    if plan.reading.mapping.kind is OvertimeEntry and twice:
        rows = " and ".join(str(each.row.number) for each in twice[0][:_SHOWN])
        yield (
            f"On {count(len(twice), 'day')} the same hours of an officer stand in several rows (first: rows {rows});"
            " if they are the same hours under two pay codes, have them counted once."
        )


def _imported_before(plan: Plan) -> Iterator[str]:
    """New rows beside records that the book has of the same time."""
    has_beside = _beside(plan)
    again = [each for each in plan.with_outcome(Outcome.NEW) if has_beside(each.record)]
    if again:
        rows, first = count(len(again), "new row"), again[0].row.number
        what = "overtime of the same day" if plan.reading.mapping.kind is OvertimeEntry else "payroll of the same time"
        yield (
            f"Beside {rows} the book has {what} already, of the same officer (first: row {first}); check whether the"
            " file, or another of the same time, was imported before."
        )


def _beside(plan: Plan) -> Callable[[object], bool]:
    """Whether the book has something of the time of a new record."""
    if plan.reading.mapping.kind is OvertimeEntry:
        entries = cast("Sequence[OvertimeEntry]", plan.beside)
        days = {(each.officer_id, each.worked_on) for each in entries}
        return lambda record: isinstance(record, OvertimeEntry) and (record.officer_id, record.worked_on) in days
    if plan.reading.mapping.kind is Payroll:
        return _Periods(cast("Sequence[Payroll]", plan.beside)).touch
    return lambda _record: False


class _Periods:
    """The periods of recorded payroll, by officer."""

    def __init__(self, recorded: Sequence[Payroll]) -> None:
        self._by_officer: dict[str, list[tuple[date, date]]] = defaultdict(list)
        for each in recorded:
            self._by_officer[each.officer_id].append((each.period_from, each.period_until))

    def touch(self, row: object) -> bool:
        """Whether a row's period shares a day with one of them."""
        if not isinstance(row, Payroll):
            return False
        return any(
            start < row.period_until and row.period_from < until for start, until in self._by_officer[row.officer_id]
        )


def _other_names(plan: Plan) -> Iterator[str]:
    other = [each for each in plan.people if each.other_name]
    if other:
        known = other[0].candidates[0]
        yield (
            f"In the book another name has the ID of {count(len(other), 'person', 'people')} of the file (first: row"
            f" {other[0].first_row}, {other[0].person.shown}; in the book {known.officer_id} {known.name}); check it."
        )


def _funded(plan: Plan) -> Iterator[str]:
    """A column of funds or grants, of which every row has one, would take all overtime out of the claim."""
    if plan.reading.mapping.kind is OvertimeEntry:
        funded = [each for each in plan.rows if each.row.values.get("funding")]
        if funded:
            first = funded[0].row
            yield (
                f"{count(len(funded), 'row names', 'rows name')} other funding (first: row {first.number},"
                f" “{first.values['funding']}”); their overtime counts as another program's and is not claimed."
            )


def _other_sheets(reading: Reading, sheets: Sequence[Sheet]) -> Iterator[str]:
    """A month on each sheet, of which one is imported."""
    mapping, header = reading.mapping, set(reading.labels)
    alike = [
        each.name
        for each in sheets
        if mapping.header_row and not each.hidden and each.name != mapping.sheet
        if any(header == set(each.labels(row)) for row in range(1, _HEADER_WITHIN))
    ]
    if alike:
        named = ", ".join(f"“{name}”" for name in alike[:_SHOWN])
        yield (
            f"Only the sheet “{mapping.sheet}” is read; the workbook has {count(len(alike), 'more sheet')} with the"
            f" same columns (first: {named}); import each of them that matters."
        )


def _dates(reading: Reading) -> Iterator[str]:
    seen = reading.dates
    first = "month" if reading.order is DateOrder.MONTH_FIRST else "day"
    if seen.ambiguous and reading.mapping.date_order is None:
        yield f"Every date can be read in two ways, like {seen.example}; they are read with the {first} first."
    elif seen.mixed:
        yield f"Some dates have the month first, others the day; with the {first} first the others are rejected."


def _totals(plan: Plan) -> Iterator[str]:
    if any(row.kind is RowKind.FILTERED for row in plan.reading.rows):
        return  # the file's totals are of other rows, too
    for each in column_sums(plan):
        if each.stated is not None and each.stated != each.read:
            text = each.text
            yield f"The file's own total of “{each.label}” is {text(each.stated)}, its rows come to {text(each.read)}."


def _more_than_the_header(reading: Reading) -> Iterator[str]:
    """Amounts like 1,234.50 without quotation marks would take two columns."""
    width = len(reading.sheet.rows[reading.mapping.header_row - 1]) if reading.mapping.header_row else 0
    first = next(
        (each.number for each in reading.records if width and any(reading.sheet.rows[each.number - 1][width:])), None
    )
    if first is not None:
        yield (
            f"The header names {width} columns, and rows have more (first: row {first}); check that each value below"
            " stands in its own column."
        )


def _shares(plan: Plan) -> Iterator[str]:
    percents = [percent for each in plan.rows if (percent := each.row.values.get("benefits_percent")) is not None]
    if plan.reading.mapping.kind is Pay and percents and all(0 < cast("Fraction", each) <= 1 for each in percents):
        yield (
            "All benefits percents are 1 or less; if they are shares, so that 0.3 stands for 30%, multiply the column"
            " by 100 first."
        )
