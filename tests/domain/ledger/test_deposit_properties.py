"""What holds of every deposit (R18): no cent is lost, no line gets too much, no younger claim comes first."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from math import floor
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from muster.domain.fiscal import Quarter
from muster.domain.ledger.deposits import Application, ClaimRef, OpenLine, RemittanceLine, Share, apply_deposit

CLAIMS = [ClaimRef(Quarter(2026, number), order, f"FY26Q{number}-{order:03d}") for number in (1, 2) for order in (1, 2)]
amounts = st.one_of(st.integers(-5, 12), st.integers(-100_00, 1000_00))


@st.composite
def open_lines(draw: st.DrawFn) -> list[OpenLine]:
    """Lines of up to four claims, partly paid, in any order."""
    keys = draw(st.lists(st.tuples(st.sampled_from(CLAIMS), st.integers(1, 5)), unique=True, max_size=12))
    return [_line(draw, claim, number) for claim, number in keys]


def _line(draw: st.DrawFn, claim: ClaimRef, number: int) -> OpenLine:
    approved = draw(amounts)
    paid = draw(st.one_of(st.just(0), st.integers(min(0, approved), max(0, approved))))
    return OpenLine(claim, number, approved, paid)


@st.composite
def remitted(draw: st.DrawFn) -> tuple[list[OpenLine], list[RemittanceLine]]:
    """Lines and a remittance that names some of them."""
    lines = draw(open_lines())
    named = [each for each in lines if draw(st.booleans())]
    return lines, [
        RemittanceLine(each.claim.number, each.line, draw(st.integers(min(0, each.open), max(0, each.open))))
        for each in named
    ]


deposits = st.one_of(st.integers(-40, 40), st.integers(-400_00, 4000_00))


def by_line(found: Application) -> dict[tuple[ClaimRef, int], Share]:
    return {(each.claim, each.line): each for each in found.shares}


def got(found: Application, each: OpenLine) -> int:
    share = by_line(found).get((each.claim, each.line))
    return share.amount if share else 0


def by_claim(lines: Iterable[OpenLine]) -> list[list[OpenLine]]:
    """The lines claim by claim, the oldest first."""
    return [list(group) for _, group in groupby(sorted(lines), key=lambda each: each.claim)]


def open_total(lines: Iterable[OpenLine]) -> int:
    return sum(each.open for each in lines)


@given(deposits, remitted())
def test_no_cent_is_lost_and_no_line_gets_too_much(
    deposit: int, given_lines: tuple[list[OpenLine], list[RemittanceLine]]
) -> None:
    lines, remittance = given_lines
    named = sum(each.amount for each in remittance)
    found = apply_deposit(max(deposit, named, 0), lines, remittance)
    assert sum(each.amount for each in found.shares) + found.unapplied == max(deposit, named, 0)
    assert found.unapplied >= 0
    for each in lines:
        assert min(0, each.approved) <= each.paid + got(found, each) <= max(0, each.approved)
    shares = by_line(found)
    assert len(shares) == len(found.shares)
    assert list(shares) == sorted(shares)
    expected = {(each.claim, each.line): each.amount for each in remittance if each.amount}
    assert {(each.claim.number, each.line): each.remitted for each in found.shares if each.remitted} == expected


@given(deposits, remitted(), st.randoms())
def test_all_signs_turned_and_in_any_order_it_is_the_same(
    deposit: int, given_lines: tuple[list[OpenLine], list[RemittanceLine]], random: Random
) -> None:
    lines, remittance = given_lines
    named = sum(each.amount for each in remittance)
    deposit = max(1, deposit, named)
    found = apply_deposit(deposit, lines, remittance)
    assert apply_deposit(deposit, random.sample(lines, len(lines)), random.sample(remittance, len(remittance))) == found
    turned = apply_deposit(
        -deposit,
        [each._replace(approved=-each.approved, paid=-each.paid) for each in lines],
        [each._replace(amount=-each.amount) for each in remittance],
    )
    back = tuple(each._replace(amount=-each.amount, remitted=-each.remitted) for each in turned.shares)
    assert (back, -turned.unapplied) == found


@given(st.integers(1, 4000_00), open_lines())
def test_nothing_of_a_younger_claim_before_an_older_one_is_full(deposit: int, lines: list[OpenLine]) -> None:
    found = apply_deposit(deposit, lines)
    left = deposit
    for claim in by_claim(lines):
        total = open_total(claim)
        applied = sum(got(found, each) for each in claim)
        if total < 0:
            assert [got(found, each) for each in claim] == [0] * len(claim)
        else:
            assert applied == min(total, left)
            left -= applied
    assert found.unapplied == left


@given(st.integers(1, 4000_00), open_lines())
def test_within_a_claim_it_is_pro_rata(deposit: int, lines: list[OpenLine]) -> None:
    found = apply_deposit(deposit, lines)
    for claim in by_claim(lines):
        wanted = [each for each in claim if each.open > 0]
        if not any(got(found, each) for each in claim):
            continue
        money = sum(got(found, each) for each in wanted)
        assert all(got(found, each) == each.open for each in claim if each.open < 0)
        assert money <= open_total(wanted)
        exact = {each: Fraction(money * each.open, open_total(wanted)) for each in wanted}
        over = [each for each in wanted if got(found, each) != floor(exact[each])]
        assert all(got(found, each) > exact[each] - 1 for each in wanted)
        assert over == [] or max(wanted, key=lambda each: (each.open, -each.line)) in over
        # only when the largest lines are full does another get a remaining cent
        largest_first = sorted(wanted, key=lambda each: (-each.open, each.line))
        extra = [got(found, each) - floor(exact[each]) for each in largest_first]
        last = max((place for place, cents in enumerate(extra) if cents), default=0)
        assert all(got(found, each) == each.open for each in largest_first[:last])
