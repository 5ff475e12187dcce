"""The Ledger page as a clerk uses it: by keyboard, on a book with certified claims in every state."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from muster.domain.ledger.records import (
    Acceptance,
    AwardDecision,
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Decision,
    Deposit,
    LedgerRecord,
    Payment,
    Resubmission,
    Signer,
    StepKind,
    WriteOff,
)
from muster.domain.records import AnyRecord, Officer
from muster.services.bundle import Services
from muster.ui.models.record_table import RecordTable
from muster.ui.pages.ledger import CLAIMS, DENIED, DEPOSITS, RECEIVABLE, LedgerPage
from muster.ui.pages.ledger_file import AMOUNTS, HISTORY
from tests.ui.conftest import MakeContext
from tests.ui.pages.hands import cells, control, focused, nameless, open_page, press, write

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, certified_services: Services, make_context: MakeContext) -> LedgerPage:
    """The page on the sample agency's certified claims."""
    return open_page(LedgerPage, qtbot, certified_services, make_context)


def claims(page: LedgerPage) -> list[list[str]]:
    return cells(page.claims.list.table)


def choose(page: LedgerPage, number: str) -> None:
    """Go to a claim by the arrow keys."""
    view = page.claims.list.view
    view.setFocus()
    press(Key.Key_Home)
    for _ in range(view.table.rowCount()):
        if page.claims.current is not None and page.claims.current.claim.number == number:
            return
        press(Key.Key_Down)
    raise AssertionError(number)


def to_column(title: str) -> None:
    """Go to a column of the table that has the focus."""
    view = focused()
    table = getattr(view, "table", None)
    assert isinstance(table, RecordTable)
    titles = [column.title for column in table.columns]
    while view.currentIndex().column() != titles.index(title):  # type: ignore[attr-defined]
        press(Key.Key_Right if view.currentIndex().column() < titles.index(title) else Key.Key_Left)  # type: ignore[attr-defined]


def shown_figure(page: LedgerPage) -> tuple[str, int]:
    found = page.sides.panel.derivation
    assert found is not None
    assert page.sides.panel.isVisible()
    return found.label, int(found.number)


# -- claims


def test_it_opens_on_the_newest_claim_in_force(page: LedgerPage) -> None:
    assert page.subtitle.text() == "4 claims in force"
    assert [row[:4] for row in claims(page)] == [
        ["FY26Q1-001-R1", "FY2026Q1", "Closed", "30 Jan 2026"],
        ["FY26Q2-001", "FY2026Q2", "Decided", "20 Apr 2026"],
        ["FY26Q3-002", "FY2026Q3", "Decided", "24 Jul 2026"],
        ["FY26Q4-001", "FY2026Q4", "Certified", "20 Oct 2026"],
    ]
    assert claims(page)[1][4:] == ["471,314.58", "470,316.13", "998.45", "0.00", "250,000.00", "220,316.13"]
    assert cells(page.claims.list.total_table) == [
        ["4 in force", "", "", "", "1,832,927.52", "1,248,394.58", "998.45", "583,534.49", "700,280.11", "548,114.47"]
    ]
    assert page.claims.file.number.text() == "FY26Q4-001"
    assert [page.views.tabText(view).replace("&", "") for view in range(4)] == [
        "Claims 4",
        "Denied 2",
        "Receivable 4",
        "Deposits 2",
    ]


def test_superseded_and_void_claims_are_shown_when_asked_for(page: LedgerPage, qtbot: QtBot) -> None:
    press(Key.Key_W, modifier=Alt)
    qtbot.waitUntil(page.claims.all_claims.isChecked)
    assert page.claims.all_claims.text().endswith("(2)")
    assert [row[2] for row in claims(page)] == ["Superseded", "Closed", "Decided", "Void", "Decided", "Certified"]
    assert cells(page.claims.list.total_table)[0][0] == "4 in force"
    table = page.claims.list.table
    assert [bool(table.index(row, 4).data(RecordTable.MUTED)) for row in range(3)] == [True, False, False]
    choose(page, "FY26Q1-001")
    assert page.claims.file.status.text() == "Superseded. A revision stands in its place. See FY26Q1-001-R1."


def test_a_status_is_an_icon_and_a_word(page: LedgerPage) -> None:
    index = page.claims.list.table.index(0, 2)
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Closed (Nothing more is expected)"


def test_a_claims_file_has_its_amounts(page: LedgerPage) -> None:
    choose(page, "FY26Q3-002")
    file = page.claims.file
    assert file.status.text() == "Decided. Some of it is pending or not paid."
    again = next(row for row in cells(file.lines.table) if row[-1].startswith("Again"))
    assert again[1:] == ["0193 Fenwick, Paul", "Overtime", "FY2026Q2", "100.00", "0.00", "0.00", "100.00", "0.00",
                         "Again, FY26Q2-001 line 30"]  # fmt: skip
    control(Key.Key_F)
    assert page.search_target() is None or focused() is not None
    file.search.setFocus()
    write("whitfield salary")
    assert cells(file.lines.total_table)[0][1] == "1 amount"
    assert cells(file.lines.total_table)[0][5] == cells(file.lines.table)[0][5]


def test_a_claims_file_has_its_history(page: LedgerPage) -> None:
    choose(page, "FY26Q2-001")
    press(Key.Key_Y, modifier=Alt)
    assert page.claims.file.tabs.currentIndex() == HISTORY
    rows = cells(page.claims.file.history.table)
    assert rows[1] == ["22 Apr 2026", "Submitted", "Clerk", "Cited", "Cover letter 2", "Registered mail"]
    assert rows[2][1] == "Decided: approved $470,316.13, denied $998.45"
    assert [row[1].split(":")[0] for row in rows[3:]] == [
        "Award decided",
        "Paid",
        "To be claimed again",
        "Given up",
        "Claimed again on FY26Q3-002",
        "To be claimed again",
    ]


def test_enter_goes_to_the_file_and_escape_back(page: LedgerPage) -> None:
    choose(page, "FY26Q2-001")
    press(Key.Key_Return)
    assert focused() is page.claims.file.lines.view
    press(Key.Key_Escape)
    assert focused() is page.claims.list.view


def test_the_award_stands_beside_its_estimate(page: LedgerPage) -> None:
    choose(page, "FY26Q1-001-R1")
    award = page.claims.file.award
    assert [award.estimate.text(), award.decided.text(), award.paid.text()] == [
        "$12,750.00",
        "$12,000.00",
        "$12,000.00",
    ]
    assert award.when.text() == "· decided on 20 Mar 2026"
    assert award.when.toolTip() == "ICE letter 2026-034\n16 officers counted"
    choose(page, "FY26Q4-001")
    assert award.when.text() == "· not decided yet"
    assert not award.paid.isVisible()


# -- where figures come from


@pytest.mark.parametrize(
    ("title", "label", "cents"),
    [
        ("Claimed", "Claimed", 47131458),
        ("Approved", "Approved", 47031613),
        ("Denied", "Denied", 99845),
        ("Pending", "Pending", 0),
        ("Paid", "Paid", 25000000),
        ("Outstanding", "Outstanding", 22031613),
    ],
)
def test_every_figure_of_a_claim_shows_where_it_comes_from(
    page: LedgerPage, title: str, label: str, cents: int
) -> None:
    choose(page, "FY26Q2-001")
    to_column(title)
    press(Key.Key_F2)
    assert shown_figure(page) == (label, cents)
    assert page.sides.panel.subject.text() == "Claim FY26Q2-001"
    press(Key.Key_Escape)
    assert focused() is page.claims.list.view


def test_the_sums_lead_to_each_claim(page: LedgerPage) -> None:
    choose(page, "FY26Q4-001")
    to_column("Paid")
    press(Key.Key_Down, Key.Key_Return)
    assert shown_figure(page) == ("Paid, all claims in force", 70028011)


def test_an_amount_leads_to_how_it_was_certified(page: LedgerPage, qtbot: QtBot) -> None:
    choose(page, "FY26Q2-001")
    press(Key.Key_Return)
    to_column("Claimed")
    press(Key.Key_Return)
    assert shown_figure(page) == ("Claimed", 1945832)
    how = page.sides.panel.detail.how
    assert how.text() == "Show how it was worked out when certified"
    qtbot.mouseClick(how, Qt.MouseButton.LeftButton)
    assert shown_figure(page) == ("Salary, FY2026Q2", 1945832)
    assert page.sides.panel.subject.text() == "As certified: claim FY26Q2-001, line 1"
    press(Key.Key_Left, modifier=Alt)  # back to the amount
    assert shown_figure(page) == ("Claimed", 1945832)
    press(Key.Key_F2)
    assert shown_figure(page) == ("Salary, FY2026Q2", 1945832)
    press(Key.Key_Escape)
    assert focused() is page.claims.file.lines.view


def test_figures_of_lines_and_their_sums(page: LedgerPage) -> None:
    choose(page, "FY26Q2-001")
    file = page.claims.file
    file.lines.view.select(lambda row: row.line.denied != 0)
    file.focus()
    to_column("Denied")
    press(Key.Key_F2)
    assert shown_figure(page) == ("Denied", 75000)
    assert "0118 Castellano, Robert" in page.sides.panel.subject.text()
    file.lines.totals.setFocus()
    to_column("Paid")
    press(Key.Key_Return)
    assert shown_figure(page) == ("Paid", 25000000)


def test_the_award_explains_itself(page: LedgerPage) -> None:
    choose(page, "FY26Q1-001-R1")
    award = page.claims.file.award
    for link, label, cents in (
        (award.decided, "Awarded for FY2026Q1", 1200000),
        (award.paid, "Paid of the award", 1200000),
    ):
        link.setFocus()
        press(Key.Key_Return)
        assert shown_figure(page) == (label, cents)
    award.estimate.setFocus()
    press(Key.Key_Return)
    assert shown_figure(page)[1] == 1275000
    assert page.sides.panel.subject.text().startswith("As certified: claim FY26Q1-001-R1")


def test_a_line_of_a_certified_total_can_be_asked_for(page: LedgerPage) -> None:
    choose(page, "FY26Q1-001-R1")
    page.claims.file.award.estimate.click()
    page.sides.panel.line_asked.emit("0417", "salary")
    assert shown_figure(page)[0] == "Salary, FY2026Q1"
    page.sides.panel.line_asked.emit("9999", "salary")
    assert page.message.text == "Claim FY26Q1-001-R1 keeps no derivation of it."


# -- the other views


def test_the_views_are_a_key_away(page: LedgerPage) -> None:
    for key, view, table in (
        (Key.Key_N, DENIED, page.denied.view),
        (Key.Key_R, RECEIVABLE, page.receivable.table.view),
        (Key.Key_T, DEPOSITS, page.deposits.view),
        (Key.Key_C, CLAIMS, page.claims.list.view),
    ):
        press(key, modifier=Alt)
        assert page.views.currentIndex() == view
        assert focused() is table


def test_what_was_denied_waits(page: LedgerPage) -> None:
    press(Key.Key_N, modifier=Alt)
    assert cells(page.denied.view.table) == [
        ["FY26Q2-001", "0118 Castellano, Robert", "Overtime", "FY2026Q2", "15 Jun 2026", "750.00",
         "Asked 26 Oct 2026", "No approver on the register"],
        ["FY26Q2-001", "0188 Abara, Grace", "Benefits", "FY2026Q2", "15 Jun 2026", "123.45",
         "Waits", "Fringe rate not supported"],
    ]  # fmt: skip
    assert page.denied.sums.text() == "2 amounts · $873.45 · $750.00 to be claimed again"
    to_column("Amount")
    press(Key.Key_F2)
    assert shown_figure(page) == ("Denied and waiting", 75000)
    page.denied.search.setFocus()
    write("fringe")
    assert page.denied.sums.text() == "1 amount · $123.45"


def test_what_is_owed_by_its_age(page: LedgerPage) -> None:
    press(Key.Key_R, modifier=Alt)
    assert cells(page.receivable.table.table)[:2] == [
        ["FY26Q2-001", "FY2026Q2", "Approved, not paid", "22 Apr 2026", "212", "", "", "", "220,316.13", "220,316.13"],
        ["FY26Q2-001", "FY2026Q2", "Award, not paid", "15 Jun 2026", "158", "", "", "", "12,750.00", "12,750.00"],
    ]
    assert cells(page.receivable.table.total_table)[-1][-2:] == ["696,839.77", "696,839.77"]
    assert page.receivable.words.text() == (
        "As of 20 Nov 2026 · $696,839.77 to be received · certified and not submitted: FY26Q4-001, $447,559.19"
    )
    due = {0: ("FY26Q2-001, approved, not paid", 22031613), 1: ("FY26Q2-001, award, not paid", 1275000)}
    for row, figure in due.items():
        page.receivable.table.view.setCurrentIndex(page.receivable.table.table.index(row, 9))
        press(Key.Key_Return)
        assert shown_figure(page) == figure
        page.receivable.table.view.setFocus()
    press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert shown_figure(page) == ("FY26Q3-002, pending", 13597530)


def test_every_sum_shows_where_it_comes_from(page: LedgerPage) -> None:
    sums = (
        (DENIED, page.denied.sums.figures["waiting"], "Denied and waiting", 87345),
        (DENIED, page.denied.sums.figures["asked"], "To be claimed again", 75000),
        (RECEIVABLE, page.receivable.words.figures["total"], "To be received", 69683977),
        (RECEIVABLE, page.receivable.words.figures["not submitted"], "Claimed, all claims in force", 44755919),
        (DEPOSITS, page.deposits.sums.figures["received"], "Received", 71228011),
    )
    for view, link, label, cents in sums:
        page.views.setCurrentIndex(view)
        link.setFocus()
        press(Key.Key_F2)
        assert shown_figure(page) == (label, cents)
        press(Key.Key_Escape)
        assert focused() is link


def test_the_sums_of_an_age_are_of_its_amounts(page: LedgerPage) -> None:
    page.views.setCurrentIndex(RECEIVABLE)
    totals = page.receivable.table.totals
    totals.setFocus()
    for row, title, cents in ((0, "Over 90 days", 54811447), (1, "Total", 13597530), (3, "0 to 30 days", 0)):
        totals.setCurrentIndex(totals.table.index(row, 0))
        totals.setFocus()
        to_column(title)
        press(Key.Key_Return)
        assert shown_figure(page)[1] == cents


def test_enter_on_a_receivable_goes_to_its_claim(page: LedgerPage) -> None:
    press(Key.Key_R, modifier=Alt)
    press(Key.Key_Home, Key.Key_Return)
    assert page.views.currentIndex() == CLAIMS
    assert page.claims.current is not None
    assert page.claims.current.claim.number == "FY26Q2-001"
    assert focused() is page.claims.list.view


def test_the_derivation_closes_when_another_view_is_chosen(page: LedgerPage) -> None:
    choose(page, "FY26Q2-001")
    to_column("Paid")
    press(Key.Key_F2)
    assert page.sides.panel.isVisible()
    page.views.tabBar().setFocus()
    press(Key.Key_Right)
    assert page.views.currentIndex() == DENIED
    assert not page.sides.panel.isVisible()
    assert focused() is page.views.tabBar()


def test_the_derivation_stays_beside_the_record_that_it_leads_to(page: LedgerPage) -> None:
    object.__setattr__(page.context, "go_to", lambda _key, record: page.show_record(record))
    page.sides._go_to = page.context.go_to
    choose(page, "FY26Q2-001")
    to_column("Paid")
    press(Key.Key_F2)
    payment = page.sides.panel.derivation
    while payment is not None and payment.inputs:
        payment = payment.inputs[0]
    assert payment is not None
    assert page.sides.panel.select(payment)
    page.sides.panel.go_to_record()
    assert page.views.currentIndex() == DEPOSITS
    assert page.sides.panel.isVisible()
    page.views.setCurrentIndex(RECEIVABLE)
    assert not page.sides.panel.isVisible()


def test_the_derivation_of_what_is_gone_closes(page: LedgerPage, certified_services: Services) -> None:
    page.views.setCurrentIndex(DEPOSITS)
    page.deposits.view.setFocus()
    assert page.deposits.view.select(lambda each: each.deposit.amount == 25000000)
    deposit = page.deposits.view.current()
    assert deposit is not None
    page.deposits.asked.emit([deposit], False)
    assert page.sides.panel.isVisible()
    page.deposits.view.setFocus()
    page.hear(certified_services.ledger.take_back([deposit.deposit]))
    assert not page.sides.panel.isVisible()
    assert page.message.text == ""
    assert focused() is page.deposits.view


def test_where_each_deposit_went(page: LedgerPage) -> None:
    press(Key.Key_T, modifier=Alt)
    assert cells(page.deposits.view.table)[0] == [
        "10 Apr 2026", "462,280.11", "TREAS 7741-0093", "Cited", "Remittance advice 93",
        "Award of FY2026Q1 12,000.00 · FY26Q1-001-R1 450,280.11", "0.00", "",
    ]  # fmt: skip
    assert page.deposits.sums.text() == "2 deposits · $712,280.11"
    press(Key.Key_Home, Key.Key_Return)
    assert shown_figure(page) == ("Not applied", 0)
    page.deposits.search.setFocus()
    write("0150")
    assert len(cells(page.deposits.view.table)) == 1


def test_what_is_current_stays_so_when_the_page_is_read_again(page: LedgerPage) -> None:
    file = page.claims.file
    page.claims.select("FY26Q2-001")
    tables = (
        (CLAIMS, page.claims.list.view),
        (CLAIMS, page.claims.list.totals),
        (CLAIMS, file.lines.view),
        (CLAIMS, file.lines.totals),
        (DENIED, page.denied.view),
        (RECEIVABLE, page.receivable.table.view),
        (RECEIVABLE, page.receivable.table.totals),
        (DEPOSITS, page.deposits.view),
    )
    for view, table in tables:
        page.views.setCurrentIndex(view)
        table.setFocus()
        row = min(1, table.model().rowCount() - 1)
        table.selectRow(row)
        page.reload()
        assert table.currentIndex().row() == row
    page.views.setCurrentIndex(CLAIMS)
    file.tabs.setCurrentIndex(HISTORY)
    file.history.selectRow(2)
    page.reload()
    assert file.history.currentIndex().row() == 2
    assert page.message.text == ""


# -- which actions apply


def offered(page: LedgerPage) -> list[str]:
    return [each.text().replace("&", "") for each in page.actions() if each.isVisible()]


def test_each_view_has_its_actions(page: LedgerPage) -> None:
    assert offered(page) == ["Submit…", "Record a decision…", "More", "Record a deposit…"]
    page.views.setCurrentIndex(DENIED)
    assert offered(page) == ["Claim again on the next claim", "Give up…", "More", "Record a deposit…"]
    page.views.setCurrentIndex(RECEIVABLE)
    assert offered(page) == ["Record a deposit…"]
    page.views.setCurrentIndex(DEPOSITS)
    assert offered(page) == ["Apply the rest", "Take back…", "Record a deposit…"]
    shown = [each for each in page.findChildren(QToolButton) if each.isVisible() and each.text() == "Submit"]
    assert shown == []


def test_a_rows_menu_has_what_can_be_done_with_it(page: LedgerPage) -> None:
    page.claims.list.view.setFocus()
    asking = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(page.claims.list.view, asking)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entries = [each.text().replace("&", "").split("\t")[0] for each in menu.actions() if not each.isSeparator()]
    assert entries == [
        "Copy",
        "Copy with headers",
        "Submit…",
        "Record a decision…",
        "Approve all that is pending…",
        "Record the award decision…",
        "Close…",
        "Open again…",
        "Declare void…",
        "Column “Claim”",
    ]
    menu.close()


def why(action: QAction) -> str:
    return "" if action.isEnabled() else action.toolTip()


def test_what_does_not_apply_says_why(page: LedgerPage) -> None:
    commands = page.commands
    choose(page, "FY26Q4-001")
    assert [why(each) for each in (commands.submit, commands.void, commands.award)] == ["", "", ""]
    assert why(commands.decide) == "FY26Q4-001 is certified; a decision is kept of a claim that was submitted."
    choose(page, "FY26Q2-001")
    assert why(commands.decide) == "Nothing of FY26Q2-001 is pending."
    assert why(commands.close) == "FY26Q2-001 is decided: a claim is closed once all of it is decided on and paid."
    assert why(commands.undo) == "Select an entry of the claim's history first."
    choose(page, "FY26Q1-001-R1")
    assert why(commands.reopen) == ""
    page.claims.select("FY26Q1-001")
    assert "the award is recorded with the quarter's claim in force" in why(commands.award)
    assert commands.submit.isEnabled() is False
    choose(page, "FY26Q4-001")
    assert commands.submit.toolTip() == "Submit"


# -- an empty book, and the window


def test_without_a_certified_claim_it_leads_to_the_claim_page(
    qtbot: QtBot, services: Services, make_context: MakeContext
) -> None:
    gone: list[tuple[str, AnyRecord | None]] = []
    page = open_page(LedgerPage, qtbot, services, make_context)
    object.__setattr__(page.context, "go_to", lambda key, record: gone.append((key, record)))
    assert page.empty.isVisible()
    assert page.empty.heading.text() == "No claim is certified yet"
    assert page.empty.button is not None
    assert page.first_focus() is page.empty.button
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert gone == [("claim", None)]
    assert offered(page) == []
    assert not page.commands.deposit.isEnabled()


def kept(services: Services) -> dict[type, list[LedgerRecord]]:
    ledger = services.ledger.read()
    everything: tuple[LedgerRecord, ...] = (
        *ledger.claims, *ledger.amounts, *ledger.steps, *ledger.decisions, *ledger.resubmissions, *ledger.write_offs,
        *ledger.deposits, *ledger.payments, *ledger.award_decisions,
    )  # fmt: skip
    found: dict[type, list[LedgerRecord]] = {}
    for each in everything:
        found.setdefault(type(each), []).append(each)
    return found


def test_every_record_of_the_ledger_is_brought_into_view(page: LedgerPage, certified_services: Services) -> None:
    records = kept(certified_services)
    page.show_record(records[CertifiedClaim][0])
    assert page.claims.current is not None
    assert page.claims.current.claim.number == "FY26Q1-001"
    amount = records[ClaimAmount][-1]
    page.show_record(amount)
    line = page.claims.file.lines.view.current()
    assert line is not None
    assert line.line.amount == amount
    assert page.claims.file.tabs.currentIndex() == AMOUNTS
    for kind in (ClaimStep, Decision, AwardDecision, WriteOff):
        page.show_record(records[kind][-1])
        event = page.claims.file.entry
        assert event is not None
        assert records[kind][-1] in event.records
    claimed_again, asked = records[Resubmission]
    page.show_record(claimed_again)
    assert page.views.currentIndex() == CLAIMS
    page.show_record(asked)
    assert page.views.currentIndex() == DENIED
    for money in (records[Deposit][0], records[Payment][0]):
        page.views.setCurrentIndex(CLAIMS)
        page.show_record(money)
        assert page.views.currentIndex() == DEPOSITS
        current = page.deposits.view.current()
        assert current is not None
        assert current.deposit.reference == "TREAS 7741-0093"


def test_what_is_not_shown_changes_nothing(page: LedgerPage, certified_services: Services) -> None:
    step = kept(certified_services)[ClaimStep][0]
    assert isinstance(step, ClaimStep)
    page.views.setCurrentIndex(DEPOSITS)
    page.show_record(Signer("Pat Doe", "", ""))
    page.show_record(Officer("0417"))
    page.show_record(ClaimStep("FY30Q1-001", StepKind.VOID, step.taken_on))
    assert page.views.currentIndex() == DEPOSITS
    quarter = certified_services.ledger.read().claims[0].quarter
    page.show_record(Acceptance(quarter, "x", "", "text", "reason", step.taken_on))
    assert page.claims.current is not None
    assert page.claims.current.claim.number == "FY26Q1-001-R1"


def test_every_control_has_a_name(page: LedgerPage) -> None:
    for view in range(4):
        page.views.setCurrentIndex(view)
        assert [widget for widget in nameless(page) if widget.isVisibleTo(page)] == []


def test_tab_goes_through_the_page_in_reading_order(page: LedgerPage) -> None:
    page.views.tabBar().setFocus()
    names = [focused().accessibleName()]
    while len(names) < 9:
        press(Key.Key_Tab)
        names.append(focused().accessibleName() or "Show superseded and void")
    assert names == [
        "Views of the ledger",
        "Show superseded and void",
        "Claims",
        "Claims, totals",
        "Award, estimate: $7,500.00",
        "The claim's file",
        "Search the amounts",
        "Amounts of the claim",
        "Amounts of the claim, totals",
    ]
