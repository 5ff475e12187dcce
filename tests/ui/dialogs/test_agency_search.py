"""A new agency taken from the federal list, by keyboard alone."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muster.domain.records import Agreement, Model
from muster.ui.dialogs.new_agency import NewAgencyDialog
from muster.ui.main_window import MainWindow
from tests.composition import BookProgram
from tests.ui.pages.hands import cells

Key = Qt.Key


def opened(window: MainWindow) -> NewAgencyDialog:
    window.start.new.click()
    made = window.findChild(NewAgencyDialog)
    assert made is not None
    return made


def typed(qtbot: QtBot, dialog: NewAgencyDialog, words: str) -> list[list[str]]:
    """What is found for some words."""
    qtbot.keyClicks(dialog.search.field, words)
    return cells(dialog.search.table)


def test_type_arrow_enter_and_the_form_is_filled_in(qtbot: QtBot, window: MainWindow, program: BookProgram) -> None:
    dialog = opened(window)
    assert "federal list of 18 Sep 2025 (837 agencies)" in dialog.search._hint.text()
    found = typed(qtbot, dialog, "washington flor")
    assert found == [
        ["Washington County Sheriff's Office", "Washington County", "FL · Florida", found[0][3]],
    ]
    qtbot.keyClick(dialog.search.field, Key.Key_Escape)
    assert not dialog.search.is_searching
    found = typed(qtbot, dialog, "colbert")
    assert found[0][3] == "TFM 2 Jul 2025, JEM 8 May 2025, WSO 8 May 2025"
    qtbot.keyClick(dialog.search.field, Key.Key_Down)
    qtbot.keyClick(dialog.search.view, Key.Key_Return)
    assert not dialog.search.is_searching
    assert dialog.form.typed() == {
        "name": "Colbert County Sheriff's Office",
        "county": "Colbert County",
        "state": "AL",
        "ori": "",
        "official_name": "",
        "official_title": "",
    }
    assert [box.isChecked() for box in dialog.models.values()] == [True, True, True]
    qtbot.keyClick(dialog, Key.Key_Return)
    services = window.services
    assert services is not None
    profile = services.agency.profile()
    assert (profile.agency.name, profile.agency.state) == ("Colbert County Sheriff's Office", "AL")
    assert profile.agreements == (
        Agreement(Model.TFM, signed_on=date(2025, 7, 2)),
        Agreement(Model.JEM, signed_on=date(2025, 5, 8)),
        Agreement(Model.WSO, signed_on=date(2025, 5, 8)),
    )


def test_choosing_another_agency_replaces_the_first_one_s_agreements(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(window)
    for words in ("colbert", "crenshaw"):
        typed(qtbot, dialog, words)
        qtbot.keyClick(dialog.search.field, Key.Key_Return)
        qtbot.keyClick(dialog.search.view, Key.Key_Return)
    assert [model for model, box in dialog.models.items() if box.isChecked()] == [Model.WSO]
    assert [edit.text() for edit in dialog.signed.values()] == ["", "", "2025-04-16"]
    dialog.done(0)


def test_the_search_has_the_focus_and_escape_leads_back_to_it(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(window)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.search.field)
    typed(qtbot, dialog, "texas")
    qtbot.keyClick(dialog.search.field, Key.Key_Down)
    assert QApplication.focusWidget() is dialog.search.view
    qtbot.keyClick(dialog.search.view, Key.Key_Escape)
    assert dialog.isVisible()
    assert QApplication.focusWidget() is dialog.search.field
    assert not dialog.search.is_searching
    dialog.done(0)


def test_nothing_found_says_so(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(window)
    assert typed(qtbot, dialog, "marlow") == []
    shown = dialog.search._found.empty
    assert shown.isVisible()
    assert "fill in the form by hand" in shown.text.text()
    qtbot.keyClick(dialog.search.field, Key.Key_Return)  # makes no book
    assert dialog.isVisible()
    dialog.done(0)


def test_a_damaged_list_is_told_and_the_form_works(qtbot: QtBot, window: MainWindow, program: BookProgram) -> None:
    (program.folder / "participating-agencies.csv").write_text("State\n", encoding="utf-8")
    dialog = opened(window)
    assert dialog.search._hint.text().startswith("participating-agencies.csv: ")
    assert not dialog.search.field.isEnabled()
    qtbot.keyClicks(dialog.form.fields["name"].editor, "Marlow")
    dialog.make.click()
    assert window.services is not None
    assert window.services.book.path == Path(program.default_book)
