"""A fiscal year's overtime summed by officer, quarter and standing, in SQL."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.records import OvertimeSum

_SUMS = """
SELECT officer_id, min(worked_on), max(worked_on),
    CASE WHEN funding <> '' THEN 'other' WHEN amount IS NULL OR paid_on IS NULL THEN 'unpaid' ELSE 'paid' END
        AS standing,
    coalesce(sum(amount), 0), count(*)
FROM overtime WHERE worked_on >= ? AND worked_on < ?
GROUP BY officer_id, standing ORDER BY officer_id
"""


def overtime_sums(connection: Connection, year: Span) -> Mapping[str, list[OvertimeSum]]:
    """The sums of each officer who has overtime in the year, by quarter; standings as in ``OvertimeSum.of``."""
    sums: dict[str, list[OvertimeSum]] = defaultdict(list)
    quarter = Quarter.holding(year.start)
    while quarter.start < year.until:
        found = connection.exec_driver_sql(_SUMS, (quarter.start.isoformat(), quarter.until.isoformat()))
        for officer_id, first, last, standing, amount, entries in found:
            each = OvertimeSum(date.fromisoformat(first), date.fromisoformat(last), standing, amount, entries)
            sums[officer_id].append(each)
        quarter = quarter.next
    return sums
