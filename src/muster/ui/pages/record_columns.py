"""Table columns of a kind of record, made from the columns that files and forms share."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from operator import attrgetter
from typing import Any, cast

from muster.domain.cells import CellType
from muster.domain.quantities import hours_text, percent_text
from muster.domain.records import R, Record
from muster.domain.schema import COLUMNS, Column
from muster.services.pasting import Target
from muster.ui import format as shown
from muster.ui.models.record_table import Align, Kind, TableColumn


def columns_of(kind: type[R], *specs: str, stretch: str = "document") -> list[TableColumn[R]]:
    """Columns of a kind, in that order; amounts, percents, hours and counts stand right.

    Args:
        kind: The record class.
        specs: Each a column's name, or ``name=Title`` where its own title is too long for a table.
        stretch: The name of the column that takes what width is left over.
    """
    return [_column(column, title, stretch=column.name == stretch) for column, title in _named(kind, specs)]


def targets_of(kind: type[R], *specs: str) -> dict[str, Target]:
    """What those columns are filled with when rows are pasted, by title."""
    return {title: Target(title, column.name) for column, title in _named(kind, specs)}


def _named(kind: type[R], specs: Iterable[str]) -> list[tuple[Column, str]]:
    """Each column with its title in a table."""
    by_name = {column.name: column for column in COLUMNS[cast("type[Record]", kind)]}
    named = (spec.partition("=")[::2] for spec in specs)
    return [(by_name[name], title or by_name[name].title) for name, title in named]


def _column(column: Column, title: str, *, stretch: bool) -> TableColumn[R]:
    write = cell_writer(column.type)

    value = attrgetter(column.attribute)

    def text(record: R) -> str:
        found = value(record)
        return "" if found is None else write(found)

    plain = column.type.name in {"text", "choice"}
    kind = cell_kind(column.type)
    return TableColumn(
        title,
        text,
        None if plain else value,
        Align.RIGHT if kind.is_number else Align.LEFT,
        tip=text if stretch else None,
        stretch=stretch,
        kind=kind,
    )


def cell_writer(kind: CellType) -> Callable[[Any], str]:
    """How a cell of that type is written in a table."""
    return _WRITERS.get(kind.name, str)


def cell_kind(kind: CellType) -> Kind:
    """What the keys of a column of that type are."""
    return _KINDS.get(kind.name, Kind.TEXT)


def percent_words(percent: Fraction) -> str:
    """``41.25%``; a share that is no plain decimal with its value: ``60.96% (317/520)``."""
    text = percent_text(percent)
    return f"{shown.percent(percent, 2)} ({text})" if "/" in text else f"{text}%"


def _choice_words(value: str) -> str:
    return shown.choice(value).partition(" · ")[0]


_KINDS = {
    "date": Kind.DATE,
    "money": Kind.MONEY,
    "hours": Kind.HOURS,
    "count": Kind.COUNT,
    "percent": Kind.NUMBER,
}
_WRITERS: dict[str, Callable[[Any], str]] = {
    "date": shown.day,
    "money": shown.amount,
    "percent": percent_words,
    "hours": hours_text,
    "choice": _choice_words,
}
