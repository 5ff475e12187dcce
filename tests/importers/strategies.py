"""Any records that a book can hold, by kind."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from muster.domain.cells import DATE, HOURS, INTERRUPTION, MODEL, MONEY, PERCENT, QUARTER, STATED_BY, TEXT
from muster.domain.fiscal import Quarter
from muster.domain.records import KINDS, InterruptionKind, Model, Record, StatedBy
from muster.domain.schema import COLUMNS, Column

TEXTS = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=12).map(str.strip)
HUNDREDTHS = st.integers(-2400, 2400).map(lambda number: Decimal(number) / 100)
PERCENTS = st.fractions(0, 100, max_denominator=1000) | st.integers(0, 10000).map(lambda number: Fraction(number, 100))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    DATE.name: st.dates(date(1900, 1, 1)),
    MONEY.name: st.integers(-(10**12) + 1, 10**12 - 1),
    PERCENT.name: PERCENTS,
    HOURS.name: HUNDREDTHS,
    QUARTER.name: st.builds(Quarter, st.integers(1901, 9998), st.integers(1, 4)),
    "count": st.integers(0, 10**9 - 1),
}
CHOICES = {id(MODEL): Model, id(INTERRUPTION): InterruptionKind, id(STATED_BY): StatedBy}


def records(kind: type[Record]) -> st.SearchStrategy[Record]:
    """Any record of the kind."""
    return st.builds(kind, **{column.attribute: _values(column) for column in COLUMNS[kind]})


def folders() -> st.SearchStrategy[dict[type[Record], list[Record]]]:
    """Records of every kind; some have none."""
    return st.fixed_dictionaries({kind: st.lists(records(kind), max_size=3) for kind in KINDS})


def _values(column: Column) -> st.SearchStrategy[Any]:
    if column.type is TEXT:
        return TEXTS.filter(bool) if column.required else TEXTS
    values = st.sampled_from(CHOICES[id(column.type)]) if column.type.choices else VALUES[column.type.name]
    return values if column.required else st.none() | values
