"""Location results: the awards estimated beside them are those of the claims."""

from datetime import date

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.services.bundle import Services

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("preset", list(Preset))
def test_each_quarters_award_is_its_claims(sample: Services, preset: Preset) -> None:
    rows = sample.results.rows(TODAY, preset)
    assert [str(row.quarter) for row in rows] == ["FY2026Q1", "FY2026Q2", "FY2026Q3", "FY2026Q4", "FY2027Q1"]
    for row in rows:
        assert row.award == sample.claims.claim(row.quarter, preset).award


def test_both_sources_stand_beside_the_one_used(sample: Services) -> None:
    row = next(row for row in sample.results.rows(TODAY) if row.quarter == Quarter(2026, 2))
    assert {(each.stated_by, each.located) for each in row.results} == {("ICE", 179), ("agency", 181)}
    assert row.award.result is not None
    assert row.award.other is not None
    assert (row.award.result.located, row.award.other.located) == (179, 181)
    assert row.rate == 89.5
