"""The award worksheet: counts, the arithmetic of each tier, officers, amount."""

import dataclasses

import pytest

from muster.domain.records import Override, Result, StatedBy
from muster.reports import Documents
from tests.reports.reader import Seen
from tests.reports.sample import ICE, claim_of, officer


def test_the_award_worksheet_shows_each_tier_s_arithmetic() -> None:
    document = Seen(Documents().pdf(claim_of(officer("0417"), officer("0418"))))
    for line in (
        "ICE 38 33 ICE letter 2026-01-12",
        "Rate 33 of 38 = 86.84% (cut off after two decimals)",
        "90% 33 × 100 = 3,300 < 90 × 38 = 3,420 no 1,000.00",
        "80% 33 × 100 = 3,300 ≥ 80 × 38 = 3,040 yes, this tier 750.00",
        "70% 33 × 100 = 3,300 ≥ 70 × 38 = 2,660 yes 500.00",
        "Officers 2 officers: 0417, 0418",
        "Award 2 officers × $750.00 = $1,500.00",
    ):
        assert line in document.lines or line in document.text


def test_a_rate_rounded_first_is_shown_so() -> None:
    half = dataclasses.replace(ICE, referred=200, located=179)
    document = Seen(
        Documents().pdf(claim_of(officer("1"), results=(half,), overrides=(Override("award_rounding", "half_up"),)))
    )
    assert "rounded half up to a whole percent first: 90%" in document.text
    assert "90% 90 ≥ 90 yes, this tier 1,000.00" in document.lines
    assert "179 of 200 = 89.5%" in document.text


def test_a_rate_never_shows_a_tier_that_is_not_reached() -> None:
    almost = dataclasses.replace(ICE, referred=100_000, located=89_999)
    document = Seen(Documents().pdf(claim_of(officer("1"), results=(almost,))))
    assert "= 89.99% (cut off after two decimals)" in document.text


def test_the_counts_of_ice_and_the_agency_stand_side_by_side() -> None:
    other = dataclasses.replace(ICE, stated_by=StatedBy.AGENCY, located=34, document="Memo", dated_on=None)
    document = Seen(Documents().pdf(claim_of(officer("1"), results=(ICE, other))))
    assert "ICE 38 33 ICE letter 2026-01-12 dated 12 Jan 2026 used" in document.words
    assert "The agency 38 34 Memo not dated differs, not used" in document.words


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ((), "No location result is recorded for this quarter: there is no rate and no award."),
        (
            (dataclasses.replace(ICE, referred=0, located=0),),
            "Nobody was referred this quarter: there is no rate and no award.",
        ),
    ],
)
def test_without_a_rate_there_is_no_tier_and_no_award(results: tuple[Result, ...], said: str) -> None:
    document = Seen(Documents().pdf(claim_of(officer("1"), results=results)))
    assert said in document.text
    assert "Located × 100" not in document.text
    assert "Award 1 officer × $0.00 = $0.00" in document.text
