"""The Officers page as a clerk uses it: by keyboard, on a real book."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from muster.domain.derivation import Derivation
from muster.domain.money import dollars
from muster.domain.records import Agreement, Model, Officer
from muster.services.bundle import Services
from muster.ui.main_window import MainWindow
from muster.ui.pages.officers import OfficersPage
from muster.ui.pages.record_list import RecordList
from tests.domain.evaluate import evaluate
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.conftest import MakeContext
from tests.ui.pages.hands import cells, control, dialog, fill, focused, nameless, no_dialog, open_page, press, write

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, sample_services: Services, make_context: MakeContext) -> OfficersPage:
    """The page on the sample agency."""
    return open_page(OfficersPage, qtbot, sample_services, make_context)


@pytest.fixture
def empty_page(qtbot: QtBot, services: Services, make_context: MakeContext) -> OfficersPage:
    """The page on a new book."""
    return open_page(OfficersPage, qtbot, services, make_context)


def ids(page: OfficersPage) -> list[str]:
    return [row[0] for row in cells(page.list.view.table)]


def listed(page: OfficersPage, title: str) -> RecordList[Any]:
    return next(each.listed for each in page.pane.sections if each.section.listing.title == title)


def show_tab(page: OfficersPage, title: str) -> None:
    page.pane.tabs.setCurrentIndex([each.section.listing.title for each in page.pane.sections].index(title))


def choose(page: OfficersPage, officer_id: str) -> None:
    assert page.list.select(officer_id)
    page.list.view.setFocus()


# -- the list


def test_the_roster_says_how_everybody_stands(page: OfficersPage) -> None:
    rows = {row[0]: row for row in cells(page.list.view.table)}
    assert len(rows) == 25
    assert page.subtitle.text() == "25 officers: 22 eligible today (1 ends within 90 days), 2 not eligible, 1 separated"
    assert rows["0118"][:4] == ["0118", "Castellano, Robert J.", "Eligible", "TFM"]
    assert rows["0174"][2:5] == ["Ends soon", "TFM", "12 Jan 2027"]
    assert rows["0211"][2] == "Removed"
    assert rows["0160"][2] == "Separated"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("0417", ["0417"]), ("reyes", ["0456"]), ("robert cast", ["0118"]), ("J09", ["0409"]), ("eligible", [])],
)
def test_typing_in_the_list_searches_ids_names_and_badges(page: OfficersPage, typed: str, found: list[str]) -> None:
    page.list.view.setFocus()
    press(*[getattr(Key, f"Key_{typed[0].upper()}")])
    for letter in typed[1:]:
        press(Key.Key_Space if letter == " " else getattr(Key, f"Key_{letter.upper()}"))
    assert focused() is page.list.search
    assert page.list.search.text() == typed.lower()
    assert ids(page) == found


def test_escape_in_the_search_shows_everybody_again(page: OfficersPage) -> None:
    page.list.search.setFocus()
    write("nobody of this name")
    assert ids(page) == []
    assert page.pane.detail is None
    press(Key.Key_Escape)
    assert len(ids(page)) == 25


def test_down_goes_from_the_search_to_the_list_and_enter_to_the_file(page: OfficersPage) -> None:
    page.list.search.setFocus()
    write("lind")
    press(Key.Key_Down)
    assert focused() is page.list.view
    assert page.pane.name.text() == "Lind, Avery"
    press(Key.Key_Return)
    assert focused() is listed(page, "Authorizations").view
    press(Key.Key_Escape)
    assert focused() is page.list.view


def test_arrow_keys_move_and_the_file_follows(page: OfficersPage) -> None:
    choose(page, "0102")
    press(Key.Key_Down, Key.Key_Down)
    assert page.pane.facts.text().startswith("ID 0126 · Deputy · Badge 35 · Hired 5 Feb 2018")
    assert page.pane.standing.text() == "Eligible as TFM since 2 Jun 2025; authorization ends 1 Jun 2027."


def pick(page: OfficersPage, model: str = "All models", standing: str = "Any standing") -> list[str]:
    page.list.model.setCurrentText(model)
    page.list.standing.setCurrentText(standing)
    return ids(page)


def test_filters_by_model_and_by_standing_today(page: OfficersPage) -> None:
    assert pick(page, "WSO · Warrant Service Officer") == ["0151", "0301", "0312"]
    assert pick(page, standing="Ends within 90 days") == ["0174"]
    assert pick(page, standing="Not eligible today") == ["0211", "0440"]
    assert pick(page, standing="Separated") == ["0160"]
    assert len(pick(page, standing="Eligible today")) == 22
    assert pick(page, "JEM · Jail Enforcement", "Not eligible today") == ["0440"]
    assert page.list.count.text() == "1 of 25"


def test_when_nobody_matches_one_button_shows_everybody(page: OfficersPage) -> None:
    assert pick(page, "No authorization", "Eligible today") == []
    button = page.list.nobody.button
    assert button is not None
    assert button.isVisible()
    button.click()
    assert len(ids(page)) == 25


def test_a_click_on_a_header_sorts(page: OfficersPage) -> None:
    page.list.view.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert ids(page)[0] == "0174"
    page.list.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [row[1] for row in cells(page.list.view.table)][:2] == ["Whitfield, Marian", "Voss, Henry"]


def test_the_selection_survives_a_reload(page: OfficersPage) -> None:
    choose(page, "0312")
    page.reload()
    current = page.list.view.current()
    assert current is not None
    assert current.officer.officer_id == "0312"
    assert page.pane.name.text() == "Ingram, Teresa"


def test_an_officer_that_a_change_takes_out_of_the_filter_stays_until_another_is_chosen(
    page: OfficersPage, qtbot: QtBot
) -> None:
    assert len(pick(page, standing="Eligible today")) == 22
    choose(page, "0126")
    press(Key.Key_F2)
    dialog(qtbot)
    fill("", "", "", "", "", "", "2026-06-30")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert page.pane.name.text() == "Brandt, Elise"
    assert page.pane.standing.text() == "Separated; last day employed 30 Jun 2026."
    assert "0126" in ids(page)
    pick(page)
    assert "0126" not in pick(page, standing="Eligible today")


def test_showing_a_record_finds_its_officer_even_behind_a_filter(page: OfficersPage) -> None:
    pick(page, standing="Separated")
    detail = page.context.services.officers.detail("0126")
    assert detail is not None
    raise_ = next(each for each in detail.pay if each.effective_on.year == 2026)
    page.show_record(raise_)
    assert page.pane.name.text() == "Brandt, Elise"
    pay = listed(page, "Pay history")
    assert pay.isVisible()
    assert pay.view.current() == raise_


# -- an officer's records, by keyboard only


def add_row(qtbot: QtBot, *typed: str) -> None:
    press(Key.Key_Insert)
    dialog(qtbot)
    fill(*typed)
    press(Key.Key_Return)
    no_dialog(qtbot)


def next_tab() -> None:
    control(Key.Key_Tab)


def test_an_officer_with_every_kind_of_row_by_keyboard_only(
    empty_page: OfficersPage, services: Services, qtbot: QtBot
) -> None:
    page = empty_page
    services.records.save(Agreement(Model.TFM, signed_on=date(2025, 3, 1)))
    assert page.empty.button is not None
    page.empty.button.setFocus()
    control(Key.Key_N)
    dialog(qtbot)
    fill("0501", "Okafor", "Dana", "", "Deputy", "77", "3/19/2012")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert cells(page.list.view.table)[0][:3] == ["0501", "Okafor, Dana", "No authorization"]

    press(Key.Key_Return)
    add_row(qtbot, "T", "2025-05-16", "6/2/2025", "", "TFM-1", "Letter 1")
    assert page.pane.standing.text() == "Eligible as TFM since 2 Jun 2025; authorization ends 1 Jun 2027."
    next_tab()
    add_row(qtbot, "2026-02-09", "2026-03-09", "s", "Order 7")
    next_tab()
    add_row(qtbot, "2025-10-01", "67,432.19", "", "41.25", "", "2025-10-17", "HR 1")
    next_tab()
    add_row(qtbot, "2025-10-01", "317/520")
    next_tab()
    add_row(qtbot, "2025-10-11", "4.5", "310.50", "2025-11-14", "", "Sgt. Hill", "Slip 12")
    next_tab()
    add_row(qtbot, "2025-09-28", "2025-10-12", "2,593.55", "-12.00", "2025-10-17", "Register 1")

    shown = {each.listing.title: cells(each.view.table) for each in (tab.listed for tab in page.pane.sections)}
    assert shown == {
        "Authorizations": [["TFM", "2 Jun 2025", "", "16 May 2025", "Cited", "Letter 1", "TFM-1"]],
        "Interruptions": [["Suspended", "9 Feb 2026", "9 Mar 2026", "Cited", "Order 7"]],
        "Pay history": [["1 Oct 2025", "67,432.19", "", "41.25%", "17 Oct 2025", "Cited", "HR 1"]],
        "Effort": [["1 Oct 2025", "60.96% (317/520)", ""]],
        "Overtime": [["11 Oct 2025", "4.5", "310.50", "14 Nov 2025", "Sgt. Hill", "Cited", "Slip 12", ""]],
        "Payroll": [["28 Sep 2025", "12 Oct 2025", "2,593.55", "−12.00", "17 Oct 2025", "Cited", "Register 1"]],
    }
    assert page.pane.standing.text() == "Eligible as TFM since 9 Mar 2026; authorization ends 1 Jun 2027."


def test_what_overlaps_is_told_at_its_field_and_keeps_the_typing(page: OfficersPage, qtbot: QtBot) -> None:
    choose(page, "0102")
    press(Key.Key_Return, Key.Key_Insert)
    asked = dialog(qtbot)
    fill("T", "2026-01-09", "2026-02-01")
    press(Key.Key_Return)
    assert asked.isVisible()
    assert asked.form.fields["authorized_on"].error == (
        "Officer 0102's authorization of 2026-02-01 overlaps that of 2025-05-06; a day belongs to one authorization."
    )
    assert focused() is asked.form.fields["authorized_on"].editor
    assert asked.form.typed()["trained_on"] == "2026-01-09"
    write("2027-05-06")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert [row[1] for row in cells(listed(page, "Authorizations").view.table)] == ["6 May 2027", "6 May 2025"]


@pytest.mark.parametrize(
    ("typed", "column", "sentence"),
    [
        (("", "1.00"), "effective_on", "Effective is needed."),
        (("2026-13-01", "1.00"), "effective_on", "“2026-13-01” is not a date; write it like 2025-11-17."),
        (("2026-12-01", "1.234,50"), "annual_salary", "“1.234,50” is not an amount of money; write it like 1234.50"),
        (("2026-12-01", "-5"), "annual_salary", "“Annual salary” is below zero; check the sign."),
        (("2026-12-01", "5", "1", "2"), "benefits_percent", "are both filled; keep one of them."),
        (("2025-10-01", "5"), "effective_on", "Officer 0102 has pay from 2025-10-01 already; remove one or change it."),
    ],
)
def test_pay_that_cannot_be_is_told_at_its_field(
    page: OfficersPage, qtbot: QtBot, typed: tuple[str, ...], column: str, sentence: str
) -> None:
    choose(page, "0102")
    page.pane.tabs.setCurrentIndex(2)
    press(Key.Key_Return, Key.Key_Insert)
    asked = dialog(qtbot)
    fill(*typed)
    press(Key.Key_Return)
    assert sentence in asked.form.fields[column].error
    assert [text for text in asked.form.typed().values() if text] == [text for text in typed if text]
    asked.reject()
    assert len(listed(page, "Pay history").view.table.shown()) == 1


def test_enter_edits_a_row_and_delete_removes_it_after_asking(
    page: OfficersPage, prompts: AnsweredPrompts, qtbot: QtBot
) -> None:
    choose(page, "0126")
    page.pane.tabs.setCurrentIndex(2)
    press(Key.Key_Return)
    pay = listed(page, "Pay history")
    assert [row[:2] for row in cells(pay.view.table)] == [["11 Jan 2026", "65,190.00"], ["1 Oct 2025", "61,500.00"]]
    press(Key.Key_Return)
    asked = dialog(qtbot)
    assert asked.form.typed()["annual_salary"] == "65190.00"
    fill("", "65200")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert cells(pay.view.table)[0][:2] == ["11 Jan 2026", "65,200.00"]
    assert focused() is pay.view

    prompts.will("confirm", False)
    press(Key.Key_Delete)
    assert pay.view.table.rowCount() == 2
    prompts.will("confirm", True)
    press(Key.Key_Delete)
    assert prompts.asked[-1] == (
        "Remove the pay row 11 Jan 2026 65,200.00? Brandt, Elise (0126)\n\n"
        "Undo or the bin on the History page brings it back."
    )
    assert [row[0] for row in cells(pay.view.table)] == ["1 Oct 2025"]


def test_a_payroll_row_begins_with_the_next_period(page: OfficersPage, qtbot: QtBot) -> None:
    choose(page, "0102")
    page.pane.tabs.setCurrentIndex(5)
    press(Key.Key_Return, Key.Key_Insert)
    asked = dialog(qtbot)
    assert [asked.form.typed()[name] for name in ("period_from", "period_until")] == ["2026-11-08", "2026-11-22"]
    press(Key.Key_Tab, Key.Key_Tab)
    fill("3,026.85", "1,238.59")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert cells(listed(page, "Payroll").view.table)[0][:4] == ["8 Nov 2026", "22 Nov 2026", "3,026.85", "1,238.59"]


def test_f2_edits_the_officer_in_the_list_and_the_row_in_the_file(page: OfficersPage, qtbot: QtBot) -> None:
    choose(page, "0417")
    press(Key.Key_F2)
    asked = dialog(qtbot)
    assert asked.windowTitle() == "Edit officer 0417"
    fill("Lindqvist")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert page.pane.name.text() == "Lindqvist, Avery"
    press(Key.Key_Return, Key.Key_F2)
    assert dialog(qtbot).windowTitle() == "Edit an authorization"
    press(Key.Key_Escape)
    no_dialog(qtbot)


# -- officers


def test_an_id_that_is_taken_is_told_at_its_field(page: OfficersPage, qtbot: QtBot) -> None:
    page.list.view.setFocus()
    control(Key.Key_N)
    asked = dialog(qtbot)
    fill("0417", "Doe")
    press(Key.Key_Return)
    assert asked.form.fields["officer_id"].error == "Officer 0417 is recorded already; remove one or change it."
    assert asked.form.typed()["last_name"] == "Doe"
    asked.reject()


def test_changing_an_id_takes_all_records_along(page: OfficersPage, sample_services: Services, qtbot: QtBot) -> None:
    choose(page, "0417")
    before = sample_services.officers.detail("0417")
    page.rename_action.trigger()
    dialog(qtbot)
    write("1417")
    press(Key.Key_Return)
    no_dialog(qtbot)
    after = sample_services.officers.detail("1417")
    assert before
    assert after
    assert "0417" not in ids(page)
    assert page.pane.facts.text().startswith("ID 1417 ·")
    assert [len(after.overtime), len(after.payroll)] == [len(before.overtime), len(before.payroll)]


def test_an_id_left_as_it_is_changes_nothing(page: OfficersPage, qtbot: QtBot) -> None:
    choose(page, "0417")
    page.rename_action.trigger()
    dialog(qtbot)
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert len(ids(page)) == 25


def test_the_prompt_says_what_goes_with_an_officer(page: OfficersPage, prompts: AnsweredPrompts) -> None:
    choose(page, "0145")
    prompts.will("confirm", True)
    press(Key.Key_Delete)
    assert prompts.asked[-1] == (
        "Remove Ramsey, Claire (0145)? Removed with the officer: "
        "1 authorization, 1 interruption, 2 pay rows, 16 overtime entries. "
        "Undo or the bin on the History page brings them back."
    )
    assert "0145" not in ids(page)
    assert len(ids(page)) == 24


def test_several_officers_are_removed_at_once(page: OfficersPage, prompts: AnsweredPrompts) -> None:
    choose(page, "0102")
    press(Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    prompts.will("confirm", True)
    page.remove_action.trigger()
    assert prompts.asked[0].startswith("Remove 2 officers?")
    assert ids(page)[0] == "0126"


def test_a_new_book_offers_the_one_action_that_helps(empty_page: OfficersPage, qtbot: QtBot) -> None:
    assert empty_page.empty.isVisible()
    assert not empty_page.edit_action.isEnabled()
    assert empty_page.empty.button is not None
    empty_page.empty.button.click()
    assert dialog(qtbot).windowTitle() == "Add an officer"
    press(Key.Key_Escape)


def test_every_control_has_a_name(page: OfficersPage) -> None:
    assert nameless(page) == []


def test_a_book_that_cannot_be_read_is_a_sentence_and_the_list_stays(
    page: OfficersPage, sample_services: Services
) -> None:
    sample_services.book.path.write_bytes(b"no book at all" * 100)
    page.reload()
    assert page.message.kind == "error"
    assert str(sample_services.book.path) in page.message.text
    assert len(ids(page)) == 25


# -- in the window


def test_ctrl_n_adds_what_the_page_shown_is_about(sample_window: MainWindow, qtbot: QtBot) -> None:
    sample_window.activateWindow()
    for key, title in (("agency", "Add an agreement"), ("officers", "Add an officer")) * 2:
        sample_window.go_to(key)
        control(Key.Key_N)
        assert dialog(qtbot).windowTitle() == title
        press(Key.Key_Escape)
        no_dialog(qtbot)


def test_another_page_can_lead_to_an_officers_record(sample_window: MainWindow) -> None:
    assert sample_window.services
    detail = sample_window.services.officers.detail("0188")
    assert detail
    sample_window.go_to("claim")
    sample_window.go_to("officers", detail.effort[0])
    page = sample_window.page
    assert isinstance(page, OfficersPage)
    assert page.pane.name.text() == "Abara, Grace"
    assert listed(page, "Effort").view.current() == detail.effort[0]


def test_the_files_division_is_kept(sample_window: MainWindow, qtbot: QtBot) -> None:
    sample_window.go_to("officers")
    page = sample_window.page
    assert isinstance(page, OfficersPage)
    page.beside.moveSplitter(400, 1)
    again = OfficersPage(page.context)
    qtbot.addWidget(again)
    again.resize(page.size())
    again.show()
    assert abs(again.list.width() - page.list.width()) <= 8


# -- derivations


def show_sum(page: OfficersPage, officer_id: str, title: str, column: str) -> Derivation:
    choose(page, officer_id)
    show_tab(page, title)
    listed(page, title).foot.figures[column].click()
    assert page.derivation.isVisible()
    assert page.derivation.derivation is not None
    return page.derivation.derivation


def test_the_sums_of_a_file_show_their_records(page: OfficersPage) -> None:
    tree = show_sum(page, "0417", "Overtime", "amount")
    records = listed(page, "Overtime").view.table.shown()
    assert (
        listed(page, "Overtime").foot.text().endswith(f" hours · ${dollars(sum(each.amount or 0 for each in records))}")
    )
    assert evaluate(tree) == tree.value == sum(each.amount or 0 for each in records)
    assert [leaf.source for leaf in tree.inputs] == records[::-1]
    assert not page.list.isVisible()
    press(Key.Key_Escape)
    assert page.list.isVisible()
    assert focused() is listed(page, "Overtime").view


@pytest.mark.parametrize(("column", "label"), [("base_pay", "Base pay recorded"), ("benefits", "Benefits recorded")])
def test_payroll_has_two_sums(page: OfficersPage, column: str, label: str) -> None:
    tree = show_sum(page, "0301", "Payroll", column)
    assert tree.label == label
    assert evaluate(tree) == sum(getattr(each, column) or 0 for each in listed(page, "Payroll").view.table.shown())


def test_a_sum_s_derivation_goes_when_another_officer_comes(page: OfficersPage) -> None:
    show_sum(page, "0417", "Overtime", "amount")
    page.show_record(Officer("0118"))
    assert page.derivation.isHidden()
    assert page.list.isVisible()


def test_a_sum_without_records_is_not_told(page: OfficersPage) -> None:
    choose(page, "0118")
    show_tab(page, "Payroll")
    assert not listed(page, "Payroll").foot.isVisible()
