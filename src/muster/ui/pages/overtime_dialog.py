"""Asking for overtime entries, one after the other where a whole register is typed in."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialogButtonBox

from muster.domain.records import OvertimeEntry
from muster.services.changes import Changed
from muster.ui.dialogs.record_dialog import RecordDialog
from muster.ui.format import day, money
from muster.ui.page import Page
from muster.ui.widgets.enclosures import Enclosures
from muster.ui.widgets.form import Choices, RecordForm

_KEPT = ("officer_id", "worked_on")
_HINTS = {
    "amount": "Empty for compensatory time",
    "paid_on": "It counts once it is paid",
    "funding": "The program billed; empty for this one",
}


def entry_form(officers: Choices) -> RecordForm[OvertimeEntry]:
    """An empty form of an entry; ``officers`` are id and name."""
    return RecordForm(OvertimeEntry, choices={"officer_id": officers}, hints=_HINTS)


class EntryDialog(RecordDialog[OvertimeEntry]):
    """Adds entries: Save and next keeps the officer and the day, and asks for the next one."""

    def __init__(
        self,
        form: RecordForm[OvertimeEntry],
        save: Callable[[OvertimeEntry], Changed],
        parent: Page,
        start: Mapping[str, str],
    ) -> None:
        """Start with some cells filled, by column name."""
        form.set_texts(start)
        super().__init__("Add an overtime entry", form, save, parent, enclosures=Enclosures(parent))
        self.next_button = self.buttons.addButton("Save and &next", QDialogButtonBox.ButtonRole.ActionRole)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save_and_next)
        self.next_button.setToolTip("Save this entry and ask for the next one (Ctrl+Enter)")
        self.next_button.setAutoDefault(False)
        self.next_button.clicked.connect(lambda _checked=False: self.save_and_next())
        self._focus()

    def save_and_next(self) -> None:
        """Save what is typed, then ask for the next entry of the same officer and day; or show what is wrong."""
        typed = self.form.typed()
        saved = self.form.record()
        changed = self.keep()
        if changed is None or saved is None:
            return
        self.form.set_texts({name: typed[name] for name in _KEPT})
        self.begin()
        told = [day(saved.worked_on), money(saved.amount) or "no amount"]
        self.message.success(f"Saved: officer {saved.officer_id}, {', '.join(told)}. Type the next entry.")
        self._focus()
        self.saved.emit(changed)

    def _focus(self) -> None:
        """To the day, ready to be typed over; to the officer while none is chosen."""
        chosen = bool(self.form.fields["officer_id"].typed())
        editor = self.form.fields["worked_on" if chosen else "officer_id"].editor
        editor.setFocus(Qt.FocusReason.TabFocusReason)
