"""CSV files as payroll systems write them, and what a careful clerk expects of their dry run."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from muster.domain.importing.file_mapping import FileMapping, RowFilter
from muster.domain.records import Officer, Pay
from muster.services.bundle import Services
from muster.services.importing.file_imports import FileImports
from muster.services.ports import MusterError

from .conftest import Trying, TryingFile
from .seen import entries, left_out, outcomes, read, reasons

HEADER = "Emp No,Name,Date Worked,OT Hours,OT Pay\n"
LIND = '0417,"Lind, Avery J.",11/15/2025,3.5,"$1,150.25"\n'
ORTEGA = '0418,"Ortega, Sam",11/16/2025,4,200.00\n'
BOTH = [("0417", "2025-11-15", Decimal("3.5"), 115025), ("0418", "2025-11-16", Decimal(4), 20000)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(trying_file: TryingFile, tmp_path: Path, encoding: str, end: str) -> None:
    text = (HEADER.replace("Name", "Näme") + LIND + ORTEGA).replace("\n", end)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert entries(trying_file("overtime", tmp_path / "a.csv")) == BOTH


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_with_its_mark_in_either_order(trying_file: TryingFile, tmp_path: Path, mark: bytes) -> None:
    order = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    (tmp_path / "a.csv").write_bytes(mark + (HEADER + LIND + ORTEGA).encode(order))
    assert entries(trying_file("overtime", tmp_path / "a.csv")) == BOTH


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_separators_beside_commas_in_names_and_amounts(trying: Trying, separator: str) -> None:
    rows = [["Name", "OT Pay"], ["Lind, Avery J.", "1,150.25"], ["Ortega, Sam", "2,200.00"]]
    text = "".join(separator.join(row) + "\n" for row in rows)
    run = trying("overtime", text, lambda mapping: mapping.with_fixed("worked_on", "2025-11-15"))
    assert (outcomes(run), read(run)) == ("new new", {"OT Pay": "3350.25"})


def test_a_separator_at_the_end_of_each_row(trying: Trying) -> None:
    text = (HEADER + LIND + ORTEGA).replace("\n", ",\n")
    run = trying("overtime", text)
    assert entries(run) == BOTH
    assert run.notices == ("The text is UTF-8, the cells are separated by commas.",)


def test_line_breaks_within_cells(trying: Trying) -> None:
    run = trying("overtime", HEADER.replace("OT Hours", '"OT\nHours"') + LIND.replace("Avery J.", "Avery\nJ.") + ORTEGA)
    assert entries(run) == BOTH
    assert [each.row.person.shown for each in run.plan.rows] == ["0417 Lind, Avery J.", "0418 Ortega, Sam"]


def test_a_byte_order_mark_within_the_file(trying: Trying) -> None:
    """Two exports put together by ``copy /b``."""
    run = trying("overtime", "\ufeff" + HEADER + LIND + "\ufeff" + HEADER + "\ufeff" + ORTEGA)
    assert entries(run) == BOTH
    assert left_out(run) == "3 repeated_header"


def test_the_header_in_row_7_below_titles(trying: Trying) -> None:
    titles = "Pine County Sheriff\nOvertime Register,,,Page 1\nPeriod:,11/01/2025,to,11/30/2025\n\nRun by DREYES\n\n"
    run = trying("overtime", titles + HEADER + LIND + ORTEGA)
    assert run.plan.reading.mapping.header_row == 7
    assert entries(run) == BOTH


def test_two_header_rows(trying: Trying) -> None:
    """The upper one groups the columns."""
    run = trying("overtime", ",,,Overtime,Overtime\nEmp No,Name,Date Worked,Hours,Amount\n" + LIND + ORTEGA)
    assert run.plan.reading.mapping.header_row == 2
    assert entries(run) == BOTH


def test_a_blank_tail(trying: Trying) -> None:
    run = trying("overtime", HEADER + LIND + ORTEGA + ",,,,\n" * 1000)
    assert entries(run) == BOTH
    assert len(run.left_out) == 1001


def test_a_row_that_is_shorter(trying: Trying) -> None:
    run = trying("overtime", HEADER + "0417,Lind,11/15/2025\n0418\n" + ORTEGA)
    assert (outcomes(run), left_out(run)) == ("new", "2 nothing, 3 nothing")


def test_an_amount_without_its_quotation_marks_is_not_read_by_half(trying: Trying) -> None:
    """$1,150.25 would be one dollar."""
    run = trying("overtime", HEADER + LIND.replace('"$1,150.25"', "$1,150.25") + ORTEGA)
    assert outcomes(run) == "rejected new"
    assert reasons(run)[0].startswith("row 2: the row has more cells than the header")
    assert [each.type.write(each.accepted) for each in run.sums] == ["4", "200.00"]


def test_rows_that_all_have_a_column_without_a_name(trying: Trying) -> None:
    run = trying("overtime", HEADER + (LIND + ORTEGA).replace("\n", ",night shift\n"))
    assert entries(run) == BOTH
    (told,) = [each for each in run.notices if "names 5 columns" in each]
    assert "rows have more (first: row 2)" in told


def test_names_of_columns_that_are_twice_there_or_empty(trying: Trying) -> None:
    text = "Emp No,,Date Worked,OT Hours,OT Pay,OT Pay\n0417,x,11/15/2025,3,100.00,50.00\n"
    run = trying("overtime", text)
    assert run.plan.reading.labels == ("Emp No", "Column B", "Date Worked", "OT Hours", "OT Pay", "OT Pay (2)")
    assert read(run) == {"OT Hours": "3", "OT Pay": "100.00"}
    both = trying("overtime", text, lambda mapping: mapping.with_columns("amount", "OT Pay", "OT Pay (2)"))
    assert entries(both) == [("0417", "2025-11-15", Decimal(3), 15000)]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("(441.98)", "-441.98"),
        (" $ (441.98)", "-441.98"),
        ("$(441.98)", "-441.98"),
        ("( 441.98 )", "-441.98"),
        ("$-441.98", "-441.98"),
        ("-$441.98", "-441.98"),
        ("- 441.98", "-441.98"),
        ("441.98-", "-441.98"),
        ("441.98 -", "-441.98"),
        ("+441.98", "441.98"),
        ("\N{MINUS SIGN}441.98", "-441.98"),
        ("1\N{NO-BREAK SPACE}441.98", "1441.98"),
        ("$1\N{NARROW NO-BREAK SPACE}441.98", "1441.98"),
        ("1\N{THIN SPACE}441\N{THIN SPACE}000.50", "1441000.50"),
        ("\N{NO-BREAK SPACE}441.98\N{NO-BREAK SPACE}", "441.98"),
    ],
)
def test_amounts_in_every_form(trying: Trying, text: str, cents: str) -> None:
    run = trying("overtime", HEADER + f'0417,Lind,11/15/2025,-3,"{text}"\n' + ORTEGA)
    assert run.sums[1].type.write(run.sums[1].read - 20000) == cents
    assert outcomes(run) == "new new"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1e+05", "“1e+05” is a rounded number, of which cents are lost"),
        ("12.5%", "“12.5%” is not an amount of money; write it like 1234.50"),
        ("$12 34", "“$12 34” is not an amount of money"),
        ("1 441.98", "“1 441.98” is not an amount of money"),
        ("12\N{THIN SPACE}34", "is not an amount of money"),
        ("1.234,50", "“1.234,50” is not an amount of money"),
        ("1.234,50-", "“1.234,50-” is not an amount of money"),
        ("#DIV/0!", "“#DIV/0!” is a spreadsheet's error, not a value; correct the cell where it came from"),
        ("see note", "“see note” is not an amount of money"),
    ],
)
def test_amounts_that_are_not_guessed(trying: Trying, text: str, said: str) -> None:
    rows = "".join(f"0418,Ortega,11/{day}/2025,1,1.00\n" for day in range(10, 15))
    run = trying("overtime", HEADER + f'0417,Lind,11/15/2025,3,"{text}"\n' + rows)
    (reason,) = reasons(run)
    assert reason.startswith("row 2: column “OT Pay”: ")
    assert said in reason
    assert read(run)["OT Pay"] == "5.00"


@pytest.mark.parametrize(
    ("text", "hours"),
    [("7:30", "7.5"), ("07:30:00", "7.5"), ("(3.25)", "-3.25"), ("3.25-", "-3.25"), ("-0:15", "-0.25")],
)
def test_hours_in_every_form(trying: Trying, text: str, hours: str) -> None:
    run = trying("overtime", HEADER + f"0417,Lind,11/15/2025,{text},1.00\n")
    assert entries(run)[0][2] == Decimal(hours)


@pytest.mark.parametrize(
    "text",
    ["11/15/2025", "11/15/25", "2025-11-15", "15-Nov-25", "Nov 15, 2025", "20251115", "45976", "11/15/2025 0:00"],
)
def test_dates_in_every_form_in_one_column(trying: Trying, text: str) -> None:
    run = trying("overtime", HEADER + f'0417,Lind,"{text}",3,1.00\n' + ORTEGA)
    assert [day for _, day, *_ in entries(run)] == ["2025-11-15", "2025-11-16"]


def test_one_date_decides_the_order_of_all(trying: Trying) -> None:
    rows = [f"0417,Lind,{day},1,1.00\n" for day in ("03/04/2026", "05/04/2026", "25/04/2026")]
    run = trying("overtime", HEADER + "".join(rows))
    assert [day for _, day, *_ in entries(run)] == ["2026-04-03", "2026-04-05", "2026-04-25"]
    assert not any("two ways" in each for each in run.notices)


def test_a_column_that_can_be_read_in_two_ways(trying: Trying) -> None:
    run = trying("overtime", HEADER + "0417,Lind,03/04/2026,1,1.00\n0417,Lind,05/04/2026,1,1.00\n")
    assert run.plan.reading.dates.ambiguous
    assert run.notices[0] == (
        "Every date can be read in two ways, like 03/04/2026; they are read with the month first."
    )


def test_leading_zeros_and_text_forced_by_a_formula(trying: Trying) -> None:
    run = trying("overtime", HEADER + LIND.replace("0417", '"=""0417"""') + ORTEGA.replace("0418", '="0418"'))
    assert entries(run) == BOTH


def test_an_id_that_lost_its_zeros_or_gained_a_decimal_is_confirmed(trying: Trying) -> None:
    text = HEADER + LIND.replace("0417", "417") + ORTEGA.replace("0418", "418.0")
    assert entries(trying("overtime", text)) == BOTH
    said = reasons(trying("overtime", text, by_name=False))
    assert (
        said[1]
        == "row 3: 418.0 Ortega, Sam may be officer 0418 Ortega, Sam; confirm who it is, and import the row then"
    )


@pytest.mark.parametrize("text", ["4.17E+02", "4E+09", "1.0e+05"])
def test_an_id_that_a_spreadsheet_rounded_makes_no_officer(trying: Trying, text: str) -> None:
    run = trying("overtime", HEADER + LIND.replace("0417", text) + ORTEGA, create=True)
    assert outcomes(run) == "rejected new"
    assert reasons(run)[0].startswith(f"row 2: column “Emp No”: “{text}” is an ID that a spreadsheet has rounded; show")
    assert run.plan.officers == ()


@pytest.mark.parametrize("text", ["5101006E6", "1BE85BD943", "#1", "A-17"])
def test_odd_ids_are_kept(trying: Trying, text: str) -> None:
    run = trying("overtime", HEADER + LIND.replace("0417", text).replace("Lind", "Moe") + ORTEGA, create=True)
    assert [each.officer_id for each in run.plan.officers] == [text]


def test_what_stands_for_no_id_is_no_id(trying: Trying) -> None:
    """Else all of them would be one person."""
    text = HEADER + LIND.replace("0417", "N/A") + ORTEGA.replace("0418", "N/A") + '#N/A,"Moe, Bo",11/16/2025,1,1.00\n'
    run = trying("overtime", text, lambda mapping: mapping.with_columns("officer_id", "Emp No"), create=True)
    assert entries(run) == BOTH
    (reason,) = reasons(run)
    assert reason.startswith("row 4: column “Emp No”: “#N/A” is a spreadsheet's error")


def test_other_departments_are_filtered_and_the_files_total_is_not_held_against_the_rest(trying: Trying) -> None:
    text = "Emp No,Dept,Date Worked,OT Pay\n0417,POL,11/15/2025,10\n0418,FIRE,11/15/2025,20\nTotal,,,30\n"

    def only_police(mapping: FileMapping) -> FileMapping:
        return replace(mapping, filters=(RowFilter("Dept", ("pol",)),))

    run = trying("overtime", text, only_police)
    assert (read(run), left_out(run)) == ({"OT Pay": "10.00"}, "3 filtered, 4 total")
    assert not any("own total" in each for each in run.notices)


def test_percents_that_may_be_shares_are_told(trying: Trying) -> None:
    header = "Employee ID,Annual Salary,Eff Date,Fringe Rate\n"
    run = trying("pay", header + "0417,60000,10/15/2025,0.305\n0418,60000,10/15/2025,0.29\n")
    assert run.notices[0].startswith("All benefits percents are 1 or less; if they are shares")
    run = trying("pay", header + "0417,60000,10/15/2025,30.5%\n")
    assert [each.benefits_percent for each in run.plan.stored if isinstance(each, Pay)] == [Decimal("30.5")]
    assert not any("shares" in each for each in run.notices)


def test_no_header_at_all(trying: Trying) -> None:
    def by_letters(mapping: FileMapping) -> FileMapping:
        mapping = replace(mapping, header_row=0).with_columns("officer_id", "Column A")
        return mapping.with_columns("worked_on", "Column C").with_columns("amount", "Column E")

    assert [(who, cents) for who, _, _, cents in entries(trying("overtime", LIND + ORTEGA, by_letters))] == [
        ("0417", 115025),
        ("0418", 20000),
    ]


def test_a_column_of_which_half_cannot_be_read_is_still_looked_at(trying: Trying) -> None:
    run = trying("overtime", HEADER + LIND + ORTEGA.replace("200.00", "2OO.00"))
    assert (outcomes(run), read(run)["OT Pay"]) == ("new rejected", "1150.25")


def test_only_a_header(trying: Trying) -> None:
    run = trying("overtime", HEADER)
    assert (outcomes(run), run.entries) == ("", 0)


def test_undone_and_imported_again(empty: Services, imports: FileImports, trying: Trying) -> None:
    text = HEADER + LIND + '0500,"Moe, Bo",11/16/2025,1,1.00\n'
    imports.run(trying("overtime", text, create=True))
    empty.undoing.undo()
    with empty.book.read() as records:
        assert [each.officer_id for each in records.all(Officer)] == ["0417", "0418"]
    again = trying("overtime", text, create=True)
    assert (outcomes(again), again.stored) == ("new new", "2 entries and 1 new officer")
    assert not any("already" in each for each in again.notices)
    imports.run(again)
    assert outcomes(trying("overtime", text)) == "unchanged unchanged"
    assert empty.book.check() == []


def test_a_file_that_vanishes_before_it_is_read(imports: FileImports, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADER, encoding="utf-8")
    (tmp_path / "a.csv").unlink()
    with pytest.raises(MusterError, match=r"^a\.csv: there is no such file in .*; check the name\.$"):
        imports.open(tmp_path / "a.csv")
