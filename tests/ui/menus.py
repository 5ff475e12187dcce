"""A user's hands on a context menu: asked for by mouse or key, read, chosen from, closed."""

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

Reason = QContextMenuEvent.Reason


def menu_by_key(widget: QWidget) -> QMenu:
    """As the Menu key asks for it."""
    return _asked(widget, Reason.Keyboard, widget.rect().center())


def menu_by_mouse(widget: QWidget, at: QPoint) -> QMenu:
    """As the right button asks for it, at a place in the widget."""
    return _asked(widget, Reason.Mouse, at)


def _asked(widget: QWidget, reason: QContextMenuEvent.Reason, at: QPoint) -> QMenu:
    QCoreApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> list[str]:
    """What can be chosen, without mnemonics; ``-`` for a line."""
    return ["-" if each.isSeparator() else each.text().replace("&", "") for each in menu.actions()]


def choose(menu: QMenu, words: str) -> None:
    """Choose the entry that begins so."""
    found = next(each for each in menu.actions() if each.text().replace("&", "").startswith(words))
    menu.close()
    found.trigger()


def entry(within: QWidget, menu: str, words: str) -> None:
    """Choose the entry that begins so in a menu of that title, below a widget."""
    menus = [each for each in within.findChildren(QMenu) if each.title().replace("&", "") == menu]
    found = [each for made in menus for each in made.actions() if each.text().replace("&", "").startswith(words)]
    found[-1].trigger()
