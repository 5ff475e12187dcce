"""Rules: every reading in force on a day, its source and alternatives, and the agency's own values."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from muster.domain import words
from muster.domain.documents import Attachment
from muster.domain.readings import Preset
from muster.domain.records import AnyRecord, Override
from muster.domain.schema import texts
from muster.services.readings import ReadingRow
from muster.ui import actions
from muster.ui.dialogs.record_dialog import RecordDialog
from muster.ui.format import brought_back, count, day
from muster.ui.models.record_table import Mark, RecordTable, TableColumn
from muster.ui.page import Page, PageContext
from muster.ui.pages.document_desk import DocumentDesk, one
from muster.ui.pages.rules_detail import ReadingDetail
from muster.ui.pages.rules_words import (
    choices,
    explained,
    in_force,
    own_words,
    rule_words,
    shipped,
    since_words,
    value_hint,
)
from muster.ui.theme import UNIT, look, restyle
from muster.ui.widgets.date_edit import DateEdit
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.enclosures import Enclosures
from muster.ui.widgets.form import RecordForm
from muster.ui.widgets.layouts import remember, row, tab_order
from muster.ui.widgets.search_field import SearchField
from muster.ui.widgets.table import RecordView


class RulesPage(Page):
    """The readings, and below them the current one in full beside the agency's own values of it."""

    key, title, icon = "rules", "Rules", "rules"
    kinds = (Override, Attachment)

    def __init__(self, context: PageContext) -> None:
        """An empty page."""
        super().__init__(context)
        self._day = context.today
        self.day = DateEdit(self)
        self.today = QPushButton("&Today", self)
        self.search = SearchField("Search the readings")
        self.readings: RecordView[ReadingRow] = RecordView(RecordTable(self._columns()), "Readings", context.settings)
        self.detail = ReadingDetail(self)
        self.desk = DocumentDesk[Override](context, self, self.message.error, one)
        own = RecordTable(self.desk.among(self._own_columns()))
        self.own: RecordView[Override] = RecordView(own, "The agency's own values", context.settings)
        self._lay_out()
        self._wire()

    def _columns(self) -> tuple[TableColumn[ReadingRow], ...]:
        return (
            TableColumn("Reading", lambda row: row.parameter.title),
            TableColumn("Rule", lambda row: rule_words(row.parameter), tip=lambda row: row.parameter.rule),
            TableColumn("Holds by", lambda row: "day" if row.parameter.by_day else "quarter"),
            TableColumn("Published", self._published, tip=self._published, stretch=True),
            TableColumn("Strict", self._strict, tip=self._strict, stretch=True),
            TableColumn("The agency's own", own_words, tip=own_words, mark=_own_mark, stretch=True),
        )

    def _own_columns(self) -> tuple[TableColumn[Override], ...]:
        return (
            TableColumn(
                "From", lambda each: day(each.effective_on) or "Always", lambda each: each.effective_on or date.min
            ),
            TableColumn("Value", self._value, tip=self._value, mark=self._value_mark, stretch=True),
            TableColumn("Document", lambda each: each.document, tip=lambda each: each.document, stretch=True),
        )

    def _preset(self, row: ReadingRow, preset: Preset) -> str:
        return words.value(row.parameter, shipped(row.parameter, preset, self._day).value)

    def _published(self, row: ReadingRow) -> str:
        return self._preset(row, Preset.PUBLISHED)

    def _strict(self, row: ReadingRow) -> str:
        strict = self._preset(row, Preset.STRICT)
        return "the same" if strict == self._published(row) else strict

    def _value(self, each: Override) -> str:
        row = self.readings.current()
        return words.value(row.parameter, each.value) if row else each.value

    def _value_mark(self, each: Override) -> Mark | None:
        row = self.readings.current()
        own = in_force(row) if row else None
        return Mark("check", "In force on the day shown", "success") if own and own.id == each.id else None

    # -- layout

    def _lay_out(self) -> None:
        self.set_action = self.changing(
            self.add_action("&Set the agency's value…", self.add, icon="add", shortcut=actions.ADD, primary=True)
        )
        self.edit_action = self.changing(self.add_action("&Change…", self.edit, icon="edit", shortcut=actions.EDIT))
        self.remove_action = self.changing(self.add_action("Take &back…", self.remove, icon="remove"))
        self.search.setMinimumWidth(20 * UNIT)
        self.body.addLayout(self._day_row())
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        self.shown_or_empty = EmptyOr(
            self.readings,
            EmptyState("No reading matches", "The words above leave nothing to show.", icon="search",
                       action="&Clear the search", slot=self.search.clear),
        )  # fmt: skip
        parts.addWidget(self.shown_or_empty)
        parts.addWidget(self._lower_part())
        parts.setSizes([11 * UNIT, 10 * UNIT])
        self.body.addWidget(parts, 1)
        remember(parts, self.context.settings, "rules/parts")

    def _day_row(self) -> QHBoxLayout:
        label = QLabel("&In force on")
        label.setBuddy(self.day)
        self.day.setAccessibleName("In force on")
        self.day.setFixedWidth(16 * UNIT)
        self.day.setText(self._day.isoformat())
        self.today.setAutoDefault(False)
        return row(label, self.day, self.today, None, self.search)

    def _lower_part(self) -> QWidget:
        heading = QLabel("The agency's own values")
        look(heading, "heading")
        own = QWidget()
        column = QVBoxLayout(own)
        column.setContentsMargins(2 * UNIT, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(heading)
        nothing = EmptyState("None for this reading", "The preset's value is in force.")
        self.own_or_none = EmptyOr(self.own, nothing)
        column.addWidget(self.own_or_none, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.detail)
        halves.addWidget(own)
        halves.setSizes([60 * UNIT, 40 * UNIT])
        halves.setContentsMargins(0, 2 * UNIT, 0, 0)
        remember(halves, self.context.settings, "rules/halves")
        return halves

    def _wire(self) -> None:
        tab_order(self.day, self.today, self.search, self.readings, self.detail, self.own)
        self.readings.identify_by(lambda row: row.parameter.name)
        self.readings.current_changed.connect(self._detail)
        self.readings.opened.connect(lambda _row: self.edit() if self.own.current() else self.add())
        self.desk.serve(self.own)
        self.own.opened.connect(lambda _each: self.edit())
        self.own.removal_asked.connect(lambda _each: self.remove())
        self.own.current_changed.connect(self._enable)
        self.search.set_target(self.readings)
        self.search.textChanged.connect(self._filter)
        self.day.editingFinished.connect(self._pick_day)
        self.today.clicked.connect(lambda _checked=False: self._go_to_day(self.context.today))

    # -- reading

    def load(self) -> None:
        """Read the readings of the day."""
        rows = self.context.services.readings.rows(self._day)
        overrides = [each for row in rows for each in row.overrides]
        self.desk.attached = self.context.services.documents.attached(overrides)
        self.readings.table.set_records(rows)
        if self.readings.current() is None:
            self.readings.select(lambda _row: True)
        self._detail(self.readings.current())
        own = sum(in_force(row) is not None for row in rows)
        self.say(f"{count(len(rows), 'reading')} on {day(self._day)}, {own} set by the agency")

    def _detail(self, row: ReadingRow | None) -> None:
        if row is None:
            return
        self.detail.describe(row, self._day)
        self.own.table.set_records(row.overrides)
        self.own_or_none.set_empty(not row.overrides)
        used = in_force(row) or next(iter(row.overrides), None)
        if used is not None:
            self.own.select(lambda each: each.id == used.id)
        self._enable()

    def _enable(self, *_what: object) -> None:
        row = self.readings.current()
        self.set_action.setEnabled(row is not None and row.parameter.overridable)
        for each in (self.edit_action, self.remove_action):
            each.setEnabled(row is not None and bool(row.overrides) and self.own.current() is not None)

    def _filter(self, words: str) -> None:
        self.readings.table.filter_words(words)
        table = self.readings.table
        self.shown_or_empty.set_empty(not table.shown() and not table.filters)

    # -- the day

    def _pick_day(self) -> None:
        try:
            typed = self.day.iso()
        except ValueError as error:
            self._mark_day(invalid=True)
            self.message.error(f"{words.capitalized(str(error))}.")
            return
        self._go_to_day(date.fromisoformat(typed) if typed else self.context.today)

    def _go_to_day(self, wanted: date) -> None:
        self._mark_day(invalid=False)
        self.day.setText(wanted.isoformat())
        if wanted != self._day or self.message.text:
            self._day = wanted
            self.reload()

    def _mark_day(self, *, invalid: bool) -> None:
        if bool(self.day.property("invalid")) != invalid:
            self.day.setProperty("invalid", invalid)
            restyle(self.day)

    # -- the agency's own values

    def add(self) -> None:
        """Ask for a value of the agency's own of the current reading."""
        row = self.readings.current()
        if row is not None and row.parameter.overridable:
            form = self._form(row)
            form.set_texts({"value": self._started_with(row), "effective_on": self._day.isoformat()})
            self._open(f"Set the agency's value: {row.parameter.title}", row, form)

    def _started_with(self, row: ReadingRow) -> str:
        return "" if choices(row.parameter) else row.published.text

    def edit(self) -> None:
        """Ask for changes to the current one of the agency's own values."""
        row, each = self.readings.current(), self.own.current()
        if row is not None and each is not None and row.overrides:
            form = self._form(row)
            form.set_record(each)
            form.fields["value"].set_text(self._known(row, each))
            self._open(f"Change the agency's value: {row.parameter.title}", row, form, each)

    def _known(self, row: ReadingRow, each: Override) -> str:
        """The value as the list has it, however it was written."""
        parse = row.parameter.parse
        listed = (value for value, _words in choices(row.parameter) if parse(value) == parse(each.value))
        return next(listed, texts(each)["value"])

    def _form(self, row: ReadingRow) -> RecordForm[Override]:
        hints = {
            "value": value_hint(row.parameter),
            "effective_on": "Empty: always",
            "document": "The letter that says so; an auditor will ask for it",
        }
        return RecordForm(
            Override,
            ("value", "effective_on", "document"),
            fixed={"parameter": row.parameter.name},
            choices={"value": choices(row.parameter)},
            hints=hints,
        )

    def _open(self, title: str, row: ReadingRow, form: RecordForm[Override], seen: Override | None = None) -> None:
        text = f"{explained(row.parameter)} What is set here replaces the value of either preset."
        save = partial(self.context.services.records.save, seen=seen)
        dialog = RecordDialog(title, form, save, self, text=text, enclosures=Enclosures(self))
        dialog.saved.connect(self.context.publish)
        dialog.resize(70 * UNIT, dialog.height())
        dialog.open()

    def remove(self) -> None:
        """Take back the current one of the agency's own values, after asking."""
        row, each = self.readings.current(), self.own.current()
        if row is None or each is None or not row.overrides:
            return
        title = f"Take back the agency's value of “{row.parameter.title}”?"
        text = f"{words.value(row.parameter, each.value)}, {since_words(each)}. {brought_back(1)}"
        if self.context.prompts.confirm(self, title, text, "Take back"):
            self.attempt(lambda: self.context.services.records.remove([each]))

    # -- for the window

    def show_record(self, record: AnyRecord) -> None:
        """Show an override with its reading."""
        if isinstance(record, Override):
            self.search.clear()
            self.readings.select(lambda row: row.parameter.name == record.parameter)
            self.own.select(lambda each: each.id == record.id)

    def search_target(self) -> QWidget:
        """The search field."""
        return self.search

    def first_focus(self) -> QWidget:
        """The readings."""
        return self.readings


def _own_mark(row: ReadingRow) -> Mark | None:
    if in_force(row) is not None:
        return Mark("check", "The agency's own value is in force", "success")
    return Mark("calendar", "The agency's own value is not in force on this day", "muted") if row.overrides else None
