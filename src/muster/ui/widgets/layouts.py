"""Widgets beside and below each other in the window's rhythm, and the order in which Tab reaches them."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from muster.ui.theme import UNIT, look


def row(*parts: QWidget | None, spacing: int = UNIT) -> QHBoxLayout:
    """Widgets beside each other; None takes the room that is left."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    for part in parts:
        made.addStretch(1) if part is None else made.addWidget(part)
    return made


def facts(pairs: Iterable[tuple[str, str]]) -> QGridLayout:
    """Labels and what each says, below each other."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * UNIT)
    grid.setVerticalSpacing(UNIT // 2)
    grid.setColumnStretch(1, 1)
    for number, (label, text) in enumerate(pairs):
        for column, (words, name) in enumerate(((label, "muted"), (text, ""))):
            made = QLabel(words)
            made.setWordWrap(bool(column))
            if name:
                look(made, name)
            grid.addWidget(made, number, column)
    return grid


def pane(*parts: QWidget | QHBoxLayout) -> QWidget:
    """A part of a page: widgets and rows below each other."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, UNIT, 0, UNIT)
    column.setSpacing(UNIT)
    for part in parts:
        column.addLayout(part) if isinstance(part, QHBoxLayout) else column.addWidget(part)
    return whole


def remember(splitter: QSplitter, settings: QSettings, key: str) -> None:
    """Divide as the user last did; ``key`` names the splitter in the settings."""
    stored = settings.value(key)
    if isinstance(stored, QByteArray):
        splitter.restoreState(stored)
    splitter.splitterMoved.connect(lambda *_where: settings.setValue(key, splitter.saveState()))


def tab_order(*widgets: QWidget) -> None:
    """Tab goes from each widget to the next one."""
    for one, other in pairwise(widgets):
        QWidget.setTabOrder(one, other)


def exchange(column: QVBoxLayout, old: QWidget, new: QWidget) -> None:
    """Put a widget in another one's place, which is gone then."""
    place = column.indexOf(old)
    stretch = column.stretch(place)
    column.removeWidget(old)
    column.insertWidget(place, new, stretch)
    old.hide()
    old.deleteLater()


def small_button(text: str, tip: str) -> QPushButton:
    """A button beside a dialog's table, which Enter does not press."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setToolTip(tip)
    return made
