"""Documents on the pages: marked, attached by button and drop, opened read-only, saved, detached."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muster.domain.ledger.records import Decision
from muster.domain.records import AnyRecord, Authorization, Override, OvertimeEntry, Result
from muster.services.bundle import Services
from muster.ui.dialogs.documents_dialog import DocumentsDialog
from muster.ui.models.record_table import RecordTable
from muster.ui.pages.agency import AgencyPage
from muster.ui.pages.document_desk import TITLE
from muster.ui.pages.ledger import LedgerPage
from muster.ui.pages.officers import OfficersPage
from muster.ui.pages.overtime import OvertimePage
from muster.ui.pages.overtime_dialog import EntryDialog
from muster.ui.pages.record_list import RecordList
from muster.ui.pages.results import ResultsPage
from muster.ui.pages.rules import RulesPage
from muster.ui.tasks import Tasks
from muster.ui.widgets.enclosures import Enclosures
from muster.ui.widgets.table import RecordView
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.conftest import MakeContext
from tests.ui.drags import drag, drop, files, leave
from tests.ui.pages.hands import cells, dialog, fill, focused, nameless, no_dialog, open_page, press

LETTER = b"%PDF-1.7\nauthorization"
Key = Qt.Key


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(LETTER)
    return path


@pytest.fixture
def officers(qtbot: QtBot, sample_services: Services, make_context: MakeContext) -> OfficersPage:
    page = open_page(OfficersPage, qtbot, sample_services, make_context)
    page.list.select("0102")
    return page


@pytest.fixture
def overtime(qtbot: QtBot, sample_services: Services, make_context: MakeContext) -> OvertimePage:
    return open_page(OvertimePage, qtbot, sample_services, make_context)


def listed(page: OfficersPage, title: str) -> RecordList[Any]:
    """A kind of record in the officer's file, its tab in front."""
    index = next(at for at, each in enumerate(page.pane.sections) if each.section.listing.title == title)
    page.pane.tabs.setCurrentIndex(index)
    return page.pane.sections[index].listed


def column(view: RecordView[Any]) -> int:
    return next(at for at, each in enumerate(view.table.columns) if each.title == TITLE)


def marked(view: RecordView[Any]) -> list[str]:
    """The documents' column, as it is read."""
    return [row[column(view)] for row in cells(view.table)]


def cell(view: RecordView[Any], row: int) -> QModelIndex:
    return view.table.index(row, column(view))


def spoken(view: RecordView[Any], row: int) -> str:
    """What a screen reader says of the cell."""
    return str(view.table.data(cell(view, row), Qt.ItemDataRole.AccessibleTextRole))


def place(view: RecordView[Any], row: int) -> QPoint:
    """The middle of a row, where it is dropped on."""
    return view.visualRect(view.table.index(row, 0)).center()


def select(view: RecordView[Any], rows: Sequence[int]) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    view.setCurrentIndex(view.table.index(rows[0], 0))
    for row in rows:
        view.selectionModel().select(view.table.index(row, 0), flags)


def attached(services: Services, record: AnyRecord) -> list[str]:
    return [each.name for each in services.documents.attached([record]).to(record)]


def window(qtbot: QtBot) -> DocumentsDialog:
    """The documents window that is open."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), DocumentsDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, DocumentsDialog)
    qtbot.waitUntil(lambda: found.isAncestorOf(focused()))
    return found


# -- the marks


def test_what_is_missing_cited_and_attached_is_told_in_words_and_icons(
    overtime: OvertimePage, sample_services: Services, letter: Path
) -> None:
    first, second = (row.entry for row in overtime.entries.table.shown()[:2])
    sample_services.records.save(replace(first, document=""), first)
    sample_services.documents.attach([letter], [second])
    overtime.reload()
    view = overtime.entries
    assert marked(view)[:3] == ["Missing", "1 file", "Cited"]
    assert spoken(view, 0) == "Missing (It needs a document, and none is named or attached)"
    assert spoken(view, 1) == "1 file (1 document attached)"
    assert spoken(view, 2) == "Cited (A document is named, but no file is attached)"
    assert view.table.data(cell(view, 1), Qt.ItemDataRole.ToolTipRole) == "1 document attached\nletter.pdf"
    icons = [view.table.data(cell(view, row), Qt.ItemDataRole.DecorationRole) for row in range(3)]
    assert len({each.cacheKey() for each in icons if isinstance(each, QIcon)}) == 3
    assert [view.table.data(cell(view, row), RecordTable.MUTED) for row in range(3)] == [False, False, True]
    view.table.sort(column(view))
    assert marked(view)[:2] == ["Missing", "Cited"]
    assert marked(view)[-1] == "1 file"


def test_overtime_of_another_program_needs_none(overtime: OvertimePage, sample_services: Services) -> None:
    first = overtime.entries.table.record(0).entry
    sample_services.records.save(replace(first, document="", funding="State grant"), first)
    overtime.reload()
    assert marked(overtime.entries)[0] == ""


# -- dropping


def test_a_file_dropped_on_a_row_is_attached_to_it(
    officers: OfficersPage, sample_services: Services, letter: Path
) -> None:
    view = listed(officers, "Authorizations").view
    record = view.table.record(0)
    assert drag(view.viewport(), files([letter]), place(view, 0)) == (
        "Attach to: TFM authorization of 6 May 2025, ICE letter 2025-05-06"
    )
    assert attached(sample_services, record) == []
    assert drop(view.viewport(), files([letter]), place(view, 0))
    assert attached(sample_services, record) == ["letter.pdf"]
    assert marked(view) == ["1 file"]
    assert sample_services.book.check() == []


def test_a_file_dropped_on_one_of_the_selected_rows_is_attached_to_all(
    officers: OfficersPage, sample_services: Services, letter: Path
) -> None:
    view = listed(officers, "Payroll").view
    select(view, [0, 1, 3])
    assert drag(view.viewport(), files([letter]), place(view, 1)) == "Attach to: 3 records"
    assert drop(view.viewport(), files([letter]), place(view, 1))
    assert marked(view)[:5] == ["1 file", "1 file", "Cited", "1 file", "Cited"]
    assert len(view.selected()) == 3
    assert drop(view.viewport(), files([letter]), place(view, 4))
    assert marked(view)[4] == "1 file"
    with sample_services.book.read() as records:
        assert records.log(1)[0].action == "Attach “letter.pdf” to 1 record"


def test_what_is_no_file_or_on_no_row_is_refused(officers: OfficersPage, letter: Path) -> None:
    view = listed(officers, "Authorizations").view
    below = QPoint(20, view.viewport().height() - 5)
    assert drag(view.viewport(), files([letter]), below) is None
    assert not drop(view.viewport(), files([letter]), below)
    words = QMimeData()
    words.setText("a text")
    assert not drop(view.viewport(), words, place(view, 0))
    link = QMimeData()
    link.setUrls([QUrl("https://example.org/letter.pdf")])
    assert not drop(view.viewport(), link, place(view, 0))
    drag(view.viewport(), files([letter]), place(view, 0))
    leave(view.viewport())
    assert marked(view) == ["Cited"]


def test_a_file_that_cannot_be_attached_is_told_on_the_page(officers: OfficersPage, letter: Path) -> None:
    letter.write_bytes(b"")
    view = listed(officers, "Authorizations").view
    drop(view.viewport(), files([letter]), place(view, 0))
    assert officers.message.text.endswith(
        "letter.pdf is empty (0 bytes), so there is nothing to attach; choose another file."
    )
    assert marked(view) == ["Cited"]


# -- the window, by keyboard


def test_attaching_opening_saving_and_detaching_by_keyboard(
    officers: OfficersPage, sample_services: Services, prompts: AnsweredPrompts, letter: Path, qtbot: QtBot
) -> None:
    authorizations = listed(officers, "Authorizations")
    authorizations.view.setFocus()
    record = authorizations.view.table.record(0)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(Key.Key_A, modifier=keys)
    shown = window(qtbot)
    assert nameless(shown) == []
    assert shown.windowTitle() == ("Documents of Officer 0102: TFM authorization of 6 May 2025, ICE letter 2025-05-06")
    assert shown.support.text() == "“ICE letter 2025-05-06” is named; no file is attached."
    assert not shown.open_button.isEnabled()
    prompts.will("open_files", [letter])
    press(Key.Key_A, modifier=keys)
    assert attached(sample_services, record) == ["letter.pdf"]
    assert cells(shown.view.table) == [["letter.pdf", "PDF", "22 bytes", "20 Nov 2026", "Clerk"]]
    assert shown.support.isHidden()
    assert shown.digest.text() == f"SHA-256 {sample_services.documents.attached([record]).to(record)[0].sha256}"
    assert shown.view.hasFocus()
    prompts.will("show_file", answer=True)
    press(Key.Key_Return)
    (copy,) = prompts.shown
    assert copy.read_bytes() == LETTER
    assert not copy.stat().st_mode & 0o222
    prompts.will("save_file", letter.with_name("copy.pdf"))
    shown.save_button.click()
    assert letter.with_name("copy.pdf").read_bytes() == LETTER
    prompts.will("confirm", answer=False)
    press(Key.Key_Delete)
    assert len(cells(shown.view.table)) == 1
    prompts.will("confirm", answer=True)
    press(Key.Key_Delete)
    assert prompts.asked[-1] == (
        "Detach “letter.pdf”? It is taken off 1 record. The file stays in the book, and the change log keeps that it "
        "was attached."
    )
    assert cells(shown.view.table) == []
    press(Key.Key_Escape)
    no_dialog(qtbot)
    assert marked(authorizations.view) == ["Cited"]
    sample_services.documents.close()


def test_several_records_are_given_one_register(
    officers: OfficersPage, sample_services: Services, prompts: AnsweredPrompts, letter: Path, qtbot: QtBot
) -> None:
    payroll = listed(officers, "Payroll")
    sample_services.documents.attach([letter], [payroll.view.table.record(0)])
    register = letter.with_name("register.csv")
    register.write_text("officer,amount\n")
    select(payroll.view, range(14))
    payroll.documents_button.click()
    shown = window(qtbot)
    assert shown.windowTitle() == "Documents of 14 records"
    assert shown.support.text() == "13 with a document only named; 1 with a file."
    assert cells(shown.view.table) == [["letter.pdf", "PDF", "22 bytes", "20 Nov 2026", "Clerk", "1 of 14"]]
    prompts.will("open_files", [register])
    shown.attach_button.click()
    assert [row[::5] for row in cells(shown.view.table)] == [["letter.pdf", "1 of 14"], ["register.csv", "14 of 14"]]
    assert drop(shown.view.viewport(), files([letter]), QPoint(10, 10))
    assert cells(shown.view.table)[0][-1] == "14 of 14"
    shown.close_button.click()
    no_dialog(qtbot)
    assert marked(payroll.view)[:15] == ["2 files"] * 14 + ["Cited"]


def test_what_goes_wrong_is_told_in_the_window(
    officers: OfficersPage, prompts: AnsweredPrompts, letter: Path, qtbot: QtBot
) -> None:
    listed(officers, "Authorizations").view.setCurrentIndex(QModelIndex())
    view = listed(officers, "Authorizations").view
    view.figure_opened.emit(view.table.record(0), TITLE)
    shown = window(qtbot)
    page = letter.with_name("page.html")
    page.write_text("<html></html>")
    assert drop(shown, files([letter, page]), QPoint(5, 5))
    assert drop(shown, files([letter]), QPoint(5, 5))
    assert shown.message.text == "“letter.pdf” is attached already; nothing was changed."
    select(shown.view, [1])
    shown.open_button.click()
    assert shown.message.text.startswith("“page.html” (Web page) is not opened from here")
    select(shown.view, [0])
    prompts.will("show_file", answer=False)
    shown.open_button.click()
    assert shown.message.text.startswith("No program on this computer shows “letter.pdf”")
    prompts.will("open_files", [])
    shown.attach_button.click()
    prompts.will("save_file", None)
    shown.save_button.click()
    assert shown.message.text == ""
    shown.close()


def test_a_click_on_the_mark_shows_the_documents(overtime: OvertimePage, qtbot: QtBot) -> None:
    view = overtime.entries
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(cell(view, 1)).center())
    shown = window(qtbot)
    assert "Overtime of 4 Oct 2026" in shown.windowTitle()
    shown.close()


def test_attaching_waits_off_the_gui_thread(
    qtbot: QtBot, sample_services: Services, make_context: MakeContext, letter: Path
) -> None:
    tasks = Tasks()
    page = OfficersPage(replace(make_context(sample_services), tasks=tasks))
    qtbot.addWidget(page)
    with sample_services.book.read() as records:
        record = records.all(Authorization)[0]
    shown = DocumentsDialog(page.context, [record], page)
    shown.open()
    shown.attach_files([letter])
    qtbot.waitUntil(lambda: shown.view.table.rowCount() == 1)
    assert attached(sample_services, record) == ["letter.pdf"]
    tasks.stop()
    shown.close()


# -- the other pages


def test_agreements_and_results_have_documents(
    qtbot: QtBot, sample_services: Services, make_context: MakeContext, letter: Path
) -> None:
    agency = open_page(AgencyPage, qtbot, sample_services, make_context)
    view = agency.agreements.view
    assert marked(view) == [""] * view.table.rowCount()
    drop(view.viewport(), files([letter]), place(view, 0))
    assert marked(view)[0] == "1 file"
    agency.hide()
    results = open_page(ResultsPage, qtbot, sample_services, make_context)
    assert marked(results.statements) == ["Cited"]
    drop(results.statements.viewport(), files([letter]), place(results.statements, 0))
    assert marked(results.statements) == ["1 file"]
    with sample_services.book.read() as records:
        assert sum(bool(attached(sample_services, each)) for each in records.all(Result)) == 1
        assert not any(attached(sample_services, each) for each in records.all(OvertimeEntry)[:3])


@pytest.fixture
def ledger(qtbot: QtBot, certified_services: Services, make_context: MakeContext) -> LedgerPage:
    return open_page(LedgerPage, qtbot, certified_services, make_context)


def test_a_decision_of_many_amounts_takes_ices_letter_for_all_of_them(
    ledger: LedgerPage, certified_services: Services, letter: Path
) -> None:
    with certified_services.book.read() as records:
        decisions = records.all(Decision)
    ledger.show_record(decisions[0])
    file = ledger.claims.file
    event = file.entry
    assert event is not None
    assert decisions[0] in event.records
    assert len(event.records) > 1
    row = file.history.currentIndex().row()
    assert marked(file.history)[row] == "Cited"
    assert marked(file.history)[0] == ""
    assert drop(file.history.viewport(), files([letter]), place(file.history, row))
    assert marked(file.history)[row] == "1 file"
    assert all(attached(certified_services, each) == ["letter.pdf"] for each in event.records)
    assert certified_services.book.check() == []


def test_a_deposit_takes_its_remittance_and_still_explains_its_figure(
    ledger: LedgerPage, certified_services: Services, letter: Path, qtbot: QtBot
) -> None:
    ledger.views.setCurrentIndex(3)
    view = ledger.deposits.view
    assert drop(view.viewport(), files([letter]), place(view, 0))
    assert marked(view)[0] == "1 file"
    view.figure_opened.emit(view.table.record(0), TITLE)
    assert ledger.sides.panel.isHidden()
    window(qtbot).close()
    no_dialog(qtbot)
    view.figure_opened.emit(view.table.record(0), "Not applied")
    assert ledger.sides.panel.isVisible()
    assert attached(certified_services, view.table.record(0).deposit) == ["letter.pdf"]


def test_what_cannot_be_attached_in_the_ledger_is_told(
    ledger: LedgerPage, prompts: AnsweredPrompts, letter: Path
) -> None:
    ledger.views.setCurrentIndex(3)
    letter.write_bytes(b"")
    prompts.will("error", None)
    drop(ledger.deposits.view.viewport(), files([letter]), place(ledger.deposits.view, 0))
    assert "is empty (0 bytes)" in prompts.told[0]


# -- with a form


def test_files_dropped_on_a_new_records_form_are_attached_once_it_is_saved(
    officers: OfficersPage, sample_services: Services, letter: Path, qtbot: QtBot
) -> None:
    pay = listed(officers, "Pay history")
    pay.view.setFocus()
    press(Key.Key_Insert)
    form = dialog(qtbot)
    fill("2026-10-01", "91,000.00")
    assert drop(form, files([letter]), QPoint(5, 5))
    enclosures = form.findChild(Enclosures)
    assert enclosures is not None
    assert enclosures.names.text() == "letter.pdf"
    assert not any(attached(sample_services, each) for each in pay.view.table.shown())
    form.save_button.click()
    no_dialog(qtbot)
    assert [row[0] for row in cells(pay.view.table) if "1 file" in row] == ["1 Oct 2026"]
    assert marked(pay.view).count("1 file") == 1
    assert sample_services.book.check() == []


def test_files_of_a_form_are_chosen_cleared_and_given_up_only_twice(
    overtime: OvertimePage, sample_services: Services, prompts: AnsweredPrompts, letter: Path, qtbot: QtBot
) -> None:
    empty = letter.with_name("empty.pdf")
    empty.touch()
    overtime.entries.setCurrentIndex(overtime.entries.table.index(0, 0))
    overtime.edit()
    form = dialog(qtbot)
    enclosures = form.findChild(Enclosures)
    assert enclosures is not None
    assert nameless(form) == []
    prompts.will("open_files", [letter, empty])
    enclosures.button.click()
    assert "is empty (0 bytes)" in form.message.text
    assert enclosures.names.text() == "No file is attached"
    prompts.will("open_files", [letter])
    enclosures.button.click()
    form.reject()
    assert "is not saved" in form.message.text
    enclosures.clear_button.click()
    assert enclosures.names.text() == "No file is attached"
    enclosures.add([letter])
    form.save_button.click()
    no_dialog(qtbot)
    assert attached(sample_services, overtime.entries.table.record(0).entry) == ["letter.pdf"]


def test_one_entry_after_the_other_has_its_own_files(
    overtime: OvertimePage, sample_services: Services, letter: Path, qtbot: QtBot
) -> None:
    overtime.add()
    form = dialog(qtbot)
    assert isinstance(form, EntryDialog)
    enclosures = form.findChild(Enclosures)
    assert enclosures is not None
    form.form.set_texts({"officer_id": "0118", "worked_on": "2026-10-03", "hours": "2"})
    enclosures.add([letter])
    form.save_and_next()
    assert enclosures.paths == []
    form.form.set_texts({"officer_id": "0118", "worked_on": "2026-10-05", "hours": "2"})
    form.save_and_next()
    form.reject()
    no_dialog(qtbot)
    with sample_services.book.read() as records:
        entries = [each for each in records.all(OvertimeEntry) if attached(sample_services, each)]
    assert [each.worked_on for each in entries] == [date(2026, 10, 3)]


def test_a_file_gone_before_saving_is_told_and_the_record_kept(
    officers: OfficersPage, prompts: AnsweredPrompts, letter: Path, qtbot: QtBot
) -> None:
    pay = listed(officers, "Pay history")
    pay.view.setFocus()
    before = pay.view.table.total
    press(Key.Key_Insert)
    form = dialog(qtbot)
    fill("2026-10-01", "91,000.00")
    drop(form, files([letter]), QPoint(5, 5))
    letter.unlink()
    prompts.will("error", None)
    form.save_button.click()
    no_dialog(qtbot)
    assert prompts.asked == ["Saved, but not attached"]
    assert "is no longer there" in prompts.told[0]
    assert pay.view.table.total == before + 1


def test_an_own_value_takes_the_letter_that_says_so(
    qtbot: QtBot, sample_services: Services, make_context: MakeContext, letter: Path
) -> None:
    sample_services.records.save(Override("reimbursable_models", "TFM WSO"))
    page = open_page(RulesPage, qtbot, sample_services, make_context)
    with sample_services.book.read() as records:
        page.show_record(next(each for each in records.all(Override) if each.value == "TFM WSO"))
    assert marked(page.own) == ["Missing"]
    drop(page.own.viewport(), files([letter]), place(page.own, 0))
    assert marked(page.own) == ["1 file"]
