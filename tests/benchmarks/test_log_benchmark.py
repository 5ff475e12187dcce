"""A change log of a million entries: the proof that all of it is as it was written, and the check of the whole book.

Against the plainest way to go through such a log: each entry's record and hash are read by the driver, and the record
alone is hashed. What is hashed of an entry is nearly twice as long, for it covers the other columns, too.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time

import pytest

from muster.domain.records import Officer, OvertimeEntry
from muster.storage.book import SqliteBook
from muster.storage.change_log import Author
from muster.storage.clock import SystemClock
from muster.storage.store import SqliteBookStore

AIM = 2
OFFICERS = 10_000
DAYS = [date(2021, 10, 2) + timedelta(14 * number) for number in range(99)]
ENTRIES = OFFICERS * (1 + len(DAYS))


def overtime(number: int, day: date) -> OvertimeEntry:
    """An entry with all that a payroll register says of it: 330 bytes of JSON."""
    return OvertimeEntry(
        f"{number:05d}",
        day,
        Decimal(1 + number % 32) / 4,
        20_000 + number % 997,
        day + timedelta(20) if number % 20 else None,
        "" if number % 7 else "State Homeland Security Grant 2024-SS-0031",
        "Captain Sandra Beck, Criminal Investigations Division",
        f"Payroll register {day:%Y-%m}, sheet {number % 40}, OT-{number:06d}, task force agreement MOA-2025-118 §"
        f" “overtime” – schedule {number % 9}, batch {day:%j}",
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteBook]:
    """10,000 officers, and 99 imports of an overtime entry for each; 800 MB, so it does not stay."""
    path = tmp_path_factory.mktemp("log") / "agency.muster"
    book = SqliteBookStore(SystemClock(), Author("dreyes", "Dana Reyes")).create(path)
    with book.change("Import of officers.csv") as work:
        work.add_all([Officer(f"{number:05d}", f"Last{number}", "First") for number in range(OFFICERS)])
    for day in DAYS:
        with book.change(f"Import of overtime-{day}.csv") as work:
            work.add_all([overtime(number, day) for number in range(OFFICERS)])
    yield book
    book.close()
    path.unlink()


def plainly_hashed(path: Path) -> int:
    """The entries, each record read and hashed."""
    statement = "SELECT CAST(after AS BLOB), hash FROM change_log ORDER BY sequence"
    with closing(sqlite3.connect(path)) as connection:
        return sum(1 for record, _ in connection.execute(statement) if sha256(record).hexdigest())


def test_the_proof_stays_within_its_aim(book: SqliteBook) -> None:
    ours, walls, plain = [], [], []
    for _ in range(3):
        began, wall = process_time(), perf_counter()
        assert book.verify_log() == []
        ours.append(process_time() - began)
        walls.append(perf_counter() - wall)
        began = process_time()
        assert plainly_hashed(book.path) == ENTRIES
        plain.append(process_time() - began)
    ratio = min(ours) / min(plain)
    print(
        f"\nproof of {ENTRIES:,} entries: {min(walls):.2f} s ({min(ours):.2f} s of processor),"
        f" {ratio:.2f} times reading and hashing each record alone (aim {AIM})"
    )
    assert ratio <= AIM


def test_the_check_of_the_whole_book(book: SqliteBook) -> None:
    began = perf_counter()
    assert book.check() == []
    print(f"\ncheck of a book with {ENTRIES:,} entries: {perf_counter() - began:.2f} s")
