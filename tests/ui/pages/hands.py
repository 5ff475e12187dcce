"""A user's hands on one page: it hears what it publishes; dialogs are typed into."""

from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from muster.services.bundle import Services
from muster.services.changes import Changed
from muster.ui.dialogs.form_dialog import FormDialog
from muster.ui.dialogs.record_dialog import RecordDialog
from muster.ui.models.record_table import RecordTable
from muster.ui.page import Page
from tests.ui.conftest import MakeContext

P = TypeVar("P", bound=Page)
D = TypeVar("D", bound=FormDialog)
_AN_HOUR = 3_600_000
"""Milliseconds."""


def open_page(kind: type[P], qtbot: QtBot, services: Services, make_context: MakeContext) -> P:
    """The page on its own, shown and read."""
    pages: list[P] = []

    def publish(changed: Changed) -> None:
        pages[0].hear(changed)

    page = kind(replace(make_context(services), publish=publish))
    pages.append(page)
    qtbot.addWidget(page)
    page.resize(1056, 720)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.activate()
    return page


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the focus is."""
    for key in keys:
        QTest.keyClick(focused(), key, modifier)


def control(key: Qt.Key) -> None:
    """Press a key with Ctrl."""
    press(key, modifier=Qt.KeyboardModifier.ControlModifier)


def write(text: str) -> None:
    """Type where the focus is, in place of what stands there."""
    widget = focused()
    if isinstance(widget, QComboBox):
        _type_ahead(widget, text)
    else:
        control(Qt.Key.Key_A)
        QTest.keyClicks(widget, text)


def _type_ahead(box: QComboBox, text: str) -> None:
    """The keys are one word to the list, however long the machine takes between them, and begin a new one."""
    before = QApplication.keyboardInputInterval()
    for key, pause in zip(text, [0, *[_AN_HOUR] * len(text)], strict=False):
        QApplication.setKeyboardInputInterval(pause)
        QTest.keyClicks(box, key)
    QApplication.setKeyboardInputInterval(before)


def fill(*cells: str) -> None:
    """Type one cell after another with Tab between them; an empty one is left as it is."""
    for number, cell in enumerate(cells):
        if number:
            press(Qt.Key.Key_Tab)
        if cell:
            write(cell)


def dialog(qtbot: QtBot) -> RecordDialog[Any]:
    """The dialog that is open, with the focus in it."""
    return dialog_of(RecordDialog, qtbot)


def dialog_of(kind: type[D], qtbot: QtBot) -> D:
    """The dialog of a kind that is open, with the focus in it."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    qtbot.waitUntil(lambda: found.isAncestorOf(focused()))
    return found


def no_dialog(qtbot: QtBot) -> None:
    """Wait until the dialog has closed; the window has the focus again, as a window manager sees to."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Page | QMainWindow)).activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def cells(table: RecordTable[Any]) -> list[list[str]]:
    """A table as it is read."""
    columns, rows = range(table.columnCount()), range(table.rowCount())
    return [[str(table.data(table.index(row, column))) for column in columns] for row in rows]


def nameless(page: QWidget) -> list[QWidget]:
    """The controls that a screen reader would have no name for; those inside a line edit are named by it."""
    found = [each for kind in (QAbstractButton, QComboBox, QLineEdit, QTableView) for each in page.findChildren(kind)]
    own = [each for each in found if not isinstance(each.parent(), QLineEdit | QTabBar | QTableView | QComboBox)]
    return [each for each in own if not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)]
