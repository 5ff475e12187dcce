"""Asking for a pay scale for many officers, with what it makes of each officer's pay."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muster.domain.cells import DATE, PERCENT, TEXT
from muster.domain.cells import parse_date as to_date
from muster.domain.pay_scale import PayScale, Raise, raised
from muster.domain.quantities import parse_percent
from muster.domain.records import Officer, Pay
from muster.domain.schema import Column
from muster.services.changes import Changed
from muster.services.mass_edit import MassEdits
from muster.ui.dialogs.form_dialog import WorkDialog
from muster.ui.dialogs.taken_dialog import lay_out_across
from muster.ui.format import amount, count, money
from muster.ui.models.record_table import Align, Kind, Mark, RecordTable, TableColumn
from muster.ui.page import Page
from muster.ui.theme import UNIT, look
from muster.ui.widgets.form import Field, Form
from muster.ui.widgets.table import RecordView

_ROOM = "999,999.99"
_ROUNDING = (("cent", "To the cent"), ("dollar", "To the dollar"))


def _before(each: Raise) -> int | None:
    return each.before.annual_salary if each.before else None


def _after(each: Raise) -> int | None:
    return each.after.annual_salary if each.after else None


def _more(each: Raise) -> int | None:
    return each.after.annual_salary - each.before.annual_salary if each.after and each.before else None


def _mark(each: Raise) -> Mark | None:
    return Mark("warning", "This officer gets no raise", "warning") if each.after is None and each.note else None


COLUMNS: tuple[TableColumn[Raise], ...] = (
    TableColumn("Officer", lambda each: f"{each.officer.officer_id} {each.officer.name}"),
    TableColumn("From", lambda each: amount(_before(each)), _before, Align.RIGHT, room=_ROOM, kind=Kind.MONEY),
    TableColumn("To", lambda each: amount(_after(each)), _after, Align.RIGHT, room=_ROOM, kind=Kind.MONEY),
    TableColumn("Difference", lambda each: amount(_more(each)), _more, Align.RIGHT, room=_ROOM, kind=Kind.MONEY),
    TableColumn("Note", lambda each: each.note, mark=_mark, stretch=True),
)


class ScaleForm(Form):
    """What every officer gets."""

    def __init__(self) -> None:
        """Nothing is typed."""
        fields = (
            Field(Column("percent", "percent", "Raise, %", PERCENT, required=True), hint="Such as 3.5"),
            Field(Column("effective_on", "effective_on", "From", DATE, required=True)),
            Field(Column("rounding", "rounding", "Rounded half up", TEXT), _ROUNDING),
            Field(Column("approved_on", "approved_on", "Approved", DATE)),
            Field(Column("paid_on", "paid_on", "Paid", DATE)),
            Field(Column("document", "document", "Document", TEXT)),
        )
        super().__init__(fields)
        self.fields["rounding"].set_text("cent")

    def lay_out(self) -> None:
        """Three fields beside each other."""
        lay_out_across(self, 3)

    def scale(self) -> PayScale | None:
        """What was typed; None, with each error at its field, when it cannot be read."""
        texts = self.texts()
        return None if texts is None else _scale(texts)

    def scale_so_far(self) -> PayScale | None:
        """The same while it is being typed; None, without a word, as long as it cannot be read."""
        try:
            return _scale({name: field.text() for name, field in self.fields.items()})
        except ValueError:
            return None


def _day(text: str) -> date | None:
    return to_date(text) if text else None


def _scale(texts: dict[str, str]) -> PayScale:
    return PayScale(
        parse_percent(texts["percent"]),
        to_date(texts["effective_on"]),
        texts["rounding"] == "dollar",
        _day(texts["approved_on"]),
        _day(texts["paid_on"]),
        texts["document"].strip(),
    )


class RaiseDialog(WorkDialog):
    """Gives officers a raise from a day on; the list below the form shows each before it is saved."""

    def __init__(self, officers: Sequence[tuple[Officer, list[Pay]]], edits: MassEdits, page: Page) -> None:
        """A dialog for officers with all their pay."""
        self._officers = officers
        self._edits = edits
        self.form = ScaleForm()
        self.table: RecordTable[Raise] = RecordTable(COLUMNS)
        self.view: RecordView[Raise] = RecordView(self.table, "The raises")
        self.view.identify_by(lambda each: each.officer.officer_id)
        self.sums = QLabel()
        look(self.sums, "label")
        text = "Benefits stay the amount or the percent that they are. A pay record that begins later stays too."
        title = f"Raise the pay of {count(len(officers), 'officer')}"
        super().__init__(title, self.form, page.context.tasks, page, text=text, below=self._below())
        self.form.changed.connect(self._preview)
        self.resize(110 * UNIT, 80 * UNIT)
        self._preview()

    def _below(self) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.view, 1)
        column.addWidget(self.sums)
        return below

    def _raises(self, scale: PayScale | None) -> list[Raise]:
        if scale is None:
            return [Raise(officer, pays[-1] if pays else None, None) for officer, pays in self._officers]
        return [raised(officer, pays, scale) for officer, pays in self._officers]

    def _preview(self) -> None:
        """Show what the scale makes of each."""
        scale = self.form.scale_so_far()
        found = self._raises(scale)
        self.table.set_records(found)
        given = [each for each in found if each.after is not None]
        total = sum(_more(each) or 0 for each in given)
        self.sums.setText(
            "Give the percent and the day."
            if scale is None
            else f"{count(len(given), 'raise')} · {money(total)} a year"
        )

    def work(self) -> Callable[[], Changed] | None:
        """Keep the raises; None, with what is wrong shown, when something cannot be read."""
        scale = self.form.scale()
        if scale is None:
            return None
        found = self._raises(scale)
        return lambda: self._edits.raise_pay(found, scale)
