"""On every page, wherever the focus is, a key or an underlined letter means one thing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from muster.ui.main_window import MainWindow
from muster.ui.navigation import PLACES
from tests.composition import BookProgram

_OF_WIDGET = (Qt.ShortcutContext.WidgetShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut)


def heard(window: MainWindow, focus: QWidget) -> Iterator[tuple[str, QAction]]:
    """The keys that a widget with the focus hears, and what each of them does."""
    owners = {window, focus, *(each for each in window.findChildren(QWidget) if each.isVisible())}
    for owner in owners:
        for action in owner.actions():
            context = action.shortcutContext()
            near = owner is focus or (
                context is Qt.ShortcutContext.WidgetWithChildrenShortcut and owner.isAncestorOf(focus)
            )
            if action.isEnabled() and (context not in _OF_WIDGET or near):
                for key in action.shortcuts():
                    yield key.toString(), action


@pytest.mark.parametrize("place", [place.key for place in PLACES])
def test_no_key_does_two_things(window: MainWindow, program: BookProgram, place: str) -> None:
    window.open_book(program.sample().book.path)
    window.go_to(place)
    assert window.page is not None
    for focus in (each for each in window.page.findChildren(QWidget) if each.focusPolicy() and each.isVisible()):
        found: dict[str, QAction] = {}
        for key, action in heard(window, focus):
            assert found.setdefault(key, action) is action, (type(focus), key, action.text(), found[key].text())


@pytest.mark.parametrize("place", [place.key for place in PLACES])
def test_no_letter_is_underlined_twice_in_a_menu(window: MainWindow, program: BookProgram, place: str) -> None:
    window.open_book(program.sample().book.path)
    window.go_to(place)
    for menu in window.menuBar().findChildren(QMenu):
        letters = [text[text.index("&") + 1].casefold() for each in menu.actions() if "&" in (text := each.text())]
        assert sorted(letters) == sorted(set(letters)), (menu.title(), [each.text() for each in menu.actions()])
