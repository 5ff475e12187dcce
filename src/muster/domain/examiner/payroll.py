"""Checks of payroll against the claim (R16, R23)."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from muster.domain.claim import Claim
from muster.domain.documented import key_of
from muster.domain.entitlement import days_within
from muster.domain.examiner.examined import Case, Examined
from muster.domain.examiner.finding import Check, Found, Severity, as_warned, each_officer
from muster.domain.intervals import Span
from muster.domain.money import Cents, dollars
from muster.domain.records import Payroll
from muster.domain.words import count, day

PAYROLL_APART = Fraction(1, 100)
"""From this share of the entitlement on, payroll's cost is apart from it by more than rounding."""

MONTHS_APART = 3
"""So many days' entitlement payroll by the month may differ: a twelfth of a year is not a month's calendar days."""

_LONGEST_MONTH = 31
_STARTS = {1, 16}


def by_missing_payroll(claim: Claim) -> Severity:
    """As the reading ``missing_payroll`` says (R16)."""
    return Severity.BLOCKS if claim.reading("missing_payroll").value == "block" else Severity.WARNS


def _apart(case: Case) -> Iterator[tuple[str, Cents, Cents]]:
    """Component, payroll's cost and entitlement of the year to date, where they are apart."""
    for component in (case.work.salary, case.work.benefits):
        to_date = component.to_date
        if to_date.actual is None or to_date.entitlement <= 0 or not case.work.eligible_days:
            continue
        share = PAYROLL_APART
        if _by_month(case.work.file.payroll):
            to_date_days = Span(case.work.rules.quarter.year.start, case.quarter.until)
            share = max(share, Fraction(MONTHS_APART, days_within(case.work.spans, to_date_days)))
        if abs(to_date.actual - to_date.entitlement) > share * to_date.entitlement:
            yield component.name, to_date.actual, to_date.entitlement


def _by_month(rows: Iterable[Payroll]) -> bool:
    """Whether salary is paid in equal parts by the month or half of it: periods from the 1st or 16th on."""
    return all(
        row.period_from.day in _STARTS and (row.period_until - row.period_from).days <= _LONGEST_MONTH for row in rows
    )


def _under(case: Case) -> Iterator[Found]:
    for name, actual, entitlement in _apart(case):
        if actual < entitlement:
            yield Found(
                f"Payroll's {name} this fiscal year, {dollars(actual)}, is {dollars(entitlement - actual)} under what "
                "the pay record gives; the claim follows payroll. Check the pay record.",
                _first(case),
            )


def _over(case: Case) -> Iterator[Found]:
    for name, actual, entitlement in _apart(case):
        if actual > entitlement:
            yield Found(
                f"Payroll's {name} this fiscal year, {dollars(actual)}, is {dollars(actual - entitlement)} over what "
                "the pay record gives; the claim follows the pay record. A raise may not be recorded yet.",
                _first(case),
            )


def _rows(case: Case) -> list[Payroll]:
    """The rows that touch the quarter."""
    return [row for row in case.work.file.payroll if Span(row.period_from, row.period_until).clip(case.quarter).days]


def _first(case: Case) -> Payroll | None:
    return next(iter(_rows(case)), None)


def _twice(case: Case) -> Iterator[Found]:
    first: dict[object, Payroll] = {}
    for row in _rows(case):
        key = row.period_from, row.period_until, row.base_pay, row.benefits
        if first.setdefault(key, row) is not row:
            yield Found(
                f"Payroll from {day(row.period_from)} is recorded twice with the same amounts, from two documents; "
                "remove one of them if they are the same payment.",
                row,
            )


def _undocumented(examined: Examined) -> Iterator[Found]:
    for case in examined.cases:
        rows = [row for row in _rows(case) if not row.document and key_of(row) not in examined.attached]
        if rows and case.work.eligible_days:
            verb = "names" if len(rows) == 1 else "name"
            text = f"{count(len(rows), 'payroll row')} of the quarter {verb} no document."
            yield Found(text, rows[0], case.work.officer_id)


CHECKS = (
    Check("not-reconciled", "Payroll missing", "R16; 2 CFR 200.430", as_warned("not-reconciled"), by_missing_payroll),
    Check("payroll-under", "Payroll under the pay record", "R16", each_officer(_under)),
    Check("payroll-over", "Payroll over the pay record", "R16; stale rate after a raise", each_officer(_over)),
    Check("payroll-twice", "Payroll recorded twice", "R23", each_officer(_twice)),
    Check("payroll-undocumented", "Payroll without a document", "2 CFR 200.430", _undocumented),
)
