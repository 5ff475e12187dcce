"""The book's own work: an agency's file for a claim, storing many entries with their log, checking the whole book."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy import insert

from muster.domain.fiscal import Quarter
from muster.domain.records import Authorization, Model, Officer, OvertimeEntry, Pay
from muster.storage.book import SqliteBook
from muster.storage.change_log import Author
from muster.storage.clock import SystemClock
from muster.storage.connections import transaction
from muster.storage.mapping import table_of
from muster.storage.store import SqliteBookStore

AIM = 3
YEAR = Quarter(2026, 1).year
IDS = [f"{number:05d}" for number in range(10_000)]
OFFICERS = [Officer(each, f"Last{each}", "First", hired_on=date(2020, 1, 6)) for each in IDS]
DAYS = [YEAR.start + timedelta(14 * number) for number in range(26)]


def entries(days: list[date]) -> list[OvertimeEntry]:
    """Overtime of every officer on each of the days; one in twenty is not yet paid."""
    return [
        OvertimeEntry(
            each, day, Decimal(1 + number % 32) / 4, 20_000 + number % 997, paid, "", "Capt. Beck", f"OT {day}"
        )
        for day in days
        for number, each in enumerate(IDS)
        for paid in (day + timedelta(20) if number % 20 else None,)
    ]


def new_book(folder: Path) -> SqliteBook:
    book = SqliteBookStore(SystemClock(), Author("benchmark")).create(folder / "agency.muster")
    with book.change("Fill") as work:
        work.add_all(OFFICERS)
    return book


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteBook]:
    """10,000 officers with 26 entries each."""
    book = new_book(tmp_path_factory.mktemp("large"))
    with book.change("Fill") as work:
        work.add_all([Authorization(each, Model.TFM, YEAR.start, YEAR.start) for each in IDS])
        work.add_all([Pay(each, YEAR.start, 6_000_000) for each in IDS])
        work.add_all(entries(DAYS))
    yield book
    book.close()


def test_agency_file(benchmark: BenchmarkFixture, large: SqliteBook) -> None:
    def read() -> int:
        with large.read() as reader:
            return sum(part.entries for file in reader.agency_file(YEAR).officers for part in file.overtime)

    assert benchmark(read) == len(IDS) * len(DAYS)


def test_check(benchmark: BenchmarkFixture, large: SqliteBook) -> None:
    assert benchmark.pedantic(large.check, rounds=2) == []


def test_storing_130000_entries_stays_within_its_aim(tmp_path: Path) -> None:
    """Against SQLAlchemy Core's bulk insert of the same rows into the same table, without a log."""
    records = entries(DAYS[:13])
    names = [each.name for each in fields(OvertimeEntry) if each.name != "id"]
    ours, cores = [], []
    for attempt in range(3):
        (tmp_path / str(attempt)).mkdir()
        book = new_book(tmp_path / str(attempt))
        began = process_time()
        with book.change("Import") as work:
            work.add_all(records)
        ours.append(process_time() - began)
        (tmp_path / f"core{attempt}").mkdir()
        core = new_book(tmp_path / f"core{attempt}")
        rows = [{name: getattr(each, name) for name in names} for each in records]
        began = process_time()
        with transaction(core._connections, writing=True) as connection:
            connection.execute(insert(table_of(OvertimeEntry).table), rows)
        cores.append(process_time() - began)
    ratio = min(ours) / min(cores)
    print(
        f"\n{len(records):,} entries and their log: {min(ours):.2f} s, {ratio:.2f} times Core's bulk insert (aim {AIM})"
    )
    assert ratio <= AIM
