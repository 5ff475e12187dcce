"""Quarter close: when each quarter's claim is due, how far it has come, and what is still to be done."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from muster.domain.deadlines import in_words
from muster.services.closing import QuarterClose, QuarterRow, State, Step
from muster.ui import format as shown
from muster.ui.models.record_table import Align, Kind, Mark, RecordTable, TableColumn
from muster.ui.page import Page, PageContext
from muster.ui.theme import UNIT, look
from muster.ui.widgets.layouts import remember
from muster.ui.widgets.quarter_picker import quarter_words
from muster.ui.widgets.table import RecordView

_SIGNS = {
    State.DONE: Mark("success", "Done", "success"),
    State.OPEN: Mark("warning", "To do", "warning"),
    State.LEFT: Mark("info", "Left open", "muted"),
    State.LATER: Mark("calendar", "Later", "muted"),
}


class ClosePage(Page):
    """The quarters with their deadlines, and the checklist of the chosen one; Enter on a step leads to its page."""

    key, title, icon = "close", "Quarter close", "calendar"

    def __init__(self, context: PageContext) -> None:
        """Lay it out; nothing is read before it is shown."""
        super().__init__(context)
        self.quarters: RecordTable[QuarterRow] = RecordTable(_quarter_columns(), parent=self)
        self.quarters_view: RecordView[QuarterRow] = RecordView(self.quarters, "Quarters", context.settings, self)
        self.quarters_view.identify_by(lambda row: row.quarter)
        self.steps: RecordTable[Step] = RecordTable(_step_columns(), parent=self)
        self.steps_view: RecordView[Step] = RecordView(self.steps, "Checklist", context.settings, self)
        self.steps_view.identify_by(lambda step: step.title)
        self.heading, self.dates = QLabel(), QLabel()
        look(self.heading, "heading")
        look(self.dates, "muted")
        self.dates.setWordWrap(True)
        self._lay_out()
        self.quarters_view.current_changed.connect(self._show_quarter)
        self.quarters_view.opened.connect(lambda _row: self.steps_view.setFocus())
        self.steps_view.opened.connect(self._go)

    def _lay_out(self) -> None:
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT)
        for widget in (self.heading, self.dates):
            column.addWidget(widget)
        column.addWidget(self.steps_view, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.quarters_view)
        splitter.addWidget(lower)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 2)
        remember(splitter, self.context.settings, "close/parts")
        self.body.addWidget(splitter, 1)

    def load(self) -> None:
        """Read the quarters; the one chosen stays, else the oldest that has something to do."""
        closing = self.context.services.closing
        self.run("Reading the quarters", lambda _progress: closing.quarters(), self._show_quarters)

    def _show_quarters(self, rows: list[QuarterRow]) -> None:
        first = self.quarters_view.current() is None
        self.quarters.set_records(rows)
        late = sum(each.days_left is not None and each.days_left < 0 for each in rows)
        self.say(f"{shown.count(late, 'claim')} past the working deadline" if late else "No claim is past its deadline")
        if first:
            waiting = [each for each in rows if each.days_left is not None and each.quarter.until <= self.context.today]
            wanted = (waiting or rows)[-1].quarter
            self.quarters_view.select(lambda row: row.quarter == wanted)
        elif (current := self.quarters_view.current()) is not None:
            self._show_quarter(current)

    def _show_quarter(self, row: QuarterRow | None) -> None:
        if row is None:
            return
        self.heading.setText(f"Checklist of {quarter_words(row.quarter)}")
        due, last = (in_words(each, self.context.today) for each in (row.due, row.cutoff))
        self.dates.setText(f"The claim is due on {due}. Claims of the fiscal year are taken until {last}.")
        closing, quarter = self.context.services.closing, row.quarter
        show = partial(self._show_steps, row)
        self.run("Going through the checklist", lambda _progress: closing.checklist(quarter), show)

    def _show_steps(self, row: QuarterRow, found: QuarterClose) -> None:
        current = self.quarters_view.current()
        if current is not None and current.quarter == row.quarter:
            self.steps.set_records(found.steps)
            self.heading.setText(f"Checklist of {quarter_words(row.quarter)}: {_open_words(found.open)}")

    def _go(self, step: Step) -> None:
        self.context.go_to(step.page, None)

    def first_focus(self) -> QWidget | None:
        """The quarters."""
        return self.quarters_view


def _open_words(number: int) -> str:
    return f"{shown.count(number, 'step')} to do" if number else "nothing to do now"


def _quarter_columns() -> list[TableColumn[QuarterRow]]:
    return [
        TableColumn[QuarterRow]("Quarter", lambda row: quarter_words(row.quarter), key=lambda row: row.quarter),
        TableColumn[QuarterRow]("Claim", lambda row: row.claim.claim.number if row.claim else "none"),
        TableColumn[QuarterRow]("Status", lambda row: str(row.claim.status) if row.claim else "draft"),
        TableColumn[QuarterRow]("Due", lambda row: shown.day(row.due.due), key=lambda row: row.due.due, kind=Kind.DATE),
        TableColumn[QuarterRow](
            "Working deadline",
            lambda row: shown.day(row.due.working),
            key=lambda row: row.due.working,
            kind=Kind.DATE,
            tip=lambda row: f"Before {row.due.holiday}" if row.due.holiday else None,
        ),
        TableColumn[QuarterRow](
            "Days left",
            _days_left,
            key=lambda row: row.days_left,
            kind=Kind.NUMBER,
            align=Align.RIGHT,
            mark=_deadline_mark,
        ),
        TableColumn[QuarterRow](
            "Submitted",
            lambda row: shown.day(row.submitted_on),
            key=lambda row: row.submitted_on,
            stretch=True,
            kind=Kind.DATE,
        ),
    ]


def _days_left(row: QuarterRow) -> str:
    if row.days_left is None:
        met = f"{row.days_late:,} late" if row.days_late else "met"
        return met if row.submitted_on else "revision to submit"
    return f"{-row.days_left:,} over" if row.days_left < 0 else f"{row.days_left:,}"


def _deadline_mark(row: QuarterRow) -> Mark | None:
    if row.days_left is None:
        return Mark("warning", "Submitted after the working deadline", "warning") if row.days_late else None
    if row.days_left < 0:
        return Mark("error", "Past the working deadline", "error")
    return Mark("warning", "Due within 14 days", "warning") if row.days_left <= 14 else None


def _step_columns() -> list[TableColumn[Step]]:
    return [
        TableColumn[Step]("State", lambda step: _SIGNS[step.state].meaning, mark=lambda step: _SIGNS[step.state]),
        TableColumn[Step]("Step", lambda step: step.title),
        TableColumn[Step]("Where it stands", lambda step: step.words, stretch=True),
    ]
