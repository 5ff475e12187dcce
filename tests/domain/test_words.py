from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain import words
from muster.domain.fiscal import Quarter
from muster.domain.records import StatedBy
from tests.composition import RULES


@given(st.dates())
def test_a_day_names_its_day_month_and_year(when: date) -> None:
    day, month, year = words.day(when).split()
    assert (int(day), words.MONTHS.index(month) + 1, int(year)) == (when.day, when.month, when.year)


def test_a_day_not_known_is_empty() -> None:
    assert words.day(None) == ""


def test_a_day_of_the_week() -> None:
    assert words.weekday_and_day(date(2026, 1, 31)) == "Sat 31 Jan 2026"


def test_a_period_is_told_by_its_last_day() -> None:
    assert words.period(Quarter(2026, 1).span) == "1 Oct 2025 to 31 Dec 2025"


def test_counts() -> None:
    assert words.count(1, "officer") == "1 officer"
    assert words.count(0, "officer") == "0 officers"
    assert words.count(1204, "entry", "entries") == "1,204 entries"


def test_letters_and_sources() -> None:
    assert words.capitalized(words.stated_by(StatedBy.AGENCY)) == "The agency"
    assert words.uncapitalized("Eligible on any day") == "eligible on any day"
    assert words.stated_by(StatedBy.ICE) == "ICE"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("reimbursable_models", "wso tfm jem", "Every trained officer, whatever the model"),
        ("reimbursable_models", "JEM TFM", "TFM and JEM"),
        ("overtime_cap_percent", "37.5", "37.5%"),
        ("award_tiers", "90:1000 80:750.50", "from 90% $1,000; from 80% $750.50"),
        ("claim_due_days", "1", "1 day"),
        ("claim_due_days", "30", "30 days"),
        ("fiscal_year_cutoff", "12-31", "31 Dec"),
        ("first_claimable_day", "2025-10-01", "1 Oct 2025"),
        ("award_count_rule", "any_day", "Eligible on any day of the quarter"),
        ("claim_due_days", "soon", "soon"),
    ],
)
def test_a_reading_s_value_in_words(name: str, text: str, expected: str) -> None:
    assert words.value(RULES.parameters[name], text) == expected
