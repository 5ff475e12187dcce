"""What the columns of a file come to, as read: to hold against the total of the register that it came from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from muster.domain.cells import HOURS, MONEY, CellType
from muster.domain.importing.reading import AmountColumn
from muster.domain.money import dollars
from muster.domain.quantities import hours_text
from muster.services.importing.planned_rows import Outcome
from muster.services.importing.planning import Plan


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """One column of money (cents) or hours.

    Attributes:
        rows: The rows that are records, those without any amount among them.
        values: How many of them have a value that can be read.
        read: What all of them come to; ``rejected`` is what of it the rejected rows have.
        stated: What the file's own last total row says; None where it has none.
    """

    label: str
    type: CellType
    rows: int
    values: int
    read: Any
    rejected: Any
    stated: Any = None

    @property
    def accepted(self) -> Any:  # noqa: ANN401 - cents or hours
        """What of the sum is in rows that are not rejected."""
        return self.read - self.rejected

    @property
    def text(self) -> Callable[[Any], str]:
        """How its amounts are written."""
        return dollars if self.type is MONEY else hours_text


def column_sums(plan: Plan) -> Sequence[ColumnSum]:
    """The sums of every mapped column of money or hours, in the order of the mapping."""
    rejected = {each.row.number for each in plan.with_outcome(Outcome.REJECTED)}
    return tuple(_sum(label, column, rejected) for label, column in plan.reading.amounts.items())


def _sum(label: str, column: AmountColumn, rejected: set[int]) -> ColumnSum:
    given = [value for value in column.values.values() if value is not None]
    lost = (value for row, value in column.values.items() if value is not None and row in rejected)
    nothing: Any = Decimal(0) if column.type is HOURS else 0
    read, rejected = sum(given, nothing), sum(lost, nothing)
    return ColumnSum(label, column.type, len(column.values), len(given), read, rejected, column.stated)
