"""The numbers of claims: per quarter from 001, revisions from R1, none ever again (R25)."""

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.ledger.numbers import is_number, next_number, revision_number

Q1 = Quarter(2026, 1)


@pytest.mark.parametrize(
    ("used", "following"),
    [
        ([], "FY26Q1-001"),
        (["FY26Q1-001"], "FY26Q1-002"),
        (["FY26Q1-001", "FY26Q1-001-R1"], "FY26Q1-002"),
        (["FY26Q1-009-R12"], "FY26Q1-010"),
        (["FY26Q2-007", "FY27Q1-003"], "FY26Q1-001"),
        (["FY26Q1-999"], "FY26Q1-1000"),
        (["FY26Q1-1000", "FY26Q1-002"], "FY26Q1-1001"),
    ],
)
def test_the_next_claim_of_a_quarter(used: list[str], following: str) -> None:
    assert next_number(Q1, used) == following
    assert is_number(following)


def test_the_years_last_two_digits() -> None:
    assert next_number(Quarter(2109, 4), []) == "FY09Q4-001"


@pytest.mark.parametrize(
    ("number", "used", "following"),
    [
        ("FY26Q1-001", ["FY26Q1-001"], "FY26Q1-001-R1"),
        ("FY26Q1-001", ["FY26Q1-001", "FY26Q1-001-R1"], "FY26Q1-001-R2"),
        ("FY26Q1-001-R1", ["FY26Q1-001", "FY26Q1-001-R1"], "FY26Q1-001-R2"),
        ("FY26Q1-001-R1", ["FY26Q1-001-R9", "FY26Q1-001-R10"], "FY26Q1-001-R11"),
        ("FY26Q1-002", ["FY26Q1-001-R1", "FY26Q1-0021-R4"], "FY26Q1-002-R1"),
    ],
)
def test_the_next_revision(number: str, used: list[str], following: str) -> None:
    assert revision_number(number, used) == following
    assert is_number(following)


@pytest.mark.parametrize(
    "text", ["", "FY2026Q1", "FY26Q5-001", "FY26Q1-01", "FY26Q1-001-R", "FY26Q1-001-r1", "x FY26Q1-001"]
)
def test_what_is_no_number(text: str) -> None:
    assert not is_number(text)
