"""A small window around a form: heading, message, fields, Save and Cancel; nothing typed is lost."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from muster.services.changes import Changed
from muster.ui.dialogs.typed_dialog import TypedDialog
from muster.ui.tasks import Tasks
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.form import Form
from muster.ui.widgets.message_bar import MessageBar
from muster.ui.widgets.scrolled import Scrolled


class FormDialog(TypedDialog):
    """Asks by a form and saves what is typed; a subclass says in :meth:`keep` how.

    Show it with ``open()``: the window waits, the program does not.

    Attributes:
        saved: What the save changed; the dialog closes then.
    """

    saved = Signal(Changed)

    def __init__(
        self, title: str, form: Form, parent: QWidget | None = None, *, text: str = "", below: QWidget | None = None
    ) -> None:
        """A dialog around a form.

        Args:
            title: ``Add an authorization``.
            form: Already filled, when something is edited.
            parent: The page.
            text: A sentence above the form, if needed.
            below: What stands between the form and the buttons, and takes the room.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._form = form
        self.message = MessageBar(self)
        both = QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(both, self)  # a default button is the dialog's only once it is inside
        self.save_button.setDefault(True)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self._lay_out(title, text, below)
        self.begin()
        form.focus_first()

    @property
    def save_button(self) -> QPushButton:
        """The button that saves."""
        return self.buttons.button(QDialogButtonBox.StandardButton.Save)

    def _lay_out(self, title: str, text: str, below: QWidget | None) -> None:
        heading = QLabel(title)
        look(heading, "heading")
        told = QLabel(text)
        told.setWordWrap(True)
        told.setVisible(bool(text))
        look(told, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        for widget in (heading, told, self.message):
            column.addWidget(widget)
        if below is None:
            column.addWidget(Scrolled(self._form), 1)
        else:
            column.addWidget(self._form)
            column.addWidget(below, 1)
        column.addWidget(self.buttons)
        if below is None:
            self.fit(self._wide())

    def showEvent(self, event: QShowEvent) -> None:
        """Where the book is only to be read the form shows a record, and says from the start that it cannot save."""
        super().showEvent(event)
        read_only = getattr(self.parentWidget(), "read_only", "")  # the parent is a page, mostly
        if read_only:
            self.message.info(f"{read_only}, read only: nothing can be saved here.")
            self._form.set_read_only()
            for button in self.buttons.buttons():
                button.setEnabled(self.buttons.buttonRole(button) is QDialogButtonBox.ButtonRole.RejectRole)

    def _wide(self) -> int:
        """Wide enough for the form, and for a sentence to be comfortable to read."""
        return max(560 if len(self._form.fields) > 4 else 400, self._form.sizeHint().width() + 2 * MARGIN + UNIT)

    def typed(self) -> object:
        """The cells of the form."""
        return self._form.typed()

    def save(self) -> None:
        """Save what is typed and close; or show what is wrong."""
        changed = self.keep()
        if changed is not None:
            self.accept()
            self.saved.emit(changed)

    def keep(self) -> Changed | None:
        """Save what is typed; None, with what is wrong shown, when it cannot be."""
        raise NotImplementedError


class WorkDialog(FormDialog):
    """Saves off the GUI thread, as thousands of amounts may be saved at once; a subclass says in :meth:`work` what.

    It stays until all is saved, or shows why it could not be.
    """

    def __init__(
        self,
        title: str,
        form: Form,
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        text: str = "",
        below: QWidget | None = None,
    ) -> None:
        """See :class:`FormDialog`; ``tasks`` do the work."""
        super().__init__(title, form, parent, text=text, below=below)
        self._tasks = tasks
        self._saving = False
        self._unread = ""

    def work(self) -> Callable[[], Changed] | None:
        """What saves what is typed; None, with what is wrong shown, when it cannot be."""
        raise NotImplementedError

    def tell_unread(self, why: str) -> None:
        """What was typed into a cell was not taken: say so, and stop the next attempt to save without it."""
        self._unread = why
        self.message.error(why)

    def was_read(self) -> None:
        """What was typed into a cell was taken."""
        self._unread = ""

    def save(self) -> None:
        """Save what is typed, then close; or show what is wrong."""
        if self._unread:
            self.message.error(f"{self._unread} Nothing was saved: type it again, or save without it.")
            self._unread = ""
            return
        self.message.clear()
        work = self.work()
        if work is not None and not self._saving:
            self._wait(saving=True)
            self._tasks.run(self, self.windowTitle(), lambda _progress: work(), self._kept, self._refused)

    def reject(self) -> None:
        """Close, unless something is being saved."""
        if not self._saving:
            super().reject()

    def _wait(self, *, saving: bool) -> None:
        if saving:
            self._focused: QWidget | None = self.focusWidget()
        self._saving = saving
        self.save_button.setDisabled(saving)  # which hands its focus on to Cancel

    def _kept(self, changed: Changed) -> None:
        self._wait(saving=False)
        self.accept()
        self.saved.emit(changed)

    def _refused(self, why: str) -> None:
        self._wait(saving=False)
        self.message.error(why)
        if self._focused is not None:
            self._focused.setFocus(Qt.FocusReason.OtherFocusReason)
