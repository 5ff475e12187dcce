"""``muster explain``: where a figure comes from, in words and for programs."""

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import floor, prod
from typing import Any

import pytest

from muster import paths
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
    return ARITHMETIC[node["operation"]]([value(each) for each in inputs])


ARITHMETIC: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "sum": lambda values: sum(values, Fraction()),
    "difference": lambda values: values[0] - values[1],
    "product": lambda values: Fraction(prod(values)),
    "quotient": lambda values: values[0] / values[1],
    "minimum": min,
    "round half up": lambda values: Fraction(floor(values[0] * 100 + Fraction(1, 2)), 100),
    "round down": lambda values: Fraction(floor(values[0] * 100), 100),
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


def test_in_words(sample: Muster) -> None:
    text = sample("explain", "FY2026Q1", "--officer", "0417").out
    assert text.startswith("Total, FY2026Q1: 29,162.88\n")
    assert "Annual salary: 67,432.19" in text
    assert "Pay of " in text


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
