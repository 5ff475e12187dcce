"""A table to type into: typing begins at once, Enter goes on below, Del empties the cell."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from muster.ui.models.record_table import RecordTable, TableColumn
from muster.ui.theme import colors
from muster.ui.widgets.entry_table import EntryView

Key = Qt.Key


@dataclass(frozen=True)
class Row:
    name: str
    typed: str = ""


def parsed(row: Row, text: str) -> Row:
    if text == "no":
        raise ValueError("not that")
    return replace(row, typed=text)


@pytest.fixture
def view(qtbot: QtBot) -> EntryView[Row]:
    columns = [
        TableColumn[Row]("Name", lambda row: row.name),
        TableColumn[Row]("Typed", lambda row: row.typed, parse=parsed),
    ]
    table = RecordTable(columns, save=lambda _row: None)
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made = EntryView(table, "Rows")
    qtbot.addWidget(made)
    table.set_records([Row("a"), Row("b")])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.go_to_cell(0, "Typed")
    return made


def typed(view: EntryView[Row]) -> list[str]:
    return [row.typed for row in view.table.shown()]


def type_in(view: EntryView[Row], text: str, qtbot: QtBot) -> None:
    QTest.keyClicks(view, text[:1])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.accessibleName() == "Typed"
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(view.hasFocus)


def test_a_column_is_typed_in_from_top_to_bottom(view: EntryView[Row], qtbot: QtBot) -> None:
    type_in(view, "12", qtbot)
    type_in(view, "34", qtbot)
    assert typed(view) == ["12", "34"]
    assert view.currentIndex().row() == 1  # there is none below


def test_tab_goes_to_the_next_cell_that_can_be_typed_into_and_back(view: EntryView[Row], qtbot: QtBot) -> None:
    QTest.keyClicks(view, "1")
    QTest.keyClicks(focused_editor(), "2")
    QTest.keyClick(focused_editor(), Key.Key_Tab)
    qtbot.waitUntil(lambda: view.currentIndex() == view.table.index(1, 1))
    QTest.keyClicks(focused_editor(), "34")
    QTest.keyClick(focused_editor(), Key.Key_Backtab)
    qtbot.waitUntil(lambda: view.currentIndex() == view.table.index(0, 1))
    assert typed(view) == ["12", "34"]
    assert focused_editor().text() == "12"
    QTest.keyClick(focused_editor(), Key.Key_Escape)


def focused_editor() -> QLineEdit:
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    return found


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_what_is_refused_stays_in_its_cell_to_be_mended(view: EntryView[Row], qtbot: QtBot, key: Key) -> None:
    QTest.keyClicks(view, "n")
    QTest.keyClicks(focused_editor(), "o")
    QTest.keyClick(focused_editor(), key)
    qtbot.waitUntil(lambda: focused_editor().text() == "no")
    assert view.currentIndex() == view.table.index(0, 1)
    assert typed(view) == ["", ""]
    QTest.keyClick(focused_editor(), Key.Key_Backspace)
    QTest.keyClick(focused_editor(), Key.Key_Return)
    qtbot.waitUntil(lambda: view.currentIndex().row() == 1)
    assert typed(view) == ["n", ""]


def test_escape_after_a_refusal_leaves_the_cell_as_it_was(view: EntryView[Row], qtbot: QtBot) -> None:
    QTest.keyClicks(view, "n")
    QTest.keyClicks(focused_editor(), "o")
    QTest.keyClick(focused_editor(), Key.Key_Return)
    QTest.keyClick(focused_editor(), Key.Key_Escape)
    qtbot.waitUntil(view.hasFocus)
    assert typed(view) == ["", ""]
    type_in(view, "12", qtbot)
    assert typed(view) == ["12", ""]


def test_escape_leaves_the_cell_as_it_was(view: EntryView[Row], qtbot: QtBot) -> None:
    QTest.keyClicks(view, "9")
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Key.Key_Escape)
    qtbot.waitUntil(view.hasFocus)
    assert typed(view) == ["", ""]
    assert view.currentIndex().row() == 0


def test_del_empties_a_cell_that_can_be_typed_into(view: EntryView[Row], qtbot: QtBot) -> None:
    type_in(view, "12", qtbot)
    QTest.keyClick(view, Key.Key_Up)
    QTest.keyClick(view, Key.Key_Delete)
    assert typed(view) == ["", ""]
    QTest.keyClick(view, Key.Key_Left)
    QTest.keyClick(view, Key.Key_Backspace)
    assert [row.name for row in view.table.shown()] == ["a", "b"]


def test_a_cell_that_can_be_typed_into_looks_like_a_field(view: EntryView[Row]) -> None:
    view.go_to_cell(0, "Name")
    shades = []
    for column in (0, 1):
        place = view.visualRect(view.table.index(1, column))
        drawn = view.viewport().grab(place).toImage()
        middle = drawn.height() // 2
        shades.append({drawn.pixelColor(x, middle).name() for x in range(8)})
    assert colors().control in shades[1]
    assert colors().control not in shades[0]
