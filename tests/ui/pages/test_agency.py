"""The Agency page as a clerk uses it: by keyboard, on a real book."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from muster.domain.records import Agency, Agreement, Model
from muster.services.bundle import Services
from muster.ui.main_window import MainWindow
from muster.ui.pages.agency import AgencyPage
from muster.ui.pages.agency_agreements import in_force_words
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.conftest import MakeContext
from tests.ui.pages.hands import cells, control, dialog, fill, focused, nameless, no_dialog, open_page, press, write

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, sample_services: Services, make_context: MakeContext) -> AgencyPage:
    """The page on the sample agency."""
    return open_page(AgencyPage, qtbot, sample_services, make_context)


@pytest.fixture
def empty_page(qtbot: QtBot, services: Services, make_context: MakeContext) -> AgencyPage:
    """The page on a new book."""
    return open_page(AgencyPage, qtbot, services, make_context)


def into(page: AgencyPage, column: str) -> None:
    page.form.fields[column].editor.setFocus()


# -- the profile


def test_a_profile_typed_in_the_order_of_the_form_and_saved_by_enter(
    empty_page: AgencyPage, services: Services
) -> None:
    assert empty_page.preparer.name.text() == "Name not recorded"
    into(empty_page, "name")
    fill("Marlow County", "TX1", "UEI1", "00-1", "Marlow", "1 Main St", "Springs", "TX", "79000")
    press(Key.Key_Tab)
    fill("Edith Lowry", "Grants", "555", "e@x.example", "M. Ashdown", "Sheriff")
    assert empty_page.unsaved.isVisible()
    press(Key.Key_Return)
    assert services.agency.profile().agency == Agency(
        "Marlow County", "TX1", "TX", "Marlow", "UEI1", "00-1", "1 Main St", "Springs", "79000",
        "Edith Lowry", "Grants", "555", "e@x.example", "M. Ashdown", "Sheriff",
    )  # fmt: skip
    assert not empty_page.unsaved.isVisible()
    assert not empty_page.save_action.isEnabled()


def test_the_officials_are_shown_as_they_are_typed(page: AgencyPage) -> None:
    assert [page.official.name.text(), page.official.job.text()] == ["Margaret Ashdown", "Sheriff"]
    into(page, "official_name")
    write("Pat Undersheriff")
    assert page.official.name.text() == "Pat Undersheriff"
    into(page, "contact_title")
    control(Key.Key_A)
    press(Key.Key_Delete)
    assert page.preparer.job.text() == "Title not recorded"


def test_a_profile_without_a_name_is_told_at_the_field_and_keeps_the_typing(
    page: AgencyPage, sample_services: Services
) -> None:
    into(page, "city")
    write("Elsewhere")
    into(page, "name")
    control(Key.Key_A)
    press(Key.Key_Delete)
    control(Key.Key_S)
    assert page.form.fields["name"].error == "Name is needed."
    assert focused() is page.form.fields["name"].editor
    assert page.form.typed()["city"] == "Elsewhere"
    assert sample_services.agency.profile().agency.city == "Marlow Springs"


def test_escape_reverts_after_asking(page: AgencyPage, prompts: AnsweredPrompts) -> None:
    into(page, "ori")
    write("TX1")
    prompts.will("confirm", False)
    press(Key.Key_Escape)
    assert page.form.typed()["ori"] == "TX1"
    prompts.will("confirm", True)
    press(Key.Key_Escape)
    assert page.form.typed()["ori"] == "TX9990000"
    assert prompts.asked[-1] == "Revert the profile? What you typed is dropped: ORI."
    assert not page.unsaved.isVisible()


def test_typing_back_what_was_saved_leaves_nothing_unsaved(page: AgencyPage) -> None:
    into(page, "ori")
    write("TX1")
    assert page.unsaved.isVisible()
    write("TX9990000")
    assert not page.unsaved.isVisible()


def test_what_is_typed_stays_when_the_records_change_meanwhile(page: AgencyPage, sample_services: Services) -> None:
    into(page, "ori")
    write("TX1")
    saved = sample_services.agency.profile().agency
    page.hear(sample_services.records.save(replace(saved, county="Elsewhere")))
    assert page.form.typed()["ori"] == "TX1"
    assert "What you typed is kept" in page.message.text


def test_what_is_typed_stays_when_another_page_is_shown(sample_window: MainWindow, prompts: AnsweredPrompts) -> None:
    page = agency_page(sample_window)
    into(page, "ori")
    write("TX1")
    sample_window.go_to("officers")
    sample_window.go_to("agency")
    assert page.form.typed()["ori"] == "TX1"
    assert page.unsaved.isVisible()
    assert sample_window.isWindowModified()
    prompts.will("confirm", True)
    sample_window.close()


def test_the_window_asks_before_what_is_typed_is_lost(sample_window: MainWindow, prompts: AnsweredPrompts) -> None:
    page = agency_page(sample_window)
    into(page, "ori")
    write("TX1")
    sample_window.go_to("officers")
    prompts.will("confirm", False)
    assert not sample_window.close()
    assert prompts.asked == [
        "Close without saving the profile? Not saved yet: ORI. Cancel to go back and save.",
    ]
    assert sample_window.page is page
    control(Key.Key_S)
    assert sample_window.close()


def agency_page(window: MainWindow) -> AgencyPage:
    window.activateWindow()
    window.go_to("agency")
    assert isinstance(window.page, AgencyPage)
    return window.page


def test_a_book_that_cannot_be_written_is_a_sentence_and_keeps_the_typing(
    page: AgencyPage, sample_services: Services
) -> None:
    into(page, "ori")
    write("TX1")
    sample_services.book.path.write_bytes(b"no book at all" * 100)
    press(Key.Key_Return)
    assert page.message.kind == "error"
    assert str(sample_services.book.path) in page.message.text
    assert page.form.typed()["ori"] == "TX1"
    assert page.unsaved.isVisible()


# -- agreements


def test_agreements_say_whether_they_are_in_force(page: AgencyPage) -> None:
    assert [row[:3] for row in cells(page.agreements.view.table)] == [
        ["TFM", "In force", "MOA-TFM-2025-017"],
        ["JEM", "Ended 30 Jun 2026", "MOA-JEM-2020-004"],
        ["JEM", "In force", "MOA-JEM-2026-011"],
        ["WSO", "In force", "MOA-WSO-2025-052"],
    ]
    assert page.agreements.summary.text() == "In force today: TFM, JEM, WSO"


@pytest.mark.parametrize(
    ("agreement", "words"),
    [
        (Agreement(Model.TFM), "No date yet"),
        (Agreement(Model.TFM, signed_on=date(2026, 1, 1)), "In force"),
        (Agreement(Model.TFM, signed_on=date(2026, 1, 1), effective_on=date(2026, 3, 2)), "Begins 2 Mar 2026"),
        (Agreement(Model.TFM, effective_on=date(2026, 3, 1)), "In force"),
        (Agreement(Model.TFM, effective_on=date(2026, 1, 1), until=date(2026, 3, 1)), "Ended 28 Feb 2026"),
        (Agreement(Model.TFM, effective_on=date(2026, 1, 1), until=date(2026, 3, 2)), "In force to 1 Mar 2026"),
    ],
)
def test_in_force_on_the_first_of_march(agreement: Agreement, words: str) -> None:
    assert in_force_words(agreement, date(2026, 3, 1)) == words


def test_an_agreement_is_added_edited_and_removed_by_keyboard(
    empty_page: AgencyPage, prompts: AnsweredPrompts, qtbot: QtBot
) -> None:
    page = empty_page
    control(Key.Key_N)
    dialog(qtbot)
    fill("T", "MOA-1", "3/18/2025")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert focused() is page.agreements.view
    assert [row[:3] for row in cells(page.agreements.view.table)] == [["TFM", "In force", "MOA-1"]]

    press(Key.Key_Return)
    asked = dialog(qtbot)
    fill("", "", "", "", "2025-03-18")
    press(Key.Key_Return)
    assert asked.form.fields["until"].error.startswith("Until 2025-03-18 is not after “Signed” 2025-03-18")
    write("2026-03-18")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert cells(page.agreements.view.table)[0][1] == "Ended 17 Mar 2026"

    prompts.will("confirm", True)
    press(Key.Key_Delete)
    assert cells(page.agreements.view.table) == []
    assert page.agreements.empty.isVisible()


def test_every_control_has_a_name(page: AgencyPage) -> None:
    assert nameless(page) == []
