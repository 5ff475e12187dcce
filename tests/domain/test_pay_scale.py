from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.pay_scale import PayScale, raised
from muster.domain.records import Officer, Pay

LIND = Officer("0417", "Lind")
NEW_YEAR = date(2026, 1, 1)
SCALE = PayScale(Fraction("3.5"), NEW_YEAR, document="Scale 2026")
OCTOBER = Pay("0417", date(2025, 10, 1), 6743219, benefits_percent=Fraction(41))


def test_a_raise_takes_the_pay_in_force_and_keeps_the_benefits() -> None:
    found = raised(LIND, [replace(OCTOBER, effective_on=date(2024, 10, 1), annual_salary=1), OCTOBER], SCALE)
    assert found.before == OCTOBER
    assert found.after == Pay("0417", NEW_YEAR, 6979232, benefits_percent=Fraction(41), document="Scale 2026")
    assert found.note == ""


@pytest.mark.parametrize(
    ("salary", "percent", "to_the_dollar", "after"),
    [
        (6743219, "3.5", False, 6979232),  # 67,432.19 x 1.035 = 69,792.31665
        (6743219, "3.5", True, 6979200),
        (100, "0.5", False, 101),  # half a cent goes up
        (5000000, "0.001", True, 5000100),  # half a dollar goes up
        (5000000, "0", False, 5000000),
    ],
)
def test_a_salary_is_rounded_half_up_once(salary: int, percent: str, to_the_dollar: bool, after: int) -> None:
    scale = PayScale(Fraction(percent), NEW_YEAR, to_the_dollar=to_the_dollar)
    found = raised(LIND, [replace(OCTOBER, annual_salary=salary)], scale).after
    assert found is not None
    assert found.annual_salary == after


@given(st.integers(0, 10**9), st.fractions(0, 100, max_denominator=1000), st.booleans())
def test_a_raise_is_within_half_a_unit_of_the_exact_salary(salary: int, percent: Fraction, to_the_dollar: bool) -> None:
    scale = PayScale(percent, NEW_YEAR, to_the_dollar=to_the_dollar)
    found = raised(LIND, [replace(OCTOBER, annual_salary=salary)], scale).after
    assert found is not None
    unit = 100 if to_the_dollar else 1
    assert found.annual_salary % unit == 0
    assert -unit < 2 * (found.annual_salary - salary * (1 + percent / 100)) / 1 <= unit


@pytest.mark.parametrize(
    ("officer", "pays", "note"),
    [
        (LIND, [], "no pay is recorded before 1 Jan 2026"),
        (LIND, [replace(OCTOBER, effective_on=NEW_YEAR + timedelta(1))], "no pay is recorded before 1 Jan 2026"),
        (LIND, [replace(OCTOBER, effective_on=NEW_YEAR)], "has pay from 1 Jan 2026 already"),
        (replace(LIND, separated_on=date(2025, 12, 31)), [OCTOBER], "last day employed 31 Dec 2025"),
    ],
)
def test_who_gets_no_raise_and_why(officer: Officer, pays: list[Pay], note: str) -> None:
    found = raised(officer, pays, SCALE)
    assert (found.after, found.note) == (None, note)


def test_a_later_pay_is_told() -> None:
    found = raised(LIND, [OCTOBER, replace(OCTOBER, effective_on=date(2026, 3, 1))], SCALE)
    assert found.after is not None
    assert found.note == "the pay from 1 Mar 2026 stays as it is"


def test_the_last_day_employed_still_has_pay() -> None:
    assert raised(replace(LIND, separated_on=NEW_YEAR), [OCTOBER], SCALE).after is not None
