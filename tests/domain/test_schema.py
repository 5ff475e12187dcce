"""Cells of records: what is read, what is written, what is refused and in which words."""

import pytest
from hypothesis import given, settings

from muster.domain.records import KINDS, Authorization, Effort, Interruption, OvertimeEntry, Pay, Record, Result
from muster.domain.schema import COLUMNS, CellError, record_of, texts
from tests.domain.files import BY_NAME, Rows
from tests.oracle.folder import COLUMNS as CONTRACT
from tests.oracle.random_agencies import agencies


def test_columns_are_the_contract_s() -> None:
    assert {kind.kind: [column.name for column in COLUMNS[kind]] for kind in KINDS} == {
        name: columns.split() for name, columns in CONTRACT.items()
    }


@settings(max_examples=30)
@given(agencies())
def test_a_written_record_reads_back(rows: Rows) -> None:
    for name, some in rows.items():
        for row in some:
            record = record_of(BY_NAME[name], row)
            assert record_of(BY_NAME[name], texts(record)) == record


def test_the_number_takes_no_part_in_equality() -> None:
    cells = {"officer_id": "0417", "effective_on": "2025-10-01", "percent": "317/520"}
    assert record_of(Effort, cells, 1) == record_of(Effort, cells, 2)
    assert record_of(Effort, cells, 7).id == 7


def test_a_no_break_space_is_a_space() -> None:
    cells = {**VALID[Pay], "document": "HR\u00a0letter\u202f7"}
    assert record_of(Pay, cells) == record_of(Pay, {**cells, "document": "HR letter 7"})


@pytest.mark.parametrize(
    ("kind", "cells", "column", "words"),
    [
        (Pay, {"effective_on": "1 Oct 2025"}, "effective_on", "is not a date; write it like 2025-11-17"),
        (Pay, {"effective_on": "1899-12-31"}, "effective_on", "is before 1900"),
        (Pay, {"effective_on": "2025-02-29"}, "effective_on", "is not a date"),
        (Pay, {"effective_on": "20251001"}, "effective_on", "is not a date"),
        (Pay, {"annual_salary": "1.234,50"}, "annual_salary", "is not an amount of money"),
        (Pay, {"annual_salary": "12.345"}, "annual_salary", "more than two decimals"),
        (Pay, {"annual_salary": "  "}, "annual_salary", "annual_salary is empty"),
        (Pay, {"officer_id": ""}, "officer_id", "officer_id is empty"),
        (Pay, {"document": "a\nb"}, "document", "line break"),
        (Pay, {"document": "a\u200bb"}, "document", r"the invisible character U\+200B ZERO WIDTH SPACE; remove it"),
        (Pay, {"document": "a\tb"}, "document", r"the invisible character U\+0009; remove it"),
        (Pay, {"document": "x" * 1001}, "document", "longer than 1000"),
        (Authorization, {"model": "SWAT"}, "model", "is not one of TFM, JEM, WSO"),
        (Interruption, {"kind": "sick"}, "kind", "is not one of suspended"),
        (OvertimeEntry, {"hours": "3h"}, "hours", "is not a number of hours"),
        (Result, {"referred": "-1"}, "referred", "is not a whole number"),
        (Result, {"referred": "1" * 10}, "referred", "is too large a count"),
        (Result, {"referred": "4.0"}, "referred", "is not a whole number"),
        (Result, {"quarter": "Q1"}, "quarter", "is not a quarter"),
        (Result, {"stated_by": "us"}, "stated_by", "is not one of ICE, agency"),
        (Effort, {"percent": "half"}, "percent", "is not a percentage"),
    ],
)
def test_refuses(kind: type[Record], cells: dict[str, str], column: str, words: str) -> None:
    with pytest.raises(CellError, match=words) as caught:
        record_of(kind, {**VALID[kind], **cells})
    assert caught.value.column.name == column


VALID: dict[type[Record], dict[str, str]] = {
    Pay: {"officer_id": "1", "effective_on": "2025-10-01", "annual_salary": "1"},
    Authorization: {"officer_id": "1", "model": "TFM", "authorized_on": "2025-10-01"},
    Interruption: {"officer_id": "1", "from": "2025-10-01", "kind": "suspended"},
    OvertimeEntry: {"officer_id": "1", "worked_on": "2025-10-01"},
    Result: {"quarter": "FY2026Q1", "referred": "2", "located": "1", "stated_by": "ICE"},
    Effort: {"officer_id": "1", "effective_on": "2025-10-01", "percent": "50"},
}


@pytest.mark.parametrize("kind", VALID)
def test_the_valid_ones_are_read(kind: type[Record]) -> None:
    assert isinstance(record_of(kind, VALID[kind]), kind)


def test_choices_are_read_in_any_case() -> None:
    assert record_of(Authorization, {**VALID[Authorization], "model": " tfm "}).model == "TFM"
