"""Asks why something may stand, in one sentence that is kept; it stays open until there is one."""

from collections.abc import Callable

from muster.domain.cells import TEXT
from muster.domain.schema import Column
from muster.services.changes import Changed
from muster.ui.dialogs.form_dialog import WorkDialog
from muster.ui.page import Page
from muster.ui.widgets.form import Field, Form

REASON = "reason"


class ReasonDialog(WorkDialog):
    """Asks for a reason and keeps it."""

    def __init__(self, title: str, text: str, verb: str, keep: Callable[[str], Changed], page: Page) -> None:
        """An empty dialog.

        Args:
            title: ``Accept with a reason``.
            text: The question, above the field.
            verb: What the button says.
            keep: Keeps the reason, off the GUI thread; may raise a MusterError.
            page: The page.
        """
        self.form = Form([Field(Column(REASON, REASON, "Reason", TEXT, required=True))])
        super().__init__(title, self.form, page.context.tasks, page, text=text)
        self._keep = keep
        self.save_button.setText(verb)

    def work(self) -> Callable[[], Changed] | None:
        """Keep the reason; None, with what is wrong shown, when there is none."""
        texts = self.form.texts()
        return None if texts is None else lambda: self._keep(texts[REASON])
