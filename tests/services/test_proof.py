"""Whoever changes a certified claim or the log behind it with another program is found out, and the claim is named."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from hashlib import sha256

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.ledger.records import CertifiedClaim, ClaimAmount, Deposit, StepKind
from muster.domain.readings import Preset
from muster.domain.schema import record_of
from muster.services.bundle import Services
from muster.services.certification import Request, Signature
from muster.services.frozen.verifying import faults
from muster.services.frozen.writing import canonical
from muster.services.ledger import Decided, Taken
from muster.services.ports import MusterError
from tests.composition import BookProgram

CLERK, CHIEF = Signature("Dana Reyes", "battery staple"), Signature("Rosalind Keene", "correct horse")
FIRST, SECOND = "FY26Q1-001", "FY26Q2-001"
FROZEN = ("claims", "claim_contents", "claim_amounts")
Other = sqlite3.Connection


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample agency with two certified claims; the first is decided on and paid in part."""
    made = BookProgram(tmp_path_factory.mktemp("certified")).sample()
    for each in (CLERK, CHIEF):
        made.signers.add(each.name, "", each.passphrase)
    for number in (1, 2):
        proposal = made.certifications.propose(Quarter(2026, number), Preset.PUBLISHED)
        made.certifications.certify(Request(proposal.claim, CLERK, CHIEF))
    day = Taken(date(2026, 11, 20), "", "ICE letter 7")
    made.ledger.take(FIRST, StepKind.SUBMITTED, day)
    made.ledger.decide(FIRST, [Decided(1, 100_000)], day)
    made.ledger.receive(Deposit(date(2026, 11, 20), 60_000))
    assert (made.book.check(), made.proof.verify()) == ([], [])
    made.book.close()
    return made.book.path.read_bytes()


@pytest.fixture
def certified(program: BookProgram, book: bytes) -> Iterator[Services]:
    """A copy of one's own."""
    program.default_book.write_bytes(book)
    made = program.open(program.default_book)
    yield made
    made.book.close()


@pytest.fixture
def other(certified: Services) -> Iterator[Other]:
    """Another program's connection, without the triggers that keep what was certified from being changed."""
    with closing(sqlite3.connect(certified.book.path, isolation_level=None)) as connection:
        wanted = "SELECT name FROM sqlite_schema WHERE name LIKE '%refuses%' AND tbl_name <> 'steps'"
        for (name,) in connection.execute(wanted).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection


def found(services: Services) -> list[str]:
    """What check finds, the triggers that the other program took away apart."""
    return _but_triggers(services.book.check())


def opened(services: Services) -> list[str]:
    """What is found each time that the book is opened, the triggers apart."""
    return _but_triggers(services.proof.verify())


def _but_triggers(sentences: list[str]) -> list[str]:
    return [each for each in sentences if "lacks its own" not in each]


@pytest.mark.parametrize("table", FROZEN)
def test_what_was_certified_is_not_changed_by_chance(certified: Services, table: str) -> None:
    with closing(sqlite3.connect(certified.book.path)) as connection:
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET number = number || 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="what was certified is never changed"):
                connection.execute(statement)


def test_one_figure_of_what_was_certified(certified: Services, other: Other) -> None:
    other.execute(
        "UPDATE claim_contents SET content = replace(content, '16996.61', '16996.71') WHERE number = ?", (FIRST,)
    )
    told = f"What was certified as {FIRST} is not as it was: its SHA-256 differs."
    assert found(certified) == [told]
    assert opened(certified) == [told]


def test_a_claim_that_is_gone(certified: Services, other: Other) -> None:
    other.execute("DELETE FROM claim_contents WHERE number = ?", (SECOND,))
    assert opened(certified) == [f"What was certified as {SECOND} is gone."]
    assert f"What was certified as {SECOND} is gone." in found(certified)


def test_both_the_figure_and_its_seal(certified: Services, other: Other) -> None:
    """The seal stands in the change log, too; and the figure no longer follows from what it is made of."""
    [(content,)] = other.execute("SELECT content FROM claim_contents WHERE number = ?", (FIRST,))
    forged = content.replace("16996.61", "16996.71")
    other.execute("UPDATE claim_contents SET content = ? WHERE number = ?", (forged, FIRST))
    other.execute("UPDATE claims SET content_sha256 = ? WHERE number = ?", (sha256(forged.encode()).hexdigest(), FIRST))
    problems = found(certified)
    assert f"Record 1 in claims, claim {FIRST}, is not as the change log last says." in problems
    assert any(each.startswith(f"Claim {FIRST}: “") and "does not follow" in each for each in problems)


@pytest.mark.parametrize("content", ["{}", "[]", '"x"', "7", "x", '{"certification":{}}', "[" * 20_000])
def test_something_else_in_the_place_of_what_was_certified(certified: Services, other: Other, content: str) -> None:
    other.execute("UPDATE claim_contents SET content = ? WHERE number = ?", (content, FIRST))
    other.execute(
        "UPDATE claims SET content_sha256 = ? WHERE number = ?", (sha256(content.encode()).hexdigest(), FIRST)
    )
    said = f"Claim {FIRST}: what was certified cannot be read; it is not as Muster writes it."
    assert said in found(certified)
    assert said in certified.proof.verify()


def test_what_was_altered_is_neither_shown_nor_printed(certified: Services, other: Other) -> None:
    other.execute("UPDATE claim_contents SET content = replace(content, '16996.61', '16996.71')")
    with pytest.raises(MusterError, match=f"What was certified as {FIRST} is not as it was, so it is neither shown"):
        certified.ledger.frozen(FIRST)


def test_the_amounts_of_two_officers_exchanged_everywhere(certified: Services, other: Other) -> None:
    [(content,)] = other.execute("SELECT content FROM claim_contents WHERE number = ?", (FIRST,))
    document = json.loads(content)
    one, two, *_ = (each for each in document["amounts"] if each["component"] == "salary")
    one["amount"], two["amount"] = two["amount"], one["amount"]
    with certified.book.read() as records:
        (claim, _) = records.all(CertifiedClaim)
        amounts = [record_of(ClaimAmount, each, number) for number, each in enumerate(document["amounts"], 1)]
        problems = list(faults(claim, canonical(document), amounts))
    assert [each.partition("amounts of ")[2] for each in problems] == [
        f"salary of officer {each['officer_id']} are not those of its lines." for each in (one, two)
    ]


@pytest.mark.parametrize("column", ["before", "after"])
def test_something_hidden_behind_a_nul(certified: Services, other: Other, column: str) -> None:
    [(entry,)] = other.execute("SELECT max(sequence) FROM change_log")
    other.execute(
        f"UPDATE change_log SET {column} = coalesce({column}, '') || char(0) || 'x' WHERE sequence = ?",
        (entry,),
    )
    assert any(each.startswith(f"Entry {entry} of the change log") for each in certified.proof.verify())


def test_a_trigger_that_was_dropped_hides_nothing(program: BookProgram, book: bytes) -> None:
    """The file is changed before it is opened, and the trigger stays away."""
    program.default_book.write_bytes(book)
    with closing(sqlite3.connect(program.default_book, isolation_level=None)) as other:
        other.execute("DROP TRIGGER change_log_refuses_update")
        other.execute("UPDATE change_log SET name = 'x' WHERE sequence = 5")
        other.execute("CREATE TRIGGER more AFTER INSERT ON overtime BEGIN SELECT 1; END")
        other.execute("DROP TRIGGER claims_refuses_update")
        other.execute("CREATE TRIGGER claims_refuses_update BEFORE UPDATE ON claims BEGIN SELECT 1; END")
    opened = program.open(program.default_book)
    problems = opened.book.check()
    assert problems[:3] == [
        "The book lacks its own “change_log_refuses_update”.",
        "The book's “claims_refuses_update” is not as Muster made it.",
        "The book has “more”, which Muster did not make.",
    ]
    assert any(each.startswith("Entry 5 of the change log") for each in problems[3:])
    opened.book.close()


def test_a_leaf_that_its_record_does_not_say(certified: Services, other: Other) -> None:
    """Every figure forged consistently, the frozen record not."""
    [(content,)] = other.execute("SELECT content FROM claim_contents WHERE number = ?", (FIRST,))
    document = json.loads(content)
    pay = document["records"]["pay"]
    number = next(number for number, cells in pay.items() if cells["officer_id"] == "0417")
    pay[number]["annual_salary"] = "99999.00"
    forged = canonical(document)
    other.execute("UPDATE claim_contents SET content = ? WHERE number = ?", (forged, FIRST))
    other.execute("UPDATE claims SET content_sha256 = ? WHERE number = ?", (sha256(forged.encode()).hexdigest(), FIRST))
    assert f"Claim {FIRST}: “Annual salary” 67432.19 is not what its record says." in found(certified)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE claims SET claimed = claimed + 1 WHERE number = 'FY26Q1-001'", "Record 1 in claims"),
        ("UPDATE claims SET certified_by = 'Somebody' WHERE number = 'FY26Q2-001'", "Record 2 in claims"),
        (
            "UPDATE claims SET certified_by = 'Somebody' WHERE number = 'FY26Q2-001'",
            "Claim FY26Q2-001: the ledger says",
        ),
        ("UPDATE claim_amounts SET amount = amount + 1 WHERE id = 1", "Record 1 in claim_amounts"),
        (
            "UPDATE claim_amounts SET amount = amount + 1 WHERE id = 1",
            "Claim FY26Q1-001: the ledger's amounts are not those that were certified",
        ),
        ("UPDATE decisions SET approved = approved + 100", "Record 1 in decisions"),
        ("UPDATE payments SET amount = amount + 100", "Record 1 in payments"),
        ("UPDATE deposits SET received_on = '2026-11-19'", "Record 1 in deposits"),
        ("UPDATE claim_steps SET document = 'Another'", "Record 1 in claim_steps"),
        ("UPDATE signers SET passphrase = 'x' WHERE name = 'Dana Reyes'", "Record 1 in signers"),
        ("DELETE FROM payments", "Record 1 in payments, claim FY26Q1-001, is gone"),
        ("DELETE FROM decisions", "Record 1 in decisions, claim FY26Q1-001, is gone"),
        (
            "DELETE FROM claim_amounts WHERE line = 2 AND number = 'FY26Q2-001'",
            "Claim FY26Q2-001: the ledger's amounts",
        ),
    ],
)
def test_a_cell_of_the_ledger(certified: Services, other: Other, change: str, said: str) -> None:
    other.execute(change)
    assert any(each.startswith(said) for each in found(certified))


def test_the_log_up_to_a_certification_is_cut_off(certified: Services, other: Other) -> None:
    """Even where the log's end is made to agree: the claim, and the paper, say where the log stood."""
    [(sequence, log_hash)] = other.execute("SELECT log_sequence, log_hash FROM claims WHERE number = ?", (SECOND,))
    other.execute("DELETE FROM change_log WHERE sequence >= ?", (sequence,))
    other.execute("DELETE FROM log_head")
    other.execute("INSERT INTO log_head SELECT sequence, hash FROM change_log ORDER BY sequence DESC LIMIT 1")
    named = f"Entry {sequence} of the change log is not the one that claim {SECOND} was certified after"
    assert any(each.startswith(named) for each in certified.proof.verify())
    assert any(each.startswith(named) for each in found(certified))
    assert certified.ledger.position(SECOND).claim.log_hash == log_hash


def test_the_entries_before_a_certification_in_another_order(certified: Services, other: Other) -> None:
    [(sequence,)] = other.execute("SELECT log_sequence FROM claims WHERE number = ?", (FIRST,))
    for number, to in ((sequence, -1), (sequence - 1, sequence), (-1, sequence - 1)):
        other.execute("UPDATE change_log SET sequence = ? WHERE sequence = ?", (to, number))
    problems = certified.proof.verify()
    assert any(each.startswith(f"Entry {sequence - 1} of the change log") for each in problems)
    assert any(f"claim {FIRST} was certified after" in each for each in problems)


def test_a_claim_slipped_in(certified: Services, other: Other) -> None:
    other.execute(
        "INSERT INTO claims SELECT 99, 'FY26Q3-001', 'FY2026Q3', preset, certified_on, prepared_by, certified_by,"
        " claimed, award, content_sha256, log_sequence, log_hash, '', '' FROM claims WHERE id = 1"
    )
    problems = found(certified)
    assert "Record 99 in claims, claim FY26Q3-001, is not in the change log." in problems
    assert "What was certified as FY26Q3-001 is gone." in problems
