"""Every leaf of a derivation opens its record, whatever kind it is; the menu of a figure comes by Shift+F10."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from muster.domain.derivation import Derivation
from muster.domain.explanation import FIGURES
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.domain.records import (
    Agreement,
    Authorization,
    Effort,
    Interruption,
    Officer,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Record,
    Result,
)
from muster.services.bundle import Services
from muster.ui.dialogs.documents_dialog import DocumentsDialog
from muster.ui.main_window import MainWindow
from muster.ui.page import Page
from muster.ui.pages.agency import AgencyPage
from muster.ui.pages.claim import ClaimPage
from muster.ui.pages.officers import OfficersPage
from muster.ui.pages.overtime import OvertimePage
from muster.ui.pages.results import ResultsPage
from muster.ui.pages.rules import RulesPage
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.menus import entries, menu_by_key


@pytest.fixture
def page(sample_window: MainWindow) -> ClaimPage:
    sample_window.go_to("claim")
    assert isinstance(sample_window.page, ClaimPage)
    return sample_window.page


def leaves(services: Services, kind: type[Record]) -> Iterator[tuple[Derivation, Derivation]]:
    """The leaves that name a record of a kind, each with the derivation that it is in."""
    claim = services.claims.claim(Quarter(2026, 4))
    trees = [services.claims.explain_total(claim, "award_officers"), services.claims.explain_total(claim, "award")]
    for officer in ("0160", "0145", "0188", "0301", "0417"):
        trees += [services.claims.explain(claim.quarter, Preset.PUBLISHED, officer, figure) for figure in FIGURES]
    for tree in trees:
        for node in tree.walk():
            if isinstance(node.source, kind):
                yield tree, node


def current(page: Page) -> Record | None:
    """The record that the page shows as the current one."""
    match page:
        case OfficersPage():
            tab: Any = page.pane.sections[page.pane.tabs.currentIndex()].listed
            return tab.view.current()  # type: ignore[no-any-return]
        case OvertimePage():
            row = page.entries.current()
            return row.entry if row else None
        case ResultsPage():
            return page.statements.current()
        case RulesPage():
            return page.own.current()
        case AgencyPage():
            return page.agreements.view.current()
    return None


@pytest.mark.parametrize(
    "kind", [Agreement, Authorization, Interruption, Pay, Effort, Payroll, OvertimeEntry, Result, Override]
)
def test_a_leaf_opens_its_record(sample_window: MainWindow, page: ClaimPage, kind: type[Record]) -> None:
    services = sample_window.services
    assert services is not None
    tree, leaf = next(leaves(services, kind))
    page.derivation.show_derivation(tree)
    assert page.derivation.select(leaf)
    page.derivation.go_to_record()
    assert sample_window.page is not None
    assert sample_window.page is not page
    assert current(sample_window.page) == leaf.source


def test_an_officer_s_own_dates_open_the_officer(sample_window: MainWindow, page: ClaimPage) -> None:
    services = sample_window.services
    assert services is not None
    tree, leaf = next((tree, leaf) for tree, leaf in leaves(services, Officer) if leaf.field == "separated_on")
    page.derivation.show_derivation(tree)
    page.derivation.select(leaf)
    QTest.keyClick(page.derivation.view, Qt.Key.Key_Return)
    assert isinstance(sample_window.page, OfficersPage)
    row = sample_window.page.list.view.current()
    assert row is not None
    assert row.officer == leaf.source


def test_shift_f10_shows_the_menu(sample_window: MainWindow, page: ClaimPage) -> None:
    view = page.lines.view
    view.setFocus()
    view.setCurrentIndex(view.table.index(0, 4))
    QTest.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert entries(menu)[:2] == ["Show how this was worked out\tF2", "Copy\tCtrl+C"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert page.derivation.isVisible()


# -- the document behind a leaf


def a_leaf(page: ClaimPage, services: Services) -> Pay:
    """Show a derivation with the leaf of a pay record current."""
    tree, leaf = next(leaves(services, Pay))
    page.derivation.show_derivation(tree)
    assert page.derivation.select(leaf)
    assert isinstance(leaf.source, Pay)
    return leaf.source


def test_a_leaf_leads_to_the_document_of_its_record(page: ClaimPage, prompts: AnsweredPrompts, tmp_path: Path) -> None:
    services, link = page.context.services, page.derivation.detail.document
    pay = a_leaf(page, services)
    assert link.isHidden()
    letter, other = tmp_path / "HR letter.pdf", tmp_path / "order.txt"
    letter.write_bytes(b"%PDF-1.7")
    other.write_text("an order")
    services.documents.attach([letter], [pay])
    a_leaf(page, services)
    assert link.text() == "Open the document “HR letter.pdf”"
    menu = menu_by_key(page.derivation.view)
    assert link.text() in entries(menu)
    menu.close()
    prompts.will("show_file", answer=True)
    link.click()
    assert [path.name for path in prompts.shown] == ["HR letter.pdf"]
    page.derivation.view.setCurrentIndex(page.derivation.tree.index(0, 0))
    assert link.isHidden()
    services.documents.attach([other], [pay])
    a_leaf(page, services)
    assert link.text() == "Show its 2 documents"
    link.click()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, DocumentsDialog))
    assert dialog.view.table.rowCount() == 2
    dialog.close()
    services.documents.close()


def test_a_document_that_cannot_be_opened_is_told(page: ClaimPage, prompts: AnsweredPrompts, tmp_path: Path) -> None:
    services = page.context.services
    odd = tmp_path / "page.html"
    odd.write_text("<html>")
    services.documents.attach([odd], [a_leaf(page, services)])
    a_leaf(page, services)
    prompts.will("error", None)
    page.derivation.detail.document.click()
    assert "is not opened from here" in prompts.told[0]
