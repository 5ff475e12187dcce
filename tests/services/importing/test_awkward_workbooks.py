"""Workbooks as offices keep them, and what a careful clerk expects of their dry run."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from muster.domain.records import OvertimeEntry, Pay
from muster.services.importing.file_imports import FileImports
from tests.importers.hostile import workbook as raw_workbook

from .conftest import TryingFile
from .seen import entries, outcomes, read, reasons

HEADER = ("Emp No", "Name", "Date Worked", "OT Hours", "OT Pay")
DAY = datetime(2025, 11, 15)  # noqa: DTZ001 - a spreadsheet knows no zones
Formats = Callable[[str], Any]
Writes = Callable[[Any, Formats], None]


def cells(row: int, *texts: str) -> str:
    """A row of a sheet's XML."""
    given = "".join(
        f'<c r="{"ABCD"[at]}{row}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in enumerate(texts)
    )
    return f'<row r="{row}">{given}</row>'


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """A workbook of one sheet, written by the function; ``options`` are the writer's."""

    def write(rows: Sequence[Sequence[Any]], also: Writes = lambda _page, _shown: None, **options: object) -> Path:
        with xlsxwriter.Workbook(tmp_path / "a.xlsx", options) as book:
            page = book.add_worksheet("Overtime")
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
            also(page, lambda shown: book.add_format({"num_format": shown}))
        return tmp_path / "a.xlsx"

    return write


def test_numbers_as_text_and_text_as_numbers(workbook: Callable[..., Path], trying_file: TryingFile) -> None:
    rows = [HEADER, ("0417", "Lind, Avery", "11/15/2025", "3.5", 100.5), ("0418", "", "2025-11-16", 4, "$1,200.00")]
    run = trying_file("overtime", workbook(rows))
    assert outcomes(run) == "new new"
    assert read(run) == {"OT Hours": "7.5", "OT Pay": "1300.50"}


def test_an_id_kept_as_a_number_is_confirmed(workbook: Callable[..., Path], trying_file: TryingFile) -> None:
    """Shown as 0417, held as 417."""

    def also(page: Any, shown: Formats) -> None:  # noqa: ANN401 - the writer has no types
        page.write(1, 0, 417, shown("0000"))

    path = workbook([HEADER, (None, "Lind, Avery", "11/15/2025", 3, 100)], also)
    assert [who for who, *_ in entries(trying_file("overtime", path))] == ["0417"]
    (reason,) = reasons(trying_file("overtime", path, by_name=False))
    assert reason.startswith("row 2: 417 Lind, Avery may be officer 0417 Lind, Avery; confirm who it is")


@pytest.mark.parametrize("from_1904", [False, True])
def test_days_in_both_systems_shown_as_dates_and_as_bare_numbers(
    workbook: Callable[..., Path], trying_file: TryingFile, *, from_1904: bool
) -> None:
    def also(page: Any, shown: Formats) -> None:  # noqa: ANN401
        page.write_datetime(1, 2, DAY, shown("m/d/yyyy"))

    serial = 45977 - (1462 if from_1904 else 0)
    rows = [HEADER, ("0417", "", None, 3, 100), ("0417", "", serial, 3, 100), ("0417", "", "Nov 17, 2025", 3, 100)]
    run = trying_file("overtime", workbook(rows, also, date_1904=from_1904))
    assert [day for _, day, *_ in entries(run)] == ["2025-11-15", "2025-11-16", "2025-11-17"]


def test_hours_as_times_and_lengths_of_time(workbook: Callable[..., Path], trying_file: TryingFile) -> None:
    def also(page: Any, shown: Formats) -> None:  # noqa: ANN401
        page.write_datetime(1, 3, time(7, 30), shown("h:mm"))
        page.write_datetime(2, 3, timedelta(hours=10, minutes=15), shown("[h]:mm"))

    rows = [HEADER, ("0417", "", "11/15/2025", None, 1), ("0418", "", "11/15/2025", None, 1)]
    run = trying_file("overtime", workbook(rows, also))
    assert [hours for _, _, hours, _ in entries(run)] == [Decimal("7.5"), Decimal("10.25")]


@pytest.mark.parametrize("shown", ["0%", "0.0%", "0.00%", '0.0"x"%', "[Red]-0.0%"])
def test_percents_are_read_as_they_are_shown(
    workbook: Callable[..., Path], trying_file: TryingFile, shown: str
) -> None:
    def also(page: Any, formats: Formats) -> None:  # noqa: ANN401
        page.write(1, 3, 0.305, formats(shown))
        page.write_formula(2, 3, "=0.3+0", formats(shown), 0.3)

    rows = [("Employee ID", "Annual Salary", "Eff Date", "Fringe Rate"), ("0417", 60000, "10/15/2025")]
    run = trying_file("pay", workbook([*rows, ("0418", 60000, "10/15/2025")], also))
    stored = [each.benefits_percent for each in run.plan.stored if isinstance(each, Pay)]
    assert stored == [Fraction("30.5"), Fraction(30)]
    assert run.notices == ()


def test_a_percent_sign_in_quotation_marks_makes_no_percent(
    workbook: Callable[..., Path], trying_file: TryingFile
) -> None:
    def also(page: Any, formats: Formats) -> None:  # noqa: ANN401
        page.write(1, 3, 30.5, formats('0.0" %"'))

    rows = [("Employee ID", "Annual Salary", "Eff Date", "Fringe Rate"), ("0417", 60000, "10/1/2025")]
    run = trying_file("pay", workbook(rows, also))
    assert [each.benefits_percent for each in run.plan.stored if isinstance(each, Pay)] == [Fraction("30.5")]


def test_formulas_with_and_without_their_results(
    workbook: Callable[..., Path], trying_file: TryingFile, tmp_path: Path
) -> None:
    def also(page: Any, _shown: Formats) -> None:  # noqa: ANN401
        page.write_formula(1, 4, "=25*4", None, 100)

    row = ("0417", "Lind", "11/15/2025", 4, None)
    run = trying_file("overtime", workbook([HEADER, row], also))
    assert (read(run)["OT Pay"], run.notices) == ("100.00", ())
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(HEADER)
    page.append(row)
    page["E2"] = "=25*4"
    book.save(tmp_path / "b.xlsx")
    run = trying_file("overtime", tmp_path / "b.xlsx")
    assert run.notices == (
        "Some formulas were saved without their results; open the workbook in its program and save it again.",
    )
    (reason,) = reasons(run)
    assert reason.startswith("row 2: column “OT Pay”: the formula was saved without its result; open the workbook")


def test_a_formula_that_gives_an_empty_text_has_a_result(trying_file: TryingFile, tmp_path: Path) -> None:
    table = cells(1, "Emp No", "Date Worked", "OT Pay", "Approved By") + cells(2, "0417", "11/15/2025", "100")
    formula = '<c r="D2" t="str"><f>IF(A2="","x","")</f><v></v></c></row>'
    run = trying_file("overtime", raw_workbook(tmp_path / "a.xlsx", table.removesuffix("</row>") + formula))
    assert (run.notices, outcomes(run)) == ((), "new")


def test_amounts_with_parts_of_a_cent_and_errors_are_rejected(
    workbook: Callable[..., Path], trying_file: TryingFile
) -> None:
    def also(page: Any, shown: Formats) -> None:  # noqa: ANN401
        page.write(1, 4, 100 / 3, shown("0.00"))
        page.write(2, 4, 0.1 + 0.2, shown("0.00"))
        page.write_formula(3, 4, "=1/0", None, "#DIV/0!")

    rows: list[Sequence[Any]] = [HEADER, *[("0417", "", f"11/{day}/2025", 1, None) for day in (15, 16, 17)]]
    rows.append(("0417", "", "11/18/2025", 1, -886.2))
    run = trying_file("overtime", workbook(rows, also))
    assert outcomes(run) == "rejected new rejected new"
    first, second = reasons(run)
    assert first.startswith("row 2: column “OT Pay”: “33.3333333333333” has more than two decimals; write whole cents")
    assert second.startswith("row 4: column “OT Pay”: “#DIV/0!” is a spreadsheet's error")
    assert read(run)["OT Pay"] == "-885.90"


def test_merged_cells_titles_and_a_header_of_two_rows(workbook: Callable[..., Path], trying_file: TryingFile) -> None:
    """What a merged name stands for in the rows below is not guessed: amounts could be merged, too."""

    def also(page: Any, _shown: Formats) -> None:  # noqa: ANN401
        page.merge_range("A1:E1", "Pine County Sheriff — Overtime")
        page.merge_range("A3:C3", "Officer")
        page.merge_range("D3:E3", "Overtime")
        page.merge_range("B5:B6", "Lind, Avery")

    rows: list[Sequence[Any]] = [(), (), (), ("Emp No", "Name", "Date Worked", "Hours", "Amount")]
    rows += [("0417", "", "11/15/2025", 3, 100), ("", "", "11/16/2025", 3, 100)]
    run = trying_file("overtime", workbook(rows, also))
    assert run.plan.reading.mapping.header_row == 4
    assert outcomes(run) == "new rejected"
    assert list(reasons(run)) == [
        "row 6: the row names no officer, neither by ID nor by name; map one of them or leave the row out"
    ]


def test_the_sheet_that_is_shown_and_fits(imports: FileImports, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Notes").write(0, 0, "Ask payroll before the 5th")
        old = book.add_worksheet("Old")
        old.write_row(0, 0, [*HEADER, "Check Date", "Approved By"])
        old.hide()
        page = book.add_worksheet("November")
        page.write_row(0, 0, HEADER)
        page.write_row(1, 0, ("0417", "Lind", "11/15/2025", 3, 100))
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=November!$E$2:$E$2"})
        book.add_chartsheet("Chart").set_chart(chart)
    file = imports.open(tmp_path / "a.xlsx")
    assert [(each.name, each.hidden) for each in file.sheets] == [("Notes", False), ("Old", True), ("November", False)]
    assert imports.propose(file, OvertimeEntry).sheet == "November"


def test_rows_that_a_filter_hides_are_read_and_told(workbook: Callable[..., Path], trying_file: TryingFile) -> None:
    def also(page: Any, _shown: Formats) -> None:  # noqa: ANN401
        page.autofilter(0, 0, 2, 4)
        page.set_row(2, None, None, {"hidden": True})
        page.set_row(9, None, None, {"hidden": True})

    rows = [HEADER, ("0417", "", "11/15/2025", 3, 100), ("0418", "", "11/15/2025", 3, 100)]
    run = trying_file("overtime", workbook(rows, also))
    assert outcomes(run) == "new new"
    assert run.notices == (
        "The workbook hides 1 of its rows, which are read, too; to leave rows out, filter by a column.",
    )


def test_blank_rows_below_the_table(trying_file: TryingFile, tmp_path: Path) -> None:
    """A style down to the sheet's last row but some, and a dimension that says so."""

    table = cells(1, "Emp No", "Date Worked", "OT Pay") + cells(2, "0417", "11/15/2025", "100")
    styled = "".join(f'<row r="{row}" s="1"><c r="B{row}" s="1"/></row>' for row in range(3, 1003))
    blank = "".join(f'<row r="{row}" s="1"/>' for row in range(1003, 1_000_001))
    path = raw_workbook(tmp_path / "a.xlsx", table + styled + blank)
    run = trying_file("overtime", path)
    assert (outcomes(run), read(run)) == ("new", {"OT Pay": "100.00"})


def test_true_dates_beside_others(workbook: Callable[..., Path], trying_file: TryingFile) -> None:
    def also(page: Any, shown: Formats) -> None:  # noqa: ANN401
        page.write_datetime(1, 2, DAY, shown("d-mmm-yy h:mm"))

    rows = [HEADER, ("0417", "", None, 3, 100), ("0418", "", "15-Nov-25", 3, 100)]
    run = trying_file("overtime", workbook(rows, also))
    assert {day for _, day, *_ in entries(run)} == {date(2025, 11, 15).isoformat()}


def test_a_month_on_each_sheet(trying_file: TryingFile, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        pages = [book.add_worksheet(month) for month in ("Oct", "Nov", "Dec", "Old")]
        for number, page in enumerate(pages):
            page.write_row(number, 0, HEADER)
            page.write_row(number + 1, 0, ("0417", "Lind", f"{10 + number}/15/2025", 3, 100))
        pages[-1].hide()
        book.add_worksheet("Codes").write_row(0, 0, ("Code", "Means"))
    run = trying_file("overtime", tmp_path / "a.xlsx")
    assert outcomes(run) == "new"
    (told,) = run.notices
    assert told == (
        "Only the sheet “Oct” is read; the workbook has 2 more sheets with the same columns (first: “Nov”, “Dec”);"
        " import each of them that matters."
    )
