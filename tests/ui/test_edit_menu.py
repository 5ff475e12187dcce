"""Copy and paste by the Edit menu."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from muster.ui.dialogs.paste_dialog import PasteDialog
from muster.ui.main_window import MainWindow
from muster.ui.pages.overtime import OvertimePage


def entries(window: MainWindow) -> dict[str, QAction]:
    """The Edit menu's entries by their words, as it opens."""
    menu = next(each for each in window.findChildren(QMenu) if each.title() == "&Edit")
    menu.aboutToShow.emit()
    return {each.text().replace("&", "").partition("\t")[0]: each for each in menu.actions()}


def overtime(window: MainWindow, qtbot: QtBot) -> OvertimePage:
    window.go_to("overtime")
    window.activateWindow()
    page = window.page
    assert isinstance(page, OvertimePage)
    page.entries.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(page.entries.hasFocus)
    return page


def test_a_tables_cells_are_copied(sample_window: MainWindow, qtbot: QtBot) -> None:
    page = overtime(sample_window, qtbot)
    page.entries.selectRow(0)
    entries(sample_window)["Copy"].trigger()
    plain = QApplication.clipboard().text()
    entries(sample_window)["Copy with headers"].trigger()
    assert QApplication.clipboard().text().endswith(plain)
    assert QApplication.clipboard().text() != plain


def test_rows_are_pasted_into_the_table(sample_window: MainWindow, qtbot: QtBot) -> None:
    overtime(sample_window, qtbot)
    QApplication.clipboard().setText("Officer\tWorked\tHours\tAmount\n0417\t11/3/2026\t3.5\t312.50\n")
    entries(sample_window)["Paste"].trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PasteDialog))
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, PasteDialog)
    assert asked.summary.text() == "1 new."
    asked.reject()


def test_a_fields_text_is_copied_and_pasted(sample_window: MainWindow, qtbot: QtBot) -> None:
    page = overtime(sample_window, qtbot)
    target = page.search_target()
    assert target is not None
    target.setFocus()
    qtbot.waitUntil(target.hasFocus)
    QApplication.clipboard().setText("Lind")
    assert not entries(sample_window)["Copy with headers"].isEnabled()
    entries(sample_window)["Paste"].trigger()
    assert target.property("text") == "Lind"


def test_where_nothing_can_be_pasted_it_is_greyed(sample_window: MainWindow, qtbot: QtBot) -> None:
    sample_window.go_to("claim")
    sample_window.activateWindow()
    assert sample_window.page is not None
    sample_window.page.setFocus()
    qtbot.waitUntil(lambda: not isinstance(QApplication.focusWidget(), OvertimePage))
    assert not entries(sample_window)["Paste"].isEnabled()
