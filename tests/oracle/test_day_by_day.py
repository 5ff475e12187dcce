"""The day-by-day claim on rules that no worked example reaches: figures worked by hand, 100.00 of salary a day."""

from fractions import Fraction
from typing import Any

import pytest

from .cells import Row, Rows, half_up
from .day_by_day import claim
from .folder import row


def one_officer(model: str = "TFM", authorized_on: str = "2025-10-01", **files: list[Row]) -> Rows:
    return {
        "agreements": [row("agreements", each, each, "2020-01-01") for each in ("TFM", "JEM", "WSO")],
        "officers": [row("officers", "0001", "Lind", "Avery")],
        "authorizations": [row("authorizations", "0001", model, "2020-01-01", authorized_on)],
        "pay": [row("pay", "0001", "2020-01-01", "36500.00", benefits_percent="40")],
        **files,
    }


def only_line(rows: Rows, quarter: str = "FY2026Q1", preset: str = "published") -> dict[str, Any]:
    (line,) = claim(rows, quarter, preset)["lines"]
    return dict(line)


@pytest.mark.parametrize(
    ("model", "authorized_on", "quarter", "days"),
    [
        ("TFM", "2024-02-29", "FY2026Q2", 31 + 28),  # two years from 29 Feb: 28 Feb is the last day
        ("TFM", "2024-11-10", "FY2027Q1", 31 + 9),
        ("JEM", "2020-11-10", "FY2027Q1", 92),
    ],
)
def test_authorization_without_an_expiry(model: str, authorized_on: str, quarter: str, days: int) -> None:
    assert only_line(one_officer(model, authorized_on), quarter)["eligible_days"] == days


def test_percent_benefits() -> None:
    line = only_line(one_officer())
    assert (line["salary"], line["benefits"]) == ("9200.00", "3680.00")


def test_effort_as_a_fraction_leaves_overtime_and_cap_whole() -> None:
    effort = [row("effort", "0001", "2025-01-01", "317/520")]
    overtime = [row("overtime", "0001", "2025-10-02", "2.00", "80.00", "2025-10-17")]
    line = only_line(one_officer(effort=effort, overtime=overtime))
    assert line["salary"] == "5608.46"  # 9200 x 317 / 520 = 5608.4615...
    assert (line["overtime"], line["overtime_cap"]) == ("80.00", "9125.00")


def test_effort_changes_by_the_day() -> None:
    effort = [row("effort", "0001", "2025-10-31", "50")]
    assert only_line(one_officer(effort=effort))["salary"] == "6100.00"


def test_payroll_of_several_documents_adds_and_an_empty_cell_is_not_zero() -> None:
    payroll = [
        row("payroll", "0001", "2025-10-01", "2026-01-01", "9000.00", "", document="Register"),
        row("payroll", "0001", "2025-12-31", "2026-01-02", "-20.00", "30.00", document="Correction"),
    ]
    line = only_line(one_officer(payroll=payroll))
    assert line["salary"] == "8990.00"
    assert line["benefits"] == "3655.00"  # 40 a day for 91 days, and half of 30 on 31 December


def test_payroll_is_spread_over_paid_days_only() -> None:
    leave = [row("interruptions", "0001", "2025-10-11", "2025-10-21", "unpaid_leave")]
    payroll = [row("payroll", "0001", "2025-09-21", "2025-10-31", "1500.00")]
    line = only_line(one_officer(interruptions=leave, payroll=payroll))
    # 30 paid days at 50.00, of which 20 are claimable; 62 days without payroll at 100.00
    assert (line["eligible_days"], line["salary"]) == (82, "7200.00")


def test_actual_benefits_are_payroll_alone() -> None:
    payroll = [row("payroll", "0001", "2025-12-22", "2026-01-05", benefits="700.00")]
    assert only_line(one_officer(payroll=payroll), preset="strict")["benefits"] == "500.00"


def test_readings_by_the_day() -> None:
    mode = [row("readings", "benefits_mode", "actual", "2025-11-01")]
    assert only_line(one_officer(readings=mode))["benefits"] == "1240.00"
    models = [row("readings", "reimbursable_models", "TFM", "2025-11-15")]
    assert only_line(one_officer("JEM", readings=models))["eligible_days"] == 45


def test_an_earlier_quarter_keeps_its_own_reading_of_the_cap() -> None:
    overtime = [row("overtime", "0001", "2025-10-02", "8.00", "5000.00", "2025-10-17")]
    readings = [row("readings", "overtime_cap_base", "eligible_salary_accrued", "")]
    readings += [row("readings", "overtime_cap_base", "annual_rate_current", "2026-03-31")]
    rows = one_officer(overtime=overtime, readings=readings)
    first, second = only_line(rows), only_line(rows, "FY2026Q2")
    assert (first["overtime"], first["overtime_carried"]) == ("2300.00", "2700.00")
    assert (second["overtime_worked"], second["overtime"], second["overtime_carried"]) == ("0.00", "2700.00", "0.00")


def test_carried_overtime_that_finds_room_makes_a_line_without_days() -> None:
    overtime = [row("overtime", "0001", "2025-10-02", "8.00", "5000.00", "2025-10-17")]
    readings = [row("readings", "overtime_cap_base", "annual_rate_current", "2026-01-01")]
    rows = one_officer(overtime=overtime, readings=readings)
    rows["authorizations"][0]["expires_on"] = "2025-12-01"
    line = only_line(rows, "FY2026Q2")
    assert (line["eligible_days"], line["models"], line["overtime"]) == (0, [], "3475.00")  # 5000 - floor(6100 / 4)


@pytest.mark.parametrize(
    "entry",
    [
        row("overtime", "0001", "2025-10-02", "8.00", "500.00"),
        row("overtime", "0001", "2025-10-02", "8.00", "", "2025-10-17"),
        row("overtime", "0001", "2025-10-02", "8.00", "500.00", "2025-10-17", "HIDTA"),
        row("overtime", "0001", "2025-09-30", "8.00", "500.00", "2025-10-17"),
    ],
    ids=["unpaid", "no amount", "other program", "day before"],
)
def test_overtime_that_does_not_count(entry: Row) -> None:
    assert only_line(one_officer(overtime=[entry]))["overtime_worked"] == "0.00"


def test_ice_states_last() -> None:
    results = [
        row("results", "FY2026Q1", "10", "10", "agency", "Memo", "2026-02-01"),
        row("results", "FY2026Q1", "10", "8", "ICE", "Letter", "2026-01-12"),
        row("results", "FY2026Q1", "10", "7", "ICE", "Letter", "2026-01-20"),
    ]
    assert claim(one_officer(results=results), "FY2026Q1", "published")["award"] == {
        "referred": 10,
        "located": 7,
        "tier": 70,
        "per_officer": "500.00",
        "officers": 1,
        "amount": "500.00",
    }


def test_a_half_rounds_up_below_zero_too() -> None:
    assert [half_up(Fraction(each, 2)) for each in (-3, -1, 1, 3)] == [-1, 0, 1, 2]


@pytest.mark.parametrize("quarter", ["FY2025Q4", "FY2026Q5", "2026Q1"])
def test_what_is_no_claimable_quarter_is_refused(quarter: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        claim(one_officer(), quarter, "published")
