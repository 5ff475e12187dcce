"""A small window to add or edit one record."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic

from PySide6.QtWidgets import QWidget

from muster.domain.records import R
from muster.services.changes import Changed
from muster.services.records import RefusedError
from muster.ui.dialogs.form_dialog import FormDialog
from muster.ui.tasks import sentence

if TYPE_CHECKING:
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
    ) -> None:
        """A dialog around a form.

        Args:
            title: ``Add an authorization``.
            form: Already filled, when a record is edited.
            save: Stores the record; may raise RefusedError or another MusterError.
            parent: The page.
            text: A sentence above the form, if needed.
        """
        self.form = form
        self._save = save
        super().__init__(title, form, parent, text=text)

    def typed(self) -> dict[str, str]:
        """The cells of the form."""
        return self.form.typed()

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
