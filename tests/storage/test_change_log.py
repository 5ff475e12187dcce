"""Every change is in the log, sealed as the module says."""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from muster.domain.records import Officer
from muster.domain.schema import texts
from muster.storage.book import SqliteBook
from muster.storage.change_log import Author, timestamp
from tests.storage.examples import OFFICER, ONE_OF_EACH


def canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_an_entry_says_what_changed_when_and_by_whom(book: SqliteBook) -> None:
    with book.change("Add officer 0417") as work:
        officer = work.add(Officer(OFFICER, "Lind", hired_on=None))
    renamed = replace(officer, last_name="Lünd")
    with book.change("Edit officer 0417") as work:
        work.replace(renamed)
    with book.change("Remove officer 0417") as work:
        work.remove(renamed)
    with book.read() as reader:
        removed, edited, added = reader.log(10)
        assert reader.log(1) == [removed]
    assert [each.sequence for each in (added, edited, removed)] == [1, 2, 3]
    assert added.at == datetime(2026, 11, 22, 10, 4, 54, 120_000, UTC)
    assert (added.user, added.name, added.action) == ("dreyes", "Dana Reyes", "Add officer 0417")
    assert {(each.entity, each.entity_id) for each in (added, edited, removed)} == {("officers", officer.id)}
    assert (added.before, added.after) == (None, canonical(texts(officer)))
    assert (edited.before, edited.after) == (canonical(texts(officer)), canonical(texts(renamed)))
    assert (removed.before, removed.after) == (canonical(texts(renamed)), None)


def test_the_chain_is_checked_by_the_documentation_alone(book: SqliteBook, author: Author) -> None:
    """Anyone can do this, with any tool: no code of the program is used."""
    with book.change('Import of "all"\n') as work:
        for record in ONE_OF_EACH:
            work.add(record)
    author.name = "D. \\ Reyes"
    with book.change("Add") as work:
        work.add(Officer("0418", "Moe"))
    with closing(sqlite3.connect(book.path)) as connection:
        connection.row_factory = sqlite3.Row
        entries = [dict(row) for row in connection.execute("SELECT * FROM change_log ORDER BY sequence")]
    assert len(entries) == len(ONE_OF_EACH) + 1
    assert entries[-1]["name"] == "D. \\ Reyes"
    previous = "0" * 64
    for entry in entries:
        kept = entry.pop("hash")
        for side in ("before", "after"):
            entry[side] = entry[side] and json.loads(entry[side])
        text = canonical({**entry, "previous": previous})
        assert hashlib.sha256(text.encode()).hexdigest() == kept
        previous = kept


def test_storing_what_is_there_already_is_no_change(book: SqliteBook) -> None:
    with book.change("Add") as work:
        officer = work.add(Officer(OFFICER, "Lind"))
    with book.change("Edit") as work:
        work.replace(officer)
    with book.read() as reader:
        assert len(reader.log(9)) == 1


def test_a_user_without_a_display_name_signs_with_the_systems(book: SqliteBook, author: Author) -> None:
    author.name = ""
    with book.change("Add") as work:
        work.add(Officer(OFFICER, "Lind"))
        assert work.log(1)[0].name == "dreyes"


def test_the_signed_in_user_is_known_or_called_unknown(monkeypatch: object) -> None:
    assert Author.signed_in().user


def test_times_are_utc_cut_to_the_hundredth() -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    assert timestamp(datetime(2026, 1, 1, 4, 0, 0, 9_999, east)) == "2025-12-31T22:30:00.00Z"
    assert timestamp(datetime(2026, 1, 1, 4, 0, 59, 999_999, UTC)) == "2026-01-01T04:00:59.99Z"
