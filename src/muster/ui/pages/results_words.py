"""A quarter's location result in words: the rate, the tier, and the test that found it (R20, R21)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from muster.domain.award import HALF_UP, Award
from muster.domain.money import half_up
from muster.domain.readings import Reading, Tier
from muster.domain.records import Result, StatedBy
from muster.services.results import ResultRow
from muster.ui.format import count, money, percent

_TIMES = "\N{MULTIPLICATION SIGN}"
_REACHES = "\N{GREATER-THAN OR EQUAL TO}"
_MOST_PLACES = 9


@dataclass(frozen=True)
class QuarterResult:
    """A quarter's row with the readings that its award goes by."""

    row: ResultRow
    tiers: Reading
    rounding: Reading
    counting: Reading

    @property
    def award(self) -> Award:
        """The estimate."""
        return self.row.award


def rate_of(result: Result) -> Fraction | None:
    """The exact rate in percent; None with no referrals."""
    return Fraction(result.located * 100, result.referred) if result.referred else None


def rate_words(rate: Fraction | None) -> str:
    """``89.5%``, half up to two decimals, to more where those would show a whole percent that is not reached."""
    if rate is None:
        return "no rate"
    places = 2
    while rate.denominator != 1 and half_up(rate * 10**places) % 10**places == 0 and places < _MOST_PLACES:
        places += 1
    return percent(rate, places)


def stated_words(each: QuarterResult) -> str:
    """Who states the counts used: ``ICE``; with the agency's own where they differ: ``ICE; agency 181/200``."""
    used, other = each.award.result, each.award.other
    if used is None:
        return "not stated yet"
    return source_words(used) if other is None else f"ICE; agency {other.located:,}/{other.referred:,}"


def source_words(result: Result) -> str:
    """``ICE`` or ``The agency``."""
    return "ICE" if result.stated_by is StatedBy.ICE else "The agency"


def tier_words(each: QuarterResult) -> str:
    """``80%``; ``none`` where no tier is reached; empty without a result."""
    if each.award.result is None:
        return ""
    return f"{each.award.tier.percent}%" if each.award.tier else "none"


def tier_test(each: QuarterResult) -> Iterator[str]:
    """The comparison with each tier from the highest down to the one reached, a line each."""
    result = each.award.result
    if result is None:
        yield f"No result is recorded for {each.row.quarter}; add what ICE or the agency states."
        return
    if not result.referred:
        yield "Nobody was referred: there is no rate, neither 100% nor 0%, and no award (R21)."
        return
    rounds = each.rounding.value == HALF_UP
    if rounds:
        whole = half_up(result.located * 100, result.referred)
        rate = rate_words(rate_of(result))
        yield f"{result.located:,} of {result.referred:,} is {rate}, rounded half up to {whole}%."
    for tier in cast("Sequence[Tier]", each.tiers.value):
        reached, words = _compared(result, tier, rounds=rounds)
        yield f"{words}: the {tier.percent}% tier is {'' if reached else 'not '}reached."
        if reached:
            return


def _compared(result: Result, tier: Tier, *, rounds: bool) -> tuple[bool, str]:
    if rounds:
        left, right = half_up(result.located * 100, result.referred), tier.percent
        shown = f"{left}", f"{right}"
    else:
        left, right = result.located * 100, tier.percent * result.referred
        shown = (
            f"{result.located:,} {_TIMES} 100 = {left:,}",
            f"{tier.percent} {_TIMES} {result.referred:,} = {right:,}",
        )
    return left >= right, f"{shown[0]} {_REACHES if left >= right else '<'} {shown[1]}"


def award_words(each: QuarterResult) -> str:
    """What is estimated, and which officers count for it."""
    award = each.award
    officers = count(award.officers, "officer counts", "officers count")
    rule = next((one.meaning for one in each.counting.parameter.alternatives if one.value == each.counting.text), "")
    counted = f"{officers}: task force (TFM) officers {rule[:1].lower()}{rule[1:]} (R22)."
    if award.tier is None:
        return f"{counted} Nothing is estimated."
    estimate = f"{money(award.per_officer)} {_TIMES} {award.officers} = {money(award.amount)}"
    return f"{counted} {estimate}, the estimate of the award."


def sources_words(each: QuarterResult) -> str:
    """That both sources' counts are kept, and whose are used; empty where they do not differ."""
    used, other = each.award.result, each.award.other
    if used is None or other is None:
        return ""
    return (
        f"ICE states {used.located:,} of {used.referred:,} located, the agency {other.located:,} of "
        f"{other.referred:,}. Both are kept; ICE's counts are used (R21)."
    )
