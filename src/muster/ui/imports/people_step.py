"""The second step of an import: who the people are whom the book does not know by their ID."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muster.domain.importing.fields import ImportedKind
from muster.domain.records import Officer
from muster.services.importing.people import Decisions, FoundPerson, Standing
from muster.ui.format import count
from muster.ui.models.record_table import Kind, Mark, RecordTable, TableColumn
from muster.ui.theme import UNIT, look
from muster.ui.widgets.choice_box import choice_box
from muster.ui.widgets.layouts import row, small_button, tab_order
from muster.ui.widgets.table import RecordView

if TYPE_CHECKING:
    from muster.domain.importing.reading import Person


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody of the file, and what the user decided.

    Attributes:
        officer: Who it is; ``is_new`` a new officer; neither leaves the rows out.
    """

    found: FoundPerson
    officer: Officer | None = None
    is_new: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether the rows are imported."""
        return self.officer is not None or self.is_new


_DECIDED = Mark("check", "Decided", "success")
_LEFT_OUT = Mark("warning", "Not decided: the rows are rejected", "warning")


def _named(officer: Officer) -> str:
    return f"{officer.officer_id} {officer.name}"


def _may_be(each: Asked) -> str:
    names = " or ".join(map(_named, each.found.candidates or each.found.namesakes))
    return f"{names}, by the name alone" if each.found.namesakes else names


def _proposed(each: Asked) -> Officer | None:
    """The one officer that it may be."""
    may_be = each.found.candidates or each.found.namesakes
    return may_be[0] if len(may_be) == 1 else None


def _decision(each: Asked) -> str:
    if each.officer is not None:
        return f"Is {_named(each.officer)}"
    return "New officer" if each.is_new else "Left out"


COLUMNS: tuple[TableColumn[Asked], ...] = (
    TableColumn("In the file", lambda each: each.found.person.shown, room="MONTGOMERY-WILLIAMS, ALEXANDER J."),
    TableColumn(
        "First row", lambda each: f"{each.found.first_row:,}", lambda each: each.found.first_row, kind=Kind.NUMBER
    ),
    TableColumn("Rows", lambda each: f"{each.found.rows:,}", lambda each: each.found.rows, kind=Kind.COUNT),
    TableColumn("May be", _may_be, tip=_may_be, room="0417 Montgomery-Williams, Alexander"),
    TableColumn("Decision", _decision, mark=lambda each: _DECIDED if each.is_decided else _LEFT_OUT, stretch=True),
)


class PeopleStep(QWidget):
    """Asks; the buttons decide for all selected rows."""

    def __init__(self, changed: Callable[[], object]) -> None:
        """Nobody to ask about; ``changed`` is called after each decision."""
        super().__init__()
        self._changed = changed
        self._decided: dict[Person, Asked] = {}
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.table: RecordTable[Asked] = RecordTable(COLUMNS, parent=self)
        self.view: RecordView[Asked] = RecordView(self.table, "People of the file")
        self.view.identify_by(lambda each: each.found.person)
        self.confirm = small_button(
            "&Is the one named", "Take each selected person for the officer of the column May be"
        )
        self.make = small_button("New &officer", "Make each selected person a new officer")
        self.leave = small_button("&Leave out", "Reject the rows of the selected people")
        self.other = choice_box("Another officer for the selected people")
        self.take = small_button("Is &this one", "Take the selected people for the officer chosen beside")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        hint = QLabel("Decide for the selected rows (Ctrl+A selects all):")
        look(hint, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.summary)
        column.addWidget(self.view, 1)
        self.other.setMinimumContentsLength(28)
        column.addLayout(row(hint, None, self.confirm, self.make, self.leave, self.other, self.take))
        tab_order(self.view, self.confirm, self.make, self.leave, self.other, self.take)

    def _wire(self) -> None:
        self.confirm.clicked.connect(lambda: self._decide(_as_proposed))
        self.make.clicked.connect(lambda: self._decide(lambda each: replace(each, officer=None, is_new=True)))
        self.leave.clicked.connect(lambda: self._decide(lambda each: replace(each, officer=None, is_new=False)))
        self.take.clicked.connect(self._take_other)
        self.other.currentIndexChanged.connect(lambda _index: self._enable())
        self.view.selectionModel().selectionChanged.connect(lambda *_what: self._enable())

    def first(self) -> QWidget:
        """What takes the focus."""
        return self.view

    def ask(self, kind: ImportedKind, people: Sequence[FoundPerson], officers: Mapping[str, Officer]) -> bool:
        """Show whom somebody has to decide about; what was decided before stays. Tells whether there is anybody."""
        open_ones = [each for each in people if _is_asked(kind, each)]
        self._decided = {
            each.person: replace(before, found=each)
            if (before := self._decided.get(each.person)) is not None
            else Asked(each)
            for each in open_ones
        }
        self.other.clear()
        self.other.addItem("Another officer …", None)
        for officer in sorted(officers.values(), key=lambda each: each.name.casefold()):
            self.other.addItem(f"{officer.name} · {officer.officer_id}", officer)
        self._show()
        return bool(open_ones)

    def decisions(self) -> Decisions:
        """What is decided."""
        asked = self._decided.values()
        matched = {each.found.person: each.officer.officer_id for each in asked if each.officer is not None}
        return Decisions(matched, frozenset(each.found.person for each in asked if each.is_new))

    def _decide(self, made: Callable[[Asked], Asked]) -> None:
        for each in self.view.selected():
            self._decided[each.found.person] = made(each)
        self._show()
        self._changed()

    def _take_other(self) -> None:
        officer = self.other.currentData()
        if isinstance(officer, Officer):
            self._decide(lambda each: replace(each, officer=officer, is_new=False))

    def _show(self) -> None:
        asked = list(self._decided.values())
        self.table.set_records(asked)
        left = [each for each in asked if not each.is_decided]
        rows = sum(each.found.rows for each in left)
        rest = f" Left out so far: {count(len(left), 'person', 'people')} with {count(rows, 'row')}." if left else ""
        people = count(len(asked), "person", "people")
        self.summary.setText(f"The book does not know {people} of the file by ID. Say who each is.{rest}")
        self._enable()

    def _enable(self) -> None:
        chosen = self.view.selected()
        self.confirm.setEnabled(any(_proposed(each) is not None for each in chosen))
        self.make.setEnabled(bool(chosen))
        self.leave.setEnabled(any(each.is_decided for each in chosen))
        self.other.setEnabled(self.other.count() > 1)
        self.take.setEnabled(bool(chosen) and self.other.currentIndex() > 0)


def _is_asked(kind: ImportedKind, each: FoundPerson) -> bool:
    """A file of officers is there to make those that it gives an ID."""
    made_anyway = kind is Officer and each.standing is Standing.UNKNOWN and bool(each.person.officer_id)
    return each.standing is not Standing.KNOWN and not made_anyway


def _as_proposed(each: Asked) -> Asked:
    proposed = _proposed(each)
    return each if proposed is None else replace(each, officer=proposed, is_new=False)
