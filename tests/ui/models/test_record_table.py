from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muster.domain.records import Officer
from muster.services.ports import MusterError
from muster.ui.models.record_table import Align, Mark, RecordTable, TableColumn

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def named(officer: Officer, text: str) -> Officer:
    if not text:
        raise ValueError("the name is empty; give one")
    return replace(officer, last_name=text)


COLUMNS = (
    TableColumn[Officer]("ID", lambda each: each.officer_id),
    TableColumn[Officer]("Name", lambda each: each.last_name, parse=named),
    TableColumn[Officer](
        "Badge",
        lambda each: each.badge,
        key=lambda each: int(each.badge) if each.badge else None,
        align=Align.RIGHT,
        is_link=True,
        mark=lambda each: Mark("warning", "No badge", "warning") if not each.badge else None,
    ),
)

officers = st.lists(
    st.builds(
        Officer,
        officer_id=st.text("0123456789", min_size=4, max_size=4),
        last_name=st.sampled_from(["Lind", "lind", "Ash", "Ärm", ""]),
        badge=st.sampled_from(["", "1", "2", "10"]),
    ),
    max_size=12,
)


def table_of(records: list[Officer]) -> RecordTable[Officer]:
    table = RecordTable(COLUMNS)
    table.set_records(records)
    return table


@given(
    officers, officers, st.integers(-1, 2), st.sampled_from([ASCENDING, DESCENDING]), st.sampled_from(["", "li", "1 a"])
)
def test_the_model_keeps_qts_rules(
    qapp: QApplication, before: list[Officer], after: list[Officer], column: int, order: Qt.SortOrder, words: str
) -> None:
    table = table_of(before)
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.sort(column, order)
    table.filter_words(words)
    table.set_records(after)
    table.filter_by(lambda each: bool(each.badge))
    table.sort(-1)
    assert tester.model() is table


@given(officers, st.sampled_from([ASCENDING, DESCENDING]))
def test_rows_sort_by_the_key_and_the_unknown_come_last(
    qapp: QApplication, records: list[Officer], order: Qt.SortOrder
) -> None:
    table = table_of(records)
    table.sort(2, order)
    shown = [each.badge for each in table.shown()]
    known = [int(badge) for badge in shown if badge]
    assert known == sorted(known, reverse=order == DESCENDING)
    assert shown[len(known) :] == [""] * (len(shown) - len(known))
    assert sorted(map(repr, table.shown())) == sorted(map(repr, records))


@given(officers)
def test_every_word_typed_has_to_occur(qapp: QApplication, records: list[Officer]) -> None:
    table = table_of(records)
    table.filter_words("LIND 1")
    assert table.shown() == [
        each for each in records if "lind" in each.last_name.lower() and "1" in f"{each.officer_id} {each.badge}"
    ]
    table.filter_words("")
    assert table.shown() == records


def test_sorting_leaves_each_persistent_index_on_its_record(qapp: QApplication) -> None:
    records = [Officer(f"{number:04}", badge=str(9 - number)) for number in range(9)]
    table = table_of(records)
    held = [QPersistentModelIndex(table.index(row, 0)) for row in range(9)]
    table.sort(2)
    assert [table.record(index) for index in held] == records
    assert table.shown() == records[::-1]


def test_a_column_says_how_its_cells_look(qapp: QApplication) -> None:
    table = table_of([Officer("0001", "Lind")])
    cell = table.index(0, 2)
    assert cell.data(Qt.ItemDataRole.TextAlignmentRole) == Align.RIGHT.value
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "No badge"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == " (No badge)"
    assert not cell.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert cell.data(RecordTable.LINK)
    assert table.headerData(2, Qt.Orientation.Horizontal) == "Badge"


def test_an_edit_is_parsed_and_saved(qapp: QApplication) -> None:
    saved: list[Officer] = []
    table = RecordTable(COLUMNS, save=saved.append)
    table.set_records([Officer("0001", "Lind")])
    assert table.flags(table.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert not table.flags(table.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert table.setData(table.index(0, 1), "Ash")
    assert saved == [Officer("0001", "Ash")]
    assert table.index(0, 1).data() == "Ash"


def test_without_a_way_to_save_nothing_is_editable(qapp: QApplication) -> None:
    table = table_of([Officer("0001", "Lind")])
    assert not table.flags(table.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert not table.setData(table.index(0, 1), "Ash")


@pytest.mark.parametrize("typed", ["", "Ash"])
def test_an_edit_that_is_refused_changes_nothing_and_says_why(qtbot: QtBot, typed: str) -> None:
    def refuse(_record: Officer) -> None:
        raise MusterError("The book is read-only.")

    table = RecordTable(COLUMNS, save=refuse)
    table.set_records([Officer("0001", "Lind")])
    with qtbot.waitSignal(table.refused) as refused:
        assert not table.setData(table.index(0, 1), typed)
    index, text = refused.args or (QModelIndex(), "")
    assert text == ("The book is read-only." if typed else "the name is empty; give one")
    assert index.row() == 0
    assert table.index(0, 1).data() == "Lind"
