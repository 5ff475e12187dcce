"""The last step of an import: what it would do, row by row, in sums, and to the claims."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidgetItem, QTabWidget, QVBoxLayout, QWidget

from muster.domain.fiscal import Quarter
from muster.domain.importing.file_mapping import FileMapping
from muster.domain.money import dollars
from muster.domain.words import capitalized
from muster.services.history_words import cell_changes
from muster.services.importing.dry_run import DryRun
from muster.services.importing.effects import LineEffect
from muster.services.importing.planned_rows import Outcome, PlannedRow
from muster.services.importing.sums import ColumnSum
from muster.ui.format import amount, count
from muster.ui.imports.row_note import RowNote
from muster.ui.imports.understood import understood_columns
from muster.ui.models.record_table import Align, Kind, Mark, RecordTable, TableColumn
from muster.ui.pages.record_columns import cell_writer
from muster.ui.theme import ROW_HEIGHT, UNIT, look
from muster.ui.widgets.layouts import small_button
from muster.ui.widgets.sentence_list import SentenceList
from muster.ui.widgets.table import RecordView

if TYPE_CHECKING:
    from muster.domain.importing.layout import RowKind

_ROOM = "9,999,999.99"
_SUMS_SHOWN, _NOTICES_SHOWN = 5, 3
_MARKS = {
    Outcome.NEW: Mark("add", "It is added", "success"),
    Outcome.CHANGED: Mark("edit", "A record of the book becomes another", "accent"),
    Outcome.UNCHANGED: Mark("check", "The book has all of it already", "muted"),
    Outcome.MERGED: Mark("info", "It is part of another row's record", "muted"),
    Outcome.REJECTED: Mark("error", "It cannot be taken and is left out", "error"),
}


class QuarterLine(NamedTuple):
    """An officer's line of a quarter's claim, before and after."""

    quarter: Quarter
    effect: LineEffect


def _before(each: QuarterLine) -> int | None:
    return each.effect.before.total if each.effect.before else None


def _after(each: QuarterLine) -> int | None:
    return each.effect.after.total if each.effect.after else None


def _money(title: str, key: Callable[[QuarterLine], int | None]) -> TableColumn[QuarterLine]:
    return TableColumn(title, lambda each: amount(key(each)), key, Align.RIGHT, room=_ROOM, kind=Kind.MONEY)


EFFECT_COLUMNS: tuple[TableColumn[QuarterLine], ...] = (
    TableColumn("Quarter", lambda each: str(each.quarter), lambda each: each.quarter),
    TableColumn("Officer", lambda each: f"{each.effect.officer_id} {each.effect.name}"),
    _money("Claim line now", _before),
    _money("After import", _after),
    _money("Difference", lambda each: each.effect.change),
)


def _written(each: ColumnSum, value: Any) -> str:  # noqa: ANN401 - cents or hours
    return cell_writer(each.type)(value)


def _rows_with(each: ColumnSum) -> str:
    return f"{each.values:,} of {each.rows:,}"


def _stated(each: ColumnSum) -> str:
    return "" if each.stated is None else _written(each, each.stated)


def _stated_mark(each: ColumnSum) -> Mark | None:
    if each.stated is None:
        return None
    if each.stated == each.read:
        return Mark("check", "The rows come to what the file says", "success")
    return Mark("warning", "The rows do not come to what the file says", "warning")


SUM_COLUMNS: tuple[TableColumn[ColumnSum], ...] = (
    TableColumn("Column", lambda each: each.label, tip=lambda each: each.label, room="Retirement Contributions"),
    TableColumn("Sum as read", lambda each: _written(each, each.read), align=Align.RIGHT, room=f"${_ROOM}"),
    TableColumn("Rows with a value", _rows_with, align=Align.RIGHT),
    TableColumn("Of it rejected", lambda each: _written(each, each.rejected), align=Align.RIGHT, room=f"${_ROOM}"),
    TableColumn("The file's own total", _stated, align=Align.RIGHT, mark=_stated_mark, room=f"${_ROOM}"),
)


def row_columns(mapping: FileMapping) -> list[TableColumn[PlannedRow]]:
    """The row's number, what becomes of it and why, then its fields."""
    return [
        TableColumn("Row", lambda each: f"{each.row.number:,}", lambda each: each.row.number, kind=Kind.NUMBER),
        TableColumn(
            "Outcome", lambda each: capitalized(each.outcome), mark=lambda each: _MARKS[each.outcome], room="Unchanged"
        ),
        TableColumn("Officer", _officer),
        TableColumn("Note", note, tip=note, room="W" * 32),
        *understood_columns(mapping, lambda each: each.row),
    ]


def _officer(each: PlannedRow) -> str:
    return each.record.officer_id if each.record is not None else ""


def note(each: PlannedRow) -> str:
    """Why a row is rejected; what it changes in the book; where it is merged."""
    if each.outcome is Outcome.CHANGED:
        changes = cell_changes(each.before, each.record)
        return "; ".join(
            f"{change.title}: {change.before or 'empty'} → {change.after or 'empty'}" for change in changes
        )
    return capitalized(each.reason)


class OutcomeStep(QWidget):
    """Shows a dry run."""

    def __init__(self, save_rejected: Callable[[], object]) -> None:
        """Nothing tried; ``save_rejected`` asks for a file and writes the rejected rows."""
        super().__init__()
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        look(self.summary, "label")
        self.left_out = QLabel()
        self.left_out.setWordWrap(True)
        look(self.left_out, "muted")
        self.notices = SentenceList("What to look at before the import", lambda _item: ())
        self.sums: RecordTable[ColumnSum] = RecordTable(SUM_COLUMNS, parent=self)
        self.sums_view: RecordView[ColumnSum] = RecordView(self.sums, "Sums of the file's columns")
        self.tabs = QTabWidget()
        self.rows_view: RecordView[PlannedRow] = RecordView(RecordTable(()), "Rows of the file")
        self.rows_view.identify_by(lambda each: each.row.number)
        self.rows_view.current_changed.connect(self._tell_reason)
        self.effects: RecordTable[QuarterLine] = RecordTable(EFFECT_COLUMNS, parent=self)
        self.effects_view: RecordView[QuarterLine] = RecordView(self.effects, "Effect on the claims")
        self.reason = RowNote()
        self.save = small_button("&Save the rejected rows…", "Write the rejected rows with their reasons as a CSV file")
        self.save.clicked.connect(save_rejected)
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QWidget()
        place = QVBoxLayout(rows)
        place.setContentsMargins(0, UNIT, 0, 0)
        place.addWidget(self.rows_view, 1)
        place.addWidget(self.reason)
        self.effect_words = QLabel()
        self.effect_words.setWordWrap(True)
        effects = QWidget()
        column = QVBoxLayout(effects)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.addWidget(self.effect_words)
        column.addWidget(self.effects_view, 1)
        self.tabs.addTab(rows, "&Rows")
        self.tabs.addTab(effects, "&Effect on the claims")
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(UNIT)
        whole.addLayout(head)
        for widget in (self.left_out, self.notices, self.sums_view):
            whole.addWidget(widget)
        whole.addWidget(self.tabs, 1)

    def first(self) -> QWidget:
        """What takes the focus."""
        return self.rows_view

    def show_dry_run(self, tried: DryRun) -> None:
        """Show what an import would do."""
        made = len(tried.plan.officers)
        officers = f" {count(made, 'new officer')} beside them." if made else ""
        self.summary.setText(f"{outcome_words(tried)}{officers}")
        self.left_out.setText(left_out_words(tried))
        self.left_out.setVisible(bool(self.left_out.text()))
        self.save.setVisible(bool(tried.counts[Outcome.REJECTED]))
        self._show_notices(tried.notices)
        self.sums.set_records(tried.sums)
        self.sums_view.setFixedHeight((1 + min(_SUMS_SHOWN, len(tried.sums))) * ROW_HEIGHT + UNIT)
        self.sums_view.setVisible(bool(tried.sums))
        self._show_rows(tried)
        self.effects.set_records([QuarterLine(each.quarter, line) for each in tried.effects for line in each.lines])
        self.effect_words.setText(" ".join(effect_words(tried)))
        self.tabs.setTabText(0, f"&Rows ({len(tried.rows):,})")
        self.tabs.setTabText(1, f"&Effect on the claims ({self.effects.total:,})")
        self.tabs.setCurrentIndex(0)

    def _show_notices(self, notices: Sequence[str]) -> None:
        self.notices.clear()
        for each in notices:
            self.notices.addItem(QListWidgetItem(each))
        lines = min(_NOTICES_SHOWN, len(notices)) * 2
        self.notices.setFixedHeight(lines * self.notices.fontMetrics().height() + 2 * UNIT * bool(notices))
        self.notices.setVisible(bool(notices))

    def _show_rows(self, tried: DryRun) -> None:
        self.rows_view.show_columns(row_columns(tried.plan.reading.mapping))
        self.rows_view.table.set_records(tried.rows)
        self.rows_view.setCurrentIndex(self.rows_view.table.index(0, 0))

    def _tell_reason(self, each: PlannedRow | None) -> None:
        if each is not None:
            self.reason.tell(each.row.number, note(each))


def outcome_words(tried: DryRun) -> str:
    """How many rows become what: ``12 new · 3 changed · 1 rejected``."""
    return f"{' · '.join(f'{number:,} {outcome}' for outcome, number in tried.counts.items() if number) or 'No rows'}."


def left_out_words(tried: DryRun) -> str:
    """``Left out: 2 blank rows, 1 total or subtotal.``, or nothing."""
    kinds: dict[RowKind, int] = {}
    for each in tried.left_out:
        kinds[each.kind] = kinds.get(each.kind, 0) + 1
    told = ", ".join(count(number, kind.words, kind.plural) for kind, number in kinds.items())
    return f"Left out: {told}." if told else ""


def effect_words(tried: DryRun) -> Iterator[str]:
    """A sentence for each quarter's claim."""
    for each in tried.effects:
        yield f"Claim of {each.quarter}: {dollars(each.before)} now, {dollars(each.after)} after the import."
    if not tried.effects:
        yield "No claim that can be made now becomes another."
