"""A small window to add or edit one record."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from muster.domain.records import R
from muster.services.changes import Changed
from muster.services.records import RefusedError
from muster.ui.dialogs.typed_dialog import TypedDialog
from muster.ui.tasks import sentence
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from muster.ui.widgets.form import RecordForm


class RecordDialog(TypedDialog, Generic[R]):
    """Asks for one record and saves it; what a rule refuses is shown at its field, and nothing typed is lost.

    Show it with ``open()``: the window waits, the program does not.

    Attributes:
        saved: What the save changed; the dialog closes then.
    """

    saved = Signal(Changed)

    def __init__(
        self,
        title: str,
        form: "RecordForm[R]",
        save: Callable[[R], Changed],
        parent: QWidget | None = None,
        *,
        text: str = "",
    ) -> None:
        """A dialog around a form.

        Args:
            title: ``Add an authorization``.
            form: Already filled, when a record is edited.
            save: Stores the record; may raise RefusedError or another MusterError.
            parent: The page.
            text: A sentence above the form, if needed.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.form = form
        self._save = save
        self.message = MessageBar(self)
        both = QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(both, self)  # a default button is the dialog's only once it is inside
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setDefault(True)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self._lay_out(title, text)
        self.begin()
        form.focus_first()

    def _lay_out(self, title: str, text: str) -> None:
        heading = QLabel(title)
        look(heading, "heading")
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        around = QVBoxLayout(inner)
        around.setContentsMargins(0, 0, 0, 0)
        bar = scrolled.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, high: around.setContentsMargins(0, 0, UNIT if high else 0, 0))
        around.addWidget(self.form)
        around.addStretch(1)
        scrolled.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(heading)
        told = QLabel(text)
        told.setWordWrap(True)
        told.setVisible(bool(text))
        look(told, "muted")
        column.addWidget(told)
        column.addWidget(self.message)
        column.addWidget(scrolled, 1)
        column.addWidget(self.buttons)
        wanted = inner.sizeHint()
        width = max(560 if len(self.form.fields) > 4 else 400, wanted.width() + 2 * MARGIN + UNIT)
        above = told.heightForWidth(width - 2 * MARGIN) + 2 * UNIT if text else 0
        self.resize(width, min(720, wanted.height() + above + 168))

    def typed(self) -> dict[str, str]:
        """The cells of the form."""
        return self.form.typed()

    def save(self) -> None:
        """Save what is typed and close; or show what is wrong."""
        changed = self.keep()
        if changed is not None:
            self.accept()
            self.saved.emit(changed)

    def keep(self) -> Changed | None:
        """Save what is typed; None, with what is wrong shown, when it cannot be."""
        self.message.clear()
        record = self.form.record()
        if record is None:
            return None
        try:
            return self._save(record)
        except RefusedError as refused:
            elsewhere = self.form.show_fault(refused.fault)
            if elsewhere:
                self.message.error(elsewhere)
        except Exception as error:  # noqa: BLE001 - told to the user as a sentence; logged
            self.message.error(sentence(error))
        return None
