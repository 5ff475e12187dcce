"""What live claims have of a quarter against what it would be: denied, still denied, the correction (R15, R19)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.ledger.account import NOTHING_CLAIMED, Account, ClaimedQuarter
from muster.domain.ledger.records import Decision
from tests.domain.ledger.examples import DAY, Q1, Q2, Q3, amount, decision

FIRST, SECOND = "FY26Q1-001", "FY26Q2-001"


def quarter(claimed: int, denied: int, recomputed: int) -> ClaimedQuarter:
    decisions = (Decision(FIRST, 1, DAY, claimed - denied, denied, "x"),) if denied else ()
    return ClaimedQuarter(Q1, Account((amount(FIRST, 1, claimed),), decisions), recomputed)


def test_original_and_amendments_less_what_is_denied_and_not_claimed_again() -> None:
    account = Account(
        (amount(FIRST, 1, 1000), amount(SECOND, 4, -200, Q1), amount(SECOND, 5, 300, Q1, corrects_line=1)),
        (decision(FIRST, 1, 500, 500), decision(SECOND, 5, 250, 50)),
        {SECOND: Q2},
    )
    assert (account.claimed, account.denied) == (800, 500 + 50 - 300)
    assert (NOTHING_CLAIMED.claimed, NOTHING_CLAIMED.denied) == (0, 0)


def test_what_a_later_claim_claims_again_comes_after() -> None:
    account = Account(
        (amount(FIRST, 1, 1000), amount("FY26Q3-001", 5, 300, Q1, corrects_line=1)),
        (decision(FIRST, 1, 500, 500), decision("FY26Q3-001", 5, 250, 50)),
        {"FY26Q3-001": Q3},
    )
    assert (account.before(Q3).claimed, account.before(Q3).denied) == (1000, 500)
    assert account.before(Q3.next) is account
    found = ClaimedQuarter(Q1, account, 1000)
    assert (found.before(Q2).still_denied, found.still_denied) == (500, 250)
    assert found.before(Q3.next) is found


@pytest.mark.parametrize(
    ("claimed", "denied", "recomputed", "still_denied", "correction"),
    [
        (1000, 0, 1000, 0, 0),
        (1000, 0, 700, 0, -300),
        (1000, 0, 1200, 0, 200),
        (1000, 400, 1000, 400, 0),  # as claimed: the denied part stays denied
        (1000, 400, 1200, 400, 200),  # more is claimed, the denied part stays denied
        (1000, 400, 700, 100, 0),  # what is gone was among the denied: nothing is given back
        (1000, 400, 600, 0, 0),
        (1000, 400, 500, 0, -100),  # beyond it, it is
        (1000, 1000, 0, 0, 0),
        (1000, 400, -100, 0, -700),
        (-300, 0, -300, 0, 0),
    ],
)
def test_examples(claimed: int, denied: int, recomputed: int, still_denied: int, correction: int) -> None:
    found = quarter(claimed, denied, recomputed)
    assert (found.still_denied, found.correction) == (still_denied, correction)
    assert found.entitled == recomputed - still_denied == found.claimed + correction


cents = st.integers(-1000, 1000)


@given(st.integers(0, 1000), st.integers(0, 1000), cents)
def test_nothing_is_given_back_twice_and_nothing_denied_is_claimed_by_a_correction(
    claimed: int, denied: int, recomputed: int
) -> None:
    denied = min(claimed, denied)
    found = quarter(claimed, denied, recomputed)
    assert 0 <= found.still_denied <= denied
    assert found.entitled <= recomputed
    stands = claimed - denied
    if recomputed >= claimed:
        assert found.correction == recomputed - claimed
    elif recomputed >= stands:
        assert found.correction == 0
    else:
        assert found.correction == recomputed - stands


@given(st.integers(0, 1000), st.integers(0, 1000), st.lists(st.integers(-200, 1000), min_size=1, max_size=5))
def test_whatever_was_given_back_and_restored_it_ends_as_if_the_facts_had_always_been_so(
    claimed: int, denied: int, facts: list[int]
) -> None:
    denied, changing = min(claimed, denied), [min(each, claimed) for each in facts]
    account = quarter(claimed, denied, 0).account
    for order, recomputed in enumerate(changing):
        corrected = amount(SECOND, order + 2, ClaimedQuarter(Q1, account, recomputed).correction, Q1)
        account = replace(account, amounts=(*account.amounts, corrected))
    found = ClaimedQuarter(Q1, account, changing[-1])
    assert (found.correction, found.entitled) == (0, quarter(claimed, denied, changing[-1]).entitled)


def test_what_later_claims_gave_back_is_none_of_an_earlier_claims_concern() -> None:
    """Half is denied and claimed again by the third claim, then the fourth gives all of it back."""
    again = amount("FY26Q3-001", 5, 500, Q1, corrects_line=1)
    back = amount("FY26Q4-001", 3, -1000, Q1)
    account = Account((amount(FIRST, 1, 1000), again, back), (decision(FIRST, 1, 500, 500),), {"FY26Q3-001": Q3})
    found = ClaimedQuarter(Q1, account, 0)
    assert (found.entitled, found.correction) == (0, 0)
    assert found.before(Q2).entitled == 0
