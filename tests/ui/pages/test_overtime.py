"""The Overtime page as a clerk uses it: by keyboard, on a real book."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from muster.domain.derivation import Derivation
from muster.domain.records import AnyRecord, Officer, OvertimeEntry
from muster.services.bundle import Services
from muster.services.overtime import CapRow
from muster.ui.models.column_filter import ColumnFilter
from muster.ui.pages.overtime import OvertimePage
from muster.ui.theme import colors
from tests.domain.evaluate import evaluate
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.conftest import MakeContext
from tests.ui.menus import entries as menu_entries
from tests.ui.menus import menu_by_key
from tests.ui.pages.hands import cells, control, dialog, fill, focused, nameless, no_dialog, open_page, press, write

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, sample_services: Services, make_context: MakeContext) -> OvertimePage:
    """The page on the sample agency."""
    return open_page(OvertimePage, qtbot, sample_services, make_context)


@pytest.fixture
def empty_page(qtbot: QtBot, services: Services, make_context: MakeContext) -> OvertimePage:
    """The page on a new book."""
    return open_page(OvertimePage, qtbot, services, make_context)


def choose_quarter(page: OvertimePage, text: str) -> None:
    page.quarter.box.setFocus()
    write(text)


def choose_officer(page: OvertimePage, officer_id: str) -> None:
    page.officer.setFocus()
    write(officer_id)


def entries(page: OvertimePage) -> list[list[str]]:
    return cells(page.entries.table)


def caps(page: OvertimePage) -> dict[str, list[str]]:
    return {row[0][:4]: row[1:] for row in cells(page.caps.view.table)}


def stored(services: Services, officer_id: str) -> list[OvertimeEntry]:
    with services.book.read() as records:
        return records.of_officer(OvertimeEntry, officer_id)


# -- what is shown


def test_it_opens_on_todays_quarter(page: OvertimePage) -> None:
    assert page.subtitle.text() == "FY2027Q1: worked 1 Oct 2026 to 31 Dec 2026"
    assert page.quarter.box.currentText() == "FY2027Q1 · Oct to Dec 2026"
    assert len(entries(page)) == 55
    assert page.foot.totals.text() == "55 entries · 237.25 hours · $10,654.15"
    assert page.foot.sums.text() == "counts $6,107.22 · not paid yet $4,546.93"


def test_the_quarter_before_and_after_by_key(page: OvertimePage) -> None:
    page.entries.setFocus()
    control(Key.Key_Left)
    assert page.subtitle.text().startswith("FY2026Q4")
    control(Key.Key_Left)
    assert page.subtitle.text().startswith("FY2026Q3")
    control(Key.Key_Right)
    assert page.subtitle.text().startswith("FY2026Q4")
    assert page.quarter.later.isEnabled()
    control(Key.Key_Right)
    assert not page.quarter.later.isEnabled()
    press(Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert page.subtitle.text().startswith("FY2026Q4")


@pytest.mark.parametrize(
    ("quarter", "officer_id", "worked", "status"),
    [
        ("FY2026Q1", "0133", "8 Nov 2025", "Day not claimable"),
        ("FY2026Q1", "0193", "9 Nov 2025", "Other funding: HIDTA"),
        ("FY2026Q1", "0417", "9 Oct 2025", "Counts"),
        ("FY2027Q1", "0118", "4 Nov 2026", "Not paid yet"),
    ],
)
def test_each_entry_says_whether_it_counts(
    page: OvertimePage, quarter: str, officer_id: str, worked: str, status: str
) -> None:
    choose_quarter(page, quarter)
    mine = [row for row in entries(page) if row[1].startswith(officer_id)]
    found = [row for row in mine if row[0] == worked] or mine
    assert status in {row[5] for row in found}


def test_compensatory_time_has_no_amount(page: OvertimePage) -> None:
    choose_officer(page, "0262")
    assert ["", "No amount"] in [[row[3], row[5]] for row in entries(page)]
    assert any(row[3] == "−87.76" for row in entries(page))


def test_the_caps_of_the_year(page: OvertimePage) -> None:
    choose_quarter(page, "FY2026Q4")
    assert page.caps.heading.text() == "Caps as of FY2026Q4"
    assert caps(page)["0118"] == ["18,480.31", "14,725.00", "14,725.00", "0.00", "3,755.31", "100%"]
    assert caps(page)["0160"][1] == "11,587.80"
    assert page.caps.totals.text() == "24 officers · worked $74,267.73 · used $69,734.70 · carried $4,533.03"


def test_strict_readings_have_another_cap(page: OvertimePage) -> None:
    choose_quarter(page, "FY2026Q1")
    published = caps(page)["0118"]
    page.caps.presets.setFocus()
    press(Key.Key_Right)
    assert caps(page)["0118"] != published
    assert "0402" not in caps(page)


def test_a_figure_of_the_cap_shows_its_derivation(page: OvertimePage, qtbot: QtBot) -> None:
    choose_quarter(page, "FY2026Q4")
    page.caps.view.select(lambda row: row.officer_id == "0118")
    page.caps.view.setFocus()
    press(Key.Key_Right, Key.Key_Right, Key.Key_Right)
    press(Key.Key_Return)
    assert page.sides.panel.isVisible()
    shown = page.sides.panel.derivation
    assert shown is not None
    assert shown.number == 1472500
    assert shown.rule == "R12"
    press(Key.Key_Escape)
    assert not page.sides.panel.isVisible()
    assert focused() is page.caps.view


def test_the_derivation_of_a_cap_closes_with_its_officer(page: OvertimePage, sample_services: Services) -> None:
    choose_quarter(page, "FY2026Q4")
    row = next(row for row in page.caps.view.table.shown() if row.officer_id == "0118")
    page.caps.view.figure_opened.emit(row, "Cap")
    assert page.sides.panel.isVisible()
    page.hear(sample_services.records.remove([row.officer]))
    assert not page.sides.panel.isVisible()
    assert page.message.text == ""


def test_every_figure_of_the_cap_opens(page: OvertimePage) -> None:
    choose_quarter(page, "FY2026Q3")
    row = next(row for row in page.caps.view.table.shown() if row.officer_id == "0118")
    position = row.position
    for title, value in {
        "Worked": position.to_date.worked,
        "Cap": position.to_date.cap,
        "Used": row.used,
        "Left": position.left,
        "Carried": position.carried,
        "Share of cap": row.percent_used,
    }.items():
        page.caps.view.figure_opened.emit(row, title)
        assert page.sides.panel.derivation is not None
        assert page.sides.panel.derivation.number == value, title


def explained(page: OvertimePage) -> Derivation:
    assert page.sides.panel.isVisible()
    assert page.sides.panel.derivation is not None
    return page.sides.panel.derivation


def test_the_caps_add_up_and_lead_to_each_officer(page: OvertimePage) -> None:
    choose_quarter(page, "FY2026Q4")
    shown = page.caps.view.table.shown()
    for name, value in {
        "worked": sum(row.position.to_date.worked for row in shown),
        "used": sum(row.used for row in shown),
        "carried": sum(row.position.carried for row in shown),
    }.items():
        page.caps.totals.figures[name].click()
        assert evaluate(explained(page)) == value
    page.sides.panel.select(explained(page).inputs[1])
    page.sides.panel.ask_line()
    assert explained(page).label == "Overtime carried"
    assert page.sides.panel.subject.text() == "0118 Castellano, Robert · published readings"
    page.sides.panel.go_back()
    assert explained(page).label == "Overtime carried, as of FY2026Q4"


def test_the_entries_shown_add_up_entry_by_entry(page: OvertimePage) -> None:
    page.foot.totals.figures["all"].click()
    assert page.sides.panel.subject.text() == "All officers · FY2027Q1"
    assert [part.label for part in explained(page).inputs] == ["Overtime, counts", "Overtime, not paid yet"]
    assert evaluate(explained(page)) == 1065415
    page.foot.sums.figures["counts"].click()
    assert evaluate(explained(page)) == 610722
    counted = [row.entry for row in page.entries.table.shown() if row.standing == "counts"]
    assert [leaf.source for leaf in explained(page).inputs] == counted


def test_selected_entries_add_up(page: OvertimePage) -> None:
    page.entries.setFocus()
    press(Key.Key_Home)
    press(Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    page.foot.sums.figures["all"].click()
    assert len(explained(page).inputs) == 2
    assert page.sides.panel.subject.text() == "All officers · FY2027Q1, selected"
    press(Key.Key_Escape)
    assert focused() is page.entries


def test_a_derivation_follows_what_is_shown(page: OvertimePage) -> None:
    page.foot.totals.figures["all"].click()
    choose_quarter(page, "FY2026Q4")
    assert page.sides.panel.subject.text() == "All officers · FY2026Q4"
    assert evaluate(explained(page)) == sum(row.entry.amount or 0 for row in page.entries.table.shown())


def test_entries_have_a_menu(page: OvertimePage) -> None:
    page.entries.setFocus()
    press(Key.Key_Home)
    menu = menu_by_key(page.entries)
    told = [text.partition("\t")[0] for text in menu_entries(menu)]
    actions = ["Edit…", "Remove…", "Paste rows…", "Set cells…", "Documents…"]
    assert told == ["Copy", "Copy with headers", "-", *actions, "-", "Column “Worked”"]
    menu.close()


def is_of(officer_id: str, row: CapRow) -> bool:
    return row.officer_id == officer_id


def test_the_share_of_the_cap_is_painted_and_said(page: OvertimePage) -> None:
    choose_quarter(page, "FY2026Q4")
    for officer_id, words, shade in (("0118", "100%", colors().warning), ("0102", "8%", colors().border)):
        page.caps.view.select(partial(is_of, officer_id))
        index = page.caps.view.currentIndex().siblingAtColumn(6)
        picture = page.caps.view.viewport().grab(page.caps.view.visualRect(index)).toImage()
        assert index.data() == words
        assert picture.pixelColor(picture.width() // 2, picture.height() // 2).name() == shade


# -- filters


def test_one_officers_entries_of_all_quarters(page: OvertimePage) -> None:
    choose_officer(page, "0193")
    assert page.subtitle.text() == "0193 Fenwick, Paul, all quarters"
    assert page.foot.totals.text() == "16 entries · 67.00 hours · $3,104.19"
    assert page.foot.sums.text() == "counts $1,610.01 · other funding $1,093.15 · not paid yet $401.03"
    assert list(caps(page)) == ["0193"]
    page.all_quarters.setFocus()
    press(Key.Key_Space)
    assert page.subtitle.text().startswith("FY2027Q1")
    assert {row[1] for row in entries(page)} == {"0193 Fenwick, Paul"}
    assert len(entries(page)) < 16


def test_choosing_a_quarter_ends_all_quarters(page: OvertimePage) -> None:
    choose_officer(page, "0193")
    choose_quarter(page, "FY2026Q1")
    assert not page.all_quarters.isChecked()
    assert page.officer.currentText() == "0193 Fenwick, Paul"
    assert all(row[0].endswith("2025") for row in entries(page))


def test_search_and_status_filter(page: OvertimePage, qtbot: QtBot) -> None:
    choose_quarter(page, "FY2026Q1")
    page.search.setFocus()
    write("fenwick hidta")
    assert {row[5] for row in entries(page)} == {"Other funding: HIDTA"}
    press(Key.Key_Escape)
    page.status.setFocus()
    write("Day not")
    assert {row[5] for row in entries(page)} == {"Day not claimable"}
    page.search.setFocus()
    write("nobody has this")
    assert page.empty.isVisible()
    assert page.empty.heading.text() == "No entry matches"
    assert page.empty.button is not None
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert len(entries(page)) > 40
    assert not page.empty.isVisible()


def test_selected_rows_are_summed(page: OvertimePage) -> None:
    page.entries.setFocus()
    press(Key.Key_Home)
    press(Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    press(Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert page.foot.sums.text() == "Selected: 3 entries · 26.75 hours · $1,159.70"
    control(Key.Key_C)
    assert QGuiApplication.clipboard().text() == "2026-10-01\n2026-10-04\n2026-10-07\n"


def test_the_foot_follows_a_column_s_filter(page: OvertimePage) -> None:
    titles = [column.title for column in page.entries.table.columns]
    page.entries.table.filter_column(titles.index("Amount"), ColumnFilter(low=30000))
    shown = page.entries.table.shown()
    assert 0 < len(shown) < 55
    assert page.foot.totals.text().startswith(f"{len(shown)} entries · ")
    assert {row.entry.amount or 0 for row in shown} == {
        row.entry.amount for row in shown if (row.entry.amount or 0) >= 30000
    }
    page.entries.table.filter_column(titles.index("Amount"), ColumnFilter(low=10**9))
    assert page.empty.isVisible()
    assert page.empty.button is not None
    page.empty.button.click()
    assert page.foot.totals.text().startswith("55 entries")


def test_enter_on_a_cap_shows_the_officers_entries(page: OvertimePage) -> None:
    page.caps.view.select(lambda row: row.officer_id == "0133")
    page.caps.view.setFocus()
    press(Key.Key_Home, Key.Key_Left)
    page.caps.view.select(lambda row: row.officer_id == "0133")
    press(Key.Key_Return)
    assert page.subtitle.text() == "0133 Hale, Jonathan, all quarters"


# -- entering


def test_a_register_is_typed_in_one_go(page: OvertimePage, qtbot: QtBot, sample_services: Services) -> None:
    before = stored(sample_services, "0417")
    page.entries.setFocus()
    control(Key.Key_N)
    form = dialog(qtbot)
    fill("0417", "11/3/2026", "3.5", "312.50", "2026-11-20", "", "Lt. Gray", "OT register 2026-11")
    control(Key.Key_Return)
    assert form.isVisible()
    assert form.message.text == "Saved: officer 0417, 3 Nov 2026, $312.50. Type the next entry."
    assert form.form.typed() == {
        "officer_id": "0417", "worked_on": "2026-11-03", "hours": "", "amount": "", "paid_on": "",
        "funding": "", "approved_by": "", "document": "",
    }  # fmt: skip
    assert focused() is form.form.fields["worked_on"].editor
    fill("2026-11-04", "2", "$178.57", "2026-11-20")
    control(Key.Key_Return)
    fill("5 Nov 2026", "1.25")
    press(Key.Key_Return)
    no_dialog(qtbot)
    new = [each for each in stored(sample_services, "0417") if each not in before]
    assert [(each.worked_on.day, each.amount, each.approved_by) for each in new] == [
        (3, 31250, "Lt. Gray"),
        (4, 17857, ""),
        (5, None, ""),
    ]
    assert page.foot.totals.text().startswith("58 entries · 244.00 hours · ")
    assert sum(row[5] == "No amount" for row in entries(page)) == 1


def test_what_cannot_be_read_is_told_at_its_field_and_kept(page: OvertimePage, qtbot: QtBot) -> None:
    control(Key.Key_N)
    form = dialog(qtbot)
    fill("0417", "31 Nov 2026", "3.5", "1.234,50")
    control(Key.Key_Return)
    errors = {name: field.error for name, field in form.form.fields.items() if field.error}
    assert list(errors) == ["worked_on", "amount"]
    assert "“1.234,50” is not an amount of money" in errors["amount"]
    assert form.form.typed()["amount"] == "1.234,50"
    assert page.foot.totals.text().startswith("55 entries")
    form.reject()


def test_more_hours_than_a_day_has_are_refused(page: OvertimePage, qtbot: QtBot) -> None:
    choose_officer(page, "0118")
    control(Key.Key_N)
    form = dialog(qtbot)
    assert form.form.typed()["officer_id"] == "0118"
    fill("2026-10-01", "20", "500")
    control(Key.Key_Return)
    assert "28.5 hours, more than a day has" in form.form.fields["hours"].error
    form.reject()


def test_an_entry_is_edited_and_its_payment_counts(page: OvertimePage, qtbot: QtBot) -> None:
    page.entries.select(lambda row: row.entry.officer_id == "0118" and row.entry.paid_on is None)
    page.entries.setFocus()
    press(Key.Key_F2)
    form = dialog(qtbot)
    assert form.form.typed()["amount"] == "350.08"
    form.form.fields["paid_on"].editor.setFocus()
    write("2026-11-27")
    press(Key.Key_Return)
    no_dialog(qtbot)
    current = page.entries.current()
    assert current is not None
    assert (current.entry.officer_id, current.entry.paid_on) == ("0118", date(2026, 11, 27))
    assert page.foot.sums.text() == "counts $6,457.30 · not paid yet $4,196.85"
    assert caps(page)["0118"][0] == "2,177.12"


def test_entries_are_removed_after_asking(
    page: OvertimePage, prompts: AnsweredPrompts, sample_services: Services
) -> None:
    page.entries.setFocus()
    press(Key.Key_Home)
    press(Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    prompts.will("confirm", False)
    press(Key.Key_Delete)
    assert page.foot.totals.text().startswith("55 entries")
    prompts.will("confirm", True)
    press(Key.Key_Delete)
    assert prompts.asked[-1] == (
        "Remove 2 overtime entries? 2 entries · 16.75 hours · $722.10. "
        "Undo or the bin on the History page brings them back."
    )
    assert page.foot.totals.text().startswith("53 entries")
    assert date(2026, 10, 4) not in {each.worked_on for each in stored(sample_services, "0118")}


@pytest.mark.parametrize(
    ("worked", "told"),
    [
        ("2026-07-04", "The entry of 4 Jul 2026 is kept in FY2026Q4; choose that quarter to see it."),
        ("2027-02-01", "The entry of 1 Feb 2027 is kept in FY2027Q2; choose that quarter to see it."),
        ("2025-09-30", "The entry of 30 Sep 2025 is kept, but it is before the program began."),
        ("2026-11-03", ""),
    ],
)
def test_an_entry_of_another_quarter_says_where_it_is(page: OvertimePage, qtbot: QtBot, worked: str, told: str) -> None:
    control(Key.Key_N)
    dialog(qtbot)
    fill("0417", worked, "2", "80", worked)
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert page.message.text == told
    if "choose" in told:
        choose_quarter(page, told.split(";", maxsplit=1)[0].rsplit(" ", maxsplit=1)[-1])
        assert any(row[1].startswith("0417") and row[3] == "80.00" for row in entries(page))
        assert page.message.text == ""  # it has been followed


# -- an empty book, and the window


def test_without_officers_it_leads_to_them(
    qtbot: QtBot, services: Services, make_context: MakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[tuple[str, AnyRecord | None]] = []
    page = open_page(OvertimePage, qtbot, services, make_context)
    object.__setattr__(page.context, "go_to", lambda key, record: gone.append((key, record)))
    assert page.empty.isVisible()
    assert page.empty.heading.text() == "No officers yet"
    assert page.empty.button is not None
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert gone == [("officers", None)]
    control(Key.Key_N)
    assert page.message.text.endswith("add the officers first, on the Officers page.")


def test_the_first_entry(empty_page: OvertimePage, qtbot: QtBot, services: Services) -> None:
    services.records.save(Officer("0417", "Lind"))
    empty_page.reload()
    assert empty_page.empty.heading.text() == "No overtime entries"
    assert empty_page.caps.view_or_none.empty.isVisible()
    assert empty_page.empty.button is not None
    qtbot.mouseClick(empty_page.empty.button, Qt.MouseButton.LeftButton)
    dialog(qtbot)
    fill("0417", "2026-11-03", "2", "80")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert [row[5] for row in entries(empty_page)] == ["Day not claimable"]


def test_a_record_is_brought_into_view(page: OvertimePage, sample_services: Services) -> None:
    wanted = stored(sample_services, "0417")[0]
    page.show_record(wanted)
    current = page.entries.current()
    assert current is not None
    assert current.entry == wanted
    assert page.quarter.quarter == (2026, 1)
    page.show_record(Officer("0133"))
    assert page.subtitle.text().startswith("0133 ")


def test_every_control_has_a_name(page: OvertimePage) -> None:
    assert [widget for widget in nameless(page) if widget.isVisibleTo(page)] == []


def test_tab_goes_through_the_page_in_reading_order(page: OvertimePage) -> None:
    page.quarter.box.setFocus()
    names = [focused().accessibleName()]
    while len(names) < 7:
        press(Key.Key_Tab)
        names.append(focused().accessibleName())
    assert names == [
        "Quarter",
        "Officer",
        "Status",
        "Search the entries",
        "Overtime entries",
        "Published readings",
        "Overtime caps",
    ]


def test_the_division_of_the_page_is_kept(
    page: OvertimePage, qtbot: QtBot, sample_services: Services, make_context: MakeContext
) -> None:
    tables = page.sides.widget(0)
    assert isinstance(tables, QSplitter)
    tables.moveSplitter(200, 1)
    sizes = tables.sizes()
    again = open_page(OvertimePage, qtbot, sample_services, make_context).sides.widget(0)
    assert isinstance(again, QSplitter)
    assert again.sizes() == sizes
