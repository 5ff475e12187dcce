"""The selected cells of a table: which they are, what they come to, and as they go to the clipboard."""

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar
from weakref import proxy

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QMimeData
from PySide6.QtWidgets import QTableView

from muster.ui.models.column import Kind
from muster.ui.models.record_table import RecordTable
from muster.ui.table_text import mime, plain, told
from muster.ui.widgets.column_layout import ColumnLayout

T = TypeVar("T")


class SelectedCells(Generic[T]):
    """Knows a table's selection by ranges: single indexes take seconds where thousands are selected."""

    def __init__(self, view: QTableView, table: RecordTable[T], layout: ColumnLayout) -> None:
        """The selection of a view."""
        self._view: QTableView = proxy(view)  # the view owns this, and must not wait for the garbage collector
        self._table = table
        self._layout = layout

    def _ranges(self) -> list[QItemSelectionRange]:
        return self._view.selectionModel().selection().toList()

    def rows(self) -> list[int]:
        """The rows with a selected cell."""
        return sorted({row for each in self._ranges() for row in range(each.top(), each.bottom() + 1)})

    def height(self) -> int:
        """At most how many rows have a selected cell."""
        return sum(each.height() for each in self._ranges())

    def columns(self) -> list[int]:
        """The columns with a selected cell."""
        return sorted({column for each in self._ranges() for column in range(each.left(), each.right() + 1)})

    def select(self, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Select the cells of some rows and columns in place of what is selected; the current cell stays."""
        chosen = QItemSelection()
        for top, bottom in _runs(sorted(rows)):
            for left, right in _runs(sorted(columns)):
                chosen.append(QItemSelectionRange(self._table.index(top, left), self._table.index(bottom, right)))
        self._view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def told(self) -> str:
        """How many cells are selected and what they come to; nothing where it is one cell or none."""
        ranges, visible = self._ranges(), set(self._layout.visible())
        if not ranges or (len(ranges) == 1 and ranges[0].width() == ranges[0].height() == 1):
            return ""
        return told(self._keys(ranges, visible))

    def _keys(self, ranges: Sequence[QItemSelectionRange], visible: set[int]) -> Iterator[tuple[Kind, int, list[Any]]]:
        for each in ranges:
            for column in range(each.left(), each.right() + 1):
                if column in visible:
                    kind = self._table.columns[column].kind
                    keys = self._table.keys(column, each.top(), each.bottom() + 1) if kind.is_number else []
                    yield kind, each.height(), keys

    def mime(self, *, headers: bool) -> QMimeData:
        """The selected cells (all where none is) for the clipboard, the columns as they stand.

        Of a selection with gaps the rectangle around it is taken, with empty cells where nothing is selected.
        """
        ranges = self._ranges()
        rows = self.rows() if ranges else list(range(self._table.rowCount()))
        some = set(self.columns()) if ranges else set(range(len(self._table.columns)))
        columns = [column for column in self._layout.visible() if column in some]
        chosen = _Chosen(ranges, full=not ranges or len(ranges) == 1)
        shown = [self._table.columns[column] for column in columns]
        cells = [self._plain(column, rows, chosen) for column in columns]
        return mime(shown, cells, headers=headers)

    def _plain(self, column: int, rows: Sequence[int], chosen: "_Chosen") -> list[str]:
        texts = self._table.texts(column)
        keys = self._table.keys(column, 0, len(texts))
        wanted = [row for row in rows if (row, column) in chosen]
        written = dict(
            zip(
                wanted,
                plain(self._table.columns[column], [texts[row] for row in wanted], [keys[row] for row in wanted]),
                strict=True,
            )
        )
        return [written.get(row, "") for row in rows]


class _Chosen:
    """Whether a cell is among the selected ones."""

    def __init__(self, ranges: Sequence[QItemSelectionRange], *, full: bool) -> None:
        self._full = full
        self._columns: dict[int, set[int]] = {}
        if not full:
            for each in ranges:
                for column in range(each.left(), each.right() + 1):
                    self._columns.setdefault(column, set()).update(range(each.top(), each.bottom() + 1))

    def __contains__(self, cell: tuple[int, int]) -> bool:
        row, column = cell
        return self._full or row in self._columns.get(column, ())


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers in ascending order as runs without a gap, each by its first and last."""
    first = last = -2
    for number in numbers:
        if number != last + 1:
            if last >= 0:
                yield first, last
            first = number
        last = number
    if last >= 0:
        yield first, last
