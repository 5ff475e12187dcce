"""The Rules page as a clerk uses it: by keyboard, on a real book."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from muster.domain.readings import Preset
from muster.domain.records import Override
from muster.domain.words import value
from muster.services.bundle import Services
from muster.ui.pages.rules import RulesPage
from muster.ui.pages.rules_words import choices
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.conftest import MakeContext
from tests.ui.pages.hands import cells, control, dialog, fill, focused, nameless, no_dialog, open_page, press, write

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, sample_services: Services, make_context: MakeContext) -> RulesPage:
    """The page on the sample agency."""
    return open_page(RulesPage, qtbot, sample_services, make_context)


def rows(page: RulesPage) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in cells(page.readings.table)}


def choose(page: RulesPage, title: str) -> None:
    assert page.readings.select(lambda row: row.parameter.title == title)
    page.readings.setFocus()


def choose_day(page: RulesPage, text: str) -> None:
    page.day.setFocus()
    write(text)
    press(Key.Key_Return)


def stored(services: Services) -> list[Override]:
    with services.book.read() as records:
        return records.all(Override)


# -- what is shown


def test_every_reading_with_both_presets(page: RulesPage, sample_services: Services) -> None:
    assert len(rows(page)) == len(sample_services.rules.parameters) == 13
    assert page.subtitle.text() == "13 readings on 20 Nov 2026, 1 set by the agency"
    assert rows(page)["Models reimbursed"] == [
        "R8", "day", "Every trained officer, whatever the model", "Task force officers only", "",
    ]  # fmt: skip
    assert rows(page)["Overtime cap, percent of its base"] == ["R11", "quarter", "25%", "the same", ""]
    assert rows(page)["Award tiers"][2] == "from 90% $1,000; from 80% $750; from 70% $500"
    assert rows(page)["Cutoff of the fiscal year"][2] == "31 Dec"
    assert rows(page)["Days until a claim is due"][2] == "30 days"
    assert rows(page)["First claimable day"][2] == "1 Oct 2025"
    assert rows(page)["Years a task force authorization runs"][2] == "2 years"


def test_the_agencys_own_value_is_marked(page: RulesPage) -> None:
    assert rows(page)["Officers counted for the award"][4] == "Eligible on the quarter's last day, from 3 Feb 2026"
    row = next(n for n, each in enumerate(page.readings.table.shown()) if each.overrides)
    index = page.readings.table.index(row, 5)
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert "The agency's own value is in force" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_reading_in_full(page: RulesPage) -> None:
    choose(page, "Officers counted for the award")
    text = page.detail.text()
    assert "Officers counted for the award (R22)" in text
    assert "It holds for the quarter on whose last day it is in force." in text
    assert "Eligible on the quarter's last day, from 3 Feb 2026\nLetter from the field office, 2026-02-03" in text
    assert "Eligible on every day of the quarter\nDHS press release, 2025-09-18" in text
    assert "in force under both presets" in text
    assert "Eligible on any day of the quarter" in text
    assert cells(page.own.table) == [
        ["3 Feb 2026", "Eligible on the quarter's last day", "Cited", "Letter from the field office, 2026-02-03"]
    ]


def test_every_reading_can_be_shown_in_full(page: RulesPage) -> None:
    for row in page.readings.table.shown():
        choose(page, row.parameter.title)
        text = page.detail.text()
        for preset in Preset:
            for dated in row.parameter.presets[preset]:
                assert dated.source in text
        for each in row.parameter.alternatives:
            assert each.meaning in text


def test_another_day(page: RulesPage, qtbot: QtBot) -> None:
    choose_day(page, "1/15/2026")
    assert page.day.text() == "2026-01-15"
    assert page.subtitle.text() == "13 readings on 15 Jan 2026, 0 set by the agency"
    assert rows(page)["Officers counted for the award"][4] == (
        "Not yet: Eligible on the quarter's last day, from 3 Feb 2026"
    )
    choose(page, "Officers counted for the award")
    assert "in force under the published preset" in page.detail.text()
    assert "in force under the strict preset" in page.detail.text()
    qtbot.mouseClick(page.today, Qt.MouseButton.LeftButton)
    assert page.day.text() == "2026-11-20"
    assert "1 set by the agency" in page.subtitle.text()


def test_what_is_no_day_is_told_and_kept(page: RulesPage) -> None:
    choose_day(page, "yesterday")
    assert page.message.text == "“yesterday” is not a date; write it like 2025-11-17."
    assert page.day.text() == "yesterday"
    assert "20 Nov 2026" in page.subtitle.text()
    choose_day(page, "2026-01-15")
    assert page.message.text == ""
    assert "15 Jan 2026" in page.subtitle.text()


def test_search(page: RulesPage, qtbot: QtBot) -> None:
    page.search.setFocus()
    write("overtime cap")
    assert list(rows(page)) == ["Base of the overtime cap", "Overtime cap, percent of its base"]
    write("nothing like it")
    button = page.shown_or_empty.empty.button
    assert button is not None
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(rows(page)) == 13


# -- the agency's own values


def test_a_value_is_set_by_choice(page: RulesPage, qtbot: QtBot, sample_services: Services) -> None:
    choose(page, "Models reimbursed")
    control(Key.Key_N)
    form = dialog(qtbot)
    assert form.form.typed()["effective_on"] == "2026-11-20"
    press(Key.Key_Down, Key.Key_Down, Key.Key_Down)
    fill("", "2026-10-01", "Letter 2026-10-02")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert Override("reimbursable_models", "TFM WSO", date(2026, 10, 1), "Letter 2026-10-02") in stored(sample_services)
    assert rows(page)["Models reimbursed"][4] == "TFM and WSO, from 1 Oct 2026"
    assert cells(page.own.table) == [["1 Oct 2026", "TFM and WSO", "Cited", "Letter 2026-10-02"]]
    assert "2 set by the agency" in page.subtitle.text()


def test_a_value_is_typed(page: RulesPage, qtbot: QtBot, sample_services: Services) -> None:
    choose(page, "Overtime cap, percent of its base")
    press(Key.Key_Return)
    form = dialog(qtbot)
    assert form.form.typed()["value"] == "25"
    fill("a fifth")
    press(Key.Key_Return)
    assert "is not a value of overtime_cap_percent; write a percentage like 25" in form.form.fields["value"].error
    assert form.form.typed()["value"] == "a fifth"
    fill("20")
    form.form.fields["effective_on"].editor.setFocus()
    control(Key.Key_A)
    press(Key.Key_Delete)
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert Override("overtime_cap_percent", "20") in stored(sample_services)
    assert rows(page)["Overtime cap, percent of its base"][4] == "20%, always"
    assert "20%, always\nNo document is named" in page.detail.text()


def test_a_value_is_changed(page: RulesPage, qtbot: QtBot) -> None:
    choose(page, "Officers counted for the award")
    press(Key.Key_F2)
    form = dialog(qtbot)
    assert form.form.typed() == {
        "value": "quarter_end", "effective_on": "2026-02-03", "document": "Letter from the field office, 2026-02-03",
    }  # fmt: skip
    press(Key.Key_Down, Key.Key_Down)
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert rows(page)["Officers counted for the award"][4] == "Eligible on any day of the quarter, from 3 Feb 2026"


def test_two_values_from_one_day_are_refused(page: RulesPage, qtbot: QtBot) -> None:
    choose(page, "Officers counted for the award")
    control(Key.Key_N)
    form = dialog(qtbot)
    press(Key.Key_End)
    fill("", "2026-02-03")
    press(Key.Key_Return)
    assert "has a value from that day already; remove one or change it" in form.message.text
    form.reject()


def test_a_value_is_taken_back_after_asking(
    page: RulesPage, prompts: AnsweredPrompts, sample_services: Services
) -> None:
    choose(page, "Officers counted for the award")
    page.own.setFocus()
    prompts.will("confirm", False)
    press(Key.Key_Delete)
    assert len(stored(sample_services)) == 1
    prompts.will("confirm", True)
    press(Key.Key_Delete)
    assert prompts.asked[-1].startswith("Take back the agency's value of “Officers counted for the award”?")
    assert stored(sample_services) == []
    assert rows(page)["Officers counted for the award"][4] == ""
    assert page.own_or_none.empty.isVisible()
    assert not page.edit_action.isEnabled()


def test_what_cannot_be_set_says_so(page: RulesPage) -> None:
    choose(page, "First claimable day")
    assert not page.set_action.isEnabled()
    assert "The agency cannot set a value of its own." in page.detail.text()
    press(Key.Key_Return)
    choose(page, "Benefits")
    assert page.set_action.isEnabled()


def test_the_later_of_two_values_is_in_force(page: RulesPage, sample_services: Services) -> None:
    sample_services.records.save(Override("award_count_rule", "any_day", date(2026, 7, 1), "Letter 2"))
    page.reload()
    assert rows(page)["Officers counted for the award"][4] == "Eligible on any day of the quarter, from 1 Jul 2026"
    choose_day(page, "2026-06-30")
    assert rows(page)["Officers counted for the award"][4] == "Eligible on the quarter's last day, from 3 Feb 2026"


def test_a_record_is_brought_into_view(page: RulesPage, sample_services: Services) -> None:
    sample_services.records.save(Override("award_count_rule", "any_day", date(2026, 7, 1), "Letter 2"))
    page.reload()
    wanted = next(each for each in stored(sample_services) if each.value == "quarter_end")
    page.show_record(wanted)
    assert page.own.current() == wanted
    assert "Officers counted for the award" in page.detail.text()


def test_every_value_offered_can_be_read(sample_services: Services) -> None:
    for parameter in sample_services.rules.parameters.values():
        offered = choices(parameter)
        assert len({words for _value, words in offered}) == len(offered)
        for text, _words in offered:
            parameter.parse(text)
    models = sample_services.rules.parameters["reimbursable_models"]
    assert len(choices(models)) == 7
    assert value(models, "wso tfm jem") == "Every trained officer, whatever the model"
    assert value(models, "JEM TFM") == "TFM and JEM"


def test_every_control_has_a_name_and_keys_reach_the_list(page: RulesPage) -> None:
    assert [widget for widget in nameless(page) if widget.isVisibleTo(page)] == []
    page.search.setFocus()
    press(Key.Key_Down)
    assert focused() is page.readings


def test_tab_goes_through_the_page_in_reading_order(page: RulesPage) -> None:
    choose(page, "Officers counted for the award")
    page.day.setFocus()
    names = [focused().accessibleName()]
    while len(names) < 6:
        press(Key.Key_Tab)
        names.append(focused().accessibleName())
    assert names == [
        "In force on",
        "",
        "Search the readings",
        "Readings",
        "The reading in full",
        "The agency's own values",
    ]
