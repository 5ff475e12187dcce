"""Two programs, two threads, a power cut: all of a change or nothing of it."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from muster.domain.records import Officer
from muster.services.ports import BookError
from muster.storage.book import SqliteBook
from muster.storage.change_log import Author
from muster.storage.store import SqliteBookStore
from tests.storage.conftest import CLOCK


def test_while_another_program_writes_the_book_is_in_use(store: SqliteBookStore, book: SqliteBook) -> None:
    other = store.open(book.path)
    with other.change("Add") as theirs:
        theirs.add(Officer("1", "Lind"))
        with pytest.raises(BookError, match="is in use by another program"), book.change("Add") as work:
            work.add(Officer("2", "Moe"))
        with book.read() as reader:
            assert reader.all(Officer) == []
    with book.change("Add") as work:
        work.add(Officer("2", "Moe"))
    with other.read() as reader:
        assert [each.officer_id for each in reader.all(Officer)] == ["1", "2"]
    assert book.check() == other.check() == []


def test_a_view_stays_what_it_was(store: SqliteBookStore, book: SqliteBook) -> None:
    with book.read() as reader:
        assert reader.all(Officer) == []
        with pytest.raises(BookError, match="in use"), store.open(book.path).change("Add") as work:
            work.add(Officer("1", "Lind"))
        assert reader.all(Officer) == []
    assert book.check() == []


def test_a_book_locked_by_any_program_says_so(book: SqliteBook, store: SqliteBookStore) -> None:
    with closing(sqlite3.connect(book.path, isolation_level=None)) as file:
        file.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BookError, match="is in use by another program"), book.read() as reader:
            reader.all(Officer)
        with pytest.raises(BookError, match="is in use by another program"):
            store.open(book.path)


def test_threads_take_turns(tmp_path: Path) -> None:
    book = SqliteBookStore(CLOCK, Author("u"), patience=60).create(tmp_path / "a.muster")
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(10):
                with book.change("Add") as unit:
                    unit.add(Officer(f"{name}{number}", "Lind"))
                with book.read() as reader:
                    assert len(reader.all(Officer)) == len(reader.log(1_000))
        except BaseException as error:  # noqa: BLE001 - told to the test
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert book.check() == []
    with book.read() as reader:
        assert len(reader.all(Officer)) == 30


CRASH = """
import os, signal, sys
from pathlib import Path
from muster.domain.records import Officer
from muster.storage.change_log import Author
from muster.storage.clock import SystemClock
from muster.storage.store import SqliteBookStore
import muster.storage.connections

book = SqliteBookStore(SystemClock(), Author("u")).open(Path(sys.argv[1]))
muster.storage.connections._PRAGMAS = ("synchronous = OFF", "cache_size = 20")  # what is half done reaches the file
with book.change("Import") as work:
    work.add_all([Officer(f"{number:05}", "Lind") for number in range(3_000)])
    print(Path(sys.argv[1]).stat().st_size, flush=True)
    os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
"""


def test_a_crash_half_way_leaves_nothing_of_the_change(store: SqliteBookStore, book: SqliteBook) -> None:
    with book.change("Add") as work:
        work.add(Officer("1", "Lind"))
    size = book.path.stat().st_size
    crashed = subprocess.run([sys.executable, "-c", CRASH, str(book.path)], capture_output=True, text=True, check=False)
    assert crashed.returncode != 0, crashed.stderr
    assert int(crashed.stdout) > size, crashed.stderr
    assert len(list(book.path.parent.iterdir())) == 2
    again = store.open(book.path)
    assert again.check() == []
    with again.read() as reader:
        assert reader.all(Officer) == [Officer("1", "Lind")]
        assert len(reader.log(9)) == 1
    assert list(book.path.parent.iterdir()) == [book.path]
