"""The program's totals in the window, with and without a book; importing a newer list."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from muster.ui.dialogs.program_totals import ProgramDialog
from muster.ui.main_window import MainWindow
from tests.composition import BookProgram
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.menus import entry
from tests.ui.pages.hands import cells

PUBLISHED = Path(__file__).parents[2] / "data" / "ice_participating_agencies_2025-09-18.xlsx"
ROW = "Texas,Kinney County Sheriff,Kinney County,TFM,2025-03-19\n"


def dialog(window: MainWindow) -> ProgramDialog:
    made = window.findChild(ProgramDialog)
    assert made is not None
    return made


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    path = tmp_path / "list 2026-01-15.csv"
    path.write_text(f"State,Agency,County,Model,Signed\n{ROW}", encoding="utf-8")
    return path


def test_totals_stand_at_the_foot(window: MainWindow) -> None:
    entry(window, "View", "The program")
    shown = dialog(window)
    assert shown.summary.text() == ("1,000 agreements of 837 agencies in 40 states, by the federal list of 18 Sep 2025")
    rows = cells(shown.totals.table)
    assert len(rows) == 40
    assert rows[0] == ["Alabama", "15", "6", "10", "9", "25"]
    assert cells(shown.totals.total_table) == [["40 states", "837", "500", "129", "371", "1,000"]]
    shown.reject()


def test_columns_are_sorted_as_numbers(window: MainWindow) -> None:
    entry(window, "View", "The program")
    shown = dialog(window)
    shown.totals.view.sortByColumn(5, Qt.SortOrder.DescendingOrder)
    assert [row[0] for row in cells(shown.totals.table)][:3] == ["Florida", "Texas", "Pennsylvania"]
    shown.reject()


def test_rows_are_copied_with_their_headers(qtbot: QtBot, window: MainWindow) -> None:
    entry(window, "View", "The program")
    shown = dialog(window)
    view, keys = shown.totals.view, Qt.KeyboardModifier
    qtbot.keyClick(view, Qt.Key.Key_Space, keys.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, keys.ControlModifier | keys.ShiftModifier)
    first, second = QGuiApplication.clipboard().text().splitlines()
    assert first.split("\t")[:2] == ["State", "Agencies"]
    assert second.split("\t") == ["Alabama", "15", "6", "10", "9", "25"]
    shown.reject()


def test_a_newer_list_is_imported_without_a_book(window: MainWindow, prompts: AnsweredPrompts, newer: Path) -> None:
    prompts.will("open_file", newer)
    entry(window, "File", "Import the federal list")
    shown = dialog(window)
    assert shown.message.kind == "success"
    assert cells(shown.totals.total_table) == [["1 state", "1", "1", "0", "0", "1"]]
    prompts.will("open_file", PUBLISHED)
    shown.import_button.click()
    assert shown.message.kind == "warning"
    assert "the one before was newer, of 15 Jan 2026" in shown.message.text
    assert cells(shown.totals.total_table)[0][0] == "40 states"
    shown.reject()


def test_a_list_that_cannot_be_read_is_told_and_the_one_before_stays(
    window: MainWindow, prompts: AnsweredPrompts, newer: Path, program: BookProgram
) -> None:
    newer.write_text(newer.read_text(encoding="utf-8").replace("TFM", "XYZ"), encoding="utf-8")
    prompts.will("open_file", newer)
    entry(window, "File", "Import the federal list")
    shown = dialog(window)
    assert shown.message.kind == "error"
    assert "row 2, column support type: “XYZ” is none of" in shown.message.text
    assert cells(shown.totals.total_table)[0][0] == "40 states"
    assert not (program.folder / "participating-agencies.csv").exists()
    shown.reject()


def test_cancelling_shows_nothing(window: MainWindow, prompts: AnsweredPrompts) -> None:
    prompts.will("open_file", None)
    entry(window, "File", "Import the federal list")
    assert window.findChild(ProgramDialog) is None
