"""The examiner has nothing to say of an agency whose records are complete and agree with each other."""

import pytest

from muster.domain.examiner.examined import examined
from muster.domain.examiner.registry import examine
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from tests.composition import CALENDAR
from tests.domain.examiner.clean_agency import after, clean, repay
from tests.domain.examiner.planting import entries_of
from tests.domain.files import computed

QUARTERS = [Quarter(2026, number) for number in (1, 2, 3, 4)]


@pytest.mark.parametrize("twelfths", [False, True])
@pytest.mark.parametrize("preset", list(Preset))
@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_nothing_is_found(quarter: Quarter, preset: Preset, *, twelfths: bool) -> None:
    rows = clean()
    repay(rows, twelfths=twelfths)
    claim = computed(rows, str(quarter), preset)
    assert claim.claim.totals.reimbursement > 0
    assert claim.claim.totals.overtime > 0
    assert examine(examined(claim, entries_of(rows), after(quarter), CALENDAR.holiday, frozenset(QUARTERS))) == []


def test_a_month_is_neither_more_nor_less_than_a_twelfth_of_the_year() -> None:
    """Claimable from February on: two twelfths are 1.8 days' pay more than 59 calendar days."""
    rows = clean()
    repay(rows, twelfths=True)
    (mine,) = (each for each in rows["authorizations"] if each["officer_id"] == "0204")
    mine.update(authorized_on="2026-02-01", expires_on="2028-02-01")
    quarter = QUARTERS[1]
    claim = computed(rows, str(quarter))
    assert claim.of("0204").salary.to_date.actual != claim.of("0204").salary.to_date.entitlement
    assert examine(examined(claim, entries_of(rows), after(quarter), CALENDAR.holiday, frozenset(QUARTERS))) == []
