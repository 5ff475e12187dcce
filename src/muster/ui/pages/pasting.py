"""Pasting rows from a spreadsheet into a page's table."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication

from muster.domain.records import OvertimeEntry, R, Record
from muster.domain.words import capitalized, day
from muster.services.changes import Changed
from muster.services.pasting import Outcome, Paste, Target
from muster.services.records import counted
from muster.ui import actions
from muster.ui.dialogs.paste_dialog import PasteDialog
from muster.ui.page import Page
from muster.ui.widgets.table import RecordView


def paste_action(
    page: Page,
    view: RecordView[Any],
    kind: type[R],
    targets: Mapping[str, Target],
    fixed: Callable[[], Mapping[str, str]] = dict,
) -> QAction:
    """The action that pastes into a table.

    Args:
        page: The table's page.
        view: The table; its columns as shown are what the cells are where no header is pasted.
        kind: What the rows are.
        targets: What a column of the table fills, by its title.
        fixed: Cells that rows need not have, when they are pasted.
    """
    made = actions.action(
        view, "Pas&te rows…", partial(_paste, page, view, kind, targets, fixed), shortcut=actions.PASTE
    )
    made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return made


def _paste(
    page: Page,
    view: RecordView[Any],
    kind: type[R],
    targets: Mapping[str, Target],
    fixed: Callable[[], Mapping[str, str]],
) -> None:
    text, today, cells = QGuiApplication.clipboard().text(), page.context.today, dict(fixed())
    titles = [view.table.columns[column].title for column in view.layout_of_columns.visible()]
    shown = [targets.get(title, Target(title, "")) for title in titles]
    read = page.context.services.pasting.read
    page.run(
        "Reading what was copied",
        lambda _progress: read(cast("type[Record]", kind), text, shown, cells, today),
        partial(_ask, page),
    )


def _ask(page: Page, paste: Paste) -> None:
    dialog = PasteDialog(paste, page.context.services.pasting, page)
    dialog.saved.connect(partial(_tell, page, paste))
    dialog.open()


def _tell(page: Page, paste: Paste, changed: Changed) -> None:
    """Where the rows went: those of another quarter or officer are not among the rows that are shown."""
    page.context.publish(changed)
    records = [each.record for each in paste.of(Outcome.NEW)]
    days = sorted(each.worked_on for each in records if isinstance(each, OvertimeEntry))
    worked = f", worked {day(days[0])} to {day(days[-1])}" if days else ""
    page.message.success(f"{capitalized(counted(paste.kind, len(records)))} pasted{worked}. Undo takes them back.")
