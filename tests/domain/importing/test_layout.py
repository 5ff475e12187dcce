"""Where a table begins, which columns are proposed, and which rows are no records."""

import json
from pathlib import Path

import pytest

from muster import paths
from muster.domain.importing.fields import IMPORTED
from muster.domain.importing.file_mapping import FileMapping, RowFilter
from muster.domain.importing.layout import RowKind, find_header
from muster.domain.importing.proposing import propose
from muster.domain.importing.reading import MappingError, read_sheet
from muster.domain.importing.sheet import Sheet
from muster.domain.records import Officer, OvertimeEntry, Pay, Payroll
from muster.importers.vocabulary import load_vocabulary

WORDS = load_vocabulary(paths.column_names())
TRAPS = ["_id", "ObjectId", "Empl Record", "Tracking_No", "PayrollNumber", "DETAIL", "MONEY", "OTHER", "Gross"]
TRAPS += ["Total Cash Compensation", "Total Pay & Benefits", "total_pay_benefits", "Fy16 Total Compensation9"]


def sheet(*rows: str) -> Sheet:
    return Sheet("a", [row.split("|") for row in rows])


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        (["Emp No|Name|OT Hours", "0417|Lind|3"], 1),
        (["Pine County", "Payroll register||1/9/2026", "", "Emp No|Name|OT Hours", "0417|Lind|3"], 4),
        (["Run date: 1/9/2026|Page 1", "Employee|Overtime Pay", "Lind, Avery|12.00", "Ode, Ann|13.00"], 2),
        (["0417|3", "0418|4"], 0),
    ],
)
def test_the_header_below_titles(rows: list[str], header: int) -> None:
    assert find_header(sheet(*rows), WORDS) == header


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("kind", IMPORTED.values())
def test_a_trap_is_never_proposed(trap: str, kind: type[Officer | Pay | OvertimeEntry | Payroll]) -> None:
    mapping = propose(sheet(f"{trap}|Name", "4417|Lind, A", "3300|Ode, A", "5123|Moe, A"), kind, WORDS)
    assert dict(mapping.columns) == {"name": ("Name",)}


@pytest.mark.parametrize(
    ("header", "kind", "field"),
    [
        ("Emp. ID", Officer, "officer_id"),
        ("Employee_ID_HCM", Officer, "officer_id"),
        ("emplid", Officer, "officer_id"),
        (" Hired Date", Officer, "hired_on"),
        ("HIRE_DT", Officer, "hired_on"),
        ("AnnualSalary", Pay, "annual_salary"),
        ("ANNUAL_RT", Pay, "annual_salary"),
        ("2021 salary", Pay, "annual_salary"),
        ("Fy16 Additional Benefits8", Payroll, "benefits"),
        ("Fy16 Base Pay3", Payroll, "base_pay"),
        ("RegularGrossPaid", Payroll, "base_pay"),
        ("TotalOTPaid", OvertimeEntry, "amount"),
        ("Fy16 Overtime6", OvertimeEntry, "amount"),
        ("2024 Overtime Pay", OvertimeEntry, "amount"),
        ("Hours\nPaid", OvertimeEntry, "hours"),
        ("check_date", OvertimeEntry, "paid_on"),
        ("OTDATE", OvertimeEntry, "worked_on"),
    ],
)
def test_a_header_and_its_field(header: str, kind: type[Officer | Pay | OvertimeEntry | Payroll], field: str) -> None:
    values = ["01/25/2026", "02/26/2026"] if field.endswith("_on") else ["9417", "9201"]
    if field == "hours":
        values = ["4.5", "3"]
    found = Sheet("a", [["X", header], *(["x", value] for value in values)])
    (label,) = propose(found, kind, WORDS, 1).columns_of(field)
    assert label == " ".join(header.split())


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (["Name|Benefits", "Lind, A|Not Provided", "Ode, A|Not Provided"], Payroll),
        (["Name|Overtime", "Lind, A|yes", "Ode, A|no"], OvertimeEntry),
        (["Name|ID", "Lind, A|1", "Ode, A|2", "Moe, A|3"], Officer),
        (["Name|Hire Date", "Lind, A|unknown", "Ode, A|-"], Officer),
    ],
)
def test_values_that_are_not_the_fields_speak_against_a_header(
    rows: list[str], kind: type[Officer | Pay | OvertimeEntry | Payroll]
) -> None:
    assert dict(propose(sheet(*rows), kind, WORDS).columns) == {"name": ("Name",)}


def test_every_synonym_that_was_handed_over_is_known_or_deliberately_not() -> None:
    """Rates, periods told by years and the like are no field of a record."""
    given = json.loads((Path(__file__).parents[2] / "data" / "imports" / "header_synonyms.json").read_text("utf-8"))
    fields = {
        "employee_id": "officer_id",
        "name": "name last_name first_name middle_name",
        "title": "title",
        "base_salary_annual": "annual_salary",
        "hire_date": "hired_on separated_on",
    }
    unknown = {
        entry["header"]
        for concept, names in fields.items()
        for entry in given[concept]
        if all(WORDS.distance(name, entry["header"]) is None for name in names.split())
    }
    assert unknown == {"Ref #", "Rehire Dt"}


KINDS = (
    "Pine County|||",
    "ID|Name|Dept|OT Pay",
    "0417|Lind, Avery|POL|100.00",
    "||| ",
    "ID|Name|Dept|OT Pay",
    "Subtotal Police|||100.00",
    "0418|Total, Ann|POL|12.00",
    "0419|Ode, Ann|FIRE|13.00",
    "0420|Moe, Bo|POL| - ",
    "|Department total|FIRE|13.00",
    "|Grand Total:||125.00",
    "",
)


def test_what_each_row_is() -> None:
    mapping = FileMapping(OvertimeEntry, "a", 2, filters=(RowFilter("Dept", (" pol ",)),))
    mapping = mapping.with_columns("officer_id", "ID").with_columns("name", "Name").with_columns("amount", "OT Pay")
    reading = read_sheet(sheet(*KINDS), mapping.with_fixed("worked_on", "2025-11-01"), WORDS.totals)
    assert [row.kind for row in reading.rows] == [
        RowKind.ABOVE,
        RowKind.ABOVE,
        RowKind.RECORD,
        RowKind.BLANK,
        RowKind.REPEATED_HEADER,
        RowKind.TOTAL,
        RowKind.RECORD,
        RowKind.FILTERED,
        RowKind.NOTHING,
        RowKind.TOTAL,
        RowKind.TOTAL,
        RowKind.BLANK,
    ]
    assert reading.amounts["OT Pay"].values == {3: 10000, 7: 1200, 9: None}
    assert reading.amounts["OT Pay"].stated == 12500


def test_a_mapping_that_does_not_fit() -> None:
    mapping = FileMapping(OvertimeEntry, "a", 1).with_columns("amount", "Pay")
    with pytest.raises(MappingError, match="has no column “Pay”"):
        read_sheet(sheet("ID|OT"), mapping, WORDS.totals)
    with pytest.raises(MappingError, match="worked: “soon” is not a date"):
        read_sheet(sheet("ID|OT"), FileMapping(OvertimeEntry, "a", 1).with_fixed("worked_on", "soon"), WORDS.totals)


def test_columns_that_add_up_and_values_that_stand_in() -> None:
    mapping = FileMapping(Payroll, "a", 1).with_columns("name", "Name").with_columns("benefits", "Medical", "Pension")
    mapping = (
        mapping.with_columns("period_from", "From")
        .with_columns("period_last", "To")
        .with_fixed("period_from", "2026-01-01")
    )
    rows = sheet("Name|Medical|Pension|From|To", "Lind, A|10.00|5.50||1/14/2026", "Ode, A|-|2|1/3/2026|1/14/2026")
    first, second = read_sheet(rows, mapping, WORDS.totals).records
    assert (first.values["benefits"], second.values["benefits"]) == (1550, 200)
    assert [str(row.values["period_from"]) for row in (first, second)] == ["2026-01-01", "2026-01-03"]
    assert {str(row.values["period_until"]) for row in (first, second)} == {"2026-01-15"}


def test_all_that_is_wrong_with_a_row_is_said() -> None:
    mapping = FileMapping(OvertimeEntry, "a", 1).with_columns("name", "Name").with_columns("worked_on", "Day")
    mapping = mapping.with_columns("amount", "Pay")
    rows = sheet("Name|Day|Pay", "Lind, A|soon|1e+05", "|11/1/2025|5", "Ode, A||5")
    found = [row.problems for row in read_sheet(rows, mapping, WORDS.totals).records]
    assert [len(each) for each in found] == [2, 1, 1]
    assert found[0][0].startswith("column “Day”: “soon” is not a date")
    assert found[0][1].startswith("column “Pay”: “1e+05”")
    assert found[1][0].startswith("the row names no officer")
    assert found[2][0].startswith("the day worked is empty")
