"""A foreign file imported by a user's hands: columns, people, what it does, then all of it, and all of it undone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from muster.domain.importing.records import SavedMapping
from muster.domain.records import Officer, OvertimeEntry
from muster.services.bundle import Services
from muster.ui.imports.import_dialog import ImportDialog, ImportTools
from muster.ui.main_window import MainWindow
from muster.ui.tasks import Tasks
from muster.ui.theme import UNIT
from tests.composition import BookProgram
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.menus import entry
from tests.ui.pages.hands import cells, focused, nameless, press

if TYPE_CHECKING:
    from muster.services.changes import Changed

Key = Qt.Key
SAMPLES = Path(__file__).parents[2] / "data" / "imports"
TOTALS: dict[str, dict[str, dict[str, Any]]] = json.loads((SAMPLES / "totals.json").read_text(encoding="utf-8"))
REGISTER = """\
Marlow County;;;;;;
Overtime register;;;;;;
;;;;;;
Emp No;Name;Work Date;OT Hrs;OT Amount;Dept;Pay Date
0417;LIND, AVERY J;10/23/2026;3.5;$312.50;Task Force;11/6/2026
0417;LIND, AVERY J;10/24/2026;2;$178.57;Task Force;11/6/2026
;Lind, Avery;10/25/2026;4;$(1,234.50);Task Force;11/6/2026
0999;Novak, Pat;10/26/2026;4;$200.00;Jail;11/6/2026
0417;LIND, AVERY J;10/27/2026;26;$50.00;Jail;11/6/2026
Total;;;39.5;-493.43;;
"""


@pytest.fixture
def book(services: Services) -> Services:
    """A book with one officer, who has an ID of payroll's own, and one without."""
    services.records.save(Officer("0417", "Lind", "Avery", "J"))
    services.records.save(Officer("M0001", "Lind", "Avery"))
    return services


@pytest.fixture
def opened(qtbot: QtBot, book: Services, prompts: AnsweredPrompts) -> Iterator[Callable[[Path], ImportDialog]]:
    """Opens a file's dialog."""
    shown: list[ImportDialog] = []

    def show(path: Path) -> ImportDialog:
        file = book.file_imports.open(path)
        tools = ImportTools(book.file_imports, Tasks(inline=True), prompts)
        made = ImportDialog(file, book.file_imports.suggest(file), tools, None)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        shown.append(made)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    yield show
    for each in shown:
        each.hide()


def register(folder: Path, text: str = REGISTER, name: str = "register.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def click(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def pick(box: QComboBox, words: str) -> None:
    """Choose the entry that begins so, by keys."""
    box.setFocus()
    wanted = next(at for at in range(box.count()) if box.itemText(at).startswith(words))
    step = Key.Key_Down if wanted > box.currentIndex() else Key.Key_Up
    for _key in range(box.count()):
        if box.currentIndex() != wanted:
            press(step)
    assert box.currentIndex() == wanted


def entries(services: Services) -> list[OvertimeEntry]:
    with services.book.read() as records:
        return records.all(OvertimeEntry)


def officers(services: Services) -> list[Officer]:
    with services.book.read() as records:
        return records.all(Officer)


def saved_names(services: Services) -> list[str]:
    with services.book.read() as records:
        return [each.name for each in records.all(SavedMapping)]


# -- the whole way


def test_a_register_is_imported_undone_and_imported_again(
    window: MainWindow, program: BookProgram, prompts: AnsweredPrompts, tmp_path: Path, qtbot: QtBot
) -> None:
    made = program.create(tmp_path / "book.muster")
    made.records.save(Officer("0417", "Lind", "Avery", "J"))
    made.book.close()
    window.open_book(tmp_path / "book.muster")
    path = register(tmp_path)
    for _once_more in range(2):
        prompts.will("open_files", [path])
        entry(window, "File", "Import files")
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, ImportDialog)
        asked.activateWindow()
        qtbot.waitUntil(lambda shown=asked: shown.isAncestorOf(focused()))  # type: ignore[misc]
        click(asked.next_button)
        assert asked.step == 1
        click(asked.next_button)
        assert asked.outcome.summary.text() == "2 new · 3 rejected."
        assert asked.next_button.text() == "&Import 2 entries"
        press(Key.Key_Return)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        assert window.services is not None
        assert sorted(each.amount or 0 for each in entries(window.services)) == [17857, 31250]
        assert window.page is not None
        assert window.page.message.text == ("Import of register.csv, 2 entries: 2 new · 3 rejected.")
        undo = next(each for each in window.findChildren(QAction) if each.text().startswith("&Undo: "))
        assert undo.text() == "&Undo: import of register.csv, 2 entries"
        undo.trigger()
        assert entries(window.services) == []


def test_the_first_step_shows_the_file_and_what_is_understood(
    opened: Callable[[Path], ImportDialog], tmp_path: Path
) -> None:
    asked = opened(register(tmp_path))
    step = asked.columns
    assert step.holds.currentText() == "Overtime entries"
    assert step.header_row.currentText() == "4: Emp No · Name · Work Date · OT Hrs · OT Amount · Dept"
    assert step.notes.text() == (
        "The text is UTF-8, the cells are separated by semicolons. Nothing is taken from Dept."
    )
    assert cells(step.raw.table)[2] == [
        "7",
        "",
        "Lind, Avery",
        "10/25/2026",
        "4",
        "$(1,234.50)",
        "Task Force",
        "11/6/2026",
    ]
    understood = cells(step.understood.table)
    assert understood[0] == ["5", "Record", "0417", "LIND, AVERY J", "23 Oct 2026", "3.5", "312.50", "6 Nov 2026"]
    assert understood[2][-2] == "−1,234.50"
    assert understood[5][1] == "Total or subtotal"
    for at in range(3):
        asked.steps.setCurrentIndex(at)
        assert nameless(asked) == []


def test_people_are_decided_about_and_rows_accounted_for(
    opened: Callable[[Path], ImportDialog], book: Services, tmp_path: Path
) -> None:
    asked = opened(register(tmp_path))
    click(asked.next_button)
    assert asked.step == 1
    people = asked.people
    assert [row[0] for row in cells(people.table)] == ["Lind, Avery", "0999 Novak, Pat"]
    assert people.summary.text().endswith("Left out so far: 2 people with 2 rows.")
    assert not people.confirm.isEnabled()  # two officers are called so
    people.view.selectRow(1)
    click(people.make)
    people.view.selectRow(0)
    pick(people.other, "Lind, Avery · M0001")
    click(people.take)
    assert [row[-1] for row in cells(people.table)] == ["Is M0001 Lind, Avery", "New officer"]
    click(asked.next_button)
    assert asked.outcome.summary.text() == "4 new · 1 rejected. 1 new officer beside them."
    assert asked.outcome.left_out.text() == "Left out: 4 titles and headers, 1 total or subtotal."
    assert cells(asked.outcome.sums)[1] == ["OT Amount", "−493.43", "5 of 5", "50.00", "−493.43"]
    rows = cells(asked.outcome.rows_view.table)
    assert rows[0][:2] == ["9", "Rejected"]
    assert "26" in rows[0][3]
    assert asked.outcome.reason.text().startswith("Row 9: ")
    heard: list[tuple[Changed, str]] = []
    asked.imported.connect(lambda *what: heard.append(what))
    click(asked.next_button)
    assert heard[0][1].startswith("Import of register.csv, 4 entries and 1 new officer: 4 new")
    assert {each.officer_id for each in entries(book)} == {"0417", "0999", "M0001"}


def test_the_dialog_has_its_height_from_the_start(opened: Callable[[Path], ImportDialog], tmp_path: Path) -> None:
    asked = opened(register(tmp_path))
    height = asked.height()
    click(asked.next_button)
    assert asked.height() == height < asked.screen().availableGeometry().height() - 5 * UNIT  # room for the title bar


def test_the_first_step_says_in_full_why_a_row_is_rejected(
    opened: Callable[[Path], ImportDialog], tmp_path: Path
) -> None:
    text = "Emp No,Date Worked,OT Pay\n0417,11/15/2025,10.00\n0417,11/16/2025,10.005\n0417,11/31/2025,10.00\n"
    step = opened(register(tmp_path, text)).columns
    assert step.problem.text().startswith("Row 3: Column “OT Pay”: “10.005”")
    step.understood.setCurrentIndex(step.understood.table.index(2, 0))
    assert step.problem.text().startswith("Row 4: Column “Date Worked”: “11/31/2025”")
    step.understood.setCurrentIndex(step.understood.table.index(0, 0))
    assert not step.problem.isVisible()


def test_rejected_rows_are_saved_with_their_reasons(
    opened: Callable[[Path], ImportDialog], prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    asked = opened(register(tmp_path))
    click(asked.next_button)
    click(asked.next_button)
    prompts.will("save_file", tmp_path / "rejected.csv")
    click(asked.outcome.save)
    assert "3 rejected rows are in" in asked.message.text
    written = (tmp_path / "rejected.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(written) == 4
    assert written[0].startswith("Row in the file,Reason,Emp No")


# -- what the user corrects


def test_a_date_that_can_be_read_in_two_ways_is_asked_about_once(
    opened: Callable[[Path], ImportDialog], book: Services, tmp_path: Path
) -> None:
    asked = opened(
        register(tmp_path, "Emp No,Work Date,Hours,Amount\n0417,03/04/2026,1,10.00\n0417,05/06/2026,1,10.00\n")
    )
    click(asked.next_button)
    assert asked.step == 0
    assert asked.message.text == "Every date can be read in two ways, like 03/04/2026; say which it is."
    assert asked.columns.date_order.hasFocus()
    assert asked.columns.date_order.isVisible()
    pick(asked.columns.date_order, "Day first")
    click(asked.next_button)
    assert asked.step == 2
    click(asked.next_button)
    assert [str(each.worked_on) for each in entries(book)] == ["2026-04-03", "2026-06-05"]


def test_another_column_for_a_field_and_a_fixed_value(
    opened: Callable[[Path], ImportDialog], book: Services, tmp_path: Path
) -> None:
    asked = opened(register(tmp_path, "Emp No,Work Date,Hrs A,Hrs B,Amount\n0417,10/23/2026,1,2,10.00\n"))
    fields = asked.columns.fields
    pick(fields.choices["hours"].boxes[0], "Hrs A")
    more = fields.choices["hours"].more
    assert more is not None
    click(more)
    pick(fields.choices["hours"].boxes[1], "Hrs B")
    approver = fields.fixed["approved_by"].editor
    approver.setFocus()
    QTest.keyClicks(approver, "Sgt. Reyes")
    paid = fields.fixed["paid_on"].editor
    paid.setFocus()
    QTest.keyClicks(paid, "11/6/2026")
    click(asked.next_button)
    click(asked.next_button)
    (entry,) = entries(book)
    assert (str(entry.hours), entry.approved_by, str(entry.paid_on)) == ("3", "Sgt. Reyes", "2026-11-06")


def test_a_fixed_value_that_cannot_be_read_is_told_at_its_field(
    opened: Callable[[Path], ImportDialog], tmp_path: Path
) -> None:
    asked = opened(register(tmp_path))
    editor = asked.columns.fields.fixed["hours"].editor
    editor.setFocus()
    QTest.keyClicks(editor, "many")
    press(Key.Key_Tab)
    assert "hours" in asked.message.text
    click(asked.next_button)
    assert asked.step == 0
    assert editor.hasFocus()


def test_only_one_departments_rows_are_taken(
    opened: Callable[[Path], ImportDialog], book: Services, tmp_path: Path
) -> None:
    asked = opened(register(tmp_path))
    chosen = asked.columns.filter
    pick(chosen.column, "Only where “Dept”")
    assert [chosen.values.item(row).text() for row in range(3)] == ["Task Force  (3)", "Jail  (2)", "(empty)  (1)"]
    chosen.values.setFocus()
    press(Key.Key_Space)
    click(asked.next_button)
    click(asked.next_button)
    assert "2 left out by the filter" in asked.outcome.left_out.text()
    click(asked.next_button)
    assert len(entries(book)) == 2


def test_another_kind_sheet_and_header_are_proposed_anew(
    opened: Callable[[Path], ImportDialog], tmp_path: Path
) -> None:
    workbook = Workbook()
    first = workbook.active
    assert first is not None
    first.title = "Cover"
    first.append(["Marlow County"])
    second = workbook.create_sheet("Pay")
    second.append(["Rates", "of", "pay"])
    second.append(["Emp No", "Effective Date", "Annual Salary"])
    second.append(["0417", "2025-10-01", 61000])
    workbook.save(tmp_path / "pay.xlsx")
    asked = opened(tmp_path / "pay.xlsx")
    step = asked.columns
    assert (step.holds.currentText(), step.sheet.currentText()) == ("Pay rates", "Pay (3 rows)")
    assert step.mapping.header_row == 2
    pick(step.header_row, "1: Rates")
    assert step.mapping.header_row == 1
    assert step.raw.table.columns[1].title == "Rates"
    pick(step.header_row, "2: Emp No")
    assert step.mapping.columns_of("annual_salary") == ("Annual Salary",)
    pick(step.sheet, "Cover")
    assert step.mapping.sheet == "Cover"
    pick(step.sheet, "Pay")
    pick(step.holds, "Officers")
    assert step.mapping.kind is Officer
    assert "annual_salary" not in step.fields.choices


def test_what_every_row_would_lack_is_asked_for(opened: Callable[[Path], ImportDialog], tmp_path: Path) -> None:
    asked = opened(register(tmp_path, "Emp No,Base Pay\n0417,1000.00\n"))
    pick(asked.columns.holds, "Payroll")
    fields = asked.columns.fields
    click(asked.next_button)
    assert asked.step == 0
    assert asked.message.text.startswith("Period from is needed: choose the column that has it")
    assert fields.choices["period_from"].boxes[0].hasFocus()
    for name, day in (("period_from", "10/1/2025"), ("period_last", "10/31/2025")):
        editor = fields.fixed[name].editor
        editor.setFocus()
        QTest.keyClicks(editor, day)
        press(Key.Key_Tab)
    pick(fields.choices["officer_id"].boxes[0], "Not in the file")
    click(asked.next_button)
    assert asked.message.text == "Choose the column that says whose rows they are, by ID or by name."
    pick(fields.choices["officer_id"].boxes[0], "Emp No")
    click(asked.next_button)
    assert asked.outcome.summary.text() == "1 new."


def test_a_namesake_is_shown_and_taken_only_when_said(
    opened: Callable[[Path], ImportDialog], book: Services, tmp_path: Path
) -> None:
    asked = opened(register(tmp_path, 'Emp No,Name,Work Date,Hours,Amount\n1001,"Lind, Avery J",10/23/2026,1,10.00\n'))
    book.records.remove([each for each in officers(book) if each.officer_id == "M0001"])
    click(asked.next_button)
    (row,) = cells(asked.people.table)
    assert row[-2:] == ["0417 Lind, Avery, by the name alone", "Left out"]
    asked.people.view.selectRow(0)
    click(asked.people.confirm)
    click(asked.next_button)
    click(asked.next_button)
    assert [each.officer_id for each in entries(book)] == ["0417"]


def test_a_column_is_chosen_after_the_tables_were_walked_through(
    opened: Callable[[Path], ImportDialog], tmp_path: Path
) -> None:
    asked = opened(register(tmp_path))
    for view in (asked.columns.raw, asked.columns.understood):
        view.setFocus()
        press(Key.Key_Down, Key.Key_Down)
    pick(asked.columns.fields.choices["document"].boxes[0], "Dept")
    assert asked.message.text == ""
    assert asked.columns.mapping.columns_of("document") == ("Dept",)


def test_the_same_file_again_with_a_rejected_row(opened: Callable[[Path], ImportDialog], tmp_path: Path) -> None:
    first = opened(register(tmp_path))
    for _step in range(3):
        click(first.next_button)
    asked = opened(register(tmp_path))
    for _step in range(2):
        click(asked.next_button)
    assert asked.outcome.summary.text() == "2 unchanged · 3 rejected."
    assert asked.message.text == "Nothing is imported: the book has the other rows already."


# -- remembered


def test_how_a_file_was_read_is_offered_for_the_next_of_its_kind(
    opened: Callable[[Path], ImportDialog], book: Services, tmp_path: Path
) -> None:
    first = opened(register(tmp_path))
    pick(first.columns.fields.choices["officer_id"].boxes[0], "Not in the file")
    first.columns.name.setFocus()
    first.columns.name.selectAll()
    QTest.keyClicks(first.columns.name, "County register")
    click(first.next_button)
    assert saved_names(book) == ["County register"]
    second = opened(register(tmp_path, name="next month.csv"))
    assert second.columns.offer.currentText() == "As “County register”"
    assert second.columns.name.text() == "County register"
    assert second.columns.mapping.columns_of("officer_id") == ()
    pick(second.columns.offer, "As proposed")
    assert second.columns.mapping.columns_of("officer_id") == ("Emp No",)


# -- leaving and refusals


def test_what_was_decided_is_given_up_only_when_asked_for_twice(
    opened: Callable[[Path], ImportDialog], book: Services, tmp_path: Path
) -> None:
    asked = opened(register(tmp_path))
    pick(asked.columns.holds, "Payroll periods")
    press(Key.Key_Escape)
    assert asked.isVisible()
    assert "press Esc or Cancel again" in asked.message.text
    press(Key.Key_Escape)
    assert not asked.isVisible()
    assert entries(book) == []


def test_an_untouched_dialog_closes_at_once(opened: Callable[[Path], ImportDialog], tmp_path: Path) -> None:
    asked = opened(register(tmp_path))
    press(Key.Key_Escape)
    assert not asked.isVisible()


def test_back_and_forth_keeps_what_was_decided(opened: Callable[[Path], ImportDialog], tmp_path: Path) -> None:
    asked = opened(register(tmp_path))
    click(asked.next_button)
    asked.people.view.selectRow(1)
    click(asked.people.make)
    click(asked.next_button)
    assert asked.outcome.summary.text().startswith("3 new · 2 rejected")
    click(asked.back_button)
    assert asked.step == 1
    click(asked.back_button)
    assert asked.step == 0
    click(asked.next_button)
    assert [row[-1] for row in cells(asked.people.table)] == ["Left out", "New officer"]


def test_the_book_changed_meanwhile(opened: Callable[[Path], ImportDialog], book: Services, tmp_path: Path) -> None:
    asked = opened(register(tmp_path))
    click(asked.next_button)
    click(asked.next_button)
    book.records.save(Officer("0500", "Moe", "Bo"))
    click(asked.next_button)
    assert asked.isVisible()
    assert asked.message.text.startswith("The book was changed meanwhile, so nothing was imported")
    assert entries(book) == []
    click(asked.next_button)
    assert not asked.isVisible()
    assert len(entries(book)) == 2


def test_a_file_that_is_all_in_the_book_imports_nothing(opened: Callable[[Path], ImportDialog], tmp_path: Path) -> None:
    path = register(tmp_path, "Emp No,Work Date,Hours,Amount\n0417,10/23/2026,1,10.00\n")
    first = opened(path)
    click(first.next_button)
    click(first.next_button)
    again = opened(path)
    click(again.next_button)
    assert again.step == 2
    assert again.message.text == "Nothing is imported: the book has all of it already."
    assert not again.next_button.isEnabled()


def test_what_cannot_be_read_is_refused_in_a_sentence(
    window: MainWindow, services_closed: Path, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    window.open_book(services_closed)
    (tmp_path / "letter.xlsx").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    prompts.will("open_files", [tmp_path / "letter.xlsx"])
    prompts.will("error", None)
    entry(window, "File", "Import files")
    assert "PDF" in prompts.told[-1]
    records = tmp_path / "officers.csv"
    records.write_text("officer_id,last_name\n0001,Lind\n", encoding="utf-8")
    prompts.will("open_files", [records, register(tmp_path)])
    prompts.will("error", None)
    entry(window, "File", "Import files")
    assert prompts.told[-1].startswith("register.csv is not a file of a records folder")


# -- the samples


@pytest.mark.parametrize(
    ("name", "holds", "columns"),
    [
        ("county_annual_with_overtime.csv", "Pay rates", {}),
        ("county_annual_with_overtime.csv", "Overtime entries", {}),
        ("city_benefits_bom_crlf.csv", "Payroll periods", {}),
        ("city_benefits_bom_crlf.csv", "Overtime entries", {}),
        ("boston_style_accounting_padded_cp1252.csv", "Payroll periods", {}),
        ("boston_style_accounting_padded_cp1252.csv", "Payroll periods", {"base_pay": "TOTAL EARNINGS"}),
        ("boston_style_accounting_padded_cp1252.csv", "Overtime entries", {}),
        ("city_lone_cr_line_ends.csv", "Payroll periods", {}),
        ("city_lone_cr_line_ends.csv", "Overtime entries", {}),
        ("overtime_events_no_amounts.csv", "Overtime entries", {}),
    ],
)
def test_every_sample_comes_to_its_register(
    opened: Callable[[Path], ImportDialog], name: str, holds: str, columns: dict[str, str]
) -> None:
    asked = opened(SAMPLES / name)
    if asked.columns.holds.currentText() != holds:
        pick(asked.columns.holds, holds)
    fields = asked.columns.fields
    for field, label in columns.items():
        pick(fields.choices[field].boxes[0], label)
    for field, text in (
        ("effective_on", "2025-10-01"),
        ("period_from", "2025-10-01"),
        ("period_until", "2026-10-01"),
        ("worked_on", "2025-11-01"),
    ):
        if field in fields.fixed and not fields.choices[field].chosen():
            editor = fields.fixed[field].editor
            editor.setFocus()
            QTest.keyClicks(editor, text)
            press(Key.Key_Tab)
    click(asked.next_button)
    assert asked.step == 1
    asked.people.view.selectAll()
    click(asked.people.make)
    click(asked.next_button)
    assert asked.step == 2
    sums = {row[0]: row for row in cells(asked.outcome.sums)}
    known = {label: total for label, total in TOTALS[name].items() if label in sums}
    assert known
    for label, total in known.items():
        assert plain(sums[label][1]) == plain(total["sum"])
        assert sums[label][2] == f"{total.get('values', 300)} of {total['rows']}"
    assert f"{asked.outcome.rows_view.table.total} of" not in asked.message.text
    click(asked.next_button)
    assert not asked.isVisible()


def plain(amount: str) -> str:
    text = amount.replace(",", "")
    return text.rstrip("0").rstrip(".") if "." in text else text


def test_every_label_is_a_controls_name(opened: Callable[[Path], ImportDialog], tmp_path: Path) -> None:
    asked = opened(register(tmp_path))
    labels = [each for each in asked.columns.findChildren(QLabel) if "&" in each.text()]
    assert labels
    assert all(each.buddy() is not None for each in labels)
    letters = [each.text().partition("&")[2][:1].lower() for each in labels]
    letters += [each.text().partition("&")[2][:1].lower() for each in (asked.back_button, asked.next_button)]
    assert sorted(letters) == sorted(set(letters))


def test_the_wheel_scrolls_and_chooses_nothing(opened: Callable[[Path], ImportDialog], tmp_path: Path) -> None:
    asked = opened(register(tmp_path))
    box = asked.columns.fields.choices["officer_id"].boxes[0]
    assert not box.hasFocus()
    middle = QPointF(box.rect().center())
    event = QWheelEvent(
        middle,
        box.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    assert box.currentText() == "Emp No"
    assert not event.isAccepted()
