"""Importing a file that nobody prepared, step by step: its columns, its people, what it would do; then all of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from muster.domain.importing.file_mapping import FileMapping
from muster.services.changes import Changed
from muster.services.importing.dry_run import DryRun
from muster.services.importing.file_imports import FileImports, People, Suggestion
from muster.services.importing.open_file import OpenFile
from muster.services.importing.people import Decisions
from muster.services.importing.planned_rows import Outcome
from muster.ui.dialogs.typed_dialog import TypedDialog
from muster.ui.format import count
from muster.ui.imports.columns_step import ColumnsStep
from muster.ui.imports.outcome_step import OutcomeStep, outcome_words
from muster.ui.imports.people_step import PeopleStep
from muster.ui.imports.row_filter import Counted
from muster.ui.prompts import filters_of
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from muster.services.ports import Progress
    from muster.ui.prompts import Prompts
    from muster.ui.tasks import Tasks

T = TypeVar("T")
_STEPS = ("Columns", "People", "What it does")
_LAST = 2
_TRYING = "Trying the import out"


@dataclass(frozen=True)
class ImportTools:
    """What the dialog works with."""

    imports: FileImports
    tasks: "Tasks"
    prompts: "Prompts"


class ImportDialog(TypedDialog):
    """One file's import.

    Attributes:
        imported: What was stored, and in words; the dialog closes then.
        remembered: The mapping was kept in the book.
    """

    imported = Signal(Changed, str)
    remembered = Signal(Changed)

    def __init__(self, file: OpenFile, suggested: Suggestion, tools: ImportTools, parent: QWidget | None) -> None:
        """The first step, as suggested."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(f"Import {file.path.name}")
        self._file = file
        self._tools = tools
        self._tried: DryRun | None = None
        self._asks = False
        self._step = 0
        self.message = MessageBar(self)
        self.where = QLabel(self)
        self.steps = QStackedWidget(self)
        self.columns = ColumnsStep(file, suggested, self._find_values, self.steps)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.back_button = QPushButton("&Back")
        self.next_button = QPushButton("&Next")
        self._lay_out()
        self._wire()
        self._go(0)
        self.begin()
        self._understand()
        self.columns.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @cached_property
    def people(self) -> PeopleStep:
        """The second step; it is made when it is first needed, like the last."""
        return PeopleStep(self._forget_dry_run)

    @cached_property
    def outcome(self) -> OutcomeStep:
        """The last step."""
        return OutcomeStep(self.save_rejected)

    def typed(self) -> tuple[FileMapping, object]:
        """What was decided."""
        return self.columns.mapping, self._decisions()

    def _decisions(self) -> Decisions:
        return self.people.decisions() if self._asks else Decisions()

    # -- layout

    def _lay_out(self) -> None:
        heading = QLabel(self.windowTitle(), self)
        look(heading, "heading")
        look(self.where, "muted")
        self.steps.addWidget(self.columns)
        self.buttons.addButton(self.back_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.next_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.next_button.setDefault(True)
        self.back_button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 2 * UNIT, MARGIN, 2 * UNIT)
        column.setSpacing(UNIT)
        for widget in (heading, self.where, self.message, self.steps, self.buttons):
            column.addWidget(widget, int(widget is self.steps))
        self.fill(150 * UNIT)

    def _wire(self) -> None:
        self.buttons.rejected.connect(self.reject)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)
        self.columns.mapping_changed.connect(self._understand)
        self.columns.proposal_asked.connect(self._propose)

    # -- the first step

    def _propose(self) -> None:
        step = self.columns
        kind, sheet, header = step.kind, step.wanted_sheet, step.wanted_header
        work = self._tools.imports.suggest
        self._run("Finding the columns", lambda _progress: work(self._file, kind, sheet, header), step.show_suggestion)

    def _understand(self) -> None:
        """Show the first rows as the mapping reads them."""
        self._forget_dry_run()
        mapping, work = self.columns.mapping, self._tools.imports.preview
        self.message.clear()
        self._run("Reading the first rows", lambda _progress: work(self._file, mapping), self.columns.show_reading)

    def _find_values(self, label: str, show: Callable[[Counted], object]) -> None:
        mapping, work = self.columns.mapping, self._tools.imports.column_values
        self._run("Reading the column", lambda _progress: work(self._file, mapping, label), show)

    # -- from step to step

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self._step

    def back(self) -> None:
        """To the step before."""
        self._go(1 if self.step == _LAST and self._asks else 0)

    def next(self) -> None:
        """To the next step, once what stands in this one can be worked with; from the last: import."""
        self.message.clear()
        (self._leave_columns, self._try_out, self._import)[self.step]()

    def _leave_columns(self) -> None:
        missing = self.columns.fields.missing()
        if missing is not None:
            self.refuse(*missing)
            return
        mapping = self.columns.mapping
        work, name = self._tools.imports, self.columns.name.text().strip()

        def ready(progress: "Progress") -> tuple[People, Changed | None]:
            people = work.people(self._file, mapping, progress)
            return people, work.remember(name, self._file, mapping) if name else None

        self._run("Reading the file", ready, lambda found: self._ask(*found), modal=True)

    def _ask(self, people: People, remembered: Changed | None) -> None:
        if remembered is not None:
            self.remembered.emit(remembered)
        self._asks = self.people.ask(self.columns.mapping.kind, people.found, people.officers)
        if people.ambiguous_date:
            field = self.columns.date_order
            self.refuse(field, f"Every date can be read in two ways, like {people.ambiguous_date}; say which it is.")
        elif self._asks:
            self._go(1)
        else:
            self._try_out()

    def _try_out(self) -> None:
        if self._tried is not None:
            self._go(_LAST)
            return
        mapping, decisions = self.columns.mapping, self._decisions()
        work = self._tools.imports.dry_run
        self._run(_TRYING, lambda progress: work(self._file, mapping, decisions, progress), self._show, modal=True)

    def _show(self, tried: DryRun) -> None:
        self._tried = tried
        self.outcome.show_dry_run(tried)
        self._go(_LAST)
        if not tried.entries:
            rejected = tried.counts[Outcome.REJECTED]
            known = "the book has all of it already" if not rejected else "the book has the other rows already"
            why = "every row is rejected; go back, or correct the file" if rejected == len(tried.rows) else known
            self.message.info(f"Nothing is imported: {why if tried.rows else 'no row is a record'}.")

    def _forget_dry_run(self) -> None:
        self._tried = None

    def _import(self) -> None:
        tried = self._tried
        if tried is None or not tried.entries:
            return
        work, done = self._tools.imports.run, partial(self._imported, tried)
        self._tools.tasks.run(
            self, "Importing", lambda progress: work(tried, progress), done, self._not_imported, modal=True
        )

    def _not_imported(self, why: str) -> None:
        """Say why, and show what the import does now."""
        self.message.error(why)
        self._forget_dry_run()
        self._try_out()

    def _imported(self, tried: DryRun, changed: Changed) -> None:
        self.accept()
        self.imported.emit(changed, f"{tried.action}: {outcome_words(tried)}")

    def save_rejected(self) -> None:
        """Ask where, and write the rejected rows with their reasons."""
        tried = self._tried
        suggested = self._file.path.with_name(f"{self._file.path.stem} - rejected.csv")
        chosen = self._tools.prompts.save_file(
            self, "Save the rejected rows", filters_of(("CSV files", ["csv"])), suggested
        )
        if chosen is None or tried is None:
            return
        work, rejected = self._tools.imports.save_rejected, tried.counts[Outcome.REJECTED]
        said = f"{count(rejected, 'rejected row')} {'is' if rejected == 1 else 'are'} in {chosen}; correct"
        self._run(
            "Saving the rejected rows",
            lambda _progress: work(tried, chosen),
            lambda _none: self.message.success(
                f"{said} {'it' if rejected == 1 else 'them'} there and import that file."
            ),
        )

    def done(self, result: int) -> None:
        """Close, and let go of the file."""
        super().done(result)
        self._tools.imports.close()

    # -- within

    def _run(
        self, title: str, work: "Callable[[Progress], T]", done: Callable[[T], object], *, modal: bool = False
    ) -> None:
        self._tools.tasks.run(self, title, work, done, self._refused, modal=modal)

    def _refused(self, why: str) -> None:
        field = self.columns.fields.field_of(why)
        if self.step == 0 and field is not None:
            self.refuse(field, why)
        else:
            self.message.error(why)

    def _go(self, step: int) -> None:
        self._step = step
        shown = self.columns if step == 0 else self.outcome if step == _LAST else self.people
        if self.steps.indexOf(shown) < 0:
            self.steps.addWidget(shown)
        self.steps.setCurrentWidget(shown)
        self.where.setText(f"Step {step + 1} of {len(_STEPS)}: {_STEPS[step]}")
        self.back_button.setEnabled(step > 0)
        tried = self._tried if step == _LAST else None
        stored = bool(tried and tried.entries)
        self.next_button.setText(f"&Import {tried.stored}" if tried else "&Next")
        self.next_button.setEnabled(step != _LAST or stored)
        first = self.next_button if stored else shown.first()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
