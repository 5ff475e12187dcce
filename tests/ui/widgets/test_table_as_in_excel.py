"""A table as people know it from a spreadsheet: cells, sums, copies, finding, sorting, filters, columns."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from muster.domain.quantities import hours_text
from muster.ui.format import amount, day
from muster.ui.models.arrangement import SortKey
from muster.ui.models.record_table import Align, Kind, RecordTable, TableColumn
from muster.ui.widgets.filter_popup import FilterPopup
from muster.ui.widgets.table import RecordView
from tests.ui.menus import choose, entries, menu_by_key

Key = Qt.Key
Mouse = Qt.MouseButton
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
ALT = Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True)
class Row:
    id: int
    officer: str
    worked: date | None
    hours: Decimal | None
    cents: int | None
    days: int = 0


COLUMNS = (
    TableColumn[Row]("Officer", lambda row: row.officer),
    TableColumn[Row]("Worked", lambda row: day(row.worked), lambda row: row.worked, kind=Kind.DATE),
    TableColumn[Row](
        "Hours",
        lambda row: "" if row.hours is None else hours_text(row.hours),
        lambda row: row.hours,
        Align.RIGHT,
        kind=Kind.HOURS,
    ),
    TableColumn[Row]("Amount", lambda row: amount(row.cents), lambda row: row.cents, Align.RIGHT, kind=Kind.MONEY),
    TableColumn[Row]("Days", lambda row: f"{row.days:,}", lambda row: row.days, Align.RIGHT, kind=Kind.DAYS),
)
ROWS = [
    Row(1, "0417 Lind", date(2025, 11, 3), Decimal("3.25"), 31250, 92),
    Row(2, "0118 Ash", date(2025, 11, 4), Decimal(2), -8776, 30),
    Row(3, "0417 Lind", date(2025, 10, 9), None, None, 1000),
    Row(4, "=0133 Hale", None, Decimal("1.5"), 123456, 0),
]


@pytest.fixture
def view(qtbot: QtBot, settings: QSettings) -> RecordView[Row]:
    return shown(qtbot, settings)


def shown(qtbot: QtBot, settings: QSettings) -> RecordView[Row]:
    table = RecordTable(COLUMNS)
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made = RecordView(table, "Rows", settings)
    qtbot.addWidget(made)
    made.resize(700, 300)
    table.set_records(ROWS)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    go(made, 0, 0)
    return made


def go(view: RecordView[Row], row: int, column: int) -> None:
    view.setCurrentIndex(view.table.index(row, column))


def press(view: RecordView[Row], *keys: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(view, key, modifier)


def place(view: RecordView[Row], row: int, column: int) -> QPoint:
    return view.visualRect(view.table.index(row, column)).center()


def cells(view: RecordView[Row]) -> set[tuple[int, int]]:
    return {(each.row(), each.column()) for each in view.selectionModel().selectedIndexes()}


def order(view: RecordView[Row]) -> list[int]:
    return [row.id for row in view.table.shown()]


def clipboard() -> str:
    return QApplication.clipboard().text()


def click_header(view: RecordView[Row], column: int, modifier: Qt.KeyboardModifier = NONE) -> None:
    header = view.horizontalHeader()
    middle = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, header.height() // 2)
    QTest.mouseClick(header.viewport(), Mouse.LeftButton, modifier, middle)


def drawn_header(view: RecordView[Row], column: int) -> QImage:
    header = view.horizontalHeader()
    place = QRect(header.sectionViewportPosition(column), 0, header.sectionSize(column), header.height())
    return header.viewport().grab(place).toImage()


def popup() -> FilterPopup:
    found = QApplication.activePopupWidget()
    assert isinstance(found, FilterPopup)
    return found


def columns_menu(view: RecordView[Row], column: int) -> QMenu:
    """The menu of a column, as the Menu key and then Right lead to it."""
    go(view, 0, column)
    menu = menu_by_key(view)
    found = next(each.menu() for each in menu.actions() if each.text().startswith("Column"))
    assert isinstance(found, QMenu)
    menu.close()
    return found


# -- selecting


def test_a_rectangle_is_selected_by_shift_and_arrows(view: RecordView[Row]) -> None:
    go(view, 0, 2)
    press(view, Key.Key_Down, Key.Key_Right, modifier=SHIFT)
    assert cells(view) == {(0, 2), (0, 3), (1, 2), (1, 3)}


def test_a_rectangle_is_dragged_and_a_cell_added_by_ctrl_click(view: RecordView[Row]) -> None:
    QTest.mousePress(view.viewport(), Mouse.LeftButton, NONE, place(view, 0, 2))
    QTest.mouseMove(view.viewport(), place(view, 1, 3))
    QTest.mouseRelease(view.viewport(), Mouse.LeftButton, NONE, place(view, 1, 3))
    assert cells(view) == {(0, 2), (0, 3), (1, 2), (1, 3)}
    QTest.mouseClick(view.viewport(), Mouse.LeftButton, CTRL, place(view, 3, 0))
    assert cells(view) == {(0, 2), (0, 3), (1, 2), (1, 3), (3, 0)}
    assert [row.id for row in view.selected()] == [1, 2, 4]


def test_rows_and_columns_are_selected_by_key_and_by_the_row_header(view: RecordView[Row]) -> None:
    go(view, 1, 2)
    press(view, Key.Key_Space, modifier=SHIFT)
    assert cells(view) == {(1, column) for column in range(5)}
    go(view, 1, 2)
    press(view, Key.Key_Space, modifier=CTRL)
    assert cells(view) == {(row, 2) for row in range(4)}
    rows = view.verticalHeader()
    middle = QPoint(rows.width() // 2, rows.sectionViewportPosition(3) + rows.sectionSize(3) // 2)
    QTest.mouseClick(rows.viewport(), Mouse.LeftButton, NONE, middle)
    assert cells(view) == {(3, column) for column in range(5)}
    press(view, Key.Key_A, modifier=CTRL)
    assert len(cells(view)) == 20


def test_the_selected_cells_stay_selected_when_all_is_read_again(view: RecordView[Row]) -> None:
    go(view, 0, 2)
    press(view, Key.Key_Down, Key.Key_Right, modifier=SHIFT)
    view.table.set_records([ROWS[3], *ROWS[:3]])
    assert cells(view) == {(1, 2), (1, 3), (2, 2), (2, 3)}


@pytest.mark.parametrize(
    ("start", "keys", "told"),
    [
        ((0, 3), [Key.Key_Down], "2 cells · 2 numbers · $224.74"),
        ((0, 2), [Key.Key_Down, Key.Key_Right], "4 cells · 4 numbers · $224.74 · 5.25 hours"),
        ((0, 0), [Key.Key_Right], "2 cells"),
        ((0, 3), [Key.Key_Down, Key.Key_Down, Key.Key_Right], "6 cells · 5 numbers · $224.74 · 1,122 days"),
        ((0, 1), [Key.Key_Right], "2 cells · 3.25 hours"),
        ((2, 2), [Key.Key_Right], "2 cells"),
        ((0, 0), [], ""),
    ],
)
def test_what_is_selected_is_counted_and_added_up_by_kind(
    view: RecordView[Row], qtbot: QtBot, start: tuple[int, int], keys: list[Key], told: str
) -> None:
    go(view, *start)
    press(view, *keys, modifier=SHIFT)
    qtbot.waitUntil(lambda: view.summary == told)


def test_a_cell_chosen_twice_counts_once(view: RecordView[Row], qtbot: QtBot) -> None:
    go(view, 0, 3)
    press(view, Key.Key_Down, modifier=SHIFT)
    flag = QItemSelectionModel.SelectionFlag.Select
    view.selectionModel().select(view.table.index(1, 3), flag)
    qtbot.waitUntil(lambda: view.summary == "2 cells · 2 numbers · $224.74")


# -- copying


def test_copied_cells_are_plain_and_stay_what_they_are(view: RecordView[Row]) -> None:
    press(view, Key.Key_A, modifier=CTRL)
    press(view, Key.Key_C, modifier=CTRL)
    assert clipboard().splitlines() == [
        "0417 Lind\t2025-11-03\t3.25\t312.50\t92",
        "0118 Ash\t2025-11-04\t2\t-87.76\t30",
        "0417 Lind\t2025-10-09\t\t\t1000",
        "'=0133 Hale\t\t1.5\t1234.56\t0",
    ]
    html = QApplication.clipboard().mimeData().html()
    assert "<td style='mso-number-format:\"\\@\"' sdnum='1033;0;@'>0417 Lind</td>" in html
    assert "<td>312.50</td>" in html
    assert "<th>" not in html


def test_a_selection_with_gaps_is_copied_as_the_rectangle_around_it(view: RecordView[Row]) -> None:
    go(view, 0, 0)
    for row, column in ((1, 3), (3, 0)):
        QTest.mouseClick(view.viewport(), Mouse.LeftButton, CTRL, place(view, row, column))
    press(view, Key.Key_C, modifier=CTRL | SHIFT)
    assert clipboard() == "Officer\tAmount\n0417 Lind\t\n\t-87.76\n'=0133 Hale\t\n"
    assert "<th>Officer</th><th>Amount</th>" in QApplication.clipboard().mimeData().html()


def test_markup_in_a_cell_is_only_text(view: RecordView[Row]) -> None:
    view.table.set_records([Row(9, "<b>&", None, None, None)])
    go(view, 0, 0)
    press(view, Key.Key_C, modifier=CTRL)
    assert "&lt;b&gt;&amp;" in QApplication.clipboard().mimeData().html()


# -- finding


def test_typing_goes_to_the_next_row_that_begins_so_and_shows_what_is_typed(view: RecordView[Row]) -> None:
    QTest.keyClicks(view, "04")
    assert view.currentIndex().row() == 2  # the next one, not the one that is current
    assert view.finder.text() == "Officer: 04"
    assert view.finder.isVisible()
    press(view, Key.Key_F3)
    assert view.currentIndex().row() == 0
    press(view, Key.Key_Backspace, Key.Key_1)
    assert (view.currentIndex().row(), view.finder.text()) == (1, "Officer: 01")
    press(view, Key.Key_Escape)
    assert not view.finder.isVisible()
    QTest.keyClicks(view, "hale")
    assert view.currentIndex().row() == 3


def test_what_is_not_there_is_said(view: RecordView[Row]) -> None:
    go(view, 1, 3)
    QTest.keyClicks(view, "77")
    assert view.finder.text() == "Amount: nothing has “77”"
    assert view.currentIndex() == view.table.index(1, 3)


def test_a_space_is_typed_too_and_a_click_ends_it(view: RecordView[Row]) -> None:
    QTest.keyClicks(view, "7 l")
    assert view.finder.text() == "Officer: 7 l"
    QTest.mouseClick(view.viewport(), Mouse.LeftButton, NONE, place(view, 1, 0))
    assert not view.finder.isVisible()


# -- sorting


def test_shift_click_sorts_by_one_more_column(view: RecordView[Row]) -> None:
    click_header(view, 0)
    assert order(view) == [2, 1, 3, 4]
    click_header(view, 3, SHIFT)
    assert view.table.sorted_by == (SortKey(0), SortKey(3))
    assert order(view) == [2, 1, 3, 4]
    click_header(view, 1, SHIFT)
    click_header(view, 3, SHIFT)
    click_header(view, 3, SHIFT)
    assert view.table.sorted_by == (SortKey(0), SortKey(1))
    assert order(view) == [2, 3, 1, 4]
    click_header(view, 3)
    assert order(view) == [2, 1, 4, 3]
    click_header(view, 3)
    assert order(view) == [4, 1, 2, 3]
    click_header(view, 3)
    assert order(view) == [1, 2, 3, 4]


def test_sorting_selects_nothing_that_del_would_then_remove(view: RecordView[Row]) -> None:
    click_header(view, 0)
    click_header(view, 3, SHIFT)
    assert [row.id for row in view.selected()] == [1]
    assert view.currentIndex().column() == 0


def test_sorting_by_several_columns_is_remembered(view: RecordView[Row], qtbot: QtBot, settings: QSettings) -> None:
    click_header(view, 0)
    click_header(view, 1, SHIFT)
    assert shown(qtbot, settings).table.sorted_by == (SortKey(0), SortKey(1))


# -- filtering


def test_alt_down_filters_by_ticked_values(view: RecordView[Row]) -> None:
    go(view, 0, 0)
    press(view, Key.Key_Down, modifier=ALT)
    asked = popup()
    assert asked.accessibleName() == "Filter of Officer"
    assert QApplication.focusWidget() is asked.contains
    QTest.mouseClick(asked.tick_none, Mouse.LeftButton)
    QTest.keyClick(asked.list, Key.Key_Space)
    QTest.keyClick(asked.contains, Key.Key_Return)
    assert order(view) == [2]
    horizontal = Qt.Orientation.Horizontal
    assert view.table.headerData(0, horizontal, Qt.ItemDataRole.AccessibleTextRole) == "Officer (filtered)"
    assert view.table.headerData(1, horizontal, Qt.ItemDataRole.AccessibleTextRole) == "Worked"
    filtered = drawn_header(view, 0)
    press(view, Key.Key_L, modifier=CTRL | SHIFT)
    assert order(view) == [1, 2, 3, 4]
    assert filtered != drawn_header(view, 0)


def test_a_range_of_amounts_and_of_days(view: RecordView[Row], qtbot: QtBot) -> None:
    go(view, 0, 3)
    press(view, Key.Key_Down, modifier=ALT)
    asked = popup()
    asked.low.setText("$100")
    asked.high.setText("1,234.56")
    QTest.keyClick(asked.high, Key.Key_Return)
    assert order(view) == [1, 4]
    qtbot.waitUntil(lambda: view.summary == "Filter on: 2 of 4 rows")
    go(view, 0, 1)
    press(view, Key.Key_Down, modifier=ALT)
    popup().low.setText("11/1/2025")
    QTest.mouseClick(popup().apply_button, Mouse.LeftButton)
    assert order(view) == [1]
    go(view, 0, 3)
    press(view, Key.Key_Down, modifier=ALT)
    assert (popup().low.text(), popup().high.text()) == ("100.00", "1234.56")
    QTest.mouseClick(popup().clear_button, Mouse.LeftButton)
    assert order(view) == [1, 2]


def test_a_bound_that_cannot_be_read_is_said_and_nothing_filtered(view: RecordView[Row]) -> None:
    go(view, 0, 3)
    press(view, Key.Key_Down, modifier=ALT)
    asked = popup()
    asked.low.setText("much")
    QTest.keyClick(asked.low, Key.Key_Return)
    assert asked.error.text() == "“much” is not an amount of money; write it like 1234.50."
    assert order(view) == [1, 2, 3, 4]
    QTest.keyClick(asked, Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_a_text_column_asks_for_no_range_and_takes_words(view: RecordView[Row]) -> None:
    view.ask_filter(0)
    asked = popup()
    assert (asked.low.isVisible(), asked.high.isVisible()) == (False, False)
    QTest.keyClicks(asked.contains, "lind")
    QTest.keyClick(asked.contains, Key.Key_Return)
    assert order(view) == [1, 3]


def test_every_control_of_the_filter_has_a_name(view: RecordView[Row]) -> None:
    view.ask_filter(1)
    asked = popup()
    assert [each.accessibleName() for each in asked.findChildren(QLineEdit)] == ["Contains", "From", "To"]
    assert asked.list.accessibleName() == "Values to show"
    asked.close()


# -- columns


def test_a_column_is_moved_hidden_and_shown_again(view: RecordView[Row], qtbot: QtBot, settings: QSettings) -> None:
    choose(columns_menu(view, 3), "Move left")
    choose(columns_menu(view, 1), "Hide")
    press(view, Key.Key_Home)
    press(view, Key.Key_Space, modifier=SHIFT)
    press(view, Key.Key_C, modifier=CTRL | SHIFT)
    assert clipboard() == "Officer\tAmount\tHours\tDays\n0417 Lind\t312.50\t3.25\t92\n"
    again = shown(qtbot, settings)
    assert again.layout_of_columns.visible() == [0, 3, 2, 4]
    listed = next(each.menu() for each in columns_menu(again, 0).actions() if each.text() == "&Columns shown")
    assert isinstance(listed, QMenu)
    assert entries(listed) == ["Officer", "Worked", "Amount", "Hours", "Days"]
    choose(listed, "Worked")
    assert again.layout_of_columns.visible() == [0, 1, 3, 2, 4]
    choose(columns_menu(again, 0), "Reset columns")
    assert again.layout_of_columns.visible() == [0, 1, 2, 3, 4]
    assert not shown(qtbot, settings).layout_of_columns.chosen


def test_the_last_column_shown_cannot_be_hidden(view: RecordView[Row]) -> None:
    for column in range(1, 5):
        view.layout_of_columns.hide(column, hidden=True)
    assert not next(each for each in columns_menu(view, 0).actions() if each.text() == "&Hide").isEnabled()
    view.layout_of_columns.hide(0, hidden=True)
    assert view.layout_of_columns.visible() == [0]


def test_a_column_is_dragged_to_another_place(view: RecordView[Row], qtbot: QtBot, settings: QSettings) -> None:
    header = view.horizontalHeader()
    middle = header.height() // 2
    start = QPoint(header.sectionViewportPosition(3) + 20, middle)
    end = QPoint(header.sectionViewportPosition(1) + 10, middle)
    QTest.mousePress(header.viewport(), Mouse.LeftButton, NONE, start)
    for step in range(1, 11):
        QTest.mouseMove(header.viewport(), start + (end - start) * step / 10)
    QTest.mouseRelease(header.viewport(), Mouse.LeftButton, NONE, end)
    assert view.layout_of_columns.in_order() == [0, 3, 1, 2, 4]
    assert view.table.sorted_by == ()
    assert shown(qtbot, settings).layout_of_columns.in_order() == [0, 3, 1, 2, 4]
