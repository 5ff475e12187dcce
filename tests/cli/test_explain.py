"""``muster explain``: where a figure comes from, in words and for programs."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from math import floor, prod
from typing import Any

import pytest

from muster import paths
from muster.domain.award_explanation import AWARD_FIGURES
from muster.domain.explanation import FIGURES
from tests.cli.conftest import Muster


@pytest.fixture
def sample(muster: Muster) -> Muster:
    """The command line on the sample agency's book."""
    assert muster("import", paths.sample_agency()).code == 0
    return muster


def value(node: dict[str, Any]) -> Fraction:
    """A node's value from its inputs' alone; a leaf's is what it says."""
    inputs = node["inputs"]
    if node["operation"] == "given":
        return Fraction(node["value"])
    if node["operation"] == "days from until":
        start, until = (date.fromisoformat(each["value"]) for each in inputs)
        return Fraction((until - start).days)
    if node["operation"] in ROUNDED:
        whole = 100 if node["unit"] == "dollars" else 1
        return Fraction(floor(value(inputs[0]) * whole + ROUNDED[node["operation"]]), whole)
    return ARITHMETIC[node["operation"]]([value(each) for each in inputs])


ROUNDED = {"round half up": Fraction(1, 2), "round down": Fraction(0)}
ARITHMETIC: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "sum": lambda values: sum(values, Fraction()),
    "difference": lambda values: values[0] - values[1],
    "product": lambda values: Fraction(prod(values)),
    "product divided by the last": lambda values: Fraction(prod(values[:-1])) / values[-1],
    "percent of": lambda values: values[0] * values[1] / 100,
    "minimum": min,
    "at least": lambda values: Fraction(values[0] >= values[1]),
    "after the first that is met": lambda values: next(
        (value for test, value in zip(values[::2], values[1::2], strict=True) if test), Fraction()
    ),
}


@pytest.mark.parametrize("figure", FIGURES)
def test_the_tree_leads_to_the_claim_s_figure(sample: Muster, figure: str) -> None:
    line = json.loads(sample("claim", "FY2026Q4", "--json").out)["lines"][0]
    found = json.loads(sample("explain", "FY2026Q4", "--officer", line["officer_id"], "--figure", figure, "--json").out)
    assert (found["quarter"], found["preset"], found["officer_id"]) == ("FY2026Q4", "published", line["officer_id"])
    assert value(found["derivation"]) == Fraction(line[figure])
    assert Fraction(found["derivation"]["value"]) == Fraction(line[figure])


@pytest.mark.parametrize("figure", ["reimbursement", "salary", "benefits", "overtime", "award"])
def test_the_totals(sample: Muster, figure: str) -> None:
    totals = json.loads(sample("claim", "FY2026Q1", "--json", "--preset", "strict").out)["totals"]
    line = ["explain", "FY2026Q1", "--figure", figure, "--preset", "strict", "--json"]
    assert value(json.loads(sample(*line).out)["derivation"]) == Fraction(totals[figure])


@pytest.mark.parametrize("preset", ["published", "strict"])
def test_what_the_award_is_made_of(sample: Muster, preset: str) -> None:
    award = json.loads(sample("claim", "FY2026Q2", "--json", "--preset", preset).out)["award"]
    found = {}
    for figure in AWARD_FIGURES:
        line = ["explain", "FY2026Q2", "--figure", figure, "--preset", preset, "--json"]
        found[figure] = value(json.loads(sample(*line).out)["derivation"])
    assert found == {
        "award": Fraction(award["amount"]),
        "award_per_officer": Fraction(award["per_officer"]),
        "award_officers": award["officers"],
        "award_tier": award["tier"],
        "award_rate": Fraction(award["located"] * 100, award["referred"]),
    }


def test_overtime_is_explained_entry_by_entry(sample: Muster) -> None:
    """Although the claim reckons with sums."""
    for figure in ("overtime", "overtime_worked", "overtime_carried"):
        line = ["explain", "FY2026Q3", "--officer", "0118", "--figure", figure, "--json"]
        found = list(leaves(json.loads(sample(*line).out)["derivation"], "R10"))
        assert len(found) > 5
        assert {each["record"]["kind"] for each in found} == {"overtime"}
        assert all(each["record"]["cells"]["amount"] == each["value"] for each in found)


def leaves(node: dict[str, Any], rule: str) -> Iterator[dict[str, Any]]:
    """Those that follow the rule."""
    if not node["inputs"] and node["rule"] == rule:
        yield node
    for each in node["inputs"]:
        yield from leaves(each, rule)


def test_in_words(sample: Muster) -> None:
    text = sample("explain", "FY2026Q1", "--officer", "0417").out
    assert text.startswith("Total, FY2026Q1: 29,162.88\n")
    assert "= annual salary 67,432.19 × 92 days ÷ 365 days; ≈ 16,996.6068, rounded half up to the cent\n" in text
    assert "Pay record of 1 Oct 2025, HR letter 121\n" in text
    assert "Overtime of 4 Oct 2025: 376.88 (R10)\n" in text


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (["FY2026Q1", "--officer", "417"], "There is no officer 417 in the book"),
        (["FY2026Q1", "--officer", "0417", "--figure", "bonus"], "There is no figure bonus; the figures are"),
        (["FY2026Q1", "--figure", "bonus"], "There is no total bonus; the totals are"),
        (["FY2025Q4", "--officer", "0417"], "FY2025Q4 cannot be claimed"),
    ],
)
def test_what_cannot_be_explained(sample: Muster, line: list[str], sentence: str) -> None:
    outcome = sample("explain", *line)
    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.err.startswith(sentence)
