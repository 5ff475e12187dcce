"""Checks of the quarter's overtime entries (R10, R23, R24)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import median

from muster.domain.checks import HOURS_IN_A_DAY
from muster.domain.entitlement import claimable_runs
from muster.domain.examiner.approver import is_the_officer
from muster.domain.examiner.examined import Case, Examined
from muster.domain.examiner.finding import Check, Found, Look, as_warned, blocks, each_officer, unless_attached
from muster.domain.money import Cents, dollars, half_up
from muster.domain.quantities import hours_text
from muster.domain.records import OvertimeEntry, OvertimeSum, Pay
from muster.domain.words import day

LONG_DAY = Decimal(16)
"""More overtime hours than this on one day leave no room for a shift of eight."""
RATE_BAND = Fraction(2, 3), Fraction(3, 2)
"""A rate outside these shares of the officer's median rate is far from it: straight time and double time are within."""
ENOUGH_RATES = 4
"""How many rates an officer needs before one can stand out."""
ROUNDING = Fraction(2)
"""Cents an hour by which rounding alone may move a rate."""


def _ours(case: Case) -> Iterator[OvertimeEntry]:
    """The quarter's entries for this program."""
    return (entry for entry in case.entries if not entry.funding)


def _each_entry(fault: Callable[[OvertimeEntry], str]) -> Look:
    """A check of every entry for this program; ``fault`` ends the sentence, or is empty."""

    def look(case: Case) -> Iterator[Found]:
        for entry in _ours(case):
            if words := fault(entry):
                yield Found(f"Overtime of {day(entry.worked_on)} {words}", entry)

    return each_officer(look)


_unapproved = _each_entry(lambda each: "" if each.approved_by.strip() else "names nobody who approved it.")
_undocumented = unless_attached(_each_entry(lambda each: "" if each.document else "names no time record or register."))
_zero = _each_entry(lambda each: "has an amount of 0.00; leave it empty until it is paid." if each.amount == 0 else "")
_without_hours = _each_entry(
    lambda each: (
        f"has an amount of {dollars(each.amount)} but no hours."
        if each.amount and each.amount > 0 and not each.hours
        else ""
    )
)


def _twice(case: Case) -> Iterator[Found]:
    first: dict[object, OvertimeEntry] = {}
    for entry in case.entries:
        key = entry.worked_on, entry.hours, entry.amount
        if (entry.hours or entry.amount) and first.setdefault(key, entry) is not entry:
            yield Found(
                f"Overtime of {day(entry.worked_on)} is recorded twice with the same hours and amount; "
                "remove one of the entries if both are the same work.",
                entry,
            )


def _hours_by_day(case: Case) -> Iterator[tuple[Decimal, OvertimeEntry]]:
    """The hours of each day's entries together, with the last of them."""
    by_day: dict[object, list[OvertimeEntry]] = defaultdict(list)
    for entry in case.entries:
        by_day[entry.worked_on].append(entry)
    for entries in by_day.values():
        yield sum((entry.hours or Decimal() for entry in entries), Decimal()), entries[-1]


def _more_than_a_day(case: Case) -> Iterator[Found]:
    for hours, entry in _hours_by_day(case):
        if hours > HOURS_IN_A_DAY:
            yield Found(f"Overtime of {day(entry.worked_on)} comes to {hours_text(hours)} hours in one day.", entry)


def _long_day(case: Case) -> Iterator[Found]:
    for hours, entry in _hours_by_day(case):
        if LONG_DAY < hours <= HOURS_IN_A_DAY:
            yield Found(
                f"Overtime of {day(entry.worked_on)} comes to {hours_text(hours)} hours, which leaves no room for a "
                "shift; check the hours against the time record.",
                entry,
            )


def _off_days(case: Case) -> OvertimeEntry | None:
    """The first paid entry on a day that cannot be claimed."""
    runs = claimable_runs(case.work.spans)
    paid = (entry for entry in _ours(case) if OvertimeSum.of(entry).standing == "paid")
    return next((entry for entry in paid if not any(run.holds(entry.worked_on) for run in runs)), None)


def _first_unpaid(case: Case) -> OvertimeEntry | None:
    return next((entry for entry in case.entries if OvertimeSum.of(entry).standing == "unpaid"), None)


def _self_approved(case: Case) -> Iterator[Found]:
    for entry in _ours(case):
        if is_the_officer(entry.approved_by, case.officer):
            yield Found(
                f"Overtime of {day(entry.worked_on)} was approved by “{entry.approved_by}”, who seems to be the "
                "officer; it needs the approval of somebody else.",
                entry,
            )


def _ahead(case: Examined) -> Iterator[Found]:
    for officer in case.cases:
        for entry in _ours(officer):
            if max(entry.worked_on, entry.paid_on or entry.worked_on) > case.day:
                which = "worked" if entry.worked_on > case.day else "paid"
                yield Found(
                    f"Overtime of {day(entry.worked_on)} is {which} on a day that is still to come; check its dates.",
                    entry,
                    entry.officer_id,
                )


def _same_day_funding(case: Case) -> Iterator[Found]:
    ours = {entry.worked_on for entry in _ours(case)}
    for entry in case.entries:
        if entry.funding and entry.worked_on in ours:
            yield Found(
                f"Overtime of {day(entry.worked_on)} is billed to {entry.funding}, and other overtime of that day to "
                "this program; check that no hour is in both.",
                entry,
            )


def _rate(entry: OvertimeEntry) -> Fraction | None:
    """Cents an hour; None for corrections and for entries without hours or amount."""
    if entry.hours is None or entry.amount is None or entry.hours <= 0 or entry.amount <= 0:
        return None
    return entry.amount / Fraction(entry.hours)


def _rates(entries: Iterable[OvertimeEntry]) -> list[tuple[OvertimeEntry, Fraction]]:
    return [(entry, rate) for entry in entries if not entry.funding and (rate := _rate(entry)) is not None]


def _far_rate(case: Case) -> Iterator[Found]:
    mine = _rates(case.entries)
    all_rates = [rate for _, rate in (*_rates(case.earlier), *mine)]
    if len(all_rates) < ENOUGH_RATES:
        return
    usual = median(all_rates)
    low, high = (usual * share for share in RATE_BAND)
    for entry, rate in mine:
        if not low <= rate <= high:
            yield Found(
                f"Overtime of {day(entry.worked_on)} comes to {_an_hour(rate)}; this officer's usual rate is "
                f"{_an_hour(usual)}. Check hours and amount.",
                entry,
            )


def _an_hour(rate: Fraction) -> str:
    cents: Cents = half_up(rate)
    return f"{dollars(cents)} an hour"


def _before_raise(case: Case) -> Iterator[Found]:
    """Entries worked after a raise whose rate is below the lowest before it, raised in proportion."""
    for old, new, until in _raises(case):
        mine = _rates(case.entries)
        before = [
            rate
            for entry, rate in (*_rates(case.earlier), *mine)
            if old.effective_on <= entry.worked_on < new.effective_on
        ]
        if len(before) < ENOUGH_RATES:
            continue
        expected = min(before) * new.annual_salary / old.annual_salary
        for entry, rate in mine:
            in_force = new.effective_on <= entry.worked_on and (until is None or entry.worked_on < until.effective_on)
            if in_force and rate + ROUNDING < expected:
                yield Found(
                    f"Overtime of {day(entry.worked_on)} comes to {_an_hour(rate)}; after the raise of "
                    f"{day(new.effective_on)} at least {_an_hour(expected)} would follow. The rate may be the old one.",
                    entry,
                )


def _raises(case: Case) -> Iterator[tuple[Pay, Pay, Pay | None]]:
    """Each raise: the pay record before it, its own, and the one after."""
    pay = case.work.file.pay
    for (old, new), after in zip(pairwise(pay), (*pay[2:], None), strict=False):
        if new.annual_salary > old.annual_salary > 0:
            yield old, new, after


_CEASEFIRE = "DOJ OIG, Operation Ceasefire: overtime lines inaccurate or twice"
_RECORDS = "DOJ OIG: no time records, no approver, self-approved"

CHECKS = (
    Check("overtime-twice", "Overtime recorded twice", f"R23; {_CEASEFIRE}", each_officer(_twice)),
    Check(
        "overtime-over-24-hours",
        "More than 24 hours of overtime in a day",
        "R23; hours beyond presence",
        each_officer(_more_than_a_day),
        blocks,
    ),
    Check(
        "overtime-long-day",
        "Very long day of overtime",
        "2 CFR 200.430; hours beyond presence",
        each_officer(_long_day),
    ),
    Check(
        "overtime-not-eligible",
        "Overtime on a day that cannot be claimed",
        "R10; credential lapsed on the day",
        as_warned("overtime-not-eligible", _off_days),
    ),
    Check("overtime-unapproved", "Overtime without an approver", _RECORDS, _unapproved),
    Check("overtime-self-approved", "Overtime approved by the officer", _RECORDS, each_officer(_self_approved)),
    Check("overtime-undocumented", "Overtime without a document", _RECORDS, _undocumented),
    Check("overtime-without-hours", "Overtime without hours", _RECORDS, _without_hours),
    Check(
        "overtime-rate",
        "Overtime rate far from the officer's usual one",
        f"R10; {_CEASEFIRE}",
        each_officer(_far_rate),
    ),
    Check(
        "overtime-old-rate",
        "Overtime at the rate before a raise",
        "R10; stale rate after a raise",
        each_officer(_before_raise),
    ),
    Check(
        "overtime-unpaid",
        "Overtime not paid yet",
        "R10: what payroll paid",
        as_warned("overtime-unpaid", _first_unpaid),
    ),
    Check("overtime-zero", "Overtime of 0.00", "R10: what payroll paid", _zero),
    Check("overtime-ahead", "Overtime dated in the future", "R10: what payroll paid", _ahead),
    Check(
        "other-funding-same-day",
        "Other funding on the same day",
        "R24; one cost in two programs",
        each_officer(_same_day_funding),
    ),
)
