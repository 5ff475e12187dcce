"""Which claims are live, what they have of whom, what waits (R15, R19, R23)."""

from muster.domain.fiscal import Quarter
from muster.domain.ledger.account import NOTHING_CLAIMED
from muster.domain.ledger.ledger import NO_CLAIMS
from muster.domain.ledger.records import AwardDecision, Component, StepKind
from tests.domain.ledger.examples import (
    DAY,
    Q1,
    Q2,
    Q3,
    amount,
    asked,
    claim,
    decision,
    given_up,
    ledger,
    payment,
    step,
)

FIRST, SECOND = "FY26Q1-001", "FY26Q2-001"


def test_a_revision_and_a_void_one() -> None:
    claims = [claim(FIRST), claim(f"{FIRST}-R1", FIRST), claim(SECOND)]
    found = ledger(*claims)
    assert {quarter: each.number for quarter, each in found.live.items()} == {Q1: f"{FIRST}-R1", Q2: SECOND}
    assert list(found.live) == [Q1, Q2]
    assert not found.is_live(FIRST)
    void = ledger(*claims, step(f"{FIRST}-R1", StepKind.VOID))
    assert {each.number for each in void.live.values()} == {FIRST, SECOND}
    assert void.claim(FIRST) == claims[0]
    assert void.claim("FY26Q4-001") is None


def test_live_claims_are_by_quarter_whenever_they_were_certified() -> None:
    found = ledger(claim("FY27Q1-001"), claim("FY26Q3-001"), claim(FIRST))
    assert list(found.live) == [Q1, Q3, Quarter(2027, 1)]


def test_accounts_have_live_amounts_and_their_decisions_only() -> None:
    found = ledger(
        claim(FIRST),
        claim(f"{FIRST}-R1", FIRST),
        claim(SECOND),
        amount(FIRST, 1, 1000),
        amount(f"{FIRST}-R1", 1, 900),
        amount(SECOND, 2, -100, Q1),
        decision(f"{FIRST}-R1", 1, 500, 400),
    )
    account = found.account("1", Component.OVERTIME, Q1)
    assert [each.amount for each in account.amounts] == [900, -100]
    assert (account.claimed, account.denied) == (800, 400)
    assert found.account("1", Component.SALARY, Q1) is NOTHING_CLAIMED
    assert found.account("2", Component.OVERTIME, Q1) is NOTHING_CLAIMED
    assert NO_CLAIMS.account("1", Component.OVERTIME, Q1) is NOTHING_CLAIMED


def test_without_a_claim_and_what_it_revises() -> None:
    found = ledger(
        claim(FIRST),
        claim(f"{FIRST}-R1", FIRST),
        claim(f"{FIRST}-R2", f"{FIRST}-R1"),
        claim(SECOND),
        amount(f"{FIRST}-R2", 1, 900),
        amount(SECOND, 2, -100, Q1),
    )
    beside = found.without(f"{FIRST}-R2")
    assert list(beside.live) == [Q2]
    assert beside.account("1", Component.OVERTIME, Q1).claimed == -100
    assert found.account("1", Component.OVERTIME, Q1).claimed == 800


def test_what_waits_and_what_is_still_to_be_claimed_again() -> None:
    denied = [claim(FIRST), amount(FIRST, 1, 1000), decision(FIRST, 1, 200, 800)]
    line, first = (FIRST, 1), amount(FIRST, 1, 1000)
    waits = ledger(*denied)
    assert (waits.waiting(line), waits.asks(first), waits.asked_again) == (800, 0, [])
    to_ask = ledger(*denied, asked(FIRST, 1, 800))
    assert (to_ask.asked(line), to_ask.asks(first), to_ask.asked_again) == (800, 800, [first])
    partly = ledger(
        *denied, asked(FIRST, 1, 800), claim(SECOND), amount(SECOND, 3, 500, Q1, corrects=FIRST, corrects_line=1)
    )
    assert (partly.claimed_again(line), partly.waiting(line), partly.asks(first)) == (500, 300, 300)
    void = ledger(
        *denied,
        asked(FIRST, 1, 800),
        claim(SECOND),
        amount(SECOND, 3, 500, Q1, corrects=FIRST, corrects_line=1),
        step(SECOND, StepKind.VOID),
    )
    assert (void.claimed_again(line), void.asks(first)) == (0, 800)
    lost = ledger(*denied, asked(FIRST, 1, 800), given_up(FIRST, 1, 700))
    assert (lost.given_up(line), lost.waiting(line), lost.asks(first)) == (700, 100, 100)


def test_the_oldest_denied_amount_is_claimed_again_first() -> None:
    found = ledger(
        claim(SECOND),
        claim(FIRST),
        amount(SECOND, 1, 10),
        amount(SECOND, 2, 10, Q1),
        amount(FIRST, 2, 10),
        amount(FIRST, 1, 10),
        *(asked(*line, 10) for line in ((SECOND, 1), (SECOND, 2), (FIRST, 1), (FIRST, 2))),
    )
    assert [(each.number, each.line) for each in found.asked_again] == [
        (FIRST, 1),
        (FIRST, 2),
        (SECOND, 2),
        (SECOND, 1),
    ]


def test_payments_and_lines_by_claim() -> None:
    found = ledger(
        claim(FIRST), amount(FIRST, 2, 5), amount(FIRST, 1, 7), payment(FIRST, 1, 3), payment(FIRST, 1, 4, 2)
    )
    assert [each.line for each in found.of_claim(FIRST)] == [1, 2]
    assert found.of_claim(SECOND) == []
    assert (found.paid((FIRST, 1)), found.paid((FIRST, 2))) == (7, 0)


def test_the_latest_award_decision_counts() -> None:
    made = [AwardDecision(Q1, DAY, 3000_00), AwardDecision(Q1, DAY.replace(day=9), 1_00), AwardDecision(Q2, DAY, 2_00)]
    found = type(NO_CLAIMS)(award_decisions=tuple(made))
    assert found.awarded(Q1) == made[0]
    assert found.awarded(Q3) is None
