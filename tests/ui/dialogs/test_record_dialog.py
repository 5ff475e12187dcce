from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from muster.domain.records import Effort, Officer, Pay
from muster.services.bundle import Services
from muster.ui.dialogs.record_dialog import RecordDialog
from muster.ui.widgets.form import RecordForm


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(page: QWidget, services: Services) -> RecordDialog[Pay]:
    services.records.save(Officer("0417", "Lind"))
    made = RecordDialog("Add pay", RecordForm(Pay, fixed={"officer_id": "0417"}), services.records.save, page)
    made.open()
    return made


def fill(dialog: RecordDialog[Pay], **texts: str) -> None:
    dialog.form.set_texts({"effective_on": "2025-10-01", "annual_salary": "50000"} | texts)


def test_enter_saves_and_closes(qtbot: QtBot, dialog: RecordDialog[Pay], services: Services) -> None:
    fill(dialog)
    with qtbot.waitSignal(dialog.saved) as saved:
        qtbot.keyClick(dialog.form.fields["annual_salary"].editor, Qt.Key.Key_Return)
    assert saved.args is not None
    assert saved.args[0].concerns(Pay)
    assert not dialog.isVisible()
    with services.book.read() as records:
        assert records.all(Pay) == [Pay("0417", date(2025, 10, 1), 5_000_000)]


def test_enter_still_saves_after_the_button_had_the_focus(
    qtbot: QtBot, dialog: RecordDialog[Pay], services: Services
) -> None:
    fill(dialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    editor = dialog.form.fields["annual_salary"].editor
    dialog.buttons.button(QDialogButtonBox.StandardButton.Save).setFocus()
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    with services.book.read() as records:
        assert len(records.all(Pay)) == 1


def test_what_is_typed_is_given_up_only_when_asked_for_twice(
    qtbot: QtBot, dialog: RecordDialog[Pay], services: Services
) -> None:
    fill(dialog)
    typed = dialog.form.typed()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.message.kind == "warning"
    assert dialog.form.typed() == typed
    qtbot.keyClicks(dialog.form.fields["document"].editor, "HR letter 9")  # who types on wants to keep it
    dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel).click()
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    with services.book.read() as records:
        assert records.all(Pay) == []


def test_a_form_that_nobody_touched_closes_at_once(qtbot: QtBot, dialog: RecordDialog[Pay]) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_a_rule_refuses_is_told_at_its_field(dialog: RecordDialog[Pay], services: Services) -> None:
    fill(dialog, annual_benefits="1000", benefits_percent="20")
    dialog.save()
    assert dialog.isVisible()
    assert "both filled; keep one of them" in dialog.form.fields["benefits_percent"].error
    assert dialog.form.typed()["annual_benefits"] == "1000"
    dialog.form.fields["annual_benefits"].set_text("")
    dialog.save()
    assert not dialog.isVisible()


def test_a_fault_of_a_column_that_is_not_asked_is_told_above(page: QWidget, services: Services) -> None:
    form = RecordForm(Effort, fixed={"officer_id": "0999"})
    form.set_texts({"effective_on": "2025-10-01", "percent": "50"})
    dialog = RecordDialog("Add effort", form, services.records.save, page)
    dialog.open()
    dialog.save()
    assert dialog.message.text == "There is no officer 0999; add the officer first."
    dialog.reject()


def test_a_book_that_is_gone_is_told_above(dialog: RecordDialog[Pay], services: Services) -> None:
    fill(dialog)
    services.book.close()
    services.book.path.unlink()
    services.book.path.write_bytes(b"not a book at all, but long enough to look like one" * 40)
    dialog.save()
    assert dialog.isVisible()
    assert dialog.message.kind == "error"
    dialog.reject()
