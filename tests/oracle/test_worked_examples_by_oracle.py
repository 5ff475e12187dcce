"""The day-by-day calculation agrees with the published worked examples, to the cent."""

from fractions import Fraction
from typing import Any

import pytest

from .cells import Rows
from .day_by_day import claim
from .example_rows import CAP_BASES, EXAMPLES, e01, e03, e04, e06, e08, e13

QUARTERS = ("FY2026Q1", "FY2026Q2", "FY2026Q3", "FY2026Q4")


def lines(rows: Rows, count: int = 4) -> list[dict[str, Any]]:
    """Return the only officer's line in each of the first quarters, with zeros where there is none."""
    nothing = {"eligible_days": 0, "salary": "0.00", "overtime": "0.00"}
    claims = [claim(rows, quarter, "published") for quarter in QUARTERS[:count]]
    return [each["lines"][0] if each["lines"] else nothing for each in claims]


def amounts(rows: Rows, part: str, count: int = 4) -> list[str]:
    """Return one component of the only officer in each of the first quarters."""
    return [str(line[part]) for line in lines(rows, count)]


def test_e01_four_quarters_tile_to_the_year() -> None:
    outputs = EXAMPLES["E01"]["outputs"]
    assert amounts(e01(), "salary") == [each["claim"] for each in outputs["salary"]]
    assert amounts(e01(), "benefits") == [each["claim"] for each in outputs["benefits"]]
    assert [line["eligible_days"] for line in lines(e01())] == [92, 90, 91, 92]


def test_e03_salary_with_a_raise() -> None:
    outputs = EXAMPLES["E03"]["outputs"]
    assert amounts(e03(), "salary") == [each["claim"] for each in outputs["salary"]]


@pytest.mark.parametrize(("table", "cap_base"), CAP_BASES.items())
def test_e03_overtime_under_each_cap_base(table: str, cap_base: str) -> None:
    example = EXAMPLES["E03"]
    expected = {**example["outputs"], **example["alternatives"]}[table]
    rows = e03(cap_base)
    assert amounts(rows, "overtime_worked") == [each["ot_incurred"] for each in expected]
    assert amounts(rows, "overtime") == [each["ot_claim"] for each in expected]
    assert amounts(rows, "overtime_carried") == [each["carried_forward"] for each in expected]
    caps = [each["cap_applied"] for each in expected]
    if cap_base == "eligible_fy_salary_projected":
        caps[0] = "16039.70"  # the raise is already in this book (the example's note)
    assert amounts(rows, "overtime_cap") == caps


def test_e04_from_scratch() -> None:
    outputs = EXAMPLES["E04"]["outputs"]
    assert amounts(e04(), "salary") == [*(each["claim"] for each in outputs["salary"]), "0.00"]
    assert amounts(e04(), "overtime_cap", 3) == [outputs["cap_after_separation"]] * 3
    assert amounts(e04(), "overtime") == ["8000.00", "2193.42", "0.00", "0.00"]


@pytest.mark.parametrize(
    ("table", "cap_base"),
    [
        ("conservative_accrued_ytd_no_clawback", "eligible_salary_accrued"),
        ("full_annual_rate_not_prorated", "annual_rate_current"),
    ],
)
def test_e04_alternative_cap_bases(table: str, cap_base: str) -> None:
    expected = EXAMPLES["E04"]["alternatives"][table]
    rows = e04(cap_base)
    assert amounts(rows, "overtime", 3) == [each["ot_claim"] for each in expected]
    assert amounts(rows, "overtime_cap", 3) == [each["cap_applied"] for each in expected]
    assert amounts(rows, "overtime_carried", 3) == [each["carried_forward"] for each in expected]


@pytest.mark.parametrize(
    "case", EXAMPLES["E06"]["outputs"]["rate_cases"], ids=lambda case: f"{case['located']}-{case['referrals']}"
)
@pytest.mark.parametrize(("rounding", "key"), [("floor", "award_per_officer_default"), ("half_up", "award_half_up")])
def test_e06_rates(case: dict[str, Any], rounding: str, key: str) -> None:
    award = claim(e06(case["located"], case["referrals"], rounding=rounding), "FY2026Q1", "published")["award"]
    tiers = {"1000": 90, "750": 80, "500": 70, "0": 0}
    assert award["per_officer"] == f"{case[key]}.00"
    assert award["tier"] == (tiers[case[key]] if case["referrals"] else None)


@pytest.mark.parametrize(
    ("rule", "key"),
    [("quarter_end", "quarter_end_snapshot"), ("whole_quarter", "whole_quarter"), ("any_day", "any_day")],
)
def test_e06_officers_counted(rule: str, key: str) -> None:
    outputs = EXAMPLES["E06"]["outputs"]
    award = claim(e06(count_rule=rule), "FY2026Q1", "published")["award"]
    assert award["officers"] == outputs["officer_counts"][key]
    assert award["amount"] == outputs["award_at_179_of_200_default"][key]


@pytest.mark.parametrize("unpaid_leave_ineligible", [False, True])
def test_e08_lesser_of_entitlement_and_payroll(*, unpaid_leave_ineligible: bool) -> None:
    expected = [each["claim"] for each in EXAMPLES["E08"]["outputs"]["quarters"]]
    rows = e08(unpaid_leave_ineligible=unpaid_leave_ineligible)
    assert amounts(rows, "salary", 2) == expected


def test_e08_entitlement_without_payroll() -> None:
    rows = e08()
    rows["payroll"] = []
    assert amounts(rows, "salary", 2) == EXAMPLES["E08"]["outputs"]["annualized_only"]
    docked = e08(unpaid_leave_ineligible=True)
    docked["payroll"] = []
    year_to_date = sum(Fraction(each) for each in amounts(docked, "salary", 2))
    expected = EXAMPLES["E08"]["alternatives"]["unpaid_leave_days_also_ineligible"]
    assert year_to_date == Fraction(expected["entitlement_ytd_180_days"])


def test_e13_lines_foot_to_the_total() -> None:
    outputs = EXAMPLES["E13"]["outputs"]
    document = claim(e13(), "FY2026Q1", "published")
    for line, expected in zip(document["lines"], outputs["lines"], strict=True):
        first, last = expected["officer"].split(" ")
        assert line["name"] == f"{last}, {first}"
        assert line["eligible_days"] == expected["days"]
        assert (line["salary"], line["benefits"]) == (expected["salary"], expected["benefits"])
        assert (line["overtime_worked"], line["overtime"]) == (expected["overtime_incurred"], expected["overtime"])
        assert line["total"] == expected["line_total"]
        assert line["overtime_cap"] == expected["cap_fy"]
    assert document["totals"] == {
        **outputs["totals"],
        "reimbursement": outputs["claim_total"],
        "award": outputs["award"]["award_total"],
    }
    assert document["award"] == {
        "referred": 38,
        "located": 33,
        "tier": 80,
        "per_officer": "750.00",
        "officers": 4,
        "amount": "3000.00",
    }


def test_e13_under_the_accrued_cap_and_whole_quarter_count() -> None:
    expected = EXAMPLES["E13"]["alternatives"]
    document = claim(e13("eligible_salary_accrued", "whole_quarter"), "FY2026Q1", "published")
    for line, each in zip(document["lines"], expected["conservative_ot_cap_accrued_ytd"]["lines"], strict=True):
        assert (line["overtime_cap"], line["overtime"]) == (each["cap_accrued_ytd"], each["overtime"])
        assert line["overtime_carried"] == each["carried"]
    assert document["totals"]["overtime"] == expected["conservative_ot_cap_accrued_ytd"]["overtime_total"]
    assert document["totals"]["reimbursement"] == expected["conservative_ot_cap_accrued_ytd"]["claim_total"]
    assert document["award"]["officers"] == expected["award_whole_quarter_officers"]
    assert document["award"]["amount"] == expected["award_whole_quarter_total"]
