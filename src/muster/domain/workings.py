"""The workings of one officer's claim line: every amount that the line and its explanation are made of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from muster.domain.award import counts
from muster.domain.eligibility import eligible_spans
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
from muster.domain.fiscal import Quarter
from muster.domain.ledger.account import NOTHING_CLAIMED, Account, ClaimedQuarter
from muster.domain.ledger.records import Component
from muster.domain.money import Cents
from muster.domain.overtime import OvertimePosition, OvertimeToDate, overtime_to_date, paid_within
from muster.domain.records import Model, OfficerFile, OvertimeSum
from muster.domain.rules import CapRule, ClaimRules

AccountOf = Callable[[Component, Quarter], Account]
"""What live claims have of one officer's component and quarter."""


def _nothing(_component: Component, _quarter: Quarter) -> Account:
    return NOTHING_CLAIMED


@dataclass(frozen=True, slots=True)
class ComponentWork:
    """Salary or benefits of one quarter: the year to date less the year before the quarter (R4, R9).

    Attributes:
        spans: The claimable days of the fiscal year with the rates that it was worked out with.
        elsewhere: What other live claims have of this quarter already; 0 but for a revision.
    """

    name: str
    spans: Sequence[RateSpan]
    shares: Sequence[PayrollShare]
    before: ToDate
    to_date: ToDate
    elsewhere: Cents = 0

    @property
    def recomputed(self) -> Cents:
        """The quarter's amount on the facts now known, in cents (R15)."""
        return self.to_date.amount - self.before.amount

    @property
    def amount(self) -> Cents:
        """What the claim claims of it, in cents."""
        return self.recomputed - self.elsewhere


@dataclass(frozen=True, slots=True)
class Workings:
    """One officer's quarter.

    Attributes:
        spans: The claimable days of the fiscal year with their rates.
        counted: The year's claimable overtime (R10).
        counts_for_award: Whether the officer counts for the award (R22).
        account: What live claims have of the officer.
    """

    rules: ClaimRules
    file: OfficerFile
    spans: Sequence[RateSpan]
    counted: Sequence[OvertimeSum]
    salary: ComponentWork
    benefits: ComponentWork
    overtime: OvertimePosition
    eligible_days: int
    counts_for_award: bool
    account: AccountOf = _nothing

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
        """Whether the claim has a line for the officer: some amount is not nothing.

        Overtime of the quarter and what corrects an earlier claim may come to nothing together (R13).
        """
        corrected = any(each.correction for each in self.overtime.claimed)
        return bool(self.salary.amount or self.benefits.amount or self.overtime.amount or corrected)

    def recomputed(self, component: Component) -> Cents:
        """The quarter's amount of a component on the facts now known, in cents (R15)."""
        if component is Component.OVERTIME:
            return self.overtime.recomputed
        return (self.salary if component is Component.SALARY else self.benefits).recomputed


def workings(
    file: OfficerFile, rules: ClaimRules, account: AccountOf = _nothing, *, amending: bool = False
) -> Workings:
    """Work out one officer's quarter.

    Args:
        file: The officer's records.
        rules: The quarter's.
        account: What live claims have of the officer.
        amending: The quarter's claim is revised: what other live claims have of the quarter is taken off.

    Raises:
        StraddlingSumError: when a sum of overtime in the file needs to be split by day.
    """
    eligible = eligible_spans(file, rules.agreements, rules.cap.years, rules.within)
    year = _Year(file, rules, claimable_spans(file, eligible, rules))
    elsewhere = {each: account(each, rules.quarter).claimed if amending else 0 for each in Component}
    return Workings(
        rules=rules,
        file=file,
        spans=year.spans,
        counted=year.counted,
        salary=_component(SALARY, year, elsewhere[Component.SALARY]),
        benefits=_component(BENEFITS, year, elsewhere[Component.BENEFITS]),
        overtime=_overtime(year, account, elsewhere[Component.OVERTIME]),
        eligible_days=days_within(year.spans, rules.quarter.span),
        counts_for_award=counts(eligible, rules),
        account=account,
    )


class _Year:
    """An officer's claimable days and overtime of the fiscal year under the rules of one quarter."""

    def __init__(self, file: OfficerFile, rules: ClaimRules, spans: Sequence[RateSpan]) -> None:
        self.file = file
        self.rules = rules
        self.spans = spans
        self.counted = paid_within(file, claimable_runs(spans), rules.within)

    def under(self, rules: ClaimRules, years: int) -> "_Year":
        """The same year under another quarter's rules; this one where they make no difference."""
        if rules.terms == self.rules.terms and years == self.rules.cap.years:
            return self
        eligible = eligible_spans(self.file, rules.agreements, years, rules.within)
        return _Year(self.file, rules, claimable_spans(self.file, eligible, rules))

    def to_date(self, rule: CapRule, claimed: Iterable[ClaimedQuarter] = ()) -> OvertimeToDate:
        """Overtime and cap at the end of the rule's quarter, beside what stays denied of earlier claimed ones."""
        return overtime_to_date(self.file, self.spans, self.counted, rule, claimed)


def _component(name: str, year: _Year, elsewhere: Cents) -> ComponentWork:
    rules, file = year.rules, year.file
    shares = payroll_shares(file, name, rules.within) if file.payroll else ()
    before, to_date = (
        component_to_date(name, year.spans, shares, rules.year_days, day)
        for day in (rules.quarter.start, rules.quarter.until)
    )
    return ComponentWork(name, year.spans, shares, before, to_date, elsewhere)


def _overtime(year: _Year, account: AccountOf, elsewhere: Cents) -> OvertimePosition:
    rules = year.rules
    quarter = rules.quarter.span
    worked = sum([each.amount for each in year.counted if quarter.start <= each.first < quarter.until])
    if not rules.claimed:
        return OvertimePosition(worked, _quarter_before(year), year.to_date(rules.cap), elsewhere=elsewhere)
    earlier = _Earlier(year, account)
    before, claimed = earlier.seen_by(rules)
    return OvertimePosition(worked, before, year.to_date(rules.cap, earlier.known(rules.quarter)), claimed, elsewhere)


def _quarter_before(year: _Year) -> OvertimeToDate | None:
    """The year up to the quarter before, under that quarter's own readings (R12)."""
    rule = year.rules.earlier[-1] if year.rules.earlier else None
    return year.under(year.rules, rule.years).to_date(rule) if rule else None


class _Earlier:
    """The year's quarters before the claim's, in order: with a claim as claimed, without one as they would be (R12).

    Each is worked out as its own claim saw the ones before: what a later claim claims again takes its room there (R19).
    """

    def __init__(self, year: _Year, account: AccountOf) -> None:
        self._year = year
        self._known: list[ClaimedQuarter] = []
        self._gap: Quarter | None = None
        self._before_gap = 0
        claimed = {each.quarter: each for each in year.rules.claimed}
        for rule in year.rules.earlier:
            rules = claimed.get(rule.quarter)
            if rules is None:
                self._gap, self._before_gap = rule.quarter, len(self._known)
            else:
                recomputed = self._recomputed(rules)
                self._known.append(ClaimedQuarter(rule.quarter, account(Component.OVERTIME, rule.quarter), recomputed))

    def known(self, quarter: Quarter) -> list[ClaimedQuarter]:
        """The claimed quarters as the claim of a quarter sees them."""
        return [each.before(quarter) for each in self._known]

    def seen_by(self, rules: ClaimRules) -> tuple[OvertimeToDate | None, tuple[ClaimedQuarter, ...]]:
        """What a claim sees: the year up to the last quarter without one, and the claimed quarters since."""
        known, before = self.known(rules.quarter), None
        if self._gap is not None:
            rule = rules.earlier[self._gap.number - 1]
            before = self._year.under(rules, rule.years).to_date(rule, known[: self._before_gap])
        return before, tuple(known[self._before_gap :])

    def _recomputed(self, rules: ClaimRules) -> Cents:
        """A claimed quarter's own amount on the facts now known (R15)."""
        to_date = self._year.under(rules, rules.cap.years).to_date(rules.cap, self.known(rules.quarter))
        before, claimed = self.seen_by(rules)
        return to_date.claimed - (before.claimed if before else 0) - sum([each.entitled for each in claimed])
