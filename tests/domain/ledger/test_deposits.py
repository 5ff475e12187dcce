"""How a deposit is applied to lines, example by example (R17, R18)."""

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.ledger.deposits import Application, ClaimRef, OpenLine, RemittanceLine, apply_deposit

FIRST = ClaimRef(Quarter(2026, 1), 1, "FY26Q1-001")
SECOND = ClaimRef(Quarter(2026, 1), 2, "FY26Q1-002")
NEXT = ClaimRef(Quarter(2026, 2), 1, "FY26Q2-001")


def lines(claim: ClaimRef, *approved: int) -> list[OpenLine]:
    """Lines from 1 on, nothing paid."""
    return [OpenLine(claim, number, amount, 0) for number, amount in enumerate(approved, start=1)]


def shares(found: Application) -> dict[tuple[str, int], int]:
    """What each line gets."""
    return {(each.claim.number, each.line): each.amount for each in found.shares}


def of_first(found: Application, count: int) -> list[int]:
    """What the lines of the first claim get."""
    return [shares(found).get((FIRST.number, number), 0) for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("deposit", "approved", "expected", "unapplied"),
    [
        (600_00, (100_00, 200_00, 300_00), (100_00, 200_00, 300_00), 0),
        (700_00, (100_00, 200_00, 300_00), (100_00, 200_00, 300_00), 100_00),
        (300_00, (100_00, 200_00, 300_00), (50_00, 100_00, 150_00), 0),
        (100, (100, 100, 100), (34, 33, 33), 0),  # of equal lines the first
        (100, (100, 200, 300), (16, 33, 51), 0),
        (2, (1, 1, 1), (1, 1, 0), 0),  # a full line takes no more
        (1, (1, 1, 5, 1), (0, 0, 1, 0), 0),
        (0, (100, 100), (0, 0), 0),
        (100, (), (), 100),
        (100, (0, 100), (0, 100), 0),
        # money to be given back adds to what the others get
        (500_00, (700_00, -200_00), (700_00, -200_00), 0),
        (100_00, (400_00, -200_00, 200_00), (200_00, -200_00, 100_00), 0),
        (1, (400, -100), (101, -100), 0),
        (5, (100, -100), (100, -100), 5),
        # more to be given back than is open waits for a refund
        (100, (100, -101), (0, 0), 100),
        (-1, (100, -101), (100, -101), 0),
        # a refund is a deposit with all signs turned
        (-300_00, (-100_00, -200_00, -300_00), (-50_00, -100_00, -150_00), 0),
        (-100, (-100, -200, -300), (-16, -33, -51), 0),
        (-100_00, (-400_00, 200_00, -200_00), (-200_00, 200_00, -100_00), 0),
        (-700, (-600, 100, 0), (-600, 100, 0), -200),
        (-100, (100,), (0,), -100),
    ],
)
def test_one_claim(deposit: int, approved: tuple[int, ...], expected: tuple[int, ...], unapplied: int) -> None:
    found = apply_deposit(deposit, lines(FIRST, *approved))
    assert (of_first(found, len(approved)), found.unapplied) == (list(expected), unapplied)
    assert all(each.amount for each in found.shares)


def test_what_has_been_paid_is_not_open() -> None:
    paid = [OpenLine(FIRST, 1, 100_00, 100_00), OpenLine(FIRST, 2, 300_00, 100_00), OpenLine(FIRST, 3, 100_00, 0)]
    assert of_first(apply_deposit(150_00, paid), 3) == [0, 100_00, 50_00]


def test_the_oldest_claim_is_paid_first() -> None:
    both = [*lines(NEXT, 100, 100), *lines(SECOND, 50), *lines(FIRST, 100)]
    assert shares(apply_deposit(190, both)) == {
        ("FY26Q1-001", 1): 100,
        ("FY26Q1-002", 1): 50,
        ("FY26Q2-001", 1): 20,
        ("FY26Q2-001", 2): 20,
    }
    assert shares(apply_deposit(100, both)) == {("FY26Q1-001", 1): 100}


def test_a_claim_s_refund_is_not_taken_off_another_claim() -> None:
    both = [*lines(FIRST, -100), *lines(NEXT, 100)]
    assert shares(apply_deposit(60, both)) == {("FY26Q2-001", 1): 60}
    assert shares(apply_deposit(-60, both)) == {("FY26Q1-001", 1): -60}


def test_a_claim_whose_lines_cancel_out_is_settled_on_the_way() -> None:
    both = [*lines(FIRST, 100, -100), *lines(NEXT, 100)]
    settled = {("FY26Q1-001", 1): 100, ("FY26Q1-001", 2): -100}
    assert shares(apply_deposit(60, both)) == settled | {("FY26Q2-001", 1): 60}
    assert shares(apply_deposit(-60, both)) == settled
    assert shares(apply_deposit(0, both)) == {}


def test_the_remittance_comes_first() -> None:
    both = [*lines(FIRST, 100, 100), *lines(NEXT, 100, -30)]
    found = apply_deposit(150, both, [RemittanceLine("FY26Q2-001", 1, 80), RemittanceLine("FY26Q2-001", 2, -30)])
    assert [tuple(each)[1:] for each in found.shares] == [(1, 50, 0), (2, 50, 0), (1, 80, 80), (2, -30, -30)]
    assert found.unapplied == 0


def test_a_line_gets_more_than_the_remittance_names() -> None:
    found = apply_deposit(250, lines(FIRST, 100, 200), [RemittanceLine("FY26Q1-001", 1, 90)])
    assert [(each.line, each.amount, each.remitted) for each in found.shares] == [(1, 97, 90), (2, 153, 0)]


def test_a_remittance_may_take_a_refund_off_a_younger_claim() -> None:
    both = [*lines(FIRST, -100), *lines(NEXT, 100)]
    netted = [RemittanceLine("FY26Q1-001", 1, -100), RemittanceLine("FY26Q2-001", 1, 100)]
    assert shares(apply_deposit(0, both, netted)) == {("FY26Q1-001", 1): -100, ("FY26Q2-001", 1): 100}


def test_a_refund_with_a_remittance() -> None:
    both = [*lines(FIRST, -100), *lines(NEXT, -100)]
    found = apply_deposit(-150, both, [RemittanceLine("FY26Q2-001", 1, -80)])
    assert shares(found) == {("FY26Q1-001", 1): -70, ("FY26Q2-001", 1): -80}


@pytest.mark.parametrize(
    ("deposit", "remittance", "sentence"),
    [
        (100, [("FY26Q1-001", 4, 10)], "names line 4 of claim FY26Q1-001, which is not there"),
        (100, [("FY26Q3-001", 1, 10)], "names line 1 of claim FY26Q3-001, which is not there"),
        (100, [("FY26Q1-001", 1, 10), ("FY26Q1-001", 1, 10)], "names line 1 of claim FY26Q1-001 twice"),
        (30000, [("FY26Q1-001", 1, 10001)], "names 100.01 for line 1 of claim FY26Q1-001, of which 100.00 is open"),
        (30000, [("FY26Q1-001", 1, -1)], "names -0.01 for line 1"),
        (30000, [("FY26Q1-001", 2, -5001)], "names -50.01 for line 2 of claim FY26Q1-001, of which -50.00 is open"),
        (30000, [("FY26Q1-001", 2, 1)], "names 0.01 for line 2"),
        (30000, [("FY26Q1-001", 3, 1)], "names 0.01 for line 3 of claim FY26Q1-001, of which 0.00 is open"),
        (99, [("FY26Q1-001", 1, 100)], "The remittance names 1.00 in all, which passes the deposit of 0.99"),
        (-99, [("FY26Q1-001", 2, -100)], "The remittance names -1.00 in all, which passes the deposit of -0.99"),
    ],
)
def test_a_remittance_that_cannot_be(deposit: int, remittance: list[tuple[str, int, int]], sentence: str) -> None:
    open_lines = [OpenLine(FIRST, 1, 10000, 0), OpenLine(FIRST, 2, -5000, 0), OpenLine(FIRST, 3, 7000, 7000)]
    with pytest.raises(ValueError, match=sentence):
        apply_deposit(deposit, open_lines, [RemittanceLine(*each) for each in remittance])


@pytest.mark.parametrize(("approved", "paid"), [(100, 101), (100, -1), (-100, 1), (-100, -101), (0, 1)])
def test_more_paid_than_approved(approved: int, paid: int) -> None:
    with pytest.raises(ValueError, match="paid of line 1 of claim FY26Q1-001, approved"):
        apply_deposit(5, [OpenLine(FIRST, 1, approved, paid)])


def test_a_line_twice() -> None:
    with pytest.raises(ValueError, match="A line of a claim is given twice"):
        apply_deposit(5, [*lines(FIRST, 100), OpenLine(FIRST, 1, 200, 0)])
