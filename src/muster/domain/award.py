"""The quarterly performance award: tier, officers counted, estimate (R20 to R22)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.domain.eligibility import EligibleSpan
from muster.domain.fiscal import Quarter
from muster.domain.intervals import union
from muster.domain.money import Cents, half_up
from muster.domain.readings import Tier
from muster.domain.records import Model, Result, StatedBy
from muster.domain.rules import ClaimRules

HALF_UP = "half_up"
QUARTER_END = "quarter_end"
WHOLE_QUARTER = "whole_quarter"


@dataclass(frozen=True, slots=True)
class Award:
    """The estimate of a quarter's award; totalled apart from the cost claim (R21).

    Attributes:
        result: The result used; None when none is recorded.
        other: The other source's result where it states other counts.
        tier: The tier reached; None when below the lowest one, with no referrals, or without a result.
        counted: The ids of the officers counted (R22).
    """

    result: Result | None
    other: Result | None
    tier: Tier | None
    counted: tuple[str, ...]

    @property
    def officers(self) -> int:
        """How many officers count."""
        return len(self.counted)

    @property
    def rated(self) -> bool:
        """Whether there is a rate: a result with at least one referral (R21)."""
        return self.result is not None and self.result.referred > 0

    @property
    def per_officer(self) -> Cents:
        """The award for each officer, in cents."""
        return self.tier.amount if self.tier else 0

    @property
    def amount(self) -> Cents:
        """The estimated award, in cents."""
        return self.per_officer * self.officers


def tier_reached(located: int, referred: int, tiers: Sequence[Tier], rounding: str) -> Tier | None:
    """The highest tier that the rate reaches; None with no referrals (R20, R21).

    Args:
        located: How many were located.
        referred: How many were referred.
        tiers: Highest first.
        rounding: ``floor`` compares the exact rate, ``half_up`` the rate rounded to a whole percent.
    """
    if referred == 0:
        return None
    if rounding == HALF_UP:
        located, referred = half_up(located * 100, referred), 100
    return next((tier for tier in tiers if located * 100 >= tier.percent * referred), None)


def result_used(results: Iterable[Result], quarter: Quarter) -> tuple[Result | None, Result | None]:
    """The quarter's result that counts, and the other source's where its counts differ (R21)."""
    latest: dict[StatedBy, Result] = {}
    for result in sorted(results, key=lambda each: each.dated_on or date.min):
        if result.quarter == quarter:
            latest[result.stated_by] = result
    used = latest.get(StatedBy.ICE) or latest.get(StatedBy.AGENCY)
    agency = latest.get(StatedBy.AGENCY)
    if used is None or agency is None or (used.referred, used.located) == (agency.referred, agency.located):
        return used, None
    return used, agency


def counts(eligible: Iterable[EligibleSpan], rules: ClaimRules) -> bool:
    """Whether an officer counts for the award: TFM-eligible days, whatever is reimbursed, whatever the effort (R22).

    Args:
        eligible: The officer's eligible days, at least those of the quarter.
        rules: The quarter's rules.
    """
    quarter = rules.quarter.span
    clipped = [span.days.clip(quarter) for span in eligible if span.authorization.model is Model.TFM]
    spans = [span for span in clipped if span.start < span.until]
    rule = rules.award_count_rule
    if rule == QUARTER_END:
        return any(span.until == quarter.until for span in spans)
    if rule == WHOLE_QUARTER:
        return union(spans) == [quarter]
    return bool(spans)


def award(counted: Iterable[str], results: Iterable[Result], rules: ClaimRules) -> Award:
    """The estimate of the quarter's award; ``counted`` are the ids of the officers that count."""
    used, other = result_used(results, rules.quarter)
    rounding = str(rules.reading("award_rounding").value)
    tier = tier_reached(used.located, used.referred, rules.tiers, rounding) if used else None
    return Award(used, other, tier, tuple(counted))
