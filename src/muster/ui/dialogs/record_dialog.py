"""A small window to add or edit one record."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic

from PySide6.QtWidgets import QVBoxLayout, QWidget

from muster.domain.records import R
from muster.services.changes import Changed
from muster.services.records import RefusedError
from muster.ui.dialogs.form_dialog import FormDialog
from muster.ui.tasks import sentence
from muster.ui.theme import UNIT

if TYPE_CHECKING:
    from muster.ui.widgets.enclosures import Enclosures
    from muster.ui.widgets.form import RecordForm


class RecordDialog(FormDialog, Generic[R]):
    """Asks for one record and saves it; what a rule refuses is shown at its field, and nothing typed is lost."""

    def __init__(
        self,
        title: str,
        form: "RecordForm[R]",
        save: Callable[[R], Changed],
        parent: QWidget | None = None,
        *,
        text: str = "",
        enclosures: "Enclosures | None" = None,
    ) -> None:
        """A dialog around a form.

        Args:
            title: ``Add an authorization``.
            form: Already filled, when a record is edited.
            save: Stores the record; may raise RefusedError or another MusterError.
            parent: The page.
            text: A sentence above the form, if needed.
            enclosures: The files to attach to the record, where it takes any.
        """
        self.form = form
        self._save = save
        self._enclosures = enclosures
        super().__init__(title, form, parent, text=text)
        column = self.layout()
        if enclosures is not None and isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, enclosures)
            self.resize(self.width(), self.height() + enclosures.sizeHint().height() + 2 * UNIT)
            enclosures.serve(self, self.message.error)

    def typed(self) -> object:
        """The cells of the form, and the files to attach."""
        return self.form.typed(), list(self._enclosures.paths) if self._enclosures else []

    def keep(self) -> Changed | None:
        """Save what is typed; None, with what is wrong shown, when it cannot be."""
        self.message.clear()
        record = self.form.record()
        if record is None:
            return None
        try:
            changed = self._save(record)
            if self._enclosures is not None:
                self._enclosures.attach_to(record)
        except RefusedError as refused:
            elsewhere = self.form.show_fault(refused.fault)
            if elsewhere:
                self.message.error(elsewhere)
        except Exception as error:  # noqa: BLE001 - told to the user as a sentence; logged
            self.message.error(sentence(error))
        else:
            return changed
        return None
