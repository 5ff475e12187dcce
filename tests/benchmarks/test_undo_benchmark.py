"""A large import undone and redone, the history of a million entries, and the book as it was known."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from muster import paths
from muster.domain.records import Officer, OvertimeEntry
from muster.services.history import History
from muster.services.past import StepQuery
from muster.services.undoing import Undoing
from muster.storage.book import SqliteBook
from muster.storage.change_log import Author
from muster.storage.clock import SystemClock
from muster.storage.rule_book import load_rules
from muster.storage.store import SqliteBookStore

IDS = [f"{number:05d}" for number in range(1_000)]
ENTRIES = [
    OvertimeEntry(each, date(2025, 10, 1) + timedelta(day), None, 20_000 + day, date(2026, 10, 1), document=f"OT {day}")
    for day in range(200)
    for each in IDS
]
AIM = 2
"""Times what storing the same entries takes."""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[SqliteBook]:
    made = SqliteBookStore(SystemClock(), Author("benchmark")).create(tmp_path / "agency.muster")
    with made.change("Fill") as work:
        work.add_all([Officer(each, f"Last{each}") for each in IDS])
    yield made
    made.close()


def test_undoing_200000_entries_takes_about_as_long_as_storing_them(book: SqliteBook) -> None:
    times = [process_time()]
    with book.change("Import") as work:
        work.add_all(ENTRIES)
    undoing = Undoing(book, load_rules(paths.rules()))
    times.append(process_time())
    undoing.undo()
    times.append(process_time())
    undoing.redo()
    times.append(process_time())
    stored, undone, redone = (after - before for before, after in itertools.pairwise(times))
    print(f"stored {stored:.2f} s, undone {undone:.2f} s, redone {redone:.2f} s")
    assert undone < AIM * stored
    assert redone < 2 * AIM * stored  # the rules are asked again


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteBook]:
    """A log of a million entries: five imports, and a thousand single changes."""
    folder = tmp_path_factory.mktemp("million")
    made = SqliteBookStore(SystemClock(), Author("benchmark")).create(folder / "agency.muster")
    with made.change("Fill") as work:
        work.add_all([Officer(each, f"Last{each}") for each in IDS])
    for number in range(5):
        with made.change(f"Import {number}") as work:
            work.add_all(ENTRIES)
    for number in range(1_000):
        with made.change(f"Add {number}") as work:
            work.add(OvertimeEntry(IDS[number], date(2027, 1, 1)))
    yield made
    made.close()


@pytest.mark.parametrize(
    "query",
    [StepQuery(), StepQuery(words=("import",)), StepQuery(words=("nowhere",)), StepQuery(entity="officers")],
    ids=["all", "by action", "nothing found", "by kind"],
)
def test_the_history_page(benchmark: BenchmarkFixture, million: SqliteBook, query: StepQuery) -> None:
    history = History(million, SystemClock())
    benchmark.pedantic(lambda: history.steps(query), rounds=3)


def test_the_bin(benchmark: BenchmarkFixture, million: SqliteBook) -> None:
    assert benchmark.pedantic(History(million, SystemClock()).removed, rounds=3) == []


def test_what_would_be_undone(benchmark: BenchmarkFixture, million: SqliteBook) -> None:
    assert benchmark(Undoing(million, load_rules(paths.rules())).next).redo is None


def test_the_book_as_it_was_known(benchmark: BenchmarkFixture, million: SqliteBook) -> None:
    store = SqliteBookStore(SystemClock(), Author("benchmark"))
    step = History(million, SystemClock()).steps(most=1)[0]
    benchmark.pedantic(lambda: store.as_known(million.path, step.last).close(), rounds=2)
