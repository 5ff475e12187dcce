"""What the ledger keeps: one frozen record for each claim certified, each of its amounts, and all that followed.

They live in the book like any record, in the change log too, but travel only with the book: a records folder has none.
Money is in cents. Nothing that was certified is ever replaced; what follows is added beside it.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from muster.domain.fiscal import Quarter
from muster.domain.money import Cents


class Component(StrEnum):
    """What an amount of a claim is for, in the order in which amounts are listed."""

    SALARY = "salary"
    BENEFITS = "benefits"
    OVERTIME = "overtime"


class Nature(StrEnum):
    """How an amount comes to stand on a claim."""

    OWN = "own"
    """Of the claim's own quarter."""
    ADJUSTMENT = "adjustment"
    """What an earlier claim's amount differs by from what it would be on the facts now known (R13 to R15)."""
    RESUBMISSION = "resubmission"
    """Denied before and claimed again (R19)."""


class StepKind(StrEnum):
    """What was done with a certified claim as a whole."""

    SUBMITTED = "submitted"
    CLOSED = "closed"
    REOPENED = "reopened"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class CertifiedClaim:
    """A certified claim; what was certified is kept beside it as canonical JSON.

    Attributes:
        number: ``FY26Q1-001``, a revision ``FY26Q1-001-R1``; never used again (R25).
        revises: The number of the claim in whose place it stands; empty for none.
        prepared_by: The preparer; ``certified_by`` the authorized official, the same person at a one-person agency.
        claimed: All that it claims: lines, adjustments and resubmissions; below zero a refund is due (R17).
        award: The estimate of the award, which is no part of ``claimed``.
        content_sha256: Of the UTF-8 of the frozen content.
        log_sequence: The change log's newest entry before the certification, and its hash.
    """

    kind: ClassVar[str] = "claims"

    number: str
    quarter: Quarter
    preset: str
    certified_on: date
    prepared_by: str
    certified_by: str
    claimed: Cents
    award: Cents
    content_sha256: str
    log_sequence: int
    log_hash: str
    revises: str = ""
    note: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ClaimAmount:
    """One amount of a certified claim: what is decided on and paid.

    Attributes:
        line: From 1 within the claim.
        quarter: The quarter whose days or work it is for: an adjustment's is an earlier one.
        corrects: The claim that an adjustment or resubmission refers to; ``corrects_line`` the line denied before.
    """

    kind: ClassVar[str] = "claim_amounts"

    number: str
    line: int
    officer_id: str
    component: Component
    quarter: Quarter
    nature: Nature
    amount: Cents
    corrects: str = ""
    corrects_line: int | None = None
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ClaimStep:
    """Something done with a claim as a whole: when, by whom, with which note and document."""

    kind: ClassVar[str] = "claim_steps"

    number: str
    step: StepKind
    taken_on: date
    recorded_by: str = ""
    note: str = ""
    document: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the federal side decided on one amount of a claim (R18).

    A later decision adds to the earlier ones; what was denied and is then granted is a decision with ``denied`` below
    zero. What neither is approved nor denied is pending.
    """

    kind: ClassVar[str] = "decisions"

    number: str
    line: int
    decided_on: date
    approved: Cents
    denied: Cents
    reason: str = ""
    recorded_by: str = ""
    document: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class AwardDecision:
    """What the federal side awards for a quarter, beside the estimate (R21); the latest one counts."""

    kind: ClassVar[str] = "award_decisions"

    quarter: Quarter
    decided_on: date
    amount: Cents
    recorded_by: str = ""
    note: str = ""
    document: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Deposit:
    """Money received on a day; below zero: a refund that the agency paid back (R17)."""

    kind: ClassVar[str] = "deposits"

    received_on: date
    amount: Cents
    reference: str = ""
    recorded_by: str = ""
    note: str = ""
    document: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Payment:
    """What of a deposit pays one amount of a claim, or (``line`` 0, ``number`` a quarter) an award (R18)."""

    kind: ClassVar[str] = "payments"

    deposit: int
    number: str
    line: int
    amount: Cents
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Resubmission:
    """A denied amount that is to be claimed again on the next claim, as far as there is room (R19)."""

    kind: ClassVar[str] = "resubmissions"

    number: str
    line: int
    amount: Cents
    asked_on: date
    recorded_by: str = ""
    note: str = ""
    document: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class WriteOff:
    """A denied amount that is given up for good."""

    kind: ClassVar[str] = "write_offs"

    number: str
    line: int
    amount: Cents
    given_up_on: date
    recorded_by: str = ""
    reason: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A warning of the examiner that somebody has looked at and accepted, with the reason.

    It holds for the finding in these very words: when the facts change, so do they.
    """

    kind: ClassVar[str] = "acceptances"

    quarter: Quarter
    code: str
    officer_id: str
    text: str
    reason: str
    accepted_on: date
    recorded_by: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who prepares or certifies claims; ``passphrase`` is kept as a salted hash only."""

    kind: ClassVar[str] = "signers"

    name: str
    title: str
    passphrase: str
    id: int = field(default=0, compare=False)


LedgerRecord = (
    CertifiedClaim
    | ClaimAmount
    | ClaimStep
    | Decision
    | AwardDecision
    | Deposit
    | Payment
    | Resubmission
    | WriteOff
    | Acceptance
    | Signer
)

LEDGER_KINDS: tuple[type[LedgerRecord], ...] = (
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Decision,
    AwardDecision,
    Deposit,
    Payment,
    Resubmission,
    WriteOff,
    Acceptance,
    Signer,
)
"""Every kind, in an order in which each comes after what it refers to."""
