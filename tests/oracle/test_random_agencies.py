"""The random agencies are valid by the contract, and the day-by-day claim keeps the rules' own promises on them."""

from collections import defaultdict
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from .cells import Row, Rows
from .day_by_day import claim
from .random_agencies import agencies, quarters

few = settings(max_examples=25)
presets = st.sampled_from(["published", "strict"])
YEAR = [f"FY2026Q{number}" for number in (1, 2, 3, 4)]


@few
@given(agencies())
def test_rows_are_valid(rows: Rows) -> None:
    for file, each in rows.items():
        assert len({tuple(row.values()) for row in each}) == len(each), file
    assert_distinct(rows["officers"], "officer_id")
    assert_distinct(rows["pay"], "officer_id", "effective_on")
    assert_distinct(rows["effort"], "officer_id", "effective_on")
    assert_distinct(rows["results"], "quarter", "stated_by", "dated_on")
    assert_distinct(rows["readings"], "parameter", "effective_on")
    assert all(int(row["located"]) <= int(row["referred"]) for row in rows["results"])
    assert not any(row["annual_benefits"] and row["benefits_percent"] for row in rows["pay"])
    hours: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for row in rows["overtime"]:
        hours[row["officer_id"], row["worked_on"]] += Fraction(row["hours"])
    assert all(each <= 24 for each in hours.values())
    assert_apart(rows["payroll"], "period_from", "period_until", "document")
    given_expiry = [row for row in rows["authorizations"] if row["expires_on"]]
    assert_apart(given_expiry, "authorized_on", "expires_on")
    assert_distinct(rows["authorizations"], "officer_id", "authorized_on")


@few
@given(agencies(), quarters(), presets, st.randoms(use_true_random=False))
def test_totals_foot_and_order_is_irrelevant(rows: Rows, quarter: str, preset: str, random: Random) -> None:
    document = claim(rows, quarter, preset)
    for part in ("salary", "benefits", "overtime"):
        assert Fraction(document["totals"][part]) == sum(Fraction(line[part]) for line in document["lines"])
    assert Fraction(document["totals"]["reimbursement"]) == sum(Fraction(line["total"]) for line in document["lines"])
    shuffled = {file: random.sample(each, len(each)) for file, each in rows.items()}
    assert claim(shuffled, quarter, preset) == document


@settings(few, max_examples=10)
@given(agencies(corrections=False, overrides=False, max_officers=2))
def test_strict_year_to_date_never_passes_published(rows: Rows) -> None:
    for count in (1, 2, 3, 4):
        sums = {
            preset: year_to_date([claim(rows, quarter, preset) for quarter in YEAR[:count]])
            for preset in ("published", "strict")
        }
        for key, amount in sums["strict"].items():
            assert amount <= sums["published"].get(key, Fraction(0)), key


def year_to_date(claims: list[dict[str, Any]]) -> dict[tuple[str, str], Fraction]:
    """Return salary and overtime claimed so far by officer."""
    sums: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for document in claims:
        for line in document["lines"]:
            for part in ("salary", "overtime"):
                sums[line["officer_id"], part] += Fraction(line[part])
    return sums


def assert_distinct(rows: list[Row], *key: str) -> None:
    """Assert that no two rows share the key."""
    assert len({tuple(row[column] for column in key) for row in rows}) == len(rows)


def assert_apart(rows: list[Row], start: str, end: str, *key: str) -> None:
    """Assert that no two intervals of one officer (and key) overlap, and that none is empty."""
    for place, one in enumerate(rows):
        assert one[start] < one[end]
        for other in rows[place + 1 :]:
            if all(one[column] == other[column] for column in ("officer_id", *key)):
                assert other[end] <= one[start] or one[end] <= other[start]
