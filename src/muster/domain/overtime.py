"""Overtime of one officer in a fiscal year: what counts, the cap, what is claimed and what is carried (R10 to R12)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.domain.entitlement import RateSpan, until_day
from muster.domain.intervals import Span
from muster.domain.ledger.account import ClaimedQuarter
from muster.domain.money import Cents, round_down
from muster.domain.records import OfficerFile, OvertimeSum, Pay
from muster.domain.rules import CapRule

PROJECTED = "eligible_fy_salary_projected"
ACCRUED = "eligible_salary_accrued"
CURRENT_RATE = "annual_rate_current"
RATE_AT_START = "annual_rate_at_fy_start"


class StraddlingSumError(ValueError):
    """A sum of overtime has days that are claimable and days that are not: sums of single days are needed."""


@dataclass(frozen=True, slots=True)
class OvertimeToDate:
    """Overtime from the fiscal year's start to a quarter's end.

    Attributes:
        spans: The year's claimable days, and ``counted`` its claimable overtime, that it was worked out with.
        worked: Claimable overtime worked, in cents.
        accrued: The cap's base as cents times days, ``Y`` times the base; ``base_pay`` the pay row where it is a rate.
        cap: The cap in cents, rounded down (R11).
        denials: The earlier quarters of which something was denied and stays so, as this quarter sees them.
    """

    rule: CapRule
    spans: Sequence[RateSpan]
    counted: Sequence[OvertimeSum]
    worked: Cents
    accrued: int
    base_pay: Pay | None
    cap: Cents
    denials: tuple[ClaimedQuarter, ...] = ()

    @property
    def denied(self) -> Cents:
        """What of the work live claims have claimed, and was denied and stays so: it takes no room (R19)."""
        return sum([each.still_denied for each in self.denials])

    @property
    def base(self) -> Fraction:
        """The exact annual amount in cents that the cap is a share of (R11)."""
        return Fraction(self.accrued, self.rule.quarter.year.days)

    @property
    def claimed(self) -> Cents:
        """What the claims to the quarter's end come to, denials apart (R12)."""
        return min(self.worked - self.denied, self.cap)


@dataclass(frozen=True, slots=True)
class OvertimePosition:
    """One quarter's overtime of one officer.

    Attributes:
        worked: The quarter's claimable entries, in cents.
        before: The year up to the last earlier quarter without a claim, under that quarter's readings; None where there
            is none: it counts with what it would claim (R12).
        claimed: The year's earlier quarters since then, which have a claim each.
        to_date: The year up to this quarter.
        elsewhere: What other live claims have of this quarter already; 0 but for a revision.
    """

    worked: Cents
    before: OvertimeToDate | None
    to_date: OvertimeToDate
    claimed: tuple[ClaimedQuarter, ...] = ()
    elsewhere: Cents = 0

    @property
    def claimed_before(self) -> Cents:
        """What the year's earlier quarters claim, less denials (R12)."""
        return _claimed(self.before) + sum([each.claimed for each in self.claimed])

    @property
    def entitled_before(self) -> Cents:
        """What the earlier quarters ought to claim on the facts now known, less what stays denied."""
        return _claimed(self.before) + sum([each.entitled for each in self.claimed])

    @property
    def recomputed(self) -> Cents:
        """This quarter's own amount on the facts now known (R15)."""
        return self.to_date.claimed - self.entitled_before

    @property
    def amount(self) -> Cents:
        """What this quarter claims; below zero where an earlier claim is corrected (R12, R13)."""
        return self.to_date.claimed - self.claimed_before - self.elsewhere

    @property
    def carried(self) -> Cents:
        """Claimable overtime worked so far that the cap leaves unclaimed (R12)."""
        return self.to_date.worked - self.to_date.denied - self.to_date.claimed

    @property
    def left(self) -> Cents:
        """What the cap leaves for the rest of the fiscal year."""
        return self.to_date.cap - self.to_date.claimed


def _claimed(to_date: OvertimeToDate | None) -> Cents:
    return to_date.claimed if to_date else 0


def claimable(each: OvertimeSum, runs: Sequence[Span]) -> bool:
    """Whether the days of a sum are claimable.

    Raises:
        StraddlingSumError: when some are and some are not.
    """
    for run in runs:
        if run.start <= each.first and each.last < run.until:
            return True
        if run.start <= each.last and each.first < run.until:
            raise StraddlingSumError
    return False


def paid_within(file: OfficerFile, runs: Sequence[Span], within: Span) -> list[OvertimeSum]:
    """The officer's claimable overtime worked within whole quarters (R10)."""
    start, until = within
    return [
        each
        for each in file.overtime
        if start <= each.first < until and each.standing == "paid" and claimable(each, runs)
    ]


def overtime_to_date(
    file: OfficerFile,
    spans: Sequence[RateSpan],
    counted: Sequence[OvertimeSum],
    rule: CapRule,
    claimed: Iterable[ClaimedQuarter] = (),
) -> OvertimeToDate:
    """The officer's overtime and cap at the end of the rule's quarter; ``counted`` is the year's claimable overtime.

    ``claimed`` are earlier claimed quarters: what stays denied of them takes no room.
    """
    until = rule.quarter.until
    worked = sum([each.amount for each in counted if each.first < until])
    year, base_pay = rule.quarter.year, None
    days = year.days
    if rule.base.value in (PROJECTED, ACCRUED):
        accrued = salary_before_effort(spans, year.until if rule.base.value == PROJECTED else until)
    else:
        base_pay = _rate(file, rule)
        accrued = base_pay.annual_salary * days if base_pay else 0
    cap = round_down(accrued * rule.share.numerator, days * rule.share.denominator)
    denials = tuple(each for each in claimed if each.still_denied)
    return OvertimeToDate(rule, spans, counted, worked, accrued, base_pay, cap, denials)


def salary_before_effort(spans: Sequence[RateSpan], until: date) -> int:
    """Cents times days of the claimable days before a day; divided by ``Y`` it is S of R4 before effort (R11)."""
    return sum([(days.until - days.start).days * span.annual_salary for span, days in until_day(spans, until)])


def _rate(file: OfficerFile, rule: CapRule) -> Pay | None:
    """The pay row whose annual salary is the cap's base, where the reading asks for a rate (R11)."""
    year, last = rule.quarter.year, rule.quarter.last_day
    if rule.base.value == CURRENT_RATE:
        in_force = [pay for pay in file.pay if pay.effective_on <= last]
        return in_force[-1] if in_force else None
    if rule.base.value == RATE_AT_START:
        in_force = [pay for pay in file.pay if pay.effective_on <= year.start]
        return in_force[-1] if in_force else next((p for p in file.pay if p.effective_on < year.until), None)
    return None
