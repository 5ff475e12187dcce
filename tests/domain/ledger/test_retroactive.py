"""Pay that changed after a claim counts for the claimed quarter once it is paid (R14)."""

from dataclasses import replace
from datetime import date

import pytest

from muster.domain.ledger.retroactive import as_paid
from muster.domain.records import Pay

START, RAISED = date(2025, 10, 1), date(2026, 1, 11)
UNTIL = date(2026, 7, 1)
FIRST = Pay("0003", START, 61_500_00, id=1)
RAISE = Pay("0003", RAISED, 65_190_00, paid_on=date(2026, 6, 30), id=2)


def amounts(found: tuple[Pay, ...]) -> list[tuple[date, int]]:
    return [(each.effective_on, each.annual_salary) for each in found]


@pytest.mark.parametrize(
    ("paid_on", "counts"),
    [(None, False), (date(2026, 6, 30), True), (date(2026, 7, 1), False), (date(2026, 8, 14), False)],
)
def test_a_new_record_counts_once_it_is_paid_within_the_claims_quarter(paid_on: date | None, *, counts: bool) -> None:
    found = as_paid([FIRST], [FIRST, replace(RAISE, paid_on=paid_on)], UNTIL)
    assert [each.id for each in found] == ([1, 2] if counts else [1])


def test_a_changed_record_stays_as_it_was_claimed_until_the_change_is_paid() -> None:
    changed = replace(FIRST, annual_salary=70_000_00)
    assert amounts(as_paid([FIRST], [changed], UNTIL)) == [(START, 61_500_00)]
    paid = replace(changed, paid_on=date(2026, 6, 1))
    assert amounts(as_paid([FIRST], [paid], UNTIL)) == [(START, 70_000_00)]


def test_a_record_claimed_before_it_was_paid_stays() -> None:
    unpaid = replace(RAISE, paid_on=None)
    assert as_paid([FIRST, unpaid], [FIRST, unpaid], UNTIL) == (FIRST, unpaid)


def test_a_record_moved_to_another_day_stays_where_it_was() -> None:
    moved = replace(RAISE, effective_on=date(2025, 12, 1), paid_on=None)
    assert amounts(as_paid([FIRST, RAISE], [FIRST, moved], UNTIL)) == [(START, 61_500_00), (RAISED, 65_190_00)]


def test_a_removed_record_is_gone_at_once() -> None:
    assert as_paid([FIRST, RAISE], [FIRST], UNTIL) == (FIRST,)


def test_a_record_put_in_the_place_of_a_removed_one_is_a_change_of_it() -> None:
    again = replace(FIRST, id=3)
    assert as_paid([FIRST], [again], UNTIL) == (FIRST,)
    higher = replace(again, annual_salary=70_000_00)
    assert amounts(as_paid([FIRST], [higher], UNTIL)) == [(START, 61_500_00)]
    assert amounts(as_paid([FIRST], [replace(higher, paid_on=date(2026, 6, 1))], UNTIL)) == [(START, 70_000_00)]


def test_one_record_a_day_the_paid_one_first() -> None:
    moved = replace(FIRST, effective_on=date(2025, 12, 1), paid_on=None)
    paid = Pay("0003", START, 50_000_00, paid_on=date(2026, 6, 1), id=4)
    assert amounts(as_paid([FIRST], [paid, moved], UNTIL)) == [(START, 50_000_00)]
