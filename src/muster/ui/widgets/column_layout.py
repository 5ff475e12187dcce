"""Which columns of a table are shown, in which order and how wide: fitted, until the user has chosen otherwise."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple
from weakref import proxy

from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from muster.ui.models.arrangement import SortKey
from muster.ui.models.record_table import RecordTable
from muster.ui.theme import UNIT

_MEASURED_ROWS = 50
_WIDEST = 320
_LEAST = 6 * UNIT


class _Kept(NamedTuple):
    """A column as the settings keep it, at its place in the order."""

    title: str
    width: int
    hidden: bool


class ColumnLayout:
    """Sizes a table's columns, and keeps in the settings what the user has chosen.

    Attributes:
        chosen: The columns are as the user wants them.
        hidden: The columns that the user has hidden.
    """

    def __init__(self, view: QTableView, table: RecordTable[Any], settings: QSettings | None, name: str) -> None:
        """The columns of a table's view; ``name`` is the table's in the settings."""
        self._view: QTableView = proxy(view)  # the view owns this, and must not wait for the garbage collector
        self._table = table
        self._settings = settings
        self._key = f"tables/{name}"
        self._fitted: dict[int, int] = {}
        self.chosen = False
        self.hidden: set[int] = set()

    @property
    def _header(self) -> QHeaderView:
        return self._view.horizontalHeader()

    def in_order(self) -> list[int]:
        """The columns as they stand, the hidden ones among them."""
        return [self._header.logicalIndex(place) for place in range(self._header.count())]

    def visible(self) -> list[int]:
        """The columns shown, as they stand."""
        return [column for column in self.in_order() if not self._view.isColumnHidden(column)]

    # -- widths

    def fit(self) -> None:
        """Widths from the header and the first rows, never narrower than before, unless the user has set them."""
        if self.chosen or not self._table.rowCount():
            return
        metrics = QFontMetrics(self._view.font())
        rows = [self._table.record(row) for row in range(min(_MEASURED_ROWS, self._table.rowCount()))]
        for position, column in enumerate(self._table.columns):
            texts = (column.room, *(column.text(record) for record in rows))
            marked = 28 if column.mark else 0
            widths = (metrics.horizontalAdvance(text) + marked for text in texts)
            least = min(max(metrics.horizontalAdvance(column.title) + 12, *widths) + 2 * UNIT + 2, _WIDEST)
            if least > self._fitted.get(position, 0):
                self._fitted[position] = least
                self._view.setColumnWidth(position, least)
        self._stretch()

    def _stretch(self) -> None:
        for position, column in enumerate(self._table.columns):
            if column.stretch:
                self._header.setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)

    # -- what the user chooses

    def hide(self, column: int, *, hidden: bool) -> None:
        """Hide or show a column; the last one shown stays."""
        if hidden and self.visible() == [column]:
            return
        (self.hidden.add if hidden else self.hidden.discard)(column)
        self._view.setColumnHidden(column, hidden)
        self.keep()

    def move(self, column: int, by: int) -> None:
        """Move a column past its visible neighbour: to the left by -1, to the right by 1."""
        shown = self.visible()
        place = shown.index(column) + by
        if 0 <= place < len(shown):
            self._header.moveSection(self._header.visualIndex(column), self._header.visualIndex(shown[place]))
            self.keep()

    def can_move(self, column: int, by: int) -> bool:
        """Whether there is a visible neighbour on that side."""
        shown = self.visible()
        return column in shown and 0 <= shown.index(column) + by < len(shown)

    def keep(self) -> None:
        """The columns are as the user wants them: remember that."""
        self.chosen = True
        if self._settings is not None:
            columns = [
                _Kept(self._table.columns[column].title, self._view.columnWidth(column), column in self.hidden)
                for column in self.in_order()
            ]
            self._settings.setValue(f"{self._key}/columns", json.dumps(columns))

    def reset(self) -> None:
        """All columns, in the program's order, fitted; in the records' own order."""
        self.chosen = False
        self._fitted.clear()
        for column in range(self._header.count()):
            self._header.moveSection(self._header.visualIndex(column), column)
            self._view.setColumnHidden(column, False)
        self.hidden.clear()
        self._table.sort_by([])
        self.fit()
        if self._settings is not None:
            self._settings.remove(f"{self._key}/columns")

    def restore(self) -> None:
        """As the settings have it; what no longer fits the program's columns is left alone."""
        if self._settings is None:
            return
        titles = [column.title for column in self._table.columns]
        kept = list(_columns(self._settings.value(f"{self._key}/columns")))
        if sorted(each.title for each in kept) == sorted(titles) and len({*titles}) == len(titles):
            self._apply([(titles.index(each.title), each) for each in kept])
        sort = list(_sort(self._settings.value(f"{self._key}/sort")))
        if all(key.column < len(titles) for key in sort):
            self._table.sort_by(sort)

    def _apply(self, kept: list[tuple[int, _Kept]]) -> None:
        for place, (column, each) in enumerate(kept):
            self._header.moveSection(self._header.visualIndex(column), place)
            self._view.setColumnWidth(column, max(_LEAST, each.width))
            if each.hidden and len(self.hidden) < len(kept) - 1:
                self.hidden.add(column)
                self._view.setColumnHidden(column, True)
        self._stretch()
        self.chosen = True

    def keep_sort(self) -> None:
        """Remember by which columns the rows are sorted."""
        if self._settings is not None:
            keys = ";".join(f"{key.column},{int(key.descending)}" for key in self._table.sorted_by)
            self._settings.setValue(f"{self._key}/sort", keys)


def _columns(stored: object) -> Iterator[_Kept]:
    """The columns of a setting; none where it was not written by :meth:`ColumnLayout.keep`."""
    try:
        found = json.loads(str(stored or "[]"))
    except ValueError:
        return
    for each in found if isinstance(found, list) else []:
        match each:
            case [str(title), int(width), bool(hidden)]:
                yield _Kept(title, width, hidden)


def _sort(stored: object) -> Iterator[SortKey]:
    for part in str(stored or "").split(";"):
        column, _, descending = part.partition(",")
        if column.isdigit() and descending in {"0", "1"}:
            yield SortKey(int(column), descending == "1")
