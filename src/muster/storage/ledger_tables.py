"""The tables of the claims ledger: what was certified, which nothing changes, and what followed (R15 to R25)."""

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from muster.domain.fiscal import Quarter
from muster.domain.ledger import records
from muster.domain.ledger.records import Component, Nature, StepKind
from muster.storage.base import STRICT, RecordRow, Row
from muster.storage.constraints import days, key, quarter, rule, words


def _claim() -> ForeignKey:
    return ForeignKey("claims.number", ondelete="RESTRICT", onupdate="RESTRICT")


def _amount(table: str) -> ForeignKeyConstraint:
    """A row about one amount of a claim."""
    return ForeignKeyConstraint(
        ["number", "line"],
        ["claim_amounts.number", "claim_amounts.line"],
        name=f"{table}_amount",
        ondelete="RESTRICT",
        onupdate="RESTRICT",
    )


class ClaimRow(RecordRow):
    """Certified claims."""

    __tablename__ = "claims"
    __table_args__ = (
        key("claims", "number", sentence="a claim has that number already; numbers are never used again"),
        quarter("claims"),
        *days("claims", "certified_on"),
        rule("claims_number_is_given", "number <> ''", "the claim has no number"),
        STRICT,
    )
    record = records.CertifiedClaim
    ordered_by = ()

    number: Mapped[str]
    quarter: Mapped[Quarter]
    preset: Mapped[str]
    certified_on: Mapped[date]
    prepared_by: Mapped[str]
    certified_by: Mapped[str]
    claimed: Mapped[int]
    award: Mapped[int]
    content_sha256: Mapped[str]
    log_sequence: Mapped[int]
    log_hash: Mapped[str]
    revises: Mapped[str]
    note: Mapped[str]


class ClaimContentRow(Row):
    """What was certified, as canonical JSON; its SHA-256 stands in ``claims`` and so in the change log."""

    __tablename__ = "claim_contents"
    __table_args__ = (STRICT,)

    number: Mapped[str] = mapped_column(_claim(), primary_key=True)
    content: Mapped[str]


class ClaimAmountRow(RecordRow):
    """The amounts of certified claims."""

    __tablename__ = "claim_amounts"
    __table_args__ = (
        key("claim_amounts", "number", "line", sentence="the claim has an amount on that line already"),
        quarter("claim_amounts"),
        words("claim_amounts", "component", Component),
        words("claim_amounts", "nature", Nature),
        rule("claim_amounts_line_from_one", "line > 0", "a claim's lines are counted from 1"),
        STRICT,
    )
    record = records.ClaimAmount
    ordered_by = ("number", "line")

    number: Mapped[str] = mapped_column(_claim())
    line: Mapped[int]
    officer_id: Mapped[str]
    component: Mapped[Component]
    quarter: Mapped[Quarter]
    nature: Mapped[Nature]
    amount: Mapped[int]
    corrects: Mapped[str]
    corrects_line: Mapped[int | None]


class ClaimStepRow(RecordRow):
    """What was done with claims as a whole."""

    __tablename__ = "claim_steps"
    __table_args__ = (words("claim_steps", "step", StepKind), *days("claim_steps", "taken_on"), STRICT)
    record = records.ClaimStep
    ordered_by = ("taken_on",)

    number: Mapped[str] = mapped_column(_claim())
    step: Mapped[StepKind]
    taken_on: Mapped[date]
    recorded_by: Mapped[str]
    note: Mapped[str]
    document: Mapped[str]


class DecisionRow(RecordRow):
    """What was decided on the amounts of claims."""

    __tablename__ = "decisions"
    __table_args__ = (
        _amount("decisions"),
        Index("decisions_by_amount", "number", "line"),
        *days("decisions", "decided_on"),
        STRICT,
    )
    record = records.Decision
    ordered_by = ("decided_on",)

    number: Mapped[str]
    line: Mapped[int]
    decided_on: Mapped[date]
    approved: Mapped[int]
    denied: Mapped[int]
    reason: Mapped[str]
    recorded_by: Mapped[str]
    document: Mapped[str]


class AwardDecisionRow(RecordRow):
    """What was awarded, by quarter."""

    __tablename__ = "award_decisions"
    __table_args__ = (
        key(
            "award_decisions",
            "quarter",
            "decided_on",
            sentence="the quarter has an award decision of that day already; remove it or change it",
        ),
        quarter("award_decisions"),
        *days("award_decisions", "decided_on"),
        rule("award_decisions_not_negative", "amount >= 0", "the award is below zero; check the amount"),
        STRICT,
    )
    record = records.AwardDecision
    ordered_by = ("quarter", "decided_on")

    quarter: Mapped[Quarter]
    decided_on: Mapped[date]
    amount: Mapped[int]
    recorded_by: Mapped[str]
    note: Mapped[str]
    document: Mapped[str]


class DepositRow(RecordRow):
    """Money received, or paid back."""

    __tablename__ = "deposits"
    __table_args__ = (
        *days("deposits", "received_on"),
        rule("deposits_not_nothing", "amount <> 0", "the deposit is of 0.00; give its amount"),
        STRICT,
    )
    record = records.Deposit
    ordered_by = ("received_on",)

    received_on: Mapped[date]
    amount: Mapped[int]
    reference: Mapped[str]
    recorded_by: Mapped[str]
    note: Mapped[str]
    document: Mapped[str]


class PaymentRow(RecordRow):
    """What deposits pay."""

    __tablename__ = "payments"
    __table_args__ = (
        key("payments", "deposit", "number", "line", sentence="the deposit pays that amount already; change it"),
        Index("payments_by_amount", "number", "line"),
        STRICT,
    )
    record = records.Payment
    ordered_by = ("deposit", "number", "line")

    deposit: Mapped[int] = mapped_column(ForeignKey("deposits.id", ondelete="RESTRICT", onupdate="RESTRICT"))
    number: Mapped[str]
    line: Mapped[int]
    amount: Mapped[int]


class ResubmissionRow(RecordRow):
    """What is to be claimed again."""

    __tablename__ = "resubmissions"
    __table_args__ = (
        _amount("resubmissions"),
        *days("resubmissions", "asked_on"),
        rule("resubmissions_of_something", "amount > 0", "give an amount above zero"),
        STRICT,
    )
    record = records.Resubmission
    ordered_by = ("asked_on",)

    number: Mapped[str]
    line: Mapped[int]
    amount: Mapped[int]
    asked_on: Mapped[date]
    recorded_by: Mapped[str]
    note: Mapped[str]
    document: Mapped[str]


class WriteOffRow(RecordRow):
    """What was given up."""

    __tablename__ = "write_offs"
    __table_args__ = (
        _amount("write_offs"),
        *days("write_offs", "given_up_on"),
        rule("write_offs_of_something", "amount > 0", "give an amount above zero"),
        STRICT,
    )
    record = records.WriteOff
    ordered_by = ("given_up_on",)

    number: Mapped[str]
    line: Mapped[int]
    amount: Mapped[int]
    given_up_on: Mapped[date]
    recorded_by: Mapped[str]
    reason: Mapped[str]


class AcceptanceRow(RecordRow):
    """Warnings that were accepted."""

    __tablename__ = "acceptances"
    __table_args__ = (
        key(
            "acceptances",
            "quarter",
            "code",
            "officer_id",
            "text",
            sentence="the finding is accepted already; take that back first",
        ),
        quarter("acceptances"),
        *days("acceptances", "accepted_on"),
        rule("acceptances_have_a_reason", "reason <> ''", "give the reason why the finding is accepted"),
        STRICT,
    )
    record = records.Acceptance
    ordered_by = ("quarter", "code", "officer_id")

    quarter: Mapped[Quarter]
    code: Mapped[str]
    officer_id: Mapped[str]
    text: Mapped[str]
    reason: Mapped[str]
    accepted_on: Mapped[date]
    recorded_by: Mapped[str]


class SignerRow(RecordRow):
    """Who prepares and certifies claims."""

    __tablename__ = "signers"
    __table_args__ = (
        key("signers", "name", sentence="somebody of that name signs already; give another name"),
        rule("signers_name_is_given", "name <> ''", "give a name"),
        STRICT,
    )
    record = records.Signer
    ordered_by = ("name",)

    name: Mapped[str]
    title: Mapped[str]
    passphrase: Mapped[str]


LEDGER_ROWS: tuple[type[RecordRow], ...] = (
    ClaimRow,
    ClaimAmountRow,
    ClaimStepRow,
    DecisionRow,
    AwardDecisionRow,
    DepositRow,
    PaymentRow,
    ResubmissionRow,
    WriteOffRow,
    AcceptanceRow,
    SignerRow,
)
"""The ledger's tables of records, in the order of :data:`muster.domain.ledger.records.LEDGER_KINDS`."""
