from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.typed_dates import read_date
from muster.domain.words import day

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2025-11-17", date(2025, 11, 17)),
        ("11/17", date(2026, 11, 17)),
        ("5/21", date(2027, 5, 21)),
        ("5/22", date(2026, 5, 22)),
        ("11-17", date(2026, 11, 17)),
        ("11/17/25", date(2025, 11, 17)),
        ("7/4/98", date(1998, 7, 4)),
        ("7/4/75", date(2075, 7, 4)),
        ("3 Nov 25", date(2025, 11, 3)),
        ("3-Nov-2025", date(2025, 11, 3)),
        (" 3 November 2025 ", date(2025, 11, 3)),
        ("2/29", date(2028, 2, 29)),
    ],
)
def test_what_is_typed_is_the_day_nearest_to_today(typed: str, found: date) -> None:
    assert read_date(typed, TODAY) == found


@given(
    st.dates(date(1910, 1, 1), date(2400, 1, 1)),
    st.integers(-182, 182),
)
def test_a_day_of_half_a_year_around_today_needs_no_year(today: date, days: int) -> None:
    wanted = today + timedelta(days=days)
    assert read_date(f"{wanted.month}/{wanted.day}", today) == wanted
    assert read_date(f"{wanted.month}/{wanted.day}/{wanted.year % 100:02}", today) == wanted


@given(st.dates(date(1900, 1, 1)), st.dates(date(1910, 1, 1), date(2400, 1, 1)))
def test_a_full_year_is_taken_as_it_is(wanted: date, today: date) -> None:
    for typed in (wanted.isoformat(), f"{wanted.month}/{wanted.day}/{wanted.year}", day(wanted)):
        assert read_date(typed, today) == read_date(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "today", "says"),
    [
        ("11/17", None, "“11/17” has no full year; write it like 2025-11-17"),
        ("11/17/25", None, "“11/17/25” has no full year; write it like 2025-11-17"),
        ("2/30", TODAY, "“2/30” is not a day of the calendar; write it like 2025-11-17"),
        ("17/11", TODAY, "“17/11” is not a day of the calendar; write it like 2025-11-17"),
        ("11/17/025", TODAY, "“11/17/025” is not a date; write it like 2025-11-17"),
        ("1/2/1899", TODAY, "“1899-01-02” is before 1900; check the year"),
        ("soon", TODAY, "“soon” is not a date; write it like 2025-11-17"),
    ],
)
def test_what_is_no_date_is_refused_in_words(typed: str, today: date | None, says: str) -> None:
    with pytest.raises(ValueError, match=r".+") as refused:
        read_date(typed, today)
    assert str(refused.value) == says
