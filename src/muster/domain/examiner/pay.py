"""Checks of pay, benefits and effort (R4, R5, R7, R8)."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from muster.domain.examiner.examined import Case, Examined
from muster.domain.examiner.finding import Check, Found, Look, as_warned, each_officer, unless_attached
from muster.domain.intervals import Span
from muster.domain.quantities import percent_text
from muster.domain.records import Effort, Pay
from muster.domain.words import count, day

FULL_TIME = 100
COMMON_RAISE = Fraction(1, 2)
"""The share of the officers that has to have a raise on one day before the others' pay may be stale."""
RAISE_REMEMBERED = timedelta(days=365)
"""How long before the quarter's end a raise elsewhere is looked for."""


def _each_pay(fault: Callable[[Pay], str]) -> Look:
    """A check of every pay record in force on claimable days; ``fault`` ends the sentence, or is empty."""

    def look(case: Case) -> Iterator[Found]:
        for pay in case.pay:
            if words := fault(pay):
                yield Found(f"Pay from {day(pay.effective_on)} {words}", pay)

    return each_officer(look)


_undocumented = unless_attached(_each_pay(lambda pay: "" if pay.document else "names no document."))
_unapproved = _each_pay(lambda pay: "" if pay.approved_on else "has no approval date.")
_unpaid = _each_pay(
    lambda pay: "" if pay.paid_on else "has no date on which it was first paid; it counts once it is paid."
)
_zero = _each_pay(lambda pay: "" if pay.annual_salary else "has an annual salary of 0.00.")


def _behind(case: Examined) -> Iterator[Found]:
    """Officers still paid from before a day on which the others had a raise."""
    officers = [each for each in case.cases if each.claimable_until]
    since = case.quarter.until - RAISE_REMEMBERED
    raises = Counter(day for each in officers for day in _raises(each, Span(since, case.quarter.until)))
    if not raises:
        return
    raised_on, raised = max(raises.items(), key=lambda pair: (pair[1], pair[0]))
    if raised < COMMON_RAISE * len(officers):
        return
    for each in officers:
        pay = each.pay[-1] if each.pay else None
        if pay and pay.effective_on < raised_on < (each.claimable_until or raised_on):
            yield Found(
                f"Pay dates from {day(pay.effective_on)}, while {raised} of {count(len(officers), 'officer')} had a "
                f"raise on {day(raised_on)}; check that it is still what is paid.",
                pay,
                each.work.officer_id,
            )


def _raises(case: Case, within: Span) -> Iterator[date]:
    """The days within a span on which the officer's salary rises."""
    salary = None
    for pay in case.work.file.pay:
        if salary is not None and pay.annual_salary > salary and within.holds(pay.effective_on):
            yield pay.effective_on
        salary = pay.annual_salary


def _effort(case: Case) -> Iterator[Found]:
    """A share of the officer's time that was set before the quarter is an estimate of it."""
    for effort in _efforts(case):
        if effort.percent < FULL_TIME and effort.effective_on < case.quarter.start:
            yield Found(
                f"Effort of {_share(effort)} dates from {day(effort.effective_on)}, before the quarter began; "
                "record the share that the quarter's own time records show.",
                effort,
            )


def _share(effort: Effort) -> str:
    text = percent_text(effort.percent)
    return text if "/" in text else f"{text}%"


def _efforts(case: Case) -> list[Effort]:
    spans = (span for span in case.work.spans if span.days.clip(case.quarter).days)
    return list(dict.fromkeys(span.effort for span in spans if span.effort))


def _provisional(case: Case) -> Pay | None:
    return next((pay for pay in case.pay if pay.benefits_percent is not None), None)


def _first_pay(case: Case) -> Pay | None:
    return case.work.file.pay[0] if case.work.file.pay else None


_ACTUAL = "2 CFR 200.430: actual wage, not an average or estimate"

CHECKS = (
    Check("no-pay", "No pay on record", "R4", as_warned("no-pay", _first_pay)),
    Check("pay-zero", "Annual salary of 0.00", "R4", _zero),
    Check("pay-undocumented", "Pay without a document", _ACTUAL, _undocumented),
    Check("pay-unapproved", "Pay without approval", _ACTUAL, _unapproved),
    Check("pay-unpaid", "Pay not paid yet", "R14: once paid", _unpaid),
    Check("pay-behind", "Pay from before the others' raise", "R5; stale rate after a raise", _behind),
    Check(
        "benefits-provisional",
        "Benefits still provisional",
        "R7; fringe estimated and never trued up",
        as_warned("benefits-provisional", _provisional),
    ),
    Check(
        "effort-unsupported",
        "Effort without the quarter's records",
        "R8; 2 CFR 200.430: an estimate is no support",
        each_officer(_effort),
    ),
)
