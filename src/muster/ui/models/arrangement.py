"""Which records a table shows and in which order; what is asked of a record is asked once and kept."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from muster.ui.models.column import TableColumn
from muster.ui.models.column_filter import ColumnFilter

T = TypeVar("T")
_SLICE = 1_000
"""Records whose texts are made at a time while nothing else is to be done: some 10 ms."""


class SortKey(NamedTuple):
    """A column that rows are sorted by."""

    column: int
    descending: bool = False


class Arrangement(Generic[T]):
    """Sorts and filters records by keys that it keeps until the records are others.

    Attributes:
        records: In the order in which they came.
        rows: The positions of the records shown, as sorted.
        sorted_by: The columns sorted by, the most important first.
        filters: What the cells of some columns have to meet, by column.
    """

    def __init__(self, columns: Sequence[TableColumn[T]]) -> None:
        """Without records."""
        self._columns = columns
        self.records: list[T] = []
        self.rows: list[int] = []
        self.sorted_by: tuple[SortKey, ...] = ()
        self.filters: Mapping[int, ColumnFilter] = {}
        self.words: list[str] = []
        self.condition: Callable[[T], bool] | None = None
        self._keys: dict[int, list[Any]] = {}
        self._texts: dict[int, list[str]] = {}
        self._folded: dict[int, list[str]] = {}
        self._haystack: list[str] = []
        self._order: list[int] = []
        self._passing: list[bool] | None = None
        self._base: list[int] | None = None

    def set_records(self, records: Sequence[T]) -> None:
        """Arrange these in place of the ones before."""
        self.records = list(records)
        self._forget()
        self.sort()

    def replace(self, position: int, record: T) -> None:
        """Put a record in another's place; the rows stay where they are until something else is asked for."""
        self.records[position] = record
        self._forget()

    def _forget(self) -> None:
        self._keys.clear()
        self._texts.clear()
        self._folded.clear()
        self._haystack = []
        self._passing = None
        self._base = None

    # -- what is asked of each record

    def keys(self, column: int) -> list[Any]:
        """The keys of a column's cells, by the records' positions; None for an empty cell."""
        if column not in self._keys:
            key = self._columns[column].key
            self._keys[column] = (
                [text or None for text in self.folded(column)]
                if key is None
                else [key(record) for record in self.records]
            )
        return self._keys[column]

    def texts(self, column: int) -> list[str]:
        """What a column's cells show, by the records' positions."""
        if column not in self._texts:
            self._texts[column] = list(map(self._columns[column].text, self.records))
        return self._texts[column]

    def folded(self, column: int) -> list[str]:
        """The same, ignoring case."""
        if column not in self._folded:
            self._folded[column] = [text.casefold() for text in self.texts(column)]
        return self._folded[column]

    @property
    def is_prepared(self) -> bool:
        """Whether the texts to search in are made."""
        return len(self._haystack) == len(self.records)

    @property
    def is_large(self) -> bool:
        """Whether there are so many records that a search waits until their texts are made, instead of making them."""
        return len(self.records) > 2 * _SLICE

    def prepare(self) -> bool:
        """Make the texts to search in of some more records; tells whether more is left to do."""
        done = len(self._haystack)
        getters = [column.text for column in self._columns]
        some = self.records[done : done + _SLICE]
        self._haystack += ["\t".join([get(record) for get in getters]).casefold() for record in some]
        return not self.is_prepared

    # -- sort and filter

    def sort(self) -> None:
        """Put the records in order by :attr:`sorted_by`, then filter."""
        order = list(range(len(self.records)))
        for column, descending in reversed(self.sorted_by):
            keys = self.keys(column)
            unknown = [each for each in order if keys[each] is None]
            known = [each for each in order if keys[each] is not None] if unknown else order
            known.sort(key=keys.__getitem__, reverse=descending)
            order = known + unknown
        self._order = order
        self._base = None
        self.search()

    def narrow(self) -> None:
        """Filter anew by condition, columns and words."""
        self._passing = self._base = None
        self.search()

    def search(self) -> None:
        """Filter anew by the words alone; the rest is kept."""
        if self._passing is None:
            self._passing = self._judge(self.filters)
        if self._base is None:
            passing = self._passing
            self._base = [each for each in self._order if passing[each]]
        rows = self._base
        if self.words and (self.is_prepared or not self.is_large):
            while self.prepare():
                pass
            for word in self.words:
                rows = [each for each in rows if word in self._haystack[each]]
        self.rows = rows

    def _judge(self, filters: Mapping[int, ColumnFilter]) -> list[bool]:
        """Whether each record meets the condition and the columns' filters; each different cell is judged once."""
        condition = self.condition
        passing = [True] * len(self.records) if condition is None else [bool(condition(each)) for each in self.records]
        for column, wanted in filters.items():
            if wanted.asks_text:
                passing = _both(passing, self.texts(column), wanted.holds_text)
            if wanted.has_range:
                passing = _both(passing, self.keys(column), wanted.holds_key)
        return passing

    def values(self, column: int) -> list[str]:
        """The different texts of a column among the records that pass everything but its own filter, in its order."""
        texts, keys = self.texts(column), self.keys(column)
        passing = self._judge({each: wanted for each, wanted in self.filters.items() if each != column})
        first: dict[str, int] = {}
        for each, text in enumerate(texts):
            if passing[each]:
                first.setdefault(text, each)
        known = [text for text, row in first.items() if keys[row] is not None]
        known.sort(key=lambda text: keys[first[text]])
        return known + [text for text, row in first.items() if keys[row] is None]

    # -- finding

    def find(self, column: int, text: str, start: int) -> int:
        """The first row from ``start`` on, then from the top, whose cell begins with the text, else contains it.

        Returns:
            -1 when there is none.
        """
        wanted, texts = text.casefold(), self.folded(column)
        cells = [texts[each] for each in (*self.rows[start:], *self.rows[:start])]
        tests: tuple[Callable[[str], bool], ...] = (lambda cell: cell.startswith(wanted), lambda cell: wanted in cell)
        for holds in tests:
            found = next((place for place, cell in enumerate(cells) if holds(cell)), -1)
            if found >= 0:
                return (found + start) % len(cells)
        return -1


def _both(passing: list[bool], cells: Sequence[Any], holds: Callable[[Any], bool]) -> list[bool]:
    judged = {cell: holds(cell) for cell in set(cells)}
    return [passed and judged[cell] for passed, cell in zip(passing, cells, strict=True)]
