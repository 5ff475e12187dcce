"""The side panel that shows where a figure comes from."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from muster import paths
from muster.domain.award_explanation import Estimate, explain_award
from muster.domain.derivation import Derivation
from muster.domain.explanation import explain_figure
from muster.domain.records import AnyRecord, Pay, Record, Result
from muster.domain.total_explanation import explain_total
from muster.domain.words import TIMES
from muster.services.derivation_text import lines, text
from muster.ui.models.derivation_tree import DerivationTree
from muster.ui.widgets.derivation_panel import DerivationPanel
from tests.domain.files import computed
from tests.oracle.folder import read_folder
from tests.ui.menus import choose, entries, menu_by_key, menu_by_mouse

COMPUTED = computed(read_folder(paths.sample_agency()), "FY2026Q1")
Asked = list[tuple[str, AnyRecord | None]]


@pytest.fixture
def asked() -> Asked:
    return []


@pytest.fixture
def panel(qtbot: QtBot, asked: Asked) -> DerivationPanel:
    made = DerivationPanel(lambda page, record: asked.append((page, record)))
    qtbot.addWidget(made)
    made.resize(440, 720)
    return made


def leaf(tree: Derivation, kind: type[Record]) -> Derivation:
    return next(node for node in tree.walk() if not node.inputs and isinstance(node.source, kind))


def rows(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[str]:
    above = parent or QModelIndex()
    found: list[str] = []
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        found += [f"{index.data()}: {index.siblingAtColumn(1).data()}", *rows(model, index)]
    return found


def test_the_model_keeps_qt_s_rules(qtbot: QtBot) -> None:
    model = DerivationTree()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert rows(model) == []
    model.set_derivation(explain_figure(COMPUTED.of("0417"), "total"))
    assert rows(model)[0] == "Total, FY2026Q1: 29,162.88"
    model.set_derivation(None)
    assert model.rowCount() == 0


def test_every_node_is_shown_with_its_value(panel: DerivationPanel) -> None:
    tree = explain_figure(COMPUTED.of("0417"), "salary")
    panel.show_derivation(tree)
    shown = rows(panel.tree)
    assert panel.heading.text() == "Salary, FY2026Q1: 16,996.61"
    assert len(shown) == sum(1 for _ in lines(tree))
    assert "Annual salary: 67,432.19" in shown
    assert "TFM days: 92 days" in shown


def test_the_detail_follows_the_current_row(panel: DerivationPanel) -> None:
    tree = explain_figure(COMPUTED.of("0417"), "salary")
    panel.show_derivation(tree)
    assert panel.detail.value.text() == "16,996.61"
    assert panel.detail.rule.text() == "Rule R4"
    assert panel.detail.source.isHidden()
    inexact = next(node for node in tree.walk() if node.label.startswith("Payroll of 28 Sep"))
    assert panel.select(inexact)
    assert panel.detail.value.text() == "≈ 2,032.2029"
    assert panel.detail.arithmetic.text() == f"Exactly 711,271/350\n= payroll salary 2,586.44 {TIMES} 11 days ÷ 14 days"
    assert "711,271/350" in panel.view.currentIndex().data(Qt.ItemDataRole.ToolTipRole)


def test_a_leaf_goes_to_its_record(qtbot: QtBot, panel: DerivationPanel, asked: Asked) -> None:
    tree = explain_figure(COMPUTED.of("0417"), "salary")
    panel.show_derivation(tree)
    pay = leaf(tree, Pay)
    panel.select(pay)
    assert panel.detail.source.text() == "Pay record of 1 Oct 2025, HR letter 121"
    QTest.mouseClick(panel.detail.source, Qt.MouseButton.LeftButton)
    assert asked == [("officers", pay.source)]
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert asked == [("officers", pay.source)] * 2


def test_the_award_goes_to_the_result(panel: DerivationPanel, asked: Asked) -> None:
    tree = explain_award(Estimate.of(COMPUTED))
    panel.show_derivation(tree)
    panel.select(leaf(tree, Result))
    panel.detail.source.click()
    assert asked == [("results", COMPUTED.claim.award.result)]


def test_branches_open_and_close_by_keyboard(qtbot: QtBot, panel: DerivationPanel) -> None:
    panel.show_derivation(explain_figure(COMPUTED.of("0417"), "salary"))
    top = panel.tree.index(0, 0)
    assert panel.view.isExpanded(top)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert not panel.view.isExpanded(top)
    QTest.keyClick(panel.view, Qt.Key.Key_Right)
    assert panel.view.isExpanded(top)
    QTest.keyClick(panel.view, Qt.Key.Key_Asterisk)
    inner = panel.tree.index(0, 0, panel.tree.index(0, 0, top))
    assert panel.view.isExpanded(inner)


def test_ctrl_c_copies_the_current_figure_and_the_button_all(qtbot: QtBot, panel: DerivationPanel) -> None:
    tree = explain_figure(COMPUTED.of("0417"), "overtime")
    panel.show_derivation(tree)
    panel.select(tree.inputs[0])
    QTest.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == text(tree.inputs[0])
    QTest.mouseClick(panel.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == text(tree)


def test_a_total_leads_to_each_line(qtbot: QtBot, panel: DerivationPanel) -> None:
    tree = explain_total(COMPUTED.claim, "salary", COMPUTED.officers)
    panel.show_derivation(tree)
    assert panel.detail.how.isHidden()
    panel.select(tree.inputs[0])
    with qtbot.waitSignal(panel.line_asked) as told:
        QTest.mouseClick(panel.detail.how, Qt.MouseButton.LeftButton)
    assert told.args == [COMPUTED.claim.lines[0].officer_id, "salary"]


def test_esc_closes_and_says_so(qtbot: QtBot, panel: DerivationPanel) -> None:
    panel.show_derivation(explain_figure(COMPUTED.of("0417"), "salary"))
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel.view, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_a_screen_reader_hears_the_whole_row(panel: DerivationPanel) -> None:
    panel.show_derivation(explain_figure(COMPUTED.of("0417"), "salary"))
    heard = panel.tree.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("Salary, FY2026Q1: 16,996.61; = year to date 16,996.61")
    assert heard.endswith("rule R4")


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_the_menu_of_a_leaf(panel: DerivationPanel, asked: Asked) -> None:
    tree = explain_figure(COMPUTED.of("0417"), "salary")
    panel.show_derivation(tree)
    pay = leaf(tree, Pay)
    panel.select(pay)
    menu = menu_by_key(panel.view)
    assert entries(menu) == [
        "Go to the record\tEnter",
        "-",
        "Copy this figure\tCtrl+C",
        "Copy the whole derivation\tCtrl+Shift+C",
        "-",
        "Expand all below\t*",
    ]
    assert not menu.actions()[-1].isEnabled()
    choose(menu, "Go to")
    assert asked == [("officers", pay.source)]
    choose(menu_by_key(panel.view), "Copy this")
    assert clipboard() == text(pay)
    choose(menu_by_key(panel.view), "Copy the whole")
    assert clipboard() == text(tree)


def test_the_menu_of_a_branch_by_mouse(panel: DerivationPanel) -> None:
    panel.show_derivation(explain_figure(COMPUTED.of("0417"), "salary"))
    panel.show()
    inner = panel.tree.index(0, 0, panel.tree.index(0, 0, panel.tree.index(0, 0)))
    panel.view.setCurrentIndex(inner)
    assert not panel.view.isExpanded(inner)
    menu = menu_by_mouse(panel.view.viewport(), panel.view.visualRect(inner).center())
    assert entries(menu)[0] == "Copy this figure\tCtrl+C"
    choose(menu, "Expand all below")
    assert panel.view.isExpanded(inner)
    assert panel.view.isExpanded(panel.tree.index(1, 0, inner))


def test_the_whole_derivation_is_copied_by_key(panel: DerivationPanel) -> None:
    tree = explain_figure(COMPUTED.of("0417"), "overtime")
    panel.show_derivation(tree)
    panel.select(tree.inputs[0])
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(panel.view, Qt.Key.Key_C, both)
    assert clipboard() == text(tree)


def test_a_double_click_goes_to_a_leaf_s_record(panel: DerivationPanel, asked: Asked) -> None:
    tree = explain_figure(COMPUTED.of("0417"), "salary")
    panel.show_derivation(tree)
    pay = leaf(tree, Pay)
    panel.select(pay)
    place = panel.view.visualRect(panel.view.currentIndex()).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [("officers", pay.source)]


def test_from_a_line_back_to_its_total(qtbot: QtBot, panel: DerivationPanel) -> None:
    total = explain_total(COMPUTED.claim, "salary", COMPUTED.officers)
    panel.line_asked.connect(lambda officer, name: panel.show_derivation(explain_figure(COMPUTED.of(officer), name)))
    panel.show_derivation(total, "The whole claim", about="the question")
    assert not panel.back_button.isVisible()
    chosen = total.inputs[3]
    panel.select(chosen)
    assert panel.view.currentIndex().data(DerivationTree.WORDS) == "F2: how this line was worked out"
    QTest.keyClick(panel.view, Qt.Key.Key_F2)
    assert panel.derivation is not None
    assert panel.derivation.label == "Salary, FY2026Q1"
    assert panel.back_button.isVisible()
    with qtbot.waitSignal(panel.went_back) as told:
        QTest.mouseClick(panel.back_button, Qt.MouseButton.LeftButton)
    assert told.args == ["the question"]
    assert panel.derivation is total
    assert panel.current() is chosen
    assert panel.subject.text() == "The whole claim"
    assert not panel.back_button.isVisible()
    choose(menu_by_key(panel.view), "Show how this line")
    assert panel.back_button.isVisible()
    panel.show_derivation(total)
    assert not panel.back_button.isVisible()


def test_alt_left_leads_back(qtbot: QtBot, panel: DerivationPanel) -> None:
    total = explain_total(COMPUTED.claim, "salary", COMPUTED.officers)
    panel.line_asked.connect(lambda officer, name: panel.show_derivation(explain_figure(COMPUTED.of(officer), name)))
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.show_derivation(total)
    panel.select(total.inputs[3])
    panel.ask_line()
    QTest.keyClick(panel.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert panel.derivation is total
