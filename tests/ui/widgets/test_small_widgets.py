from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from muster.domain.readings import Preset
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.figure_link import FigureLink
from muster.ui.widgets.message_bar import MessageBar
from muster.ui.widgets.preset_switch import PresetSwitch
from muster.ui.widgets.search_field import SearchField


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
