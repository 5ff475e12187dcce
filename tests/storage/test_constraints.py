"""The book itself refuses what the rules refuse, whoever writes to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint

from muster.domain.fiscal import Quarter
from muster.domain.records import (
    Agency,
    Agreement,
    Authorization,
    Effort,
    Interruption,
    InterruptionKind,
    Model,
    Officer,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Record,
    Result,
    StatedBy,
)
from muster.services.ports import BookError
from muster.storage import base
from muster.storage.book import SqliteBook
from muster.storage.constraints import SENTENCES
from muster.storage.mapping import table_of
from tests.storage.examples import OFFICER, ONE_OF_EACH

DAY = date(2026, 1, 1)
BEFORE = date(2025, 12, 31)


@pytest.fixture
def full(book: SqliteBook) -> SqliteBook:
    with book.change("Add") as work:
        for record in ONE_OF_EACH:
            work.add(record)
    return book


@pytest.fixture
def raw(full: SqliteBook) -> Iterator[sqlite3.Connection]:
    """What any other program has: the file."""
    with closing(sqlite3.connect(full.path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


REFUSED: list[tuple[Record, str]] = [
    (Agency("Another"), "a book holds one"),
    (Agreement(Model.JEM, signed_on=DAY, until=DAY), "until is not after"),
    (Agreement(Model.JEM, signed_on=BEFORE, effective_on=DAY, until=DAY), "until is not after"),
    (Officer(OFFICER, "Moe"), "that officer ID is recorded already"),
    (Officer("", "Moe"), "officer ID is empty"),
    (Officer("0418", middle_name="Lee"), "no name"),
    (Officer("0418", "Moe", hired_on=DAY, separated_on=BEFORE), "separated_on is before hired_on"),
    (Officer("0418", "Moe", hired_on=date(1899, 12, 31)), "hired_on is not a calendar day from 1900 on"),
    (Authorization("0999", Model.TFM, None, DAY), "an officer who is not in the book"),
    (Authorization(OFFICER, Model.TFM, None, date(2025, 3, 20)), "authorization from that day already"),
    (Authorization(OFFICER, Model.TFM, None, DAY, DAY), "expires_on is not after authorized_on"),
    (Authorization(OFFICER, Model.WSO, None, date(2024, 1, 1), date(2025, 3, 21)), "overlaps another"),
    (Interruption(OFFICER, DAY, DAY, InterruptionKind.REMOVED), "until is not after from"),
    (Pay(OFFICER, date(2025, 7, 1), 1), "pay from that day already"),
    (Pay(OFFICER, DAY, -1), "annual_salary is below zero"),
    (Pay(OFFICER, DAY, 1, -1), "annual_benefits is below zero"),
    (Pay(OFFICER, DAY, 1, 0, Fraction(0)), "both filled"),
    (Effort(OFFICER, date(2025, 10, 1), Fraction(50)), "effort from that day already"),
    (Effort(OFFICER, DAY, Fraction("100.0000000001")), "over 100"),
    (Effort(OFFICER, DAY, Fraction(521, 520) * 100), "over 100"),
    (OvertimeEntry(OFFICER, DAY, Decimal("24.0001")), "more than a day has"),
    (OvertimeEntry(OFFICER, DAY, Decimal("-24.0001")), "more than a day has"),
    (Payroll(OFFICER, DAY, DAY), "period_until is not after period_from"),
    (Payroll(OFFICER, date(2025, 10, 14), DAY, document="PR-20"), "overlapping period from the same document"),
    (Result(Quarter(2026, 1), 1, 1, StatedBy.ICE, dated_on=date(2026, 1, 20)), "result of that source"),
    (Result(Quarter(2026, 2), 1, 2, StatedBy.ICE), "located is more than referred"),
    (Result(Quarter(2026, 2), 1, -1, StatedBy.ICE), "located is below zero"),
    (Override("reimbursable_models", "TFM"), "a value from that day already"),
    (Override("award_rounding", ""), "lacks its parameter or its value"),
]


@pytest.mark.parametrize(("record", "sentence"), REFUSED)
def test_a_record_that_breaks_a_rule_is_refused_in_plain_words(full: SqliteBook, record: Record, sentence: str) -> None:
    with pytest.raises(BookError, match=sentence) as refusal, full.change("Add") as work:
        work.add(record)
    assert str(full.path) in str(refusal.value)
    assert full.check() == []


@pytest.mark.parametrize(("record", "sentence"), REFUSED)
def test_it_is_refused_to_other_programs_too(raw: sqlite3.Connection, record: Record, sentence: str) -> None:
    table = table_of(type(record))
    ((*cells, _),) = table.rows([record])
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(table.insert, (*cells, 99))


ALLOWED: list[Record] = [
    Agreement(Model.JEM, signed_on=DAY, effective_on=BEFORE, until=DAY),
    Officer("0418", "Moe", hired_on=DAY, separated_on=DAY),
    Authorization(OFFICER, Model.WSO, None, date(2025, 3, 1), date(2025, 3, 20)),
    Authorization(OFFICER, Model.WSO, None, date(2025, 4, 1), date(2025, 5, 1)),
    Effort(OFFICER, DAY, Fraction(100)),
    Effort(OFFICER, DAY, Fraction(1, 3)),
    OvertimeEntry(OFFICER, DAY, Decimal(24), -1),
    OvertimeEntry(OFFICER, DAY, Decimal(-24)),
    Payroll(OFFICER, date(2025, 10, 14), DAY, document="PR-21"),
    Payroll(OFFICER, date(2025, 10, 15), DAY, document="PR-20"),
    Result(Quarter(2026, 1), 0, 0, StatedBy.ICE),
    Result(Quarter(2026, 1), 38, 38, StatedBy.AGENCY, dated_on=date(2026, 1, 20)),
    Override("reimbursable_models", "TFM", DAY),
]


@pytest.mark.parametrize("record", ALLOWED)
def test_a_record_just_within_the_rules_is_stored(full: SqliteBook, record: Record) -> None:
    with full.change("Add") as work:
        work.add(record)
    assert full.check() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE officers SET hired_on = '2025-02-30'",
        "UPDATE officers SET hired_on = '2025-2-3'",
        "UPDATE officers SET hired_on = '11/17/2025'",
        "UPDATE officers SET hired_on = 'today'",
        "UPDATE officers SET hired_on = 45000",
        "UPDATE officers SET last_name = NULL",
        "UPDATE officers SET officer_id = '9'",
        "DELETE FROM officers",
        "UPDATE authorizations SET model = 'XYZ'",
        "UPDATE authorizations SET officer_id = '9'",
        "UPDATE interruptions SET reason = 'holiday'",
        "UPDATE pay SET annual_salary = 67432.19",
        "UPDATE pay SET annual_salary = 'much'",
        "UPDATE pay SET benefits_percent = 'a third'",
        "UPDATE pay SET benefits_percent = '1.2.3'",
        "UPDATE pay SET benefits_percent = ''",
        "UPDATE effort SET percent = '-5'",
        "UPDATE overtime SET hours = 7.25",
        "UPDATE results SET quarter = '2026Q1'",
        "UPDATE results SET stated_by = 'DHS'",
        "UPDATE change_log SET name = 'Somebody'",
        "DELETE FROM change_log",
        "INSERT OR REPLACE INTO change_log SELECT * FROM change_log WHERE sequence = 3",
        "INSERT INTO change_log (sequence, at, user, name, action, entity, entity_id, hash) VALUES (99,1,1,1,1,1,1,1)",
    ],
)
def test_other_programs_cannot_write_what_no_rule_allows(raw: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


def test_overlaps_are_refused_to_changes_too(full: SqliteBook, raw: sqlite3.Connection) -> None:
    with full.change("Add") as work:
        work.add(Authorization(OFFICER, Model.WSO, None, date(2025, 3, 1), date(2025, 3, 20)))
        work.add(Payroll(OFFICER, date(2025, 9, 1), date(2025, 10, 1), document="PR-20"))
    for statement in (
        "UPDATE authorizations SET expires_on = '2025-03-21' WHERE model = 'WSO'",
        "UPDATE authorizations SET authorized_on = '2025-02-01', expires_on = '2025-03-02' WHERE model = 'TFM'",
        "UPDATE payroll SET period_until = '2025-10-02' WHERE period_from = '2025-09-01'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="overlap"):
            raw.execute(statement)


def test_every_constraint_has_its_sentence() -> None:
    named = {
        constraint.name
        for table in base.Row.metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert named <= SENTENCES.keys()
    for sentence in SENTENCES.values():
        assert sentence[0].islower()
        assert not sentence.endswith(".")


def test_another_program_reads_the_book_without_help(full: SqliteBook, raw: sqlite3.Connection) -> None:
    assert raw.execute("SELECT worked_on, hours, amount FROM overtime").fetchall() == [("2025-12-24", 72_500, 41_250)]
    assert raw.execute("SELECT percent FROM effort").fetchall() == [("317/520",)]
    assert raw.execute("SELECT quarter, stated_by FROM results").fetchall() == [("FY2026Q1", "ICE")]
    assert Path(full.path).read_bytes()[68:72] == b"MuSt"
