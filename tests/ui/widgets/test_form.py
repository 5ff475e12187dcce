from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from muster.domain.checks import Fault
from muster.domain.records import KINDS, Interruption, InterruptionKind, Officer, Pay, Record
from muster.domain.schema import COLUMNS
from muster.ui.widgets.form import Field, RecordForm, with_titles


@pytest.fixture
def pay_form(qtbot: QtBot) -> RecordForm[Pay]:
    made = RecordForm(Pay, fixed={"officer_id": "0417"})
    qtbot.addWidget(made)
    made.show()
    return made


def type_into(qtbot: QtBot, field: Field, text: str) -> None:
    field.editor.clear()
    qtbot.keyClicks(field.editor, text)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_form_whose_fields_have_names(qtbot: QtBot, kind: type[Record]) -> None:
    form: RecordForm[Record] = RecordForm(kind)
    qtbot.addWidget(form)
    assert [field.editor.accessibleName() for field in form.fields.values()] == [c.title for c in COLUMNS[kind]]
    form.focus_first()


def test_what_is_typed_becomes_a_record(qtbot: QtBot, pay_form: RecordForm[Pay]) -> None:
    type_into(qtbot, pay_form.fields["effective_on"], "10/1/2025")
    type_into(qtbot, pay_form.fields["annual_salary"], "$67,432.19")
    type_into(qtbot, pay_form.fields["benefits_percent"], "37.5%")
    assert pay_form.record() == Pay("0417", date(2025, 10, 1), 6743219, None, Fraction(75, 2))


def test_a_record_shown_and_read_again_is_the_same(pay_form: RecordForm[Pay]) -> None:
    record = Pay("0099", date(2025, 10, 1), 100, 5, None, date(2025, 9, 1), None, "Memo 4", id=17)
    pay_form.set_record(record)
    read = pay_form.record()
    assert read == record
    assert read is not None
    assert read.id == 17


def test_every_error_is_told_at_its_field_and_nothing_typed_is_lost(qtbot: QtBot, pay_form: RecordForm[Pay]) -> None:
    type_into(qtbot, pay_form.fields["annual_salary"], "1.234,50")
    assert pay_form.record() is None
    assert pay_form.fields["effective_on"].error == "Effective is needed."
    assert "1.234,50" in pay_form.fields["annual_salary"].error
    assert pay_form.fields["annual_salary"].editor.accessibleDescription() == pay_form.fields["annual_salary"].error
    assert pay_form.fields["document"].error == ""
    assert pay_form.typed()["annual_salary"] == "1.234,50"


def test_an_error_goes_when_the_field_is_mended(qtbot: QtBot, pay_form: RecordForm[Pay]) -> None:
    field = pay_form.fields["effective_on"]
    field.show_error("no date")
    assert field.error == "No date."
    type_into(qtbot, field, "2025-10-01")
    assert field.error == ""


def test_leaving_a_field_tells_at_once_what_cannot_be_read(qtbot: QtBot, pay_form: RecordForm[Pay]) -> None:
    field = pay_form.fields["effective_on"]
    assert isinstance(field.editor, QLineEdit)
    field.editor.setText("soon")
    field.editor.editingFinished.emit()
    assert field.error == "“soon” is not a date; write it like 2025-11-17."
    field.editor.setText("3 Nov 2025")
    field.editor.editingFinished.emit()
    assert field.typed() == "2025-11-03"


def test_a_closed_list_is_a_combo_box_in_plain_words(qtbot: QtBot) -> None:
    form = RecordForm(Interruption, fixed={"officer_id": "0417"})
    qtbot.addWidget(form)
    box = form.fields["kind"].editor
    assert isinstance(box, QComboBox)
    assert [box.itemText(row) for row in range(box.count())] == [
        "", "Suspended", "Removed", "Revoked", "Unpaid leave",
    ]  # fmt: skip
    form.set_texts({"from": "2025-11-01", "kind": "unpaid_leave"})
    assert form.record() == Interruption("0417", date(2025, 11, 1), None, InterruptionKind.UNPAID_LEAVE)


def test_choices_of_the_page_replace_free_text(qtbot: QtBot) -> None:
    form = RecordForm(Officer, ["officer_id", "last_name"], choices={"officer_id": [("0417", "0417 · Lind, Avery")]})
    qtbot.addWidget(form)
    box = form.fields["officer_id"].editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    assert form.typed() == {"officer_id": "0417", "last_name": ""}


def test_a_fault_is_shown_at_its_column_or_handed_back(pay_form: RecordForm[Pay]) -> None:
    record = Pay("0417", date(2025, 10, 1), 1)
    assert pay_form.show_fault(Fault(record, "annual_salary", "annual_salary is below zero; check the sign")) == ""
    assert pay_form.fields["annual_salary"].error == "“Annual salary” is below zero; check the sign."
    elsewhere = pay_form.show_fault(Fault(record, "officer_id", "there is no officer 0417; add the officer first"))
    assert elsewhere == "There is no officer 0417; add the officer first."


def test_sentences_name_columns_as_the_form_does() -> None:
    text = with_titles("period_until 2025-01-01 is not after period_from 2025-02-01", COLUMNS[KINDS[8]])
    assert text == "“Period until” 2025-01-01 is not after “Period from” 2025-02-01"
