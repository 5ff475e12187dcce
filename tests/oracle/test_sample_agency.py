"""The sample agency shows what `docs/sample-agency.md` says it shows, by the day-by-day calculation."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from .day_by_day import claim
from .folder import read_folder

ROWS = read_folder(Path(__file__).parents[2] / "resources" / "sample-agency")


@cache
def sample(quarter: str, preset: str = "published") -> dict[str, Any]:
    return claim(ROWS, quarter, preset)


def line(officer_id: str, quarter: str, preset: str = "published") -> dict[str, Any]:
    return next(each for each in sample(quarter, preset)["lines"] if each["officer_id"] == officer_id)


def test_line_of_the_contract() -> None:
    assert line("0417", "FY2026Q1") == {
        "officer_id": "0417",
        "name": "Lind, Avery",
        "models": ["TFM"],
        "eligible_days": 92,
        "salary": "16996.61",
        "benefits": "6253.87",
        "overtime_worked": "5912.40",
        "overtime_cap": "16858.04",
        "overtime": "5912.40",
        "overtime_carried": "0.00",
        "total": "29162.88",
    }


@pytest.mark.parametrize(
    ("quarter", "referred", "located", "tier", "officers"),
    [
        ("FY2026Q1", 38, 34, 80, 17),
        ("FY2026Q2", 200, 179, 80, 17),
        ("FY2026Q3", 0, 0, None, 16),
        ("FY2026Q4", 58, 41, 70, 15),
        ("FY2027Q1", None, None, None, 16),
    ],
)
def test_awards(quarter: str, referred: int | None, located: int | None, tier: int | None, officers: int) -> None:
    award = sample(quarter)["award"]
    assert (award["referred"], award["located"]) == (referred, located)
    assert (award["tier"], award["officers"]) == (tier, officers)


def test_strict_award_counts_whole_quarters_until_the_override() -> None:
    assert sample("FY2026Q1", "strict")["award"]["officers"] == 14
    assert sample("FY2026Q2", "strict")["award"]["officers"] == 17


@pytest.mark.parametrize(
    ("officer_id", "quarter", "days", "models"),
    [
        ("0133", "FY2026Q1", 45, ["TFM"]),
        ("0145", "FY2026Q2", 62, ["TFM"]),
        ("0151", "FY2026Q3", 91, ["TFM", "WSO"]),
        ("0160", "FY2026Q3", 59, ["TFM"]),
        ("0205", "FY2026Q1", 90, ["TFM"]),
        ("0211", "FY2026Q4", 47, ["TFM"]),
        ("0229", "FY2026Q4", 59, ["TFM"]),
        ("0236", "FY2026Q1", 27, ["TFM"]),
        ("0248", "FY2026Q3", 9, ["TFM"]),
        ("0301", "FY2026Q1", 31, ["WSO"]),
        ("0440", "FY2026Q2", 78, ["JEM"]),
        ("0456", "FY2027Q1", 67, ["TFM"]),
    ],
)
def test_days(officer_id: str, quarter: str, days: int, models: list[str]) -> None:
    assert line(officer_id, quarter)["eligible_days"] == days
    assert line(officer_id, quarter)["models"] == models


def test_overtime_past_the_cap_is_cut_carried_and_lapses() -> None:
    cut, nothing_left = line("0118", "FY2026Q3"), line("0118", "FY2026Q4")
    assert float(cut["overtime"]) < float(cut["overtime_worked"])
    assert (nothing_left["overtime"], nothing_left["overtime_carried"]) == ("0.00", "3755.31")
    assert line("0118", "FY2027Q1")["overtime_carried"] == "0.00"
    assert line("0160", "FY2026Q3")["overtime_cap"] == "11587.80"


def test_strict_pays_the_task_force_only() -> None:
    assert {model for each in sample("FY2026Q3", "strict")["lines"] for model in each["models"]} == {"TFM"}
    assert line("0151", "FY2026Q3", "strict")["eligible_days"] == 12


def test_nobody_approves_their_own_overtime() -> None:
    names = {officer["officer_id"]: officer["last_name"] for officer in ROWS["officers"]}
    assert not [entry for entry in ROWS["overtime"] if names[entry["officer_id"]] in entry["approved_by"]]
    assert all(entry["approved_by"] and entry["document"] for entry in ROWS["overtime"])
