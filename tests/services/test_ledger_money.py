"""Deposits, refunds and awards: how money is applied to the lines of certified claims (R17, R18, R21)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from muster.domain.ledger.ledger import LineKey
from muster.domain.ledger.positions import Status
from muster.domain.ledger.records import Deposit, Payment
from muster.services.ledger import Decided, Taken
from muster.services.ports import BookError
from tests.services.frozen.stories import pike
from tests.services.office import Office
from tests.services.two_claims import FIRST, Q1, SECOND, Opened, day, separated, two_claims, where


@pytest.fixture
def agency(office: Opened) -> Office:
    return two_claims(office)


def paid(agency: Office) -> dict[LineKey, int]:
    return {(each.number, each.line): each.amount for each in agency.ledger.payments}


def test_a_deposit_goes_to_the_oldest_claim_first_and_pro_rata_within_it(agency: Office) -> None:
    agency.approve(SECOND, "2026-05-10")
    agency.approve(FIRST, "2026-05-11")
    agency.receive("30000.00", "2026-06-01")
    rest = 30_000_00 - 25_694_25
    overtime = rest * 7500_00 // 24_809_59
    assert paid(agency) == {
        (FIRST, 1): 17_694_25,
        (FIRST, 2): 8000_00,
        (SECOND, 1): rest - overtime,
        (SECOND, 2): overtime,
    }
    assert [each.amount for each in agency.services.ledger.proposed(1_00)] == [70, 30]


def test_a_deposit_is_applied_as_the_remittance_says(agency: Office) -> None:
    agency.approve(FIRST, "2026-05-10")
    agency.approve(SECOND, "2026-05-10")
    remittance = {(SECOND, 2): 7500_00, (FIRST, 2): 100_00}
    agency.services.ledger.receive(Deposit(date(2026, 6, 1), 7700_00, "EFT 12"), remittance)
    named = {key: amount - remittance.get(key, 0) for key, amount in paid(agency).items()}
    assert named[SECOND, 2] == 0
    assert sum(named.values()) == 100_00  # the rest by the rule, to the oldest claim
    assert (SECOND, 1) not in named
    (deposit,) = agency.ledger.deposits
    assert (deposit.reference, deposit.recorded_by) == ("EFT 12", "Clerk")


@pytest.mark.parametrize(
    ("amount", "remittance", "sentence"),
    [
        (1_00, {(FIRST, 7): 1_00}, f"The remittance names line 7 of claim {FIRST}, which is not there."),
        (1_00, {(SECOND, 1): 1_00}, f"The remittance names line 1 of claim {SECOND}, which is not there."),
        (
            9000_00,
            {(FIRST, 2): 8000_01},
            f"The remittance names 8,000.01 for line 2 of claim {FIRST}, of which 8,000.00 is open.",
        ),
        (1_00, {(FIRST, 2): 2_00}, "The remittance names 2.00 in all, which passes the deposit of 1.00."),
    ],
)
def test_a_remittance_that_does_not_fit_is_refused(
    agency: Office, amount: int, remittance: Mapping[LineKey, int], sentence: str
) -> None:
    agency.approve(FIRST, "2026-05-10")
    with agency.refuses(sentence):
        agency.services.ledger.receive(Deposit(date(2026, 6, 1), amount), remittance)
    with agency.refuses(sentence):
        agency.services.ledger.proposed(amount, remittance)


def test_a_deposit_of_nothing_is_refused(agency: Office) -> None:
    path = agency.services.book.path
    sentence = f"The book “{path}” refuses this: the deposit is of 0.00; give its amount; nothing was changed."
    with agency.refuses(sentence, BookError):
        agency.receive("0.00", "2026-06-01")


def test_money_that_no_line_takes_is_kept_unapplied(agency: Office) -> None:
    agency.approve(FIRST, "2026-05-10")
    agency.receive("30000.00", "2026-06-01")
    assert sum(paid(agency).values()) == 25_694_25
    assert agency.ledger.deposits[0].amount == 30_000_00


def test_the_rest_of_a_deposit_pays_what_is_approved_later(agency: Office) -> None:
    """The money came before the letter; part of a line was approved, then the rest of it."""
    ledger = agency.services.ledger
    ledger.decide(FIRST, [Decided(agency.line(FIRST, "salary").amount.line, 10_000_00)], day("2026-02-10"))
    agency.receive("25694.25", "2026-03-01")
    (deposit,) = agency.ledger.deposits
    with agency.refuses("Nothing is open that the deposit could pay; record what was decided first."):
        ledger.apply_rest(deposit)
    agency.approve(FIRST, "2026-03-10")
    ledger.apply_rest(deposit)
    assert where(agency, FIRST) == (Status.PAID, 25_694_25, 0, 0, 25_694_25)
    assert [each.amount for each in agency.ledger.payments] == [17_694_25, 8_000_00]
    with agency.refuses("Nothing is open that the deposit could pay; record what was decided first."):
        ledger.apply_rest(deposit)
    ledger.take_back([deposit])
    assert (agency.ledger.deposits, agency.ledger.payments) == ((), ())


def test_a_refund_is_paid_back_by_a_deposit_below_zero(agency: Office) -> None:
    """R17: a negative total makes no invoice; the refund is due, and money received does not net it away."""
    separated(agency)
    for number in (FIRST, SECOND):
        agency.approve(number, "2026-05-10")
    agency.receive("50503.84", "2026-06-01")
    separated(agency, "2026-03-31")
    third = agency.certify("FY2026Q3", "2026-07-20")
    assert third.claimed < 0
    agency.submit(third.number, "2026-07-21")
    agency.approve(third.number, "2026-08-01")
    assert agency.position(third.number).outstanding == third.claimed
    agency.receive("100.00", "2026-08-10")
    assert agency.position(third.number).paid == 0
    agency.services.ledger.receive(Deposit(date(2026, 8, 20), third.claimed))
    found = agency.position(third.number)
    assert (found.status, found.paid, found.outstanding) == (Status.PAID, third.claimed, 0)


def test_an_award_is_decided_and_paid_apart_from_claims(office: Opened) -> None:
    """R21; there need be no claim at all."""
    agency = office(pike())
    award = (str(Q1), 0)
    ledger = agency.services.ledger
    with agency.refuses("0.00 of the award of FY2026Q1 is open, not 750.00."):
        ledger.receive(Deposit(date(2026, 3, 1), 750_00), {award: 750_00})
    ledger.award(Q1, 3000_00, Taken(date(2026, 2, 20), "Letter 4"))
    decided = agency.ledger.awarded(Q1)
    assert decided is not None
    assert (decided.amount, decided.note, decided.recorded_by) == (3000_00, "Letter 4", "Clerk")
    ledger.receive(Deposit(date(2026, 3, 1), 2500_00), {award: 2250_00})
    assert agency.ledger.paid(award) == 2250_00
    with agency.refuses("750.00 of the award of FY2026Q1 is open, not 751.00."):
        ledger.receive(Deposit(date(2026, 3, 2), 751_00), {award: 751_00})
    with agency.refuses("750.00 of the award of FY2026Q1 is open, not -1.00."):
        ledger.receive(Deposit(date(2026, 3, 2), 751_00), {award: -1_00})
    with agency.refuses("The remittance names 750.00 in all, which passes the deposit of 1.00."):
        ledger.receive(Deposit(date(2026, 3, 2), 1_00), {award: 750_00})
    with agency.refuses(
        "Deposits paid 2,250.00 of the award of FY2026Q1, so it is no less; take the deposit back first."
    ):
        ledger.award(Q1, 2249_99, day("2026-03-03"))
    ledger.award(Q1, 2250_00, day("2026-03-03"))
    assert agency.ledger.awarded(Q1) == replace(decided, decided_on=date(2026, 3, 3), amount=2250_00, note="")
    with agency.refuses("0.00 of the award of FY2026Q1 is open, not 1.00."):
        ledger.receive(Deposit(date(2026, 3, 4), 1_00), {award: 1_00})
    path = agency.services.book.path
    twice = "the quarter has an award decision of that day already; remove it or change it; nothing was changed."
    with agency.refuses(f"The book “{path}” refuses this: {twice}", BookError):
        ledger.award(Q1, 4000_00, day("2026-03-03"))


def test_an_award_and_a_claim_are_paid_by_one_deposit(agency: Office) -> None:
    agency.approve(FIRST, "2026-02-10")
    agency.services.ledger.award(Q1, 750_00, day("2026-02-20"))
    agency.services.ledger.receive(Deposit(date(2026, 3, 1), 1750_00), {(str(Q1), 0): 750_00})
    assert sum(paid(agency).values()) == 1750_00
    assert agency.position(FIRST).paid == 1000_00


def test_payments_go_with_their_deposit(agency: Office) -> None:
    agency.approve(FIRST, "2026-02-10")
    agency.receive("100.00", "2026-03-01")
    agency.receive("200.00", "2026-03-02")
    first, second = agency.ledger.deposits
    agency.services.ledger.take_back([first])
    assert {each.deposit for each in agency.ledger.payments} == {second.id}
    assert sum(each.amount for each in agency.ledger.payments) == 200_00
    with agency.services.book.read() as records:
        assert [entry.entity for entry in records.log(3)] == [Deposit.kind, Payment.kind, Payment.kind]
