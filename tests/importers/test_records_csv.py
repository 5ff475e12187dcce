"""One file's rows as records, and what is refused of them."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from muster.domain.records import KINDS, Effort, Interruption, InterruptionKind, Officer, OvertimeEntry, Pay, Record
from muster.domain.schema import COLUMNS
from muster.importers.records_csv import read_file
from muster.services.ports import RecordsRead

from .conftest import Refusal

OVERTIME = "officer_id,worked_on,hours,amount\n"


def read(path: Path, text: str) -> RecordsRead:
    path.write_text(text, encoding="utf-8")
    return read_file(path)


def test_cells_of_every_form(tmp_path: Path) -> None:
    found = read(
        tmp_path / "overtime.csv",
        "officer_id,worked_on,hours,amount,paid_on,funding,approved_by,document\n"
        '0417,2025-11-17,4.50,"$1,234.50",2025-12-05,,Capt. Ünal,"OT, 11/2025"\n'
        "417,2025-11-18,,(12.50),,HIDTA,,\n",
    )
    day = date(2025, 11, 17)
    paid = date(2025, 12, 5)
    assert found.records == [
        OvertimeEntry("0417", day, Decimal("4.5"), 123450, paid, "", "Capt. Ünal", "OT, 11/2025"),
        OvertimeEntry("417", date(2025, 11, 18), None, -1250, None, "HIDTA", "", ""),
    ]
    assert found.rows == [2, 3]


def test_columns_in_any_order_and_case_and_optional_ones_absent(tmp_path: Path) -> None:
    found = read(tmp_path / "PAY.CSV", " Annual_Salary ,officer_id,EFFECTIVE_ON\n52000,1,2025-10-01\n")
    assert found.records == [Pay("1", date(2025, 10, 1), 5200000)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_recognised_by_its_header(tmp_path: Path, kind: type[Record]) -> None:
    header = ",".join(column.name for column in COLUMNS[kind])
    found = read(tmp_path / "from payroll.csv", header + "\n")
    assert found.kind is kind
    assert found.records == []


def test_choices_are_read_in_any_case(tmp_path: Path) -> None:
    found = read(tmp_path / "interruptions.csv", "officer_id,from,kind\n1,2026-01-05,Unpaid_Leave\n")
    assert found.records == [Interruption("1", date(2026, 1, 5), None, InterruptionKind.UNPAID_LEAVE)]


def test_a_share_as_percent(tmp_path: Path) -> None:
    found = read(tmp_path / "effort.csv", "officer_id,effective_on,percent\n1,2026-01-05,317/520\n")
    assert found.records == [Effort("1", date(2026, 1, 5), Fraction(31700, 520))]


def test_an_amount_with_more_leading_zeros_than_python_reads(tmp_path: Path) -> None:
    found = read(tmp_path / "overtime.csv", "officer_id,worked_on,amount\n1,2025-11-17," + "0" * 5000 + "7\n")
    assert found.records == [OvertimeEntry("1", date(2025, 11, 17), amount=700)]


def test_blank_lines_and_quoted_line_breaks_count_as_a_spreadsheet_counts(tmp_path: Path) -> None:
    found = read(tmp_path / "officers.csv", "officer_id,last_name\n\n , \n1,A\n,,\n2,B\n\n")
    assert found.records == [Officer("1", "A"), Officer("2", "B")]
    assert found.rows == [4, 6]


def test_rows_that_a_spreadsheet_program_left_short_or_long(tmp_path: Path) -> None:
    found = read(tmp_path / "officers.csv", "officer_id,last_name,badge,,\n1,A\n2,B,7,,,,\n")
    assert found.records == [Officer("1", "A"), Officer("2", "B", badge="7")]


def test_many_more_rows_than_are_read_at_a_time(tmp_path: Path) -> None:
    lines = [f"{number:05d},N{number}" for number in range(12_001)]
    found = read(tmp_path / "officers.csv", "\n".join(["officer_id,last_name", *lines]))
    assert [record.officer_id for record in found.records if isinstance(record, Officer)] == [li[:5] for li in lines]
    assert list(found.rows) == list(range(2, 12_003))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('1,2025-11-17,4,"1.234,50"', "column amount: “1.234,50” is not an amount of money; write it like 1234.50."),
        ("1,2025-11-17,4,12.345", "column amount: “12.345” has more than two decimals"),
        ("1,November 17,4,1", "column worked_on: “November 17” is not a date; write it like 2025-11-17."),
        ("1,11/17/2025,4,1", "column worked_on: “11/17/2025” is not a date"),
        ("1,1899-12-31,4,1", "column worked_on: “1899-12-31” is before 1900; check the year."),
        ("1,2025-W46-1,4,1", "column worked_on: “2025-W46-1” is not a date"),
        ("1,2025-02-29,4,1", "column worked_on: “2025-02-29” is not a date"),
        ("1,,4,1", "column worked_on: worked_on is empty; it must be given."),
        (",2025-11-17,4,1", "column officer_id: officer_id is empty; it must be given."),
        ("1,2025-11-17,four,1", "column hours: “four” is not a number of hours"),
        ("1,2025-11-17,4,1,9", "the row has 5 cells and the header 4; put quotation marks around a cell that holds"),
        ('"a\nb",2025-11-17,4,1', "column officer_id: the text has a line break"),
        ("1,2025-11-17,4," + "9" * 5000, f"column amount: “{'9' * 60}…” is too large an amount."),
        ("1,2025-11-17,4," + "0" * 5000 + "x", f"column amount: “{'0' * 60}…” is not an amount of money; write it"),
    ],
)
def test_cells_that_cannot_be_read(refusal: Refusal, line: str, said: str) -> None:
    sentence = refusal("overtime.csv", OVERTIME + "1,2025-11-16,1,1\n" + line + "\n")
    assert sentence.startswith("overtime.csv, row 3")
    assert said in sentence


def test_the_first_of_many_faults_is_named_and_the_others_counted(refusal: Refusal) -> None:
    sentence = refusal("overtime.csv", OVERTIME + "1,2025-11-16,1,x\n1,y,1,x\n1,2025-11-16,1,1\n")
    assert sentence.startswith("overtime.csv, row 2, column amount: “x” is not")
    assert sentence.endswith("(2 more cells of this file cannot be read).")


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("officer_id,worked_on,ammount", "there is no column “ammount” (is it amount?); the columns are officer_id, "),
        ("officer_id,hours", "the column worked_on is missing; add it."),
        ("officer_id,worked_on,hours,Hours", "the column hours stands twice; remove one."),
        ("officer_id,,worked_on", "column 2 has no name; name it or remove the column."),
        (",,", "the first line has no column names; write the header row first."),
        ("", "the first line has no column names"),
    ],
)
def test_headers_that_cannot_be_read(refusal: Refusal, header: str, said: str) -> None:
    sentence = refusal("overtime.csv", header + "\n")
    assert sentence.startswith("overtime.csv, row 1: ")
    assert said in sentence


def test_a_header_that_fits_no_file(refusal: Refusal) -> None:
    sentence = refusal("unknown.csv", "employee,date,amount\n")
    assert sentence.startswith("unknown.csv, row 1: its header fits none of the records files; name the file after")


def test_a_file_cut_off_in_its_last_row(refusal: Refusal) -> None:
    sentence = refusal("overtime.csv", OVERTIME + "1,2025-11-16,1,1\n1,2025-11-17,1")
    assert sentence.startswith("overtime.csv, row 3: the file ends after 3 of 4 cells, without a line break")


def test_every_field_but_the_number_has_a_column() -> None:
    for kind in KINDS:
        attributes = [column.attribute for column in COLUMNS[kind]]
        assert sorted(attributes) == sorted(field.name for field in fields(kind) if field.name != "id")
