"""Importing: all or nothing, checked together with the book, the same again changes nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from muster import paths
from muster.domain.records import KINDS, Agency, Officer, OvertimeEntry, Pay, Record
from muster.services.bundle import Services
from muster.services.imports import ImportReport, Imports
from muster.services.ports import Book, Cancelled, LogEntry, MusterError

OFFICERS = "officer_id,last_name\n0417,Lind\n0418,Ortega\n"
OVERTIME = "officer_id,worked_on,hours,amount\n"


@pytest.fixture
def book(empty: Services) -> Book:
    return empty.book


@pytest.fixture
def imports(empty: Services) -> Imports:
    return empty.imports


class Importing(Protocol):
    def __call__(self, *, dry_run: bool = False, **files: str) -> ImportReport: ...


@pytest.fixture
def importing(imports: Imports, tmp_path: Path) -> Importing:
    """Import a records folder of these files."""
    count = iter(range(100))

    def run(*, dry_run: bool = False, **files: str) -> ImportReport:
        folder = tmp_path / f"records {next(count)}"
        folder.mkdir()
        for name, text in files.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return imports.run([folder], dry_run=dry_run)

    return run


@pytest.fixture
def refused(importing: Importing, book: Book) -> Callable[..., str]:
    """Import what is refused; the sentence. The book is as it was."""

    def run(**files: str) -> str:
        before = contents(book), log(book)
        with pytest.raises(MusterError) as caught:
            importing(dry_run=False, **files)
        assert (contents(book), log(book)) == before
        return str(caught.value)

    return run


def contents(book: Book) -> dict[type[Record], list[Record]]:
    with book.read() as records:
        return {kind: list(records.all(kind)) for kind in KINDS}


def log(book: Book) -> list[LogEntry]:
    with book.read() as records:
        return records.log(10_000)


def test_the_sample_agency(imports: Imports, book: Book) -> None:
    report = imports.run([paths.sample_agency()])
    found = contents(book)
    assert report.new == sum(map(len, found.values())) == len(log(book))
    assert all(found.values())
    assert report.changed.kinds == set(KINDS)
    assert {entry.action for entry in log(book)} == {"Import of records folder sample-agency"}
    assert book.check() == []


def test_the_same_again_changes_nothing(imports: Imports, book: Book) -> None:
    first = imports.run([paths.sample_agency()])
    before = contents(book), log(book)
    again = imports.run([paths.sample_agency()])
    assert (again.new, again.skipped) == (0, first.new)
    assert again.changed.kinds == frozenset()
    assert (contents(book), log(book)) == before


def test_the_order_of_rows_is_irrelevant(imports: Imports, importing: Importing, book: Book) -> None:
    turned: dict[str, str] = {}
    for file in paths.sample_agency().glob("*.csv"):
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        turned[file.stem] = "\n".join([header, *reversed(lines)])
    report = importing(dry_run=False, **turned)
    again = imports.run([paths.sample_agency()])
    assert (again.new, again.skipped) == (0, report.new)
    assert sum(map(len, contents(book).values())) == report.new


def test_rows_in_another_order_and_spelling_are_the_same(importing: Importing) -> None:
    pay = "officer_id,effective_on,annual_salary,benefits_percent\n"
    importing(officers=OFFICERS, pay=pay + "0417,2025-10-01,67432.50,40\n0418,2025-10-01,50000,37.5\n")
    again = "annual_salary,officer_id,benefits_percent,effective_on,document\n"
    report = importing(pay=again + '50000.00,0418,37.50%,2025-10-01,\n"$67,432.50",0417,40.0,2025-10-01,\n')
    assert (report.new, report.skipped) == (0, 2)


def test_only_what_is_new_is_stored(importing: Importing, book: Book) -> None:
    importing(officers=OFFICERS, overtime=OVERTIME + "0417,2025-11-01,3,100\n")
    report = importing(overtime=OVERTIME + "0417,2025-11-01,3,100\n0417,2025-11-01,4,100\n0418,2025-11-01,3,100\n")
    assert [(each.kind, each.new, each.skipped) for each in report.files] == [(OvertimeEntry, 2, 1)]
    assert report.changed.officers == frozenset({"0417", "0418"})
    assert len(contents(book)[OvertimeEntry]) == 3


def test_single_files_are_named_in_the_log(imports: Imports, book: Book, tmp_path: Path) -> None:
    (tmp_path / "officers.csv").write_text(OFFICERS, encoding="utf-8")
    (tmp_path / "november.csv").write_text(OVERTIME + "0417,2025-11-01,3,100\n", encoding="utf-8")
    report = imports.run([tmp_path / "november.csv", tmp_path / "officers.csv"])
    assert [each.kind for each in report.files] == [Officer, OvertimeEntry]
    assert {entry.action for entry in log(book)} == {"Import of november.csv, officers.csv"}


def test_two_files_of_one_kind(imports: Imports, book: Book, tmp_path: Path) -> None:
    (tmp_path / "officers.csv").write_text(OFFICERS, encoding="utf-8")
    (tmp_path / "october.csv").write_text(
        OVERTIME + "0417,2025-10-31,3,100\n0417,2025-11-01,20,100\n", encoding="utf-8"
    )
    (tmp_path / "november.csv").write_text(OVERTIME + "0417,2025-11-01,20,100\n0417,2025-11-02,1,1\n", encoding="utf-8")
    files = [tmp_path / name for name in ("officers.csv", "october.csv", "november.csv")]
    report = imports.run(files)
    assert [(each.new, each.skipped) for each in report.files] == [(2, 0), (2, 0), (1, 1)]
    (tmp_path / "december.csv").write_text(OVERTIME + "0417,2025-11-01,4.25,1\n", encoding="utf-8")
    with pytest.raises(MusterError, match=r"december\.csv, row 2, column hours: .* 24\.25 hours"):
        imports.run([tmp_path / "december.csv"])
    assert len(contents(book)[OvertimeEntry]) == 3


def test_a_dry_run_changes_nothing(importing: Importing, book: Book) -> None:
    before = contents(book)
    report = importing(dry_run=True, officers=OFFICERS)
    assert (report.new, report.skipped) == (2, 0)
    assert contents(book) == before


def test_a_file_with_a_header_only(importing: Importing) -> None:
    assert importing(overtime=OVERTIME).new == 0


def test_one_fault_anywhere_and_nothing_is_imported(refused: Callable[..., str]) -> None:
    sentence = refused(officers=OFFICERS, overtime=OVERTIME + "0417,2025-11-01,3,100\n0999,2025-11-01,3,100\n")
    assert sentence == (
        "overtime.csv, row 3, column officer_id: there is no officer 0999; add the officer first, or to officers.csv."
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "overtime",
            OVERTIME + "0417,2025-11-01,3,100\n0418,2025-11-01,3,100\n0417,2025-11-01,3.00,100.00\n",
            "column worked_on: officer 0417 has this overtime on 2025-11-01 already, equal in every cell;",
        ),
        (
            "officers",
            "officer_id,last_name\n0500,A\n0500,B\n",
            "officers.csv, row 3, column officer_id: officer 0500 is recorded already",
        ),
        (
            "officers",
            "officer_id,last_name\n0417,Lindh\n",
            "officer 0417 is recorded already; remove one or change it (the other is in the book).",
        ),
        (
            "pay",
            "officer_id,effective_on,annual_salary\n0417,2025-10-01,1\n0417,2025-10-01,2\n",
            "pay.csv, row 3, column effective_on: officer 0417 has pay from 2025-10-01 already",
        ),
        (
            "pay",
            "officer_id,effective_on,annual_salary,annual_benefits,benefits_percent\n0417,2025-10-01,1,1,1\n",
            "pay.csv, row 2, column benefits_percent: annual_benefits and benefits_percent are both filled",
        ),
        (
            "effort",
            "officer_id,effective_on,percent\n0417,2025-10-01,100.5\n",
            "effort.csv, row 2, column percent: percent is over 100",
        ),
        (
            "overtime",
            OVERTIME + "0417,2025-11-01,20,1\n0417,2025-11-02,1,1\n0417,2025-11-01,4.5,1\n",
            "overtime.csv, row 4, column hours: officer 0417's overtime on 2025-11-01 comes to 24.5 hours",
        ),
        (
            "authorizations",
            "officer_id,model,authorized_on,expires_on\n0417,TFM,2025-10-01,2026-10-01\n0417,WSO,2026-09-30,\n",
            "authorizations.csv, row 3, column authorized_on: officer 0417's authorization of 2026-09-30 overlaps",
        ),
        (
            "interruptions",
            "officer_id,from,until,kind\n0417,2025-10-02,2025-10-02,suspended\n",
            "interruptions.csv, row 2, column until: until 2025-10-02 is not after from 2025-10-02",
        ),
        (
            "payroll",
            "officer_id,period_from,period_until\n0417,2025-10-01,2025-10-15\n0417,2025-10-14,2025-10-29\n",
            "payroll.csv, row 3, column period_from: officer 0417 has payroll for overlapping periods",
        ),
        (
            "results",
            "quarter,referred,located,stated_by\nFY2026Q1,38,39,ICE\n",
            "results.csv, row 2, column located: located 39 is more than referred 38; check both counts.",
        ),
        ("results", "quarter,referred,located,stated_by\n2026Q1,38,34,ICE\n", "row 2, column quarter: “2026Q1” is not"),
        ("results", "quarter,referred,located,stated_by\nFY2026Q1,-1,34,ICE\n", "row 2, column referred: “-1” is not"),
        (
            "readings",
            "parameter,value\novertime_cap,25\n",
            "readings.csv, row 2, column parameter: “overtime_cap” is not",
        ),
        (
            "readings",
            "parameter,value\nbenefits_mode,guess\n",
            "readings.csv, row 2, column value: “guess” is not a value",
        ),
        (
            "readings",
            "parameter,value,effective_on\nbenefits_mode,actual,2026-01-01\nbenefits_mode,as_entered,2026-01-01\n",
            "readings.csv, row 3, column parameter: benefits_mode has a value from that day already",
        ),
        ("agency", "name\nA\nB\n", "agency.csv, row 3, column name: an agency is recorded already"),
        (
            "agreements",
            "model,number\nTFM,1\nTFM,1\n",
            "agreements.csv, row 3, column model: this TFM agreement is recorded already, equal in every cell",
        ),
    ],
)
def test_what_the_rules_refuse(
    importing: Importing, refused: Callable[..., str], name: str, text: str, said: str
) -> None:
    importing(officers=OFFICERS)
    assert said in refused(**{name: text})


def test_the_same_row_twice_in_a_file_names_both(importing: Importing, refused: Callable[..., str]) -> None:
    importing(officers=OFFICERS)
    lines = "0417,2025-11-01,3,100\n0418,2025-11-01,3,100\n0417,2025-11-01,3.00,$100.00\n"
    sentence = refused(overtime=OVERTIME + lines)
    assert sentence.startswith("overtime.csv, row 4, column worked_on: ")
    assert sentence.endswith("(the other is in row 2).")


def test_a_row_twice_in_a_file_is_refused_even_when_the_book_has_it(
    importing: Importing, refused: Callable[..., str]
) -> None:
    importing(officers=OFFICERS)
    assert refused(officers=OFFICERS + "0417,Lind\n") == (
        "officers.csv, row 4, column officer_id: the row stands twice in this file; remove one (the other is in row 2)."
    )


def test_hours_add_up_across_the_file_and_the_book(importing: Importing, refused: Callable[..., str]) -> None:
    importing(officers=OFFICERS, overtime=OVERTIME + "0417,2025-11-01,20,1\n")
    sentence = refused(overtime=OVERTIME + "0417,2025-11-01,20,1\n0417,2025-11-01,4.25,1\n")
    assert "row 3, column hours" in sentence


def test_authorizations_overlap_across_the_file_and_the_book(importing: Importing, refused: Callable[..., str]) -> None:
    header = "officer_id,model,authorized_on,expires_on\n"
    importing(officers=OFFICERS, authorizations=header + "0417,TFM,2026-01-01,2027-01-01\n")
    sentence = refused(authorizations=header + "0417,WSO,2025-06-01,2026-02-01\n")
    assert sentence.startswith("authorizations.csv, row 2, column authorized_on: ")
    assert sentence.endswith("(the other is in the book).")


def test_pay_of_one_day_with_another_amount(importing: Importing, refused: Callable[..., str], book: Book) -> None:
    header = "officer_id,effective_on,annual_salary\n"
    importing(officers=OFFICERS, pay=header + "0417,2025-10-01,50000\n")
    assert "has pay from 2025-10-01 already" in refused(pay=header + "0417,2025-10-01,50001\n")
    assert contents(book)[Pay] == [Pay("0417", date(2025, 10, 1), 5000000)]


def test_the_last_day_of_the_calendar(importing: Importing) -> None:
    importing(officers=OFFICERS, overtime=OVERTIME + "0417,9999-12-31,3,1\n")
    assert importing(overtime=OVERTIME + "0417,9999-12-31,3,1\n").skipped == 1


def test_cancelling_leaves_the_book_as_it_was(imports: Imports, book: Book) -> None:
    told: list[tuple[int, int]] = []
    report = imports.run([paths.sample_agency()], dry_run=True, progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {total for _, total in told} == {2 * report.new}
    for stop in (0, report.new, 2 * report.new):

        def progress(done: int, _total: int, stop: int = stop) -> None:
            if done >= stop:
                raise Cancelled

        with pytest.raises(Cancelled):
            imports.run([paths.sample_agency()], progress=progress)
        assert not any(contents(book).values())


def test_progress_ends_at_its_total(imports: Imports) -> None:
    told: list[tuple[int, int]] = []
    imports.run([paths.sample_agency()], progress=lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]


def test_a_second_agency_is_refused(importing: Importing, refused: Callable[..., str], book: Book) -> None:
    importing(agency="name\nAlder County\n")
    assert "a book holds one" in refused(agency="name\nBirch County\n")
    assert contents(book)[Agency] == [Agency("Alder County")]
