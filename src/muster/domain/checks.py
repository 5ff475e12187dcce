"""What the rules refuse: in one record, and between the records of one officer or agency (R2, R3, R7, R8, R21, R23)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, cast

from muster.domain.readings import RuleBook
from muster.domain.records import (
    Agency,
    Agreement,
    Authorization,
    Effort,
    Interruption,
    Officer,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Record,
    Result,
)

HOURS_IN_A_DAY = Decimal(24)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the rules refuse.

    Attributes:
        record: The record at fault; ``column`` its column's name.
        text: A plain sentence without a full stop: what is wrong and what to do.
        other: The record it conflicts with, where there is one.
    """

    record: Record
    column: str
    text: str
    other: Record | None = None


def faults(record: Record) -> Iterator[Fault]:
    """What is wrong with a record by itself."""
    for column, text in _CHECKS.get(type(record), _no_check)(cast("Any", record)):
        yield Fault(record, column, text)


_Found = Iterator[tuple[str, str]]


def _no_check(_record: object) -> _Found:
    return iter(())


def _order(column: str, start: date | None, end: date | None, start_name: str) -> _Found:
    if start is not None and end is not None and end <= start:
        yield column, f"{column} {end} is not after {start_name} {start}; it is the first day that no longer counts"


def _agreement(record: Agreement) -> _Found:
    start = record.effective_on or record.signed_on
    yield from _order("until", start, record.until, "effective_on" if record.effective_on else "signed_on")


def _officer(record: Officer) -> _Found:
    if not record.last_name and not record.first_name:
        yield "last_name", "the officer has no name; give at least the last name"
    if record.hired_on and record.separated_on and record.separated_on < record.hired_on:
        yield "separated_on", f"separated_on {record.separated_on} is before hired_on {record.hired_on}; check both"


def _authorization(record: Authorization) -> _Found:
    yield from _order("expires_on", record.authorized_on, record.expires_on, "authorized_on")


def _interruption(record: Interruption) -> _Found:
    yield from _order("until", record.start, record.until, "from")


def _pay(record: Pay) -> _Found:
    if record.annual_salary < 0:
        yield "annual_salary", "annual_salary is below zero; check the sign"
    if record.annual_benefits is not None and record.annual_benefits < 0:
        yield "annual_benefits", "annual_benefits is below zero; check the sign"
    if record.annual_benefits is not None and record.benefits_percent is not None:
        yield "benefits_percent", "annual_benefits and benefits_percent are both filled; keep one of them"


def _effort(record: Effort) -> _Found:
    if not 0 <= record.percent <= 100:  # noqa: PLR2004 - percent
        yield "percent", "percent is over 100; all funding of one officer's day cannot pass 100%"


def _overtime(record: OvertimeEntry) -> _Found:
    if record.hours is not None and abs(record.hours) > HOURS_IN_A_DAY:
        yield "hours", f"{record.hours} hours are more than a day has; check the hours"


def _payroll(record: Payroll) -> _Found:
    yield from _order("period_until", record.period_from, record.period_until, "period_from")


def _result(record: Result) -> _Found:
    if record.located > record.referred:
        yield "located", f"located {record.located} is more than referred {record.referred}; check both counts"


_CHECKS: Mapping[type[Record], Callable[[Any], _Found]] = {
    Agreement: _agreement,
    Officer: _officer,
    Authorization: _authorization,
    Interruption: _interruption,
    Pay: _pay,
    Effort: _effort,
    OvertimeEntry: _overtime,
    Payroll: _payroll,
    Result: _result,
}


def override_faults(record: Override, rules: RuleBook) -> Iterator[Fault]:
    """Whether an override names a reading and one of its values."""
    try:
        parameter = rules.parameter(record.parameter)
    except ValueError as error:
        yield Fault(record, "parameter", str(error))
        return
    try:
        parameter.parse(record.value)
    except ValueError as error:
        yield Fault(record, "value", str(error))


def conflicts(records: Sequence[Record]) -> Iterator[Fault]:
    """What is wrong between records of one kind; of two that conflict the later one in the sequence is at fault."""
    if not records:
        return
    kind = type(records[0])
    if kind in _KEYS:
        yield from _duplicates(records)
    if kind is Authorization:
        yield from _authorization_overlaps(cast("Sequence[Authorization]", records))
    elif kind is Payroll:
        yield from _payroll_overlaps(cast("Sequence[Payroll]", records))
    elif kind is OvertimeEntry:
        yield from _too_many_hours(cast("Sequence[OvertimeEntry]", records))


_KEYS: Mapping[type[Record], tuple[Callable[[Any], Hashable], str, str]] = {
    Agency: (lambda _: None, "name", "an agency is recorded already; a book holds one"),
    Agreement: (lambda r: r, "model", "this {0.model} agreement is recorded already, equal in every cell"),
    Officer: (lambda r: r.officer_id, "officer_id", "officer {0.officer_id} is recorded already"),
    Interruption: (
        lambda r: r,
        "from",
        "officer {0.officer_id} has this interruption from {0.start} already, equal in every cell",
    ),
    OvertimeEntry: (
        lambda r: r,
        "worked_on",
        "officer {0.officer_id} has this overtime on {0.worked_on} already, equal in every cell",
    ),
    Pay: (
        lambda r: (r.officer_id, r.effective_on),
        "effective_on",
        "officer {0.officer_id} has pay from {0.effective_on} already",
    ),
    Effort: (
        lambda r: (r.officer_id, r.effective_on),
        "effective_on",
        "officer {0.officer_id} has an effort from {0.effective_on} already",
    ),
    Result: (
        lambda r: (r.quarter, r.stated_by, r.dated_on),
        "quarter",
        "{0.quarter} has a result stated by {0.stated_by} with that date already",
    ),
    Override: (
        lambda r: (r.parameter, r.effective_on),
        "parameter",
        "{0.parameter} has a value from that day already",
    ),
}


def _duplicates(records: Sequence[Record]) -> Iterator[Fault]:
    key, column, text = _KEYS[type(records[0])]
    first: dict[Hashable, Record] = {}
    for record in records:
        other = first.setdefault(key(record), record)
        if other is not record:
            yield Fault(record, column, f"{text.format(record)}; remove one or change it", other)


def _authorization_overlaps(records: Sequence[Authorization]) -> Iterator[Fault]:
    """R3: only a given expiry can overlap; two from one day always do."""
    for mine in _grouped(records, lambda each: each.officer_id).values():
        ordered = sorted(mine, key=lambda each: each.authorized_on)
        for earlier, later in pairwise(ordered):
            same_day = earlier.authorized_on == later.authorized_on
            if same_day or (earlier.expires_on or date.min) > later.authorized_on:
                culprit, other = _later_in(mine, earlier, later)
                yield Fault(
                    culprit,
                    "authorized_on",
                    f"officer {culprit.officer_id}'s authorization of {culprit.authorized_on} overlaps that of "
                    f"{other.authorized_on}; a day belongs to one authorization",
                    other,
                )


def _later_in(
    mine: Sequence[Authorization], one: Authorization, two: Authorization
) -> tuple[Authorization, Authorization]:
    order = {id(each): index for index, each in enumerate(mine)}
    return (one, two) if order[id(one)] > order[id(two)] else (two, one)


def _payroll_overlaps(records: Sequence[Payroll]) -> Iterator[Fault]:
    """R23: one payroll row twice, that is the same document for overlapping periods."""
    for mine in _grouped(records, lambda each: (each.officer_id, each.document)).values():
        order = {id(each): index for index, each in enumerate(mine)}
        reach: Payroll | None = None
        for row in sorted(mine, key=lambda each: (each.period_from, order[id(each)])):
            if reach is not None and row.period_from < reach.period_until:
                culprit, other = (row, reach) if order[id(row)] > order[id(reach)] else (reach, row)
                yield Fault(
                    culprit,
                    "period_from",
                    f"officer {row.officer_id} has payroll for overlapping periods from the same document: "
                    f"{culprit.period_from} and {other.period_from}; remove one or name its own document",
                    other,
                )
            if reach is None or row.period_until > reach.period_until:
                reach = row


def _too_many_hours(records: Sequence[OvertimeEntry]) -> Iterator[Fault]:
    """The contract's bound: the entries of one officer and day add up to 24 hours at most."""
    totals: dict[tuple[str, date], Decimal] = {}
    last: dict[tuple[str, date], OvertimeEntry] = {}
    for entry in records:
        if entry.hours is not None:
            key = entry.officer_id, entry.worked_on
            totals[key] = totals[key] + entry.hours if key in totals else entry.hours
            last[key] = entry
    for key, hours in totals.items():
        if hours > HOURS_IN_A_DAY:
            text = (
                f"officer {key[0]}'s overtime on {key[1]} comes to {hours} hours, more than a day has; check that day"
            )
            yield Fault(last[key], "hours", text)


def _grouped(records: Iterable[Any], key: Callable[[Any], Hashable]) -> dict[Hashable, list[Any]]:
    groups: dict[Hashable, list[Any]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return groups
