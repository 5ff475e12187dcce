"""Percentages, shares and hours."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.quantities import hours_text, parse_hours, parse_percent, percent_text


@pytest.mark.parametrize(
    ("text", "percent"),
    [("25", Fraction(25)), ("37.5%", Fraction(75, 2)), ("317/520", Fraction(31700, 520)), (".5", Fraction(1, 2))],
)
def test_reads_percents(text: str, percent: Fraction) -> None:
    assert parse_percent(text) == percent


@pytest.mark.parametrize("text", ["", "half", "1/0", "-5", "1e2", "12,5", "5/", "1/2/3"])
def test_refuses_percents(text: str) -> None:
    with pytest.raises(ValueError, match="not a percentage"):
        parse_percent(text)


@given(st.integers(0, 2000), st.integers(21, 2080))
def test_a_written_percent_reads_back_exactly(part: int, whole: int) -> None:
    percent = Fraction(part * 100, whole)
    assert parse_percent(percent_text(percent)) == percent


@pytest.mark.parametrize(("text", "hours"), [("3.25", "3.25"), ("4", "4"), ("4.00", "4"), ("-1.5", "-1.5"), ("0", "0")])
def test_hours(text: str, hours: str) -> None:
    assert hours_text(parse_hours(text)) == hours
    assert parse_hours(hours) == Decimal(hours)


@pytest.mark.parametrize("text", ["", "three", "1.23456", "1e2", "3:15", "1000"])
def test_refuses_hours(text: str) -> None:
    with pytest.raises(ValueError, match="not a number of hours"):
        parse_hours(text)
