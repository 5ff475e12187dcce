"""Certifying, examining and amending on the claim page, as a clerk and an official do it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from muster.domain.fiscal import Quarter
from muster.domain.ledger.records import StepKind
from muster.domain.readings import Preset
from muster.services.bundle import Services
from muster.services.certification import Request, Signature
from muster.services.changes import Changed
from muster.services.ledger import Decided, Taken
from muster.ui.dialogs.certify import CertifyDialog
from muster.ui.dialogs.reason_dialog import ReasonDialog
from muster.ui.dialogs.signer import SignerDialog
from muster.ui.format import amount, money
from muster.ui.models.record_table import EXPLAIN
from muster.ui.page import PageContext
from muster.ui.pages.claim import ClaimPage
from tests.domain.evaluate import evaluate
from tests.ui.conftest import MakeContext
from tests.ui.menus import choose as choose_entry
from tests.ui.menus import menu_by_key
from tests.ui.pages.hands import nameless

if TYPE_CHECKING:
    from muster.domain.records import AnyRecord, Pay

Q1, Q2, Q3, Q4 = map(Quarter, 4 * [2026], range(1, 5))
CLERK, CHIEF = ("Dana Reyes", "battery staple"), ("Rosalind Keene", "correct horse")
Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, sample_services: Services, make_context: MakeContext) -> ClaimPage:
    pages: list[ClaimPage] = []

    def publish(changed: Changed) -> None:
        pages[0].hear(changed)

    made = ClaimPage(replace(make_context(sample_services), publish=publish))
    pages.append(made)
    qtbot.addWidget(made)
    made.resize(1080, 740)
    made.show()
    made.activate()
    choose(made, Q1)
    return made


@pytest.fixture
def signers(sample_services: Services) -> Services:
    sample_services.signers.add(CLERK[0], "Grants clerk", CLERK[1])
    sample_services.signers.add(CHIEF[0], "Chief Deputy", CHIEF[1])
    return sample_services


def choose(page: ClaimPage, quarter: Quarter) -> None:
    texts = [page.picker.box.itemText(row) for row in range(page.picker.box.count())]
    page.picker.box.setCurrentIndex(next(row for row, text in enumerate(texts) if text.startswith(str(quarter))))


def certify(services: Services, quarter: Quarter = Q1) -> str:
    proposal = services.certifications.propose(quarter, Preset.PUBLISHED)
    request = Request(proposal.claim, Signature(*CLERK), Signature(*CHIEF))
    return services.certifications.certify(request)[0].number


def decide(services: Services, number: str) -> None:
    services.ledger.take(number, StepKind.SUBMITTED, Taken(date(2026, 11, 20)))
    services.ledger.approve_rest(number, Taken(date(2026, 11, 20)))


def cut_pay(services: Services, officer_id: str = "0417") -> None:
    """A thousand dollars a year less from the first record on."""
    detail = services.officers.detail(officer_id)
    assert detail is not None
    pay: Pay = detail.pay[0]
    services.records.save(replace(pay, annual_salary=pay.annual_salary - 100_000), pay)


def dialog_of(page: ClaimPage) -> CertifyDialog:
    found = page.findChild(CertifyDialog)
    assert found is not None
    return found


def fill(dialog: CertifyDialog, clerk: tuple[str, str] = CLERK, chief: tuple[str, str] = CHIEF) -> None:
    for box, field, (name, passphrase) in (
        (dialog.preparer, dialog.passphrases["preparer"], clerk),
        (dialog.official, dialog.passphrases["official"], chief),
    ):
        box.setCurrentText(name)
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, passphrase)


def reason_dialog(page: ClaimPage) -> ReasonDialog:
    return next(each for each in page.findChildren(ReasonDialog) if each.isVisible())


def accept(page: ClaimPage, reason: str) -> None:
    page.findings.accept.click()
    dialog = reason_dialog(page)
    QTest.keyClicks(dialog.form.fields["reason"].editor, reason)
    QTest.keyClick(dialog.form.fields["reason"].editor, Key.Key_Return)


def offer(page: ClaimPage, text: str) -> QPushButton:
    return next(each for each in page.message.findChildren(QPushButton) if each.text() == text)


# -- certifying


def test_two_people_certify_a_claim(page: ClaimPage, signers: Services) -> None:
    draft = page.claim
    page.certify_action.trigger()
    dialog = dialog_of(page)
    assert "FY26Q1-001" in {each.text() for each in dialog.findChildren(type(dialog.found))}
    assert "to the best of my knowledge and belief" in dialog.wording.text()
    assert nameless(dialog) == []
    fill(dialog)
    QTest.keyClick(dialog.passphrases["official"], Key.Key_Return)
    assert page.findChild(CertifyDialog) is None or not dialog.isVisible()
    assert page.claim is not None
    assert page.claim.number == "FY26Q1-001"
    assert draft is not None
    assert page.claim.lines == draft.lines
    assert page.message.kind == "success"
    assert page.subtitle.text() == "22 lines · certified on 20 Nov 2026 by Rosalind Keene"
    assert [page.versions.itemText(row) for row in range(page.versions.count())] == [
        "FY26Q1-001 · certified",
        "Draft from the records now",
    ]
    assert [each.claim.number for each in signers.ledger.positions()] == ["FY26Q1-001"]


def test_a_wrong_passphrase_loses_nothing(page: ClaimPage, signers: Services) -> None:
    page.certify_action.trigger()
    dialog = dialog_of(page)
    dialog.note.setText("First claim")
    fill(dialog, chief=(CHIEF[0], "incorrect horse"))
    dialog.certify.click()
    assert dialog.isVisible()
    assert dialog.message.text == "The passphrase is not that of Rosalind Keene; type it again."
    assert dialog.note.text() == "First claim"
    assert signers.ledger.positions() == []
    fill(dialog)
    dialog.certify.click()
    assert signers.ledger.positions()[0].claim.note == "First claim"


@pytest.mark.parametrize(
    ("clerk", "chief", "field", "why"),
    [
        (CLERK, (CHIEF[0], "incorrect horse"), "official", "not that of Rosalind Keene"),
        ((CLERK[0], "flat battery"), CHIEF, "preparer", "not that of Dana Reyes"),
        ((CLERK[0], ""), CHIEF, "preparer", "passphrase of the preparer is missing; Dana Reyes types it"),
        (CLERK, (CHIEF[0], ""), "official", "passphrase of the authorized official is missing"),
    ],
)
def test_a_refusal_leads_to_the_passphrase_that_it_is_about(
    page: ClaimPage, signers: Services, clerk: tuple[str, str], chief: tuple[str, str], field: str, why: str
) -> None:
    page.certify_action.trigger()
    dialog = dialog_of(page)
    fill(dialog, clerk, chief)
    dialog.certify.setFocus()
    QTest.keyClick(dialog.certify, Key.Key_Space)
    assert why in dialog.message.text
    focus: QWidget | None = dialog.focusWidget()
    assert focus is dialog.passphrases[field]
    assert dialog.passphrases[field].selectedText() == dialog.passphrases[field].text()


@pytest.mark.parametrize(
    ("clerk", "chief", "whose"), [("", CHIEF[0], "preparer"), (CLERK[0], "", "authorized official")]
)
def test_a_name_that_is_missing_is_said_to_be_missing(
    page: ClaimPage, signers: Services, clerk: str, chief: str, whose: str
) -> None:
    page.certify_action.trigger()
    dialog = dialog_of(page)
    fill(dialog, (clerk, CLERK[1]), (chief, CHIEF[1]))
    dialog.certify.click()
    assert dialog.message.text == f"The name of the {whose} is missing; choose it, or add the signer."
    focus: QWidget | None = dialog.focusWidget()
    assert focus is (dialog.official if clerk else dialog.preparer)


def test_the_typing_begins_at_the_first_field_to_fill_in(page: ClaimPage, sample_services: Services) -> None:
    page.certify_action.trigger()
    dialog = dialog_of(page)
    focus: QWidget | None = dialog.focusWidget()
    assert focus is dialog.add_signer  # nobody can be chosen yet
    dialog.certify.click()
    assert dialog.message.text.startswith("Nobody signs claims in this book yet")
    focus = dialog.focusWidget()
    assert focus is dialog.add_signer
    QTest.keyClick(dialog.add_signer, Key.Key_Return)  # not Certify, which Enter presses from a field
    form = next(each for each in dialog.findChildren(SignerDialog) if each.isVisible())
    focus = form.focusWidget()
    assert focus is form.name
    QTest.keyClick(form.name, Key.Key_Return)
    assert form.message.text == "The signer has no name; give one."
    focus = form.focusWidget()
    assert focus is form.name
    QTest.keyClicks(form.name, CLERK[0])
    QTest.keyClick(form.name, Key.Key_Return)
    assert "at least 8 characters" in form.message.text
    focus = form.focusWidget()
    assert focus is form.passphrase
    for field in (form.passphrase, form.again):
        QTest.keyClicks(field, CLERK[1])
    form.keep()
    focus = dialog.focusWidget()
    assert focus is dialog.passphrases["preparer"]


def test_the_same_person_twice_is_refused_unless_the_agency_says_so(page: ClaimPage, signers: Services) -> None:
    page.certify_action.trigger()
    dialog = dialog_of(page)
    fill(dialog, chief=CLERK)
    dialog.certify.click()
    assert "has to be another person" in dialog.message.text
    focus: QWidget | None = dialog.focusWidget()
    assert focus is dialog.official
    dialog.alone.click()
    assert not dialog.official.isEnabled()
    dialog.certify.click()
    assert page.claim is not None
    assert page.claim.certification is not None
    assert page.claim.certification.alone
    assert signers.ledger.positions()[0].claim.certified_by == CLERK[0]


def test_signers_are_added_on_the_way(page: ClaimPage, sample_services: Services) -> None:
    page.certify_action.trigger()
    dialog = dialog_of(page)
    assert "Nobody signs claims in this book yet" in dialog.message.text
    for name, passphrase in (CLERK, CHIEF):
        dialog.add_signer.click()
        form = next(each for each in dialog.findChildren(SignerDialog) if each.isVisible())
        for field, text in zip(
            (form.name, form.title, form.passphrase, form.again), (name, "", passphrase, "other"), strict=True
        ):
            QTest.keyClicks(field, text)
        form.keep()
        assert "The two passphrases differ" in form.message.text
        form.again.clear()
        QTest.keyClicks(form.again, passphrase)
        QTest.keyClick(form.again, Key.Key_Return)
        QApplication.sendPostedEvents()
    assert (dialog.preparer.currentText(), dialog.official.currentText()) == (CLERK[0], CHIEF[0])
    fill(dialog)
    dialog.certify.click()
    assert len(sample_services.ledger.positions()) == 1


def test_what_blocks_keeps_from_certifying(page: ClaimPage, signers: Services) -> None:
    page.presets.buttons[Preset.STRICT].click()
    assert "blocking" in page.examine_action.text()
    page.certify_action.trigger()
    dialog = dialog_of(page)
    assert not dialog.certify.isEnabled()
    assert "block certification" in dialog.found.text()
    link = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Look at the findings")
    link.click()
    assert not dialog.isVisible()
    assert page.findings.isVisible()
    assert page.findings.texts()[0].startswith("Blocks: Payroll missing")


def test_a_look_at_the_findings_gives_up_nothing_typed_unasked(page: ClaimPage, signers: Services) -> None:
    page.certify_action.trigger()
    dialog = dialog_of(page)
    fill(dialog)
    dialog.look_at.click()
    assert dialog.isVisible()
    assert dialog.message.text.endswith("Save it, or ask for the findings again to give it up.")
    dialog.look_at.click()
    assert not dialog.isVisible()
    assert page.findings.isVisible()


# -- the examiner


def test_a_warning_is_accepted_with_a_reason_kept_with_the_claim(page: ClaimPage, signers: Services) -> None:
    QTest.keyClick(page, Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    panel = page.findings
    assert panel.isVisible()
    assert panel.texts()[0].startswith("Warning: Claim late")
    total = len(panel.texts())
    accept(page, "Sent by the state as a whole")
    assert "Accepted by Clerk on 20 Nov 2026: Sent by the state as a whole" in panel.texts()[0]
    assert "1 accepted" in panel.heading.text()
    panel.only_open.click()
    assert len(panel.texts()) == total - 1
    panel.only_open.click()
    certify(signers)
    remarks = signers.ledger.frozen("FY26Q1-001").claim.remarks
    assert [each.accepted for each in remarks if each.accepted] == ["Sent by the state as a whole"]


def test_an_acceptance_is_taken_back(page: ClaimPage) -> None:
    page.show_findings()
    panel = page.findings
    accept(page, "Looked at")
    panel.list.setCurrentRow(0)
    panel.take_back.click()
    assert "Accepted" not in panel.texts()[0]


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_is_accepted(page: ClaimPage, reason: str) -> None:
    page.show_findings()
    page.findings.accept.click()
    dialog = reason_dialog(page)
    field = dialog.form.fields["reason"]
    QTest.keyClicks(field.editor, reason)
    dialog.save_button.setFocus()
    QTest.keyClick(dialog.save_button, Key.Key_Space)
    assert dialog.isVisible()
    assert field.error == "Reason is needed."
    focus: QWidget | None = dialog.focusWidget()
    assert focus is field.editor
    assert "0 accepted" in page.findings.heading.text()
    dialog.done(0)


def test_several_warnings_are_accepted_at_once(page: ClaimPage) -> None:
    page.show_findings()
    page.findings.list.selectAll()
    page.findings.accept.click()
    dialog = reason_dialog(page)
    assert f"these {page.findings.list.count()} stand" in "".join(each.text() for each in dialog.findChildren(QLabel))
    QTest.keyClicks(dialog.form.fields["reason"].editor, "Looked at with payroll")
    QTest.keyClick(dialog.form.fields["reason"].editor, Key.Key_Return)
    assert all("Looked at with payroll" in text for text in page.findings.texts())


def test_a_finding_leads_to_its_record(qtbot: QtBot, page: ClaimPage) -> None:
    gone: list[tuple[str, AnyRecord | None]] = []
    page.context = replace(page.context, go_to=lambda key, record: gone.append((key, record)))
    page.certifying._context = page.context
    page.show_findings()
    row = next(row for row, text in enumerate(page.findings.texts()) if "Training after the authorization" in text)
    page.findings.list.setCurrentRow(row)
    QTest.keyClick(page.findings.list, Key.Key_Return)
    assert gone
    assert gone[-1][0] == "officers"


def test_findings_of_a_certified_claim_are_those_of_then(page: ClaimPage, signers: Services) -> None:
    certify(signers)
    page.reload()
    page.show_findings()
    assert "before FY26Q1-001 was certified" in page.findings.heading.text()
    assert not page.findings.accept.isVisible()


# -- after certification


def test_a_certified_claim_stays_and_says_what_changed_behind_it(page: ClaimPage, signers: Services) -> None:
    certify(signers)
    page.reload()
    before = page.claim
    cut_pay(signers)
    page.reload()
    assert page.claim == before
    assert page.message.kind == "warning"
    assert "On the facts now known 1 amount of FY26Q1-001 would differ" in page.message.text
    offer(page, "Show what differs").click()
    (text,) = page.adjustments.texts()
    assert text.startswith("0417 Lind, Avery: salary of FY2026Q1")
    assert "Pay record of 1 Oct 2025" in text
    assert "changed by Clerk on" in text
    assert "a revision of the whole claim" in page.adjustments.words.text()
    page.reload()
    assert page.adjustments.isHidden()  # what it said may be another claim's by now


def test_a_certified_claim_s_cards_explain_what_was_frozen(page: ClaimPage, signers: Services) -> None:
    number = certify(signers)
    page.reload()
    cut_pay(signers)
    links = {**page.summary.reimbursement.parts, **page.summary.award.parts}
    for name, link in links.items():
        link.click()
        tree = page.derivation.derivation
        assert tree == signers.ledger.explain(number, None, name)
        assert evaluate(tree) == tree.value
        assert page.derivation.subject.text() == f"The whole claim · {number}"


def test_a_certified_total_leads_to_its_lines_and_back(page: ClaimPage, signers: Services) -> None:
    number = certify(signers)
    page.reload()
    page.summary.reimbursement.parts["salary"].click()
    total = page.derivation.derivation
    assert total is not None
    page.derivation.select(total.inputs[0])
    page.derivation.ask_line()
    officer_id = page.lines.table.record(0).line.officer_id
    assert page.derivation.derivation == signers.ledger.explain(number, officer_id, "salary")
    page.derivation.go_back()
    assert page.derivation.derivation is total


def test_an_undecided_claim_is_revised_by_one_button(page: ClaimPage, signers: Services) -> None:
    number = certify(signers)
    cut_pay(signers)
    page.reload()
    offer(page, "Make the amendment…").click()
    dialog = dialog_of(page)
    before = signers.ledger.position(number).claimed
    told = [each.text() for each in dialog.findChildren(QLabel)]
    change = dialog.proposal.claim.totals.claimed - before
    assert change < 0
    assert f"{money(before)}; net change {money(change)}" in told
    fill(dialog)
    dialog.certify.click()
    assert page.claim is not None
    assert page.claim.number == f"{number}-R1"
    assert page.claim.previous is not None
    assert page.claim.previous.number == number
    assert page.summary.claimed.isVisible()
    assert "In place of FY26Q1-001: net change" in page.summary.claimed.words.text()
    page.versions.setCurrentIndex(page.versions.findData(number))
    assert page.claim.number == number
    assert "superseded" in page.subtitle.text()


def test_certifying_tells_what_a_claim_is_made_of(page: ClaimPage, signers: Services) -> None:
    decide(signers, certify(signers))
    cut_pay(signers)
    choose(page, Q2)
    page.certify_action.trigger()
    totals = page.claim.totals if page.claim else None
    assert totals is not None
    assert totals.adjustments < 0
    parts = f"the quarter {money(totals.reimbursement)}; adjustments {money(totals.adjustments)}; claimed again $0.00"
    assert parts in [each.text() for each in dialog_of(page).findChildren(QLabel)]


def test_a_decided_claim_is_adjusted_on_the_next_one(page: ClaimPage, signers: Services) -> None:
    decide(signers, certify(signers))
    cut_pay(signers)
    page.reload()
    assert not page.certify_action.isEnabled()
    assert "has been decided on" in page.certify_action.toolTip()
    offer(page, "Make the amendment…").click()
    assert page.picker.quarter == Q2
    assert page.claim is not None
    (adjustment,) = page.claim.adjustments
    assert (adjustment.number, adjustment.officer_id) == ("FY26Q1-001", "0417")
    assert page.summary.claimed.isVisible()
    link = page.summary.claimed.parts["adjustments"]
    for key in (Key.Key_Return, Key.Key_F2):
        link.click()
        assert page.adjustments.isVisible()
        assert page.adjustments.sums.text() == f"Adjustments {amount(adjustment.amount)}"
        assert link.text() in page.adjustments.sums.text()
        QTest.keyClick(page.adjustments.list, key)
        assert page.derivation.isVisible()
        assert page.derivation.derivation is not None
        assert evaluate(page.derivation.derivation) == adjustment.amount
    choose(page, Q1)
    assert page.derivation.isHidden()  # another claim has no such adjustment
    choose(page, Q2)
    link.click()
    choose_entry(menu_by_key(page.adjustments.list), EXPLAIN)
    assert page.derivation.isVisible()


def test_what_differs_behind_a_claim_is_explained_by_the_facts_now_known(page: ClaimPage, signers: Services) -> None:
    certify(signers)
    cut_pay(signers)
    page.reload()
    offer(page, "Show what differs").click()
    QTest.keyClick(page.adjustments.list, Key.Key_F2)
    (difference,) = signers.ledger.differences("FY26Q1-001")
    derivation = page.derivation.derivation
    assert derivation is not None
    assert derivation.value == evaluate(derivation) == difference.amount
    assert derivation.inputs[0].label == "Salary recomputed"


def test_the_list_of_corrections_comes_to_the_card_s_figures(page: ClaimPage, signers: Services) -> None:
    number = certify(signers)
    signers.ledger.take(number, StepKind.SUBMITTED, Taken(date(2026, 11, 20)))
    denied = [Decided(1, 0, line.amount.amount, "No time sheets") for line in signers.ledger.position(number).lines[:1]]
    signers.ledger.decide(number, denied, Taken(date(2026, 11, 20)))
    signers.ledger.claim_again(signers.ledger.denied(), Taken(date(2026, 11, 20)))
    cut_pay(signers)
    page.reload()
    choose(page, Q2)
    claim = page.claim
    assert claim is not None
    links = page.summary.claimed.parts
    links["adjustments"].click()
    assert page.adjustments.list.currentRow() == 0
    links["resubmitted"].click()
    assert len(page.adjustments.texts()) == 2
    assert "claimed again" in page.adjustments.texts()[page.adjustments.list.currentRow()]
    assert page.adjustments.sums.text().splitlines() == [
        f"Adjustments {amount(claim.totals.adjustments)}",
        f"Claimed again {amount(claim.totals.resubmitted)}",
    ]
    assert claim.totals.adjustments == sum(each.amount for each in claim.adjustments) < 0
    QTest.keyClick(page.adjustments.list, Key.Key_F2)
    assert page.derivation.derivation is not None
    assert page.derivation.derivation.value == claim.totals.resubmitted > 0
    certify(signers, Q2)
    page.reload()
    links["resubmitted"].click()
    QTest.keyClick(page.adjustments.list, Key.Key_F2)
    assert page.derivation.derivation.value == claim.totals.resubmitted
    assert "FY26Q2-001" in page.derivation.subject.text()


def test_what_a_line_s_overtime_corrects_is_told_apart(page: ClaimPage, signers: Services) -> None:
    number = certify(signers)
    decide(signers, number)
    entry = next(each.entry for each in signers.overtime.of_officer("0417") if each.entry.amount)
    signers.records.save(replace(entry, amount=(entry.amount or 0) - 1000), entry)
    page.reload()
    choose(page, Q2)
    claim = page.claim
    assert claim is not None
    (correction,) = [each for line in claim.lines for each in line.corrections]
    page.summary.claimed.parts["adjustments"].click()
    assert page.adjustments.texts()[0].endswith("Counted in the line's overtime (R12)")
    assert page.adjustments.sums.text().splitlines() == [
        f"Adjustments {amount(claim.totals.adjustments)}",
        f"Counted in the lines' overtime {amount(correction.amount)}",
    ]


def test_overtime_of_the_same_year_is_corrected_in_the_line(page: ClaimPage, signers: Services) -> None:
    number = certify(signers, Q3)
    decide(signers, number)
    capped = next(line.officer_id for line in signers.ledger.frozen(number).claim.lines if line.overtime_carried)
    detail = signers.officers.detail(capped)
    assert detail is not None
    raised = replace(detail.pay[-1], id=0, effective_on=Q4.start, annual_salary=detail.pay[-1].annual_salary + 200_000)
    signers.records.save(raised, None)
    choose(page, Q3)
    assert f"On the facts now known 1 amount of {number} would differ" in page.message.text
    offer(page, "Make the amendment…").click()
    assert page.picker.quarter == Q4
    assert page.claim is not None
    assert page.claim.adjustments == ()
    assert "corrects it: overtime of the same fiscal year in the officer's own line" in page.message.text


def test_the_figures_of_a_certified_claim_come_from_what_was_frozen(page: ClaimPage, signers: Services) -> None:
    certify(signers)
    claim = signers.ledger.frozen("FY26Q1-001").claim
    cut_pay(signers)
    page.reload()
    page._ask("0417", "salary")
    line = next(line for line in claim.lines if line.officer_id == "0417")
    derivation = page.derivation.derivation
    assert derivation is not None
    assert derivation.value == line.salary
    assert "FY26Q1-001" in page.derivation.subject.text()
    page._ask(None, "reimbursement")
    assert page.derivation.derivation is not None
    assert page.derivation.derivation.value == claim.totals.reimbursement


def test_the_controls_have_names(page: ClaimPage, signers: Services) -> None:
    certify(signers)
    page.reload()
    page.show_findings()
    assert [each for each in nameless(page) if each.isVisible()] == []


def test_esc_closes_a_panel_and_gives_the_focus_back(page: ClaimPage) -> None:
    page.lines.view.setFocus()
    page.show_findings()
    QTest.keyClick(page.findings.list, Key.Key_Escape)
    assert page.findings.isHidden()
    focus: QWidget | None = page.focusWidget()
    assert focus is page.lines.view


def test_without_a_book_s_context_nothing_is_certified(context: PageContext, qtbot: QtBot) -> None:
    """An empty book: the examiner blocks, for there is no official."""
    page = ClaimPage(context)
    qtbot.addWidget(page)
    page.show()
    page.activate()
    page.certify_action.trigger()
    assert not dialog_of(page).certify.isEnabled()


def test_a_claim_that_was_altered_shows_no_figure_and_says_what_to_do(page: ClaimPage, signers: Services) -> None:
    """Nor one of the claim shown before; the draft can be chosen."""
    number = certify(signers)
    with closing(sqlite3.connect(signers.book.path, isolation_level=None)) as other:
        other.execute("DROP TRIGGER claim_contents_refuses_update")
        other.execute("UPDATE claim_contents SET content = replace(content, '16996.61', '16996.71')")
    page.reload()
    assert page.views.currentWidget() is page.views.refused
    assert page.summary.isHidden()
    assert page.views.refused.text.text() == (
        f"What was certified as {number} is not as it was, so it is neither shown nor printed; open a copy of the book"
        " from before. “muster check” says more."
    )
    assert not any(each.isEnabled() for each in (page.documents.print_action, *page.documents.save_actions))
    page.versions.setCurrentIndex(page.versions.count() - 1)
    assert page.claim is not None
    assert page.lines.isVisible()
    assert page.summary.isVisible()
