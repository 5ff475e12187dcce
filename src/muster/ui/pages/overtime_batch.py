"""Many overtime entries at once: pasted from a spreadsheet, or given the same cells."""

from functools import partial

from PySide6.QtGui import QAction

from muster.domain.records import OvertimeEntry
from muster.services.overtime import EntryStanding, OvertimeRow
from muster.services.pasting import Target
from muster.ui import actions
from muster.ui.dialogs.set_cells_dialog import SetCellsDialog
from muster.ui.format import choice, count
from muster.ui.page import Page
from muster.ui.pages.pasting import paste_action
from muster.ui.widgets.table import RecordView

_OTHER = f"{choice(EntryStanding.OTHER_FUNDING)}: "


def _funding(status: str) -> str:
    """The other program that a status names; of every other status nothing."""
    return status.removeprefix(_OTHER) if status.startswith(_OTHER) else ""


TARGETS = {
    "Worked": Target("Worked", "worked_on"),
    "Officer": Target("Officer", "officer_id"),
    "Hours": Target("Hours", "hours"),
    "Amount": Target("Amount", "amount"),
    "Paid": Target("Paid", "paid_on"),
    "Status": Target("Status", "funding", _funding),
    "Approved by": Target("Approved by", "approved_by"),
    "Document": Target("Document", "document"),
}
"""What a column of the page's table fills in an entry."""


def batch_actions(page: Page, view: RecordView[OvertimeRow]) -> list[QAction]:
    """Pasting rows into the entries, and setting cells of the selected ones."""
    paste = paste_action(page, view, OvertimeEntry, TARGETS)
    set_cells = actions.action(view, "&Set cells…", partial(_set_cells, page, view), shortcut=actions.SET_CELLS)
    return [page.changing(paste), page.changing(set_cells)]


def _set_cells(page: Page, view: RecordView[OvertimeRow]) -> None:
    chosen = [row.entry for row in view.selected()]
    if chosen:
        many = count(len(chosen), "overtime entry", "overtime entries")
        dialog = SetCellsDialog(chosen, many, page.context.services.mass_edits, page)
        dialog.saved.connect(page.context.publish)
        dialog.open()
