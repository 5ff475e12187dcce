"""A fiscal year's overtime summed by officer, quarter and standing, in SQL."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import Connection

from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.records import OvertimeSum
from muster.storage.cells import Memo
from muster.storage.connections import driver_rows

_STANDINGS = ("paid", "unpaid", "other")
"""As in ``OvertimeSum.of``."""

# One number for quarter and standing, and the dates in the statement, take a third less time than three keys.
_SUMS = """
SELECT officer_id,
    ({quarter}) * 3 + CASE WHEN funding <> '' THEN 2 WHEN amount IS NULL OR paid_on IS NULL THEN 1 ELSE 0 END AS bucket,
    min(worked_on), max(worked_on), coalesce(sum(amount), 0), count(*)
FROM overtime WHERE worked_on >= '{year.start}' AND worked_on < '{year.until}'
GROUP BY officer_id, bucket
"""


def overtime_sums(connection: Connection, year: Span) -> Mapping[str, list[OvertimeSum]]:
    """The sums of each officer who has overtime in the year, by quarter."""
    quarter = " + ".join(f"(worked_on >= '{day}')" for day in _later_quarters(year)) or "0"
    sums: dict[str, list[OvertimeSum]] = defaultdict(list)
    dates = Memo[str, date](date.fromisoformat)
    for officer_id, bucket, first, last, amount, entries in driver_rows(
        connection, _SUMS.format(quarter=quarter, year=year)
    ):
        each = OvertimeSum(dates[first], dates[last], _STANDINGS[bucket % 3], amount, entries)
        sums[officer_id].append(each)
    return sums


def _later_quarters(year: Span) -> Iterator[date]:
    """The first days of the quarters that begin after the span does."""
    quarter = Quarter.holding(year.start).next
    while quarter.start < year.until:
        yield quarter.start
        quarter = quarter.next
