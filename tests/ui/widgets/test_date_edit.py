"""A date field under the hands of a clerk; today is 20 Nov 2026."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from muster.domain.records import Pay
from muster.ui.widgets.date_edit import DateEdit
from muster.ui.widgets.form import RecordForm


class Desk(QWidget):
    """Something with a calendar on the wall."""

    @property
    def current_day(self) -> date:
        return date(2026, 11, 20)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("t", "2026-11-20"),
        ("+", "2026-11-21"),
        ("-", "2026-11-19"),
        ("t++", "2026-11-22"),
        ("2025-11-17", "2025-11-17"),
        ("2025-12-31+", "2026-01-01"),
        ("2025-11-01--", "2025-10-30"),
        ("11/17", "2026-11-17"),
        ("11-17-25", "2025-11-17"),
        ("11/17/25", "2025-11-17"),
        ("3 Oct 2025", "2025-10-03"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_what_is_typed_becomes_a_date(desk: Desk, typed: str, becomes: str) -> None:
    field = DateEdit(desk)
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == becomes


def test_a_selected_date_goes_on_and_the_step_can_be_undone(desk: Desk) -> None:
    field = DateEdit(desk)
    field.setText("11/17")
    field.selectAll()
    QTest.keyClicks(field, "+")
    assert field.text() == "2026-11-18"
    field.undo()
    assert field.text() == "11/17"


def test_without_a_clock_only_full_dates_are_understood(qtbot: QtBot) -> None:
    field = DateEdit()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "t")
    assert (field.text(), field.words()) == ("t", "")
    field.setText("11/17/2025")
    assert field.iso() == "2025-11-17"


def test_a_form_says_what_it_understands(desk: Desk) -> None:
    form = RecordForm(Pay, fixed={"officer_id": "0417"}, parent=desk)
    field = form.fields["approved_on"]
    QTest.keyClicks(field.editor, "11/17")
    assert field.editor.accessibleDescription() == "17 Nov 2026, FY2027Q1"
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert field.editor.accessibleDescription() == ""
    assert field.text() == "2026-11-17"
    QTest.keyClicks(field.editor, "x")
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert "is not a date" in field.editor.accessibleDescription()
