"""The workbook as another program reads it."""

import dataclasses
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from muster.domain.claim import Claim
from muster.domain.money import Cents
from muster.domain.records import Agency, Override, StatedBy
from muster.reports import Documents
from tests.reports.sample import ICE, claim_of, many, officer

FIRST = 5
SUMS = {f"{letter}{FIRST + 8}" for letter in "DEFGIJK"}


def read(each: Claim, *, values: bool = True) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(Documents().xlsx(each)), data_only=values)


def cells(sheet: Worksheet, row: int) -> list[object]:
    return [cell.value for cell in sheet[row]]


def cents(value: object) -> Cents:
    """Exactly the cents that the file's number stands for."""
    number = Decimal(str(value)) * 100
    assert number == int(number)
    return int(number)


def test_the_sheets() -> None:
    assert read(claim_of(officer("1"))).sheetnames == ["Claim", "Award", "Overtime cap", "Readings", "Warnings"]


def test_every_line_with_its_figures_as_numbers() -> None:
    each = claim_of(*many(40))
    sheet = read(each)["Claim"]
    assert cells(sheet, 4)[:5] == ["Officer ID", "Name", "Models", "Days", "Salary"]
    for number, line in enumerate(each.lines, start=FIRST):
        officer_id, name, models, days, *figures = cells(sheet, number)
        assert (officer_id, name, models, days) == (
            line.officer_id,
            line.name,
            " ".join(line.models),
            line.eligible_days,
        )
        assert [cents(figure) for figure in figures] == [
            line.salary,
            line.benefits,
            line.overtime_worked,
            line.overtime_cap,
            line.overtime,
            line.overtime_carried,
            line.total,
        ]
        assert sheet.cell(number, 5).number_format.startswith("#,##0.00")
        assert sheet.cell(number, 1).data_type == "s"


def test_the_totals_are_sums_with_the_right_value() -> None:
    each = claim_of(*many(40))
    last = FIRST + 40
    live, cached = read(each, values=False)["Claim"], read(each)["Claim"]
    assert live.cell(last, 5).value == "=SUM(E5:E44)"
    assert cached.cell(last, 1).value == "Total"
    assert cents(cached.cell(last, 5).value) == each.totals.salary
    assert cents(cached.cell(last, 6).value) == each.totals.benefits
    assert cents(cached.cell(last, 9).value) == each.totals.overtime
    assert cents(cached.cell(last, 11).value) == each.totals.reimbursement
    assert cached.cell(last, 4).value == sum(line.eligible_days for line in each.lines)


def test_text_never_becomes_a_formula() -> None:
    nasty = ["=1+1", "+1", "-1", "@sum", "\tx", "{=1}", "http://example.org"]
    each = claim_of(
        *(officer(f"{n}", start) for n, start in enumerate(nasty)),
        officer("=2"),
        agency=Agency(name="=HYPERLINK(1)"),
        results=(dataclasses.replace(ICE, document="=1+1"),),
        overrides=(Override("award_rounding", "floor", None, "=cmd|' /C calc'!A0"),),
    )
    book = read(each, values=False)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                formula = cell.data_type == "f"
                assert formula == (sheet.title == "Claim" and cell.coordinate in SUMS)
                assert cell.hyperlink is None
    names = [book["Claim"].cell(FIRST + n, 2).value for n in range(7)]
    assert names == [f"{start}, Avery" for start in nasty]


def test_the_award_stands_apart_with_its_counts_and_officers() -> None:
    other = dataclasses.replace(ICE, stated_by=StatedBy.AGENCY, located=34)
    sheet = read(claim_of(officer("0417"), officer("0418"), results=(ICE, other)))["Award"]
    rows = [cells(sheet, number) for number in range(1, sheet.max_row + 1)]
    assert ["ICE", 38, 33, "ICE letter 2026-01-12", "12 Jan 2026", "used"] in rows
    assert ["The agency", 38, 34, "ICE letter 2026-01-12", "12 Jan 2026", "differs, not used"] in rows
    assert [80, 750, "yes, this tier", "33 × 100 = 3,300 ≥ 80 × 38 = 3,040", None, None] in rows
    labels = {row[0]: row[1] for row in rows if row[1] is not None}
    assert (labels["Officers counted"], labels["For each officer"], labels["Award, estimate"]) == (2, 750, 1500)
    assert [row[0] for row in rows][-2:] == ["0417", "0418"]


def test_caps_readings_and_warnings() -> None:
    each = claim_of(
        officer("0417", overtime=[(date(2025, 11, 1), 2_000_000)]),
        overrides=(Override("award_count_rule", "any_day", date(2025, 12, 1), "Letter"),),
    )
    book = read(each)
    figures = [cents(value) for value in cells(book["Overtime cap"], FIRST)[2:]]
    assert figures == [6_743_219, 1_685_804, 2_000_000, 0, 1_685_804, 314_196, 0]
    readings = {row[0]: row for row in book["Readings"].iter_rows(min_row=FIRST, values_only=True)}
    assert set(readings) == {reading.parameter.name for reading in each.readings}
    assert readings["award_count_rule"][4:] == (
        "any_day",
        "Eligible on any day of the quarter",
        "agency's own, from 1 Dec 2025",
        "Letter",
    )
    warnings = list(book["Warnings"].iter_rows(min_row=FIRST, values_only=True))
    assert warnings == [("0417", "Lind, Avery", warning.code, warning.text) for warning in each.warnings]


def test_it_prints_on_letter_landscape_one_page_wide_with_its_header_repeated() -> None:
    for sheet in read(claim_of(officer("1"))):
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToHeight) == (1, "landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        if sheet.title != "Award":
            assert sheet.print_title_rows == "$4:$4"
            assert sheet.freeze_panes == "A5"


def test_an_empty_claim_has_headers_only() -> None:
    sheet = read(claim_of(agency=Agency(), results=()))["Claim"]
    assert sheet.max_row == 4


def test_the_same_claim_gives_the_same_bytes_and_no_clock_is_read() -> None:
    each = claim_of(*many(5))
    assert Documents().xlsx(each) == Documents().xlsx(each)
    properties = read(each).properties
    assert properties.created == datetime(2025, 12, 31)  # noqa: DTZ001 - as openpyxl gives it
    assert properties.creator == "Alder County Sheriff's Office"


def test_ten_thousand_counted_officers_fit() -> None:
    each = claim_of(officer("1"))
    many_counted = dataclasses.replace(each.award, counted=tuple(f"{n:05d}" for n in range(10_000)))
    sheet = read(dataclasses.replace(each, award=many_counted))["Award"]
    assert sheet.cell(sheet.max_row, 1).value == "09999"
