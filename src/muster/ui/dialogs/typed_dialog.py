"""A dialog that never drops what was typed into it at a single Esc."""

from PySide6.QtWidgets import QDialog

from muster.ui.widgets.message_bar import MessageBar


class TypedDialog(QDialog):
    """Closes at Esc or Cancel when nothing was typed; else it asks to be told twice.

    Attributes:
        message: Where it says so; a subclass makes it.
    """

    message: MessageBar

    def typed(self) -> object:
        """All that stands in it; equal when nothing changed."""
        raise NotImplementedError

    def begin(self) -> None:
        """What stands in it now is where the typing begins; a subclass calls this once it is laid out."""
        self._expendable = [self.typed()]

    def reject(self) -> None:
        """Close; what was typed is given up only when asked for twice."""
        typed = self.typed()
        if typed in self._expendable:
            super().reject()
            return
        self._expendable = [self._expendable[0], typed]
        self.message.warning("What you typed is not saved. Save it, or press Esc or Cancel again to give it up.")
