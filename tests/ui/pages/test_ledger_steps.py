"""What is done on the Ledger page: submitting, deciding, paying, giving up, taking back; all by keyboard."""

from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from muster.domain.fiscal import Quarter
from muster.domain.ledger.positions import Status
from muster.domain.ledger.records import ClaimStep, Component, StepKind
from muster.domain.readings import Preset
from muster.services.bundle import Services
from muster.services.certification import Request
from muster.services.ledger import Decided, Taken
from muster.ui.dialogs.decision_dialog import APPROVE, DENY, REASON, DecisionDialog
from muster.ui.dialogs.deposit_dialog import DepositDialog
from muster.ui.dialogs.taken_dialog import TakenDialog
from muster.ui.format import day
from muster.ui.pages.ledger import DENIED, DEPOSITS, LedgerPage
from muster.ui.pages.ledger_file import HISTORY
from muster.ui.widgets.entry_table import EntryView
from tests.certified import OFFICIAL, PREPARER
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.conftest import MakeContext
from tests.ui.pages.hands import cells, control, dialog_of, fill, focused, no_dialog, open_page, press, write

T = TypeVar("T")
Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, certified_services: Services, make_context: MakeContext) -> LedgerPage:
    """The page on the sample agency's certified claims."""
    return open_page(LedgerPage, qtbot, certified_services, make_context)


def choose(page: LedgerPage, number: str) -> None:
    assert page.claims.select(number)


def status(services: Services, number: str) -> Status:
    return services.ledger.position(number).status


def asked(page: LedgerPage, number: str, action: QAction, qtbot: QtBot) -> TakenDialog:
    choose(page, number)
    action.trigger()
    return dialog_of(TakenDialog, qtbot)


def steps(services: Services, number: str) -> list[ClaimStep]:
    return [each for each in services.ledger.read().steps if each.number == number]


# -- a claim as a whole


def test_a_claim_is_submitted(page: LedgerPage, qtbot: QtBot, certified_services: Services) -> None:
    made = asked(page, "FY26Q4-001", page.commands.submit, qtbot)
    assert made.windowTitle() == "Submit claim FY26Q4-001"
    assert made.form.typed()["on"] == "2026-11-20"
    fill("11/2/2026", "Cover letter 4", "Registered mail")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert steps(certified_services, "FY26Q4-001")[0].taken_on == date(2026, 11, 2)
    assert status(certified_services, "FY26Q4-001") is Status.SUBMITTED
    current = page.claims.current
    assert current is not None
    assert (current.claim.number, current.status) == ("FY26Q4-001", Status.SUBMITTED)
    assert page.commands.decide.isEnabled()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2026-10-19", "FY26Q4-001 was certified on 20 Oct 2026; give that day or a later one."),
        ("2026-11-21", "21 Nov 2026 is still to come; give today's date or an earlier one."),
        ("2026-11-31", "“2026-11-31” is not a date; write it like 2025-11-17."),
        ("", "Date is needed."),
    ],
)
def test_a_day_on_which_it_cannot_have_been_is_told_at_its_field(
    page: LedgerPage, qtbot: QtBot, typed: str, told: str
) -> None:
    made = asked(page, "FY26Q4-001", page.commands.submit, qtbot)
    made.form.fields["on"].editor.setFocus()
    control(Key.Key_A)
    press(Key.Key_Delete)
    write(typed)
    press(Key.Key_Return)
    assert made.form.fields["on"].error == told
    press(Key.Key_Escape)
    assert made.message.kind == "warning"  # what was typed is given up only when asked for twice
    press(Key.Key_Escape)
    assert not made.isVisible()


def test_a_claim_is_declared_void_with_a_reason(page: LedgerPage, qtbot: QtBot, certified_services: Services) -> None:
    made = asked(page, "FY26Q4-001", page.commands.void, qtbot)
    press(Key.Key_Return)
    assert made.form.fields["note"].error == "Reason is needed."
    write("Wrong readings")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert status(certified_services, "FY26Q4-001") is Status.VOID
    assert len(cells(page.claims.list.table)) == 3


def test_voiding_a_revision_names_the_claim_in_force_again(
    page: LedgerPage, qtbot: QtBot, certified_services: Services
) -> None:
    proposal = certified_services.certifications.propose(Quarter(2026, 4), Preset.PUBLISHED)
    certified_services.certifications.certify(Request(proposal.claim, PREPARER, OFFICIAL))
    page.reload()
    made = asked(page, "FY26Q4-001-R1", page.commands.void, qtbot)
    assert "FY26Q4-001 is the claim in force again." in {each.text()[-39:] for each in made.findChildren(QLabel)}
    press(Key.Key_Return)
    write("Too early")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert status(certified_services, "FY26Q4-001") is Status.CERTIFIED


def test_a_closed_claim_is_opened_and_closed_again(
    page: LedgerPage, qtbot: QtBot, certified_services: Services
) -> None:
    made = asked(page, "FY26Q1-001-R1", page.commands.reopen, qtbot)
    fill("2026-04-12")
    press(Key.Key_Return)
    assert made.form.fields["on"].error.startswith("FY26Q1-001-R1 was closed on 13 Apr 2026")
    fill("2026-05-04", "", "One amount is looked at again")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert status(certified_services, "FY26Q1-001-R1") is Status.PAID
    asked(page, "FY26Q1-001-R1", page.commands.close, qtbot)
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert status(certified_services, "FY26Q1-001-R1") is Status.CLOSED


def test_an_award_is_decided(page: LedgerPage, qtbot: QtBot, certified_services: Services) -> None:
    asked(page, "FY26Q4-001", page.commands.award, qtbot)
    fill("2026-11-16", "7500", "ICE letter 2026-140")
    press(Key.Key_Return)
    no_dialog(qtbot)
    decided = certified_services.ledger.read().awarded(Quarter(2026, 4))
    assert decided is not None
    assert (decided.amount, decided.document) == (750000, "ICE letter 2026-140")
    assert page.claims.file.award.when.text() == "· decided on 16 Nov 2026"
    assert page.claims.file.award.when.toolTip() == "ICE letter 2026-140"
    assert page.claims.file.award.paid.text() == "$0.00"


def test_what_a_use_case_refuses_is_told_in_the_dialog(page: LedgerPage, qtbot: QtBot) -> None:
    made = asked(page, "FY26Q1-001-R1", page.commands.award, qtbot)
    fill("2026-11-16", "100")
    press(Key.Key_Return)
    assert made.message.text.startswith("Deposits paid 12,000.00 of the award of FY2026Q1")
    assert made.form.typed()["amount"] == "100"
    press(Key.Key_Escape, Key.Key_Escape)


# -- decisions


def decision(page: LedgerPage, qtbot: QtBot) -> DecisionDialog:
    choose(page, "FY26Q3-002")
    page.commands.decide.trigger()
    return dialog_of(DecisionDialog, qtbot)


def cell(made: DecisionDialog, line: int, title: str) -> None:
    """Go to a cell."""
    made.view.go_to_cell(made.table.row_of(lambda each: each.line.amount.line == line), title)


def typed(made: DecisionDialog, line: int) -> list[str]:
    return next(row for row in cells(made.table) if row[0] == str(line))[4:]


def into_cell(view: EntryView[T], text: str, qtbot: QtBot) -> None:
    """Type into the current cell; Enter leaves it."""
    QTest.keyClicks(view, text[:1])
    QTest.keyClicks(focused(), text[1:])
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: focused() is view)


def refused_in_cell(view: EntryView[T], text: str) -> None:
    """Type what is refused into the current cell: it stays there to be mended."""
    QTest.keyClicks(view, text[:1])
    QTest.keyClicks(focused(), text[1:])
    press(Key.Key_Return)
    editor = focused()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == text


def test_a_cell_that_cannot_be_read_stops_the_save(
    page: LedgerPage, qtbot: QtBot, certified_services: Services
) -> None:
    """Save is clicked while the cell is still open: what was typed is not dropped in silence."""
    made = decision(page, qtbot)
    before = certified_services.ledger.read().decisions
    cell(made, 6, APPROVE)
    into_cell(made.view, "1", qtbot)
    cell(made, 3, APPROVE)
    QTest.keyClicks(made.view, "4")
    QTest.keyClicks(focused(), "4O0")
    made.save_button.setFocus()
    QTest.mouseClick(made.save_button, Qt.MouseButton.LeftButton)
    assert made.message.text.startswith("Line 3, 0102 Whitfield, Marian: “44O0” is not an amount of money")
    assert made.message.text.endswith("Nothing was saved: type it again, or save without it.")
    assert made.isVisible()
    assert certified_services.ledger.read().decisions == before
    cell(made, 3, APPROVE)
    into_cell(made.view, "2", qtbot)
    assert made.message.text == ""
    made.save_button.click()
    assert made.message.text.endswith("give the reason of the denial, here or for all above the table.")


def test_a_letter_is_typed_in_line_by_line(page: LedgerPage, qtbot: QtBot, certified_services: Services) -> None:
    made = decision(page, qtbot)
    assert len(cells(made.table)) == 46
    assert made.sums.text() == "Approved $0.00 · denied $0.00 · stays pending $135,975.30"
    press(Key.Key_A, modifier=Alt)
    qtbot.waitUntil(lambda: "stays pending $0.00" in made.sums.text())
    cell(made, 3, DENY)
    into_cell(made.view, "40.24", qtbot)
    assert typed(made, 3)[:3] == ["600.00", "40.24", "0.00"]
    cell(made, 6, APPROVE)
    into_cell(made.view, "4900", qtbot)
    assert typed(made, 6)[:3] == ["4,900.00", "33.10", "0.00"]
    cell(made, 6, DENY)
    into_cell(made.view, "0", qtbot)
    assert typed(made, 6)[:3] == ["4,900.00", "0.00", "33.10"]
    assert made.sums.text() == "Approved $135,901.96 · denied $40.24 · stays pending $33.10"
    made.save_button.click()
    assert made.message.text == (
        "Line 3, 0102 Whitfield, Marian: give the reason of the denial, here or for all above the table."
    )
    assert made.view.currentIndex().column() == [column.title for column in made.table.columns].index(REASON)
    into_cell(made.view, "No time sheet", qtbot)
    made.form.fields["document"].editor.setFocus()
    write("ICE letter 2026-150")
    press(Key.Key_Return)
    no_dialog(qtbot)
    found = certified_services.ledger.position("FY26Q3-002")
    assert (found.denied, found.pending) == (4024, 3310)
    made_by_line = {
        each.line: each for each in certified_services.ledger.read().decisions if each.document[-3:] == "150"
    }
    assert (made_by_line[3].reason, made_by_line[6].reason) == ("No time sheet", "")
    assert len(page.denied.view.table.shown()) == 3


def test_the_selected_amounts_are_denied_for_one_reason(
    page: LedgerPage, qtbot: QtBot, certified_services: Services
) -> None:
    made = decision(page, qtbot)
    made.search.setFocus()
    write("castellano")
    assert made.approve_all.text() == "&Approve all shown"
    made.view.setFocus()
    made.view.selectAll()
    made.deny_selected.click()
    made.clear_selected.click()
    assert made.sums.text().startswith("Approved $0.00 · denied $0.00")
    made.deny_selected.click()
    made.form.fields["note"].editor.setFocus()
    write("Not on the agreement")
    press(Key.Key_Return)
    no_dialog(qtbot)
    found = [each for each in certified_services.ledger.position("FY26Q3-002").lines if each.denied]
    assert {each.amount.officer_id for each in found} == {"0118"}
    assert all(not each.pending for each in found)


def test_a_derivation_follows_what_is_kept(page: LedgerPage, certified_services: Services) -> None:
    choose(page, "FY26Q3-002")
    page.claims.figure_asked.emit(page.claims.current, "pending")
    assert page.sides.panel.heading.text() == "Pending: 135,975.30"
    page.context.publish(certified_services.ledger.approve_rest("FY26Q3-002", Taken(date(2026, 11, 2))))
    assert page.sides.panel.heading.text() == "Pending: 0.00"


def test_what_does_not_fit_is_told_and_kept_out(page: LedgerPage, qtbot: QtBot) -> None:
    made = decision(page, qtbot)
    made.save_button.click()
    assert made.message.text.startswith("Nothing is decided yet")
    assert focused() is made.view
    assert made.view.currentIndex() == made.table.index(0, [each.title for each in made.table.columns].index(APPROVE))
    cell(made, 3, APPROVE)
    refused_in_cell(made.view, "640.25")
    assert made.message.text == "Line 3, 0102 Whitfield, Marian: 640.24 is pending of it; give no more than that."
    assert typed(made, 3)[0] == ""
    write("600")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: focused() is made.view)
    assert typed(made, 3)[0] == "600.00"
    press(Key.Key_Escape)
    assert made.isVisible()
    assert made.message.kind == "warning"
    press(Key.Key_Escape)
    assert not made.isVisible()


def test_enter_goes_to_the_row_below_and_del_empties(page: LedgerPage, qtbot: QtBot) -> None:
    made = decision(page, qtbot)
    cell(made, 2, APPROVE)
    into_cell(made.view, "1", qtbot)
    assert made.view.current() is not None
    assert made.view.currentIndex().row() == 1
    press(Key.Key_Up, Key.Key_Delete)
    assert typed(made, 2)[:2] == ["", ""]
    press(Key.Key_Escape)
    assert not made.isVisible()


def test_all_that_is_pending_is_approved(page: LedgerPage, qtbot: QtBot, certified_services: Services) -> None:
    asked(page, "FY26Q3-002", page.commands.approve, qtbot)
    fill("2026-11-10", "ICE letter 2026-150")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert certified_services.ledger.position("FY26Q3-002").pending == 0


# -- what was denied


def denied(page: LedgerPage, officer_id: str) -> None:
    page.views.setCurrentIndex(DENIED)
    page.denied.view.select(lambda each: each.line.amount.officer_id == officer_id)


def test_a_denied_amount_is_claimed_again_and_not(page: LedgerPage, certified_services: Services) -> None:
    denied(page, "0118")
    assert page.commands.again.toolTip() == "All that is selected is to be claimed again already."
    denied(page, "0188")
    page.commands.again.trigger()
    assert page.message.text == "1 amount, $123.45, is claimed again on the next claim, as far as there is room."
    assert cells(page.denied.view.table)[1][6] == "Asked 20 Nov 2026"
    assert page.commands.withdraw.isEnabled()
    page.commands.withdraw.trigger()
    assert cells(page.denied.view.table)[1][6] == "Waits"
    assert page.commands.withdraw.toolTip() == "Nothing is asked to be claimed again of what is selected."
    assert len(certified_services.ledger.read().resubmissions) == 2


def test_denied_amounts_are_given_up_with_a_reason(
    page: LedgerPage, qtbot: QtBot, certified_services: Services
) -> None:
    page.views.setCurrentIndex(DENIED)
    page.denied.view.setFocus()
    control(Key.Key_A)
    assert page.denied.sums.text() == "Selected: 2 amounts · $873.45 · $750.00 to be claimed again"
    page.commands.give_up.trigger()
    made = dialog_of(TakenDialog, qtbot)
    assert made.windowTitle() == "Give up 2 denied amounts"
    press(Key.Key_Return)
    assert made.form.fields["note"].error == "Reason is needed."
    write("Not worth an appeal")
    press(Key.Key_Return)
    no_dialog(qtbot)
    assert certified_services.ledger.denied() == []
    assert page.denied.shown_or_empty.empty.isVisible()
    assert page.commands.give_up.toolTip() == "Select denied amounts first."


def test_what_was_denied_is_approved_after_all(page: LedgerPage, qtbot: QtBot, certified_services: Services) -> None:
    denied(page, "0188")
    page.commands.granted.trigger()
    dialog_of(TakenDialog, qtbot)
    fill("2026-11-10", "ICE letter 2026-151", "On appeal")
    press(Key.Key_Return)
    no_dialog(qtbot)
    line = next(
        each
        for each in certified_services.ledger.position("FY26Q2-001").lines
        if each.amount.officer_id == "0188" and each.amount.component is Component.BENEFITS
    )
    assert (line.denied, line.pending, line.approved) == (0, 0, line.amount.amount)


def test_amounts_of_two_claims_are_not_decided_at_once(page: LedgerPage, certified_services: Services) -> None:
    line = next(each for each in certified_services.ledger.position("FY26Q3-002").lines if each.pending)
    made = Decided(line.amount.line, 0, line.pending, "late")
    page.context.publish(certified_services.ledger.decide("FY26Q3-002", [made], Taken(date(2026, 11, 2))))
    page.views.setCurrentIndex(DENIED)
    page.denied.view.selectAll()
    assert page.commands.granted.toolTip() == "Select amounts of one claim; a decision is on one claim."


# -- deposits


def deposit(page: LedgerPage, qtbot: QtBot) -> DepositDialog:
    control(Key.Key_N)
    return dialog_of(DepositDialog, qtbot)


def test_a_deposit_shows_what_it_pays_as_it_is_typed(
    page: LedgerPage, qtbot: QtBot, certified_services: Services
) -> None:
    made = deposit(page, qtbot)
    assert made.rest.text() == "Type the amount to see what it pays."
    fill("2026-11-18", "300,000", "TREAS 7741-0201", "Remittance advice 201")
    assert cells(made.applied.table) == [
        ["FY26Q2-001", "220,316.13", "220,316.13", "0.00"],
        ["FY26Q3-002", "327,798.34", "79,683.87", "248,114.47"],
    ]
    assert made.rest.text() == "All of it is applied."
    press(Key.Key_Return)
    no_dialog(qtbot)
    kept = certified_services.ledger.read().deposits[-1]
    assert (kept.amount, kept.reference, kept.recorded_by) == (30000000, "TREAS 7741-0201", "Clerk")
    assert certified_services.ledger.position("FY26Q2-001").outstanding == 0
    assert page.deposits.sums.text() == "3 deposits · $1,012,280.11"


def test_what_of_a_deposit_is_not_applied_is_said(page: LedgerPage, qtbot: QtBot) -> None:
    made = deposit(page, qtbot)
    fill("", "600000")
    assert made.rest.text() == (
        "$51,885.53 is not applied: it stays with the deposit, because nothing more is open for it. "
        "An award is paid only where the remittance names it."
    )
    press(Key.Key_Return)
    no_dialog(qtbot)
    page.views.setCurrentIndex(DEPOSITS)
    assert page.deposits.sums.text().endswith(" · $51,885.53 not applied")
    row = page.deposits.view.table.row_of(lambda each: each.unapplied != 0)
    assert "once more is approved, apply the rest" in page.deposits.view.table.index(row, 6).data(
        Qt.ItemDataRole.ToolTipRole
    )


def test_the_rest_of_a_deposit_is_applied_once_more_is_approved(
    page: LedgerPage, qtbot: QtBot, certified_services: Services
) -> None:
    deposit(page, qtbot)
    fill("", "600000")
    press(Key.Key_Return)
    no_dialog(qtbot)
    page.views.setCurrentIndex(DEPOSITS)
    ledger, newest = certified_services.ledger, certified_services.ledger.read().deposits[-1]
    assert page.deposits.select(newest.id)
    page.commands.apply.trigger()
    assert page.message.text == "Nothing is open that the deposit could pay; record what was decided first."
    today = Taken(page.context.today)
    page.context.publish(ledger.take("FY26Q4-001", StepKind.SUBMITTED, today))
    page.context.publish(ledger.approve_rest("FY26Q4-001", today))
    page.commands.apply.trigger()
    assert page.message.text == f"The deposit of {day(newest.received_on)} is applied to what has been approved since."
    assert sum(each.amount for each in ledger.read().payments if each.deposit == newest.id) == newest.amount
    assert page.deposits.select(newest.id)
    assert not page.commands.apply.isEnabled()
    assert page.commands.apply.toolTip() == "All of the selected deposit is applied."


def test_a_remittance_is_followed(page: LedgerPage, qtbot: QtBot, certified_services: Services) -> None:
    made = deposit(page, qtbot)
    fill("", "13000")
    press(Key.Key_R, modifier=Alt)
    qtbot.waitUntil(made.remittance.isVisible)
    assert cells(made.named)[0] == ["", "Award of FY2026Q2", "12,750.00", ""]
    made.remittance.go_to_cell(0, "Remittance")
    into_cell(made.remittance, "12750", qtbot)
    assert made.naming.text() == "$12,750.00 named"
    assert cells(made.applied.table) == [
        ["Award of FY2026Q2", "12,750.00", "12,750.00", "0.00"],
        ["FY26Q2-001", "220,316.13", "250.00", "220,066.13"],
    ]
    made.search.setFocus()
    write("nakamura salary")
    made.remittance.go_to_cell(0, "Remittance")
    into_cell(made.remittance, "250", qtbot)
    made.save_button.click()
    no_dialog(qtbot)
    found = certified_services.ledger.read()
    last = [(each.number, each.line, each.amount) for each in found.payments if each.deposit == found.deposits[-1].id]
    assert last[0] == ("FY2026Q2", 0, 1275000)
    assert last[1][0] == "FY26Q2-001"
    assert last[1][2] == 25000
    assert page.claims.file.award is not None


def test_a_remittance_for_one_claim_passes_over_an_older_one(
    page: LedgerPage, qtbot: QtBot, certified_services: Services
) -> None:
    made = deposit(page, qtbot)
    fill("", "327798.34")
    made.as_remitted.click()
    made.name_shown.click()
    assert made.message.text == "The remittance names 560,864.47 in all, which passes the deposit of 327,798.34."
    made.name_none.click()
    assert made.naming.text() == "$0.00 named"
    made.search.setFocus()
    write("FY26Q3-002")
    made.name_shown.click()
    assert cells(made.applied.table) == [["FY26Q3-002", "327,798.34", "327,798.34", "0.00"]]
    made.save_button.click()
    no_dialog(qtbot)
    assert certified_services.ledger.position("FY26Q3-002").outstanding == 0
    assert certified_services.ledger.position("FY26Q2-001").outstanding == 22031613


def test_a_remittance_that_names_too_much_is_refused(page: LedgerPage, qtbot: QtBot) -> None:
    made = deposit(page, qtbot)
    made.as_remitted.click()
    made.remittance.go_to_cell(1, "Remittance")
    refused_in_cell(made.remittance, "9,114.75")
    assert made.message.text == "FY26Q2-001: 9,114.74 is open of it; give no more than that."
    write("9,000")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: focused() is made.remittance)
    made.form.fields["amount"].editor.setFocus()
    write("100")
    assert made.rest.text() == "It cannot be applied like this."
    assert made.message.text == "The remittance names 9,000.00 in all, which passes the deposit of 100.00."
    made.save_button.click()
    assert made.isVisible()
    assert made.message.kind == "error"
    press(Key.Key_Escape, Key.Key_Escape)
    assert not made.isVisible()


@pytest.mark.parametrize(
    ("cells_typed", "field", "told"),
    [
        (("2026-11-21", "10"), "received_on", "21 Nov 2026 is still to come; give today's date or an earlier one."),
        (("", "0"), "amount", "A deposit is of more than nothing."),
        (("", "ten"), "amount", "“ten” is not an amount of money; write it like 1234.50."),
    ],
)
def test_a_deposit_that_cannot_be_is_told_at_its_field(
    page: LedgerPage, qtbot: QtBot, cells_typed: tuple[str, ...], field: str, told: str
) -> None:
    made = deposit(page, qtbot)
    fill(*cells_typed)
    press(Key.Key_Return)
    assert made.form.fields[field].error == told
    press(Key.Key_Escape, Key.Key_Escape)


def test_a_deposit_is_taken_back_after_asking(
    page: LedgerPage, prompts: AnsweredPrompts, certified_services: Services
) -> None:
    page.views.setCurrentIndex(DEPOSITS)
    page.deposits.view.select(lambda each: each.deposit.amount == 25000000)
    page.deposits.view.setFocus()
    press(Key.Key_Return)
    assert page.sides.panel.heading.text() == "Not applied: 0.00"
    press(Key.Key_Escape)
    prompts.will("confirm", False)
    press(Key.Key_Delete)
    assert len(certified_services.ledger.read().deposits) == 2
    prompts.will("confirm", True)
    page.commands.remove.trigger()
    assert prompts.asked[-1] == (
        "Take back the deposit of 1 Jul 2026, $250,000.00? What it paid is open again: FY26Q2-001 250,000.00. "
        "The change log keeps what it said."
    )
    assert certified_services.ledger.position("FY26Q2-001").paid == 0


# -- what was typed by mistake


def test_an_entry_of_the_history_is_taken_back(
    page: LedgerPage, prompts: AnsweredPrompts, certified_services: Services
) -> None:
    choose(page, "FY26Q3-002")
    page.claims.file.tabs.setCurrentIndex(HISTORY)
    page.claims.file.history.select(lambda each: each.what.startswith("Decided"))
    page.claims.file.history.setFocus()
    prompts.will("confirm", True)
    press(Key.Key_Delete)
    assert prompts.asked[-1].startswith("Take back “Decided: approved $327,798.34” of 30 Sep 2026?")
    assert status(certified_services, "FY26Q3-002") is Status.SUBMITTED


def test_what_rests_on_an_entry_keeps_it(page: LedgerPage, prompts: AnsweredPrompts) -> None:
    choose(page, "FY26Q2-001")
    page.claims.file.tabs.setCurrentIndex(HISTORY)
    page.claims.file.history.select(lambda each: each.what == "Submitted")
    prompts.will("confirm", True)
    page.commands.undo.trigger()
    assert page.message.text == "FY26Q2-001 has been decided on, so its submission stays."
    page.claims.file.history.select(lambda each: each.what.startswith("Certified"))
    assert page.commands.undo.toolTip() == "What was certified stays; a deposit is taken back in the Deposits view."
    page.commands.take_back_entry()  # asks nothing
