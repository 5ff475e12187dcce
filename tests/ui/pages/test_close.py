"""The page on which a quarter is closed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from muster.services.bundle import Services
from muster.ui.pages.close import ClosePage
from tests.ui.conftest import MakeContext
from tests.ui.pages.hands import cells, nameless, open_page

if TYPE_CHECKING:
    from muster.domain.records import AnyRecord


def test_the_oldest_quarter_with_something_to_do_is_shown_first(
    qtbot: QtBot, sample_services: Services, make_context: MakeContext
) -> None:
    page = open_page(ClosePage, qtbot, sample_services, make_context)
    assert page.subtitle.text() == "4 claims past the working deadline"
    assert [row[0].split(" ")[0] for row in cells(page.quarters)] == [
        "FY2027Q1",
        "FY2026Q4",
        "FY2026Q3",
        "FY2026Q2",
        "FY2026Q1",
    ]
    assert page.heading.text() == "Checklist of FY2026Q1 · Oct to Dec 2025: 4 steps to do"
    assert page.dates.text().startswith("The claim is due on 30 Jan 2026.")
    assert cells(page.steps)[0][:2] == ["Done", "The quarter is over"]
    assert [each for each in nameless(page) if each.isVisible()] == []


def test_another_quarter_has_its_own_checklist(
    qtbot: QtBot, sample_services: Services, make_context: MakeContext
) -> None:
    page = open_page(ClosePage, qtbot, sample_services, make_context)
    page.quarters_view.setFocus()
    QTest.keyClick(page.quarters_view, Qt.Key.Key_Home)
    assert page.heading.text().startswith("Checklist of FY2027Q1")
    assert cells(page.steps)[0][:2] == ["Later", "The quarter is over"]


def test_a_step_leads_to_where_it_is_done(qtbot: QtBot, sample_services: Services, make_context: MakeContext) -> None:
    page = open_page(ClosePage, qtbot, sample_services, make_context)
    gone: list[tuple[str, AnyRecord | None]] = []
    page.context = replace(page.context, go_to=lambda key, record: gone.append((key, record)))
    page.quarters_view.setFocus()
    QTest.keyClick(page.quarters_view, Qt.Key.Key_Return)
    assert page.steps_view.hasFocus()
    page.steps_view.select(lambda step: step.title == "Overtime is paid and complete")
    QTest.keyClick(page.steps_view, Qt.Key.Key_Return)
    assert gone == [("overtime", None)]
