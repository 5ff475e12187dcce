"""The book's tables: one for each kind of record, column for attribute, and the change log.

Every rule that can be told from one row is a CHECK constraint; keys are UNIQUE; what lies between two rows of an
officer is a trigger. All are named, and ``SENTENCES`` says in plain words what each refuses. The bound of 24 hours a
day is left to the services: corrections below zero make it hold for a day's entries, not for each one as it arrives.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, Integer, Text, UniqueConstraint, event, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from muster.domain import records
from muster.domain.fiscal import Quarter
from muster.domain.records import InterruptionKind, Model, StatedBy
from muster.storage.cells import BY_ANNOTATION, Choice

APPLICATION_ID = 0x4D755374
"""SQLite's ``application_id`` of a book: ``MuSt``."""

VERSION = 1
"""SQLite's ``user_version`` of a book: the number of the last migration."""

SENTENCES: dict[str, str] = {}
"""What each constraint refuses, by its name, or by the columns of its key as SQLite names them."""


def _rule(name: str, condition: str, sentence: str) -> CheckConstraint:
    SENTENCES[name] = sentence
    return CheckConstraint(condition, name=name)


def _key(table: str, *columns: str, sentence: str) -> UniqueConstraint:
    SENTENCES[", ".join(f"{table}.{column}" for column in columns)] = sentence
    return UniqueConstraint(*columns, name=f"{table}_key")


def _key_with_unknown(table: str, *columns: str, sentence: str) -> Index:
    """A key whose last column may be empty: two empty ones are the same."""
    SENTENCES[f"{table}_key"] = sentence
    *known, unknown = columns
    return Index(f"{table}_key", *known, text(f"coalesce({unknown}, '')"), unique=True)


def _days(table: str, *columns: str) -> Iterable[CheckConstraint]:
    """Dates are calendar days as ISO text, from 1900 on."""
    for column in columns:
        condition = f"{column} IS date({column}, '+0 days') AND {column} >= '1900-01-01'"
        sentence = f"{column} is not a calendar day from 1900 on; write it like 2025-11-17"
        yield _rule(f"{table}_{column}_is_a_day", condition, sentence)


def _words(table: str, column: str, words: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return _rule(f"{table}_{column}_is_known", f"{column} IN ({listed})", f"{column} is not one of {', '.join(words)}")


def _percent(table: str, column: str) -> CheckConstraint:
    shape = f"{column} GLOB '[0-9]*' AND {column} NOT GLOB '*[^0-9./]*' AND {column} NOT GLOB '*[./]*[./]*'"
    return _rule(f"{table}_{column}_is_a_percent", shape, f"{column} is not a percent; write it like 37.5 or 317/520")


class Row(DeclarativeBase):
    """A row of the book."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        **BY_ANNOTATION,
        int: Integer(),
        str: Text(),
        **{words: Choice(words) for words in (Model, InterruptionKind, StatedBy)},
    }


class RecordRow(Row):
    """A row that is a record: its columns are the record's attributes.

    ``record`` is the record's class, ``ordered_by`` the columns by which its records are listed.
    """

    __abstract__ = True

    record: ClassVar[type[records.Record]]
    ordered_by: ClassVar[tuple[str, ...]]

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)


class OfficersOwn(RecordRow):
    """A row that belongs to an officer, who cannot go or change id while it is there."""

    __abstract__ = True

    officer_id: Mapped[str] = mapped_column(
        ForeignKey("officers.officer_id", ondelete="RESTRICT", onupdate="RESTRICT"), sort_order=-1
    )


_STRICT: dict[str, Any] = {"sqlite_strict": True}


class AgencyRow(RecordRow):
    """The agency: one row."""

    __tablename__ = "agency"
    __table_args__ = (Index("agency_key", text("(1)"), unique=True), _STRICT)
    record = records.Agency
    ordered_by = ()

    name: Mapped[str]
    ori: Mapped[str]
    state: Mapped[str]
    county: Mapped[str]
    uei: Mapped[str]
    ein: Mapped[str]
    address: Mapped[str]
    city: Mapped[str]
    zip: Mapped[str]
    contact_name: Mapped[str]
    contact_title: Mapped[str]
    contact_phone: Mapped[str]
    contact_email: Mapped[str]
    official_name: Mapped[str]
    official_title: Mapped[str]


SENTENCES["agency_key"] = "an agency is recorded already; a book holds one"


class AgreementRow(RecordRow):
    """Agreements, by model."""

    __tablename__ = "agreements"
    __table_args__ = (
        _words("agreements", "model", Model),
        *_days("agreements", "signed_on", "effective_on", "until"),
        _rule(
            "agreements_until_after_start",
            "until > coalesce(effective_on, signed_on)",
            "an agreement's until is not after the day from which it is in force; check both dates",
        ),
        _STRICT,
    )
    record = records.Agreement
    ordered_by = ("model", "effective_on", "signed_on")

    model: Mapped[Model]
    number: Mapped[str]
    signed_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    until: Mapped[date | None]


class OfficerRow(RecordRow):
    """Officers."""

    __tablename__ = "officers"
    __table_args__ = (
        _key("officers", "officer_id", sentence="an officer with that officer ID is recorded already; give another"),
        _rule("officers_officer_id_is_given", "officer_id <> ''", "the officer ID is empty; give one"),
        _rule(
            "officers_name_is_given",
            "last_name <> '' OR first_name <> ''",
            "an officer has no name; give at least the last name",
        ),
        *_days("officers", "hired_on", "separated_on"),
        _rule(
            "officers_separated_after_hired",
            "separated_on >= hired_on",
            "separated_on is before hired_on; check both dates",
        ),
        _STRICT,
    )
    record = records.Officer
    ordered_by = ("officer_id",)

    officer_id: Mapped[str]
    last_name: Mapped[str]
    first_name: Mapped[str]
    middle_name: Mapped[str]
    title: Mapped[str]
    badge: Mapped[str]
    hired_on: Mapped[date | None]
    separated_on: Mapped[date | None]


class AuthorizationRow(OfficersOwn):
    """Authorizations of officers."""

    __tablename__ = "authorizations"
    __table_args__ = (
        _key(
            "authorizations",
            "officer_id",
            "authorized_on",
            sentence="the officer has an authorization from that day already; remove one or change it",
        ),
        _words("authorizations", "model", Model),
        *_days("authorizations", "trained_on", "authorized_on", "expires_on"),
        _rule(
            "authorizations_expires_after_start",
            "expires_on > authorized_on",
            "expires_on is not after authorized_on; it is the first day that no longer counts",
        ),
        _STRICT,
    )
    record = records.Authorization
    ordered_by = ("officer_id", "authorized_on")

    model: Mapped[Model]
    trained_on: Mapped[date | None]
    authorized_on: Mapped[date]
    expires_on: Mapped[date | None]
    credential: Mapped[str]
    document: Mapped[str]


class InterruptionRow(OfficersOwn):
    """Interruptions of officers' eligibility."""

    __tablename__ = "interruptions"
    __table_args__ = (
        Index("interruptions_by_officer", "officer_id", "start"),
        _words("interruptions", "reason", InterruptionKind),
        *_days("interruptions", "start", "until"),
        _rule(
            "interruptions_until_after_start",
            "until > start",
            "until is not after from; it is the first day that no longer counts",
        ),
        _STRICT,
    )
    record = records.Interruption
    ordered_by = ("officer_id", "start")

    start: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[InterruptionKind]
    document: Mapped[str]


class PayRow(OfficersOwn):
    """Officers' pay."""

    __tablename__ = "pay"
    __table_args__ = (
        _key(
            "pay",
            "officer_id",
            "effective_on",
            sentence="the officer has pay from that day already; remove one or change it",
        ),
        *_days("pay", "effective_on", "approved_on", "paid_on"),
        _percent("pay", "benefits_percent"),
        _rule("pay_salary_not_negative", "annual_salary >= 0", "annual_salary is below zero; check the sign"),
        _rule("pay_benefits_not_negative", "annual_benefits >= 0", "annual_benefits is below zero; check the sign"),
        _rule(
            "pay_benefits_one_way",
            "annual_benefits IS NULL OR benefits_percent IS NULL",
            "annual_benefits and benefits_percent are both filled; keep one of them",
        ),
        _STRICT,
    )
    record = records.Pay
    ordered_by = ("officer_id", "effective_on")

    effective_on: Mapped[date]
    annual_salary: Mapped[int]
    annual_benefits: Mapped[int | None]
    benefits_percent: Mapped[Fraction | None]
    approved_on: Mapped[date | None]
    paid_on: Mapped[date | None]
    document: Mapped[str]


class EffortRow(OfficersOwn):
    """The percent of officers' time that is the program's."""

    __tablename__ = "effort"
    __table_args__ = (
        _key(
            "effort",
            "officer_id",
            "effective_on",
            sentence="the officer has an effort from that day already; remove one or change it",
        ),
        *_days("effort", "effective_on"),
        _percent("effort", "percent"),
        _rule(
            "effort_at_most_whole",
            "CASE instr(percent, '/') WHEN 0 THEN CAST(percent AS REAL) <= 100 ELSE CAST(percent AS INTEGER)"
            " <= CAST(substr(percent, instr(percent, '/') + 1) AS INTEGER) END",
            "percent is over 100; all funding of one officer's day cannot pass 100%",
        ),
        _STRICT,
    )
    record = records.Effort
    ordered_by = ("officer_id", "effective_on")

    effective_on: Mapped[date]
    percent: Mapped[Fraction]


class OvertimeRow(OfficersOwn):
    """Overtime entries."""

    __tablename__ = "overtime"
    __table_args__ = (
        Index("overtime_by_officer", "officer_id", "worked_on", "amount", "paid_on", "funding"),  # all that sums read
        *_days("overtime", "worked_on", "paid_on"),
        _rule(
            "overtime_hours_within_a_day",
            "hours BETWEEN -240000 AND 240000",
            "hours are more than a day has; check the hours",
        ),
        _STRICT,
    )
    record = records.OvertimeEntry
    ordered_by = ("officer_id", "worked_on")

    worked_on: Mapped[date]
    hours: Mapped[Decimal | None]
    amount: Mapped[int | None]
    paid_on: Mapped[date | None]
    funding: Mapped[str]
    approved_by: Mapped[str]
    document: Mapped[str]


class PayrollRow(OfficersOwn):
    """What payroll paid, by period."""

    __tablename__ = "payroll"
    __table_args__ = (
        Index("payroll_by_officer", "officer_id", "period_from"),
        *_days("payroll", "period_from", "period_until", "paid_on"),
        _rule(
            "payroll_until_after_from",
            "period_until > period_from",
            "period_until is not after period_from; it is the first day that no longer counts",
        ),
        _STRICT,
    )
    record = records.Payroll
    ordered_by = ("officer_id", "period_from")

    period_from: Mapped[date]
    period_until: Mapped[date]
    base_pay: Mapped[int | None]
    benefits: Mapped[int | None]
    paid_on: Mapped[date | None]
    document: Mapped[str]


class ResultRow(RecordRow):
    """Location results, by quarter."""

    __tablename__ = "results"
    __table_args__ = (
        _key_with_unknown(
            "results",
            "quarter",
            "stated_by",
            "dated_on",
            sentence="the quarter has a result of that source with that date already; remove one or change it",
        ),
        _rule(
            "results_quarter_is_a_quarter",
            "quarter GLOB 'FY[0-9][0-9][0-9][0-9]Q[1-4]'",
            "quarter is not a quarter; write it like FY2026Q1",
        ),
        _words("results", "stated_by", StatedBy),
        *_days("results", "dated_on"),
        _rule("results_counts_not_negative", "located >= 0", "located is below zero; check both counts"),
        _rule(
            "results_located_within_referred",
            "located <= referred",
            "located is more than referred; check both counts",
        ),
        _STRICT,
    )
    record = records.Result
    ordered_by = ("quarter", "stated_by", "dated_on")

    quarter: Mapped[Quarter]
    referred: Mapped[int]
    located: Mapped[int]
    stated_by: Mapped[StatedBy]
    document: Mapped[str]
    dated_on: Mapped[date | None]


class ReadingRow(RecordRow):
    """The agency's own values of readings."""

    __tablename__ = "readings"
    __table_args__ = (
        _key_with_unknown(
            "readings",
            "parameter",
            "effective_on",
            sentence="the parameter has a value from that day already; remove one or change it",
        ),
        _rule(
            "readings_are_given",
            "parameter <> '' AND value <> ''",
            "a reading lacks its parameter or its value; give both",
        ),
        *_days("readings", "effective_on"),
        _STRICT,
    )
    record = records.Override
    ordered_by = ("parameter", "effective_on")

    parameter: Mapped[str]
    value: Mapped[str]
    effective_on: Mapped[date | None]
    document: Mapped[str]


class ChangeRow(Row):
    """The change log: appended to, never changed; see :mod:`muster.storage.change_log`."""

    __tablename__ = "change_log"
    __table_args__ = (Index("change_log_by_record", "entity", "entity_id"), _STRICT)

    sequence: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    user: Mapped[str]
    name: Mapped[str]
    action: Mapped[str]
    entity: Mapped[str]
    entity_id: Mapped[int]
    before: Mapped[str | None]
    after: Mapped[str | None]
    hash: Mapped[str]


RECORD_ROWS: tuple[type[RecordRow], ...] = (
    AgencyRow,
    AgreementRow,
    OfficerRow,
    AuthorizationRow,
    InterruptionRow,
    PayRow,
    EffortRow,
    OvertimeRow,
    PayrollRow,
    ResultRow,
    ReadingRow,
)
"""The tables of records, in the order of :data:`muster.domain.records.KINDS`."""


TRIGGERS: list[str] = []
"""The names of the triggers."""


def _trigger(row: type[Row], name: str, when: str, condition: str, sentence: str) -> None:
    """A trigger that refuses a change of a table's row."""
    TRIGGERS.append(name)
    where = f"\nWHERE {condition}" if condition else ""
    quoted = sentence.replace("'", "''")
    body = f"SELECT RAISE(ABORT, '{quoted}'){where};"
    ddl = f"CREATE TRIGGER {name} {when} ON {row.__tablename__} BEGIN\n{body}\nEND"
    event.listen(row.__table__, "after_create", DDL(ddl))  # type: ignore[no-untyped-call]


_AUTHORIZATIONS_OVERLAP = """EXISTS (
    SELECT 1 FROM authorizations AS other
    WHERE other.officer_id = NEW.officer_id AND (
        other.authorized_on < NEW.authorized_on AND other.expires_on > NEW.authorized_on
        OR other.authorized_on > NEW.authorized_on AND other.authorized_on < NEW.expires_on
    )
)"""
_PAYROLL_OVERLAPS = """EXISTS (
    SELECT 1 FROM payroll AS other
    WHERE other.officer_id = NEW.officer_id AND other.document = NEW.document AND other.id <> NEW.id
    AND other.period_from < NEW.period_until AND other.period_until > NEW.period_from
)"""

for _change in ("INSERT", "UPDATE"):
    _trigger(
        AuthorizationRow,
        f"authorizations_overlap_on_{_change.lower()}",
        f"AFTER {_change}",
        _AUTHORIZATIONS_OVERLAP,
        "the authorization overlaps another of the officer; a day belongs to one authorization",
    )
    _trigger(
        PayrollRow,
        f"payroll_overlaps_on_{_change.lower()}",
        f"AFTER {_change}",
        _PAYROLL_OVERLAPS,
        "the officer has payroll for an overlapping period from the same document; remove one or name its own document",
    )
_trigger(
    ChangeRow,
    "change_log_refuses_gaps",
    "BEFORE INSERT",
    "NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM change_log)",
    "the change log is only appended to",
)
for _change in ("UPDATE", "DELETE"):
    _trigger(
        ChangeRow,
        f"change_log_refuses_{_change.lower()}",
        f"BEFORE {_change}",
        "",
        "the change log is never changed; it is the proof of what was recorded",
    )
