"""Quarters, months and fiscal years that a list is asked for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.fiscal import Quarter
from muster.domain.periods import Period

quarters = st.builds(Quarter, st.integers(1902, 2200), st.integers(1, 4))


def test_examples() -> None:
    assert Period.parse_month("2025-11") == Period("Nov 2025", (date(2025, 11, 1), date(2025, 12, 1)))  # type: ignore[arg-type]
    assert Period.month(date(2025, 12, 31)).span.until == date(2026, 1, 1)
    assert Period.parse_year(" fy2026 ") == Period.year(2026)
    assert Period.year(2026).span == (date(2025, 10, 1), date(2026, 10, 1))
    assert Period.quarter(Quarter(2026, 1)).name == "FY2026Q1"


@given(quarters)
def test_the_months_make_up_the_quarter_and_the_quarters_the_year(quarter: Quarter) -> None:
    first, second, third = (each.span for each in Period.months(quarter))
    assert (first.start, first.until, second.until, third.until) == (
        quarter.start,
        second.start,
        third.start,
        quarter.until,
    )
    year = Period.year(quarter.fiscal_year).span
    assert year.start <= quarter.start
    assert quarter.until <= year.until


@pytest.mark.parametrize("text", ["2025-13", "2025-00", "0001-01", "9999-12", "Nov 2025", "2025", "", "2025-1"])
def test_what_is_no_month_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=f"“{text}” is not a month; write it like 2025-11"):
        Period.parse_month(text)


@pytest.mark.parametrize("text", ["2026", "FY26", "FY2026Q1", "", "FY0000"])
def test_what_is_no_fiscal_year_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=f"“{text}” is not a fiscal year; write it like FY2026"):
        Period.parse_year(text)
