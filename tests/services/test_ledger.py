"""What becomes of certified claims: submitted, decided on, closed, declared void (R15, R18)."""

from datetime import date

import pytest

from muster.domain.ledger.positions import Status
from muster.domain.ledger.records import Nature, StepKind
from muster.domain.records import OvertimeEntry, Pay
from muster.services.ledger import Decided, Taken
from muster.services.ledger_steps import ALL_SETTLED
from tests.services.frozen.stories import pike
from tests.services.office import Office
from tests.services.two_claims import FIRST, Q1, SECOND, Opened, day, separated, two_claims, where


@pytest.fixture
def agency(office: Opened) -> Office:
    return two_claims(office)


def test_from_certified_to_closed_and_open_again(agency: Office) -> None:
    assert where(agency, FIRST) == (Status.SUBMITTED, 0, 0, 25_694_25, 0)
    agency.approve(FIRST, "2026-02-10")
    assert where(agency, FIRST) == (Status.DECIDED, 25_694_25, 0, 0, 0)
    assert agency.position(FIRST).outstanding == 25_694_25
    agency.receive("25694.25", "2026-03-02")
    assert where(agency, FIRST) == (Status.PAID, 25_694_25, 0, 0, 25_694_25)
    agency.take(FIRST, StepKind.CLOSED, "2026-03-03")
    assert agency.position(FIRST).status is Status.CLOSED
    with agency.refuses(f"{FIRST} is closed; a decision is kept of a claim that was submitted."):
        agency.services.ledger.decide(FIRST, [Decided(1, -1)], day("2026-03-04"))
    agency.take(FIRST, StepKind.REOPENED, "2026-03-02")  # what was done last counts, whatever the day given
    assert agency.position(FIRST).status is Status.PAID
    assert [each.claim.number for each in agency.services.ledger.positions()] == [FIRST, SECOND]


def test_a_claim_that_was_denied_as_a_whole_is_closed_without_being_paid(agency: Office) -> None:
    for component, amount in (("salary", "17694.25"), ("overtime", "8000.00")):
        agency.deny(agency.line(FIRST, component), amount, "2026-02-10")
    assert where(agency, FIRST) == (Status.DECIDED, 0, 25_694_25, 0, 0)
    with agency.refuses(f"25,694.25 denied of {FIRST} waits; claim it again or give it up, then close the claim."):
        agency.take(FIRST, StepKind.CLOSED, "2026-03-03")
    agency.services.ledger.give_up(agency.services.ledger.denied(), Taken(date(2026, 3, 3), "Not program work"))
    agency.take(FIRST, StepKind.CLOSED, "2026-03-03")
    assert agency.position(FIRST).status is Status.CLOSED


def test_a_revision_that_claims_nothing_any_more_is_closed(agency: Office) -> None:
    agency.take(SECOND, StepKind.VOID, "2026-04-22", "Typed too early")
    agency.remove(*agency.of(OvertimeEntry, "0004"), *agency.of(Pay, "0004"))
    revision = agency.certify("FY2026Q1", "2026-05-02").number
    assert (revision, agency.amounts(revision)) == (f"{FIRST}-R1", [])
    with agency.refuses(f"{revision} is certified: {ALL_SETTLED}."):
        agency.take(revision, StepKind.CLOSED, "2026-05-03")
    agency.submit(revision, "2026-05-03")
    agency.take(revision, StepKind.CLOSED, "2026-05-04")
    assert agency.position(revision).status is Status.CLOSED


@pytest.mark.parametrize(
    ("step", "on", "note", "sentence"),
    [
        (
            StepKind.SUBMITTED,
            "2026-02-01",
            "",
            f"{FIRST} is submitted: only a certified claim that was not submitted yet can be submitted.",
        ),
        (
            StepKind.CLOSED,
            "2026-02-01",
            "",
            f"{FIRST} is submitted: a claim is closed once all of it is decided on and paid.",
        ),
        (StepKind.REOPENED, "2026-02-01", "", f"{FIRST} is submitted: only a closed claim can be opened again."),
        (StepKind.VOID, "2026-01-19", "x", f"{FIRST} was certified on 20 Jan 2026; give that day or a later one."),
        (StepKind.VOID, "2026-02-01", " ", "Give the reason why the claim is declared void."),
    ],
)
def test_steps_out_of_order_are_refused(agency: Office, step: StepKind, on: str, note: str, sentence: str) -> None:
    with agency.refuses(sentence):
        agency.take(FIRST, step, on, note)


def test_a_claim_decided_on_is_not_void(agency: Office) -> None:
    agency.approve(FIRST, "2026-02-10")
    with agency.refuses(f"{FIRST} is decided: a claim that has been decided on stays."):
        agency.take(FIRST, StepKind.VOID, "2026-02-11", "x")


def test_a_claim_that_a_later_one_corrects_is_not_void(agency: Office) -> None:
    separated(agency)
    agency.certify("FY2026Q3", "2026-07-20")
    with agency.refuses(f"FY26Q3-001 corrects {SECOND}, which therefore stays; declare FY26Q3-001 void first."):
        agency.take(SECOND, StepKind.VOID, "2026-07-21", "x")
    agency.take("FY26Q3-001", StepKind.VOID, "2026-07-21", "x")
    agency.take(SECOND, StepKind.VOID, "2026-07-21", "x")
    assert agency.ledger.live.keys() == {Q1}


def test_there_is_no_such_claim(agency: Office) -> None:
    ledger = agency.services.ledger
    sentence = "There is no claim FY26Q1-009 in the book; check the number."
    for act in (ledger.position, ledger.frozen, ledger.differences):
        with agency.refuses(sentence):
            act("FY26Q1-009")
    with agency.refuses(sentence):
        agency.submit("FY26Q1-009", "2026-02-01")
    with agency.refuses(sentence):
        ledger.decide("FY26Q1-009", [Decided(1, 1)], day("2026-02-01"))


# -- decisions


def test_a_line_is_approved_denied_and_granted_after_all(agency: Office) -> None:
    line = agency.line(FIRST, "overtime")
    agency.deny(line, "1000.00", "2026-02-10")
    found = agency.line(FIRST, "overtime")
    assert (found.approved, found.denied, found.pending, found.waiting) == (7000_00, 1000_00, 0, 1000_00)
    assert where(agency, FIRST) == (Status.DECIDED, 7000_00, 1000_00, 17_694_25, 0)
    (decision,) = agency.ledger.decisions
    assert (decision.reason, decision.document, decision.recorded_by) == ("No time record", "Letter 12", "Clerk")
    granted = Decided(line.amount.line, 400_00, -400_00)
    agency.services.ledger.decide(FIRST, [granted], day("2026-03-10"))
    found = agency.line(FIRST, "overtime")
    assert (found.approved, found.denied, found.waiting) == (7400_00, 600_00, 600_00)


@pytest.mark.parametrize(
    ("decided", "sentence"),
    [
        ([Decided(3, 1)], f"{FIRST} has no line 3."),
        ([Decided(0, 1)], f"{FIRST} has no line 0."),
        ([Decided(1, 0)], f"{FIRST}, line 1: nothing of it is approved or denied; give an amount."),
        (
            [Decided(2, 8000_01)],
            f"{FIRST}, line 2 claims 8,000.00; approved 8,000.01 and denied 0.00 do not fit.",
        ),
        (
            [Decided(2, 8000_00, 1, "x")],
            f"{FIRST}, line 2 claims 8,000.00; approved 8,000.00 and denied 0.01 do not fit.",
        ),
        ([Decided(2, -1)], f"{FIRST}, line 2 claims 8,000.00; approved -0.01 and denied 0.00 do not fit."),
        ([Decided(2, 0, -1, "x")], f"{FIRST}, line 2 claims 8,000.00; approved 0.00 and denied -0.01 do not fit."),
        ([Decided(2, 0, 100_00, " ")], f"{FIRST}, line 2: give the reason of the denial."),
        ([Decided(2, 1), Decided(2, 1)], f"Line 2 of {FIRST} is named twice; name it once."),
        ([Decided(1, 1), Decided(2, 0, 1)], f"{FIRST}, line 2: give the reason of the denial."),
    ],
)
def test_decisions_that_do_not_fit_are_refused_whole(agency: Office, decided: list[Decided], sentence: str) -> None:
    with agency.refuses(sentence):
        agency.services.ledger.decide(FIRST, decided, day("2026-02-10"))


def test_the_note_of_the_decision_is_a_reason(agency: Office) -> None:
    agency.services.ledger.decide(FIRST, [Decided(2, 0, 1_00)], Taken(date(2026, 2, 10), "Letter: no time record"))
    assert agency.ledger.decisions[0].reason == "Letter: no time record"


def test_what_is_decided_comes_after_the_submission(office: Opened) -> None:
    agency = office(pike())
    agency.certify("FY2026Q1", "2026-01-20")
    with agency.refuses(f"{FIRST} is certified; a decision is kept of a claim that was submitted."):
        agency.approve(FIRST, "2026-02-01")
    agency.submit(FIRST, "2026-01-21")
    agency.approve(FIRST, "2026-02-01")
    with agency.refuses(f"Nothing of {FIRST} is pending."):
        agency.approve(FIRST, "2026-02-02")


def test_no_less_is_approved_than_was_paid(agency: Office) -> None:
    agency.approve(FIRST, "2026-02-10")
    agency.receive("25694.25", "2026-03-02")
    with agency.refuses(f"{FIRST}, line 2: 8,000.00 was paid, so no less can be approved."):
        agency.services.ledger.decide(FIRST, [Decided(2, -100_00, 100_00, "x")], day("2026-03-03"))


def test_what_is_given_back_is_approved_not_denied(agency: Office) -> None:
    separated(agency)
    third = agency.certify("FY2026Q3", "2026-07-20")
    agency.submit(third.number, "2026-07-21")
    line = agency.line(third.number, "overtime", Nature.ADJUSTMENT)
    where_ = f"{third.number}, line {line.amount.line}"
    with agency.refuses(f"{where_} gives 5,306.58 back; that is approved, not denied."):
        agency.services.ledger.decide(third.number, [Decided(line.amount.line, 0, -1, "x")], day("2026-08-01"))
    with agency.refuses(f"{where_} claims -5,306.58; approved 0.01 and denied 0.00 do not fit."):
        agency.services.ledger.decide(third.number, [Decided(line.amount.line, 1)], day("2026-08-01"))
    agency.approve(third.number, "2026-08-01")
    assert where(agency, third.number) == (Status.DECIDED, 463_28, 0, 0, 0)
