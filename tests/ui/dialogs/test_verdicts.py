"""What is typed on one side of a verdict fills the other with the rest; the three always add up to what is pending."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.fiscal import Quarter
from muster.domain.ledger.positions import LinePosition
from muster.domain.ledger.records import ClaimAmount, Component, Nature
from muster.domain.money import money_text
from muster.services.ledger import Decided
from muster.ui.dialogs.verdicts import Verdict, decided, sums_of

Q1 = Quarter(2026, 1)


def verdict(pending: int = 100_00, nature: Nature = Nature.OWN) -> Verdict:
    made = ClaimAmount("FY26Q1-001", 7, "0417", Component.OVERTIME, Q1, nature, pending)
    return Verdict(LinePosition(made, 0, 0, 0, 0, 0), "0417 Lind, Avery")


def both(of: Verdict) -> tuple[int | None, int | None, int]:
    return of.approve, of.deny, of.rest


def test_one_side_fills_the_other() -> None:
    assert both(verdict().approving("60")) == (60_00, 40_00, 0)
    assert both(verdict().denying("40")) == (60_00, 40_00, 0)
    assert both(verdict().approving("100")) == (100_00, None, 0)


def test_what_was_typed_on_both_sides_stays() -> None:
    assert both(verdict().approving("60").denying("10")) == (60_00, 10_00, 30_00)
    assert both(verdict().denying("40").approving("0")) == (0, 40_00, 60_00)
    assert both(verdict().approving("60").denying("0")) == (60_00, 0, 40_00)


def test_what_no_longer_fits_gives_way() -> None:
    assert both(verdict().approving("60").denying("10").denying("70")) == (30_00, 70_00, 0)
    assert both(verdict().approved().denying("15")) == (85_00, 15_00, 0)
    assert both(verdict().denied().approving("15")) == (15_00, 85_00, 0)


def test_an_empty_cell_takes_what_it_filled_with_it() -> None:
    assert both(verdict().approving("60").approving("")) == (None, None, 100_00)
    assert both(verdict().approving("60").denying("10").approving("")) == (None, 10_00, 90_00)
    assert not verdict().approving("60").cleared().is_decided


def test_money_to_be_given_back_is_below_zero() -> None:
    assert both(verdict(-50_00).approving("-20")) == (-20_00, -30_00, 0)
    with pytest.raises(ValueError, match=r"-50\.00 is pending of it; give no more than that"):
        verdict(-50_00).approving("20")


@pytest.mark.parametrize(
    ("text", "why"), [("100.01", "100.00 is pending"), ("-1", "pending"), ("x", "no amount|not an")]
)
def test_what_does_not_fit_is_refused(text: str, why: str) -> None:
    for typed in (verdict().approving, verdict().denying):
        with pytest.raises(ValueError, match=why):
            typed(text)


def test_it_says_what_it_is_for() -> None:
    found = [verdict(nature=nature).words for nature in Nature]
    assert found == ["Overtime of FY2026Q1", "Overtime of FY2026Q1, adjusted", "Overtime of FY2026Q1, again"]


def test_what_is_kept() -> None:
    made = [verdict().denying("40").because(" late "), verdict().approving("100"), verdict(), verdict().denied()]
    assert decided(made, "all") == [
        Decided(7, 60_00, 40_00, "late"),
        Decided(7, 100_00, 0, ""),
        Decided(7, 0, 100_00, "all"),
    ]
    assert sums_of(made) == (160_00, 140_00, 100_00)


@given(st.integers(-500, 500), st.lists(st.tuples(st.booleans(), st.integers(-500, 500) | st.none()), max_size=6))
def test_however_it_is_typed_it_adds_up(pending: int, typed: list[tuple[bool, int | None]]) -> None:
    now = verdict(pending)
    for approves, cents in typed:
        text = "" if cents is None else money_text(cents)
        try:
            now = now.approving(text) if approves else now.denying(text)
        except ValueError:
            continue
        low, high = min(0, pending), max(0, pending)
        assert all(low <= part <= high for part in ((now.approve or 0), (now.deny or 0), now.rest))
        assert (now.approve if approves else now.deny) == cents
