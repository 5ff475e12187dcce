"""What is still to be received, and from which day it is counted."""

from datetime import date

from muster.domain.fiscal import Quarter
from muster.domain.ledger.ageing import ageing
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.positions import position
from muster.domain.ledger.receivable import Due, DueKind, dues, submitted_on
from muster.domain.ledger.records import (
    AwardDecision,
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Component,
    Decision,
    Nature,
    Payment,
    StepKind,
)

Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
ONE, TWO = "FY26Q1-001", "FY26Q2-001"
SENT, DECIDED = date(2026, 2, 2), date(2026, 3, 16)


def claim(number: str, quarter: Quarter) -> CertifiedClaim:
    return CertifiedClaim(number, quarter, "published", date(2026, 1, 30), "A", "B", 500_00, 0, "", 1, "")


def ledger(approved: int, paid: int, *, sent: bool = True, award: int = 0) -> Ledger:
    """One claim of 500.00 and perhaps an award."""
    return Ledger(
        claims=(claim(ONE, Q1),),
        amounts=(ClaimAmount(ONE, 1, "0001", Component.SALARY, Q1, Nature.OWN, 500_00),),
        steps=(ClaimStep(ONE, StepKind.SUBMITTED, SENT),) if sent else (),
        decisions=(Decision(ONE, 1, DECIDED, approved, 0),) if approved else (),
        payments=(Payment(1, ONE, 1, paid),) if paid else (),
        award_decisions=(AwardDecision(Q2, DECIDED, award),) if award else (),
    )


def found(of: Ledger) -> list[Due]:
    return dues(of, [position(of, each) for each in of.claims])


def test_what_was_not_submitted_is_nothing_to_wait_for() -> None:
    assert found(ledger(0, 0, sent=False)) == []
    assert submitted_on(ledger(0, 0, sent=False), ONE) is None


def test_approved_and_pending_stand_apart() -> None:
    assert found(ledger(300_00, 100_00)) == [
        Due(DueKind.APPROVED, ONE, Q1, SENT, 200_00),
        Due(DueKind.PENDING, ONE, Q1, SENT, 200_00),
    ]


def test_what_is_settled_is_not_to_be_received() -> None:
    assert found(ledger(500_00, 500_00)) == []


def test_what_is_to_be_given_back_is_a_refund_due() -> None:
    assert found(ledger(-100_00, 0))[0] == Due(DueKind.REFUND, ONE, Q1, SENT, -100_00)


def test_an_award_is_counted_from_its_decision() -> None:
    assert found(ledger(500_00, 500_00, award=700_00)) == [Due(DueKind.AWARD, "", Q2, DECIDED, 700_00)]


def test_age_counts_from_the_submission() -> None:
    waiting = found(ledger(300_00, 0))
    assert [(each.days(date(2026, 4, 4)), each.step(date(2026, 4, 4))) for each in waiting] == [(61, 2), (61, 2)]
    assert waiting[0].days(date(2026, 1, 1)) == 0
    assert ageing((each.receivable for each in waiting), date(2026, 4, 4)) == (0, 0, 500_00, 0)
