"""Salary and benefits to a day of the fiscal year: entitlement, actual cost, and the lesser of them (R4 to R9, R16)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple, TypeVar

from muster.domain.eligibility import EligibleSpan, employment, unpaid_leave
from muster.domain.intervals import Span, cut, subtract, union
from muster.domain.money import Cents, Rational, half_up
from muster.domain.records import Authorization, Effort, OfficerFile, Pay, Payroll
from muster.domain.rules import ClaimRules

D = TypeVar("D", bound=Pay | Effort)

SALARY = "salary"
BENEFITS = "benefits"
ACTUAL = "actual"


class RateSpan(NamedTuple):
    """Claimable days over which model, pay, effort and benefits mode stay the same."""

    days: Span
    authorization: Authorization
    pay: Pay | None
    effort: Effort | None
    benefits_mode: str

    @property
    def share(self) -> Rational:
        """The officer's effort as a share of one; a plain 1 without an effort record (R8)."""
        return 1 if self.effort is None else self.effort.percent / 100

    @property
    def annual_salary(self) -> Cents:
        """The annual salary in force, 0 without a pay row (R4)."""
        return self.pay.annual_salary if self.pay else 0

    def annual(self, component: str) -> Rational:
        """The component's exact annual amount in cents, before effort (R4, R7)."""
        if component == SALARY or self.pay is None:
            return self.annual_salary
        if self.pay.benefits_percent is not None:
            return self.pay.annual_salary * self.pay.benefits_percent / 100
        return self.pay.annual_benefits or 0

    def as_entered(self, component: str) -> bool:
        """Whether the pay row's amount is the entitlement; otherwise payroll's cost alone is (R7)."""
        return component == SALARY or self.benefits_mode != ACTUAL


def claimable_spans(file: OfficerFile, eligible: Sequence[EligibleSpan], rules: ClaimRules) -> list[RateSpan]:
    """The officer's claimable days among the eligible ones, in order, cut wherever a rate changes (R2, R8)."""
    edges = sorted({pay.effective_on for pay in file.pay} | {effort.effective_on for effort in file.effort})
    found: list[RateSpan] = []
    for span, authorization in eligible:
        for term in rules.terms:
            days = span.clip(term.days)
            if authorization.model not in term.models or days.start >= days.until:
                continue
            for piece in cut(days, edges):
                pay = _in_force(file.pay, piece.start)
                effort = _in_force(file.effort, piece.start)
                found.append(RateSpan(piece, authorization, pay, effort, term.benefits_mode))
    return found


def _in_force(dated: Sequence[D], day: date) -> D | None:
    """The last one that has begun by the day."""
    begun = [each for each in dated if each.effective_on <= day]
    return begun[-1] if begun else None


def until_day(spans: Sequence[RateSpan], until: date) -> Iterator[tuple[RateSpan, Span]]:
    """The spans that begin before a day, each with its days before it."""
    for span in spans:
        if span.days.start >= until:
            return
        yield span, span.days if span.days.until <= until else Span(span.days.start, until)


class PayrollShare(NamedTuple):
    """A payroll row's amount for one component, spread over the days in pay of its period (R16)."""

    row: Payroll
    period: Span
    amount: Cents
    in_pay: list[Span]
    days_in_pay: int

    def for_days(self, days: Span) -> int:
        """How many of the claimable days the row covers."""
        return days.clip(self.period).days


def payroll_shares(file: OfficerFile, component: str, within: Span) -> list[PayrollShare]:
    """The payroll rows that say something of the component and touch the span; without days in pay they say nothing."""
    employed = employment(file.officer)
    unpaid = unpaid_leave(file.interruptions)
    shares: list[PayrollShare] = []
    for row in file.payroll:
        amount = row.base_pay if component == SALARY else row.benefits
        period = Span(row.period_from, row.period_until)
        if amount is None or not period.clip(within).days:
            continue
        in_pay = subtract(period.clip(employed), unpaid)
        if in_pay:
            shares.append(PayrollShare(row, period, amount, in_pay, sum(piece.days for piece in in_pay)))
    return shares


@dataclass(frozen=True, slots=True)
class ToDate:
    """One component from the fiscal year's start to a day (exclusive).

    Attributes:
        entitlement: Rounded half up, in cents.
        actual: Rounded actual cost, in cents; None where no payroll row covers a claimable day.
    """

    until: date
    entitlement: Cents
    actual: Cents | None = None

    @property
    def amount(self) -> Cents:
        """What can be claimed to date: the lesser of entitlement and actual cost (R16)."""
        return self.entitlement if self.actual is None else min(self.entitlement, self.actual)


def component_to_date(
    component: str, spans: Sequence[RateSpan], shares: Sequence[PayrollShare], year_days: int, until: date
) -> ToDate:
    """The component's amount from the fiscal year's start to a day, rounded once (R4, R7, R9, R16)."""
    if shares:
        return _with_payroll(component, spans, shares, year_days, until)
    total: Rational = 0
    for span, days in until_day(spans, until):
        if span.as_entered(component):
            total += span.annual(component) * (days.until - days.start).days * span.share
    return ToDate(until, half_up(total, year_days))


def _with_payroll(
    component: str, spans: Sequence[RateSpan], shares: Sequence[PayrollShare], year_days: int, until: date
) -> ToDate:
    coverage = covered(shares)
    entitlement, actual, covers = Fraction(), Fraction(), False
    for span, days in until_day(spans, until):
        paid = sum((payroll_cost(share, span, days) for share in shares), Fraction())
        bare = sum(piece.days for piece in subtract(days, coverage))
        covers = covers or bare < days.days
        actual += paid
        if span.as_entered(component):
            daily = Fraction(span.annual(component) * span.share) / year_days
            entitlement += daily * days.days
            actual += daily * bare
        else:
            entitlement += paid
    if not covers:
        return ToDate(until, half_up(entitlement))
    return ToDate(until, half_up(entitlement), half_up(actual))


def covered(shares: Sequence[PayrollShare]) -> list[Span]:
    """The days that payroll covers."""
    return union(share.period for share in shares)


def payroll_cost(share: PayrollShare, span: RateSpan, days: Span) -> Fraction:
    """What of a payroll row falls on the claimable days, after effort (R8, R16)."""
    return Fraction(share.amount * share.for_days(days) * span.share) / share.days_in_pay


def uncovered_days(spans: Sequence[RateSpan], shares: Sequence[PayrollShare], within: Span) -> int:
    """How many claimable days within a span no payroll row covers."""
    coverage = covered(shares)
    clipped = (span.days.clip(within) for span in spans)
    return sum(piece.days for days in clipped if days.days for piece in subtract(days, coverage))


def claimable_runs(spans: Sequence[RateSpan]) -> list[Span]:
    """The claimable days as runs without gaps."""
    if len(spans) == 1:
        return [spans[0].days]
    return union(span.days for span in spans)


def days_within(spans: Sequence[RateSpan], within: Span) -> int:
    """How many claimable days lie in a span."""
    return sum(span.days.clip(within).days for span in spans)
