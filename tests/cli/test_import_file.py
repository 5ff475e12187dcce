"""``muster import FILE --as KIND``."""

import json
from pathlib import Path

import openpyxl
import pytest

from .conftest import CommandLine, Muster

TEXT = 'Emp No,Name,Date Worked,OT Hours,OT Pay\n0417,"Lind, Avery",11/15/2025,3.5,$150.25\n'
SAMPLES = Path(__file__).parents[1] / "data" / "imports"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_file_of_any_layout_into_a_new_book(muster: Muster, register: Path, program: CommandLine) -> None:
    done = muster("import", register, "--as", "overtime", "--create-officers", "--set", "paid_on=2025-12-01")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == f"{register}, sheet “register”, header in row 1"
    assert "  amount: OT Pay" in lines
    assert "  paid_on: 2025-12-01 (fixed)" in lines
    assert "1 new" in lines
    assert "sum of “OT Pay” as read: 150.25 in 1 of 1 rows" in lines
    assert lines[-1] == f"2 records imported into {program.default_book}"
    assert muster("check").code == 0
    again = muster("import", register, "--as", "overtime", "--set", "paid_on=2025-12-01")
    assert "1 unchanged" in again.out
    assert again.out.endswith(f"0 records imported into {program.default_book}\n")


def test_a_workbook_as_json(muster: Muster, tmp_path: Path, program: CommandLine) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["Payroll register"],
        [],
        ["Emp No", "Name", "Regular"],
        ["0417", "Lind", 2500.5],
        ["0418", "Ode", "x"],
    ):
        page.append(row)
    page.append(["Total", None, 2500.5])
    book.save(tmp_path / "payroll.xlsx")
    period = ("--set", "period_from=2026-01-01", "--set", "period_until=2026-01-15")
    line = ("import", tmp_path / "payroll.xlsx", "--as", "payroll", "--create-officers", *period)
    ran = muster(*line, "--column", "base_pay=Regular", "--json")
    assert ran.err == ""
    done = json.loads(ran.out)
    assert (done["imports"], done["sheet"], done["header_row"]) == ("payroll", "Sheet", 3)
    assert done["columns"] == {"officer_id": ["Emp No"], "name": ["Name"], "base_pay": ["Regular"]}
    assert done["rows"] == {"new": 1, "changed": 0, "unchanged": 0, "merged": 0, "rejected": 1}
    assert done["officers_created"] == ["0417"]
    assert done["left_out"] == [{"row": 6, "kind": "total"}]
    assert done["sums"] == [
        {"column": "Regular", "rows": 2, "values": 1, "sum": "2500.50", "accepted": "2500.50", "rejected": "0.00"}
    ]
    (rejected,) = done["rejected"]
    assert rejected["row"] == 5
    assert "“x” is not an amount of money" in rejected["reason"]


def test_a_dry_run_makes_no_book_and_shows_the_claim(muster: Muster, register: Path, program: CommandLine) -> None:
    done = muster("import", register, "--as", "overtime", "--create-officers", "--dry-run")
    assert done.out.endswith(f"2 records would be imported into {program.default_book}\n")
    assert "claim of FY2026Q1: 0.00 before, 0.00 after" in done.out
    assert not program.default_book.exists()


def test_a_mapping_by_name(muster: Muster, register: Path, tmp_path: Path) -> None:
    line = ("import", register, "--as", "overtime", "--create-officers", "--column", "hours=", "--same-day", "add")
    assert muster(*line, "--save-map", "Tyler").code == 0
    assert muster("undo").out.endswith(" 1 entry and 1 new officer\n")  # and the mapping stays
    assert muster("redo").code == 0
    register.write_text(TEXT.replace("0417", "0418"), encoding="utf-8")
    done = json.loads(
        muster("import", register, "--as", "overtime", "--map", "Tyler", "--create-officers", "--json").out
    )
    assert list(done["columns"]) == ["officer_id", "name", "worked_on", "amount"]
    other = muster("import", register, "--as", "overtime", "--map", "Taylor")
    assert (other.code, other.out) == (1, "")
    assert other.err == "There is no mapping “Taylor” for overtime; there is “Tyler”.\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--column", "wage=OT Pay"], "--column wage: overtime has no such field; the fields are officer_id, name,"),
        (["--column", "amount=OT Paid"], "The sheet “register” has no column “OT Paid”"),
        (["--set", "paid_on=soon"], "The fixed value of paid: “soon” is not a date"),
        (["--set", "paid_on"], "“paid_on” has no equals sign"),
        (["--where", "Dept=POL"], "The sheet “register” has no column “Dept” to filter by"),
        (["--sheet", "Old"], "register.csv has no sheet “Old”; it has “register”"),
        ([], "register.csv, row 2: there is no officer 0417 Lind, Avery in the book; say who it is"),
    ],
)
def test_what_is_refused(muster: Muster, register: Path, program: CommandLine, options: list[str], said: str) -> None:
    done = muster("import", register, "--as", "overtime", *options)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(said)
    assert done.err.count("\n") == 1
    assert not program.default_book.exists()


def test_dates_that_can_be_read_in_two_ways(muster: Muster, register: Path) -> None:
    register.write_text(TEXT.replace("11/15/2025", "11/12/2025"), encoding="utf-8")
    line = ("import", register, "--as", "overtime", "--create-officers")
    done = muster(*line)
    assert done.code == 1
    assert done.err.startswith(
        "register.csv: every date can be read in two ways, like 11/12/2025; say how with --dates"
    )
    assert muster(*line, "--dates", "day-first").code == 0


def test_names_alone_filters_and_rejected_rows(muster: Muster, tmp_path: Path) -> None:
    county = SAMPLES / "county_annual_with_overtime.csv"
    assert muster("import", county, "--as", "officers", "--create-officers").code == 0
    rejected = tmp_path / "rejected.csv"
    line = ("import", county, "--as", "pay", "--set", "effective_on=2025-10-01")
    unconfirmed = muster(*line, "--rejected", rejected)
    assert unconfirmed.code == 1
    assert "may be officer M0001" in unconfirmed.err
    assert rejected.read_text(encoding="utf-8-sig").count("may be officer") == 300
    where = ("--where", "Department=SHF", "--where", "Department=POL", "--match-names", "--json")
    done = json.loads(muster(*line, *where).out)
    assert done["rows"]["new"] + len(done["left_out"]) == 300
    assert done["rows"]["rejected"] == 0


@pytest.mark.parametrize("kind", ["agency", "overtimes"])
def test_kinds_that_there_are_not(muster: Muster, register: Path, kind: str) -> None:
    done = muster("import", register, "--as", kind)
    assert done.code == 2
    assert "choose from" in done.err


def test_one_file_at_a_time(muster: Muster, register: Path) -> None:
    done = muster("import", register, register, "--as", "overtime")
    assert (done.code, done.err) == (1, "With --as one file is imported at a time; name one.\n")


def test_a_file_without_any_record_is_refused(muster: Muster, register: Path, program: CommandLine) -> None:
    register.write_text("Emp No,Name,Date Worked,OT Hours,OT Pay\n", encoding="utf-8")
    done = muster("import", register, "--as", "overtime")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "register.csv, sheet “register”: no row below the header in row 1 is a record; check the file, and what it is"
        " filtered by.\n"
    )
    assert not program.default_book.exists()


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"ID\0", b"1,2\n" * 1_100_000, b""]
)
def test_a_hostile_file_makes_no_book(muster: Muster, tmp_path: Path, program: CommandLine, content: bytes) -> None:
    (tmp_path / "hostile.xlsx").write_bytes(content)
    done = muster("import", tmp_path / "hostile.xlsx", "--as", "payroll")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("hostile.xlsx")
    assert done.err.count("\n") == 1
    assert not program.default_book.exists()
