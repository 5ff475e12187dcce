"""The menu of what can be done with a row or a figure: by the right mouse button, the Menu key or Shift+F10."""

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget


class Entry(NamedTuple):
    """What can be done, the key that does the same, and what does it."""

    text: str
    keys: str
    slot: Callable[[], object]
    enabled: bool = True


def pop_up(owner: QWidget, at: QPoint, *groups: Sequence[Entry | QAction | QMenu]) -> None:
    """Show a widget's menu at a place on the screen, a line between its groups."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for group in groups:
        if group and not menu.isEmpty():
            menu.addSeparator()
        for each in group:
            if isinstance(each, QMenu):
                each.setParent(menu, each.windowFlags())
                menu.addMenu(each)
            else:
                menu.addAction(each if isinstance(each, QAction) else _action(menu, each))
    menu.popup(at)


def _action(menu: QMenu, entry: Entry) -> QAction:
    made = QAction(f"{entry.text}\t{entry.keys}" if entry.keys else entry.text, menu)
    made.setEnabled(entry.enabled)
    made.triggered.connect(lambda _checked=False: entry.slot())
    return made


def ask_by_key(event: QKeyEvent, focus: QWidget | None) -> bool:
    """Shift+F10 asks for the menu of what has the focus, as the Menu key does; Qt sees to it on Windows only."""
    asked = event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    if not asked or focus is None or sys.platform == "win32":
        return False
    at = focus.rect().center()
    asking = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, focus.mapToGlobal(at))
    QCoreApplication.sendEvent(focus, asking)
    return True


def is_plain_key(event: QEvent, *keys: Qt.Key) -> bool:
    """Whether one of a widget's own keys is pressed that the page's shortcuts would take, unless it is accepted."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.key() in keys and not event.modifiers()
