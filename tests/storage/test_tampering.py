"""Whoever changes a book with another program is found out, and it is said which entry or record is concerned."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from muster.domain.records import Officer, OvertimeEntry
from muster.storage.book import SqliteBook
from muster.storage.change_log import Entry
from tests.storage.examples import OFFICER, ONE_OF_EACH

EDIT = len(ONE_OF_EACH) + 6
LAST = EDIT + 1
"""The log: a record of each kind, an import of five overtime entries, an officer edited, an overtime entry removed."""

Other = sqlite3.Connection
"""Another program's connection to the book."""


@pytest.fixture
def full(book: SqliteBook) -> SqliteBook:
    with book.change("Add") as work:
        for record in ONE_OF_EACH:
            work.add(record)
    with book.change("Import") as work:
        work.add_all([OvertimeEntry(OFFICER, date(2025, 11, day), None, 20_000 + day) for day in range(1, 6)])
    with book.change("Edit") as work:
        work.replace(replace(work.all(Officer)[0], last_name="Lund"))
    with book.change("Remove") as work:
        work.remove(work.all(OvertimeEntry)[0])
    assert (book.verify_log(), book.check()) == ([], [])
    return book


@pytest.fixture
def other(full: SqliteBook) -> Iterator[Other]:
    """Without the triggers that keep the log from being changed."""
    with closing(sqlite3.connect(full.path, isolation_level=None)) as connection:
        for what in ("gaps", "update", "delete"):
            connection.execute(f"DROP TRIGGER change_log_refuses_{what}")
        yield connection


def changed(book: SqliteBook) -> list[int]:
    """The entries that are said to be changed; no more is said of the log."""
    found = book.verify_log()
    assert set(found) <= set(book.check())
    assert all(sentence.endswith("is not as it was written.") for sentence in found)
    return [int(sentence.removeprefix("Entry ").split()[0]) for sentence in found]


def renumber(other: Other, first: int, last: int, by: int) -> None:
    """Move entries; by a detour, because two entries never have the same number."""
    other.execute("UPDATE change_log SET sequence = -sequence WHERE sequence BETWEEN ? AND ?", (first, last))
    other.execute("UPDATE change_log SET sequence = ? - sequence WHERE sequence < 0", (by,))


@pytest.mark.parametrize("entry", [1, 4, 13, EDIT, LAST])
@pytest.mark.parametrize("column", [column for column in Entry._fields if column != "sequence"])
def test_one_character_of_an_entry(full: SqliteBook, other: Other, column: str, entry: int) -> None:
    """Another one in the middle of a cell; a cell that is empty is filled."""
    [(cell,)] = other.execute(f"SELECT {column} FROM change_log WHERE sequence = ?", (entry,))
    text = "x" if cell is None else str(cell)
    half = len(text) // 2
    flipped = text[:half] + chr(ord(text[half]) ^ 1) + text[half + 1 :]
    other.execute(f"UPDATE change_log SET {column} = ? WHERE sequence = ?", (flipped, entry))
    assert changed(full) == [entry, entry + 1][: 2 if column == "hash" and entry < LAST else 1]


@pytest.mark.parametrize("entry", [1, 4, LAST])
def test_the_number_of_an_entry(full: SqliteBook, other: Other, entry: int) -> None:
    other.execute("UPDATE change_log SET sequence = 90 WHERE sequence = ?", (entry,))
    missing = [f"The change log lacks entry {entry}: the next one is {entry + 1}."] if entry < LAST else []
    rest = f"entries {LAST + 1} to 89" if entry < LAST else f"entries {LAST} to 89"
    assert full.verify_log() == [*missing, f"The change log lacks {rest}: the next one is 90."]


def test_an_entry_more_at_the_end(full: SqliteBook) -> None:
    """Which no trigger keeps out."""
    with closing(sqlite3.connect(full.path, isolation_level=None)) as other:
        cells = (LAST + 1, "2026-11-22T10:04:54.12Z", "u", "n", "Add", "pay", 9, None, "{}", "0a" * 32)
        other.execute(f"INSERT INTO change_log VALUES ({', '.join('?' * len(cells))})", cells)
    assert changed(full) == [LAST + 1]


def test_an_entry_more_in_the_middle(full: SqliteBook, other: Other) -> None:
    renumber(other, 5, LAST, by=1)
    columns = ", ".join(Entry._fields[1:])
    other.execute(
        f"INSERT INTO change_log (sequence, {columns}) SELECT 5, {columns} FROM change_log WHERE sequence = 4"
    )
    assert changed(full) == list(range(5, LAST + 2))


def test_an_entry_less_in_the_middle(full: SqliteBook, other: Other) -> None:
    other.execute("DELETE FROM change_log WHERE sequence = 5")
    assert full.verify_log() == ["The change log lacks entry 5: the next one is 6."]
    assert set(full.verify_log()) <= set(full.check())


def test_an_entry_less_in_the_middle_and_the_gap_closed(full: SqliteBook, other: Other) -> None:
    other.execute("DELETE FROM change_log WHERE sequence = 5")
    renumber(other, 6, LAST, by=-1)
    assert changed(full) == list(range(5, LAST))


@pytest.mark.parametrize(("one", "two"), [(1, 2), (4, 9), (12, 14), (EDIT, LAST)])
def test_two_entries_in_each_others_place(full: SqliteBook, other: Other, one: int, two: int) -> None:
    renumber(other, one, one, by=100)
    renumber(other, two, two, by=one - two)
    renumber(other, one + 100, one + 100, by=two - one - 100)
    concerned = {one, one + 1, two, two + 1}
    assert changed(full) == sorted(number for number in concerned if number <= LAST)


@pytest.mark.parametrize("newest", [1, 2, 6])
def test_the_newest_entries_less(full: SqliteBook, other: Other, newest: int) -> None:
    """The records that they added or removed tell."""
    concerned = other.execute(
        "SELECT entity, entity_id FROM change_log WHERE sequence > ?", (LAST - newest,)
    ).fetchall()
    other.execute("DELETE FROM change_log WHERE sequence > ?", (LAST - newest,))
    found = full.check()
    for kind, number in concerned:
        assert any(sentence.startswith(f"Record {number} in {kind} is ") for sentence in found)


def test_the_newest_entries_less_and_some_of_their_records(full: SqliteBook, other: Other) -> None:
    other.execute("DELETE FROM change_log WHERE sequence > ?", (LAST - 4,))
    other.execute("DELETE FROM overtime WHERE id = 6")
    assert set(full.check()[3:]) == {
        f"The change log ends with entry {LAST - 4}, but entry {LAST} was written: the newest are gone.",
        f"The steps end with entry {LAST} of the change log, which ends with {LAST - 4}.",
        "Record 1 in officers is not as the change log last says.",
        "Record 2 in overtime is gone, but the change log does not say so.",
        "Record 5 in overtime is not in the change log.",
    }


def test_the_newest_entries_less_whose_effects_cancel_out(book: SqliteBook) -> None:
    """A record added and removed again leaves no trace in the tables: the log's end, told twice, does."""
    with book.change("Add") as work:
        officer = work.add(Officer("0500", "Gone"))
    with book.change("Remove") as work:
        work.remove(officer)
    with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
        other.execute("DROP TRIGGER change_log_refuses_delete")
        other.execute("DELETE FROM change_log")
    told = "The change log ends with entry 0, but entry 2 was written: the newest are gone."
    assert book.verify_log() == [told]
    assert told in book.check()


def test_the_log_s_end_told_otherwise(full: SqliteBook) -> None:
    with closing(sqlite3.connect(full.path, isolation_level=None)) as other:
        other.execute("UPDATE log_head SET sequence = sequence - 1")
        assert full.verify_log() == [
            f"Entries of the change log after {LAST - 1} were not written by Muster; the last is {LAST}."
        ]
        other.execute("UPDATE log_head SET sequence = sequence + 1, hash = ''")
        assert full.verify_log() == [f"The change log's newest entry, {LAST}, is not the one that was written."]
        other.execute("DELETE FROM log_head")
        assert full.verify_log() == [
            f"Entries of the change log after 0 were not written by Muster; the last is {LAST}."
        ]


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("agency", "zip = '01235'"),
        ("agreements", "effective_on = NULL"),
        ("officers", "hired_on = '2019-01-08'"),
        ("authorizations", "credential = 'C-2'"),
        ("interruptions", "reason = 'revoked'"),
        ("pay", "annual_salary = annual_salary + 1"),
        ("effort", "percent = '318/520'"),
        ("overtime", "amount = -amount"),
        ("payroll", "benefits = 0"),
        ("results", "quarter = 'FY2026Q2'"),
        ("readings", "value = value || ' '"),
    ],
)
def test_a_cell_of_a_record(full: SqliteBook, kind: str, cell: str) -> None:
    """Of every kind; the log has its triggers."""
    with closing(sqlite3.connect(full.path, isolation_level=None)) as other:
        other.execute(f"UPDATE {kind} SET {cell} WHERE id = 1")
    assert full.verify_log() == []
    assert full.check() == [f"Record 1 in {kind} is not as the change log last says."]
