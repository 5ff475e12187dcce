from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.money import parse_money
from muster.ui import format as shown

days = st.dates(min_value=date(1900, 1, 1))


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "$0.00"), (123450, "$1,234.50"), (-1250, "−$12.50"), (None, ""), (5, "$0.05")]
)
def test_money(cents: int | None, text: str) -> None:
    assert shown.money(cents) == text


@given(st.integers(min_value=-(10**11), max_value=10**11))
def test_amounts_are_the_cents_they_show(cents: int) -> None:
    assert parse_money(shown.amount(cents).replace(shown.MINUS, "-")) == cents


@given(days)
def test_a_day_reads_the_same_however_it_is_typed(day: date) -> None:
    for typed in (day.isoformat(), f"{day.month}/{day.day}/{day.year:04d}", f" {shown.day(day)} "):
        assert shown.iso_date(typed) == day.isoformat()


def test_nothing_typed_is_no_date() -> None:
    assert shown.iso_date("  ") == ""


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("13/45/2025", "“13/45/2025” is not a day of the calendar; write it like 2025-11-17"),
        ("30 Feb 2025", "“30 Feb 2025” is not a day of the calendar; write it like 2025-11-17"),
        ("next week", "“next week” is not a date; write it like 2025-11-17"),
        ("1/2/1899", "“1899-01-02” is before 1900; check the year"),
        ("3 Foo 2025", "“3 Foo 2025” is not a date; write it like 2025-11-17"),
    ],
)
def test_what_is_no_date_is_refused_in_words(typed: str, says: str) -> None:
    with pytest.raises(ValueError, match=r".+") as refused:
        shown.iso_date(typed)
    assert str(refused.value) == says


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(179, 2), "89.5%"), (100, "100%"), (Fraction(1, 3), "0.3%"), (Fraction(35, 1000), "0%"), (None, "")],
)
def test_percent_is_rounded_half_up(value: Fraction | int | None, text: str) -> None:
    assert shown.percent(value) == text


def test_percent_of_half_a_tenth_goes_up() -> None:
    assert shown.percent(Fraction(5, 100)) == "0.1%"


def test_counts_and_choices_in_words() -> None:
    assert shown.count(1, "officer") == "1 officer"
    assert shown.count(1204, "entry", "entries") == "1,204 entries"
    assert shown.choice("unpaid_leave") == "Unpaid leave"
    assert shown.choice("suspended") == "Suspended"
    assert shown.choice("TFM") == "TFM · Task Force"
