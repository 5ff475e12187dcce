"""What was denied is claimed again or given up (R19), and what was typed by mistake is taken back."""

from datetime import date

import pytest

from muster.domain.ledger.positions import Status
from muster.domain.ledger.records import Deposit, LedgerRecord, Nature, StepKind
from muster.services.ledger import Decided, Taken
from muster.services.ports import BookError
from tests.services.frozen.stories import pike
from tests.services.office import Office
from tests.services.two_claims import FIRST, Q1, Opened, day, denied, two_claims, where


@pytest.fixture
def agency(office: Opened) -> Office:
    return two_claims(office)


def test_what_was_denied_waits_until_it_is_claimed_again(agency: Office) -> None:
    denied(agency)
    (waiting,) = agency.services.ledger.denied()
    assert (waiting.amount.number, waiting.waiting) == (FIRST, 1000_00)
    agency.claim_again("2026-04-23")
    with agency.refuses(f"Nothing more of line 2 of {FIRST} can be claimed again."):
        agency.claim_again("2026-04-24")
    third = agency.certify("FY2026Q3", "2026-07-20")
    assert agency.services.ledger.denied() == []
    assert agency.amounts(third.number)[-1] == f"resubmission overtime FY2026Q1 1000.00 {FIRST}"
    line = agency.line(third.number, "overtime", Nature.RESUBMISSION)
    assert line.amount.corrects_line == 2
    assert agency.line(FIRST, "overtime").claimed_again == 1000_00
    with agency.refuses(f"{FIRST}, line 2: what was denied has been claimed again or given up; take that back first."):
        agency.services.ledger.decide(FIRST, [Decided(2, 1_00, -1_00)], day("2026-08-01"))


def test_what_is_denied_once_more_waits_once_more(agency: Office) -> None:
    denied(agency)
    agency.claim_again("2026-04-23")
    third = agency.certify("FY2026Q3", "2026-07-20").number
    agency.submit(third, "2026-07-21")
    agency.deny(agency.line(third, "overtime", Nature.RESUBMISSION), "400.00", "2026-08-10")
    (waiting,) = agency.services.ledger.denied()
    assert (waiting.amount.number, waiting.waiting) == (third, 400_00)
    agency.claim_again("2026-08-11")
    fourth = agency.certify("FY2026Q4", "2026-10-20").number
    assert agency.amounts(fourth)[-1] == f"resubmission overtime FY2026Q1 400.00 {third}"


def test_what_is_given_up_is_gone_for_good(agency: Office) -> None:
    denied(agency)
    waiting = agency.services.ledger.denied()
    with agency.refuses("Give the reason why the amount is given up."):
        agency.services.ledger.give_up(waiting, day("2026-04-23"))
    with agency.refuses(f"Line 2 of {FIRST} is named twice; name it once."):
        agency.services.ledger.give_up([*waiting, *waiting], Taken(date(2026, 4, 23), "Time sheets are lost"))
    with agency.refuses(f"Line 2 of {FIRST} is named twice; name it once."):
        agency.services.ledger.claim_again([*waiting, *waiting], day("2026-04-23"))
    agency.services.ledger.give_up(waiting, Taken(date(2026, 4, 23), "Time sheets are lost"))
    assert agency.services.ledger.denied() == []
    assert agency.line(FIRST, "overtime").given_up == 1000_00
    with agency.refuses(f"Nothing of line 2 of {FIRST} waits any more."):
        agency.services.ledger.give_up(waiting, Taken(date(2026, 4, 24), "x"))
    third = agency.certify("FY2026Q3", "2026-07-20")
    assert not any("resubmission" in each for each in agency.amounts(third.number))


def test_a_claim_is_closed_once_nothing_of_it_waits(agency: Office) -> None:
    denied(agency)
    agency.approve(FIRST, "2026-02-11")
    agency.receive("24694.25", "2026-03-02")
    assert agency.position(FIRST).status is Status.PAID
    with agency.refuses(f"1,000.00 denied of {FIRST} waits; claim it again or give it up, then close the claim."):
        agency.take(FIRST, StepKind.CLOSED, "2026-03-03")
    agency.services.ledger.give_up(agency.services.ledger.denied(), Taken(date(2026, 3, 3), "Lost"))
    agency.take(FIRST, StepKind.CLOSED, "2026-03-03")
    assert agency.position(FIRST).status is Status.CLOSED


# -- taking back what was typed by mistake


def test_everything_can_be_taken_back_in_reverse(agency: Office) -> None:
    fresh = where(agency, FIRST)
    denied(agency)
    agency.approve(FIRST, "2026-02-11")
    agency.services.ledger.award(Q1, 750_00, day("2026-02-12"))
    agency.services.ledger.receive(Deposit(date(2026, 3, 2), 25_444_25), {(str(Q1), 0): 750_00})
    agency.claim_again("2026-03-03")
    agency.services.ledger.give_up(agency.services.ledger.denied(), Taken(date(2026, 3, 4), "Lost"))
    agency.take(FIRST, StepKind.CLOSED, "2026-03-05")
    ledger = agency.ledger
    records: list[LedgerRecord] = [
        *(each for each in ledger.steps if each.step is StepKind.CLOSED),
        *ledger.write_offs,
        *ledger.resubmissions,
        *ledger.deposits,
        *ledger.award_decisions,
        *reversed(ledger.decisions),
    ]
    for record in records:
        agency.services.ledger.take_back([record])
    assert where(agency, FIRST) == fresh
    assert agency.ledger.payments == ()
    submission = next(each for each in ledger.steps if each.number == FIRST)
    agency.services.ledger.take_back([submission])
    assert agency.position(FIRST).status is Status.CERTIFIED
    assert agency.services.book.check() == []


def test_what_something_rests_on_is_not_taken_back(agency: Office) -> None:
    denied(agency)
    agency.approve(FIRST, "2026-02-11")
    agency.services.ledger.award(Q1, 750_00, day("2026-02-12"))
    agency.services.ledger.receive(Deposit(date(2026, 3, 2), 25_444_25), {(str(Q1), 0): 750_00})
    ledger = agency.ledger
    submission = next(each for each in ledger.steps if each.number == FIRST)
    denial, approval = ledger.decisions
    take_back = agency.services.ledger.take_back
    with agency.refuses(f"{FIRST} has been decided on, so its submission stays."):
        take_back([submission])
    with agency.refuses(f"7,000.00 was paid of line 2 of {FIRST}; take the deposit back first."):
        take_back([denial])
    with agency.refuses(f"17,694.25 was paid of line 1 of {FIRST}; take the deposit back first."):
        take_back([approval])
    with agency.refuses("750.00 was paid of the award of FY2026Q1; take the deposit back first."):
        take_back(list(ledger.award_decisions))
    agency.services.ledger.give_up(agency.services.ledger.denied(), Taken(date(2026, 3, 4), "Lost"))
    agency.take(FIRST, StepKind.CLOSED, "2026-03-05")
    with agency.refuses(f"{FIRST} is closed; open it again first."):
        take_back(list(ledger.deposits))
    with agency.refuses(f"{FIRST} is closed; open it again first."):
        take_back(list(agency.ledger.write_offs))


def test_what_was_claimed_again_stays_denied_and_asked_for(agency: Office) -> None:
    denied(agency)
    agency.claim_again("2026-04-23")
    agency.certify("FY2026Q3", "2026-07-20")
    ledger = agency.ledger
    with agency.refuses(f"What was denied of line 2 of {FIRST} has been claimed again or given up; it stays denied."):
        agency.services.ledger.take_back(list(ledger.decisions))
    with agency.refuses(f"Line 2 of {FIRST} has been claimed again, so it stays asked for."):
        agency.services.ledger.take_back(list(ledger.resubmissions))
    agency.take("FY26Q3-001", StepKind.VOID, "2026-07-21", "x")
    assert agency.ledger.asks(agency.line(FIRST, "overtime").amount) == 1000_00
    agency.services.ledger.take_back([*ledger.resubmissions, *ledger.decisions])
    assert agency.line(FIRST, "overtime").pending == 8000_00


def test_a_void_claim_stays_void_once_another_stands_in_its_place(office: Opened) -> None:
    agency = office(pike())
    agency.certify("FY2026Q1", "2026-01-20")
    agency.take(FIRST, StepKind.VOID, "2026-01-21", "x")
    agency.services.ledger.take_back(list(agency.ledger.steps))
    assert agency.position(FIRST).status is Status.CERTIFIED
    agency.take(FIRST, StepKind.VOID, "2026-01-21", "x")
    agency.certify("FY2026Q1", "2026-01-22")
    with agency.refuses(f"FY26Q1-002 is the claim of FY2026Q1 in force, so {FIRST} stays void."):
        agency.services.ledger.take_back(list(agency.ledger.steps))


def test_a_void_revision_stays_void_once_the_original_was_decided_on(office: Opened) -> None:
    agency = office(pike())
    agency.certify("FY2026Q1", "2026-01-20")
    revision = agency.certify("FY2026Q1", "2026-01-21").number
    assert agency.position(FIRST).status is Status.SUPERSEDED
    agency.take(revision, StepKind.VOID, "2026-01-22", "x")
    void = list(agency.ledger.steps)
    agency.submit(FIRST, "2026-01-23")
    agency.approve(FIRST, "2026-02-10")
    with agency.refuses(f"{FIRST} has been decided on meanwhile, so {revision} stays void."):
        agency.services.ledger.take_back(void)


def test_what_was_certified_is_not_taken_back(agency: Office) -> None:
    path = agency.services.book.path
    for record in (agency.ledger.claims[0], agency.ledger.amounts[0]):
        refusal = "what was certified is never changed; a correction is a claim of its own; nothing was changed."
        with agency.refuses(f"The book “{path}” refuses this: {refusal}", BookError):
            agency.services.ledger.take_back([record])
