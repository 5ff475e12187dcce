import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from muster.domain.readings import Preset
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.figure_link import FigureLink
from muster.ui.widgets.figure_row import FigureRow
from muster.ui.widgets.message_bar import MessageBar
from muster.ui.widgets.preset_switch import PresetSwitch
from muster.ui.widgets.search_field import SearchField
from tests.ui.menus import choose, entries, menu_by_key, menu_by_mouse


def test_a_message_is_told_in_words_not_only_by_colour(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    bar.warning("The authorization lapses soon.")
    assert bar.isVisible()
    assert bar.accessibleName() == "Warning: The authorization lapses soon."
    bar.error("It was not saved.")
    assert (bar.kind, bar.text) == ("error", "It was not saved.")


def test_a_message_is_closed_by_its_button(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.info("Read me.")
    close = bar.findChild(QToolButton)
    assert close is not None
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert bar.text == ""


def test_escape_clears_the_search_and_down_goes_to_the_list(qtbot: QtBot) -> None:
    search, target = SearchField("Search officers"), QLineEdit()
    qtbot.addWidget(search)
    qtbot.addWidget(target)
    search.set_target(target)
    with qtbot.waitActive(search):
        search.show()
        search.activateWindow()
    qtbot.keyClicks(search, "lind")
    assert search.text() == "lind"
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    target.show()
    qtbot.keyClick(search, Qt.Key.Key_Down)
    assert target.window().focusWidget() is target


def test_a_figure_opens_by_enter_space_and_click(qtbot: QtBot) -> None:
    link = FigureLink("Salary", "$12.00")
    qtbot.addWidget(link)
    link.show()
    assert link.accessibleName() == "Salary: $12.00"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(link.clicked):
            qtbot.keyClick(link, key)
    with qtbot.waitSignal(link.clicked):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


def test_an_empty_list_offers_what_fills_it(qtbot: QtBot) -> None:
    asked: list[str] = []
    content = QLineEdit()
    both = EmptyOr(content, EmptyState("No officers yet", action="Add officer…", slot=lambda: asked.append("add")))
    qtbot.addWidget(both)
    both.show()
    both.set_empty(True)
    assert not content.isVisible()
    assert both.empty.button is not None
    both.empty.button.click()
    assert asked == ["add"]
    both.set_empty(False)
    assert content.isVisible()


def test_the_other_preset_is_chosen_by_arrow_key_or_click(qtbot: QtBot) -> None:
    switch = PresetSwitch()
    qtbot.addWidget(switch)
    with qtbot.waitActive(switch):
        switch.show()
        switch.activateWindow()
    picked: list[Preset] = []
    switch.picked.connect(picked.append)
    switch.setFocus()
    focused = switch.window().focusWidget()
    assert focused is switch.buttons[Preset.PUBLISHED]
    qtbot.keyClick(focused, Qt.Key.Key_Right)
    assert switch.window().focusWidget() is switch.buttons[Preset.STRICT]
    qtbot.mouseClick(switch.buttons[Preset.PUBLISHED], Qt.MouseButton.LeftButton)
    assert picked == [Preset.STRICT, Preset.PUBLISHED]
    assert switch.preset is Preset.PUBLISHED


@pytest.fixture
def link(qtbot: QtBot) -> FigureLink:
    made = FigureLink("Salary, total", "$447,306.28")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_figure_s_menu_shows_its_derivation_and_copies_it(qtbot: QtBot, link: FigureLink) -> None:
    menu = menu_by_key(link)
    assert entries(menu) == ["Show how this was worked out\tF2", "Copy\tCtrl+C"]
    with qtbot.waitSignal(link.clicked):
        choose(menu, "Show how")
    choose(menu_by_mouse(link, link.rect().center()), "Copy")
    assert QApplication.clipboard().text() == "$447,306.28"


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_figure_opens_by_key(qtbot: QtBot, link: FigureLink, key: Qt.Key) -> None:
    with qtbot.waitSignal(link.clicked):
        qtbot.keyClick(link, key)
    qtbot.keyClick(link, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "$447,306.28"


def test_figures_on_a_line_say_what_they_are(qtbot: QtBot) -> None:
    row = FigureRow("Caps shown")
    qtbot.addWidget(row)
    row.tell("24 officers", {"used": "used $2.00", "worked": "worked $3.00"})
    row.show()
    assert row.text() == "24 officers · used $2.00 · worked $3.00"
    assert row.figures["used"].accessibleName() == "Caps shown, used: used $2.00"
    with qtbot.waitSignal(row.asked) as asked:
        row.figures["worked"].click()
    assert asked.args == ["worked"]
    row.tell("", {"worked": "worked $4.00"})
    assert row.text() == "worked $4.00"
    assert not row.figures["used"].isVisible()


def test_figures_take_another_line_where_there_is_no_room(qtbot: QtBot) -> None:
    row = FigureRow("Entries shown")
    qtbot.addWidget(row)
    row.tell("84 entries", {str(number): f"some words $1,234,567.8{number}" for number in range(4)})
    row.resize(1200, 40)
    row.show()
    links = list(row.figures.values())
    assert len({link.y() for link in links}) == 1
    assert row.heightForWidth(250) > 3 * links[0].height()
    row.resize(250, row.heightForWidth(250))
    qtbot.waitUntil(lambda: len({link.y() for link in links}) > 2)
    assert all(link.geometry().right() <= 250 for link in links)
