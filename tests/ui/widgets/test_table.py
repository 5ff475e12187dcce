import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from muster.domain.records import Officer
from muster.ui.models.record_table import RecordTable, TableColumn
from muster.ui.widgets.table import RecordView
from tests.ui.menus import choose, entries, menu_by_key, menu_by_mouse
from tests.ui.models.test_record_table import named

COLUMNS = (
    TableColumn[Officer]("ID", lambda each: each.officer_id),
    TableColumn[Officer]("Name", lambda each: each.last_name, parse=named),
    TableColumn[Officer]("Amount", lambda each: each.badge, is_link=True),
)
COPYING = ["Copy\tCtrl+C", "Copy with headers\tCtrl+Shift+C"]
OFFICERS = [Officer(f"{n:04}", f"Lind{n}", badge=f"{n}.50", id=n) for n in range(1, 41)]


@pytest.fixture
def saved() -> list[Officer]:
    return []


@pytest.fixture
def view(qtbot: QtBot, settings: QSettings, saved: list[Officer]) -> RecordView[Officer]:
    return shown_view(qtbot, settings, saved)


def shown_view(qtbot: QtBot, settings: QSettings, saved: list[Officer]) -> RecordView[Officer]:
    table = RecordTable(COLUMNS, save=saved.append)
    made: RecordView[Officer] = RecordView(table, "Officers", settings)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    table.set_records(OFFICERS)
    made.setFocus()
    return made


def press(qtbot: QtBot, view: RecordView[Officer], *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(view, key)


def click(qtbot: QtBot, view: RecordView[Officer], row: int, column: int) -> None:
    place = view.visualRect(view.table.index(row, column)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))


def test_arrows_home_and_end_move_through_the_rows(qtbot: QtBot, view: RecordView[Officer]) -> None:
    press(qtbot, view, Qt.Key.Key_Home, Qt.Key.Key_Down)
    assert view.current() == OFFICERS[1]
    press(qtbot, view, Qt.Key.Key_End)
    assert view.current() == OFFICERS[-1]
    press(qtbot, view, Qt.Key.Key_Up)
    assert view.selected() == [OFFICERS[-2]]


def test_enter_opens_a_row(qtbot: QtBot, view: RecordView[Officer]) -> None:
    click(qtbot, view, 2, 0)
    with qtbot.waitSignal(view.opened) as opened:
        press(qtbot, view, Qt.Key.Key_Return)
    assert opened.args == [OFFICERS[2]]


def test_enter_edits_a_cell_that_can_be(qtbot: QtBot, view: RecordView[Officer], saved: list[Officer]) -> None:
    click(qtbot, view, 0, 1)
    press(qtbot, view, Qt.Key.Key_Return)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "Lind1"
    assert editor.accessibleName() == "Name"
    editor.setText("Ash")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [each.last_name for each in saved] == ["Ash"])


def test_a_figure_opens_by_click_and_by_enter(qtbot: QtBot, view: RecordView[Officer]) -> None:
    with qtbot.waitSignal(view.figure_opened) as clicked:
        click(qtbot, view, 1, 2)
    with qtbot.waitSignal(view.figure_opened) as entered:
        press(qtbot, view, Qt.Key.Key_Return)
    assert clicked.args == entered.args == [OFFICERS[1], "Amount"]


def test_delete_asks_for_all_selected_rows(qtbot: QtBot, view: RecordView[Officer]) -> None:
    press(qtbot, view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(view.removal_asked) as asked:
        press(qtbot, view, Qt.Key.Key_Delete)
    assert asked.args == [OFFICERS[:2]]


def test_copying_never_takes_a_formula_and_headers_if_wanted(qtbot: QtBot, view: RecordView[Officer]) -> None:
    view.table.set_records([Officer("0001", "=1+1", badge="−12.50"), Officer("0002", "two\twords", badge="-x")])
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    cells = "0001\t'=1+1\t-12.50\n0002\ttwo words\t'-x\n"
    assert QApplication.clipboard().text() == cells
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(view, Qt.Key.Key_C, both)
    assert QApplication.clipboard().text() == f"ID\tName\tAmount\n{cells}"


def test_the_same_record_stays_current_when_all_is_read_again(qtbot: QtBot, view: RecordView[Officer]) -> None:
    assert view.select(lambda each: each.id == 7)
    view.table.set_records(list(reversed(OFFICERS)))
    assert view.current() == OFFICERS[6]
    view.table.filter_words("lind9")
    assert view.current() == OFFICERS[8]


def test_several_selected_rows_stay_selected_when_all_is_read_again(qtbot: QtBot, view: RecordView[Officer]) -> None:
    press(qtbot, view, Qt.Key.Key_Home)
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    view.table.set_records(OFFICERS)
    assert view.selected() == OFFICERS[:3]


def test_an_emptied_table_has_no_current_record(qtbot: QtBot, view: RecordView[Officer]) -> None:
    press(qtbot, view, Qt.Key.Key_Home)
    with qtbot.waitSignal(view.current_changed) as changed:
        view.table.set_records([])
    assert changed.args == [None]
    assert view.current() is None
    assert view.selected() == []


def drag_edge(qtbot: QtBot, view: RecordView[Officer], column: int, by: int) -> None:
    """Drag the right edge of a column's header."""
    header = view.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) - 2, header.height() // 2)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(header.viewport(), edge + QPoint(by, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(by, 0))


def test_a_longer_text_that_comes_later_gets_its_room(view: RecordView[Officer]) -> None:
    before = view.columnWidth(1)
    view.table.set_records([*OFFICERS, Officer("0099", "Featherstonehaugh-Lind", id=99)][-3:])
    wide = view.columnWidth(1)
    assert wide > before
    view.table.set_records(OFFICERS)
    assert view.columnWidth(1) == wide  # a search does not make columns jump


def test_widths_that_nobody_dragged_are_not_kept(qtbot: QtBot, view: RecordView[Officer], settings: QSettings) -> None:
    view.resize(900, 300)
    view.setColumnWidth(1, 222)
    assert shown_view(qtbot, settings, []).columnWidth(1) != 222


def test_widths_and_sorting_are_remembered(qtbot: QtBot, view: RecordView[Officer], settings: QSettings) -> None:
    wanted = view.columnWidth(1) + 80
    drag_edge(qtbot, view, 1, 80)
    assert view.columnWidth(1) == wanted
    view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    again = shown_view(qtbot, settings, [])
    assert again.columnWidth(1) == wanted
    assert again.table.record(0) == OFFICERS[-1]


def test_settings_that_fit_no_longer_are_left_alone(qtbot: QtBot, settings: QSettings) -> None:
    settings.setValue("tables/Officers/columns", '[["ID", 1, false], ["Gone", 2, false], "x"]')
    settings.setValue("tables/Officers/sort", "9,9")
    view = shown_view(qtbot, settings, [])
    assert view.table.record(0) == OFFICERS[0]
    assert view.columnWidth(0) >= 48


def test_tabbing_into_a_table_makes_its_first_row_current(qtbot: QtBot, settings: QSettings) -> None:
    view = shown_view(qtbot, settings, [])
    with qtbot.waitActive(view):
        view.activateWindow()
    assert view.hasFocus()
    assert view.current() == OFFICERS[0]


def test_f2_opens_a_link_and_edits_a_cell(qtbot: QtBot, view: RecordView[Officer]) -> None:
    view.setCurrentIndex(view.table.index(3, 2))
    with qtbot.waitSignal(view.figure_opened) as opened:
        press(qtbot, view, Qt.Key.Key_F2)
    assert opened.args == [OFFICERS[3], "Amount"]
    view.setCurrentIndex(view.table.index(3, 1))
    press(qtbot, view, Qt.Key.Key_F2)
    assert view.findChild(QLineEdit) is not None


def test_a_link_has_a_menu_by_mouse_and_key(qtbot: QtBot, view: RecordView[Officer]) -> None:
    at = view.visualRect(view.table.index(2, 2)).center()
    menu = menu_by_mouse(view.viewport(), at)
    assert entries(menu) == ["Show how this was worked out\tF2", *COPYING, "-", "Column “Amount”"]
    with qtbot.waitSignal(view.figure_opened) as opened:
        choose(menu, "Show how")
    assert opened.args == [OFFICERS[2], "Amount"]
    view.setCurrentIndex(view.table.index(4, 2))
    menu = menu_by_key(view)
    with qtbot.waitSignal(view.figure_opened) as opened:
        choose(menu, "Show how")
    assert opened.args == [OFFICERS[4], "Amount"]


def test_any_other_cell_s_menu_copies_and_has_the_list_s_actions(qtbot: QtBot, view: RecordView[Officer]) -> None:
    view.addAction("Edit…")
    view.setCurrentIndex(view.table.index(4, 0))
    menu = menu_by_key(view)
    assert entries(menu) == [*COPYING, "-", "Edit…", "-", "Column “ID”"]
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    choose(menu, "Copy with headers")
    assert QApplication.clipboard().text() == "ID\tName\tAmount\n0005\tLind5\t5.50\n"
