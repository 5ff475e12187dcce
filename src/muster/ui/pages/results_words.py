"""A quarter's location result in words: the rate, the tier, and the test that found it (R20, R21)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from muster.domain import words
from muster.domain.award import HALF_UP, Award, rate_words, tier_tests
from muster.domain.readings import Reading, Tier
from muster.domain.records import Result
from muster.services.results import ResultRow
from muster.ui.format import count, money


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


def stated_words(each: QuarterResult) -> str:
    """Who states the counts used: ``ICE``; with the agency's own where they differ: ``ICE; agency 181/200``."""
    used, other = each.award.result, each.award.other
    if used is None:
        return "not stated yet"
    return source_words(used) if other is None else f"ICE; agency {other.located:,}/{other.referred:,}"


def source_words(result: Result) -> str:
    """``ICE`` or ``The agency``."""
    return words.capitalized(words.stated_by(result.stated_by))


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
    tiers = cast("Sequence[Tier]", each.tiers.value)
    for number, test in enumerate(tier_tests(result.located, result.referred, tiers, each.rounding.text)):
        if number == 0 and each.rounding.value == HALF_UP:
            rate = rate_words(result)
            yield f"{result.located:,} of {result.referred:,} is {rate}, rounded half up to {test.left}%."
        yield f"{test}: the {test.tier.percent}% tier is {'' if test.reached else 'not '}reached."
        if test.reached:
            return


def award_words(each: QuarterResult) -> str:
    """What is estimated, and which officers count for it."""
    award = each.award
    officers = count(award.officers, "officer counts", "officers count")
    rule = words.uncapitalized(words.value(each.counting.parameter, each.counting.text))
    counted = f"{officers}: task force (TFM) officers {rule} (R22)."
    if award.tier is None:
        return f"{counted} Nothing is estimated."
    estimate = f"{money(award.per_officer)} {words.TIMES} {award.officers} = {money(award.amount)}"
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


def year_of(each: QuarterResult) -> str:
    """Its fiscal year: ``FY2026``."""
    return f"FY{each.row.quarter.fiscal_year}"


def year_totals(rows: Sequence[QuarterResult]) -> dict[str, str]:
    """What the estimates of each fiscal year come to."""
    sums: dict[str, int] = {}
    for each in rows:
        sums[year_of(each)] = sums.get(year_of(each), 0) + each.award.amount
    return {year: f"{year} {money(sums[year])}" for year in sorted(sums)}
