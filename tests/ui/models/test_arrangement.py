"""Sorting by several columns, filtering by columns and finding, held against the plainest way of doing it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.ui.models.arrangement import Arrangement, SortKey
from muster.ui.models.column import Kind, TableColumn
from muster.ui.models.column_filter import ColumnFilter, read_bound


@dataclass(frozen=True)
class Row:
    name: str
    cents: int | None
    number: int


COLUMNS = (
    TableColumn[Row]("Name", lambda row: row.name),
    TableColumn[Row](
        "Amount", lambda row: "" if row.cents is None else f"{row.cents}", lambda row: row.cents, kind=Kind.MONEY
    ),
    TableColumn[Row]("Number", lambda row: str(row.number), lambda row: row.number, kind=Kind.NUMBER),
)
rows = st.lists(
    st.builds(Row, st.sampled_from(["", "Ash", "ash", "Lind"]), st.none() | st.integers(-2, 2), st.integers(0, 3)),
    max_size=20,
)
sort_keys = st.lists(st.builds(SortKey, st.integers(0, 2), st.booleans()), max_size=3, unique_by=lambda key: key.column)


def arranged(records: list[Row]) -> Arrangement[Row]:
    made = Arrangement(COLUMNS)
    made.set_records(records)
    return made


def shown(arrangement: Arrangement[Row]) -> list[Row]:
    return [arrangement.records[each] for each in arrangement.rows]


def is_before(one: Row, two: Row, keys: list[SortKey]) -> bool:
    """Whether a row has to stand before another."""
    for column, descending in keys:
        values = [(row.name.casefold() or None, row.cents, row.number)[column] for row in (one, two)]
        if values[0] != values[1]:
            if None in values:
                return values[1] is None
            return (values[0] > values[1]) is descending  # type: ignore[operator] # both are there
    return False


@given(rows, sort_keys)
def test_rows_stand_by_the_first_column_that_tells_them_apart(records: list[Row], keys: list[SortKey]) -> None:
    arrangement = arranged(records)
    arrangement.sorted_by = tuple(keys)
    arrangement.sort()
    order = shown(arrangement)
    assert sorted(arrangement.rows) == list(range(len(records)))
    for place, one in enumerate(order):
        assert not any(is_before(later, one, keys) for later in order[place + 1 :])


@given(rows, sort_keys)
def test_rows_that_no_column_tells_apart_stay_as_they_came(records: list[Row], keys: list[SortKey]) -> None:
    arrangement = arranged(records)
    arrangement.sorted_by = tuple(keys)
    arrangement.sort()
    for one, two in zip(arrangement.rows, arrangement.rows[1:], strict=False):
        ones, twos = records[one], records[two]
        if not is_before(ones, twos, keys) and not is_before(twos, ones, keys):
            assert one < two


filters = st.builds(
    ColumnFilter,
    st.none() | st.frozensets(st.sampled_from(["", "Ash", "ash", "1", "2"])),
    st.sampled_from(["", "A", "1"]),
    st.none() | st.integers(-1, 2),
    st.none() | st.integers(-1, 2),
)


@given(rows, filters, filters, st.sampled_from(["", "lin", "1"]))
def test_a_row_is_shown_when_each_of_its_cells_meets_its_filter(
    records: list[Row], amounts: ColumnFilter, numbers: ColumnFilter, words: str
) -> None:
    arrangement = arranged(records)
    arrangement.filters = {1: amounts, 2: numbers}
    arrangement.words = words.split()
    arrangement.narrow()
    assert shown(arrangement) == [
        row
        for row in records
        if amounts.holds(COLUMNS[1].text(row), row.cents)
        and numbers.holds(COLUMNS[2].text(row), row.number)
        and words in "\t".join(column.text(row) for column in COLUMNS).lower()
    ]


def test_what_a_filter_asks_for() -> None:
    assert not ColumnFilter()
    assert ColumnFilter(values=frozenset({"Ash"})).holds("Ash", None)
    assert not ColumnFilter(values=frozenset({"Ash"})).holds("ash", None)
    assert ColumnFilter(contains="SH").holds("Ash", None)
    assert ColumnFilter(low=3, high=3).holds("", 3)
    assert not ColumnFilter(low=3).holds("", 2)
    assert not ColumnFilter(high=3).holds("", 4)
    assert not ColumnFilter(low=3).holds("", None)


@given(rows, filters)
def test_a_column_offers_what_the_other_filters_leave(records: list[Row], amounts: ColumnFilter) -> None:
    arrangement = arranged(records)
    arrangement.filters = {0: ColumnFilter(contains="x"), 1: amounts}
    arrangement.narrow()
    left = [row for row in records if amounts.holds(COLUMNS[1].text(row), row.cents)]
    assert sorted(arrangement.values(0)) == sorted({row.name for row in left})


def test_values_stand_in_the_columns_order_and_the_empty_one_last() -> None:
    records = [Row("", 10, 0), Row("", None, 0), Row("", 9, 0), Row("", -1, 0)]
    assert arranged(records).values(1) == ["-1", "9", "10", ""]


@pytest.mark.parametrize(
    ("text", "start", "row"),
    [("as", 0, 1), ("AS", 2, 3), ("as", 4, 1), ("ind", 0, 0), ("x", 0, -1), ("lind", 1, 2)],
)
def test_finding_goes_on_from_a_row_and_prefers_what_begins_so(text: str, start: int, row: int) -> None:
    records = [Row(name, None, 0) for name in ("Lind", "Ash", "Lindas", "ashe")]
    assert arranged(records).find(0, text, start) == row


def test_a_changed_record_is_asked_anew() -> None:
    arrangement = arranged([Row("Lind", 1, 0), Row("Ash", 2, 0)])
    arrangement.words = ["lind"]
    arrangement.search()
    arrangement.replace(0, Row("Ash", 1, 0))
    arrangement.search()
    assert arrangement.rows == []


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.MONEY, "$1,000", 100_000),
        (Kind.HOURS, "3.25", Decimal("3.25")),
        (Kind.DATE, "11/17/2025", date(2025, 11, 17)),
        (Kind.NUMBER, "87.5%", Fraction("87.5")),
        (Kind.DAYS, " 92 ", 92),
        (Kind.MONEY, " ", None),
    ],
)
def test_a_bound_is_read_as_the_columns_keys_are(kind: Kind, text: str, value: object) -> None:
    assert read_bound(kind, text) == value


@pytest.mark.parametrize(("kind", "text"), [(Kind.MONEY, "1.234,50"), (Kind.COUNT, "1/0"), (Kind.DATE, "soon")])
def test_a_bound_that_cannot_be_read_says_so(kind: Kind, text: str) -> None:
    with pytest.raises(ValueError, match=f"“{text}” is not"):
        read_bound(kind, text)


def test_a_column_of_a_kind_needs_a_key() -> None:
    with pytest.raises(ValueError, match="Amount has a kind and no key"):
        TableColumn[Row]("Amount", lambda row: row.name, kind=Kind.MONEY)
