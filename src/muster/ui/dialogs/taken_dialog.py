"""Asking for a step's date, document and note: submitting, closing, giving up, an award decision and the like."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from muster.domain.cells import DATE, MONEY, TEXT, parse_date
from muster.domain.money import Cents, parse_money
from muster.domain.schema import Column
from muster.services.changes import Changed
from muster.services.ledger import Taken
from muster.ui.dialogs.form_dialog import WorkDialog
from muster.ui.format import day
from muster.ui.page import Page
from muster.ui.theme import UNIT
from muster.ui.widgets.form import Field, Form

ON, AMOUNT, DOCUMENT, NOTE = "on", "amount", "document", "note"


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which something can have happened: from ``earliest``, for the reason ``why``, up to today."""

    today: date
    earliest: date = date(1900, 1, 1)
    why: str = ""

    def refusal(self, on: date) -> str:
        """Why it cannot have been on that day; empty when it can."""
        if on > self.today:
            return f"{day(on)} is still to come; give today's date or an earlier one"
        return f"{self.why}; give that day or a later one" if on < self.earliest else ""


class TakenForm(Form):
    """Date, document and note, and an amount where one is asked."""

    def __init__(
        self,
        days: Days,
        *,
        amount: str = "",
        note: str = "Note",
        needs_note: bool = False,
        hints: dict[str, str] | None = None,
        across: int = 1,
    ) -> None:
        """A form dated today.

        Args:
            days: When it can have happened.
            amount: What the amount is called; none is asked where it is empty.
            note: What the note is called.
            needs_note: It must be given.
            hints: Lines below fields, by name.
            across: How many fields stand beside each other.
        """
        self._days = days
        self._across = across
        columns = [Column(ON, ON, "Date", DATE, required=True)]
        if amount:
            columns.append(Column(AMOUNT, AMOUNT, amount, MONEY, required=True))
        columns += [
            Column(DOCUMENT, DOCUMENT, "Document", TEXT),
            Column(NOTE, NOTE, note, TEXT, required=needs_note),
        ]
        super().__init__(fields_of(columns, hints or {}))
        self.fields[ON].set_text(days.today.isoformat())

    def lay_out(self) -> None:
        """As many fields beside each other as asked."""
        lay_out_across(self, self._across)

    def taken(self) -> Taken | None:
        """What was typed; None, with each error at its field, when it cannot be read."""
        texts = self.texts()
        if texts is None:
            return None
        on = parse_date(texts[ON])
        why = self._days.refusal(on)
        if why:
            self.fields[ON].show_error(why)
            self.fields[ON].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return Taken(on, texts[NOTE], texts[DOCUMENT])

    def amount(self) -> Cents:
        """The amount typed, once :meth:`taken` could be read."""
        return parse_money(self.fields[AMOUNT].text())


def fields_of(columns: Iterable[Column], hints: dict[str, str]) -> list[Field]:
    """The fields of some columns, each with its hint."""
    return [Field(each, hint=hints.get(each.name, "")) for each in columns]


def lay_out_across(form: Form, across: int) -> None:
    """Put a form's fields beside each other, so many to a row."""
    grid = QGridLayout(form)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * UNIT)
    grid.setVerticalSpacing(2 * UNIT)
    for place, field in enumerate(form.fields.values()):
        grid.addWidget(field, place // across, place % across)
    for column in range(across):
        grid.setColumnStretch(column, 1)


class TakenDialog(WorkDialog):
    """Asks when something was done, and keeps it."""

    def __init__(
        self,
        title: str,
        form: TakenForm,
        keep: Callable[[Taken], Changed],
        page: Page,
        *,
        text: str = "",
        verb: str = "",
    ) -> None:
        """A dialog.

        Args:
            title: ``Submit claim FY26Q1-001``.
            form: What is asked.
            keep: Keeps it, off the GUI thread; may raise a MusterError.
            page: The page.
            text: A sentence above the form.
            verb: What the button says in place of Save.
        """
        super().__init__(title, form, page.context.tasks, page, text=text)
        self.form = form
        self._keep = keep
        if verb:
            self.save_button.setText(verb)

    def work(self) -> Callable[[], Changed] | None:
        """Keep what is typed; None, with what is wrong shown, when it cannot be."""
        taken = self.form.taken()
        return None if taken is None else partial(self._keep, taken)
