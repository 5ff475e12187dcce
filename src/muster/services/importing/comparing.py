"""Which of a file's rows the book has already, which change a record, and which belong together."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from muster.domain.importing.building import ImportedRecord, changed_record, says_no_more
from muster.domain.importing.file_mapping import SameDay
from muster.domain.records import Officer, OvertimeEntry, Pay, Payroll
from muster.services.importing.planned_rows import Outcome, PlannedRow


def merge(rows: Iterable[PlannedRow], same_day: SameDay) -> None:
    """Make one entry of the overtime rows of one officer and day that differ in hours and amounts only."""
    if same_day is SameDay.EACH:
        return
    first: dict[Hashable, PlannedRow] = {}
    for each in rows:
        entry = each.record
        if not isinstance(entry, OvertimeEntry):
            continue
        begun = first.setdefault(replace(entry, hours=None, amount=None), each)
        if begun is not each:
            begun.record = _together(cast("OvertimeEntry", begun.record), entry, same_day)
            _merge_into(begun, each)


def _together(one: OvertimeEntry, two: OvertimeEntry, same_day: SameDay) -> OvertimeEntry:
    hours = [each.hours for each in (one, two) if each.hours is not None]
    amounts = [each.amount for each in (one, two) if each.amount is not None]
    return replace(
        one,
        hours=(max(hours) if same_day is SameDay.HOURS_ONCE else sum(hours, Decimal())) if hours else None,
        amount=sum(amounts) if amounts else None,
    )


def _merge_into(first: PlannedRow, row: PlannedRow) -> None:
    row.outcome, row.record = Outcome.MERGED, None
    row.reason = f"part of the record of row {first.row.number}"


def compare(rows: Sequence[PlannedRow], beside: Sequence[ImportedRecord]) -> None:
    """Find the rows that the book has already, and those that change one of its records."""
    live = [each for each in rows if each.outcome is Outcome.NEW]
    if live and isinstance(live[0].record, OvertimeEntry):
        _compare_overtime(live, cast("Sequence[OvertimeEntry]", beside))
    elif live:
        _compare_by_key(live, beside)


def _compare_overtime(rows: Sequence[PlannedRow], beside: Sequence[OvertimeEntry]) -> None:
    """Overtime has no key: a row is in the book when an entry of that officer and day says all that it says."""
    left: dict[Hashable, list[OvertimeEntry]] = defaultdict(list)
    for entry in beside:
        left[entry.officer_id, entry.worked_on].append(entry)
    for says in (_equal, says_no_more) if left else ():  # an equal entry is not taken by a row that says less
        for each in rows:
            record = cast("OvertimeEntry", each.record)
            known = left.get((record.officer_id, record.worked_on))
            if known and each.outcome is Outcome.NEW:
                found = next((at for at, entry in enumerate(known) if says(record, entry)), None)
                if found is not None:
                    each.outcome, each.record = Outcome.UNCHANGED, known.pop(found)


def _equal(given: ImportedRecord, recorded: ImportedRecord) -> bool:
    return given == recorded


_KEYS: Mapping[type[ImportedRecord], Callable[[Any], Hashable]] = {
    Officer: lambda record: record.officer_id,
    Pay: lambda record: (record.officer_id, record.effective_on),
    Payroll: lambda record: (record.officer_id, record.period_from, record.period_until, record.document),
}


def _compare_by_key(rows: Sequence[PlannedRow], beside: Sequence[ImportedRecord]) -> None:
    key = _KEYS[type(cast("ImportedRecord", rows[0].record))]
    recorded = {key(each): each for each in beside}
    first: dict[Hashable, tuple[PlannedRow, ImportedRecord]] = {}
    for each in rows:
        given = cast("ImportedRecord", each.record)
        begun, said = first.setdefault(key(given), (each, given))
        known = recorded.get(key(given))
        if begun is not each:
            _repeat(begun, said, each)
        elif known is not None:
            after = changed_record(known, given)
            each.outcome = Outcome.UNCHANGED if after == known else Outcome.CHANGED
            each.record, each.before = after, known


def _repeat(first: PlannedRow, said: ImportedRecord, row: PlannedRow) -> None:
    """An officer may stand in many rows of a file; any other record stands in one."""
    if isinstance(said, Officer) and row.record == said:
        _merge_into(first, row)
    elif row.record == said:
        row.reject(f"the row says the same as row {first.row.number}; remove one of them")
    else:
        two = "" if row.row.person.officer_id else ", or map a column of IDs if they are two people's"
        row.reject(f"row {first.row.number} says something else of the same record; keep one of them{two}")
