"""A record of every kind, all of one officer, and any record at all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from hypothesis import strategies as st

from muster.domain import schema
from muster.domain.cells import TEXT
from muster.domain.checks import faults
from muster.domain.fiscal import Quarter
from muster.domain.records import (
    Agency,
    Agreement,
    Authorization,
    Effort,
    Interruption,
    InterruptionKind,
    Model,
    Officer,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Record,
    Result,
    StatedBy,
)
from muster.storage.book import SqliteBook
from muster.storage.writer import Writer

OFFICER = "0417"


class UndoneError(Exception):
    """Takes a unit of work back."""


@contextmanager
def taken_back(book: SqliteBook) -> Iterator[Writer]:
    """A unit of work of which nothing stays."""
    with suppress(UndoneError), book.change("Add") as work:
        yield work
        raise UndoneError


ONE_OF_EACH: Sequence[Record] = (
    Agency("Pine County Sheriff’s Office", state="GA", zip="01234", official_name='Ann "Annie" Ode'),
    Agreement(Model.TFM, "MOA-1", date(2025, 3, 1), date(2025, 3, 20), None),
    Officer(OFFICER, "Lind", "Avery", hired_on=date(2019, 1, 7)),
    Authorization(OFFICER, Model.TFM, date(2025, 3, 10), date(2025, 3, 20), None, "C-1", "Letter"),
    Interruption(OFFICER, date(2025, 11, 1), date(2025, 11, 8), InterruptionKind.SUSPENDED, "Order 3"),
    Pay(OFFICER, date(2025, 7, 1), 6_743_219, None, Fraction("36.8"), date(2025, 6, 3), date(2025, 7, 11), "Res. 12"),
    Effort(OFFICER, date(2025, 10, 1), Fraction(317, 520) * 100),
    OvertimeEntry(OFFICER, date(2025, 12, 24), Decimal("7.25"), 41_250, date(2026, 1, 9), "", "Sgt. Moe", "TS-51"),
    Payroll(OFFICER, date(2025, 10, 1), date(2025, 10, 15), 259_354, None, date(2025, 10, 17), "PR-20"),
    Result(Quarter(2026, 1), 38, 34, StatedBy.ICE, "Letter", date(2026, 1, 20)),
    Override("reimbursable_models", "TFM WSO", None, "Letter from the field office"),
)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40).filter(str.isprintable)

CELLS: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "date": st.dates(date(1900, 1, 1)),
    "money": st.integers(-(10**12) + 1, 10**12 - 1),
    "percent": st.tuples(st.integers(0, 10**9 - 1), st.integers(1, 10**9 - 1)).map(
        lambda share: Fraction(min(share), max(share)) * 100
    ),
    "hours": st.integers(-240_000, 240_000).map(lambda kept: Decimal(kept) / 10_000),
    "count": st.integers(0, 10**9 - 1),
    "quarter": st.builds(Quarter, st.integers(1901, 9998), st.integers(1, 4)),
}


def records(kind: type[Record]) -> st.SearchStrategy[Record]:
    """Records of a kind with which nothing is wrong; those of an officer are officer 0417's, new officers are not."""
    cells = {column.attribute: _cells(kind, column) for column in schema.COLUMNS[kind]}
    made = st.builds(cast("Callable[..., Record]", kind), **cells)
    return made.filter(lambda record: not list(faults(record)))


def _cells(kind: type[Record], column: schema.Column) -> st.SearchStrategy[Any]:
    if column.name == "officer_id" and kind is not Officer:
        return st.just(OFFICER)
    if column.name in {"annual_salary", "annual_benefits"}:
        cells: st.SearchStrategy[Any] = st.integers(0, 10**12 - 1)
    elif column.type.choices:
        cells = st.sampled_from(column.type.choices)
    else:
        cells = CELLS[column.type.name]
    if column.type is TEXT:
        return cells.filter(lambda text: text not in {"", OFFICER}) if column.required else cells
    return cells if column.required else st.none() | cells
