"""The worked examples, by the domain's claim."""

import pytest

from muster.domain.award import tier_reached
from muster.domain.money import money_text, parse_money
from muster.domain.readings import Tier
from tests.domain.files import claim_of, computed
from tests.oracle import example_rows as rows_of

YEAR = ("FY2026Q1", "FY2026Q2", "FY2026Q3", "FY2026Q4")
E = rows_of.EXAMPLES


def test_a_full_year_tiles_to_the_annual_amounts() -> None:
    lines = [claim_of(rows_of.e01(), quarter).lines[0] for quarter in YEAR]
    outputs = E["E01"]["outputs"]
    assert [money_text(line.salary) for line in lines] == [each["claim"] for each in outputs["salary"]]
    assert [money_text(line.benefits) for line in lines] == [each["claim"] for each in outputs["benefits"]]
    assert money_text(sum(line.salary for line in lines)) == outputs["salary_year_total"]


@pytest.mark.parametrize(("named", "base"), rows_of.CAP_BASES.items())
def test_a_raise_under_each_base_of_the_cap(named: str, base: str) -> None:
    expected = E["E03"]["outputs"].get(named) or E["E03"]["alternatives"][named]
    for quarter, row in zip(YEAR, expected, strict=True):
        (line,) = claim_of(rows_of.e03(base), quarter).lines
        assert money_text(line.overtime) == row["ot_claim"]
        assert money_text(line.overtime_worked) == row["ot_incurred"]
        assert money_text(line.overtime_carried) == row["carried_forward"]
        # With the raise on record from the start, the projected cap is the same in every quarter (the example's note).
        cap = "16039.70" if base == "eligible_fy_salary_projected" else row["cap_applied"]
        assert money_text(line.overtime_cap) == cap


def test_a_separation_known_from_the_start() -> None:
    lines = [claim_of(rows_of.e04(), quarter).lines for quarter in YEAR]
    assert [money_text(found[0].overtime) for found in lines[:3]] == ["8000.00", "2193.42", "0.00"]
    assert [money_text(found[0].salary) for found in lines[:3]] == [
        row["claim"] for row in E["E04"]["outputs"]["salary"]
    ]
    assert not lines[3]


@pytest.mark.parametrize("case", E["E06"]["outputs"]["rate_cases"])
def test_the_tier_of_a_rate(case: dict[str, int | str]) -> None:
    tiers = (Tier(90, 1000_00), Tier(80, 750_00), Tier(70, 500_00))
    for rounding, expected in (("floor", "award_per_officer_default"), ("half_up", "award_half_up")):
        tier = tier_reached(int(case["located"]), int(case["referrals"]), tiers, rounding)
        assert (tier.amount if tier else 0) == parse_money(str(case[expected]))


@pytest.mark.parametrize("rule", ["quarter_end_snapshot", "whole_quarter", "any_day"])
def test_the_officers_counted(rule: str) -> None:
    outputs = E["E06"]["outputs"]
    award = claim_of(rows_of.e06(count_rule=rule.removesuffix("_snapshot")), "FY2026Q1").award
    assert award.officers == outputs["officer_counts"][rule]
    assert money_text(award.amount) == outputs["award_at_179_of_200_default"][rule]


def test_the_lesser_of_entitlement_and_payroll() -> None:
    outputs = E["E08"]["outputs"]["quarters"]
    for quarter, row in zip(YEAR, outputs, strict=False):
        found = computed(rows_of.e08(), quarter)
        (line,), (work,) = found.claim.lines, found.workings
        assert money_text(line.salary) == row["claim"]
        assert money_text(work.salary.to_date.entitlement) == row["entitlement_ytd"]
        assert money_text(work.salary.to_date.actual or 0) == row["actual_ytd"]


def test_unpaid_leave_is_not_docked_twice() -> None:
    (work,) = computed(rows_of.e08(unpaid_leave_ineligible=True), "FY2026Q2").workings
    expected = E["E08"]["alternatives"]["unpaid_leave_days_also_ineligible"]
    assert money_text(work.salary.to_date.entitlement) == expected["entitlement_ytd_180_days"]
    assert money_text(work.salary.to_date.amount) == expected["lesser_ytd"]


def test_a_whole_agency() -> None:
    outputs = E["E13"]["outputs"]
    found = claim_of(rows_of.e13(), "FY2026Q1")
    for line, row in zip(found.lines, outputs["lines"], strict=True):
        assert line.eligible_days == row["days"]
        assert [money_text(each) for each in (line.salary, line.benefits, line.overtime, line.total)] == [
            row["salary"],
            row["benefits"],
            row["overtime"],
            row["line_total"],
        ]
        assert money_text(line.overtime_cap) == row["cap_fy"]
    assert money_text(found.totals.reimbursement) == outputs["claim_total"]
    assert money_text(found.award.amount) == outputs["award"]["award_total"]
    assert found.award.officers == outputs["award"]["eligible_TFM_officers_at_2025_12_31"]
