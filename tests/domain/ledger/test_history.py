"""What happened to a claim, in order; what was kept in one step is one event."""

from dataclasses import replace
from datetime import date

from muster.domain.fiscal import Quarter
from muster.domain.ledger.history import Event, history
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.records import (
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Component,
    Decision,
    Deposit,
    Nature,
    Payment,
    StepKind,
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
