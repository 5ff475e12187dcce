"""What stands in the printed lists, held against the records and the pages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.money import parse_money
from muster.domain.periods import Period
from muster.domain.printed_list import PrintedList
from muster.domain.records import Agency, Authorization, Model, Officer, OvertimeEntry
from muster.services.bundle import Services
from tests.composition import BookProgram

TODAY = date(2026, 11, 20)  # the fixed clock's


def column(printed: PrintedList, title: str) -> list[str]:
    """A column's cells, of all sections."""
    (place,) = [n for n, each in enumerate(printed.columns) if each.title == title]
    return [row[place] for section in printed.sections for row in section.rows]


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def test_the_roster_names_everybody_with_standing_in_words(sample: Services) -> None:
    printed = sample.lists.roster()
    rows = sample.officers.roster()
    assert (printed.title, printed.owner) == ("Roster", "Marlow County Sheriff's Office")
    assert printed.foot == "as of 20 Nov 2026"
    assert column(printed, "Officer ID") == [each.officer.officer_id for each in rows]
    assert column(printed, "Standing on 20 Nov 2026") == [each.words for each in rows]
    nakamura = next(row for row in printed.sections[0].rows if row[0] == "0151")
    assert nakamura[:7] == ("0151", "Nakamura, Thomas", "Deputy", "42", "TFM, WSO", "9 Mar 2015", "")
    assert "Castellano, Robert J." in column(printed, "Name")
    pruitt = next(row for row in printed.sections[0].rows if row[0] == "0160")
    assert pruitt[6:] == ("29 May 2026", "Separated; last day employed 29 May 2026.")
    eligible = sum(each.standing.eligible for each in rows)
    assert printed.total is not None
    assert printed.total.label == f"25 officers, {eligible} eligible"


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_quarter_s_register_comes_to_what_the_page_shows(sample: Services, number: int) -> None:
    quarter = Quarter(2026, number)
    printed = sample.lists.overtime(Period.quarter(quarter))
    entries = [row.entry for row in sample.overtime.of_quarter(quarter).entries]
    assert printed.total is not None
    *_blank, hours, amount = printed.total.cells
    assert Decimal(hours) == sum(each.hours or 0 for each in entries)
    assert parse_money(amount) == sum(each.amount or 0 for each in entries)
    assert printed.rows == len(entries)
    assert printed.total.label.startswith(f"Total of {len(entries)} entries of ")


def test_the_subtotals_come_to_the_total_and_each_to_its_rows(sample: Services) -> None:
    printed = sample.lists.overtime(Period.year(2026))
    sums = [section.sums for section in printed.sections if section.sums is not None]
    assert len(sums) == len(printed.sections)
    assert printed.total is not None
    for place in (5, 6):
        assert sum(number(each.cells[place]) for each in sums) == number(printed.total.cells[place])
        for section in printed.sections:
            assert section.sums is not None
            cells = [row[place] for row in section.rows if row[place]]
            assert sum(map(number, cells)) == number(section.sums.cells[place])
    months = [sample.lists.overtime(month) for n in (1, 2, 3, 4) for month in Period.months(Quarter(2026, n))]
    assert sum(each.rows for each in months) == printed.rows


def test_an_officer_s_entries_are_told_with_all_that_is_recorded(sample: Services) -> None:
    printed = sample.lists.overtime(Period.year(2026))
    (lind,) = [section for section in printed.sections if section.heading == "0417  Lind, Avery"]
    with sample.book.read() as records:
        mine = [each for each in records.overtime(Period.year(2026).span) if each.officer_id == "0417"]
    assert len(lind.rows) == len(mine)
    assert [row[2:5] for row in lind.rows] == [(each.funding, each.approved_by, each.document) for each in mine]
    assert any(column(printed, "Other funding"))
    without = column(printed, "Amount").count("")
    assert without > 0
    assert printed.total is not None
    assert printed.total.label.endswith(f", {without} without an amount")


def test_corrections_below_zero_are_taken_off(empty: Services) -> None:
    empty.records.save_all([Officer("1", "Doe", "Pat")])
    day = date(2026, 1, 5)
    amounts = [(Decimal("8.125"), 10_001), (Decimal("-3.5"), -9_999), (None, None)]
    empty.records.save_all([OvertimeEntry("1", day, hours, amount) for hours, amount in amounts])
    printed = empty.lists.overtime(Period.month(day))
    assert printed.owner == "Agency not named"
    assert printed.total is not None
    assert printed.total.cells[-2:] == ("4.625", "0.02")
    assert printed.total.label == "Total of 3 entries of 1 officer, 1 without an amount"
    assert sorted(column(printed, "Amount")) == ["", "-99.99", "100.01"]


def test_a_period_without_overtime_says_so(sample: Services) -> None:
    printed = sample.lists.overtime(Period.month(date(2027, 5, 1)))
    assert printed.rows == 0
    assert printed.nothing == "No overtime worked 1 May 2027 to 31 May 2027 is recorded."
    assert sample.lists.pdf(printed).startswith(b"%PDF")


def test_authorizations_by_their_end_the_lapsed_apart(empty: Services) -> None:
    ends = {
        "1": date(2026, 11, 20),  # the first day not covered is today: lapsed yesterday
        "2": date(2026, 11, 21),  # today is the last day
        "3": date(2027, 2, 18),  # in 90 days
        "4": date(2027, 2, 19),  # in 91
        "5": date(2025, 6, 1),
    }
    empty.records.save_all([Agency("Alder"), *(Officer(key, f"Doe{key}", "Pat", "Q") for key in ends)])
    trained = date(2024, 5, 1)
    empty.records.save_all(
        [Authorization(key, Model.WSO, trained, trained, end, f"C{key}", "letter") for key, end in ends.items()]
    )
    printed = empty.lists.authorizations()
    soon, lapsed = printed.sections
    assert soon.heading == "Ends within 90 days: 2"
    assert soon.rows == [
        ("2", "Doe2, Pat Q", "WSO", "1 May 2024", "1 May 2024", "20 Nov 2026", "1", "C2", "letter"),
        ("3", "Doe3, Pat Q", "WSO", "1 May 2024", "1 May 2024", "17 Feb 2027", "90", "C3", "letter"),
    ]
    assert lapsed.heading == "Lapsed already: 2"
    assert [(row[0], row[5], row[6]) for row in lapsed.rows] == [
        ("5", "31 May 2025", "538 over"),
        ("1", "19 Nov 2026", "1 over"),
    ]


def test_what_ends_soon_is_what_the_officers_page_marks(sample: Services) -> None:
    soon, _lapsed = sample.lists.authorizations().sections
    marked = {each.officer.officer_id for each in sample.officers.roster() if each.ends_soon}
    assert {row[0] for row in soon.rows} == marked == {"0174"}


def test_the_lists_are_as_of_the_clock_s_day(sample: Services, program: BookProgram) -> None:
    before = [sample.lists.pdf(make()) for make in (sample.lists.roster, sample.lists.authorizations)]
    assert before == [sample.lists.pdf(make()) for make in (sample.lists.roster, sample.lists.authorizations)]
    program.clock.moment = datetime(2027, 1, 13, 12, tzinfo=UTC)
    assert "as of 13 Jan 2027" in sample.lists.roster().about
    _soon, lapsed = sample.lists.authorizations().sections
    assert [(row[0], row[6]) for row in lapsed.rows] == [("0174", "1 over")]
