import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from muster.domain.records import Agency, Agreement, Model, Officer
from muster.services.ports import BookError
from muster.ui.dialogs.new_agency import NewAgencyDialog
from muster.ui.main_window import MainWindow
from muster.ui.page import Page
from muster.ui.settings import recent_books, remember_book
from muster.ui.start import begin
from muster.ui.tasks import Tasks
from tests.composition import BookProgram
from tests.ui.answered_prompts import AnsweredPrompts


def choose(window: MainWindow, entry: str) -> None:
    """Pick an entry of the menus by its text."""
    entries = [each for each in window.findChildren(QAction) if each.text().replace("&", "") == entry]
    assert entries[0].isEnabled()
    entries[0].trigger()


def shown_page(window: MainWindow) -> Page:
    assert window.page is not None
    return window.page


def officers(window: MainWindow) -> list[Officer]:
    assert window.services is not None
    with window.services.book.read() as records:
        return records.all(Officer)


# -- the start page


def test_without_a_book_three_ways_to_one_are_offered(window: MainWindow) -> None:
    assert window.page is None
    assert window.start.isVisible()
    assert not window.rail.isVisible()
    names = [button.accessibleName() for button in window.start.findChildren(QPushButton)]
    assert names[:3] == ["New agency", "Open a book", "Sample agency"]


def test_enter_takes_the_way_that_has_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    window.start.new.setFocus()
    qtbot.keyClick(window.start.new, Qt.Key.Key_Return)
    assert window.findChild(NewAgencyDialog) is not None


def test_what_needs_a_book_is_grey_until_there_is_one(window: MainWindow) -> None:
    entry = next(each for each in window.findChildren(QAction) if each.text() == "&Export records…")
    assert not entry.isEnabled()
    window.open_sample()
    assert entry.isEnabled()


def test_a_new_agency_is_typed_and_opened(qtbot: QtBot, window: MainWindow, program: BookProgram) -> None:
    window.start.new.click()
    dialog = window.findChild(NewAgencyDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.form.fields["name"].editor, "Marlow County")
    dialog.models[Model.TFM].click()
    qtbot.keyClicks(dialog.signed[Model.TFM], "2025-03-18")
    qtbot.keyClick(dialog.signed[Model.TFM], Qt.Key.Key_Return)
    assert window.windowTitle() == "Marlow County[*] - Muster"
    assert window.services is not None
    assert window.services.book.path == program.default_book
    with window.services.book.read() as records:
        assert records.agency() == Agency("Marlow County")
        assert records.all(Agreement) == [Agreement(Model.TFM, signed_on=date(2025, 3, 18))]


def test_a_book_is_chosen_and_opened(window: MainWindow, program: BookProgram, prompts: AnsweredPrompts) -> None:
    made = program.create(program.folder / "mine.muster")
    made.book.close()
    prompts.will("open_file", made.book.path)
    choose(window, "Open…")
    assert window.windowTitle() == "mine[*] - Muster"
    assert window.rail.isVisible()


def test_a_file_that_is_no_book_is_told_on_the_start_page(window: MainWindow, tmp_path: Path) -> None:
    bad = tmp_path / "bad.muster"
    bad.touch()
    window.open_book(bad)
    assert window.start.isVisible()
    assert "bad.muster" in window.start.message.text
    assert bad.read_bytes() == b""


def test_a_book_that_cannot_be_opened_leaves_the_open_one(
    sample_window: MainWindow, tmp_path: Path, prompts: AnsweredPrompts
) -> None:
    prompts.will("error", None)
    sample_window.open_book(tmp_path / "nowhere.muster")
    assert "nowhere.muster" in prompts.told[0]
    assert len(officers(sample_window)) > 20


def test_a_new_book_that_cannot_be_filled_leaves_no_file(window: MainWindow, tmp_path: Path) -> None:
    twice: list[Agency | Officer] = [Officer("0001", "Lind"), Officer("0001", "Ash")]
    window.create_book(tmp_path / "new.muster", list(twice))
    assert "0001" in window.start.message.text
    assert not (tmp_path / "new.muster").exists()


def test_recent_books_are_one_click_away(window: MainWindow, program: BookProgram) -> None:
    made = program.create(program.folder / "mine.muster")
    made.book.close()
    remember_book(window.settings, made.book.path)
    window.show_start()
    link = next(b for b in window.start.findChildren(QPushButton) if b.text() == "mine.muster")
    link.click()
    assert window.services is not None
    assert window.services.book.path == made.book.path


def test_a_book_named_from_the_folder_is_shown_and_remembered_with_it(
    window: MainWindow, services_closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(services_closed.parent)
    window.open_book(Path(services_closed.name))
    shown = [each.text() for each in window.statusBar().findChildren(QLabel)]
    assert str(services_closed) in shown
    assert recent_books(window.settings) == [services_closed]


def test_recent_books_that_are_gone_are_not_offered(settings: QSettings, tmp_path: Path) -> None:
    there = [tmp_path / f"{number}.muster" for number in range(10)]
    for path in there:
        path.touch()
        remember_book(settings, path)
    there[9].unlink()
    assert recent_books(settings) == [there[8], there[7], there[6], there[5], there[4], there[3], there[2]]


# -- pages


def test_every_page_is_a_key_away(qtbot: QtBot, sample_window: MainWindow) -> None:
    titles = []
    for number in "12345678":
        with qtbot.waitActive(sample_window):
            sample_window.activateWindow()
        qtbot.keyClick(sample_window, number, Qt.KeyboardModifier.ControlModifier)
        titles.append(shown_page(sample_window).title)
        assert shown_page(sample_window).message.text == ""
    assert titles == ["Agency", "Officers", "Overtime", "Results", "Claim", "Ledger", "Quarter close", "Rules"]


def test_the_rail_follows_the_arrow_keys(qtbot: QtBot, sample_window: MainWindow) -> None:
    sample_window.go_to("agency")
    qtbot.keyClick(sample_window.rail, Qt.Key.Key_Down)
    assert shown_page(sample_window).key == "officers"


def test_the_page_shown_last_comes_back(sample_window: MainWindow, program: BookProgram) -> None:
    sample_window.go_to("overtime")
    assert sample_window.services is not None
    sample_window.open_book(sample_window.services.book.path)
    assert shown_page(sample_window).key == "overtime"


def test_the_menu_lists_the_pages_own_actions(sample_window: MainWindow) -> None:
    sample_window.go_to("officers")
    menu = next(each for each in sample_window.menuBar().actions() if each.text() == "&Actions").menu()
    assert isinstance(menu, QMenu)
    assert menu.actions() == shown_page(sample_window).actions()


def test_find_goes_to_the_pages_search(qtbot: QtBot, sample_window: MainWindow) -> None:
    sample_window.go_to("officers")
    with qtbot.waitActive(sample_window):
        sample_window.activateWindow()
    choose(sample_window, "Find")
    assert QApplication.focusWidget() is shown_page(sample_window).search_target()


def test_another_name_of_the_agency_is_in_the_title(sample_window: MainWindow) -> None:
    services = sample_window.services
    assert services is not None
    agency = services.agency.profile().agency
    sample_window.publish(services.records.save(Agency("Renamed County", id=agency.id)))
    assert sample_window.windowTitle() == "Renamed County[*] - Muster"


# -- records in and out


def test_an_exported_folder_becomes_a_new_book(
    window: MainWindow, program: BookProgram, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    sample = program.sample()
    sample.exports.run(tmp_path / "exported")
    sample.book.close()
    prompts.will("folder", tmp_path / "exported")
    prompts.will("save_file", tmp_path / "again.muster")
    choose(window, "New book from records folder…")
    assert window.windowTitle().startswith("Marlow County")
    assert len(officers(window)) == 25


def test_a_folder_that_cannot_be_read_leaves_no_book(
    window: MainWindow, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    (tmp_path / "bad").mkdir()
    prompts.will("folder", tmp_path / "bad")
    prompts.will("save_file", tmp_path / "again.muster")
    choose(window, "New book from records folder…")
    assert "has no records files" in window.start.message.text
    assert not (tmp_path / "again.muster").exists()


def test_files_are_imported_and_the_pages_show_them(
    window: MainWindow, services_closed: Path, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    window.open_book(services_closed)
    window.go_to("officers")
    file = tmp_path / "officers.csv"
    file.write_text("officer_id,last_name\n0001,Lind\n", encoding="utf-8")
    prompts.will("open_files", [file])
    choose(window, "Import files…")
    assert officers(window) == [Officer("0001", "Lind")]
    assert shown_page(window).message.text == "1 new record imported."
    prompts.will("open_files", [file])
    choose(window, "Import files…")
    assert shown_page(window).message.text == "0 new records imported; 1 already in the book."


def test_a_file_with_a_fault_is_refused_whole(
    window: MainWindow, services_closed: Path, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    window.open_book(services_closed)
    file = tmp_path / "officers.csv"
    file.write_text("officer_id,last_name\n0001,Lind\n0001,Ash\n", encoding="utf-8")
    prompts.will("open_files", [file])
    prompts.will("error", None)
    choose(window, "Import files…")
    assert prompts.told[0].startswith("officers.csv, row 3")
    assert officers(window) == []


def test_records_leave_and_come_back_as_a_folder(
    sample_window: MainWindow, program: BookProgram, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    before = officers(sample_window)
    folder = tmp_path / "records"
    prompts.will("folder", folder)
    choose(sample_window, "Export records…")
    assert (folder / "officers.csv").is_file()
    program.create(tmp_path / "again.muster").book.close()
    sample_window.open_book(tmp_path / "again.muster")
    prompts.will("folder", folder)
    choose(sample_window, "Import records folder…")
    assert officers(sample_window) == before


def test_cancelled_file_dialogs_do_nothing(sample_window: MainWindow, prompts: AnsweredPrompts) -> None:
    for prompt, entry, answer in (
        ("open_file", "Open…", None),
        ("open_files", "Import files…", []),
        ("folder", "Import records folder…", None),
        ("folder", "Export records…", None),
    ):
        prompts.will(prompt, answer)
        choose(sample_window, entry)
    assert prompts.unasked == []
    assert shown_page(sample_window).message.text == ""


# -- help, state, start


def test_help_names_every_shortcut_and_the_version(sample_window: MainWindow, prompts: AnsweredPrompts) -> None:
    choose(sample_window, "Keyboard shortcuts")
    choose(sample_window, "About Muster")
    assert "Ctrl+F" in prompts.told[0]
    assert "Version" in prompts.told[1]


def test_geometry_is_kept(qtbot: QtBot, window: MainWindow, program: BookProgram, prompts: AnsweredPrompts) -> None:
    window.resize(760, 500)  # within the screen that there is offscreen
    window.close()
    again = MainWindow(program, prompts, Tasks(inline=True), window.settings)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (760, 500)


def test_the_last_book_is_opened_at_the_start(bare_window: MainWindow, program: BookProgram) -> None:
    made = program.create(program.folder / "last.muster")
    made.book.close()
    remember_book(bare_window.settings, made.book.path)
    begin(bare_window, None)
    assert bare_window.windowTitle() == "last[*] - Muster"


def test_the_first_start_shows_the_start_page(bare_window: MainWindow) -> None:
    bare_window.show()
    begin(bare_window, None)
    assert bare_window.start.isVisible()


def test_a_book_named_at_the_start_wins(bare_window: MainWindow, program: BookProgram) -> None:
    for name in ("last", "named"):
        program.create(program.folder / f"{name}.muster").book.close()
    remember_book(bare_window.settings, program.folder / "last.muster")
    begin(bare_window, program.folder / "named.muster")
    assert bare_window.windowTitle() == "named[*] - Muster"


def test_an_error_that_nobody_expected_is_a_sentence(
    bare_window: MainWindow, prompts: AnsweredPrompts, caplog: pytest.LogCaptureFixture
) -> None:
    begin(bare_window, None)
    prompts.will("error", None)
    prompts.will("error", None)
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("inner"), None)
    sys.excepthook(BookError, BookError("The disk is full; make room."), None)
    assert "muster.log" in prompts.told[0]
    assert "inner" not in prompts.told[0]
    assert prompts.told[1] == "The disk is full; make room."
    assert "inner" in caplog.text
    caplog.clear()


# -- the user's name


def test_changes_are_logged_under_the_name_chosen(sample_window: MainWindow, prompts: AnsweredPrompts) -> None:
    prompts.will("text", " Edith Lowry ")
    choose(sample_window, "Your name…")
    assert prompts.told == ["Changes to the book are logged under this name (empty: your user name): Clerk"]
    assert sample_window.services is not None
    sample_window.services.records.save(Officer("0900", "New"))
    with sample_window.services.book.read() as records:
        assert [(entry.user, entry.name) for entry in records.log(1)] == [("clerk", "Edith Lowry")]


def test_a_name_that_cannot_be_kept_is_told(sample_window: MainWindow, prompts: AnsweredPrompts) -> None:
    prompts.will("text", "x" * 101)
    prompts.will("error", None)
    choose(sample_window, "Your name…")
    assert "at most 100 characters" in prompts.told[-1]
    assert sample_window.program.display_name == "Clerk"


def test_asking_for_the_name_can_be_cancelled(sample_window: MainWindow, prompts: AnsweredPrompts) -> None:
    prompts.will("text", None)
    choose(sample_window, "Your name…")
    assert sample_window.program.display_name == "Clerk"


# -- the proof on opening


def test_a_book_that_was_tampered_with_says_so_while_it_is_open(
    window: MainWindow, program: BookProgram, sample_book: bytes, prompts: AnsweredPrompts
) -> None:
    path = program.folder / "tampered.muster"
    path.write_bytes(sample_book)
    with closing(sqlite3.connect(path)) as other:
        [(trigger,)] = other.execute("SELECT sql FROM sqlite_schema WHERE name = 'change_log_refuses_update'")
        other.execute("DROP TRIGGER change_log_refuses_update")
        other.execute("UPDATE change_log SET name = 'Somebody' WHERE sequence = 17")
        other.execute(trigger)
        other.commit()
    window.open_book(path)
    assert window.alarm.isVisible()
    assert "Entry 17 of the change log" in window.alarm.text
    assert window.page is not None
    show = next(each for each in window.alarm.findChildren(QPushButton) if each.text() == "Show all")
    show.click()
    assert "Entry 17 of the change log" in prompts.told[-1]
    window.open_sample()
    assert window.alarm.isHidden()
