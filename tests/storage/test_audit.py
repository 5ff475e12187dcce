"""``check`` finds what was changed behind the program's back."""

import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest

from muster.domain.documents import Attachment
from muster.domain.importing.records import SavedMapping
from muster.domain.records import Officer, OvertimeEntry
from muster.storage.book import SqliteBook
from tests.storage.examples import OFFICER, ONE_OF_EACH


@pytest.fixture
def full(book: SqliteBook) -> SqliteBook:
    with book.change("Add") as work:
        for record in ONE_OF_EACH:
            work.add(record)
    with book.change("Add") as work:
        gone = work.add(Officer("0500", "Gone"))
    with book.change("Remove") as work:
        work.remove(gone)
    assert book.check() == []
    return book


def tamper(book: SqliteBook, script: str) -> None:
    with closing(sqlite3.connect(book.path)) as connection:
        connection.executescript(script)
        connection.commit()


LETTER = b"a raise"
LETTER_ALTERED = (
    f"The document “letter.pdf” (SHA-256 {hashlib.sha256(LETTER).hexdigest()[:12]}…) is not as it was stored; "
    "it is attached to: Pay record of 1 Jul 2025, Res. 12 (officer 0417)."
)
DROP_UPDATE = "DROP TRIGGER change_log_refuses_update;"
DROP_DELETE = "DROP TRIGGER change_log_refuses_delete;"


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("UPDATE pay SET annual_salary = 9999900;", ["Record 1 in pay is not as the change log last says."]),
        ("UPDATE overtime SET hours = 10000;", ["Record 1 in overtime is not as the change log last says."]),
        ("DELETE FROM overtime;", ["Record 1 in overtime is gone, but the change log does not say so."]),
        (
            "INSERT INTO officers SELECT 77, '0418', 'Moe', '', '', '', '', NULL, NULL;",
            ["Record 77 in officers is not in the change log."],
        ),
        (
            "INSERT INTO officers SELECT 2, '0500', 'Gone', '', '', '', '', NULL, NULL;",
            ["Record 2 in officers is not in the change log."],
        ),
        (
            "UPDATE officers SET id = 5;",
            [
                "Record 1 in officers is gone, but the change log does not say so.",
                "Record 5 in officers is not in the change log.",
            ],
        ),
        (
            "DELETE FROM officers;",
            [
                *(
                    f"Record 1 in {kind} names a record that is not in the book."
                    for kind in ("authorizations", "interruptions", "pay", "effort", "overtime", "payroll")
                ),
                "Record 1 in officers is gone, but the change log does not say so.",
            ],
        ),
        (
            DROP_UPDATE + "UPDATE change_log SET name = 'Somebody' WHERE sequence = 3;",
            [
                "The book lacks its own “change_log_refuses_update”.",
                "Entry 3 of the change log (2026-11-22T10:04:54.12Z, Add) is not as it was written.",
                "Step 1 has entries of the change log that were not written at once.",
            ],
        ),
        (
            DROP_DELETE + "DELETE FROM change_log WHERE sequence = 12;",
            [
                "The book lacks its own “change_log_refuses_delete”.",
                "The change log lacks entry 12: the next one is 13.",
            ],
        ),
        (
            DROP_DELETE + "DELETE FROM change_log WHERE sequence > 11;",
            [
                "The book lacks its own “change_log_refuses_delete”.",
                "The change log ends with entry 11, but entry 13 was written: the newest are gone.",
                "The steps end with entry 13 of the change log, which ends with 11.",
            ],
        ),
        (
            DROP_DELETE + "DELETE FROM change_log WHERE sequence = 13;",
            [
                "The book lacks its own “change_log_refuses_delete”.",
                "Record 2 in officers is gone, but the change log does not say so.",
                "The change log ends with entry 12, but entry 13 was written: the newest are gone.",
                "The steps end with entry 13 of the change log, which ends with 12.",
            ],
        ),
        ("DROP INDEX agency_key;", ["The book lacks its own “agency_key”."]),
    ],
)
def test_what_was_changed_from_outside_is_found(full: SqliteBook, script: str, found: list[str]) -> None:
    tamper(full, script)
    problems = full.check()
    assert sorted(problems) == sorted(found)


@pytest.mark.parametrize(
    ("script", "found"),
    [
        (
            "UPDATE import_mappings SET mapping = '[]';",
            ["Record 1 in import_mappings is not as the change log last says."],
        ),
        (
            "UPDATE attachments SET name = 'other.pdf';",
            ["Record 1 in attachments is not as the change log last says."],
        ),
        ("DELETE FROM attachments;", ["Record 1 in attachments is gone, but the change log does not say so."]),
        (
            "DROP TRIGGER file_contents_refuses_update; UPDATE file_contents SET content = x'21';",
            [
                "The book lacks its own “file_contents_refuses_update”.",
                LETTER_ALTERED,
            ],
        ),
        (
            "DROP TRIGGER steps_refuses_update; UPDATE steps SET way = 'undone', target = 1 WHERE number = 3;",
            [
                "The book lacks its own “steps_refuses_update”.",
                "Step 3 is said to be another one undone, but does not mirror it.",
            ],
        ),
    ],
)
def test_mappings_documents_and_steps_are_examined_too(full: SqliteBook, script: str, found: list[str]) -> None:
    with full.change("Keep") as work:
        work.add(SavedMapping("Payroll export", "payroll", '["ID"]', "{}"))
        digest = hashlib.sha256(LETTER).hexdigest()
        work.keep_file(digest, LETTER)
        work.add(Attachment("pay", 1, digest, "letter.pdf", "application/pdf", len(LETTER), date(2026, 11, 22)))
    assert full.check() == []
    tamper(full, script)
    assert sorted(full.check()) == sorted(found)


def test_a_forged_entry_must_forge_all_that_follow(full: SqliteBook) -> None:
    """With its own hash made right again the entry after it no longer fits."""
    with closing(sqlite3.connect(full.path)) as connection:
        connection.executescript(DROP_UPDATE)
        connection.row_factory = sqlite3.Row
        first, second = map(dict, connection.execute("SELECT * FROM change_log ORDER BY sequence LIMIT 2").fetchall())
        second.pop("hash")
        second.update(user="mallory", after=json.loads(second["after"]), previous=first["hash"])
        text = json.dumps(second, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        forged = hashlib.sha256(text.encode()).hexdigest()
        connection.execute("UPDATE change_log SET user = 'mallory', hash = ? WHERE sequence = 2", (forged,))
        connection.commit()
    assert any(text.startswith("Entry 3 of the change log") for text in full.check())
    assert not any(text.startswith("Entry 2 of the change log") for text in full.check())


def test_more_hours_than_a_day_has_are_found(full: SqliteBook) -> None:
    with full.change("Add") as work:
        work.add(OvertimeEntry(OFFICER, date(2025, 12, 24), Decimal("16.76")))
    assert full.check() == ["Officer 0417's overtime on 2025-12-24 comes to more than 24 hours."]


def test_a_long_list_is_cut(full: SqliteBook) -> None:
    with full.change("Add") as work:
        work.add_all([Officer(f"A{number}", "Lind") for number in range(100)])
    tamper(full, "UPDATE officers SET last_name = 'X' WHERE officer_id LIKE 'A%';")
    assert len(full.check()) == 21
    assert full.check()[-1] == "And 80 more in officers."


def test_damage_on_the_disk_is_found(full: SqliteBook) -> None:
    with full.change("Add") as work:
        work.add_all([Officer(f"A{number}", "Lind") for number in range(1000)])
    data = bytearray(full.path.read_bytes())
    assert b"A500Lind" in data
    place = data.index(b"A500Lind")
    data[place : place + 4] = b"A501"
    full.path.write_bytes(data)
    assert any(text.startswith("The file is damaged: ") for text in full.check())
