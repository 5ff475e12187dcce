"""Receivables by age."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.ledger.ageing import STEPS, Receivable, ageing, step

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-5, 0), (0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3), (4000, 3)],
)
def test_the_steps(days: int, expected: int) -> None:
    assert step(ON - timedelta(days=days), ON) == expected


def test_receivables_by_age() -> None:
    dates = {date(2026, 11, 20): 100, date(2026, 10, 20): 20, date(2026, 10, 1): 5, date(2026, 1, 30): -7}
    assert ageing([Receivable(since, amount) for since, amount in dates.items()], ON) == (100, 25, 0, -7)
    assert ageing([], ON) == (0, 0, 0, 0)


@given(st.lists(st.builds(Receivable, st.dates(), st.integers(-(10**9), 10**9))), st.dates())
def test_no_cent_is_lost(receivables: list[Receivable], on: date) -> None:
    found = ageing(receivables, on)
    assert len(found) == len(STEPS)
    assert sum(found) == sum(each.amount for each in receivables)
