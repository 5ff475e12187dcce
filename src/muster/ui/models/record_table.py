"""One table model over frozen records; columns are data; sorting and filtering on cached keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from muster.ui.icons import icon
from muster.ui.tasks import sentence

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
EXPLAIN = "Show how this was worked out"
"""What a menu says of a figure that has a derivation."""


class Align(Enum):
    """Where a column's text stands: words left, figures right."""

    LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Mark(NamedTuple):
    """An icon beside a cell's text, and what it means in words (tooltip and screen reader)."""

    icon: str
    meaning: str
    tint: str = "text"


@dataclass(frozen=True)
class TableColumn(Generic[T]):
    """One column of a table of records.

    Attributes:
        title: Its header; also its name in the settings and in copied text.
        text: What the cell shows.
        key: What it is sorted by; the text, ignoring case, where there is none. None sorts last.
        tip: A longer text; None where there is nothing more to say.
        mark: An icon beside the text.
        parse: Makes the cell editable: the record with what was typed in this cell; raises ValueError (or
            MusterError) with a plain sentence when it cannot be.
        edit_text: What the editor starts with; the shown text where there is none.
        is_link: The cell opens something (a derivation): a click, Enter or F2 on it is told by the view.
        opens: What its menu says of that.
        stretch: It takes what width is left over.
        room: A text that it is at least wide enough for, where the first records may be shorter than later ones.
        muted: Shown in the quieter colour, where it is a condition in the rows that meet it.
    """

    title: str
    text: Callable[[T], str]
    key: Callable[[T], Any] | None = None
    align: Align = Align.LEFT
    tip: Callable[[T], str | None] | None = None
    mark: Callable[[T], Mark | None] | None = None
    parse: Callable[[T, str], T] | None = None
    edit_text: Callable[[T], str] | None = None
    is_link: bool = False
    opens: str = EXPLAIN
    stretch: bool = False
    room: str = ""
    muted: bool | Callable[[T], bool] = False


class RecordTable(QAbstractTableModel, Generic[T]):
    """Shows records, sorted by one column and filtered by words and a condition.

    Attributes:
        refused: An edit that could not be kept: the cell and the sentence why.
        LINK: The role that tells whether a cell opens something; ``MUTED`` whether it is quiet.
    """

    refused = Signal(QModelIndex, str)
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
        self._records: list[T] = []
        self._rows: list[int] = []
        self._words: list[str] = []
        self._condition: Callable[[T], bool] | None = None
        self._haystack: list[str] | None = None
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._order: list[int] = []

    # -- records in and out

    def set_records(self, records: Sequence[T]) -> None:
        """Show these, in this order until a column is sorted by."""
        self.beginResetModel()
        self._records = list(records)
        self._haystack = None
        self._arrange()
        self.endResetModel()

    def record(self, index: Index | int) -> T:
        """The record shown in that row."""
        return self._records[self._rows[index if isinstance(index, int) else index.row()]]

    def shown(self) -> list[T]:
        """The records that pass the filter, as sorted."""
        return [self._records[each] for each in self._rows]

    @property
    def total(self) -> int:
        """How many records there are, filtered out or not."""
        return len(self._records)

    def row_of(self, matches: Callable[[T], bool]) -> int:
        """The first row shown whose record matches; -1 when there is none."""
        return next((row for row, each in enumerate(self._rows) if matches(self._records[each])), -1)

    # -- filter and sort

    def filter_words(self, text: str) -> None:
        """Show only records of which every word typed occurs in some cell, ignoring case."""
        words = text.casefold().split()
        if words != self._words:
            self._words = words
            self._refilter()

    def filter_by(self, condition: Callable[[T], bool] | None) -> None:
        """Show only records that meet the condition as well; None: all."""
        self._condition = condition
        self._refilter()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order in which the records came."""
        wanted = (column, order) if 0 <= column < len(self.columns) else None
        if wanted == self._sorted_by:
            return
        self._sorted_by = wanted
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        held = [(self._rows[each.row()], each.column()) for each in old]
        self._arrange()
        new_row = {source: row for row, source in enumerate(self._rows)} if old else {}
        self.changePersistentIndexList(old, [self.index(new_row[source], column) for source, column in held])
        self.layoutChanged.emit()

    def _refilter(self) -> None:
        self.beginResetModel()
        self._pick()
        self.endResetModel()

    def _arrange(self) -> None:
        order = list(range(len(self._records)))
        if self._sorted_by is not None:
            column, direction = self._sorted_by
            keys = self._keys(self.columns[column])
            unknown = [each for each in order if keys[each] is None]
            known = [each for each in order if keys[each] is not None] if unknown else order
            known.sort(key=keys.__getitem__, reverse=direction == Qt.SortOrder.DescendingOrder)
            order = known + unknown
        self._order = order
        self._pick()

    def _keys(self, column: TableColumn[T]) -> list[Any]:
        if column.key is not None:
            return [column.key(record) for record in self._records]
        return [column.text(record).casefold() or None for record in self._records]

    def _pick(self) -> None:
        rows = self._order
        if self._condition is not None:
            rows = [each for each in rows if self._condition(self._records[each])]
        if self._words:
            texts = self._texts()
            for word in self._words:
                rows = [each for each in rows if word in texts[each]]
        self._rows = rows

    def _texts(self) -> list[str]:
        if self._haystack is None:
            getters = [column.text for column in self.columns]
            self._haystack = ["\t".join([get(record) for get in getters]).casefold() for record in self._records]
        return self._haystack

    # -- what Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The records shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """One cell, for one role."""
        show = _SHOW.get(role)
        if show is None or not index.isValid():
            return None
        return show(self.columns[index.column()], self._records[self._rows[index.row()]])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """A column's title, standing where its cells do."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return self.columns[section].title
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
        source = self._rows[index.row()]
        try:
            changed = column.parse(record, str(value))
            self._save(changed)
        except ValueError as error:
            self.refused.emit(index, str(error))
            return False
        except Exception as error:  # noqa: BLE001 - told to the user as a sentence; logged
            self.refused.emit(index, sentence(error))
            return False
        if source < len(self._records) and self._records[source] is record:  # saving may have loaded all anew
            self._records[source] = changed
            self._haystack = None
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
