"""The book's tables: one for each kind of record, column for attribute.

Every rule that can be told from one row is a CHECK constraint; keys are UNIQUE; what lies between two rows of an
officer is a trigger (:mod:`muster.storage.triggers`). The bound of 24 hours a day is left to the services: corrections
below zero make it hold for a day's entries, not for each one as it arrives.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from muster.domain import records
from muster.domain.fiscal import Quarter
from muster.domain.importing.records import SavedMapping
from muster.domain.records import InterruptionKind, Model, StatedBy
from muster.storage.base import STRICT, OfficersOwn, RecordRow
from muster.storage.constraints import SENTENCES, days, key, key_with_unknown, percent, quarter, rule, words
from muster.storage.document_tables import AttachmentRow
from muster.storage.ledger_tables import LEDGER_ROWS


class AgencyRow(RecordRow):
    """The agency: one row."""

    __tablename__ = "agency"
    __table_args__ = (Index("agency_key", text("(1)"), unique=True), STRICT)
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
        words("agreements", "model", Model),
        *days("agreements", "signed_on", "effective_on", "until"),
        rule(
            "agreements_until_after_start",
            "until > coalesce(effective_on, signed_on)",
            "an agreement's until is not after the day from which it is in force; check both dates",
        ),
        STRICT,
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
        key("officers", "officer_id", sentence="an officer with that officer ID is recorded already; give another"),
        rule("officers_officer_id_is_given", "officer_id <> ''", "the officer ID is empty; give one"),
        rule(
            "officers_name_is_given",
            "last_name <> '' OR first_name <> ''",
            "an officer has no name; give at least the last name",
        ),
        *days("officers", "hired_on", "separated_on"),
        rule(
            "officers_separated_after_hired",
            "separated_on >= hired_on",
            "separated_on is before hired_on; check both dates",
        ),
        STRICT,
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
        key(
            "authorizations",
            "officer_id",
            "authorized_on",
            sentence="the officer has an authorization from that day already; remove one or change it",
        ),
        words("authorizations", "model", Model),
        *days("authorizations", "trained_on", "authorized_on", "expires_on"),
        rule(
            "authorizations_expires_after_start",
            "expires_on > authorized_on",
            "expires_on is not after authorized_on; it is the first day that no longer counts",
        ),
        STRICT,
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
        words("interruptions", "reason", InterruptionKind),
        *days("interruptions", "start", "until"),
        rule(
            "interruptions_until_after_start",
            "until > start",
            "until is not after from; it is the first day that no longer counts",
        ),
        STRICT,
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
        key(
            "pay",
            "officer_id",
            "effective_on",
            sentence="the officer has pay from that day already; remove one or change it",
        ),
        *days("pay", "effective_on", "approved_on", "paid_on"),
        percent("pay", "benefits_percent"),
        rule("pay_salary_not_negative", "annual_salary >= 0", "annual_salary is below zero; check the sign"),
        rule("pay_benefits_not_negative", "annual_benefits >= 0", "annual_benefits is below zero; check the sign"),
        rule(
            "pay_benefits_one_way",
            "annual_benefits IS NULL OR benefits_percent IS NULL",
            "annual_benefits and benefits_percent are both filled; keep one of them",
        ),
        STRICT,
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
        key(
            "effort",
            "officer_id",
            "effective_on",
            sentence="the officer has an effort from that day already; remove one or change it",
        ),
        *days("effort", "effective_on"),
        percent("effort", "percent"),
        rule(
            "effort_at_most_whole",
            "CASE instr(percent, '/') WHEN 0 THEN CAST(percent AS REAL) <= 100 ELSE CAST(percent AS INTEGER)"
            " <= CAST(substr(percent, instr(percent, '/') + 1) AS INTEGER) END",
            "percent is over 100; all funding of one officer's day cannot pass 100%",
        ),
        STRICT,
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
        *days("overtime", "worked_on", "paid_on"),
        rule(
            "overtime_hours_within_a_day",
            "hours BETWEEN -240000 AND 240000",
            "hours are more than a day has; check the hours",
        ),
        STRICT,
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
        *days("payroll", "period_from", "period_until", "paid_on"),
        rule(
            "payroll_until_after_from",
            "period_until > period_from",
            "period_until is not after period_from; it is the first day that no longer counts",
        ),
        STRICT,
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
        key_with_unknown(
            "results",
            "quarter",
            "stated_by",
            "dated_on",
            sentence="the quarter has a result of that source with that date already; remove one or change it",
        ),
        quarter("results"),
        words("results", "stated_by", StatedBy),
        *days("results", "dated_on"),
        rule("results_counts_not_negative", "located >= 0", "located is below zero; check both counts"),
        rule(
            "results_located_within_referred",
            "located <= referred",
            "located is more than referred; check both counts",
        ),
        STRICT,
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
        key_with_unknown(
            "readings",
            "parameter",
            "effective_on",
            sentence="the parameter has a value from that day already; remove one or change it",
        ),
        rule(
            "readings_are_given",
            "parameter <> '' AND value <> ''",
            "a reading lacks its parameter or its value; give both",
        ),
        *days("readings", "effective_on"),
        STRICT,
    )
    record = records.Override
    ordered_by = ("parameter", "effective_on")

    parameter: Mapped[str]
    value: Mapped[str]
    effective_on: Mapped[date | None]
    document: Mapped[str]


class ImportMappingRow(RecordRow):
    """How other people's files are imported, by name."""

    __tablename__ = "import_mappings"
    __table_args__ = (
        key("import_mappings", "imports", "name", sentence="a mapping of that name is kept already; give another name"),
        rule("import_mappings_name_is_given", "name <> ''", "give the mapping a name"),
        STRICT,
    )
    record = SavedMapping
    ordered_by = ("imports", "name")

    name: Mapped[str]
    imports: Mapped[str]
    header: Mapped[str]
    mapping: Mapped[str]


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
    *LEDGER_ROWS,
    ImportMappingRow,
    AttachmentRow,
)
"""The tables of records, in the order of :data:`muster.domain.records.ALL_KINDS`."""
