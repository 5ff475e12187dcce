"""Rows pasted from a spreadsheet: how they are understood, what is refused, that it is one step."""

from datetime import date
from decimal import Decimal

import pytest

from muster.domain.records import Officer, OvertimeEntry, Pay, Record
from muster.services.bundle import Services
from muster.services.pasting import Outcome, Paste, Target
from muster.services.ports import MusterError

TODAY = date(2026, 11, 20)
TARGETS = (
    Target("Worked", "worked_on"),
    Target("Officer", "officer_id"),
    Target("Hours", "hours"),
    Target("Amount", "amount"),
    Target("Status", ""),
)


@pytest.fixture
def agency(empty: Services) -> Services:
    empty.records.save_all([Officer("0417", "Lind"), Officer("0118", "Ash"), Officer("A-7", "Hale")])
    return empty


def read(services: Services, text: str, kind: type[Record] = OvertimeEntry, **fixed: str) -> Paste:
    return services.pasting.read(kind, text, TARGETS, fixed, TODAY)


def entries(services: Services) -> list[OvertimeEntry]:
    with services.book.read() as records:
        return records.all(OvertimeEntry)


def outcomes(paste: Paste) -> list[tuple[int, Outcome, str]]:
    return [(each.number, each.outcome, each.note) for each in paste.rows]


def test_without_a_header_the_cells_are_the_columns_as_shown(agency: Services) -> None:
    paste = read(agency, "2025-11-03\t0417\t3.25\t$312.50\tCounts\r\n11/4/2025\t0118 Ash\t2\t(87.76)\t\r\n")
    assert outcomes(paste) == [(1, Outcome.NEW, ""), (2, Outcome.NEW, "")]
    changed = agency.pasting.keep(paste)
    assert changed.kinds == {OvertimeEntry}
    assert [(each.officer_id, each.worked_on, each.amount) for each in entries(agency)] == [
        ("0118", date(2025, 11, 4), -8776),
        ("0417", date(2025, 11, 3), 31250),
    ]
    with agency.book.read() as records:
        assert [each.action for each in records.log(2)] == ["Paste of 2 overtime entries"] * 2


def test_a_header_says_which_column_is_which(agency: Services) -> None:
    text = "Officer ID\tWORKED ON\tDivision\tamount\tApproved by\n0417\t3-Nov-25\tNorth\t1,234.50\tLt. Gray\n"
    paste = read(agency, text)
    assert paste.left_out == ("Division",)
    assert [(each.number, each.outcome) for each in paste.rows] == [(2, Outcome.NEW)]
    assert paste.rows[0].record == OvertimeEntry("0417", date(2025, 11, 3), None, 123450, None, "", "Lt. Gray")


def test_leading_zeros_that_a_spreadsheet_dropped_are_found_again(agency: Services) -> None:
    paste = read(agency, "2025-11-03\t417\t1\t5\n2025-11-03\t77\t1\t5\n2025-11-03\tA-7\t1\t5\n")
    assert outcomes(paste) == [
        (1, Outcome.NEW, "417 is read as 0417"),
        (2, Outcome.REJECTED, "there is no officer 77; add the officer first, or to officers.csv"),
        (3, Outcome.NEW, ""),
    ]


def test_a_header_may_call_the_columns_what_other_programs_do(agency: Services) -> None:
    text = "Employee Name\tDate\tOT Hours\tOT Pay\tCheck Date\nLIND, AVERY\t11/3/2025\t3.25\t$312.50\t11/28/2025\n"
    agency.records.save(Officer("0422", "Lind", "Avery"))
    paste = read(agency, text)
    assert paste.left_out == ()
    assert outcomes(paste) == [(2, Outcome.NEW, "LIND, AVERY is read as 0422")]
    assert paste.rows[0].record == OvertimeEntry("0422", date(2025, 11, 3), Decimal("3.25"), 31250, date(2025, 11, 28))


def test_beside_an_id_the_name_is_left_out(agency: Services) -> None:
    paste = read(agency, "Name\tEmployee ID\tWork Date\tAmount\nAsh, Bo\t118\t11/3/2025\t9\n")
    assert paste.left_out == ("Name",)
    assert outcomes(paste) == [(2, Outcome.NEW, "118 is read as 0118")]


def test_a_name_that_two_officers_have_is_not_guessed(agency: Services) -> None:
    agency.records.save_all([Officer("0500", "Reyes", "Dana"), Officer("0501", "Reyes", "Dana")])
    (row,) = read(agency, "11/3/2025\tReyes, Dana\t1\t5\n").rows
    assert (row.outcome, row.note[:31]) == (Outcome.REJECTED, "there is no officer Reyes, Dana")


def test_totals_and_repeated_headers_are_left_out(agency: Services) -> None:
    header = "Worked\tOfficer\tHours\tAmount\n"
    paste = read(
        agency, f"{header}11/3/2025\t0417\t1\t5\n{header}\tGrand total\t1\t5\n11/4/2025\t0118\t1\t5\nTotal\t\t2\t10\n"
    )
    assert outcomes(paste) == [(2, Outcome.NEW, ""), (5, Outcome.NEW, "")]
    assert paste.no_records == 3
    for text in (header, "Total\t\t2\t10\n"):
        with pytest.raises(MusterError, match="only headers and totals"):
            read(agency, text)


def test_what_is_missing_is_told_by_the_columns_title(agency: Services) -> None:
    assert outcomes(read(agency, "\t0417\t3\t90\n")) == [
        (1, Outcome.REJECTED, "column Worked is empty; it must be given")
    ]
    assert outcomes(read(agency, "Officer\tHours\tAmount\n0417\t3\t90\n")) == [
        (
            2,
            Outcome.REJECTED,
            "no column of the header is “Worked”, which must be given; name it in the header row",
        )
    ]


def test_two_officers_that_a_number_could_mean_are_not_guessed(agency: Services) -> None:
    agency.records.save(Officer("00417", "Reyes"))
    assert read(agency, "2025-11-03\t417\t1\t5\n").rows[0].outcome is Outcome.REJECTED


def test_each_row_says_why_it_is_rejected_and_nothing_is_kept(agency: Services) -> None:
    text = (
        "2025-11-03\t0417\t3\t90\n"
        "\t\t\t\n"
        "soon\t0417\t3\t90\n"
        "2025-11-04\t0417\t3\t1.234,50\n"
        "2025-11-05\t0417\t20\t90\n"
        "2025-11-05\t0417\t5\t91\n"
        "2025-11-03\t0417\t3\t90\n"
        "11/6\t0417\t3\t90\tCounts\tmore\n"
    )
    paste = read(agency, text)
    assert [(number, outcome) for number, outcome, _note in outcomes(paste)] == [
        (1, Outcome.NEW),
        (3, Outcome.REJECTED),
        (4, Outcome.REJECTED),
        (5, Outcome.NEW),
        (6, Outcome.REJECTED),
        (7, Outcome.REJECTED),
        (8, Outcome.REJECTED),
    ]
    notes = {number: note for number, _outcome, note in outcomes(paste)}
    assert notes[3] == "column Worked: “soon” is not a date; write it like 2025-11-17"
    assert notes[4].startswith("column Amount: “1.234,50” is not an amount of money")
    assert "25 hours, more than a day has" in notes[6]
    assert "already, equal in every cell" in notes[7]
    assert notes[8] == "the row has 6 cells, 5 are known; paste with a header"
    with pytest.raises(MusterError, match=r"Row 3 is rejected: .*; nothing was pasted"):
        agency.pasting.keep(paste)
    assert entries(agency) == []


def test_what_the_book_has_already_is_left_alone(agency: Services) -> None:
    text = "2025-11-03\t0417\t3\t90\n2025-11-04\t0417\t3\t90\n"
    agency.pasting.keep(read(agency, text.splitlines()[0]))
    paste = read(agency, text)
    assert [each.outcome for each in paste.rows] == [Outcome.UNCHANGED, Outcome.NEW]
    agency.pasting.keep(paste)
    assert len(entries(agency)) == 2
    with pytest.raises(MusterError, match="in the book already"):
        agency.pasting.keep(read(agency, text))


def test_what_changed_between_preview_and_keeping_is_refused(agency: Services) -> None:
    paste = read(agency, "2025-11-03\t0417\t20\t90\n")
    agency.pasting.keep(read(agency, "2025-11-03\t0417\t10\t50\n"))
    with pytest.raises(MusterError, match=r"Pasted rows, row 1, column hours: .* 30 hours"):
        agency.pasting.keep(paste)
    assert len(entries(agency)) == 1


def test_a_formula_made_harmless_is_read_as_it_was(agency: Services) -> None:
    paste = read(agency, 'worked_on\tofficer_id\tdocument\n2025-11-03\t0417\t\'=OT 7\n2025-11-04\t0417\t"a\tb"\n')
    record = paste.rows[0].record
    assert isinstance(record, OvertimeEntry)
    assert record.document == "=OT 7"
    assert paste.rows[1].outcome is Outcome.REJECTED  # a tab within a cell


def test_pay_of_one_officer_needs_no_officer_column(agency: Services) -> None:
    targets = (Target("Effective", "effective_on"), Target("Salary", "annual_salary"))
    paste = agency.pasting.read(Pay, "10/1/2025\t$67,432.19\n", targets, {"officer_id": "0417"}, TODAY)
    agency.pasting.keep(paste)
    with agency.book.read() as records:
        assert records.all(Pay) == [Pay("0417", date(2025, 10, 1), 6743219)]
        assert records.log(1)[0].action == "Paste of 1 pay row"


def test_an_empty_clipboard_and_far_too_many_rows_are_said(agency: Services) -> None:
    with pytest.raises(MusterError, match="no rows on the clipboard"):
        read(agency, " \n\t\n")
    with pytest.raises(MusterError, match="100,001 rows"):
        read(agency, "x\n" * 100_001)
