"""A derivation as an item model: one row for each figure, below it what it is made of."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from muster.domain.derivation import Derivation
from muster.domain.explanation import FIGURES
from muster.domain.ledger.records import ClaimAmount, Nature
from muster.domain.records import Officer
from muster.services.derivation_text import (
    arithmetic_words,
    beside_label,
    exact_words,
    made_of,
    rule_words,
    source_words,
    value_words,
)
from muster.services.overtime import CAP_FIGURES

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
TITLES = ("Figure", "Value", "Rule")


class _Node:
    """A figure in its place; its children are made when they are asked for."""

    __slots__ = ("_children", "derivation", "parent", "row")

    def __init__(self, derivation: Derivation, parent: "_Node | None", row: int) -> None:
        self.derivation = derivation
        self.parent = parent
        self.row = row
        self._children: list[_Node] | None = None

    @property
    def children(self) -> "list[_Node]":
        if self._children is None:
            self._children = [_Node(each, self, row) for row, each in enumerate(made_of(self.derivation))]
        return self._children


class DerivationTree(QAbstractItemModel):
    """Shows one derivation; its figure is the only row at the top.

    Attributes:
        WORDS: The role of a row's second line: the arithmetic, or the record that says so.
    """

    WORDS = _Role.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        """An empty tree."""
        super().__init__(parent)
        self._top: _Node | None = None

    def set_derivation(self, derivation: Derivation | None) -> None:
        """Show this one; None: nothing."""
        self.beginResetModel()
        self._top = _Node(derivation, None, 0) if derivation else None
        self.endResetModel()

    def derivation(self, index: Index) -> Derivation | None:
        """The figure of a row."""
        return self._node(index).derivation if index.isValid() else None

    def _node(self, index: Index) -> _Node:
        return cast("_Node", index.internalPointer())

    # -- what Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """What a figure is made of."""
        if not parent.isValid():
            return int(self._top is not None)
        return len(made_of(self._node(parent).derivation)) if parent.column() == 0 else 0

    def columnCount(self, _parent: Index = _ROOT) -> int:
        """Figure, value and rule."""
        return len(TITLES)

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """The place of a figure."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        node = self._node(parent).children[row] if parent.isValid() else self._top
        return self.createIndex(row, column, node)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # QObject.parent()
        """The figure that a figure is part of."""
        above = self._node(index).parent if index.isValid() else None
        return self.createIndex(above.row, 0, above) if above else QModelIndex()

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """One cell, for one role."""
        if not index.isValid() or role not in _SHOW:
            return None
        return _SHOW[role](self._node(index).derivation, index.column())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(TITLES):
            return None
        if role == _Role.TextAlignmentRole:
            return _align(section)
        return TITLES[section] if role in (_Role.DisplayRole, _Role.AccessibleTextRole) else None


def _cell(each: Derivation, column: int) -> str:
    return (each.label, value_words(each), rule_words(each))[column]


def _align(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == 1 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def line_of(derivation: Derivation | None) -> tuple[str, str] | None:
    """The officer and figure that a leaf of a total stands for; None for any other figure."""
    if derivation is None or derivation.inputs or not isinstance(derivation.source, Officer):
        return None
    known = derivation.field in FIGURES or derivation.field in CAP_FIGURES
    return (derivation.source.officer_id, derivation.field) if known else None


def amount_of(derivation: Derivation | None) -> ClaimAmount | None:
    """The certified claim's amount that a leaf is, where the claim kept how it was worked out; else None."""
    source = derivation.source if derivation is not None and not derivation.inputs else None
    return source if isinstance(source, ClaimAmount) and source.nature is not Nature.RESUBMISSION else None


def second_line(each: Derivation) -> str:
    """What stands below a figure's name: its arithmetic, the record that says so, or else the note."""
    if line_of(each):
        return "F2: how this line was worked out"
    return "; ".join(part for part in (arithmetic_words(each), beside_label(each)) if part) or each.note


def tip(each: Derivation) -> str:
    """All that there is to say of a figure, with its exact value."""
    exact = exact_words(each)
    source = source_words(each.source) if each.source else ""
    return "\n".join(
        part for part in (each.label, exact and f"Exactly {exact}", arithmetic_words(each), source, each.note) if part
    )


def spoken(each: Derivation) -> str:
    """A row as a screen reader says it."""
    rule = f"rule {rule_words(each)}" if each.rule else ""
    return "; ".join(part for part in (f"{each.label}: {value_words(each)}", second_line(each), rule) if part)


_SHOW: dict[int, Callable[[Derivation, int], object]] = {
    _Role.DisplayRole: _cell,
    _Role.ToolTipRole: lambda each, _column: tip(each),
    _Role.AccessibleTextRole: lambda each, column: _cell(each, column) if column else spoken(each),
    _Role.TextAlignmentRole: lambda _each, column: _align(column),
    DerivationTree.WORDS: lambda each, column: "" if column else second_line(each),
}
