"""The ledger's records in words."""

from muster.domain.ledger.numbers import is_number
from muster.domain.ledger.records import (
    Acceptance,
    AwardDecision,
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Decision,
    Deposit,
    LedgerRecord,
    Payment,
    Resubmission,
    WriteOff,
)
from muster.domain.words import day


def ledger_words(record: LedgerRecord) -> str:
    """A record of the ledger in words, like ``Claim FY26Q1-001, line 12``."""
    match record:
        case CertifiedClaim():
            words = f"Claim {record.number}, certified on {day(record.certified_on)}"
        case ClaimAmount():
            words = f"Claim {record.number}, line {record.line}: {record.component} of {record.quarter}"
        case ClaimStep():
            words = f"Claim {record.number}, {record.step} on {day(record.taken_on)}"
        case Decision():
            words = f"Decision of {day(record.decided_on)} on claim {record.number}, line {record.line}"
        case _:
            words = _what_followed(record)
    return words


def _what_followed(record: LedgerRecord) -> str:
    match record:
        case AwardDecision():
            words = f"Award decision of {day(record.decided_on)} for {record.quarter}"
        case Deposit():
            words = f"Deposit of {day(record.received_on)}" + (f", {record.reference}" if record.reference else "")
        case Payment():
            words = f"Payment on {record.number}, line {record.line}"
        case Resubmission():
            words = f"Resubmission of claim {record.number}, line {record.line}"
        case WriteOff():
            words = f"Claim {record.number}, line {record.line}, given up on {day(record.given_up_on)}"
        case Acceptance():
            words = f"Accepted on {day(record.accepted_on)}: {record.text}"
        case _:
            words = "Signer"
    return words


def target_words(number: str) -> str:
    """What a payment pays: a claim by its number, or the award of a quarter."""
    return number if is_number(number) else f"Award of {number}"
