"""What the selected cells come to is told by the window that they are in."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QMainWindow, QVBoxLayout
from pytestqt.qtbot import QtBot

from muster.ui.models.record_table import Kind, RecordTable, TableColumn
from muster.ui.widgets.selection_summary import SelectionSummary
from muster.ui.widgets.table import RecordView

COLUMNS = (TableColumn[int]("Hours", str, lambda each: each, kind=Kind.COUNT),)


def table(settings: QSettings) -> RecordView[int]:
    view: RecordView[int] = RecordView(RecordTable(COLUMNS), "Numbers", settings)
    view.table.set_records([1, 2])
    return view


class Window(QMainWindow):
    """A table, and what its selected cells come to."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.view = table(settings)
        self.setCentralWidget(self.view)
        self.summary = SelectionSummary()
        self.statusBar().addPermanentWidget(self.summary)

    def enter(self, qtbot: QtBot) -> None:
        """Show it and take the focus."""
        self.show()
        self.activateWindow()
        self.view.setFocus()
        qtbot.waitUntil(self.view.hasFocus)
        self.view.selectAll()


@pytest.fixture
def windows(qtbot: QtBot, settings: QSettings) -> tuple[Window, Window]:
    made = Window(settings), Window(settings)
    for each in made:
        qtbot.addWidget(each)
    return made


def test_each_window_tells_of_its_own_cells(windows: tuple[Window, Window], qtbot: QtBot) -> None:
    first, second = windows
    first.enter(qtbot)
    qtbot.waitUntil(lambda: first.summary.text() == "2 cells · 2 numbers · 3 in all")
    second.enter(qtbot)
    qtbot.waitUntil(lambda: second.summary.text() == "2 cells · 2 numbers · 3 in all")
    assert first.summary.text() == ""
    first.enter(qtbot)
    qtbot.waitUntil(lambda: first.summary.text() == "2 cells · 2 numbers · 3 in all")
    assert second.summary.text() == ""


def test_a_dialog_s_cells_are_told_by_the_window_behind_it(
    windows: tuple[Window, Window], qtbot: QtBot, settings: QSettings
) -> None:
    first, second = windows
    first.enter(qtbot)
    dialog = QDialog(first)
    view = table(settings)
    QVBoxLayout(dialog).addWidget(view)
    dialog.open()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.selectAll()
    qtbot.waitUntil(lambda: first.summary.text() == "2 cells · 2 numbers · 3 in all")
    assert second.summary.text() == ""
    dialog.close()
