"""Files that nobody prepared, as text: nothing is lost, guessed at or rewritten."""

import csv
import io
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from muster.domain.importing.sheet import NO_RESULT, Sheet, letters
from muster.importers.sheet_files import SheetFiles

from .hostile import workbook

SAMPLES = Path(__file__).parents[1] / "data" / "imports"
ROWS = [["ID", "Name"], ["0417", "Lind, Avery"], ["0418", "Núñez, Zoë"]]


def read(path: Path) -> list[Sheet]:
    return SheetFiles().read(path)


def written(path: Path, content: bytes) -> list[list[str]]:
    path.write_bytes(content)
    (sheet,) = read(path)
    return [list(row) for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_separator_and_line_ends_are_found(encoding: str, separator: str, end: str, tmp_path: Path) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(ROWS)
    assert written(tmp_path / "a.csv", text.getvalue().encode(encoding)) == ROWS


def test_what_was_found_out_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("ID;Näme\n1;x\n".encode("cp1252"))
    (sheet,) = read(tmp_path / "a.csv")
    assert sheet.notes == ("the text is Windows (cp1252), the cells are separated by semicolons",)


def test_commas_in_names_do_not_pass_for_separators(tmp_path: Path) -> None:
    rows = written(tmp_path / "a.csv", b"ID;Name;Hours\n1;Lind, Avery;3\n2;Ode, Ann;4\n")
    assert rows == [["ID", "Name", "Hours"], ["1", "Lind, Avery", "3"], ["2", "Ode, Ann", "4"]]


def test_excels_own_declaration_of_the_separator_is_no_row_of_the_table(tmp_path: Path) -> None:
    rows = written(tmp_path / "a.csv", b"sep=;\r\nID;Name\r\n1;Lind, Avery\r\n")
    assert rows == [[], ["ID", "Name"], ["1", "Lind, Avery"]]


def test_rows_are_numbered_as_in_a_spreadsheet(tmp_path: Path) -> None:
    rows = written(tmp_path / "a.csv", b'Register\n\nID,Note\n1,"two\nlines"\n2,x\n')
    assert [row[0] if row else "" for row in rows] == ["Register", "", "ID", "1", "2"]


def test_a_workbook_with_csv_as_its_ending(tmp_path: Path) -> None:
    (sheet,) = read(workbook(tmp_path / "a.csv"))
    assert (sheet.name, list(sheet.rows)) == ("Overtime", [["ID"]])


CELLS: list[tuple[Any, str]] = [
    ("0417", "0417"),
    (417, "417"),
    (417.5, "417.5"),
    (44992.48, "44992.48"),
    (0.1 + 0.2, "0.3"),
    (-886.2, "-886.2"),
    (1e20, "100000000000000000000"),
    (0.000001, "0.000001"),
    (date(2025, 11, 17), "2025-11-17"),
    (datetime(2025, 11, 17, 6, 30), "2025-11-17 06:30:00"),  # noqa: DTZ001 - a spreadsheet knows no zones
    (time(6, 30), "06:30"),
    (timedelta(hours=30, minutes=15), "30:15"),
    (True, "TRUE"),
    ("  padded  ", "  padded  "),
    ("two\nlines", "two\nlines"),
    ("=1+1", "=1+1"),
]


def test_every_kind_of_cell_becomes_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Pay")
        formats = {
            date: book.add_format({"num_format": "m/d/yyyy"}),
            datetime: book.add_format({"num_format": "m/d/yyyy h:mm"}),
            time: book.add_format({"num_format": "h:mm"}),
            timedelta: book.add_format({"num_format": "[h]:mm"}),
        }
        for row, (value, _) in enumerate(CELLS):
            if isinstance(value, str):
                page.write_string(row + 2, 3, value)
            elif type(value) in formats:
                page.write_datetime(row + 2, 3, value, formats[type(value)])
            else:
                page.write(row + 2, 3, value)
    (sheet,) = read(path)
    assert [row[3] for row in sheet.rows] == ["", "", *(text for _, text in CELLS)]
    assert {tuple(row[:3]) for row in sheet.rows} == {("", "", "")}


def test_errors_formulas_and_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first, hidden, empty = book.create_sheet("Pay"), book.create_sheet("Old"), book.create_sheet("Empty")
    book.remove(book.worksheets[0])
    first["B2"] = "#REF!"
    first["B2"].data_type = "e"
    first["C3"] = "=1+1"
    first["A1"] = "ID"
    hidden["A1"] = "x"
    hidden.sheet_state = "hidden"
    assert empty.max_row == 1
    book.save(tmp_path / "a.xlsx")
    pay, old = read(tmp_path / "a.xlsx")
    assert [cell for row in pay.rows for cell in row if cell] == ["ID", "#REF!", NO_RESULT]
    assert (pay.rows[2][2], pay.rows[1][1]) == (NO_RESULT, "#REF!")
    assert [note.partition(";")[0] for note in pay.notes] == ["some formulas were saved without their results"]
    assert (old.name, old.hidden, pay.hidden) == ("Old", True, False)


def test_the_federal_list_with_its_errors() -> None:
    (sheet,) = read(SAMPLES / "ice_participating_agencies_2025-09-18.xlsx")
    filled = [row for row in sheet.rows[1:] if "".join(row).strip()]
    assert len(filled) == 1000
    assert sum(row[3] == "#N/A" for row in filled) == 223


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=20)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=2, max_size=8))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    rows = [["ID", "Name"], *rows]
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    path = tmp_path_factory.mktemp("any") / "a.csv"
    assert written(path, text.getvalue().encode("utf-8-sig")) == rows


@given(st.lists(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=3), min_size=1, max_size=5))
def test_amounts_come_out_of_a_workbook_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    (sheet,) = read(path)
    for row, texts in zip(rows, sheet.rows, strict=True):
        assert [f"{value.normalize() + 0:f}" for value in row] == list(texts)[: len(row)]


@given(st.integers(0, 16_383))
def test_column_letters_are_a_spreadsheets(index: int) -> None:
    assert letters(index) == get_column_letter(index + 1)


def test_labels_are_told_apart() -> None:
    sheet = Sheet("a", [["Hours\nPaid", "", "hours paid", " Salary ", "Salary"], ["1"] * 6])
    assert sheet.labels(1) == ("Hours Paid", "Column B", "hours paid (2)", "Salary", "Salary (2)", "Column F")
    assert sheet.labels(0)[:2] == ("Column A", "Column B")
