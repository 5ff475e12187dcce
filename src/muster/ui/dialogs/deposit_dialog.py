"""Recording a deposit, with a look at how it will be applied; as the remittance says, or to the oldest claim first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLabel, QVBoxLayout, QWidget

from muster.domain.cells import parse_date
from muster.domain.ledger.explanation import amount_words
from muster.domain.ledger.ledger import LineKey
from muster.domain.ledger.records import Deposit, Payment
from muster.domain.money import Cents, dollars, parse_money
from muster.domain.schema import COLUMNS
from muster.services.changes import Changed
from muster.services.ledger_overview import Overview
from muster.services.ledger_words import target_words
from muster.ui.dialogs.form_dialog import WorkDialog
from muster.ui.dialogs.taken_dialog import Days, fields_of, lay_out_across
from muster.ui.format import amount, money
from muster.ui.icons import set_picture
from muster.ui.models.record_table import Align, Kind, RecordTable, TableColumn
from muster.ui.theme import UNIT, look
from muster.ui.widgets.entry_table import EntryView
from muster.ui.widgets.form import Form
from muster.ui.widgets.layouts import row, small_button
from muster.ui.widgets.search_field import SearchField
from muster.ui.widgets.table import RecordView

if TYPE_CHECKING:
    from muster.ui.page import PageContext

Remittance = Mapping[LineKey, Cents]
ON, AMOUNT = "received_on", "amount"
_ROOM = "9,999,999.99"
_HINTS = {AMOUNT: "Below zero: a refund that you paid back", "reference": "Like the number of the transfer"}


@dataclass(frozen=True, slots=True)
class Named:
    """Something open that the remittance may name: an amount of a claim, or an award (line 0 of its quarter)."""

    key: LineKey
    claim: str
    words: str
    open: Cents
    paid: Cents | None = None

    def paying(self, text: str) -> "Named":
        """With so much paid.

        Raises:
            ValueError: when it is no amount, or none between nothing and what is open.
        """
        cents = parse_money(text) if text.strip() else None
        if cents is not None and not min(0, self.open) <= cents <= max(0, self.open):
            raise ValueError(f"{dollars(self.open)} is open of it; give no more than that")
        return replace(self, paid=cents)

    def in_full(self) -> "Named":
        """With all of it paid."""
        return replace(self, paid=self.open)

    def not_at_all(self) -> "Named":
        """With nothing said of it."""
        return replace(self, paid=None)


@dataclass(frozen=True, slots=True)
class Applied:
    """What a deposit pays of a claim or an award."""

    target: str
    before: Cents
    paid: Cents

    @property
    def after(self) -> Cents:
        """What stays open."""
        return self.before - self.paid


NAMED_COLUMNS: tuple[TableColumn[Named], ...] = (
    TableColumn("Claim", lambda each: each.claim, room="FY26Q1-001-R1"),
    TableColumn("For", lambda each: each.words, tip=lambda each: each.words, stretch=True),
    TableColumn(
        "Open", lambda each: amount(each.open), lambda each: each.open, Align.RIGHT, room=_ROOM, kind=Kind.MONEY
    ),
    TableColumn(
        "Remittance",
        lambda each: "" if each.paid is None else amount(each.paid),
        lambda each: each.paid,
        Align.RIGHT,
        parse=lambda each, text: each.paying(text),
        room=_ROOM,
        kind=Kind.MONEY,
    ),
)
APPLIED_COLUMNS: tuple[TableColumn[Applied], ...] = (
    TableColumn("Pays", lambda each: each.target, stretch=True),
    TableColumn(
        "Open before",
        lambda each: amount(each.before),
        lambda each: each.before,
        Align.RIGHT,
        room=_ROOM,
        kind=Kind.MONEY,
    ),
    TableColumn(
        "This deposit", lambda each: amount(each.paid), lambda each: each.paid, Align.RIGHT, room=_ROOM, kind=Kind.MONEY
    ),
    TableColumn(
        "Open after", lambda each: amount(each.after), lambda each: each.after, Align.RIGHT, room=_ROOM, kind=Kind.MONEY
    ),
)


class DepositForm(Form):
    """The cells of a deposit."""

    def __init__(self, days: Days) -> None:
        """A form dated today."""
        self._days = days
        asked = (ON, AMOUNT, "reference", "document", "note")
        columns = {each.name: each for each in COLUMNS[Deposit]}
        super().__init__(fields_of((columns[name] for name in asked), _HINTS))
        self.fields[ON].set_text(days.today.isoformat())

    def lay_out(self) -> None:
        """Beside each other."""
        lay_out_across(self, 5)

    def amount(self) -> Cents | None:
        """The amount, if it can be read."""
        try:
            return parse_money(self.fields[AMOUNT].text()) or None
        except ValueError:
            return None

    def deposit(self) -> Deposit | None:
        """What was typed; None, with each error at its field, when it cannot be read."""
        texts = self.texts()
        if texts is None:
            return None
        on, cents = parse_date(texts[ON]), parse_money(texts[AMOUNT])
        faults = {ON: self._days.refusal(on), AMOUNT: "" if cents else "A deposit is of more than nothing"}
        wrong = next((name for name, fault in faults.items() if fault), "")
        if wrong:
            self.fields[wrong].show_error(faults[wrong])
            self.fields[wrong].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return Deposit(on, cents, texts["reference"], "", texts["note"], texts["document"])


class DepositDialog(WorkDialog):
    """Asks for a deposit and shows how it will be applied."""

    def __init__(self, overview: Overview, context: "PageContext", parent: QWidget) -> None:
        """An empty dialog over the ledger as it stands."""
        self.form = DepositForm(Days(context.today))
        self._overview, self._context = overview, context
        self.named: RecordTable[Named] = RecordTable(NAMED_COLUMNS, save=self._take)
        self.remittance: EntryView[Named] = EntryView(self.named, "What the remittance names")
        self.applied: RecordView[Applied] = RecordView(RecordTable(APPLIED_COLUMNS), "How it is applied")
        self.applied.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)  # while it is empty too
        self._named: dict[LineKey, Named] = {}
        super().__init__("Record a deposit", self.form, context.tasks, parent, below=self._parts())
        self.save_button.setText("Save the deposit")
        self._wire()
        self._show_remittance(shown=False)
        self._work_out()

    def _parts(self) -> QWidget:
        self.as_remitted = QCheckBox("As the &remittance says")
        self.as_remitted.setToolTip("Type what the remittance names; the rest goes to the oldest claim first")
        self.search = SearchField("Search what is open")
        self.search.setMinimumWidth(24 * UNIT)
        self.name_shown = small_button(
            "&Name all shown in full", "The remittance pays all that is open of what is shown"
        )
        self.name_none = small_button("&Clear", "The remittance names nothing")
        self.naming, self.heading, self.rest, self._icon = QLabel(), QLabel("How it is applied"), QLabel(), QLabel()
        look(self.heading, "label")
        look(self.naming, "muted")
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addLayout(row(self.as_remitted, self.naming, None, self.name_shown, self.name_none, self.search))
        column.addWidget(self.remittance, 3)
        column.addWidget(self.heading)
        column.addWidget(self.applied, 2)
        rest = row(self._icon, self.rest)
        rest.setStretch(1, 1)
        self.rest.setWordWrap(True)
        column.addLayout(rest)
        return whole

    def _wire(self) -> None:
        self.remittance.identify_by(lambda each: each.key)
        self.applied.identify_by(lambda each: each.target)
        self.named.refused.connect(self._refuse)
        self.search.set_target(self.remittance)
        self.search.textChanged.connect(self.named.filter_words)
        self.name_shown.clicked.connect(lambda _checked=False: self._name(self.named.shown(), Named.in_full))
        self.name_none.clicked.connect(lambda _checked=False: self._name(self._named.values(), Named.not_at_all))
        self.as_remitted.toggled.connect(lambda shown: self._show_remittance(shown=shown))
        self.as_remitted.toggled.connect(self._work_out)
        self.form.changed.connect(self._work_out)

    def _show_remittance(self, *, shown: bool) -> None:
        if shown and not self._named:  # most deposits come without one
            self._named = {each.key: each for each in _open(self._overview)}
            self.named.set_records(list(self._named.values()))
        for each in (self.remittance, self.search, self.naming, self.name_shown, self.name_none):
            each.setVisible(shown)
        room = self.screen().availableSize()
        self.resize(min(118 * UNIT, room.width() - 4 * UNIT), min((80 if shown else 56) * UNIT, room.height() - 64))

    # -- typing

    def typed(self) -> object:
        """The form, and what the remittance names."""
        return self.form.typed(), {key: each.paid for key, each in self._named.items() if each.paid is not None}

    def _take(self, named: Named) -> None:
        self._named[named.key] = named
        self.was_read()
        self._work_out()

    def _name(self, rows: Iterable[Named], change: Callable[[Named], Named]) -> None:
        self._named.update({row.key: change(row) for row in list(rows)})
        self.named.set_records(list(self._named.values()))
        self._work_out()

    def _refuse(self, index: QModelIndex, why: str) -> None:
        self.tell_unread(f"{self.named.record(index).claim}: {why}.")

    def _names(self) -> Remittance:
        if not self.as_remitted.isChecked():
            return {}
        return {key: each.paid for key, each in self._named.items() if each.paid}

    # -- how it is applied

    def _work_out(self, *_what: object) -> None:
        """Show how the amount typed would be applied."""
        cents, names = self.form.amount(), self._names()
        self.naming.setText(f"{money(sum(names.values()))} named")
        self.message.clear()
        if cents is None:
            self.applied.table.set_records([])
            self._say("Type the amount to see what it pays.", "info", "muted")
            return
        ledger = self._context.services.ledger
        self._context.tasks.run(
            self,
            "Working out what the deposit pays",
            lambda _progress: ledger.proposed(cents, names),
            lambda payments: self._show_applied(cents, payments),
            self._cannot_apply,
        )

    def _show_applied(self, cents: Cents, payments: Sequence[Payment]) -> None:
        paid = self._overview.after(payments)
        rows = [Applied(target_words(key), self._open_of(key), pays) for key, pays in paid.items()]
        self.applied.table.set_records(rows)
        rest = cents - sum(paid.values())
        if rest:
            why = "it stays with the deposit, because nothing more is open for it"
            self._say(f"{money(rest)} is not applied: {why}.{self._award_hint()}", "warning", "warning")
        else:
            self._say("All of it is applied.", "success", "success")

    def _open_of(self, target: str) -> Cents:
        found = self._overview.position(target)
        if found is not None:
            return found.outstanding
        return next((left for quarter, left in self._overview.open_awards.items() if str(quarter) == target), 0)

    def _award_hint(self) -> str:
        return " An award is paid only where the remittance names it." if self._overview.open_awards else ""

    def _cannot_apply(self, why: str) -> None:
        self.applied.table.set_records([])
        self._say("It cannot be applied like this.", "error", "error")
        self.message.error(why)

    def _say(self, words: str, icon: str, tint: str) -> None:
        self.rest.setText(words)
        set_picture(self._icon, icon, 16, tint)

    # -- keeping

    def work(self) -> Callable[[], Changed] | None:
        """Keep the deposit; None, with what is wrong shown, when it cannot be."""
        deposit = self.form.deposit()
        return None if deposit is None else partial(self._context.services.ledger.receive, deposit, self._names())


def _open(overview: Overview) -> list[Named]:
    """What is approved, or awarded, and not paid."""
    lines = [
        Named(
            (each.amount.number, each.amount.line),
            each.amount.number,
            f"{each.amount.officer_id} {overview.names.get(each.amount.officer_id, '')} · {amount_words(each.amount)}",
            each.outstanding,
        )
        for each in overview.open_lines()
    ]
    awards = [Named((str(key), 0), "", f"Award of {key}", left) for key, left in overview.open_awards.items()]
    return [*awards, *lines]
