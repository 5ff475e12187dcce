from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from muster.domain.records import Agency, Agreement, Model
from muster.ui.dialogs.new_agency import NewAgencyDialog
from tests.ui.answered_prompts import AnsweredPrompts


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path, prompts: AnsweredPrompts) -> Iterator[NewAgencyDialog]:
    made = NewAgencyDialog(tmp_path / "agency.muster", prompts)
    made.open()
    yield made
    if isValid(made):
        made.done(0)


def test_the_agency_and_its_agreements_are_handed_over(qtbot: QtBot, dialog: NewAgencyDialog, tmp_path: Path) -> None:
    qtbot.keyClicks(dialog.form.fields["name"].editor, "Marlow County Sheriff")
    dialog.models[Model.TFM].click()
    qtbot.keyClicks(dialog.signed[Model.TFM], "3/18/2025")
    dialog.models[Model.JEM].click()
    with qtbot.waitSignal(dialog.given) as given:
        qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    assert given.args == [
        tmp_path / "agency.muster",
        [
            Agency("Marlow County Sheriff"),
            Agreement(Model.TFM, signed_on=date(2025, 3, 18)),
            Agreement(Model.JEM),
        ],
    ]


def test_a_name_is_needed(dialog: NewAgencyDialog) -> None:
    dialog.give()
    assert dialog.isVisible()
    assert dialog.form.fields["name"].error == "Name is needed."


def test_a_date_that_cannot_be_read_is_told(dialog: NewAgencyDialog) -> None:
    dialog.form.set_texts({"name": "Marlow"})
    dialog.models[Model.WSO].click()
    dialog.signed[Model.WSO].setText("in spring")
    dialog.give()
    assert dialog.isVisible()
    assert "WSO agreement signed: “in spring” is not a date" in dialog.message.text


def test_a_file_that_is_there_is_never_replaced(dialog: NewAgencyDialog, tmp_path: Path) -> None:
    dialog.form.set_texts({"name": "Marlow"})
    (tmp_path / "agency.muster").touch()
    dialog.give()
    assert dialog.isVisible()
    assert "already" in dialog.message.text
    focus: object = dialog.focusWidget()
    assert focus is dialog.path


def test_a_file_without_a_folder_is_refused(dialog: NewAgencyDialog) -> None:
    dialog.form.set_texts({"name": "Marlow"})
    dialog.path.setText("agency")
    dialog.give()
    assert "folder" in dialog.message.text


def test_another_place_can_be_chosen(
    qtbot: QtBot, dialog: NewAgencyDialog, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    prompts.will("save_file", tmp_path / "elsewhere.muster")
    dialog.change.click()
    assert dialog.path.text() == str(tmp_path / "elsewhere.muster")


def test_the_suggested_file_is_one_that_is_not_there(tmp_path: Path, prompts: AnsweredPrompts, qtbot: QtBot) -> None:
    (tmp_path / "agency.muster").touch()
    dialog = NewAgencyDialog(tmp_path / "agency.muster", prompts)
    qtbot.addWidget(dialog)
    assert dialog.path.text() == str(tmp_path / "agency-2.muster")


def test_what_is_wrong_is_told_without_squeezing_the_fields(qtbot: QtBot, dialog: NewAgencyDialog) -> None:
    name = dialog.form.fields["name"].editor
    qtbot.keyClicks(name, "Marlow County Sheriff")
    dialog.models[Model.TFM].click()
    qtbot.keyClicks(dialog.signed[Model.TFM], "13/45/2025")
    before = dialog.height()
    dialog.give()
    assert "13/45/2025" in dialog.message.text
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert name.height() >= name.sizeHint().height()


def test_what_is_typed_is_given_up_only_when_asked_for_twice(qtbot: QtBot, dialog: NewAgencyDialog) -> None:
    qtbot.keyClicks(dialog.form.fields["name"].editor, "Marlow")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.message.kind == "warning"
    dialog.models[Model.TFM].click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not isValid(dialog) or not dialog.isVisible()
