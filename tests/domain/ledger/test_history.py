"""What happened to a claim, in order; what was kept in one step is one event."""

from dataclasses import replace
from datetime import date

from muster.domain.fiscal import Quarter
from muster.domain.ledger.history import Event, history
from muster.domain.ledger.ledger import Ledger
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

Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
CLAIM = CertifiedClaim("FY26Q1-001", Q1, "published", date(2026, 1, 20), "A", "A", -500_00, 0, "", 1, "", id=1)
NEXT = replace(CLAIM, number="FY26Q2-001", quarter=Q2, certified_on=date(2026, 4, 20), id=2)
DAY = date(2026, 3, 16)


def told(**kept: object) -> list[str]:
    return [each.what for each in events(**kept)]


def events(**kept: object) -> list[Event]:
    return history(Ledger(**{"claims": (CLAIM,), **kept}), CLAIM)  # type: ignore[arg-type]


def step(kind: StepKind, on: date, number: int) -> ClaimStep:
    return ClaimStep(CLAIM.number, kind, on, id=number)


def test_one_person_certifies_once() -> None:
    (certified,) = events()
    assert (certified.what, certified.by) == ("Certified: −$500.00", "A")


def test_of_one_day_things_come_in_the_order_in_which_they_follow() -> None:
    day = CLAIM.certified_on
    steps = (
        step(StepKind.CLOSED, day, 2),
        step(StepKind.REOPENED, day, 3),
        step(StepKind.SUBMITTED, day, 1),
        step(StepKind.CLOSED, day, 4),
    )
    decided = Decision(CLAIM.number, 1, day, 100, 0, id=1)
    assert told(steps=steps, decisions=(decided,)) == [
        "Certified: −$500.00",
        "Submitted",
        "Decided: approved $1.00",
        "Closed",
        "Opened again",
        "Closed",
    ]


def test_decisions_of_one_day_on_the_same_amount_are_two() -> None:
    made = (
        Decision(CLAIM.number, 1, DAY, 100, 0, id=1),
        Decision(CLAIM.number, 2, DAY, 0, 200, "late", id=2),
        Decision(CLAIM.number, 1, DAY, 50, -50, "on appeal", id=3),
        Decision(CLAIM.number, 2, DAY, 10, -10, "on appeal", document="letter", id=4),
    )
    found = events(decisions=made)[1:]
    assert [(each.what, each.note, each.document) for each in found] == [
        ("Decided: approved $1.00, denied $2.00", "late", ""),
        ("Decided: approved $0.50, denied −$0.50", "on appeal", ""),
        ("Decided: approved $0.10, denied −$0.10", "on appeal", "letter"),
    ]
    assert [len(each.records) for each in found] == [2, 1, 1]


def test_a_refund_and_what_corrects_the_claim() -> None:
    found = told(
        claims=(CLAIM, NEXT),
        amounts=(ClaimAmount(NEXT.number, 1, "0001", Component.SALARY, Q1, Nature.ADJUSTMENT, -50_00, CLAIM.number),),
        deposits=(Deposit(DAY, -500_00, id=1),),
        payments=(Payment(1, CLAIM.number, 1, -400_00), Payment(1, CLAIM.number, 2, -100_00)),
    )
    assert found[1:] == ["Paid back: $500.00 of a deposit of −$500.00", "Adjusted on FY26Q2-001: −$50.00"]


def test_a_revision_is_told_of_the_claim_that_it_revises_and_of_itself() -> None:
    revision = replace(NEXT, number="FY26Q1-001-R1", quarter=Q1, revises=CLAIM.number, prepared_by="B", note="late pay")
    ledger = Ledger(claims=(CLAIM, revision), award_decisions=(AwardDecision(Q1, DAY, 3000_00, id=1),))
    assert [(each.what, each.by, each.note) for each in history(ledger, CLAIM)] == [
        ("Certified: −$500.00", "A", ""),
        ("Revised: FY26Q1-001-R1 stands in its place", "A", "late pay"),
    ]
    assert [(each.what, each.by, each.note) for each in history(ledger, revision)] == [
        ("Award decided: $3,000.00", "", ""),  # before the revision, which now has it
        ("Certified: −$500.00, in place of FY26Q1-001", "A; prepared by B", "late pay"),
    ]
    void = replace(ledger, steps=(ClaimStep(revision.number, StepKind.VOID, date(2026, 4, 21), id=1),))
    assert [each.what for each in history(void, CLAIM)] == ["Certified: −$500.00", "Award decided: $3,000.00"]


def test_an_award_is_paid_beside_the_claim() -> None:
    assert told(
        award_decisions=(AwardDecision(Q1, DAY, 3000_00, id=1),),
        deposits=(Deposit(DAY, 3500_00, "T-1", note="wire", id=1),),
        payments=(Payment(1, CLAIM.number, 1, 500_00), Payment(1, "FY2026Q1", 0, 3000_00)),
    )[1:] == [
        "Award decided: $3,000.00",
        "Paid: $500.00 of a deposit of $3,500.00",
        "Award paid: $3,000.00 of a deposit of $3,500.00",
    ]


def test_what_was_denied_is_asked_for_given_up_and_claimed_again() -> None:
    found = events(
        claims=(CLAIM, NEXT),
        amounts=(
            ClaimAmount(NEXT.number, 1, "0001", Component.OVERTIME, Q1, Nature.RESUBMISSION, 40_00, CLAIM.number, 2),
        ),
        resubmissions=(
            Resubmission(CLAIM.number, 2, 40_00, DAY, note="found", id=1),
            Resubmission(CLAIM.number, 3, 10_00, DAY, note="found", id=2),
            Resubmission(CLAIM.number, 4, 1_00, DAY, note="another letter", id=3),
        ),
        write_offs=(WriteOff(CLAIM.number, 5, 7_00, DAY, reason="lost", id=1),),
    )
    assert [(each.what, each.note, len(each.records)) for each in found[1:]] == [
        ("To be claimed again: $50.00", "found", 2),
        ("Given up: $7.00", "lost", 1),
        ("To be claimed again: $1.00", "another letter", 1),
        ("Claimed again on FY26Q2-001: $40.00", "", 1),
    ]
