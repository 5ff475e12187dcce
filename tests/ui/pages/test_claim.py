"""The claim page, as a clerk uses it, on the sample agency's book."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from muster.domain.claim import Claim
from muster.domain.derivation import Derivation
from muster.domain.explanation import FIGURES as EXPLAINED
from muster.domain.fiscal import Quarter
from muster.domain.money import dollars
from muster.domain.readings import Preset
from muster.domain.records import AnyRecord, Officer, OvertimeEntry, Pay
from muster.services.bundle import Services
from muster.services.ports import Progress
from muster.ui import actions
from muster.ui.format import MINUS
from muster.ui.main_window import MainWindow
from muster.ui.page import PageContext
from muster.ui.pages.claim import ClaimPage
from muster.ui.pages.claim_lines import FIGURES
from muster.ui.pages.claim_summary import FigureCard
from muster.ui.tasks import Tasks
from muster.ui.widgets.table import RecordView
from tests.domain.evaluate import evaluate
from tests.ui.menus import choose as choose_entry
from tests.ui.menus import menu_by_key

Q1, Q2, Q3, Q4 = (Quarter(2026, number) for number in (1, 2, 3, 4))
Key = Qt.Key
T = TypeVar("T")


@pytest.fixture
def page(qtbot: QtBot, sample_context: PageContext) -> ClaimPage:
    made = ClaimPage(sample_context)
    qtbot.addWidget(made)
    made.resize(1080, 740)
    made.show()
    made.activate()
    choose(made, Q1)
    return made


def choose(page: ClaimPage, quarter: Quarter) -> None:
    texts = [page.picker.box.itemText(row) for row in range(page.picker.box.count())]
    page.picker.box.setCurrentIndex(next(row for row, text in enumerate(texts) if text.startswith(str(quarter))))


def table_of(model: QAbstractItemModel) -> list[list[str]]:
    """The texts of a table's cells."""
    columns = range(model.columnCount())
    return [[str(model.index(row, column).data()) for column in columns] for row in range(model.rowCount())]


def written(claim: Claim) -> list[list[str]]:
    """What the lines must read, from the domain's claim."""

    def cents(value: int) -> str:
        return dollars(value).replace("-", MINUS)

    return [
        [
            line.officer_id,
            line.name,
            " ".join(line.models),
            str(line.eligible_days),
            *(cents(value) for value in (line.salary, line.benefits, line.overtime_worked, line.overtime_cap)),
            *(cents(value) for value in (line.overtime, line.overtime_carried, line.total)),
        ]
        for line in claim.lines
    ]


def click_cell(view: RecordView[T], row: int, title: str) -> None:
    column = [each.title for each in view.table.columns].index(title)
    index = view.table.index(row, column)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def row_of(page: ClaimPage, officer_id: str) -> int:
    return page.lines.table.row_of(lambda each: each.line.officer_id == officer_id)


def shown(page: ClaimPage) -> Derivation:
    assert page.derivation.isVisible()
    assert page.derivation.derivation is not None
    return page.derivation.derivation


# -- what is read off the page


@pytest.mark.parametrize("quarter", [Q1, Q2, Q3, Q4])
@pytest.mark.parametrize("preset", list(Preset))
def test_the_page_shows_the_claim(page: ClaimPage, sample_services: Services, quarter: Quarter, preset: Preset) -> None:
    choose(page, quarter)
    page.presets.buttons[preset].click()
    claim = sample_services.claims.claim(quarter, preset)
    assert [row[:-1] for row in table_of(page.lines.table)] == written(claim)
    assert page.summary.reimbursement.figure.text() == f"${dollars(claim.totals.reimbursement)}"
    assert page.summary.award.figure.text() == f"${dollars(claim.totals.award)}"


def test_the_totals_foot(page: ClaimPage) -> None:
    rows = table_of(page.lines.table)
    total = table_of(page.lines.total_table)[0]
    assert total[:2] == ["Total", f"{len(rows)} lines"]
    for column in (4, 5, 6, 8, 9, 10):
        cents = [int(row[column].replace(",", "").replace(".", "").replace(MINUS, "-")) for row in rows]
        assert total[column] == dollars(sum(cents))
    assert total[3] == f"{sum(int(row[3]) for row in rows):,}"
    assert total[7] == ""


def test_the_totals_scroll_with_the_lines(page: ClaimPage) -> None:
    page.resize(700, 500)
    click_cell(page.lines.view, 0, "Salary")
    bar = page.lines.view.horizontalScrollBar()
    assert bar.maximum() > 0
    for place in (bar.maximum(), bar.maximum() // 2, 0):
        bar.setValue(place)
        assert bar.value() == place
        for column in range(len(page.lines.table.columns)):
            above, below = (view.columnViewportPosition(column) for view in (page.lines.view, page.lines.totals))
            assert above == below


def test_it_opens_on_the_last_quarter_that_has_ended(qtbot: QtBot, sample_context: PageContext) -> None:
    page = ClaimPage(sample_context)
    qtbot.addWidget(page)
    page.activate()
    assert page.picker.quarter == Q4
    assert page.subtitle.text() == "1 Jul 2026 to 30 Sep 2026 · 22 lines · draft"


def test_the_quarter_before_by_key(page: ClaimPage) -> None:
    choose(page, Q2)
    page.lines.view.setFocus()
    QTest.keySequence(page.lines.view, QKeySequence(actions.PREVIOUS.keys))
    assert page.picker.quarter == Q1
    assert page.claim is not None
    assert page.claim.quarter == Q1


def test_search_and_sort(page: ClaimPage) -> None:
    QTest.keyClicks(page.search, "lind")
    assert [row[1] for row in table_of(page.lines.table)] == ["Lind, Avery"]
    assert table_of(page.lines.total_table)[0][1] == "22 lines, 1 shown"
    QTest.keyClick(page.search, Key.Key_Escape)
    assert table_of(page.lines.total_table)[0][1] == "22 lines"
    page.lines.view.sortByColumn(10, Qt.SortOrder.DescendingOrder)
    totals = [row.line.total for row in page.lines.table.shown()]
    assert totals == sorted(totals, reverse=True)
    assert len(totals) > 20


def test_a_changed_pay_changes_the_claim(page: ClaimPage, sample_services: Services) -> None:
    with sample_services.book.read() as records:
        pay = records.of_officer(Pay, "0248")[0]
    choose(page, Q3)
    row = page.lines.table.record(row_of(page, "0248"))
    page.hear(sample_services.records.save(replace(pay, annual_salary=pay.annual_salary * 2)))
    again = page.lines.table.record(row_of(page, "0248"))
    assert again.line.salary == row.line.salary * 2


# -- warnings


def test_a_warning_stands_beside_its_line(page: ClaimPage) -> None:
    assert page.claim is not None
    row = row_of(page, "0133")
    texts = [each.text for each in page.claim.warnings if each.officer_id == "0133"]
    index = page.lines.table.index(row, len(page.lines.table.columns) - 1)
    assert texts
    assert str(index.data()).startswith(f"{len(texts)} · {texts[0]}")
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert all(text in index.data(role) for text in texts)
    click_cell(page.lines.view, row, "Warnings")
    assert page.warnings.isVisible()
    assert page.warnings.texts() == texts
    assert "0133 Hale, Jonathan" in page.warnings.heading.text()


def test_the_warnings_follow_the_current_line(page: ClaimPage) -> None:
    click_cell(page.lines.view, row_of(page, "0133"), "Warnings")
    page.lines.view.select(lambda each: each.line.officer_id == "0193")
    assert "0193" in page.warnings.heading.text()


def test_all_warnings_lead_to_their_lines(page: ClaimPage) -> None:
    assert page.claim is not None
    page.warnings_action.trigger()
    assert len(page.warnings.texts()) == len(page.claim.warnings)
    assert page.warnings_action.text() == f"&Warnings ({len(page.claim.warnings)})"
    item = page.warnings.list.item(1)
    page.warnings.list.setCurrentItem(item)
    QTest.keyClick(page.warnings.list, Key.Key_Return)
    current = page.lines.view.current()
    assert current is not None
    assert current.line.officer_id == page.claim.warnings[1].officer_id
    QTest.keyClick(page.warnings.list, Key.Key_Escape)
    assert not page.warnings.isVisible()


# -- the award


def parts_of(card: FigureCard) -> list[str]:
    return [link.text() for link in card.parts.values()]


def test_the_award_stands_apart(page: ClaimPage) -> None:
    award = page.summary.award
    assert award.words.text() == "34 of 38 located, stated by ICE · never part of the reimbursement"
    assert parts_of(award) == ["89.47%", "80%", "17", "750.00"]
    assert award.warning.isHidden()
    choose(page, Q3)
    assert award.words.text().startswith("0 of 0 located, stated by the agency")
    assert parts_of(award) == ["no rate", "none", "16", "0.00"]
    assert "Nobody was referred" in award.warning.text()
    choose(page, Quarter(2027, 1))
    assert award.words.text().startswith("No location result is recorded")


# -- derivations


def test_every_figure_opens_its_derivation(page: ClaimPage) -> None:
    """Each figure of each line: clicked, named, and evaluated anew from its leaves."""
    claim = page.claim
    assert claim is not None
    assert set(FIGURES.values()) == set(EXPLAINED)
    for row, line in enumerate(claim.lines):
        for title, figure in FIGURES.items():
            click_cell(page.lines.view, row, title)
            tree = shown(page)
            assert evaluate(tree) == getattr(line, figure)
    page.derivation.close_panel()


@pytest.mark.parametrize("quarter", [Q2, Q3, Q4])
def test_every_total_opens_its_derivation(page: ClaimPage, quarter: Quarter) -> None:
    choose(page, quarter)
    claim = page.claim
    assert claim is not None
    for title, figure in FIGURES.items():
        if title == "OT cap":
            continue
        click_cell(page.lines.totals, 0, title)
        assert evaluate(shown(page)) == sum(getattr(line, figure) for line in claim.lines)
    QTest.mouseClick(page.summary.reimbursement.figure, Qt.MouseButton.LeftButton)
    assert evaluate(shown(page)) == claim.totals.reimbursement
    QTest.mouseClick(page.summary.award.figure, Qt.MouseButton.LeftButton)
    assert evaluate(shown(page)) == claim.totals.award
    for name, link in page.summary.reimbursement.parts.items():
        link.click()
        assert evaluate(shown(page)) == getattr(claim.totals, name)
    for name, value in {"award_officers": claim.award.officers, "award_per_officer": claim.award.per_officer}.items():
        page.summary.award.parts[name].click()
        assert evaluate(shown(page)) == value


def test_overtime_is_shown_entry_by_entry(page: ClaimPage) -> None:
    """Although the claim on the page is reckoned from sums."""
    choose(page, Q3)
    for title in ("OT worked", "Overtime", "Carried"):
        click_cell(page.lines.view, row_of(page, "0118"), title)
        worked = [node for node in shown(page).walk() if node.rule == "R10" and not node.inputs]
        assert len(worked) > 5
        assert all(isinstance(node.source, OvertimeEntry) for node in worked)


def test_the_figure_asked_for_stays_in_view_beside_its_derivation(qtbot: QtBot, page: ClaimPage) -> None:
    page.resize(1024, 700)
    view = page.lines.view
    before = view.viewport().width()
    click_cell(view, 0, "OT cap")
    qtbot.waitUntil(lambda: view.viewport().width() < before - 300)
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(view.currentIndex())))


def _whole(widget: QWidget) -> bool:
    return widget.width() >= widget.sizeHint().width()


def test_a_card_never_clips_its_figure(qtbot: QtBot, page: ClaimPage) -> None:
    choose(page, Q4)
    click_cell(page.lines.view, 0, "Salary")
    for width in range(1200, 840, -20):
        page.resize(width, 740)
        for card in (page.summary.reimbursement, page.summary.award):
            qtbot.waitUntil(partial(_whole, card.figure))


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_F2])
def test_a_figure_by_keyboard_and_back(qtbot: QtBot, page: ClaimPage, key: Qt.Key) -> None:
    view = page.lines.view
    view.setFocus()
    view.setCurrentIndex(view.table.index(row_of(page, "0417"), 4))
    QTest.keyClick(view, key)
    assert shown(page).label == "Salary, FY2026Q1"
    assert page.derivation.subject.text() == "0417 Lind, Avery · published readings"
    assert page.derivation.view.hasFocus()
    QTest.keyClick(page.derivation.view, Key.Key_Escape)
    assert not page.derivation.isVisible()
    assert view.hasFocus()


def test_the_arrow_keys_lead_to_the_totals_and_back(page: ClaimPage) -> None:
    view = page.lines.view
    view.setFocus()
    view.setCurrentIndex(view.table.index(view.table.rowCount() - 1, 4))
    QTest.keyClick(view, Key.Key_Down)
    assert page.lines.totals.hasFocus()
    QTest.keyClick(page.lines.totals, Key.Key_Return)
    assert shown(page).label.startswith("Salary, all lines")
    QTest.keyClick(page.lines.totals, Key.Key_Up)
    assert view.hasFocus()


def test_a_total_s_derivation_leads_to_a_line_s(page: ClaimPage) -> None:
    click_cell(page.lines.totals, 0, "Salary")
    page.derivation.select(shown(page).inputs[0])
    page.derivation.detail.how.click()
    assert shown(page).label == "Salary, FY2026Q1"
    assert page.claim is not None
    assert evaluate(shown(page)) == page.claim.lines[0].salary


def test_a_derivation_follows_the_preset_and_the_quarter(page: ClaimPage) -> None:
    click_cell(page.lines.view, row_of(page, "0118"), "OT cap")
    published = shown(page).value
    page.presets.buttons[Preset.STRICT].click()
    assert shown(page).value != published
    choose(page, Q2)
    assert "FY2026Q2" in shown(page).label


def test_a_leaf_goes_to_its_record(qtbot: QtBot, sample_context: PageContext) -> None:
    asked: list[tuple[str, AnyRecord | None]] = []
    page = ClaimPage(replace(sample_context, go_to=lambda key, record: asked.append((key, record))))
    qtbot.addWidget(page)
    page.resize(1080, 740)
    page.show()
    page.activate()
    click_cell(page.lines.view, 0, "Salary")
    leaf = next(node for node in shown(page).walk() if isinstance(node.source, Pay))
    page.derivation.select(leaf)
    page.derivation.detail.source.click()
    assert asked == [("officers", leaf.source)]


def test_a_figure_by_menu(page: ClaimPage) -> None:
    view = page.lines.view
    view.setCurrentIndex(view.table.index(row_of(page, "0133"), 4))
    choose_entry(menu_by_key(view), "Show how this was worked out")
    assert shown(page).label == "Salary, FY2026Q1"
    view.setCurrentIndex(view.table.index(row_of(page, "0133"), len(view.table.columns) - 1))
    choose_entry(menu_by_key(view), "Show the warnings")
    assert page.warnings.isVisible()


def test_the_derivation_of_a_line_closes_with_it(page: ClaimPage, sample_services: Services) -> None:
    page._ask("0417", "salary")
    assert page.derivation.isVisible()
    detail = sample_services.officers.detail("0417")
    assert detail is not None
    page.hear(sample_services.records.remove([detail.officer]))
    assert page.derivation.isHidden()
    assert page.message.text == ""


# -- both presets


def test_compare_shows_the_difference_by_officer_and_in_total(page: ClaimPage, sample_services: Services) -> None:
    page.compare.click()
    found = sample_services.claims.compare(Q1)
    rows = table_of(page.comparison.table.table)
    assert [row[0] for row in rows] == [each.officer_id for each in found if each.officer_id]
    for row, each in zip(rows, found, strict=False):
        amounts = [dollars(value).replace("-", MINUS) for value in (each.published, each.strict, each.change)]
        assert row[2:] == amounts
    totals = table_of(page.comparison.table.total_table)
    assert [row[1] for row in totals] == ["Reimbursement", "Award estimate"]
    change = found[-2].change
    assert change < 0
    assert page.comparison.sentence.text().startswith(f"Strict claims ${dollars(-change)} less than published; ")
    assert "Models reimbursed" in page.comparison.readings.text()


def test_a_compared_figure_opens_its_derivation(page: ClaimPage, sample_services: Services) -> None:
    page.compare.click()
    table = page.comparison.table
    for row, each in enumerate(sample_services.claims.compare(Q1)[:3]):
        click_cell(table.view, row, "Published")
        assert evaluate(shown(page)) == each.published
        click_cell(table.view, row, "Strict")
        assert evaluate(shown(page)) == each.strict
    reimbursement = sample_services.claims.compare(Q1)[-2]
    click_cell(table.totals, 0, "Strict")
    assert evaluate(shown(page)) == reimbursement.strict
    click_cell(table.totals, 1, "Published")
    assert shown(page).label.startswith("Award estimate")


def test_a_difference_opens_its_derivation(page: ClaimPage, sample_services: Services) -> None:
    page.compare.click()
    found = sample_services.claims.compare(Q1)
    table = page.comparison.table
    click_cell(table.view, 0, "Difference")
    assert evaluate(shown(page)) == found[0].change
    assert page.derivation.subject.text().endswith("strict less published")
    click_cell(table.totals, 0, "Difference")
    assert evaluate(shown(page)) == found[-2].change
    click_cell(table.totals, 1, "Difference")
    assert evaluate(shown(page)) == found[-1].change
    table.view.setFocus()
    table.view.setCurrentIndex(table.table.index(1, 1))
    QTest.keyClick(table.view, Key.Key_Return)
    assert evaluate(shown(page)) == found[1].change


def test_a_line_of_a_compared_total_is_shown_under_its_preset(page: ClaimPage) -> None:
    page.compare.click()
    click_cell(page.comparison.table.totals, 0, "Strict")
    page.derivation.select(shown(page).inputs[0])
    page.derivation.ask_line()
    assert page.derivation.subject.text().endswith("strict readings")
    page.derivation.go_back()
    assert shown(page).label.startswith("Reimbursement")
    choose(page, Q2)
    assert shown(page).label == "Reimbursement, all lines of FY2026Q2"


# -- what can go wrong


def test_an_empty_book_says_what_to_do(qtbot: QtBot, context: PageContext) -> None:
    page = ClaimPage(context)
    qtbot.addWidget(page)
    page.show()
    page.activate()
    assert page.views.empty.empty.isVisible()
    assert page.views.empty.empty.button is not None
    assert page.views.empty.empty.button.text() == "Go to Officers"
    assert page.summary.reimbursement.figure.text() == "$0.00"


class HeldTasks(Tasks):
    """Work that ends when the test says so, in the order that it says."""

    def __init__(self) -> None:
        super().__init__(inline=True)
        self.held: list[tuple[str, Callable[[], object]]] = []

    def run(
        self,
        owner: QWidget,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[str], object],
        *,
        modal: bool = False,
    ) -> None:
        self.held.append((title, lambda: done(work(_no_progress))))


def _no_progress(_done: int, _total: int) -> None:
    """Nobody watches."""


def test_a_stale_claim_never_overwrites_a_newer_choice(qtbot: QtBot, sample_context: PageContext) -> None:
    tasks = HeldTasks()
    page = ClaimPage(replace(sample_context, tasks=tasks))
    qtbot.addWidget(page)
    page.activate()
    choose(page, Q1)
    choose(page, Q2)
    assert not page.documents.print_action.isEnabled()
    finish = [each for title, each in tasks.held if title == "Computing the claim"]
    newest = finish.pop()
    newest()
    for stale in finish:
        stale()
    assert page.claim is not None
    assert page.claim.quarter == Q2
    assert page.documents.print_action.isEnabled()


def test_a_real_thread_ends_with_the_last_choice(qtbot: QtBot, sample_context: PageContext) -> None:
    tasks = Tasks()
    page = ClaimPage(replace(sample_context, tasks=tasks))
    qtbot.addWidget(page)
    page.activate()
    for quarter in (Q1, Q2, Q3):
        choose(page, quarter)
    qtbot.waitUntil(lambda: page.claim is not None and not tasks.busy, timeout=20_000)
    assert page.claim is not None
    assert page.claim.quarter == Q3
    tasks.stop()


def test_a_leaf_shows_its_record_on_the_officers_page(sample_window: MainWindow) -> None:
    sample_window.go_to("claim")
    page = sample_window.page
    assert isinstance(page, ClaimPage)
    click_cell(page.lines.view, row_of(page, "0417"), "Salary")
    page.derivation.select(next(node for node in shown(page).walk() if isinstance(node.source, Pay)))
    QTest.keyClick(page.derivation.view, Key.Key_Return)
    assert sample_window.page is not None
    assert sample_window.page.key == "officers"


def test_show_record_selects_the_officer_s_line(page: ClaimPage) -> None:
    page.show_record(Officer("0417"))
    current = page.lines.view.current()
    assert current is not None
    assert current.line.officer_id == "0417"


def test_every_control_has_a_name(page: ClaimPage) -> None:
    click_cell(page.lines.view, 0, "Salary")
    buttons = [each for each in page.findChildren(QAbstractButton) if not isinstance(each.parent(), QLineEdit)]
    assert len(buttons) > 10
    for button in buttons:
        assert not button.isVisible() or button.accessibleName() or button.text()
    for view in (page.lines.view, page.lines.totals, page.derivation.view, page.warnings.list):
        assert view.accessibleName()
