"""Rows pasted from a spreadsheet, cells set in many records, a raise for many officers: by keyboard, on a real book."""

from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from muster.domain.records import Officer, OvertimeEntry, Pay
from muster.services.bundle import Services
from muster.ui.dialogs.paste_dialog import PasteDialog
from muster.ui.dialogs.raise_dialog import RaiseDialog
from muster.ui.dialogs.set_cells_dialog import SetCellsDialog
from muster.ui.pages.officers import OfficersPage
from muster.ui.pages.overtime import OvertimePage
from tests.ui.conftest import MakeContext
from tests.ui.pages.hands import cells, control, focused, nameless, no_dialog, open_page, press, write

Key = Qt.Key
D = TypeVar("D", bound=QDialog)


@pytest.fixture
def overtime(qtbot: QtBot, sample_services: Services, make_context: MakeContext) -> OvertimePage:
    return open_page(OvertimePage, qtbot, sample_services, make_context)


@pytest.fixture
def officers(qtbot: QtBot, sample_services: Services, make_context: MakeContext) -> OfficersPage:
    return open_page(OfficersPage, qtbot, sample_services, make_context)


def dialog_of(kind: type[D], qtbot: QtBot) -> D:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    qtbot.waitUntil(lambda: found.isAncestorOf(focused()))
    return found


def entries_of(services: Services, officer_id: str) -> list[OvertimeEntry]:
    with services.book.read() as records:
        return records.of_officer(OvertimeEntry, officer_id)


def pay_of(services: Services, officer_id: str) -> list[Pay]:
    with services.book.read() as records:
        return records.of_officer(Pay, officer_id)


def last_action(services: Services) -> str:
    with services.book.read() as records:
        return records.log(1)[0].action


def copy(text: str) -> None:
    QApplication.clipboard().setText(text)


# -- pasting


def test_rows_are_pasted_after_a_look_at_them(overtime: OvertimePage, qtbot: QtBot, sample_services: Services) -> None:
    before = len(entries_of(sample_services, "0417"))
    header, total = "Officer\tWorked\tHours\tAmount\r\n", "Total\t\t5.5\t$491.07\r\n"
    copy(f"{header}417\t11/3/2026\t3.5\t$312.50\r\n0417\t11/4/2026\t2\t178.57\r\n{total}")
    overtime.entries.setFocus()
    control(Key.Key_V)
    asked = dialog_of(PasteDialog, qtbot)
    assert asked.windowTitle() == "Paste 2 overtime entries"
    assert asked.summary.text() == "2 new. 1 header or total left out."
    assert asked.sums.text() == "New rows: Hours 5.5 hours · Amount $491.07"
    assert [row[:3] for row in cells(asked.table)] == [["2", "New", "417 is read as 0417"], ["3", "New", ""]]
    assert asked.keep_button.text() == "&Paste 2 rows"
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert overtime.message.text == (
        "2 overtime entries pasted, worked 3 Nov 2026 to 4 Nov 2026. Undo takes them back."
    )
    assert len(entries_of(sample_services, "0417")) == before + 2
    assert last_action(sample_services) == "Paste of 2 overtime entries"
    assert overtime.foot.totals.text().startswith("57 entries")


def test_a_rejected_row_stops_the_paste_and_says_why(overtime: OvertimePage, qtbot: QtBot) -> None:
    copy("2026-11-03\t0417\t3.5\t312.50\n2026-11-04\t9999\t2\tmuch\n")
    overtime.entries.setFocus()
    control(Key.Key_V)
    asked = dialog_of(PasteDialog, qtbot)
    assert asked.summary.text() == "1 new · 1 rejected."
    assert cells(asked.table)[0][1] == "Rejected"
    assert "“much” is not an amount of money" in cells(asked.table)[0][2]
    assert "2026-11-04 | 9999 | 2 | much" in cells(asked.table)[0][2]
    assert asked.reason.text().startswith("Row 2: Column Amount: “much” is not an amount of money")
    assert [column.title for column in asked.table.columns] == [
        "Row",
        "Outcome",
        "Note",
        "Officer ID",
        "Worked",
        "Hours",
        "Amount",
    ]
    press(Key.Key_Down)
    assert not asked.reason.isVisible()
    assert not asked.keep_button.isEnabled()
    assert [widget for widget in nameless(asked) if widget.isVisibleTo(asked)] == []
    press(Key.Key_Escape)
    no_dialog(qtbot)
    assert overtime.foot.totals.text().startswith("55 entries")


def test_what_the_table_copies_it_takes_back_as_known(overtime: OvertimePage, qtbot: QtBot) -> None:
    overtime.entries.setFocus()
    control(Key.Key_A)
    press(Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    control(Key.Key_V)
    asked = dialog_of(PasteDialog, qtbot)
    assert asked.summary.text() == "55 in the book already. Nothing is taken from Files."
    press(Key.Key_Escape)
    no_dialog(qtbot)


def test_columns_moved_and_hidden_are_the_order_of_the_paste(
    overtime: OvertimePage, qtbot: QtBot, sample_services: Services
) -> None:
    layout = overtime.entries.layout_of_columns
    layout.move(1, -1)
    layout.hide(2, hidden=True)
    copy("0417\t2026-11-03\t312.50\n")
    overtime.entries.setFocus()
    control(Key.Key_V)
    QTest.mouseClick(dialog_of(PasteDialog, qtbot).keep_button, Qt.MouseButton.LeftButton)
    no_dialog(qtbot)
    found = entries_of(sample_services, "0417")
    assert OvertimeEntry("0417", date(2026, 11, 3), None, 31250) in found


def test_an_empty_clipboard_is_said(overtime: OvertimePage) -> None:
    copy("")
    overtime.entries.setFocus()
    control(Key.Key_V)
    assert overtime.message.text == "There are no rows on the clipboard; copy some in the spreadsheet first."


def test_pay_is_pasted_where_an_officer_has_none_yet(
    officers: OfficersPage, qtbot: QtBot, sample_services: Services
) -> None:
    sample_services.records.save(Officer("0999", "Quill", "Ann"))
    officers.reload()
    officers.list.select("0999")
    tab = next(tab for tab in officers.pane.sections if tab.section.listing.kind is Pay)
    pay = tab.listed
    bar = officers.pane.tabs.tabBar()
    place = bar.tabRect(officers.pane.tabs.indexOf(tab)).center()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
    assert pay.empty.text.text().endswith("Rows of a spreadsheet are pasted by Ctrl+V.")
    qtbot.waitUntil(pay.add_button.hasFocus)
    copy("10/1/2026\t$66,000.00\n")
    control(Key.Key_V)
    asked = dialog_of(PasteDialog, qtbot)
    assert asked.windowTitle() == "Paste 1 pay row"
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert [each.annual_salary for each in pay_of(sample_services, "0999")] == [6600000]


def test_pay_is_pasted_into_an_officers_file(officers: OfficersPage, qtbot: QtBot, sample_services: Services) -> None:
    officers.list.select("0417")
    tab = next(tab for tab in officers.pane.sections if tab.section.listing.kind is Pay)
    pay = tab.listed
    officers.pane.tabs.setCurrentWidget(tab)
    pay.view.setFocus()
    before = len(pay_of(sample_services, "0417"))
    copy("Effective\tSalary\tBenefits %\n1/1/2027\t$70,000.00\t41\n")
    control(Key.Key_V)
    QTest.mouseClick(dialog_of(PasteDialog, qtbot).keep_button, Qt.MouseButton.LeftButton)
    no_dialog(qtbot)
    found = pay_of(sample_services, "0417")
    assert len(found) == before + 1
    assert (found[-1].effective_on, found[-1].annual_salary) == (date(2027, 1, 1), 7000000)


# -- cells of many


def test_cells_of_selected_entries_are_set(overtime: OvertimePage, qtbot: QtBot, sample_services: Services) -> None:
    overtime.entries.setFocus()
    press(Key.Key_Home)
    for _ in range(2):
        press(Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    chosen = [row.entry for row in overtime.entries.selected()]
    control(Key.Key_M)
    asked = dialog_of(SetCellsDialog, qtbot)
    assert asked.sums.text() == "Give what is to be set."
    asked.form.fields["document"].editor.setFocus()
    write("Register 12")
    assert asked.sums.text() == "3 changes"
    assert cells(asked.table)[0][0].startswith(f"{chosen[0].officer_id}: ")
    assert cells(asked.table)[0][2] == "Document Register 12"
    press(Key.Key_Return)
    no_dialog(qtbot)
    changed = [each for each in entries_of(sample_services, chosen[0].officer_id) if each.document == "Register 12"]
    assert {each.id for each in changed} == {each.id for each in chosen if each.officer_id == chosen[0].officer_id}
    assert last_action(sample_services) == "Set Document of 3 overtime entries"


def test_a_cell_is_emptied_by_its_box(overtime: OvertimePage, qtbot: QtBot, sample_services: Services) -> None:
    overtime.entries.setFocus()
    press(Key.Key_Home)
    chosen = overtime.entries.current()
    assert chosen is not None
    control(Key.Key_M)
    asked = dialog_of(SetCellsDialog, qtbot)
    asked.form.emptied["document"].setFocus()
    press(Key.Key_Space)
    assert not asked.form.fields["document"].editor.isEnabled()
    assert cells(asked.table)[0][2] == "Document empty"
    press(Key.Key_Return)
    no_dialog(qtbot)
    found = next(each for each in entries_of(sample_services, chosen.entry.officer_id) if each.id == chosen.entry.id)
    assert found.document == ""


def test_what_cannot_be_read_is_told_at_its_field(overtime: OvertimePage, qtbot: QtBot) -> None:
    overtime.entries.setFocus()
    control(Key.Key_M)
    asked = dialog_of(SetCellsDialog, qtbot)
    asked.form.fields["paid_on"].editor.setFocus()
    write("soon")
    press(Key.Key_Return)
    assert "“soon” is not a date" in asked.form.fields["paid_on"].error
    assert [widget for widget in nameless(asked) if widget.isVisibleTo(asked)] == []
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    no_dialog(qtbot)


# -- a raise


def test_many_officers_get_a_raise(officers: OfficersPage, qtbot: QtBot, sample_services: Services) -> None:
    officers.list.view.setFocus()
    press(Key.Key_Home)
    for _ in range(13):
        press(Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    control(Key.Key_M)
    asked = dialog_of(RaiseDialog, qtbot)
    assert asked.windowTitle() == "Raise the pay of 14 officers"
    assert asked.sums.text() == "Give the percent and the day."
    write("3.5")
    press(Key.Key_Tab)
    write("1/1/27")
    given = [row for row in asked.table.shown() if row.after is not None]
    assert asked.sums.text().startswith(f"{len(given)} raises · $")
    assert 0 < len(given) <= 14
    one = given[0]
    assert one.before is not None
    assert one.after is not None
    assert one.after.annual_salary == (one.before.annual_salary * 1035 + 500) // 1000
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert one.after in pay_of(sample_services, one.officer.officer_id)
    assert last_action(sample_services) == f"Raise the pay of {len(given)} officers by 3.5% from 1 Jan 2027"


def test_nobody_gets_the_same_raise_twice(officers: OfficersPage, qtbot: QtBot, sample_services: Services) -> None:
    with sample_services.book.read() as records:
        someone = next(each for each in records.all(Officer) if each.officer_id == "0417")
    officers.list.select(someone.officer_id)
    officers.list.view.setFocus()
    begins = pay_of(sample_services, "0417")[-1].effective_on
    control(Key.Key_M)
    asked = dialog_of(RaiseDialog, qtbot)
    write("3")
    press(Key.Key_Tab)
    write(begins.isoformat())
    assert "has pay from" in cells(asked.table)[0][-1]
    press(Key.Key_Return)
    assert asked.message.text == "None of these officers gets a raise by that; see the note beside each."
    assert [widget for widget in nameless(asked) if widget.isVisibleTo(asked)] == []
    asked.reject()
    asked.reject()
    no_dialog(qtbot)
