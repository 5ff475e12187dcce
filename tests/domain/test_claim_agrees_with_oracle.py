"""The fast claim and the slow day-by-day one, written apart from it, agree to the cent on random agencies."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from muster.services.claim_json import document
from tests.domain.files import claim_of
from tests.oracle.cells import Rows
from tests.oracle.day_by_day import claim as day_by_day
from tests.oracle.random_agencies import agencies, quarters

PARTS = ("quarter", "from", "until", "preset", "lines", "award", "totals")


@settings(max_examples=60)
@given(agencies(), quarters(), st.sampled_from(["published", "strict"]))
def test_agrees(rows: Rows, quarter: str, preset: str) -> None:
    expected: dict[str, Any] = day_by_day(rows, quarter, preset)
    found = document(claim_of(rows, quarter, preset))
    for part in PARTS:
        assert found[part] == expected[part]
    assert {name: found["readings"][name] for name in expected["readings"]} == expected["readings"]
