"""A dialog that never drops what was typed into it at a single Esc, and never squashes what it shows."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget

from muster.ui.theme import UNIT
from muster.ui.widgets.message_bar import MessageBar
from muster.ui.widgets.scrolled import height_of

_TITLE_BAR = 5 * UNIT
"""The height that a window's frame may take, where it is not known yet."""


class TypedDialog(QDialog):
    """Closes at Esc or Cancel when nothing was typed; else it asks to be told twice.

    It grows with what it has to say, as far as the screen goes.

    Attributes:
        message: Where it says so; a subclass makes it.
    """

    message: MessageBar
    _content = 0

    def typed(self) -> object:
        """All that stands in it; equal when nothing changed."""
        raise NotImplementedError

    def begin(self) -> None:
        """What stands in it now is where the typing begins; a subclass calls this once it is laid out."""
        self._expendable = [self.typed()]

    def reject(self) -> None:
        """Close; what was typed is given up only when asked for twice."""
        if self.may_close("press Esc or Cancel"):
            super().reject()

    def may_close(self, how: str) -> bool:
        """Whether nothing typed is given up unasked; if not yet, it says how to: ``press Esc or Cancel`` again."""
        typed = self.typed()
        if typed in self._expendable:
            return True
        self._expendable = [self._expendable[0], typed]
        self.message.warning(f"What you typed is not saved. Save it, or {how} again to give it up.")
        return False

    def refuse(self, field: QWidget, why: str) -> None:
        """Say what is wrong, and lead to the field where it is mended."""
        self.message.error(why)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()

    def done(self, result: int) -> None:
        """Close, and give the window below the keys again: a window manager does not when progress closes too."""
        below = self.parentWidget()
        super().done(result)
        if below is not None and QApplication.applicationState() is Qt.ApplicationState.ApplicationActive:
            below.window().activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; from elsewhere, the dialog's own."""
        focus: QWidget | None = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Something in it has another height, like a message that appears."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return handled

    def fit(self, width: int) -> None:
        """Be so wide, as far as the screen goes, and as high as the content then is; called once all is laid out."""
        width = min(width, self.screen().availableGeometry().width() - 2 * UNIT)
        self._content = self._height_for(width)
        self.resize(width, self._content)

    def fill(self, width: int) -> None:
        """Be so wide and nearly as high as the screen goes from the start: for content that scrolls within."""
        self.fit(width)
        room = self.screen().availableGeometry().height()
        self._content = room
        self.resize(self.width(), room - 8 * UNIT)

    def _height_for(self, width: int) -> int:
        """The content's height, as far as the screen goes."""
        layout = self.layout()
        frame = max(_TITLE_BAR, self.frameGeometry().height() - self.height())
        room = self.screen().availableGeometry().height() - frame
        return min(room, height_of(layout, width)) if layout else 0

    def _grow(self) -> None:
        """Be as high as the content, wholly on the screen, once there is more of it; it never shrinks by itself."""
        before, self._content = self._content, max(self._content, self._height_for(self.width()))
        more = self._content - self.height()
        if self._content <= before or more <= 0:
            return
        room = self.screen().availableGeometry()
        below = self.frameGeometry().bottom() + more - room.bottom()
        self.resize(self.width(), self.height() + more)
        if below > 0 and self.isVisible():
            self.move(self.x(), max(room.top(), self.y() - below))
