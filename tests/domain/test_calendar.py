"""Quarters, half-open intervals, terms of years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.fiscal import Quarter
from muster.domain.intervals import FOREVER, Span, add_years, cut, subtract, union

days = st.dates(date(2025, 1, 1), date(2025, 3, 1))
spans = st.lists(st.builds(Span, days, days), max_size=6)


def days_of(found: list[Span]) -> set[date]:
    return {span.start + timedelta(days=n) for span in found for n in range(span.days)}


@pytest.mark.parametrize(
    ("text", "start", "until", "length"),
    [
        ("FY2026Q1", date(2025, 10, 1), date(2026, 1, 1), 92),
        ("FY2026Q2", date(2026, 1, 1), date(2026, 4, 1), 90),
        ("FY2028Q2", date(2028, 1, 1), date(2028, 4, 1), 91),
        ("fy2026q3 ", date(2026, 4, 1), date(2026, 7, 1), 91),
        ("FY2026Q4", date(2026, 7, 1), date(2026, 10, 1), 92),
    ],
)
def test_quarters(text: str, start: date, until: date, length: int) -> None:
    quarter = Quarter.parse(text)
    assert (quarter.start, quarter.until, quarter.span.days) == (start, until, length)
    assert Quarter.holding(start) == Quarter.holding(quarter.last_day) == quarter
    assert quarter.next.previous == quarter
    assert Quarter.parse(str(quarter)) == quarter


@pytest.mark.parametrize(("year", "length"), [(2026, 365), (2027, 365), (2028, 366)])
def test_days_in_a_fiscal_year(year: int, length: int) -> None:
    assert Quarter(year, 1).year.days == length


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026Q1",
        "FY26Q1",
        "FY2026Q5",
        "FY2026Q0",
        "FY2026 Q1",
        "FY\u0662\u0660\u0662\u0666Q1",
        "FY0000Q1",
        "FY9999Q4",
    ],
)
def test_no_quarter(text: str) -> None:
    with pytest.raises(ValueError, match="write it like FY2026Q1"):
        Quarter.parse(text)


@pytest.mark.parametrize(
    ("start", "until"),
    [
        (date(2025, 3, 20), date(2027, 3, 20)),  # R3's example: the last valid day is 2027-03-19
        (date(2028, 2, 29), date(2030, 3, 1)),  # the last valid day is 28 Feb
        (date(9998, 5, 1), FOREVER),
    ],
)
def test_two_years(start: date, until: date) -> None:
    assert add_years(start, 2) == until


@given(spans, spans)
def test_intervals_are_sets_of_days(some: list[Span], others: list[Span]) -> None:
    merged = union(others)
    assert days_of(merged) == days_of([span for span in others if span.start < span.until])
    for span in some:
        if span.start < span.until:
            assert days_of(subtract(span, merged)) == days_of([span]) - days_of(merged)


@given(st.builds(Span, days, days).filter(lambda span: span.start < span.until), st.lists(days))
def test_cutting_loses_no_day(span: Span, edges: list[date]) -> None:
    pieces = list(cut(span, sorted(edges)))
    assert days_of(pieces) == days_of([span])
    assert sum(piece.days for piece in pieces) == span.days
    assert {piece.start for piece in pieces[1:]} == {edge for edge in edges if span.start < edge < span.until}
