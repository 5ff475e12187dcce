"""One table model over frozen records; columns are data; sorting and filtering on cached keys."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QIcon

from muster.ui.icons import icon
from muster.ui.models.arrangement import Arrangement, SortKey
from muster.ui.models.column import EXPLAIN, Align, Kind, Mark, TableColumn
from muster.ui.models.column_filter import ColumnFilter
from muster.ui.tasks import sentence

__all__ = ["EXPLAIN", "Align", "Kind", "Mark", "RecordTable", "TableColumn"]

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole


class RecordTable(QAbstractTableModel, Generic[T]):
    """Shows records, sorted by columns and filtered by words, a condition and columns.

    Attributes:
        refused: An edit that could not be kept: the cell and the sentence why.
        sort_changed: Other columns are sorted by.
        filters_changed: Other columns are filtered: which rows are shown, and so what they come to, is another.
        generation: Another number each time that records are set.
        LINK: The role that tells whether a cell opens something; ``MUTED`` whether it is quiet.
    """

    refused = Signal(QModelIndex, str)
    sort_changed = Signal()
    filters_changed = Signal()
    LINK = _Role.UserRole + 1
    MUTED = _Role.UserRole + 2

    def __init__(
        self,
        columns: Sequence[TableColumn[T]],
        *,
        save: Callable[[T], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """An empty table. ``save`` stores an edited record; without it nothing can be edited."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self._save = save
        self.generation = 0
        self._kept: Arrangement[T] = Arrangement(self.columns)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._prepare)

    # -- records in and out

    def set_records(self, records: Sequence[T]) -> None:
        """Show these, in this order until a column is sorted by."""
        self.beginResetModel()
        self.generation += 1
        self._kept.set_records(records)
        self.endResetModel()
        if self._kept.is_large:
            self._idle.start()

    def set_columns(self, columns: Sequence[TableColumn[T]]) -> None:
        """Have these columns and no records; nothing is sorted by or filtered any more."""
        self.beginResetModel()
        self.generation += 1
        self._idle.stop()
        self.columns = tuple(columns)
        self._kept = Arrangement(self.columns)
        self.endResetModel()

    def _prepare(self) -> None:
        if self._kept.prepare():
            return
        self._idle.stop()
        if self._kept.words:
            self._refilter(self._kept.search)
            self.filters_changed.emit()

    def position(self, row: int) -> int:
        """Where the record of a row stands among all, whatever is shown; the same until other records are set."""
        return self._kept.rows[row]

    def rows_at(self, positions: set[int]) -> list[int]:
        """The rows of records by their positions, of those that are shown."""
        return [row for row, each in enumerate(self._kept.rows) if each in positions]

    def record(self, index: Index | int) -> T:
        """The record shown in that row."""
        return self._kept.records[self._kept.rows[index if isinstance(index, int) else index.row()]]

    def shown(self) -> list[T]:
        """The records that pass the filter, as sorted."""
        return [self._kept.records[each] for each in self._kept.rows]

    @property
    def total(self) -> int:
        """How many records there are, filtered out or not."""
        return len(self._kept.records)

    def row_of(self, matches: Callable[[T], bool]) -> int:
        """The first row shown whose record matches; -1 when there is none."""
        records = self._kept.records
        return next((row for row, each in enumerate(self._kept.rows) if matches(records[each])), -1)

    def holds(self, matches: Callable[[T], bool]) -> bool:
        """Whether a record matches, shown or not."""
        return any(map(matches, self._kept.records))

    def texts(self, column: int) -> list[str]:
        """What the cells of a column show, row by row."""
        texts = self._kept.texts(column)
        return [texts[each] for each in self._kept.rows]

    def keys(self, column: int, first: int, until: int) -> list[Any]:
        """What the cells of a column are sorted by, from one row on until before another."""
        keys = self._kept.keys(column)
        return [keys[each] for each in self._kept.rows[first:until]]

    # -- filter and sort

    def filter_words(self, text: str) -> None:
        """Show only records of which every word typed occurs in some cell, ignoring case.

        Where very many records have just been set it is done within a second or two, and told by ``filters_changed``.
        """
        words = text.casefold().split()
        if words != self._kept.words:
            self._kept.words = words
            self._refilter(self._kept.search)

    def filter_by(self, condition: Callable[[T], bool] | None) -> None:
        """Show only records that meet the condition as well; None: all."""
        self._kept.condition = condition
        self._refilter(self._kept.narrow)

    @property
    def filters(self) -> Mapping[int, ColumnFilter]:
        """What the cells of some columns have to meet, by column."""
        return self._kept.filters

    def filter_column(self, column: int, wanted: ColumnFilter) -> None:
        """Show only records whose cell in the column meets that as well; one that asks for nothing lifts the filter."""
        others = {each: kept for each, kept in self._kept.filters.items() if each != column}
        self._set_filters({**others, column: wanted} if wanted else others)

    def clear_filters(self) -> None:
        """Lift the filters of all columns."""
        if self._kept.filters:
            self._set_filters({})

    def values(self, column: int) -> list[str]:
        """The different texts of a column that its filter can choose from, in the column's order."""
        return self._kept.values(column)

    def find(self, column: int, text: str, start: int) -> int:
        """The next row from ``start`` on whose cell begins with the text, else contains it; -1 when there is none."""
        return self._kept.find(column, text, start)

    @property
    def sorted_by(self) -> tuple[SortKey, ...]:
        """The columns sorted by, the most important first."""
        return self._kept.sorted_by

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order in which the records came."""
        held = 0 <= column < len(self.columns)
        self.sort_by([SortKey(column, order == Qt.SortOrder.DescendingOrder)] if held else [])

    def sort_by(self, keys: Sequence[SortKey]) -> None:
        """Sort by several columns, the most important first."""
        if tuple(keys) == self._kept.sorted_by:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        rows = self._kept.rows
        held = [(rows[each.row()], each.column()) for each in old]
        self._kept.sorted_by = tuple(keys)
        self._kept.sort()
        wanted = {source for source, _column in held}
        new_row = {source: row for row, source in enumerate(self._kept.rows) if source in wanted} if old else {}
        self.changePersistentIndexList(old, [self.index(new_row[source], column) for source, column in held])
        self.layoutChanged.emit()
        self.sort_changed.emit()

    def _set_filters(self, filters: Mapping[int, ColumnFilter]) -> None:
        self._kept.filters = filters
        self._refilter(self._kept.narrow)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.filters_changed.emit()

    def _refilter(self, filter_anew: Callable[[], None]) -> None:
        self.beginResetModel()
        filter_anew()
        self.endResetModel()

    # -- what Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The records shown."""
        return 0 if parent.isValid() else len(self._kept.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """One cell, for one role."""
        show = _SHOW.get(role)
        if show is None or not index.isValid():
            return None
        return show(self.columns[index.column()], self.record(index))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """A column's title, standing where its cells do."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _Role.DisplayRole:
            return self.columns[section].title
        if role == _Role.AccessibleTextRole:
            return f"{self.columns[section].title}{' (filtered)' if section in self.filters else ''}"
        if role == _Role.TextAlignmentRole:
            return self.columns[section].align.value
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Editable where the column can be."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        editable = self._save is not None and self.columns[index.column()].parse is not None
        return plain | Qt.ItemFlag.ItemIsEditable if editable else plain

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Keep what was typed: the changed record is saved, or :attr:`refused` tells why not."""
        if role != _Role.EditRole or not index.isValid() or self._save is None:
            return False
        column, record = self.columns[index.column()], self.record(index)
        if column.parse is None or str(value) == self.data(index, _Role.EditRole):
            return False
        source = self._kept.rows[index.row()]
        try:
            changed = column.parse(record, str(value))
            self._save(changed)
        except ValueError as error:
            self.refused.emit(index, str(error))
            return False
        except Exception as error:  # noqa: BLE001 - told to the user as a sentence; logged
            self.refused.emit(index, sentence(error))
            return False
        records = self._kept.records
        if source < len(records) and records[source] is record:  # saving may have loaded all anew
            self._kept.replace(source, changed)
            self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(self.columns) - 1))
        return True


def _mark(column: TableColumn[Any], record: object) -> Mark | None:
    return column.mark(record) if column.mark else None


def _picture(column: TableColumn[Any], record: object) -> QIcon | None:
    mark = _mark(column, record)
    return icon(mark.icon, mark.tint) if mark else None


def _spoken(column: TableColumn[Any], record: object) -> str:
    mark = _mark(column, record)
    return f"{column.text(record)} ({mark.meaning})" if mark else column.text(record)


def _tip(column: TableColumn[Any], record: object) -> str | None:
    mark = _mark(column, record)
    tip = column.tip(record) if column.tip else None
    return "\n".join(each for each in (mark.meaning if mark else None, tip) if each) or None


def _muted(column: TableColumn[Any], record: object) -> bool:
    return column.muted if isinstance(column.muted, bool) else column.muted(record)


_SHOW: dict[int, Callable[[TableColumn[Any], Any], object]] = {
    _Role.DisplayRole: lambda column, record: column.text(record),
    _Role.EditRole: lambda column, record: (column.edit_text or column.text)(record),
    _Role.TextAlignmentRole: lambda column, _record: column.align.value,
    _Role.DecorationRole: _picture,
    _Role.ToolTipRole: _tip,
    _Role.AccessibleTextRole: _spoken,
    RecordTable.LINK: lambda column, _record: column.is_link,
    RecordTable.MUTED: _muted,
}
