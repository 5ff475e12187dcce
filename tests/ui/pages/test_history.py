"""The History page as a clerk uses it."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from muster.domain.records import Officer, OvertimeEntry, Pay
from muster.services.bundle import Services
from muster.services.changes import Changed
from muster.ui.page import PageContext
from muster.ui.pages import history, history_parts
from muster.ui.pages.history import BIN, STEPS, HistoryPage
from tests.composition import BookProgram
from tests.ui.menus import choose, menu_by_key

LIND = Officer("0417", "Lind", "Avery")


@pytest.fixture
def page(qtbot: QtBot, services: Services, program: BookProgram, context: PageContext) -> Iterator[HistoryPage]:
    services.records.save(LIND)
    services.records.save(Pay("0417", date(2025, 10, 1), 61_000_00))
    program.author.name = "Pat Doe"
    services.records.save_all([OvertimeEntry("0417", date(2026, 1, day), None, 100_00) for day in range(1, 8)])
    made = HistoryPage(context)
    qtbot.addWidget(made)
    made.show()
    made.activate()
    yield made
    made.close()


def actions(page: HistoryPage) -> list[str]:
    return [each.action for each in page.steps.rows]


def officers(services: Services) -> list[Officer]:
    with services.book.read() as records:
        return records.all(Officer)


def test_the_newest_step_is_shown_with_its_entries(page: HistoryPage) -> None:
    assert actions(page) == ["Add 7 records (overtime entry)", "Add pay 0417", "Add officer 0417"]
    assert [each.verb for each in page.events.rows] == ["added"] * 7
    assert page.events.told.text() == "7 of 7 entries"
    assert not page.steps.more.isVisible()


def test_another_step_by_keyboard(qtbot: QtBot, page: HistoryPage) -> None:
    page.steps.view.setFocus()
    qtbot.keyClick(page.steps.view, Qt.Key.Key_Down)
    assert [each.record for each in page.events.rows] == [Pay("0417", date(2025, 10, 1), 61_000_00)]


def test_the_history_is_searched(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.keyClicks(page.asked.search, "61000 pay")
    assert actions(page) == ["Add pay 0417"]
    qtbot.keyClick(page.asked.search, Qt.Key.Key_Escape)
    assert len(actions(page)) == 3
    page.asked.who.setCurrentText("Pat Doe")
    assert actions(page) == ["Add 7 records (overtime entry)"]
    page.asked.kind.setCurrentText("Officer")
    assert actions(page) == []
    assert page.steps.told.text() == "No step matches."
    assert page.events.rows == []
    assert not page.put_back_action.isEnabled()


def test_the_entries_that_were_searched_for_are_shown(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.keyClicks(page.asked.search, "overtime 2026-01-03")
    assert actions(page) == ["Add 7 records (overtime entry)"]
    assert [each.record for each in page.events.rows] == [OvertimeEntry("0417", date(2026, 1, 3), None, 100_00)]
    assert page.events.told.text() == "1 of 7 entries, with “2026-01-03”"
    qtbot.keyClick(page.asked.search, Qt.Key.Key_Escape)
    assert page.events.told.text() == "7 of 7 entries"


def test_an_empty_bin_says_so(qtbot: QtBot, page: HistoryPage) -> None:
    page.views.setCurrentIndex(BIN)
    assert page.bin.told.text() == "The bin is empty."
    qtbot.keyClicks(page.asked.search, "lind")
    assert page.bin.told.text() == "Nothing that was removed matches."


def test_days_are_asked_for(qtbot: QtBot, page: HistoryPage) -> None:
    page.asked.until.setFocus()
    qtbot.keyClicks(page.asked.until, "11/19/2026")
    qtbot.keyClick(page.asked.until, Qt.Key.Key_Return)
    assert actions(page) == []
    page.asked.until.setText("2026-11-20")
    page.asked.since.setText("20 Nov 2026")
    page.asked.changed.emit()
    assert len(actions(page)) == 3
    page.asked.since.setText("20")
    page.asked.changed.emit()
    assert page.message.kind == "error"
    assert len(actions(page)) == 3


def test_more_is_read_when_it_is_asked_for(
    qtbot: QtBot, services: Services, context: PageContext, page: HistoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (history, history_parts):
        monkeypatch.setattr(module, "AT_A_TIME", 2)
    page.reload()
    assert len(page.steps.rows) == 2
    assert len(page.events.rows) == 2
    page.steps.more.click()
    assert actions(page)[-1] == "Add officer 0417"
    assert not page.steps.more.isVisible()
    while page.events.more.isVisible():
        page.events.more.click()
    assert [each.entry.sequence for each in page.events.rows] == list(range(3, 10))
    services.records.remove(officers(services))
    page.views.setCurrentIndex(BIN)
    while page.bin.more.isVisible():
        page.bin.more.click()
    assert len(page.bin.rows) == 9


def test_a_step_is_put_back(page: HistoryPage, services: Services, heard: list[Changed]) -> None:
    services.records.save(Officer("0418", "Ash"))
    page.reload()
    page.steps.view.select(lambda each: each.action.startswith("Add 7 records"))
    page.put_back_action.trigger()
    assert heard[-1].kinds == {OvertimeEntry}
    assert page.message.text == "Put back: add 7 records (overtime entry)."
    with services.book.read() as records:
        assert records.all(OvertimeEntry) == []


def test_why_a_step_is_not_put_back(page: HistoryPage, services: Services, heard: list[Changed]) -> None:
    with services.book.read() as records:
        (pay,) = records.all(Pay)
    services.records.remove([pay])
    page.reload()
    page.steps.view.select(lambda each: each.action == "Add pay 0417")
    page.put_back_action.trigger()
    assert "was removed since (Remove pay 0417, Pat Doe, 20 Nov 2026)" in page.message.text
    assert heard == []


def test_an_officer_comes_back_from_the_bin(page: HistoryPage, services: Services, heard: list[Changed]) -> None:
    before = officers(services)
    services.records.remove(before)
    page.views.setCurrentIndex(BIN)
    assert [type(each.record) for each in page.bin.rows[:2]] == [Officer, Pay]
    choose(menu_by_key(page.bin.view), "Put back")
    assert officers(services) == before
    assert page.message.text == "1 record brought back."
    assert heard[-1].concerns(Pay)
    page.reload()
    assert page.bin.rows == []
    assert not page.put_back_action.isEnabled()
    page.views.setCurrentIndex(STEPS)
    assert actions(page)[0] == "Bring back officer 0417"


def test_many_come_back_at_once(qtbot: QtBot, page: HistoryPage, services: Services) -> None:
    with services.book.read() as records:
        worked = records.all(OvertimeEntry)
    services.records.remove(worked)
    page.views.setCurrentIndex(BIN)
    page.bin.view.setFocus()
    qtbot.keyClick(page.bin.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.put_back()
    with services.book.read() as records:
        assert records.all(OvertimeEntry) == worked
    assert page.message.text == "7 records brought back."


def test_the_bin_is_searched_by_words(qtbot: QtBot, page: HistoryPage, services: Services) -> None:
    services.records.remove(officers(services))
    page.views.setCurrentIndex(BIN)
    assert not page.asked.who.isEnabled()
    qtbot.keyClicks(page.asked.search, "avery")
    assert [each.record for each in page.bin.rows] == [LIND]
    qtbot.keyClicks(page.asked.search, "x")
    assert page.bin.told.text() == "Nothing that was removed matches."


def test_a_change_elsewhere_is_seen(page: HistoryPage, services: Services) -> None:
    page.hear(services.records.save(Officer("0418", "Ash")))
    assert actions(page)[0] == "Add officer 0418"
