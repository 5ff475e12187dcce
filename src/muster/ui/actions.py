"""Actions and their shortcuts, in one place."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton

from muster.ui.icons import set_icon

_TIP = "muster_tip"


class Shortcut(NamedTuple):
    """A key and what it does, as Help lists it."""

    keys: str
    does: str


NEW = Shortcut("Ctrl+Shift+N", "New agency")
OPEN = Shortcut("Ctrl+O", "Open a book")
IMPORT = Shortcut("Ctrl+I", "Import records")
EXPORT = Shortcut("Ctrl+Shift+E", "Export the records")
QUIT = Shortcut("Ctrl+Q", "Quit")
UNDO = Shortcut("Ctrl+Z", "Undo the last step; in a field, what was typed")
REDO = Shortcut("Ctrl+Y, Ctrl+Shift+Z", "Do again what was undone")
HISTORY = Shortcut("Ctrl+H", "Show the history of the selected record")
FIND = Shortcut("Ctrl+F", "Find on this page")
REFRESH = Shortcut("F5", "Read the page again")
HELP = Shortcut("F1", "List the shortcuts")
ADD = Shortcut("Ctrl+N", "Add a record on this page")
ADD_ROW = Shortcut("Ins", "Add a row to the list that has the focus")
SAVE = Shortcut("Ctrl+S", "Save the agency profile")
EDIT = Shortcut("F2", "Edit the selected record")
EXPLAIN = Shortcut("F2", "On a computed figure: show how it was worked out")
DOCUMENTS = Shortcut("Ctrl+Shift+A", "Show the documents of the selected records; attach one")
REMOVE = Shortcut("Del", "Remove the selected records")
PRINT = Shortcut("Ctrl+P", "Print the claim, or the overtime register")
SAVE_PDF = Shortcut("Ctrl+E", "Save the claim as PDF")
EXAMINE = Shortcut("Ctrl+Shift+X", "Show what the examiner finds")
CERTIFY = Shortcut("Ctrl+Shift+S", "Certify the claim, or revise it")
COPY = Shortcut("Ctrl+C", "Copy the selected cells")
COPY_WITH_HEADERS = Shortcut("Ctrl+Shift+C", "Copy the selected cells with their headers")
PASTE = Shortcut("Ctrl+V", "Paste rows into overtime or pay")
SET_CELLS = Shortcut("Ctrl+M", "Set the same cells of the selected rows, or raise the selected officers' pay")
CLEAR_FILTERS = Shortcut("Ctrl+Shift+L", "In a table: clear the filters of all columns")
PREVIOUS = Shortcut("Ctrl+Left", "Previous quarter")
NEXT = Shortcut("Ctrl+Right", "Next quarter")

SHORTCUTS = (
    Shortcut("Ctrl+1 … Ctrl+9", "Go to a page"),
    NEW, OPEN, IMPORT, EXPORT, QUIT, UNDO, REDO, HISTORY, FIND,
    REFRESH, HELP, ADD, ADD_ROW, EDIT, EXPLAIN, DOCUMENTS, REMOVE, SAVE, PRINT, SAVE_PDF,
    EXAMINE, CERTIFY, PREVIOUS, NEXT,
    Shortcut("Enter", "Open or edit the selected row; open a figure's derivation"),
    Shortcut("Shift+F10", "Show the menu of the row or figure; the Menu key does so too"),
    COPY, COPY_WITH_HEADERS, PASTE, SET_CELLS,
    Shortcut("Shift+Space", "In a table: select the whole row; Ctrl+Space the whole column"),
    Shortcut("Alt+Down", "In a table: filter by the column"),
    CLEAR_FILTERS,
    Shortcut("Letters", "In a table: go to the next row that begins so; F3 to the one after, Esc ends it"),
    Shortcut("*", "In a derivation: open all below the figure"),
    Shortcut("Alt+Left", "In a derivation: back from a line to its total"),
    Shortcut("Esc", "Clear the search; close a dialog"),
)  # fmt: skip
"""Every shortcut, for Help."""


def action(
    parent: QObject,
    text: str,
    slot: Callable[[], object],
    *,
    icon: str = "",
    shortcut: Shortcut | None = None,
    tip: str = "",
    tint: str = "text",
) -> QAction:
    """An action with its shortcut, icon and tip; ``slot`` takes nothing."""
    made = QAction(text, parent)
    made.triggered.connect(lambda _checked=False: slot())
    if icon:
        set_icon(made, icon, tint)
    if shortcut:
        made.setShortcut(QKeySequence(shortcut.keys))
    plain = text.replace("&", "").rstrip("…")
    keys = f" ({shortcut.keys})" if shortcut else ""
    made.setToolTip(f"{tip or plain}{keys}")
    return made


def allow(given: QAction, why_not: str = "") -> None:
    """Enable an action, or disable it with the reason in its tooltip."""
    usual = given.property(_TIP)
    if usual is None:
        usual = given.toolTip()
        given.setProperty(_TIP, usual)
    given.setEnabled(not why_not)
    given.setToolTip(why_not or usual)
    given.setStatusTip(why_not)


def show(given: QAction, *, shown: bool) -> None:
    """Show or hide an action, in the menus and as a button."""
    given.setVisible(shown)
    for each in given.associatedObjects():
        if isinstance(each, QToolButton):
            each.setVisible(shown)
