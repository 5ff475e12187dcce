"""Due dates, cutoffs and the business day by which to act (R25)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.deadlines import Deadline, cutoff, deadline, due_on, in_words, is_business_day
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset, Reading, Readings
from muster.domain.records import Override
from tests.composition import CALENDAR, RULES

Q1, Q2, Q3, Q4 = (Quarter(2026, number) for number in (1, 2, 3, 4))
FRIDAY = 4


def readings(quarter: Quarter, **own: str) -> Callable[[str], Reading]:
    """The published readings of the quarter with the agency's own."""
    found = Readings(RULES, Preset.PUBLISHED, [Override(name, value) for name, value in own.items()])
    return lambda name: found.for_quarter(name, quarter)


def due(quarter: Quarter, days: str = "30") -> Deadline:
    return deadline(due_on(quarter, readings(quarter, claim_due_days=days)), CALENDAR.holiday)


def last(quarter: Quarter, on: str = "12-31") -> Deadline:
    return deadline(cutoff(quarter, readings(quarter, fiscal_year_cutoff=on)), CALENDAR.holiday)


@pytest.mark.parametrize(
    ("quarter", "due_date", "working"),
    [
        ("FY2026Q1", "2026-01-30", "2026-01-30"),  # a Friday
        ("FY2026Q2", "2026-04-30", "2026-04-30"),
        ("FY2026Q3", "2026-07-30", "2026-07-30"),
        ("FY2026Q4", "2026-10-30", "2026-10-30"),
        ("FY2027Q1", "2027-01-30", "2027-01-29"),  # Saturdays
        ("FY2027Q4", "2027-10-30", "2027-10-29"),
        ("FY2028Q1", "2028-01-30", "2028-01-28"),  # Sundays
        ("FY2028Q2", "2028-04-30", "2028-04-28"),
        ("FY2028Q3", "2028-07-30", "2028-07-28"),
        ("FY2033Q2", "2033-04-30", "2033-04-29"),
    ],
)
def test_a_claim_is_due_thirty_days_after_its_quarter(quarter: str, due_date: str, working: str) -> None:
    expected = Deadline(date.fromisoformat(due_date), date.fromisoformat(working), None)
    assert due(Quarter.parse(quarter)) == expected


@pytest.mark.parametrize(
    ("quarter", "days", "due_date", "working", "holiday"),
    [
        (Q4, "57", "2026-11-26", "2026-11-25", "Thanksgiving Day"),
        (Q4, "12", "2026-10-12", "2026-10-09", "Columbus Day"),  # a Monday
        (Q1, "19", "2026-01-19", "2026-01-16", "Birthday of Martin Luther King, Jr."),
        (Q2, "80", "2026-06-19", "2026-06-18", "Juneteenth National Independence Day"),
        (Quarter(2027, 2), "79", "2027-06-18", "2027-06-17", "Juneteenth National Independence Day (observed)"),
        (Q3, "4", "2026-07-04", "2026-07-02", "Independence Day (observed)"),
        (Quarter(2027, 3), "5", "2027-07-05", "2027-07-02", "Independence Day"),  # observed on the Monday
        (Quarter(2027, 4), "85", "2027-12-24", "2027-12-23", "Christmas Day (observed)"),
        (Quarter(2027, 4), "87", "2027-12-26", "2027-12-23", "Christmas Day (observed)"),
        (Quarter(2027, 4), "92", "2027-12-31", "2027-12-30", "New Year's Day (observed)"),
        (Quarter(2027, 4), "94", "2028-01-02", "2027-12-30", "New Year's Day (observed)"),
        (Q1, "0", "2025-12-31", "2025-12-31", None),
    ],
)
def test_a_holiday_s_deadline_is_the_business_day_before(
    quarter: Quarter, days: str, due_date: str, working: str, holiday: str | None
) -> None:
    assert due(quarter, days) == Deadline(date.fromisoformat(due_date), date.fromisoformat(working), holiday)


@pytest.mark.parametrize(
    ("year", "working", "holiday"),
    [
        (2026, "2026-12-31", None),
        (2027, "2027-12-30", "New Year's Day (observed)"),  # 1 January 2028 is a Saturday
        (2028, "2028-12-29", None),  # a Sunday
        (2033, "2033-12-30", None),  # a Saturday; New Year's Day is observed after it
    ],
)
def test_the_fiscal_year_s_cutoff(year: int, working: str, holiday: str | None) -> None:
    expected = Deadline(date(year, 12, 31), date.fromisoformat(working), holiday)
    assert {last(Quarter(year, number)) for number in (1, 2, 3, 4)} == {expected}


@pytest.mark.parametrize(
    ("on", "expected"),
    [("10-01", "2026-10-01"), ("9-30", "2027-09-30"), ("1 Jan", "2027-01-01"), ("2-29", "2027-02-28")],
)
def test_a_cutoff_is_after_the_fiscal_year(on: str, expected: str) -> None:
    assert cutoff(Q2, readings(Q2, fiscal_year_cutoff=on)) == date.fromisoformat(expected)


def test_a_cutoff_on_a_leap_day() -> None:
    year = Quarter(2027, 1)
    assert cutoff(year, readings(year, fiscal_year_cutoff="2-29")) == date(2028, 2, 29)


def test_no_due_date_is_past_the_calendar() -> None:
    quarter = Quarter(9998, 4)
    assert due_on(quarter, readings(quarter, claim_due_days="3660")) == date.max


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Deadline(date(2026, 1, 30), date(2026, 1, 30), None), "30 Jan 2026"),
        (
            Deadline(date(2026, 1, 31), date(2026, 1, 30), None),
            "Sat 31 Jan 2026; the working deadline is Fri 30 Jan 2026",
        ),
        (
            Deadline(date(2027, 12, 31), date(2027, 12, 30), "New Year's Day (observed)"),
            "Fri 31 Dec 2027; the working deadline is Thu 30 Dec 2027, before New Year's Day (observed)",
        ),
    ],
)
def test_words(found: Deadline, words: str) -> None:
    assert in_words(found, found.working) == words
    assert in_words(found, found.working + timedelta(days=1)) == words.replace(" is ", " was ")


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.sets(st.integers(-9, 9)))
def test_nothing_between_the_working_deadline_and_the_due_date_is_a_business_day(day: date, closed: set[int]) -> None:
    holidays = {day + timedelta(days=number): f"Holiday {number}" for number in sorted(closed)}
    found = deadline(day, holidays.get)
    skipped = [found.working + timedelta(days=number) for number in range(1, (day - found.working).days + 1)]
    assert found.due == day
    assert found.working.weekday() <= FRIDAY
    assert found.working not in holidays
    assert not any(is_business_day(each, holidays.get) for each in skipped)
    assert found.holiday == next((holidays[each] for each in skipped if each in holidays), None)
