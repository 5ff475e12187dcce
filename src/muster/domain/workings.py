"""The workings of one officer's claim line: every amount that the line and its explanation are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from muster.domain.award import counts
from muster.domain.eligibility import EligibleSpan, eligible_spans
from muster.domain.entitlement import (
    BENEFITS,
    SALARY,
    PayrollShare,
    RateSpan,
    ToDate,
    claimable_runs,
    claimable_spans,
    component_to_date,
    days_within,
    payroll_shares,
)
from muster.domain.money import Cents
from muster.domain.overtime import OvertimePosition, OvertimeToDate, overtime_to_date, paid_within
from muster.domain.records import Model, OfficerFile, OvertimeSum
from muster.domain.rules import CapRule, ClaimRules


@dataclass(frozen=True, slots=True)
class Component:
    """Salary or benefits of one quarter: the year to date less the year before the quarter (R4, R9)."""

    name: str
    shares: Sequence[PayrollShare]
    before: ToDate
    to_date: ToDate

    @property
    def amount(self) -> Cents:
        """The quarter's amount, in cents."""
        return self.to_date.amount - self.before.amount


@dataclass(frozen=True, slots=True)
class Workings:
    """One officer's quarter.

    Attributes:
        spans: The claimable days of the fiscal year with their rates.
        counted: The year's claimable overtime (R10).
        counts_for_award: Whether the officer counts for the award (R22).
    """

    rules: ClaimRules
    file: OfficerFile
    spans: Sequence[RateSpan]
    counted: Sequence[OvertimeSum]
    salary: Component
    benefits: Component
    overtime: OvertimePosition
    eligible_days: int
    counts_for_award: bool

    @property
    def officer_id(self) -> str:
        """The officer's id."""
        return self.file.officer.officer_id

    @property
    def models(self) -> tuple[Model, ...]:
        """The models of the quarter's claimable days, in the order of their first."""
        quarter = self.rules.quarter.span
        return tuple(dict.fromkeys(s.authorization.model for s in self.spans if s.days.clip(quarter).days))

    @property
    def total(self) -> Cents:
        """Salary, benefits and overtime together."""
        return self.salary.amount + self.benefits.amount + self.overtime.amount

    @property
    def has_line(self) -> bool:
        """Whether the claim has a line for the officer: not all three are nothing."""
        return bool(self.salary.amount or self.benefits.amount or self.overtime.amount)


def workings(file: OfficerFile, rules: ClaimRules) -> Workings:
    """Work out one officer's quarter.

    Raises:
        StraddlingSumError: when a sum of overtime in the file needs to be split by day.
    """
    eligible = eligible_spans(file, rules.agreements, rules.cap.years, rules.within)
    spans = claimable_spans(file, eligible, rules)
    counted = paid_within(file, claimable_runs(spans), rules.within)
    return Workings(
        rules=rules,
        file=file,
        spans=spans,
        counted=counted,
        salary=_component(SALARY, file, spans, rules),
        benefits=_component(BENEFITS, file, spans, rules),
        overtime=_overtime(file, spans, counted, rules),
        eligible_days=days_within(spans, rules.quarter.span),
        counts_for_award=counts(eligible, rules),
    )


def _component(name: str, file: OfficerFile, spans: Sequence[RateSpan], rules: ClaimRules) -> Component:
    shares = payroll_shares(file, name, rules.within) if file.payroll else ()
    before, to_date = (
        component_to_date(name, spans, shares, rules.year_days, day)
        for day in (rules.quarter.start, rules.quarter.until)
    )
    return Component(name, shares, before, to_date)


def _overtime(
    file: OfficerFile, spans: Sequence[RateSpan], counted: Sequence[OvertimeSum], rules: ClaimRules
) -> OvertimePosition:
    quarter = rules.quarter.span
    worked = sum([each.amount for each in counted if quarter.start <= each.first < quarter.until])
    to_date = overtime_to_date(file, spans, counted, rules.cap)
    return OvertimePosition(worked, _overtime_before(file, spans, counted, rules), to_date)


def _overtime_before(
    file: OfficerFile, spans: Sequence[RateSpan], counted: Sequence[OvertimeSum], rules: ClaimRules
) -> OvertimeToDate | None:
    """The year up to the quarter before, under that quarter's own readings (R12)."""
    rule: CapRule | None = rules.cap_before
    if rule is None:
        return None
    if rule.years != rules.cap.years:
        eligible: Sequence[EligibleSpan] = eligible_spans(file, rules.agreements, rule.years, rules.within)
        spans = claimable_spans(file, eligible, rules)
        counted = paid_within(file, claimable_runs(spans), rules.within)
    return overtime_to_date(file, spans, counted, rule)
