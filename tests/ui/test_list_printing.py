"""The printed lists from menus and pages: shown as they will be printed, saved as PDF."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from muster.ui.dialogs.print_preview import PrintPreview
from muster.ui.dialogs.program_totals import ProgramDialog
from muster.ui.dialogs.register_period import RegisterPeriodDialog
from muster.ui.main_window import MainWindow
from muster.ui.pages.officers import OfficersPage
from muster.ui.pages.overtime import OvertimePage
from tests.reports.reader import Seen
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.menus import entry


def saved(preview: PrintPreview, prompts: AnsweredPrompts, path: Path) -> str:
    """What a reader sees in the PDF that the preview saves."""
    prompts.will("save_file", path)
    preview.save_button.click()
    assert preview.message.kind == "success"
    preview.reject()
    return Seen(path.read_bytes()).words


def previewed(parent: QWidget) -> PrintPreview:
    (made,) = [each for each in parent.findChildren(PrintPreview) if each.isVisible()]
    return made


def period(parent: QWidget) -> RegisterPeriodDialog:
    (made,) = parent.findChildren(RegisterPeriodDialog)
    return made


def test_the_lists_need_a_book(window: MainWindow) -> None:
    assert [each.isEnabled() for each in window.menus.lists.printed] == [False] * 3


@pytest.mark.parametrize(("words", "says"), [("Roster", "25 officers, "), ("Authorizations", "Ends within 90 days: 1")])
def test_from_the_file_menu(
    sample_window: MainWindow, prompts: AnsweredPrompts, tmp_path: Path, words: str, says: str
) -> None:
    entry(sample_window, "Print list", words)
    assert says in saved(previewed(sample_window), prompts, tmp_path / "list.pdf")


def test_the_register_of_a_month(
    qtbot: QtBot, sample_window: MainWindow, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    entry(sample_window, "Print list", "Overtime register")
    asked = period(sample_window)
    assert asked.which.currentText().startswith("FY2027Q1")  # the one that holds today
    asked.kind.setCurrentText("Month")
    asked.which.setCurrentText("Nov 2025")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    text = saved(previewed(sample_window), prompts, tmp_path / "register.pdf")
    assert "Overtime register Nov 2025" in text
    assert "worked 1 Nov 2025 to 30 Nov 2025" in text


def test_the_register_of_a_year(qtbot: QtBot, sample_window: MainWindow) -> None:
    entry(sample_window, "Print list", "Overtime register")
    asked = period(sample_window)
    asked.kind.setCurrentText("Fiscal year")
    assert [asked.which.itemText(n) for n in range(asked.which.count())] == ["FY2027", "FY2026"]
    asked.which.setCurrentText("FY2026")
    asked.preview.click()
    preview = previewed(sample_window)
    assert preview.windowTitle() == "Print preview: Overtime register FY2026"
    assert len(preview.pages) > 10
    preview.reject()


def test_the_overtime_page_offers_its_quarter_and_the_paper_comes_to_its_foot(
    sample_window: MainWindow, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    sample_window.go_to("overtime")
    page = sample_window.page
    assert isinstance(page, OvertimePage)
    page.quarter.box.setCurrentIndex(page.quarter.box.count() - 1)
    next(each for each in page.actions() if each.text() == "&Print…").trigger()
    asked = period(page)
    shown = page.quarter.box.currentText()
    assert asked.which.currentText() == shown
    asked.preview.click()
    text = saved(previewed(page), prompts, tmp_path / "register.pdf")
    entries, hours, amount = page.foot.totals.text().split(" · ")
    end = text[text.index(f"Total of {entries} of ") :]
    assert f"{hours.removesuffix(' hours')} {amount.removeprefix('$')}" in end


def test_the_officers_page_prints_its_lists(
    sample_window: MainWindow, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    sample_window.go_to("officers")
    page = sample_window.page
    assert isinstance(page, OfficersPage)
    for words, says in (("Print the roster", "Standing on"), ("Print authorizations", "Lapsed already: 0")):
        entry(page, "More", words)
        assert says in saved(previewed(page), prompts, tmp_path / "list.pdf")


def test_asking_for_a_period_can_be_given_up(qtbot: QtBot, sample_window: MainWindow) -> None:
    entry(sample_window, "Print list", "Overtime register")
    qtbot.keyClick(period(sample_window), Qt.Key.Key_Escape)
    assert sample_window.findChildren(PrintPreview) == []


def test_a_file_that_cannot_be_written_is_told_in_the_preview(
    sample_window: MainWindow, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    entry(sample_window, "Print list", "Roster")
    preview = previewed(sample_window)
    prompts.will("save_file", tmp_path / "nowhere" / "list.pdf")
    preview.save_button.click()
    assert preview.message.kind == "error"
    assert "there is no such folder" in preview.message.text
    prompts.will("save_file", None)
    preview.save_button.click()
    preview.reject()


def test_the_program_s_totals_are_printed(window: MainWindow, prompts: AnsweredPrompts, tmp_path: Path) -> None:
    entry(window, "View", "The program")
    (dialog,) = window.findChildren(ProgramDialog)
    dialog.print_button.click()
    text = saved(previewed(dialog), prompts, tmp_path / "totals.pdf")
    assert "40 states 837 500 129 371 1,000" in text
    assert "federal list of participating agencies of 18 Sep 2025" in text
    dialog.reject()
