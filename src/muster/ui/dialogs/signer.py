"""Adds somebody who prepares or certifies claims: name, title, a passphrase typed twice."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from muster.services.signers import SHORTEST, SignerError
from muster.ui.dialogs.typed_dialog import TypedDialog
from muster.ui.tasks import sentence
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.message_bar import MessageBar
from muster.ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from muster.services.signers import Signers


class SignerDialog(TypedDialog):
    """Asks for a new signer and keeps it.

    Attributes:
        added: What was kept, and the signer's name; the dialog closes then.
    """

    added = Signal(object, str)

    def __init__(self, signers: "Signers", parent: QWidget | None = None) -> None:
        """An empty form."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Add a signer")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._signers = signers
        self.name, self.title = _line("Name"), _line("Title")
        self.passphrase, self.again = secret("Passphrase"), secret("Passphrase, again")
        self.message = MessageBar(self)
        self._lay_out()
        self.begin()
        self.fit(60 * UNIT)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> tuple[str, ...]:
        """All four fields."""
        return tuple(each.text() for each in (self.name, self.title, self.passphrase, self.again))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(UNIT)
        for field in (self.name, self.title, self.passphrase, self.again):
            form.addRow(field.accessibleName(), field)
        both = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        buttons = QDialogButtonBox(both, self)
        keep = buttons.button(QDialogButtonBox.StandardButton.Ok)
        keep.setText("Add the signer")
        keep.setDefault(True)
        buttons.accepted.connect(self.keep)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(_text("Add a signer", "heading"))
        column.addWidget(
            _text(
                "The person types the passphrase now, and again to sign a claim; nobody else should know it. The book "
                f"keeps only a hash of it, so it cannot be looked up. At least {SHORTEST} characters.",
                "muted",
            )
        )
        column.addWidget(self.message)
        column.addWidget(Scrolled(form), 1)
        column.addWidget(buttons)

    def keep(self) -> None:
        """Keep the signer and close; or say what is wrong."""
        self.message.clear()
        if self.passphrase.text() != self.again.text():
            self.refuse(self.again, "The two passphrases differ; type the same one twice.")
            return
        try:
            changed = self._signers.add(self.name.text(), self.title.text(), self.passphrase.text())
        except SignerError as wrong:
            self.refuse(self.passphrase if wrong.field == "passphrase" else self.name, str(wrong))
            return
        except Exception as error:  # noqa: BLE001 - told to the user as a sentence; logged
            self.message.error(sentence(error))
            return
        self.accept()
        self.added.emit(changed, " ".join(self.name.text().split()))


def secret(name: str) -> QLineEdit:
    """A field whose text is not shown."""
    made = _line(name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    return made


def _text(text: str, name: str) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    look(made, name)
    return made
