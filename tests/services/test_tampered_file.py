"""Whoever changes the closed file and then opens it is told at once, and nothing that he broke hides the rest."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.domain.fiscal import Quarter
from muster.domain.ledger.records import LEDGER_KINDS
from muster.domain.readings import Preset
from muster.services.bundle import Services
from muster.services.ports import BookError, MusterError
from muster.services.proof import Head
from muster.storage.base import Row
from tests.certified import certified_book
from tests.composition import BookProgram

FIRST, REVISION = "FY26Q1-001", "FY26Q1-001-R1"
BAD_BYTE = "CAST(x'ff' AS TEXT)"


@contextmanager
def tampered(program: BookProgram, *statements: str) -> Iterator[Services]:
    """The book after statements of another program on the closed file, which leaves the triggers as they were."""
    path = program.default_book
    path.write_bytes(certified_book())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA ignore_check_constraints = ON")
        triggers = other.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            other.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            other.execute(statement)
        for _, sql in triggers:
            other.execute(sql)
    opened = program.open(path)
    yield opened
    opened.book.close()


def test_the_book_itself_is_sound(program: BookProgram) -> None:
    with tampered(program) as services:
        assert (services.book.check(), services.proof.verify()) == ([], [])


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE claims SET claimed = claimed + 1 WHERE id = 1", f"Record 1 in claims, claim {FIRST}, is not as"),
        ("UPDATE claim_amounts SET amount = amount + 1 WHERE id = 3", f"Record 3 in claim_amounts, claim {FIRST}, is"),
        ("UPDATE claim_steps SET note = 'x' WHERE id = 1", f"Record 1 in claim_steps, claim {FIRST}, is not as"),
        ("UPDATE decisions SET approved = approved + 1 WHERE id = 1", f"Record 1 in decisions, claim {REVISION}, is"),
        ("UPDATE award_decisions SET amount = 1 WHERE id = 1", "Record 1 in award_decisions is not as"),
        ("UPDATE deposits SET amount = 1 WHERE id = 1", "Record 1 in deposits is not as"),
        ("UPDATE payments SET amount = amount + 1 WHERE id = 2", f"Record 2 in payments, claim {REVISION}, is not as"),
        ("UPDATE resubmissions SET amount = 1 WHERE id = 1", "Record 1 in resubmissions, claim FY26Q2-001, is not as"),
        ("UPDATE write_offs SET amount = 1 WHERE id = 1", "Record 1 in write_offs, claim FY26Q2-001, is not as"),
        ("UPDATE signers SET passphrase = 'x' WHERE id = 1", "Record 1 in signers is not as"),
        (
            "INSERT INTO claim_steps SELECT 90, number, 'void', taken_on, '', '', '' FROM claim_steps WHERE id = 1",
            f"Record 90 in claim_steps, claim {FIRST}, is not in the change log",
        ),
        ("DELETE FROM claim_steps WHERE id = 1", f"Record 1 in claim_steps, claim {FIRST}, is gone"),
    ],
)
def test_what_followed_a_claim_is_held_against_the_log_on_opening(
    program: BookProgram, statement: str, said: str
) -> None:
    with tampered(program, statement) as services:
        assert any(each.startswith(said) for each in services.proof.verify())
        assert any(each.startswith(said) for each in services.book.check())


@pytest.mark.parametrize("wholly", [False, True])
def test_a_claim_that_is_gone_is_named_first(program: BookProgram, *, wholly: bool) -> None:
    """With all that hung on it, or with nothing else."""
    tables = [kind.kind for kind in LEDGER_KINDS[1:] if kind.kind not in {"award_decisions", "deposits", "acceptances"}]
    rest = [f"DELETE FROM {each} WHERE number = '{FIRST}'" for each in ("claim_contents", *tables) if each != "signers"]
    with tampered(program, f"DELETE FROM claims WHERE number = '{FIRST}'", *(rest if wholly else ())) as services:
        said = f"Record 1 in claims, claim {FIRST}, is gone, but the change log does not say so."
        assert services.book.check()[0] == said
        assert services.proof.verify()[0] == said


def test_many_problems_of_one_kind_hide_no_others(program: BookProgram) -> None:
    statements = (
        "UPDATE change_log SET name = 'x' WHERE sequence <= 40",
        "UPDATE overtime SET document = 'x' WHERE id <= 50",
        "UPDATE signers SET title = 'x' WHERE id = 1",
        f"UPDATE claim_contents SET content = content || ' ' WHERE number = '{REVISION}'",
    )
    with tampered(program, *statements) as services:
        found = services.book.check()
        assert found[0] == f"What was certified as {REVISION} is not as it was: its SHA-256 differs."
        assert "Record 1 in signers is not as the change log last says." in found
        assert {"And 20 more in the change log.", "And 30 more in overtime."} <= set(found)
        assert "Step 1 has entries of the change log that were not written at once." in found
        assert len(found) == 1 + 1 + 21 + 1 + 21
        assert len(services.book.check(1_000)) == 1 + 1 + 40 + 1 + 50


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("CREATE TRIGGER more AFTER INSERT ON pay BEGIN SELECT 1; END", "The book has “more”, which Muster did not"),
        ("CREATE VIEW seen AS SELECT * FROM pay", "The book has “seen”, which Muster did not make."),
        ("ALTER TABLE decisions ADD COLUMN more TEXT", "The book's “decisions” is not as Muster made it."),
        ("DROP INDEX change_log_by_record", "The book lacks its own “change_log_by_record”."),
    ],
)
def test_another_structure_is_told_and_the_book_opened(program: BookProgram, statement: str, said: str) -> None:
    with tampered(program, statement, "UPDATE decisions SET approved = approved + 1 WHERE id = 1") as services:
        for found in (services.book.check(), services.proof.verify()):
            assert any(each.startswith(said) for each in found)
            assert any(each.startswith("Record 1 in decisions") for each in found)


@pytest.mark.parametrize("statement", ["DROP TABLE payroll", "ALTER TABLE signers DROP COLUMN title"])
def test_without_its_tables_and_columns_a_book_is_not_opened(program: BookProgram, statement: str) -> None:
    with pytest.raises(BookError, match=r"it lacks “(payroll|signers\.title)”"):
        _open(program, statement)


def _open(program: BookProgram, statement: str) -> None:
    program.default_book.write_bytes(certified_book())
    with closing(sqlite3.connect(program.default_book, isolation_level=None)) as other:
        other.execute(statement)
    program.open(program.default_book).book.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (f"UPDATE claims SET note = {BAD_BYTE} WHERE id = 2", f"Record 2 in claims, claim {REVISION}, is not as"),
        ("UPDATE claims SET quarter = 'FY2026QX' WHERE id = 1", f"Record 1 in claims, claim {FIRST}, is not as"),
        ("UPDATE claims SET preset = 'loose' WHERE id = 2", f"Record 2 in claims, claim {REVISION}, is not as"),
        ("UPDATE claims SET certified_on = 'x' WHERE id = 1", f"Record 1 in claims, claim {FIRST}, is not as"),
        (f"UPDATE claim_amounts SET officer_id = {BAD_BYTE} WHERE id = 1", f"Record 1 in claim_amounts, claim {FIRST}"),
        ("UPDATE claim_amounts SET component = 'bonus' WHERE id = 1", f"Record 1 in claim_amounts, claim {FIRST}, is"),
        (f"UPDATE decisions SET reason = {BAD_BYTE} WHERE id = 1", f"Record 1 in decisions, claim {REVISION}, is not"),
        ("UPDATE deposits SET received_on = 'x' WHERE id = 1", "Record 1 in deposits is not as the change log"),
        (
            f"UPDATE claim_contents SET content = {BAD_BYTE} WHERE number = '{FIRST}'",
            f"What was certified as {FIRST} is not as it was",
        ),
        (
            f"UPDATE change_log SET action = {BAD_BYTE} WHERE sequence = 5",
            "Entry 5 of the change log (2026-11-20T12:00",
        ),
        (
            f"UPDATE change_log SET entity = {BAD_BYTE} WHERE sequence = 5",
            "Entry 5 of the change log (2026-11-20T12:00",
        ),
    ],
)
def test_what_cannot_be_read_is_named_and_hides_nothing(program: BookProgram, statement: str, said: str) -> None:
    also = "UPDATE signers SET title = 'x' WHERE id = 2"
    with tampered(program, statement, also) as services:
        for found in (services.book.check(), services.proof.verify()):
            assert any(each.startswith(said) for each in found)
            assert "Record 2 in signers is not as the change log last says." in found
        _reads_or_refuses(services)


def _reads_or_refuses(services: Services) -> None:
    """Whatever the book holds: what is read of it, or a sentence."""
    readings: tuple[Callable[[], object], ...] = (
        services.ledger.positions,
        services.ledger.overview,
        lambda: services.ledger.frozen(FIRST),
        lambda: services.ledger.explain(FIRST, None, "reimbursement"),
        lambda: services.claims.claim(Quarter(2027, 1), Preset.PUBLISHED),
        lambda: services.closing.checklist(Quarter(2026, 1)),
        services.signers.all,
    )
    for read in readings:
        with suppress(MusterError):
            read()
    services.proof.printed()


TABLES = ("claim_contents", "change_log", "log_head", *(kind.kind for kind in LEDGER_KINDS))
CELLS = [(table, column.name) for table in TABLES for column in Row.metadata.tables[table].columns]

VALUES = st.sampled_from(["''", "'null'", "'x'", "'1/0'", "'FY2026Q9'", "'{}'", "'[7]'", "NULL", BAD_BYTE, "char(0)"])
NUMBERS = st.sampled_from(["0", "-1", "1.5", "7", str(2**62), str(-(2**63))])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(CELLS), VALUES | NUMBERS, st.integers(1, 4))
def test_no_cell_whatever_stops_the_examination(
    program: BookProgram, cell: tuple[str, str], value: str, row: int
) -> None:
    table, column = cell
    program.default_book.unlink(missing_ok=True)
    try:
        with tampered(program, f"UPDATE {table} SET {column} = {value} WHERE rowid = {row}") as services:
            changed = _differs(services.book.path, table, row)
            assert not changed or services.book.check()
            assert not changed or services.proof.verify()
            _reads_or_refuses(services)
    except sqlite3.IntegrityError:  # not even another program can store that
        return


def _differs(path: Path, table: str, row: int) -> bool:
    """Whether the statement changed anything."""
    rows = []
    with closing(sqlite3.connect(path)) as now, closing(sqlite3.connect(":memory:")) as before:
        before.deserialize(certified_book())
        for book in (now, before):
            book.text_factory = bytes
            rows.append(book.execute(f"SELECT * FROM {table} WHERE rowid = {row}").fetchall())
    return rows[0] != rows[1]


def test_a_printed_head_is_held_against_the_log(program: BookProgram) -> None:
    with tampered(program) as services:
        printed = services.proof.printed()
        assert printed is not None
        assert [each.claim.number for each in printed.claims][:2] == [FIRST, REVISION]
        heads = [Head(each.claim.log_sequence, each.claim.log_hash) for each in printed.claims]
        assert [services.proof.head_fault(each) for each in (*heads, printed.newest)] == [None] * (len(heads) + 1)
        told = services.proof.head_fault(Head(heads[0].sequence, heads[1].hash))
        assert told is not None
        assert told.startswith(f"Entry {heads[0].sequence:,} of the change log has another hash than the one that was")
        assert services.proof.head_fault(Head(99_999, heads[0].hash)) == (
            "The change log has no entry 99,999, whose hash was printed."
        )
