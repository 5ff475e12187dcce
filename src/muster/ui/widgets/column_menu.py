"""The menu of a column: sort, filter, move, hide; and all columns."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from muster.ui.models.arrangement import SortKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from muster.ui.widgets.table import RecordView


def column_menu(view: "RecordView[Any]", column: int) -> QMenu:
    """The menu."""
    table, layout = view.table, view.layout_of_columns
    title = table.columns[column].title
    menu = QMenu(f"Column “{title}”", view)
    for words, key in (("Sort &ascending", SortKey(column)), ("Sort &descending", SortKey(column, descending=True))):
        _add(menu, words, partial(table.sort_by, [key]))
    _add(menu, "&Filter…\tAlt+Down", lambda: view.ask_filter(column))
    _add(menu, "Clear fi&lters\tCtrl+Shift+L", table.clear_filters, enabled=bool(table.filters))
    menu.addSeparator()
    _add(menu, "Move &left", lambda: layout.move(column, -1), enabled=layout.can_move(column, -1))
    _add(menu, "Move &right", lambda: layout.move(column, 1), enabled=layout.can_move(column, 1))
    _add(menu, "&Hide", lambda: layout.hide(column, hidden=True), enabled=len(layout.visible()) > 1)
    menu.addMenu(_all_columns(view, menu))
    _add(menu, "Rese&t columns", layout.reset)
    return menu


def _all_columns(view: "RecordView[Any]", menu: QMenu) -> QMenu:
    listed = QMenu("&Columns shown", menu)
    layout = view.layout_of_columns
    for column in layout.in_order():
        made = listed.addAction(view.table.columns[column].title)
        made.setCheckable(True)
        made.setChecked(column not in layout.hidden)
        made.toggled.connect(lambda shown, column=column: layout.hide(column, hidden=not shown))
    return listed


def _add(menu: QMenu, words: str, slot: "Callable[[], object]", *, enabled: bool = True) -> QAction:
    made = menu.addAction(words)
    made.setEnabled(enabled)
    made.triggered.connect(lambda _checked=False: slot())
    return made
