"""Where a claim stands: its status, and each line's approved, denied, pending and paid (R18)."""

import pytest

from muster.domain.ledger.positions import Status, position
from muster.domain.ledger.records import StepKind
from tests.domain.ledger.examples import Q1, amount, asked, claim, decision, given_up, ledger, payment, step

FIRST, SECOND = "FY26Q1-001", "FY26Q2-001"
CLAIMED = [claim(FIRST, claimed=900), amount(FIRST, 1, 1000), amount(FIRST, 2, -100)]
SUBMITTED = step(FIRST, StepKind.SUBMITTED, 1)
DECIDED = [SUBMITTED, decision(FIRST, 1, 700, 300), decision(FIRST, 2, -100)]
PAID = [*DECIDED, payment(FIRST, 1, 700), payment(FIRST, 2, -100)]
CLOSED, REOPENED = (step(FIRST, kind, order) for order, kind in ((2, StepKind.CLOSED), (3, StepKind.REOPENED)))


@pytest.mark.parametrize(
    ("followed", "status"),
    [
        ([], Status.CERTIFIED),
        ([SUBMITTED], Status.SUBMITTED),
        ([SUBMITTED, decision(FIRST, 1, 1)], Status.DECIDED),
        (DECIDED, Status.DECIDED),
        ([*DECIDED, payment(FIRST, 1, 700)], Status.DECIDED),  # the refund is due
        (PAID, Status.PAID),
        ([SUBMITTED, decision(FIRST, 1, 0, 1000)], Status.DECIDED),  # nothing of it is ever paid
        ([*PAID, CLOSED], Status.CLOSED),
        ([*PAID, REOPENED, CLOSED], Status.PAID),  # in the order in which they were recorded
        ([*PAID, CLOSED, REOPENED, step(FIRST, StepKind.CLOSED, 4)], Status.CLOSED),
        ([SUBMITTED, step(FIRST, StepKind.VOID, 2)], Status.VOID),
        ([claim(f"{FIRST}-R1", FIRST)], Status.SUPERSEDED),
        ([claim(f"{FIRST}-R1", FIRST), step(f"{FIRST}-R1", StepKind.VOID, 2)], Status.CERTIFIED),
        ([claim(SECOND), step(SECOND, StepKind.VOID, 1)], Status.CERTIFIED),
    ],
)
def test_how_far_it_has_come(followed: list[object], status: Status) -> None:
    found = ledger(*CLAIMED, *followed)
    assert position(found, found.claims[0]).status is status


def test_a_claim_without_amounts_is_submitted_not_paid() -> None:
    found = ledger(claim(FIRST), SUBMITTED)
    assert position(found, found.claims[0]).status is Status.SUBMITTED


def test_the_lines_add_up() -> None:
    found = position(ledger(*CLAIMED, *DECIDED, payment(FIRST, 1, 500), payment(FIRST, 1, 50, 2)), CLAIMED[0])  # type: ignore[arg-type]
    assert [(each.approved, each.denied, each.pending, each.paid, each.outstanding) for each in found.lines] == [
        (700, 300, 0, 550, 150),
        (-100, 0, 0, 0, -100),
    ]
    assert (found.claimed, found.approved, found.denied, found.pending) == (900, 600, 300, 0)
    assert (found.paid, found.outstanding, found.waiting) == (550, 50, 300)


def test_what_was_denied_waits_is_claimed_again_or_given_up() -> None:
    found = ledger(
        *CLAIMED,
        *DECIDED,
        asked(FIRST, 1, 300),
        claim(SECOND),
        amount(SECOND, 9, 120, Q1, corrects=FIRST, corrects_line=1),
        given_up(FIRST, 1, 80),
    )
    line = position(found, found.claims[0]).lines[0]
    assert (line.denied, line.claimed_again, line.given_up, line.waiting) == (300, 120, 80, 100)
