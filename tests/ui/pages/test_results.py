"""The Results page as a clerk uses it: by keyboard, on a real book."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from muster.domain.derivation import Derivation
from muster.domain.fiscal import Quarter
from muster.domain.records import Override, Result, StatedBy
from muster.services.bundle import Services
from muster.ui.pages.results import NOTE, ResultsPage
from tests.domain.evaluate import evaluate
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.conftest import MakeContext
from tests.ui.menus import choose as choose_entry
from tests.ui.menus import menu_by_key
from tests.ui.pages.hands import cells, control, dialog, fill, focused, nameless, no_dialog, open_page, press, write

Key = Qt.Key
Q1, Q2, Q3, Q4, NEXT = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4), Quarter(2027, 1)


@pytest.fixture
def page(qtbot: QtBot, sample_services: Services, make_context: MakeContext) -> ResultsPage:
    """The page on the sample agency."""
    return open_page(ResultsPage, qtbot, sample_services, make_context)


@pytest.fixture
def empty_page(qtbot: QtBot, services: Services, make_context: MakeContext) -> ResultsPage:
    """The page on a new book."""
    return open_page(ResultsPage, qtbot, services, make_context)


def rows(page: ResultsPage) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in cells(page.quarters.table)}


def choose(page: ResultsPage, quarter: Quarter) -> None:
    assert page.quarters.select(lambda each: each.row.quarter == quarter)
    page.quarters.setFocus()


def stored(services: Services) -> list[Result]:
    with services.book.read() as records:
        return records.all(Result)


# -- what is shown


def test_one_row_a_quarter(page: ResultsPage) -> None:
    assert list(rows(page)) == ["FY2026Q1", "FY2026Q2", "FY2026Q3", "FY2026Q4", "FY2027Q1"]
    assert rows(page)["FY2026Q1"] == [
        "38", "34", "ICE", "ICE letter 2026-01-12", "12 Jan 2026", "89.47%", "80%", "17", "750.00", "12,750.00",
    ]  # fmt: skip
    assert rows(page)["FY2026Q4"][5:] == ["70.68%", "70%", "15", "500.00", "7,500.00"]
    assert page.totals.text() == "Estimates · FY2026 $33,000.00 · FY2027 $0.00"
    assert page.subtitle.text() == "No result yet for FY2027Q1"
    shown = [label.text() for label in page.findChildren(QLabel)]
    assert NOTE in shown


def test_both_sources_are_shown_and_ices_is_used(page: ResultsPage) -> None:
    assert rows(page)["FY2026Q2"][:7] == [
        "200", "179", "ICE; agency 181/200", "ICE letter 2026-04-13", "13 Apr 2026", "89.5%", "80%",
    ]  # fmt: skip
    choose(page, Q2)
    assert [[row[0], row[2], row[3], row[-1]] for row in cells(page.statements.table)] == [
        ["ICE", "179", "89.5%", "Used"],
        ["The agency", "181", "90.5%", "Kept, not used"],
    ]
    assert page.explanation.text().splitlines()[0] == (
        "ICE states 179 of 200 located, the agency 181 of 200. Both are kept; ICE's counts are used (R21)."
    )


def test_without_referrals_there_is_no_rate(page: ResultsPage) -> None:
    assert rows(page)["FY2026Q3"][5:] == ["no rate", "none", "16", "0.00", "0.00"]
    choose(page, Q3)
    assert "neither 100% nor 0%" in page.explanation.text()


def test_without_a_result_nothing_is_estimated(page: ResultsPage) -> None:
    assert rows(page)["FY2027Q1"] == ["", "", "not stated yet", "", "", "", "", "16", "", ""]
    choose(page, NEXT)
    assert "No result is recorded for FY2027Q1" in page.explanation.text()
    assert not page.edit_action.isEnabled()
    assert not page.remove_action.isEnabled()


def test_the_test_of_the_tier(page: ResultsPage) -> None:
    choose(page, Q1)
    assert page.explanation.text().splitlines() == [
        "34 × 100 = 3,400 < 90 × 38 = 3,420: the 90% tier is not reached.",
        "34 × 100 = 3,400 ≥ 80 × 38 = 3,040: the 80% tier is reached.",
        (
            "17 officers count: task force (TFM) officers eligible on the quarter's last day (R22). "
            "$750.00 × 17 = $12,750.00, the estimate of the award."
        ),
    ]


def test_rounded_half_up_where_the_agency_says_so(page: ResultsPage, sample_services: Services) -> None:
    sample_services.records.save(Override("award_rounding", "half_up", None, "Letter"))
    page.reload()
    assert rows(page)["FY2026Q2"][6:] == ["90%", "17", "1,000.00", "17,000.00"]
    choose(page, Q2)
    lines = page.explanation.text().splitlines()
    assert lines[1:3] == [
        "179 of 200 is 89.5%, rounded half up to 90%.",
        "90 ≥ 90: the 90% tier is reached.",
    ]


def test_a_rate_that_misses_a_tier_never_looks_as_if_it_reached_it(
    page: ResultsPage, sample_services: Services
) -> None:
    sample_services.records.save(Result(NEXT, 1_000_000, 899_999, StatedBy.ICE))
    page.reload()
    assert rows(page)["FY2027Q1"][5:7] == ["89.99%", "80%"]


def test_the_strict_readings_count_other_officers(page: ResultsPage) -> None:
    page.presets.setFocus()
    press(Key.Key_Right)
    assert rows(page)["FY2026Q1"][7:] == ["14", "750.00", "10,500.00"]
    assert rows(page)["FY2026Q2"][7] == "17"
    choose(page, Q1)
    assert "eligible on every day of the quarter" in page.explanation.text()


def explained(page: ResultsPage) -> Derivation:
    assert page.sides.panel.isVisible()
    assert page.sides.panel.derivation is not None
    return page.sides.panel.derivation


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_F2])
def test_the_estimate_shows_its_derivation(page: ResultsPage, key: Qt.Key) -> None:
    """F2 edits on this page, but not where a figure is computed."""
    choose(page, Q1)
    press(*[Key.Key_Right] * 10)
    press(key)
    assert explained(page).number == 1275000
    press(Key.Key_Escape)
    assert focused() is page.quarters


def test_every_figure_of_a_quarter_shows_its_derivation(page: ResultsPage) -> None:
    titles = [column.title for column in page.quarters.table.columns]
    for title, value in {"Rate": Fraction(179, 2), "Tier": 80, "Officers": 17, "Per officer": 75000}.items():
        choose(page, Q2)
        index = page.quarters.currentIndex().siblingAtColumn(titles.index(title))
        page.quarters.setCurrentIndex(index)
        press(Key.Key_F2)
        assert evaluate(explained(page)) == value
        assert explained(page).label.endswith("FY2026Q2")


def test_a_quarter_without_a_result_says_so(page: ResultsPage) -> None:
    choose(page, NEXT)
    press(*[Key.Key_Right] * 10)
    choose_entry(menu_by_key(page.quarters), "Show how")
    assert explained(page).inputs[0].note == "No location result is recorded for FY2027Q1."


def test_a_year_s_estimates_add_up(page: ResultsPage) -> None:
    page.totals.figures["FY2026"].click()
    assert evaluate(explained(page)) == 3300000
    assert [leaf.label for leaf in explained(page).inputs] == ["FY2026Q1", "FY2026Q2", "FY2026Q3", "FY2026Q4"]


def test_what_a_source_states_has_a_rate(page: ResultsPage) -> None:
    choose(page, Q2)
    page.statements.setFocus()
    press(Key.Key_End, Key.Key_Right, Key.Key_Right, Key.Key_Right)
    press(Key.Key_F2)
    assert page.sides.panel.subject.text() == "As the agency states it"
    assert evaluate(explained(page)) == Fraction(181, 2)


def test_the_derivation_of_a_result_follows_it_and_closes_with_it(
    page: ResultsPage, sample_services: Services, prompts: AnsweredPrompts
) -> None:
    page.quarters.select(lambda each: str(each.row.quarter) == "FY2026Q2")
    result = page.statements.current()
    assert result is not None
    page.statements.figure_opened.emit(result, "Rate")
    before = page.sides.panel.derivation
    assert before is not None
    page.hear(sample_services.records.save(replace(result, located=result.located - 1), result))
    after = page.sides.panel.derivation
    assert after is not None
    assert after.number < before.number
    prompts.will("confirm", True)
    page.remove()
    assert not page.sides.panel.isVisible()


def test_a_derivation_follows_the_preset(page: ResultsPage) -> None:
    choose(page, Q1)
    press(*[Key.Key_Right] * 8)
    press(Key.Key_Return)
    assert explained(page).number == 17
    page.presets.setFocus()
    press(Key.Key_Right)
    assert explained(page).number == 14
    assert page.sides.panel.subject.text() == "Strict readings"


# -- entering


def test_a_result_is_added(page: ResultsPage, qtbot: QtBot, sample_services: Services) -> None:
    choose(page, NEXT)
    control(Key.Key_N)
    form = dialog(qtbot)
    assert form.form.typed()["quarter"] == "FY2027Q1"
    assert form.form.typed()["stated_by"] == "ICE"
    fill("", "", "50", "45", "ICE letter 2027-01-11", "1/11/2027")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert Result(NEXT, 50, 45, StatedBy.ICE, "ICE letter 2027-01-11", date(2027, 1, 11)) in stored(sample_services)
    assert rows(page)["FY2027Q1"][5:] == ["90%", "90%", "16", "1,000.00", "16,000.00"]
    assert page.subtitle.text() == "Every quarter has a result"
    current = page.quarters.current()
    assert current is not None
    assert current.row.quarter == NEXT


def test_a_result_of_another_quarter_is_shown_once_it_is_added(page: ResultsPage, qtbot: QtBot) -> None:
    choose(page, NEXT)
    control(Key.Key_N)
    dialog(qtbot)
    fill("FY2026Q1", "agency", "38", "33", "Memo", "2026-01-30")
    press(Key.Key_Return)
    no_dialog(qtbot)
    current, statement = page.quarters.current(), page.statements.current()
    assert current is not None
    assert statement is not None
    assert current.row.quarter == Q1
    assert statement.document == "Memo"


def test_a_result_that_another_window_changed_is_not_overwritten(
    page: ResultsPage, qtbot: QtBot, sample_services: Services
) -> None:
    choose(page, Q1)
    seen = page.statements.current()
    assert seen is not None
    page.statements.setFocus()
    press(Key.Key_F2)
    form = dialog(qtbot)
    sample_services.records.save(replace(seen, document="Changed elsewhere"))
    form.form.fields["located"].editor.setFocus()
    write("30")
    press(Key.Key_Return)
    assert form.message.text.startswith("The location result was changed meanwhile in another window or program")
    assert [each.located for each in stored(sample_services) if each.quarter == Q1] == [34]
    form.reject()


def test_more_located_than_referred_is_refused_at_its_field(page: ResultsPage, qtbot: QtBot) -> None:
    choose(page, NEXT)
    control(Key.Key_N)
    form = dialog(qtbot)
    fill("", "", "38", "40")
    press(Key.Key_Return)
    assert form.isVisible()
    located = form.form.fields["located"]
    assert located.error == "Located 40 is more than referred 38; check both counts."
    assert focused() is located.editor
    write("-4")
    press(Key.Key_Return)
    assert located.error == "“-4” is not a whole number of 0 or more."
    assert form.form.typed()["referred"] == "38"
    form.reject()
    assert rows(page)["FY2027Q1"][2] == "not stated yet"


def test_the_same_statement_twice_is_refused(page: ResultsPage, qtbot: QtBot) -> None:
    choose(page, Q1)
    control(Key.Key_N)
    form = dialog(qtbot)
    assert form.form.typed()["stated_by"] == ""
    fill("", "ICE", "38", "34", "Again", "2026-01-12")
    press(Key.Key_Return)
    assert "already; remove one or change it" in form.form.fields["quarter"].error
    form.reject()


def test_the_statement_chosen_is_edited(page: ResultsPage, qtbot: QtBot) -> None:
    choose(page, Q2)
    assert page.statements.select(lambda each: each.stated_by is StatedBy.AGENCY)
    page.statements.setFocus()
    press(Key.Key_F2)
    form = dialog(qtbot)
    assert form.form.typed()["located"] == "181"
    form.form.fields["located"].editor.setFocus()
    write("179")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert rows(page)["FY2026Q2"][2] == "ICE"


def test_enter_on_a_quarter_edits_its_result_or_adds_one(page: ResultsPage, qtbot: QtBot) -> None:
    choose(page, Q4)
    press(Key.Key_Return)
    form = dialog(qtbot)
    assert (form.windowTitle(), form.form.typed()["located"]) == ("Edit the location result", "41")
    form.reject()
    no_dialog(qtbot)
    choose(page, NEXT)
    press(Key.Key_Return)
    form = dialog(qtbot)
    assert (form.windowTitle(), form.form.typed()["quarter"]) == ("Add a location result", "FY2027Q1")
    form.reject()


def test_a_result_is_removed_after_asking(
    page: ResultsPage, prompts: AnsweredPrompts, sample_services: Services
) -> None:
    choose(page, Q2)
    prompts.will("confirm", False)
    press(Key.Key_Delete)
    assert len(stored(sample_services)) == 5
    prompts.will("confirm", True)
    press(Key.Key_Delete)
    assert prompts.asked[-1] == (
        "Remove the result of FY2026Q2 stated by ICE? 179 of 200 located. "
        "Undo or the bin on the History page brings it back."
    )
    assert rows(page)["FY2026Q2"][:7] == [
        "200", "181", "The agency", "Agency memo 2026-04-06", "6 Apr 2026", "90.5%", "90%",
    ]  # fmt: skip


# -- an empty book, and the window


def test_an_empty_book(empty_page: ResultsPage, qtbot: QtBot, services: Services) -> None:
    assert rows(empty_page)["FY2027Q1"][7] == "0"
    assert "No result is recorded" in empty_page.explanation.text()
    empty_page.quarters.setFocus()
    control(Key.Key_N)
    dialog(qtbot)
    fill("", "The", "0", "0")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert [each.stated_by for each in stored(services)] == [StatedBy.AGENCY]


def test_a_record_is_brought_into_view(page: ResultsPage, sample_services: Services) -> None:
    wanted = next(each for each in stored(sample_services) if each.located == 181)
    page.show_record(wanted)
    assert page.statements.current() == wanted
    assert "FY2026Q2" in page.heading.text()


def test_every_control_has_a_name(page: ResultsPage) -> None:
    assert [widget for widget in nameless(page) if widget.isVisibleTo(page)] == []


def test_tab_goes_through_the_page_in_reading_order(page: ResultsPage) -> None:
    page.quarters.setFocus()
    names = [focused().accessibleName()]
    while len(names) < 4:
        press(Key.Key_Tab)
        names.append(focused().accessibleName())
    assert names == ["Results by quarter", "Published readings", "Statements", "How the tier was found"]
