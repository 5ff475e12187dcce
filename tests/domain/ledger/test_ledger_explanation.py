"""Every figure of the ledger can be worked out again from its records (R15 to R19)."""

from dataclasses import replace
from datetime import date

import pytest

from muster.domain.derivation import Derivation
from muster.domain.fiscal import Quarter
from muster.domain.ledger.explanation import AWARD_FIGURES, FIGURES, LedgerExplanation, amount_words
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.positions import position
from muster.domain.ledger.receivable import dues
from muster.domain.ledger.records import (
    AwardDecision,
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Component,
    Decision,
    Deposit,
    Nature,
    Payment,
    Resubmission,
    StepKind,
    WriteOff,
)
from tests.domain.evaluate import evaluate

Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
ONE, TWO = "FY26Q1-001", "FY26Q2-001"
DAY = date(2026, 6, 15)


def claim(number: str, quarter: Quarter, claimed: int) -> CertifiedClaim:
    return CertifiedClaim(number, quarter, "published", date(2026, 4, 20), "A", "B", claimed, 0, "", 1, "")


LEDGER = Ledger(
    claims=(claim(ONE, Q1, 1500_00), claim(TWO, Q2, 850_00)),
    amounts=(
        ClaimAmount(ONE, 1, "0001", Component.SALARY, Q1, Nature.OWN, 1000_00),
        ClaimAmount(ONE, 2, "0001", Component.OVERTIME, Q1, Nature.OWN, 300_00),
        ClaimAmount(ONE, 3, "0002", Component.SALARY, Q1, Nature.OWN, 200_00),
        ClaimAmount(TWO, 1, "0002", Component.SALARY, Q2, Nature.OWN, 800_00),
        ClaimAmount(TWO, 2, "0001", Component.SALARY, Q1, Nature.ADJUSTMENT, -50_00, ONE),
        ClaimAmount(TWO, 3, "0001", Component.OVERTIME, Q1, Nature.RESUBMISSION, 100_00, ONE, 2),
    ),
    decisions=(
        Decision(ONE, 1, DAY, 600_00, 0, id=1),
        Decision(ONE, 2, DAY, 100_00, 200_00, "no time sheets", id=2),
        Decision(ONE, 1, date(2026, 7, 1), 400_00, 0, id=3),
        Decision(ONE, 2, date(2026, 7, 1), 20_00, -20_00, "on appeal", id=4),
    ),
    write_offs=(WriteOff(ONE, 2, 30_00, date(2026, 8, 1), reason="small"),),
    deposits=(Deposit(DAY, 900_00, "T-1", id=1), Deposit(date(2026, 8, 1), 5000_00, "T-2", document="advice 2", id=2)),
    payments=(
        Payment(1, ONE, 1, 600_00),
        Payment(1, ONE, 2, 100_00),
        Payment(2, ONE, 1, 300_00),
        Payment(2, "FY2026Q1", 0, 4000_00),
    ),
    award_decisions=(AwardDecision(Q1, DAY, 4500_00, note="6 officers"),),
)
EXPLAIN = LedgerExplanation(LEDGER, {"0001": "Ash, Robin"})
POSITIONS = [position(LEDGER, each) for each in LEDGER.claims]


def sound(found: Derivation) -> Derivation:
    """Evaluated anew, every figure below it too; each leaf names its record."""
    for each in found.walk():
        assert evaluate(each) == each.number, each.label
        if not each.inputs:
            assert each.source is not None or each.number == 0, each.label
        if each.source is not None:
            assert getattr(each.source, each.field) == each.value
    return found


@pytest.mark.parametrize("figure", FIGURES)
def test_every_figure_is_the_positions(figure: str) -> None:
    for each in POSITIONS:
        assert sound(EXPLAIN.claim(each, figure)).number == getattr(each, figure)
        for line in each.lines:
            wanted = line.amount.amount if figure == "claimed" else getattr(line, figure)
            assert sound(EXPLAIN.line(line, figure)).number == wanted
    total = sum(getattr(each, figure) for each in POSITIONS)
    assert sound(EXPLAIN.claims(POSITIONS, figure)).number == total


def test_a_claim_is_explained_officer_by_officer() -> None:
    shown = EXPLAIN.claim(POSITIONS[0], "claimed")
    assert [each.label for each in shown.inputs] == ["0001 Ash, Robin", "0002: salary of FY2026Q1"]
    assert [each.label for each in shown.inputs[0].inputs] == ["Salary of FY2026Q1", "Overtime of FY2026Q1"]


def test_what_was_paid_is_explained_deposit_by_deposit() -> None:
    shown = EXPLAIN.claim(POSITIONS[0], "paid")
    assert [(each.label, each.value) for each in shown.inputs] == [
        ("Deposit of 15 Jun 2026, T-1", 700_00),
        ("Deposit of 1 Aug 2026, T-2", 300_00),
    ]
    assert shown.inputs[1].note == "advice 2"
    assert shown.inputs[0].inputs[1].label == "0001 Ash, Robin: overtime of FY2026Q1"


def test_a_line_shows_each_decision_with_its_reason() -> None:
    shown = EXPLAIN.line(POSITIONS[0].lines[1], "denied")
    assert [(each.label, each.value, each.note) for each in shown.inputs] == [
        ("Denied on 15 Jun 2026", 200_00, "no time sheets"),
        ("Denied on 1 Jul 2026", -20_00, "on appeal"),
    ]


def test_what_waits_is_denied_less_what_became_of_it() -> None:
    line = POSITIONS[0].lines[1]
    shown = sound(EXPLAIN.waiting(line))
    assert shown.number == line.waiting == 50_00
    assert [each.label for each in shown.inputs[1].inputs] == [
        "Claimed again on claim FY26Q2-001",
        "Given up on 1 Aug 2026",
    ]


def test_what_waits_whole_is_what_was_denied() -> None:
    ledger = Ledger(claims=LEDGER.claims[:1], amounts=LEDGER.amounts[:3], decisions=LEDGER.decisions[:2])
    found = position(ledger, ledger.claims[0]).lines[1]
    shown = sound(LedgerExplanation(ledger, {}).waiting(found))
    assert (shown.label, shown.value) == ("Denied and waiting", 200_00)


@pytest.mark.parametrize(("figure", "amount"), [*zip(AWARD_FIGURES, (4500_00, 4000_00, 500_00), strict=True)])
def test_an_award(figure: str, amount: int) -> None:
    assert sound(EXPLAIN.award(Q1, figure)).number == amount
    assert EXPLAIN.award(Q2, figure).number == 0


def test_what_of_a_deposit_was_not_applied() -> None:
    shown = sound(EXPLAIN.unapplied(LEDGER.deposits[1]))
    assert shown.number == 700_00
    assert [each.label for each in shown.inputs[1].inputs] == ["Claim FY26Q1-001", "Award of FY2026Q1"]
    assert sound(EXPLAIN.unapplied(LEDGER.deposits[0])).number == 200_00


def test_several_deposits() -> None:
    assert sound(EXPLAIN.deposits(LEDGER.deposits)).number == 5900_00
    rest = sound(EXPLAIN.deposits(LEDGER.deposits, unapplied=True))
    assert [(each.label, each.value) for each in rest.inputs] == [
        ("Deposit of 15 Jun 2026, T-1", 200_00),
        ("Deposit of 1 Aug 2026, T-2", 700_00),
    ]


def test_what_is_to_be_claimed_again_is_no_more_than_waits() -> None:
    line = POSITIONS[0].lines[1]
    asked = replace(LEDGER, resubmissions=(Resubmission(ONE, 2, 180_00, DAY, note="found"),))
    shown = sound(LedgerExplanation(asked, {}).asked(line))
    assert shown.number == asked.asks(line.amount) == 50_00
    assert [each.label for each in shown.inputs] == ["Asked and not claimed again yet", "Denied and waiting"]
    alone = replace(asked, claims=asked.claims[:1], amounts=asked.amounts[:3])
    whole = position(alone, alone.claims[0]).lines[1]
    found = sound(LedgerExplanation(alone, {}).waiting_of_all([whole], asked=True))
    assert found.number == alone.asks(whole.amount) == 150_00
    assert [each.label for each in found.inputs] == ["0001: overtime of FY2026Q1"]


def test_what_is_to_be_received_is_the_sum_of_the_claims() -> None:
    sent = replace(LEDGER, steps=tuple(ClaimStep(each.number, StepKind.SUBMITTED, DAY) for each in LEDGER.claims))
    found = dues(sent, [position(sent, each) for each in sent.claims])
    shown = sound(LedgerExplanation(sent, {}).dues(found))
    assert [(each.label, each.value) for each in shown.inputs] == [
        ("FY26Q1-001, approved, not paid", 120_00),
        ("FY26Q1-001, pending", 200_00),
        ("FY26Q1-001, award, not paid", 500_00),
        ("FY26Q2-001, pending", 850_00),
    ]
    assert shown.number == sum(each.amount for each in found)


def test_an_amount_says_which_claim_it_corrects() -> None:
    assert [amount_words(each) for each in LEDGER.amounts[3:]] == [
        "Salary of FY2026Q2",
        "Salary of FY2026Q1, adjustment of FY26Q1-001",
        "Overtime of FY2026Q1, claimed again from FY26Q1-001",
    ]
