"""Undo and redo from the menu and by key, a record's history, the book as it was known."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from muster.domain.records import Officer
from muster.services.bundle import Services
from muster.ui.dialogs.as_known import AsKnownDialog
from muster.ui.dialogs.record_dialog import RecordDialog
from muster.ui.dialogs.record_history import RecordHistoryDialog
from muster.ui.main_window import MainWindow
from muster.ui.pages.agency import AgencyPage
from muster.ui.pages.officers import OfficersPage
from muster.ui.pages.overtime import OvertimePage
from tests.composition import BookProgram
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.menus import choose, entries, menu_by_key

OFFERED = {
    "agency": [],
    "officers": ["&More"],
    "overtime": ["&Print…", "Previous quarter"],
    "results": [],
    "ledger": [],
    "rules": [],
    "history": [],
}
"""What a page's own actions are where nothing can be changed."""


def services_of(window: MainWindow) -> Services:
    assert window.services is not None
    return window.services


def entry(window: MainWindow, beginning: str) -> QAction:
    """The entry of the menus that begins so."""
    return next(each for each in window.findChildren(QAction) if each.text().replace("&", "").startswith(beginning))


def officers(services: Services) -> list[Officer]:
    with services.book.read() as records:
        return records.all(Officer)


@pytest.fixture
def removed(sample_window: MainWindow) -> Officer:
    """An officer who was just removed with all that was theirs, as the Officers page would."""
    services = services_of(sample_window)
    gone = officers(services)[4]
    sample_window.publish(services.records.remove([gone]))
    return gone


def test_ctrl_z_and_ctrl_y(qtbot: QtBot, sample_window: MainWindow, removed: Officer) -> None:
    services = services_of(sample_window)
    assert entry(sample_window, "Undo").text() == "&Undo: remove officer 0145, 21 entries"
    assert not entry(sample_window, "Redo").isEnabled()
    sample_window.go_to("officers")
    qtbot.keyClick(sample_window.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert removed in officers(services)
    assert sample_window.statusBar().currentMessage() == "Undone: remove officer 0145, 21 entries"
    assert entry(sample_window, "Redo").text() == "&Redo: remove officer 0145, 21 entries"
    page = sample_window.page
    assert isinstance(page, OfficersPage)
    assert sample_window.pages.currentWidget() is page
    qtbot.keyClick(sample_window.focusWidget(), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert removed not in officers(services)
    entry(sample_window, "Undo").trigger()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(sample_window.focusWidget(), Qt.Key.Key_Z, both)
    assert removed not in officers(services)


def test_in_a_field_ctrl_z_undoes_what_was_typed(qtbot: QtBot, sample_window: MainWindow, removed: Officer) -> None:
    sample_window.go_to("agency")
    page = sample_window.page
    assert isinstance(page, AgencyPage)
    field = page.form.fields["county"].editor
    assert isinstance(field, QLineEdit)
    before = field.text()
    field.setFocus()
    qtbot.keyClicks(field, "xyz")
    assert field.text() != before
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == before
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert removed not in officers(services_of(sample_window))


def test_it_is_still_there_after_the_book_was_opened_again(sample_window: MainWindow, removed: Officer) -> None:
    sample_window.open_book(services_of(sample_window).book.path)
    assert entry(sample_window, "Undo").text() == "&Undo: remove officer 0145, 21 entries"
    entry(sample_window, "Undo").trigger()
    assert removed in officers(services_of(sample_window))


def test_what_cannot_be_undone_is_told(
    sample_window: MainWindow, removed: Officer, program: BookProgram, prompts: AnsweredPrompts
) -> None:
    """Another window was faster; the menu then says what is next."""
    other = program.open(services_of(sample_window).book.path)
    other.records.save(Officer("9999", "Other"))
    prompts.will("error", None)
    entry(sample_window, "Undo").trigger()
    assert "changed meanwhile in another window" in prompts.told[-1]
    assert entry(sample_window, "Undo").text() == "&Undo: add officer 9999"
    assert removed not in officers(services_of(sample_window))


def test_without_a_book_there_is_nothing_to_undo(window: MainWindow) -> None:
    assert not any(entry(window, words).isEnabled() for words in ("Undo", "Redo", "History of", "As known on"))


# -- a record's history


def test_a_rows_history_by_key_and_from_its_menu(qtbot: QtBot, sample_window: MainWindow) -> None:
    sample_window.go_to("officers")
    page = sample_window.page
    assert isinstance(page, OfficersPage)
    view = page.list.view
    view.setFocus()
    view.setCurrentIndex(view.table.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = sample_window.findChild(RecordHistoryDialog)
    assert dialog is not None
    assert [each.verb for each in dialog.events.table.shown()] == ["added"]
    assert isinstance(dialog.events.table.shown()[0].record, Officer)
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    menu = menu_by_key(view)
    assert "History of the record…" in entries(menu)
    choose(menu, "History of the record")
    dialog = sample_window.findChild(RecordHistoryDialog)
    assert dialog is not None
    dialog.reject()


def test_the_agencys_history_is_its_pages(sample_window: MainWindow) -> None:
    sample_window.go_to("agency")
    entry(sample_window, "History of").trigger()
    dialog = sample_window.findChild(RecordHistoryDialog)
    assert dialog is not None
    assert "Agency profile" in dialog.findChildren(type(sample_window._where))[0].text()
    dialog.reject()


def test_where_no_record_is_meant_it_is_said(sample_window: MainWindow) -> None:
    sample_window.go_to("close")
    sample_window.rail.setFocus()
    entry(sample_window, "History of").trigger()
    assert sample_window.statusBar().currentMessage().startswith("Select a record first")


# -- as known on a date


def test_the_book_as_it_was_known(
    qtbot: QtBot, sample_window: MainWindow, program: BookProgram, prompts: AnsweredPrompts
) -> None:
    services = services_of(sample_window)
    everybody = officers(services)
    program.clock.moment += timedelta(days=2)
    sample_window.publish(services.records.remove([everybody[4]]))
    entry(sample_window, "As known on").trigger()
    dialog = sample_window.findChild(AsKnownDialog)
    assert dialog is not None
    assert [dialog.moments.item(each).text().partition("  after: ")[2] for each in range(1, 2)] == [
        "remove officer 0145, 21 entries (Clerk)"
    ]
    dialog.day.setText("2026-11-33")
    dialog.choose()
    assert dialog.message.text == "“2026-11-33” is not a date; write it like 2025-11-17."
    dialog.day.setText("2026-11-19")
    dialog.choose()
    assert dialog.message.text.startswith("The book had no records yet on 19 Nov 2026")
    dialog.day.setText("11/20/2026")
    assert dialog.moments.item(0).text() == "At the end of 20 Nov 2026"
    dialog.choose()
    (then,) = sample_window._as_known
    assert then.banner.text.startswith("As known on 20 Nov 2026, read only")
    assert "As known on 20 Nov 2026" in then.windowTitle()
    known = services_of(then)
    assert officers(known) == everybody
    for place in then.places:
        then.go_to(place.key)
        assert then.page is not None
        assert then.page.message.kind != "error", place.key
    for words in ("Import files", "Import records", "Undo", "Redo", "As known on"):
        assert not entry(then, words).isEnabled(), words
    assert_nothing_to_change_is_offered(then)
    then.go_to("officers")
    page = then.page
    assert page is not None
    assert not page.attempt(lambda: known.records.remove([everybody[0]]))
    assert "as it once was, to be read only" in page.message.text
    folder = known.book.path.parent
    sample_window.close()
    assert not folder.exists()
    assert not then.isVisible()
    assert sample_window.settings.value("books/recent") != str(known.book.path)


def assert_nothing_to_change_is_offered(then: MainWindow) -> None:
    for key, offered in OFFERED.items():
        then.go_to(key)
        assert then.page is not None
        enabled = [each.text() for each in then.page.actions() if each.isVisible() and each.isEnabled()]
        assert enabled == offered, key


def test_a_record_of_the_past_is_shown_and_not_saved(
    qtbot: QtBot, sample_window: MainWindow, program: BookProgram
) -> None:
    sample_window.go_to("overtime")
    sample_window.resize(720, 500)
    sample_window.move(70, 290)
    entry(sample_window, "As known on").trigger()
    dialog = sample_window.findChild(AsKnownDialog)
    assert dialog is not None
    dialog.choose()
    (then,) = sample_window._as_known
    assert then.screen().availableGeometry().contains(then.frameGeometry())
    then.go_to("overtime")
    page = then.page
    assert isinstance(page, OvertimePage)
    page.entries.setFocus()
    qtbot.keyClick(page.entries, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert then.findChild(RecordDialog) is None
    page.entries.selectRow(0)
    assert not page.edit_action.isEnabled()
    qtbot.keyClick(page.entries, Qt.Key.Key_Return)
    shown = then.findChild(RecordDialog)
    assert shown is not None
    assert shown.message.text == "As known on 20 Nov 2026, read only: nothing can be saved here."
    buttons = {each.text().replace("&", ""): each.isEnabled() for each in shown.buttons.buttons()}
    assert buttons == {"Save": False, "Cancel": True}
    assert all(each.isReadOnly() for each in shown.findChildren(QLineEdit))
    shown.reject()
    then.go_to("agency")
    assert isinstance(then.page, AgencyPage)
    assert all(each.isReadOnly() for each in then.page.form.findChildren(QLineEdit))
    assert sample_window.settings.value("window/page") == "overtime"
    then.go_to("rules")
    then.close()
    assert sample_window.settings.value("window/page") == "overtime"
    assert sample_window.settings.value("window/geometry") is None


def test_a_moment_of_the_day(sample_window: MainWindow, program: BookProgram) -> None:
    services = services_of(sample_window)
    everybody = officers(services)
    sample_window.publish(services.records.remove([everybody[4]]))
    sample_window.publish(services.records.remove([everybody[5]]))
    entry(sample_window, "As known on").trigger()
    dialog = sample_window.findChild(AsKnownDialog)
    assert dialog is not None
    dialog.moments.setCurrentRow(2)
    dialog.choose()
    (then,) = sample_window._as_known
    assert officers(services_of(then)) == [*everybody[:4], *everybody[5:]]
    then.close()
    assert Path(program.folder / "sample-agency.muster").exists()
