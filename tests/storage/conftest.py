from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from muster.storage.book import SqliteBook
from muster.storage.change_log import Author
from muster.storage.store import SqliteBookStore
from tests.composition import FixedClock

CLOCK = FixedClock(datetime(2026, 11, 22, 10, 4, 54, 129_999, UTC))
"""Between two hundredths of a second."""


@pytest.fixture
def author() -> Author:
    return Author("dreyes", "Dana Reyes")


@pytest.fixture
def store(author: Author) -> SqliteBookStore:
    return SqliteBookStore(CLOCK, author, patience=0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Ünïon County 100%?#.muster"


@pytest.fixture
def book(store: SqliteBookStore, path: Path) -> Iterator[SqliteBook]:
    made = store.create(path)
    yield made
    made.close()
