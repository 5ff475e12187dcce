"""The rate and the tests of the tiers as people read them; which tier is reached stands in test_worked_examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.award import HALF_UP, rate, rate_words, tier_reached, tier_tests
from muster.domain.fiscal import Quarter
from muster.domain.readings import Tier
from muster.domain.records import Result, StatedBy

TIERS = (Tier(90, 100_000), Tier(80, 75_000), Tier(70, 50_000))


def result(located: int, referred: int) -> Result:
    return Result(Quarter(2026, 1), referred, located, StatedBy.ICE)


counts = st.integers(min_value=1, max_value=10**7).flatmap(
    lambda referred: st.tuples(st.integers(min_value=0, max_value=referred), st.just(referred))
)


@pytest.mark.parametrize(
    ("located", "referred", "words"),
    [
        (33, 38, "86.84%"),
        (179, 200, "89.5%"),
        (899_999, 1_000_000, "89.99%"),
        (38, 38, "100%"),
        (1, 100_000, "0%"),
        (80, 100, "80%"),
        (0, 0, "no rate"),
    ],
)
def test_a_rate_is_cut_off_after_two_decimals(located: int, referred: int, words: str) -> None:
    assert rate_words(result(located, referred)) == words


@given(counts)
def test_a_rate_in_words_never_shows_a_tier_that_is_not_reached(pair: tuple[int, int]) -> None:
    shown = float(rate_words(result(*pair)).removesuffix("%"))
    for test in tier_tests(*pair, TIERS, "floor"):
        assert (shown >= test.tier.percent) == test.reached


def test_each_tier_is_tested_in_whole_numbers() -> None:
    assert [str(test) for test in tier_tests(33, 38, TIERS, "floor")] == [
        "33 × 100 = 3,300 < 90 × 38 = 3,420",
        "33 × 100 = 3,300 ≥ 80 × 38 = 3,040",
        "33 × 100 = 3,300 ≥ 70 × 38 = 2,660",
    ]
    assert [str(test) for test in tier_tests(179, 200, TIERS, HALF_UP)] == ["90 ≥ 90", "90 ≥ 80", "90 ≥ 70"]


@given(counts, st.sampled_from(["floor", HALF_UP]))
def test_the_tier_reached_is_the_first_whose_test_holds(pair: tuple[int, int], rounding: str) -> None:
    tests = tier_tests(*pair, TIERS, rounding)
    reached = [test.tier for test in tests if test.reached]
    assert tier_reached(*pair, TIERS, rounding) == (reached[0] if reached else None)
    assert reached == sorted(reached, reverse=True)


def test_without_referrals_there_is_neither_rate_nor_test() -> None:
    assert rate(result(0, 0)) is None
    assert tier_tests(0, 0, TIERS, "floor") == []
