"""Money: reading, writing, rounding."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.money import dollars, half_up, money_text, parse_money, round_down


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("67432.19", 67432_19),
        ("$67,432.19", 67432_19),
        ("(12.50)", -12_50),
        ("-12.50", -12_50),
        ("$-886.20", -886_20),
        ("-$886.20", -886_20),
        ("($1,234.50)", -1234_50),
        ("0", 0),
        ("12.5", 12_50),
        (" 1234 ", 1234_00),
        ("9999999999.99", 9999999999_99),
    ],
)
def test_reads(text: str, cents: int) -> None:
    assert parse_money(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.234,50",
        "1,23",
        "12.345",
        "1e+05",
        "12 50",
        "--5",
        "-(5)x",
        "(5",
        "5)",
        "$",
        "abc",
        "10000000000",
        "٣",
        "1,2345",
    ],
)
def test_refuses(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        parse_money(text)


@given(st.integers(-(10**12) + 1, 10**12 - 1))
def test_written_money_reads_back(cents: int) -> None:
    assert parse_money(money_text(cents)) == cents
    assert parse_money(dollars(cents)) == cents


@given(st.fractions(), st.integers(1, 400))
def test_rounds_half_up_below_zero_too(amount: Fraction, denominator: int) -> None:
    exact = amount / denominator
    assert half_up(amount, denominator) == floor(exact + Fraction(1, 2))
    assert round_down(amount, denominator) == floor(exact)


def test_a_half_goes_up_on_both_sides_of_zero() -> None:
    assert [half_up(each, 2) for each in (-3, -1, 1, 3)] == [-1, 0, 1, 2]
