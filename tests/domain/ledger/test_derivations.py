"""What live claims have, what was denied of it and what is corrected, explained step by step (R12, R15, R19)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.derivation import Derivation, Unit
from muster.domain.ledger.account import Account, ClaimedQuarter
from muster.domain.ledger.derivations import all_denied, amounts, claimed_quarter, correction, entitled, still_denied
from tests.domain.evaluate import evaluate
from tests.domain.ledger.examples import Q1, Q2, amount, decision

FIRST, SECOND = "FY26Q1-001", "FY26Q2-001"


def recomputed(found: ClaimedQuarter) -> Derivation:
    return Derivation("Recomputed", found.recomputed, Unit.MONEY)


def quarter(claimed: int, denied: int, recomputed: int, again: int = 0) -> ClaimedQuarter:
    """One amount, what was denied of it, and what of that the second quarter's claim claims again."""
    decisions = (decision(FIRST, 1, claimed - denied, denied),) if denied else ()
    resubmitted = (amount(SECOND, 5, again, Q1, corrects=FIRST, corrects_line=1),) if again else ()
    account = Account((amount(FIRST, 1, claimed), *resubmitted), decisions, {SECOND: Q2} if again else {})
    return ClaimedQuarter(Q1, account, recomputed)


def sound(found: Derivation) -> int:
    """The figure; it and every figure below it is what its inputs make."""
    for each in found.walk():
        assert evaluate(each) == each.number, each.label
        if each.field:
            assert getattr(each.source, each.field) == each.value
    return int(found.number)


def outline(found: Derivation) -> list[tuple[str, int]]:
    return [(found.label, int(found.number)), *((each.label, int(each.number)) for each in found.inputs)]


def test_what_was_claimed_and_amended() -> None:
    account = Account((amount(FIRST, 1, 1000), amount(SECOND, 4, -200, Q1)), (), {})
    assert outline(claimed_quarter(ClaimedQuarter(Q1, account, 900))) == [
        ("Claimed for FY2026Q1", 800),
        ("Claim FY26Q1-001", 1000),
        ("Adjustment on claim FY26Q2-001", -200),
    ]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            quarter(1000, 0, 700),
            [("Adjustment of FY2026Q1", -300), ("Recomputed", 700), ("Claimed for FY2026Q1", 1000)],
        ),
        (
            quarter(1000, 400, 1200),
            [
                ("Adjustment of FY2026Q1", 200),
                ("Recomputed, less what stays denied", 800),
                ("Claimed for FY2026Q1, less denied", 600),
            ],
        ),
        (
            quarter(1000, 400, 500),
            [("Adjustment of FY2026Q1", -100), ("Recomputed", 500), ("Claimed for FY2026Q1, less denied", 600)],
        ),
    ],
)
def test_a_correction(found: ClaimedQuarter, expected: list[tuple[str, int]]) -> None:
    assert outline(correction(found, recomputed(found))) == expected


def test_what_was_claimed_again_is_no_longer_denied() -> None:
    denied = claimed_quarter(quarter(1000, 400, 1000, again=300)).inputs[1]
    assert outline(denied) == [("Denied, not claimed again", 100), ("Denied", 400), ("Claimed again", 300)]


def test_only_what_the_facts_support_stays_denied() -> None:
    shown = still_denied(quarter(1000, 400, 700))
    assert outline(shown) == [
        ("Denied, as far as it is still supported", 100),
        ("Denied", 400),
        ("Not below nothing", 100),
    ]


def test_what_was_given_back_since_does_not_count_as_granted() -> None:
    account = Account((amount(FIRST, 1, 1000), amount(SECOND, 4, -700, Q1)), (decision(FIRST, 1, 600, 400),))
    shown = still_denied(ClaimedQuarter(Q1, account, 700))
    assert sound(shown) == 100
    assert outline(shown.inputs[1].inputs[0].inputs[1]) == [
        ("Claimed for FY2026Q1 at most, less denied", 600),
        ("Claimed for FY2026Q1 at most", 1000),
        ("Denied", 400),
    ]


def test_nothing_claimed_has_no_parts() -> None:
    found = ClaimedQuarter(Q1, Account(), 500)
    assert outline(amounts(found.account, "Claimed")) == [("Claimed", 0)]
    assert entitled(found).source is None
    assert sound(correction(found, recomputed(found))) == 500


cents = st.integers(-1000, 1000)


@st.composite
def quarters(draw: st.DrawFn) -> ClaimedQuarter:
    """A quarter's claim with its amendment, in part denied, of that in part claimed again and denied once more."""
    claimed = draw(st.integers(0, 1000))
    denied = draw(st.integers(0, claimed))
    again = draw(st.integers(0, denied))
    once_more = draw(st.integers(0, again))
    added = [amount(SECOND, 4, draw(cents), Q1)] if draw(st.booleans()) else []
    resubmitted = [amount(SECOND, 5, again, Q1, corrects=FIRST, corrects_line=1)] if again else []
    decisions = [decision(FIRST, 1, claimed - denied, denied), decision(SECOND, 5, again - once_more, once_more)]
    account = Account((amount(FIRST, 1, claimed), *added, *resubmitted), tuple(decisions), {SECOND: Q2})
    return ClaimedQuarter(Q1, account, draw(cents))


@given(quarters())
def test_every_figure_is_the_accounts(found: ClaimedQuarter) -> None:
    assert sound(claimed_quarter(found)) == found.claimed
    assert sound(still_denied(found)) == sound(still_denied(found, recomputed(found))) == found.still_denied
    assert sound(correction(found, recomputed(found))) == found.correction
    assert sound(entitled(found)) == found.entitled


@given(st.lists(quarters(), max_size=3))
def test_what_stays_denied_of_several_quarters(found: list[ClaimedQuarter]) -> None:
    assert sound(all_denied(found)) == sum(each.still_denied for each in found)
