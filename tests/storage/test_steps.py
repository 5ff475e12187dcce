"""Steps: kept with what was changed, found in older books, held against the log; and changes made in bulk."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.records import KINDS, Officer, OvertimeEntry, Record
from muster.services.past import Change, OtherwiseError, StepQuery, Way
from muster.services.ports import BookError
from muster.storage.book import SqliteBook
from muster.storage.mapping import table_of
from muster.storage.store import SqliteBookStore
from tests.storage.conftest import CLOCK
from tests.storage.examples import ONE_OF_EACH, records
from tests.storage.older_books import make_older

NO_MIRROR = "Step 3 is said to be another one undone, but does not mirror it."
LAST_WITHOUT_STEPS = 3
STEPS = "SELECT number, first_entry, last_entry, way, target FROM steps ORDER BY number"


def kept_steps(path: Path) -> list[tuple[int, int, int, str, int]]:
    with closing(sqlite3.connect(path)) as file:
        return file.execute(STEPS).fetchall()


@pytest.fixture
def full(book: SqliteBook) -> SqliteBook:
    """Three steps."""
    with book.change("Add") as work:
        for record in ONE_OF_EACH:
            work.add(record)
    with book.change("Edit") as work:
        work.replace(replace(work.all(Officer)[0], last_name="Lund"))
    with book.change("Undo: Edit") as work:
        step = work.past.newest_step()
        assert step is not None
        work.turns(Way.UNDONE, step.number)
        work.apply(work.past.changes(step, back=True))
    return book


def test_each_unit_of_work_is_a_step(full: SqliteBook) -> None:
    many = len(ONE_OF_EACH)
    assert kept_steps(full.path) == [
        (1, 1, many, "done", 0),
        (2, many + 1, many + 1, "done", 0),
        (3, many + 2, many + 2, "undone", 2),
    ]
    with full.read() as reader:
        assert reader.past.step(1) == reader.past.step_of(many)
        assert reader.past.step_of(99) is None
        assert reader.past.last_undoing(2, 4) == reader.past.newest_step()
    assert full.check() == []


def test_what_changes_nothing_is_no_step(full: SqliteBook) -> None:
    before = kept_steps(full.path)
    with full.change("Edit") as work:
        work.replace(work.all(Officer)[0])
    assert kept_steps(full.path) == before


def test_the_steps_of_an_older_book_are_found_in_its_log(full: SqliteBook, store: SqliteBookStore) -> None:
    """Entries of one time, person and action in a row."""
    CLOCK.moment, before = datetime(2026, 11, 22, 11, tzinfo=UTC), CLOCK.moment
    with full.change("Undo: Edit") as work:
        work.add(OvertimeEntry("0417", date(2026, 1, 5)))
    CLOCK.moment = before
    told = [(number, first, last, "done", 0) for number, first, last, _, _ in kept_steps(full.path)]
    make_older(full.path, LAST_WITHOUT_STEPS)
    again = store.open(full.path)
    assert kept_steps(full.path) == told
    assert again.check() == []


def test_an_older_book_without_a_change(store: SqliteBookStore, path: Path) -> None:
    store.create(path).close()
    make_older(path, LAST_WITHOUT_STEPS)
    assert store.open(path).check() == []
    assert kept_steps(path) == []


@pytest.mark.parametrize("statement", ["DELETE FROM steps", "UPDATE steps SET way = 'done'"])
def test_a_step_is_never_changed(full: SqliteBook, statement: str) -> None:
    with (
        closing(sqlite3.connect(full.path)) as file,
        pytest.raises(sqlite3.IntegrityError, match="an undoing is a step of its own"),
    ):
        file.execute(statement)


@pytest.mark.parametrize("values", ["9, 14, 14", "4, 1, 13", "4, 15, 14", "4, 14, 14"])
def test_a_step_without_entries_of_its_own_is_refused(full: SqliteBook, values: str) -> None:
    with (
        closing(sqlite3.connect(full.path)) as file,
        pytest.raises(sqlite3.IntegrityError, match="steps follow one another"),
    ):
        file.execute(f"INSERT INTO steps VALUES ({values}, 'done', 0)")


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM steps WHERE number = 3", ["The steps end with entry 12 of the change log, which ends with 13."]),
        (
            "DELETE FROM steps WHERE number = 2",
            [
                "Step 3 begins with entry 13 of the change log, the one before ends with 11.",
                NO_MIRROR,
            ],
        ),
        (
            "DELETE FROM steps WHERE number = 2; UPDATE steps SET last_entry = 12 WHERE number = 1",
            [
                "Step 1 has entries of the change log that were not written at once.",
                NO_MIRROR,
            ],
        ),
        ("UPDATE steps SET target = 1 WHERE number = 3", [NO_MIRROR]),
        ("UPDATE steps SET target = 3 WHERE number = 3", [NO_MIRROR]),
    ],
)  # fmt: skip
def test_steps_that_do_not_fit_the_log_are_found(full: SqliteBook, statement: str, found: list[str]) -> None:
    with closing(sqlite3.connect(full.path, isolation_level=None)) as file:
        for what in ("update", "delete"):
            file.execute(f"DROP TRIGGER steps_refuses_{what}")
        file.executescript(statement)
    assert [each for each in full.check() if "lacks its own" not in each] == found


def test_a_change_begins_where_the_book_stands(full: SqliteBook) -> None:
    with full.read() as reader:
        (officer,) = reader.all(Officer)
        (entry,) = reader.past.of_record("officers", officer.id)[:1]
    held = str(entry.after)
    for change in (
        Change("officers", officer.id, held.replace("Lind", "Lund"), None),
        Change("officers", officer.id, None, held),
        Change("officers", 77, held, None),
    ):
        with pytest.raises(OtherwiseError), full.change("x") as work:
            work.apply([change])
    assert full.check() == []


def test_a_rule_of_the_table_refuses_as_ever(full: SqliteBook) -> None:
    with full.read() as reader:
        step = reader.past.step(1)
        assert step is not None
        change = next(each for each in reader.past.changes(step, back=False) if each.entity == "pay")
    with pytest.raises(BookError, match="has pay from that day already"), full.change("x") as work:
        work.apply([change._replace(entity_id=9)])


@given(record=st.sampled_from(KINDS).flatmap(records))
def test_a_record_comes_back_as_it_was_to_the_letter(record: Record) -> None:
    """From the log's JSON to the row that it was written from."""
    table = table_of(type(record))
    rows = table.rows([replace(record, id=7)])
    assert table.parsed(table.canonical(rows), [7]) == rows


def test_a_record_changed_twice_in_one_step_is_taken_back(full: SqliteBook) -> None:
    with full.change("Twice") as work:
        (officer,) = work.all(Officer)
        work.replace(replace(officer, last_name="Lund"))
        work.replace(replace(officer, last_name="Land"))
        added = work.add(Officer("0500", "Moe"))
        work.remove(added)
    with full.change("Undo") as work:
        step = work.past.newest_step()
        assert step is not None
        work.apply(work.past.changes(step, back=True))
        assert work.all(Officer) == [officer]
    assert full.check() == []
    with full.read() as reader:
        assert [each.action for each in reader.past.steps(StepQuery(words=("Lund",)), None, 9)][:2] == ["Undo", "Twice"]
