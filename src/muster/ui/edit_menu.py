"""Copy and paste in the Edit menu: of the table or the field that has the focus."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from muster.ui import actions
from muster.ui.actions import Shortcut, action
from muster.ui.widgets.table import RecordView


class EditMenu:
    """Three entries; the keys beside them belong to the tables and fields themselves."""

    def __init__(self, menu: QMenu) -> None:
        """Put them into the menu, greyed while what has the focus does not know them."""
        self._copy = _entry(menu, "&Copy", actions.COPY, _copy)
        self._copy_with_headers = _entry(menu, "Copy &with headers", actions.COPY_WITH_HEADERS, _copy_with_headers)
        self._paste = _entry(menu, "&Paste", actions.PASTE, _paste)
        menu.addActions([self._copy, self._copy_with_headers, self._paste])
        menu.aboutToShow.connect(self._enable)

    def _enable(self) -> None:
        focused = QApplication.focusWidget()
        self._copy.setEnabled(isinstance(focused, RecordView | QLineEdit))
        self._copy_with_headers.setEnabled(isinstance(focused, RecordView))
        self._paste.setEnabled(isinstance(focused, QLineEdit) or _pasting() is not None)


def _entry(menu: QMenu, words: str, shortcut: Shortcut, slot: Callable[[], object]) -> QAction:
    made = action(menu, words, slot)
    made.setText(f"{words}\t{shortcut.keys}")
    return made


def _copy() -> None:
    focused = QApplication.focusWidget()
    if isinstance(focused, RecordView | QLineEdit):
        focused.copy()


def _copy_with_headers() -> None:
    focused = QApplication.focusWidget()
    if isinstance(focused, RecordView):
        focused.copy_with_headers()


def _pasting() -> QAction | None:
    """What pastes into the table that has the focus, where it may be pasted into."""
    focused = QApplication.focusWidget()
    if not isinstance(focused, RecordView):
        return None
    keys = QKeySequence(actions.PASTE.keys)
    return next((each for each in focused.actions() if each.shortcut() == keys and each.isEnabled()), None)


def _paste() -> None:
    focused, pasting = QApplication.focusWidget(), _pasting()
    if isinstance(focused, QLineEdit):
        focused.paste()
    elif pasting is not None:
        pasting.trigger()
