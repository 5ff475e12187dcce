"""The whole job by hand: from no book, a small agency is typed in, and its claim read off the page and the paper.

The agency is the worked example E13, so that every figure read is one that was worked out by hand.
"""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTabWidget
from pytestqt.qtbot import QtBot

from muster.domain.money import dollars, parse_money
from muster.domain.records import Model
from muster.ui.dialogs.new_agency import NewAgencyDialog
from muster.ui.main_window import MainWindow
from muster.ui.pages.claim import ClaimPage
from tests.oracle.example_rows import EXAMPLES
from tests.reports.reader import Seen
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.pages.hands import cells, control, dialog, fill, no_dialog, press

E13 = EXAMPLES["E13"]
Key = Qt.Key


def test_a_small_agency_typed_by_hand(
    qtbot: QtBot, window: MainWindow, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    new_agency(qtbot, window)
    for number, officer in enumerate(E13["inputs"]["officers"], 1):
        go(window, 2)
        type_officer(qtbot, window, f"{number:04}", officer)
    type_overtime(qtbot, window)
    type_result(qtbot, window)

    go(window, 5)
    page = window.page
    assert isinstance(page, ClaimPage)
    for _ in range(4):  # from the last quarter that has ended back to the first
        if not page.picker.box.currentText().startswith("FY2026Q1"):
            control(Key.Key_Left)
    outputs = E13["outputs"]
    read = {row[1]: row for row in cells(page.lines.table)}
    for line in outputs["lines"]:
        first, last = line["officer"].split()
        row = read[f"{last}, {first}"]
        assert row[3] == str(line["days"])
        for column, figure in ((4, "salary"), (5, "benefits"), (7, "cap_fy"), (8, "overtime"), (10, "line_total")):
            assert row[column] == shown(line[figure])

    paper = tmp_path / "claim.pdf"
    prompts.will("save_file", paper)
    next(each for each in page.actions() if each.text() == "Save as PDF document…").trigger()
    text = Seen(paper.read_bytes()).text
    for line in outputs["lines"]:
        for figure in ("salary", "benefits", "cap_fy", "overtime", "line_total"):
            assert shown(line[figure]) in text
    assert shown(outputs["claim_total"]) in text
    assert shown(outputs["award"]["award_total"]) in text
    assert "Alder County" in text


def shown(amount: str) -> str:
    return dollars(parse_money(amount))


def go(window: MainWindow, number: int) -> None:
    """To another page, by its key."""
    window.activateWindow()
    control(Key(Key.Key_0 + number))


def new_agency(qtbot: QtBot, window: MainWindow) -> None:
    window.start.new.click()
    made = window.findChild(NewAgencyDialog)
    assert made is not None
    qtbot.keyClicks(made.form.fields["name"].editor, "Alder County")
    made.models[Model.TFM].click()
    qtbot.keyClicks(made.signed[Model.TFM], "3/18/2025")
    qtbot.keyClick(made.signed[Model.TFM], Key.Key_Return)
    assert window.windowTitle().startswith("Alder County")


def type_officer(qtbot: QtBot, window: MainWindow, officer_id: str, officer: dict[str, Any]) -> None:
    """An officer, the authorization and the pay."""
    first, last = officer["name"].split()
    ((start, until),) = officer["eligible"]
    control(Key.Key_N)
    dialog(qtbot)
    fill(officer_id, last, first)
    press(Key.Key_Return)
    no_dialog(qtbot)
    press(Key.Key_Return)
    to_tab(window, "Authorizations")
    add_row(qtbot, "T", "2025-09-12", start, until or "", "", "Letter 1")
    to_tab(window, "Pay")
    add_row(qtbot, "2025-10-01", officer["annual_salary"], officer["annual_benefits"], "", "", "", "HR letter 1")


def to_tab(window: MainWindow, title: str) -> None:
    """Through the officer's file by Ctrl+Tab."""
    tabs = window.findChild(QTabWidget)
    assert tabs is not None
    for _ in range(tabs.count()):
        if tabs.tabText(tabs.currentIndex()).replace("&", "").startswith(title):
            return
        control(Key.Key_Tab)
    raise AssertionError(title)


def add_row(qtbot: QtBot, *typed: str) -> None:
    press(Key.Key_Insert)
    dialog(qtbot)
    fill(*typed)
    press(Key.Key_Return)
    no_dialog(qtbot)


def type_overtime(qtbot: QtBot, window: MainWindow) -> None:
    go(window, 3)
    control(Key.Key_N)
    entry = dialog(qtbot)
    box = entry.form.fields["officer_id"].editor
    assert isinstance(box, QComboBox)
    for number, officer in enumerate(E13["inputs"]["officers"], 1):
        box.setCurrentIndex(box.findText(f"{number:04}", Qt.MatchFlag.MatchStartsWith))
        entry.form.fields["worked_on"].editor.setFocus()
        fill("11/14/2025", "8", officer["overtime_paid"], "2025-12-05", "", "Sgt. Hill", "Register")
        control(Key.Key_Return)
    press(Key.Key_Escape)
    no_dialog(qtbot)


def type_result(qtbot: QtBot, window: MainWindow) -> None:
    go(window, 4)
    control(Key.Key_N)
    dialog(qtbot)
    fill("FY2026Q1", "ICE", str(E13["inputs"]["referrals"]), str(E13["inputs"]["located"]), "ICE letter", "2026-01-12")
    press(Key.Key_Return)
    no_dialog(qtbot)
