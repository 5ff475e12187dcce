"""The program as the federal list has it: agencies and agreements by state and model."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from muster.domain.federal_list import FederalList, Totals
from muster.domain.records import Model
from muster.ui.format import choice, count, day
from muster.ui.icons import set_icon
from muster.ui.models.record_table import Align, Kind, TableColumn
from muster.ui.prompts import filters_of
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.footed_table import FootedTable
from muster.ui.widgets.layouts import row
from muster.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from muster.services.federal_lists import FederalLists, ListImported
    from muster.ui.main_window import MainWindow
    from muster.ui.prompts import Prompts

_FILES = filters_of(("The federal list", ["xlsx", "csv"]))


def ask_for_list(prompts: "Prompts", parent: QWidget) -> Path | None:
    """The file of a federal list to import; None when cancelled."""
    return prompts.open_file(parent, "Import the federal list of participating agencies", _FILES)


class ProgramDialog(QDialog):
    """Shows the list imported last; needs no book."""

    def __init__(self, window: "MainWindow") -> None:
        """An empty table; :meth:`read` or :meth:`take_in` fills it."""
        super().__init__(window)
        self._window = window
        self._listed: FederalList | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("The program")
        self.heading = QLabel("Participating agencies")
        look(self.heading, "heading")
        self.summary = QLabel("")
        look(self.summary, "muted")
        self.message = MessageBar(self)
        self.totals: FootedTable[Totals, Totals] = FootedTable(
            _columns(), _columns(), "Agreements by state and model", window.settings, stretch=False
        )
        self.totals.view.identify_by(lambda each: each.where)
        self._lay_out()
        self.resize(112 * UNIT, 84 * UNIT)

    @property
    def _lists(self) -> "FederalLists":
        return self._window.program.federal_lists

    def _lay_out(self) -> None:
        self.import_button = QPushButton("&Import a newer list…")
        set_icon(self.import_button, "import")
        self.print_button = QPushButton("&Print…")
        set_icon(self.print_button, "print")
        close = QPushButton("Close")
        for button, slot in ((self.import_button, self._ask), (self.print_button, self._print), (close, self.reject)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.summary)
        column.addLayout(words)
        column.addWidget(self.message)
        column.addWidget(self.totals, 1)
        self.buttons = row(self.import_button, self.print_button, None, close)
        column.addLayout(self.buttons)

    def read(self) -> None:
        """Show the list imported last."""
        read = self._lists.current
        self._window.tasks.run(self, "Reading the list", lambda _progress: read(), self.show_list, self.message.error)

    def take_in(self, path: Path) -> None:
        """Import a list and show it; the one before stays when it cannot be read."""
        take = partial(self._lists.import_file, path)
        title, failed = "Importing the list", self.message.error
        self._window.tasks.run(self, title, take, self._imported, failed, modal=True)

    def show_list(self, listed: FederalList) -> None:
        """Show a list's totals."""
        self._listed = listed
        total = listed.total
        agencies = count(total.agencies, "agency", "agencies")
        self.summary.setText(
            f"{count(total.agreements, 'agreement')} of {agencies} in {total.where}, "
            f"by the federal list of {day(listed.published_on)}"
        )
        self.totals.show_rows(listed.states, [total])
        self.totals.view.enter_at(0, 0)

    def _imported(self, made: "ListImported") -> None:
        self.show_list(made.listed)
        told = f"The list of {day(made.listed.published_on)} is the one that Muster uses now"
        if made.is_older:
            self.message.warning(f"{told}; the one before was newer, of {day(made.before)}.")
        else:
            self.message.success(f"{told}.")

    def _ask(self) -> None:
        path = ask_for_list(self._window.prompts, self)
        if path is not None:
            self.message.clear()
            self.take_in(path)

    def _print(self) -> None:
        """Show the totals as they will be printed."""
        listed = self._listed
        if listed is not None:
            make, title = self._lists.pdf, "Preparing the preview"
            failed = self.message.error
            self._window.tasks.run(self, title, lambda _progress: make(listed), self._preview, failed, modal=True)

    def _preview(self, pdf: bytes) -> None:
        from muster.ui.dialogs.print_preview import PrintPreview

        PrintPreview(pdf, "Participating agencies", self._window, self).open()


def _columns() -> list[TableColumn[Totals]]:
    return [
        TableColumn[Totals]("State", lambda each: each.where, room="District of Columbia"),
        _counted("Agencies", lambda each: each.agencies),
        *(_counted(choice(model), partial(_of, model)) for model in Model),
        _counted("Agreements", lambda each: each.agreements),
    ]


def _of(model: Model, each: Totals) -> int:
    return each.of(model)


def _counted(title: str, number: "Callable[[Totals], int]") -> TableColumn[Totals]:
    return TableColumn[Totals](
        title, lambda each: f"{number(each):,}", number, Align.RIGHT, room="99,999", kind=Kind.COUNT
    )
