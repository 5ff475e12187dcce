"""The quarterly performance award: tier, officers counted, estimate (R20 to R22)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from muster.domain.eligibility import EligibleSpan
from muster.domain.fiscal import Quarter
from muster.domain.intervals import union
from muster.domain.money import Cents, half_up, round_down
from muster.domain.readings import Tier
from muster.domain.records import Model, Result, StatedBy
from muster.domain.rules import ClaimRules
from muster.domain.words import TIMES

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


def rate(result: Result) -> Fraction | None:
    """The exact rate in percent; None with no referrals (R21)."""
    return Fraction(result.located * 100, result.referred) if result.referred else None


def rate_words(result: Result) -> str:
    """``86.84%``, cut off after two decimals so that it never shows a tier that is not reached; else ``no rate``."""
    if not result.referred:
        return "no rate"
    whole, hundredths = divmod(round_down(result.located * 10_000, result.referred), 100)
    return f"{whole}.{hundredths:02d}".rstrip("0").removesuffix(".") + "%"


class TierTest(NamedTuple):
    """Whether a rate reaches a tier: ``left >= right`` in whole numbers, either side with its arithmetic (R20)."""

    tier: Tier
    left: int
    right: int
    left_words: str
    right_words: str

    @property
    def reached(self) -> bool:
        """Whether the rate is high enough."""
        return self.left >= self.right

    @property
    def sign(self) -> str:
        """How the left side compares with the right one."""
        return "≥" if self.reached else "<"

    def __str__(self) -> str:
        """``34 × 100 = 3,400 ≥ 80 × 38 = 3,040``."""
        return f"{self.left_words} {self.sign} {self.right_words}"


def tier_tests(located: int, referred: int, tiers: Iterable[Tier], rounding: str) -> list[TierTest]:
    """The rate against each tier; none with no referrals (R20, R21).

    Args:
        located: How many were located.
        referred: How many were referred.
        tiers: Highest first.
        rounding: ``floor`` compares the exact rate, ``half_up`` the rate rounded to a whole percent.
    """
    if referred == 0:
        return []
    if rounding == HALF_UP:
        whole = half_up(located * 100, referred)
        return [TierTest(tier, whole, tier.percent, f"{whole}", f"{tier.percent}") for tier in tiers]
    left = located * 100
    left_words = f"{located:,} {TIMES} 100 = {left:,}"
    return [
        TierTest(tier, left, right, left_words, f"{tier.percent} {TIMES} {referred:,} = {right:,}")
        for tier, right in ((tier, tier.percent * referred) for tier in tiers)
    ]


def tier_reached(located: int, referred: int, tiers: Sequence[Tier], rounding: str) -> Tier | None:
    """The highest tier that the rate reaches; None with no referrals; the arguments of :func:`tier_tests`."""
    return next((test.tier for test in tier_tests(located, referred, tiers, rounding) if test.reached), None)


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


def counting_spans(eligible: Iterable[EligibleSpan], rules: ClaimRules) -> list[EligibleSpan]:
    """The quarter's days that make an officer count for the award; none where the officer does not count (R22).

    They are TFM-eligible, whatever models are reimbursed and whatever the effort.

    Args:
        eligible: The officer's eligible days, at least those of the quarter.
        rules: The quarter's rules.
    """
    quarter = rules.quarter.span
    clipped = [EligibleSpan(days.clip(quarter), held) for days, held in eligible if held.model is Model.TFM]
    spans = [span for span in clipped if span.days.start < span.days.until]
    rule = rules.award_count_rule
    if rule == QUARTER_END:
        return [span for span in spans if span.days.until == quarter.until]
    if rule == WHOLE_QUARTER and union(span.days for span in spans) != [quarter]:
        return []
    return spans


def counts(eligible: Iterable[EligibleSpan], rules: ClaimRules) -> bool:
    """Whether an officer counts for the award; the arguments of :func:`counting_spans`."""
    return bool(counting_spans(eligible, rules))


def award(counted: Iterable[str], results: Iterable[Result], rules: ClaimRules) -> Award:
    """The estimate of the quarter's award; ``counted`` are the ids of the officers that count."""
    used, other = result_used(results, rules.quarter)
    rounding = str(rules.reading("award_rounding").value)
    tier = tier_reached(used.located, used.referred, rules.tiers, rounding) if used else None
    return Award(used, other, tier, tuple(counted))
