"""Which sums of overtime lie on claimable days: the edges of a run of them (R3, R10)."""

from datetime import date
from decimal import Decimal

import pytest

from muster.domain.intervals import Span
from muster.domain.overtime import StraddlingSumError, claimable
from muster.domain.records import OvertimeEntry, OvertimeSum

RUNS = (Span(date(2025, 11, 3), date(2025, 12, 1)), Span(date(2025, 12, 8), date(2026, 1, 1)))


def worked(first: str, last: str) -> OvertimeSum:
    one = OvertimeSum.of(OvertimeEntry("1", date.fromisoformat(first), Decimal(4), 100, date(2026, 1, 9)))
    return one._replace(last=date.fromisoformat(last))


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [
        ("2025-11-02", "2025-11-02", False),
        ("2025-11-03", "2025-11-03", True),
        ("2025-11-30", "2025-11-30", True),
        ("2025-12-01", "2025-12-01", False),
        ("2025-12-08", "2025-12-31", True),
        ("2025-12-01", "2025-12-07", False),
        ("2026-01-01", "2026-01-01", False),
    ],
)
def test_a_sum_counts_when_all_its_days_do(first: str, last: str, counts: bool) -> None:
    assert claimable(worked(first, last), RUNS) is counts


@pytest.mark.parametrize(
    ("first", "last"),
    [("2025-11-02", "2025-11-03"), ("2025-11-30", "2025-12-01"), ("2025-11-30", "2025-12-08")],
)
def test_a_sum_of_which_only_some_days_count_is_to_be_split(first: str, last: str) -> None:
    with pytest.raises(StraddlingSumError):
        claimable(worked(first, last), RUNS)
