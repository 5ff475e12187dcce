"""The examiner has nothing to say of an agency whose records are complete and agree with each other."""

import pytest

from muster.domain.examiner.examined import examined
from muster.domain.examiner.registry import examine
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from tests.composition import CALENDAR
from tests.domain.examiner.clean_agency import after, clean
from tests.domain.examiner.planting import entries_of
from tests.domain.files import computed

QUARTERS = [Quarter(2026, number) for number in (1, 2, 3, 4)]


@pytest.mark.parametrize("preset", list(Preset))
@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_nothing_is_found(quarter: Quarter, preset: Preset) -> None:
    rows = clean()
    claim = computed(rows, str(quarter), preset)
    assert claim.claim.totals.reimbursement > 0
    assert claim.claim.totals.overtime > 0
    assert examine(examined(claim, entries_of(rows), after(quarter), CALENDAR.holiday, frozenset(QUARTERS))) == []
