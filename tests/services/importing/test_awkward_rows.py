"""Rows that are no records, people and days that are easily mistaken, in a dry run."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muster.domain.importing.file_mapping import FileMapping, NameOrder, SameDay
from muster.domain.records import Officer, OvertimeEntry
from muster.services.bundle import Services
from muster.services.importing.file_imports import FileImports

from .conftest import Trying
from .seen import entries, left_out, outcomes, read, reasons

HEADER = "Dept,Emp No,Name,Date Worked,Pay Code,OT Hours,OT Pay\n"
LIND = 'POL,0417,"Lind, Avery",11/15/2025,OT,3,100.00\n'
ORTEGA = 'POL,0418,"Ortega, Sam",11/16/2025,OT,4,200.00\n'
PAGE = HEADER + LIND + ORTEGA


@pytest.mark.parametrize(
    "total",
    [
        "Total,,,,,7,300.00",
        "POL,,,,Total,7,300.00",
        ",,Grand Total:,,,7,300.00",
        ",,** GRAND TOTAL **,,,7,300.00",
        ",0417 Total,,,,3,100.00",
        ',,"Lind, Avery Total",,,3,100.00',
        'POL,0417,"Lind, Avery",,Total,3,100.00',
        ",Subtotal Police,2 employees,,,7,300.00",
        "Report totals for 2 employees,,,,,7,300.00",
    ],
)
def test_whatever_sums_up_is_no_record(trying: Trying, total: str) -> None:
    run = trying("overtime", PAGE + total + "\n", create=True)
    assert (outcomes(run), left_out(run)) == ("new new", "4 total")
    assert read(run) == {"OT Hours": "7", "OT Pay": "300.00"}


@pytest.mark.parametrize(
    "row",
    [
        'POL,0500,"Total, Ann",11/16/2025,OT,1,10.00',
        'POL,0500,"Sumner, Ann",11/16/2025,OT,1,10.00',
        'POL,0500,"Moe, Total",11/16/2025,OT,1,10.00',
        'POL,0500,"Moe, Ann",11/16/2025,Total Recall,1,10.00',
    ],
)
def test_what_only_looks_like_a_total_is_a_record(trying: Trying, row: str) -> None:
    run = trying("overtime", PAGE + row + "\n", create=True)
    assert (outcomes(run), left_out(run)) == ("new new new", "")
    assert [each.officer_id for each in run.plan.officers] == ["0500"]


def test_totals_at_several_levels(trying: Trying) -> None:
    """By officer, by department, by page and over all; with the header again on each page."""
    by_officer = LIND + ",0417 Total,,,,3,100.00\n" + ORTEGA + ",0418 Total,,,,4,200.00\n"
    text = HEADER + by_officer + "Subtotal POL,,,,,7,300.00\n" + "\n" + HEADER + LIND.replace("15", "17")
    run = trying("overtime", text + "Subtotal FIRE,,,,,3,100.00\nGrand Total,,,,,10,400.00\n")
    assert outcomes(run) == "new new new"
    assert left_out(run) == ("3 total, 5 total, 6 total, 7 blank, 8 repeated_header, 10 total, 11 total")
    assert [each.stated for each in run.sums] == [Decimal(10), 40000]
    assert not any("own total" in each for each in run.notices)


def test_sums_without_a_word(trying: Trying) -> None:
    """A formula below the table, and below each department."""
    run = trying("overtime", PAGE + ",,,,,7,300.00\n")
    assert (outcomes(run), left_out(run)) == ("new new", "4 total")
    assert [each.stated for each in run.sums] == [Decimal(7), 30000]
    bare = HEADER + LIND + ",,,,,,100.00\n" + ORTEGA + ",,,,,,200.00\n" + ",,,,,,300.00\n"
    run = trying("overtime", bare)
    assert (outcomes(run), left_out(run)) == ("new new", "3 total, 5 total, 6 total")


@pytest.mark.parametrize("row", [",,,,,7,300.01", ",,,,,4,200.00", ",,,11/17/2025,,7,300.00", ",,,,,0,0.00"])
def test_amounts_of_nobody_that_sum_up_nothing_are_rejected(trying: Trying, row: str) -> None:
    run = trying("overtime", PAGE + row + "\n")
    assert outcomes(run) == "new new rejected"
    assert reasons(run)[0].startswith("row 4: the row names no officer")


def test_subtotals_alone_add_up(trying: Trying) -> None:
    text = HEADER + LIND + "Subtotal,,,,,3,100.00\n" + ORTEGA + "Subtotal,,,,,4,200.00\n"
    run = trying("overtime", text)
    assert not any("own total" in each for each in run.notices)
    wrong = trying("overtime", text.replace("Subtotal,,,,,4,200.00", "Subtotal,,,,,4,200.01"))
    assert any("own total of “OT Pay”" in each for each in wrong.notices)


def test_a_repeated_header_in_other_letters_and_a_footer(trying: Trying) -> None:
    run = trying("overtime", PAGE + HEADER.upper() + "End of report,,,,,,\n")
    assert (outcomes(run), left_out(run)) == ("new new", "4 repeated_header, 5 nothing")


# -- names


@pytest.mark.parametrize(
    "name",
    ["Lind, Avery J.", "Avery J Lind", "LIND,AVERY", "lind avery", "Lind_Avery J", "LIND,  AVERY   J", "AVERY LIND"],
)
def test_one_officer_however_written(trying: Trying, name: str) -> None:
    def order(mapping: FileMapping) -> FileMapping:
        return replace(mapping, name_order=NameOrder.LAST_FIRST) if name == "lind avery" else mapping

    run = trying("overtime", f'Name,Date Worked,OT Pay\n"{name}",11/15/2025,10\n', order)
    assert [officer for officer, *_ in entries(run)] == ["0417"]


@pytest.mark.parametrize(
    ("recorded", "name"),
    [
        (Officer("0600", "O'Dell-Moe", "Zoë"), "ODELL MOE, ZOE"),
        (Officer("0600", "O'Dell-Moe", "Zoë"), "O’DELL-MOE, ZOË"),
        (Officer("0600", "de la Cruz", "Maria"), "DE LA CRUZ, MARIA"),
        (Officer("0600", "de la Cruz", "Maria"), "Maria de la Cruz"),
        (Officer("0600", "Stone Jr.", "John", "Q"), "STONE JR, JOHN"),
        (Officer("0600", "Stone Jr.", "John", "Q"), "Stone, John Q, Jr."),
        (Officer("0600", "Stone III", "John"), "JOHN STONE III"),
    ],
)
def test_names_with_marks_particles_and_suffixes(empty: Services, trying: Trying, recorded: Officer, name: str) -> None:
    empty.records.save(recorded)
    run = trying("overtime", f'Name,Date Worked,OT Pay\n"{name}",11/15/2025,10\n')
    assert [officer for officer, *_ in entries(run)] == ["0600"]


def test_father_and_son_are_two(empty: Services, trying: Trying) -> None:
    empty.records.save(Officer("0600", "Stone Jr.", "John"))
    run = trying("overtime", 'Name,Date Worked,OT Pay\n"Stone, John",11/15/2025,10\n')
    (reason,) = reasons(run)
    assert reason == (
        "row 2: there is no officer Stone, John in the book; say who it is, or that the officer is a new one"
    )


def test_two_of_one_name_are_told_apart_by_their_ids(empty: Services, trying: Trying) -> None:
    empty.records.save(Officer("0600", "Lind", "Avery"))
    run = trying("overtime", PAGE + LIND.replace("0417", "0600"))
    assert [officer for officer, *_ in entries(run)] == ["0417", "0418", "0600"]
    by_name = trying("overtime", 'Name,Date Worked,OT Pay\n"Lind, Avery",11/15/2025,10\n')
    (reason,) = reasons(by_name)
    assert reason == (
        "row 2: Lind, Avery may be officer 0417 Lind, Avery or 0600 Lind, Avery; confirm who it is, and import the row"
        " then"
    )


def test_a_last_name_alone_is_no_other_name(trying: Trying) -> None:
    run = trying("overtime", PAGE.replace('"Lind, Avery"', "LIND").replace('"Ortega, Sam"', "Beck"))
    (told,) = [each for each in run.notices if "another name" in each]
    assert told == (
        "In the book another name has the ID of 1 person of the file (first: row 3, 0418 Beck; in the book 0418 Ortega,"
        " Sam); check it."
    )


# -- days and periods


def test_two_pay_codes_of_one_day(trying: Trying) -> None:
    premium = LIND.replace("OT,3,100.00", "OT PREM,3,50.00")
    run = trying("overtime", PAGE + premium)
    assert run.notices[0].startswith(
        "On 1 day the same hours of an officer stand in several rows (first: rows 2 and 4)"
    )
    once = trying("overtime", PAGE + premium, lambda mapping: replace(mapping, same_day=SameDay.HOURS_ONCE))
    assert entries(once)[0] == ("0417", "2025-11-15", Decimal(3), 15000)
    assert read(once) == {"OT Hours": "10", "OT Pay": "350.00"}


def test_a_month_imported_before_and_again_with_one_row_more(imports: FileImports, trying: Trying) -> None:
    imports.run(trying("overtime", PAGE))
    run = trying("overtime", PAGE + LIND.replace("11/15", "11/18"), name="corrected.csv")
    assert (outcomes(run), run.entries) == ("unchanged unchanged new", 1)
    assert run.action == "Import of corrected.csv, 1 entry"


def test_one_import_undone_among_others(empty: Services, imports: FileImports, trying: Trying) -> None:
    imports.run(trying("overtime", HEADER + LIND, name="november.csv"))
    imports.run(trying("overtime", HEADER + ORTEGA, name="december.csv"))
    empty.undoing.undo()
    empty.undoing.undo()
    assert outcomes(trying("overtime", PAGE)) == "new new"
    empty.undoing.redo()
    assert outcomes(trying("overtime", PAGE)) == "unchanged new"


def test_changed_records_undone_are_changed_again(empty: Services, imports: FileImports, trying: Trying) -> None:
    header = "Employee ID,Annual Salary,Eff Date\n"
    imports.run(trying("pay", header + "0417,60000,10/15/2025\n"))
    raised = header + "0417,61500,10/15/2025\n"
    imports.run(trying("pay", raised))
    empty.undoing.undo()
    assert outcomes(trying("pay", raised)) == "changed"
    empty.undoing.redo()
    assert outcomes(trying("pay", raised)) == "unchanged"


def test_a_row_that_says_several_wrong_things_is_told_all_of_them(trying: Trying) -> None:
    rows = "".join(ORTEGA.replace("11/16", f"11/{day}") for day in range(10, 15))
    run = trying("overtime", HEADER + rows + "POL,0417,Lind,13/45/2025,OT,3 hrs,1e+05\n")
    (reason,) = reasons(run)
    assert reason == (
        "row 7: column “Date Worked”: “13/45/2025” is no day of the calendar; correct it where it came from;"
        " column “OT Hours”: “3 hrs” is not a number of hours; write it like 3.25;"
        " column “OT Pay”: “1e+05” is a rounded number, of which cents are lost; show the column in full and export it"
        " again"
    )


def test_rejected_rows_corrected_are_imported(imports: FileImports, trying: Trying, empty: Services) -> None:
    run = trying("overtime", PAGE.replace("200.00", "2OO.00") + ORTEGA.replace("16", "17"))
    imports.run(run)
    path = run.file.path.with_name("rejected.csv")
    imports.save_rejected(run, path)
    corrected = trying("overtime", path.read_text("utf-8-sig").replace("2OO.00", "200.00"), name="rejected.csv")
    imports.run(corrected)
    with empty.book.read() as records:
        assert [(each.officer_id, each.worked_on, each.amount) for each in records.all(OvertimeEntry)] == [
            ("0417", date(2025, 11, 15), 10000),
            ("0418", date(2025, 11, 16), 20000),
            ("0418", date(2025, 11, 17), 20000),
        ]


# -- cells that say nothing, or more than they seem to


@pytest.mark.parametrize("text", ["N/A", "-", "none", "NULL", "\N{EM DASH}", ""])
def test_no_funding_and_no_approver_are_none(trying: Trying, text: str) -> None:
    header = "Emp No,Date Worked,OT Hours,OT Pay,Funding,Approved By\n"
    run = trying("overtime", header + f"0417,11/15/2025,3,100.00,{text},{text}\n")
    (entry,) = run.plan.stored
    assert entry == OvertimeEntry("0417", date(2025, 11, 15), Decimal(3), 10000)
    assert not any("funding" in each for each in run.notices)


def test_other_funding_is_told(trying: Trying) -> None:
    run = trying("overtime", "Emp No,Date Worked,OT Hours,OT Pay,Grant\n0417,11/15/2025,3,100.00,COPS 22-17\n")
    assert run.notices[0] == (
        "1 row names other funding (first: row 2, “COPS 22-17”); their overtime counts as another program's and is not"
        " claimed."
    )


def test_the_general_ledgers_fund_is_no_other_funding(trying: Trying) -> None:
    run = trying("overtime", "Fund,Emp No,Date Worked,OT Hours,OT Pay\n001,0417,11/15/2025,3,100.00\n")
    (entry,) = run.plan.stored
    assert isinstance(entry, OvertimeEntry)
    assert entry.funding == ""


def test_databases_no_end_is_none(trying: Trying) -> None:
    run = trying("officers", 'ID,Name,Term Date\n0500,"Moe, Bo",12/31/9999\n')
    assert run.plan.stored == [Officer("0500", "Moe", "Bo")]


def test_dates_in_the_other_order_are_told_so(trying: Trying) -> None:
    rows = "".join(LIND.replace("11/15", f"11/{day}") for day in range(13, 18))
    run = trying("overtime", HEADER + rows + LIND.replace("11/15/2025", "25/11/2025"))
    (reason,) = reasons(run)
    assert "“25/11/2025” is no day of the calendar with the month first; correct it where it came from" in reason


def test_neither_hours_nor_amounts(trying: Trying) -> None:
    """Decimal commas are not read, and an entry without either would say nothing."""
    run = trying("overtime", "Emp No;Date;Hours;Amount\n0417;11/15/2025;3,5;1.150,25\n")
    assert reasons(run) == ["row 2: no column gives hours or amount; map one that does"]
    assert run.notices[0] == (
        "The column “Hours” is not read, since most of its values, like “3,5”, are no hours; map it to be told row by"
        " row."
    )
    assert "“Amount” is not read, since most of its values, like “1.150,25”, are no amounts of money" in run.notices[1]
    mapped = trying(
        "overtime",
        "Emp No;Date;Hours;Amount\n0417;11/15/2025;3,5;1.150,25\n",
        lambda mapping: mapping.with_columns("amount", "Amount"),
    )
    (reason,) = reasons(mapped)
    assert reason == "row 2: column “Amount”: “1.150,25” is not an amount of money; write it like 1234.50"


def test_an_id_with_a_spreadsheets_mark_of_a_text(trying: Trying) -> None:
    assert [who for who, *_ in entries(trying("overtime", HEADER + LIND.replace("0417", "'0417")))] == ["0417"]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ('0500,"Roe, Al"', "row 3: the file has the ID 0500 under the name Moe, Bo, too; correct one of them"),
        ('500,"Moe, Bo"', "row 3: the file has the ID 0500, too, which may be the same; write both alike"),
    ],
)
def test_new_officers_who_may_be_one_or_two(trying: Trying, other: str, said: str) -> None:
    header = "Emp No,Name,Date Worked,OT Pay\n"
    run = trying("overtime", f'{header}0500,"Moe, Bo",11/15/2025,1\n{other},11/16/2025,1\n', create=True)
    assert reasons(run) == [said]
    assert [each.officer_id for each in run.plan.officers] == ["0500"]


def test_a_new_officer_whose_name_is_written_in_two_ways(trying: Trying) -> None:
    rows = '0500,"Moe, Bo",11/15/2025,1\n0500,"MOE,BO A",11/16/2025,1\n0500,,11/17/2025,1\n'
    run = trying("overtime", "Emp No,Name,Date Worked,OT Pay\n" + rows, create=True)
    assert outcomes(run) == "new new new"
    assert [(each.officer_id, each.last_name) for each in run.plan.officers] == [("0500", "Moe")]


# -- reasons say the column, and what to do


def test_a_period_that_ends_before_it_begins(trying: Trying) -> None:
    text = "Emp No,Pay Period Begin,Pay Period End,Regular\n0417,10/15/2025,10/14/2025,2500\n"
    assert reasons(trying("payroll", text)) == [
        "row 2: the period ends on 2025-10-14, before it begins on 2025-10-15; correct one of them"
    ]


def test_what_the_rules_refuse_names_the_files_column(trying: Trying) -> None:
    run = trying("pay", "Employee ID,Annual Salary,Eff Date\n0417,(60000.00),10/15/2025\n")
    assert reasons(run) == ["row 2: column “Annual Salary”: annual_salary is below zero; check the sign"]


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("overtime", "Emp No,OT Pay\n0417,1\n", "the day worked is empty"),
        ("pay", "Emp No,Annual Salary\n0417,1\n", "the day from which the pay holds is empty"),
        ("payroll", "Emp No,Regular,Pay Period Begin\n0417,1,10/15/2025\n", "the period’s last day is empty"),
    ],
)
def test_what_no_column_gives(trying: Trying, kind: str, text: str, said: str) -> None:
    assert reasons(trying(kind, text)) == [f"row 2: {said}; map a column that has it, or give a fixed value"]


def test_pages_with_their_own_titles_between_the_rows(trying: Trying) -> None:
    page = "Pine County,,,,,,\nPage 2,,,,,,\n"
    text = PAGE.replace("Dept,", "").replace("POL,", "") + page.replace(",,,,,,", ",,,,,") + HEADER.replace("Dept,", "")
    run = trying("overtime", text + LIND.replace("POL,", "").replace("11/15", "11/17"))
    assert (outcomes(run), left_out(run)) == ("new new new", "4 nothing, 5 nothing, 6 repeated_header")


def test_a_row_of_units_below_the_header_is_quoted_as_it_is(trying: Trying) -> None:
    (reason,) = reasons(trying("overtime", HEADER + ",,,,,(hrs),\n" + LIND + ORTEGA))
    assert reason.startswith("row 2: column “OT Hours”: “(hrs)” is not a number of hours")


def test_payroll_without_amounts(trying: Trying) -> None:
    """One row for each pay type; the clerk maps the amount and filters the type."""
    text = "Emp No,Pay Type,Amount,Period Start,Period End\n0417,Regular,2500,10/15/2025,10/28/2025\n"
    assert reasons(trying("payroll", text)) == ["row 2: no column gives base pay or benefits; map one that does"]
