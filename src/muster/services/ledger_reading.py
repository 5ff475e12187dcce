"""The claims ledger as the book keeps it."""

from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.records import (
    AwardDecision,
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Decision,
    Deposit,
    Payment,
    Resubmission,
    WriteOff,
)
from muster.services.ports import RecordReader


def read_ledger(records: RecordReader) -> Ledger:
    """Every certified claim and all that followed."""
    claims = records.all(CertifiedClaim)
    deposits, payments = tuple(records.all(Deposit)), tuple(records.all(Payment))
    awards = tuple(records.all(AwardDecision))
    if not claims:  # an award may be decided on and paid all the same
        return Ledger(deposits=deposits, payments=payments, award_decisions=awards)
    return Ledger(
        tuple(claims),
        tuple(records.all(ClaimAmount)),
        tuple(records.all(ClaimStep)),
        tuple(records.all(Decision)),
        tuple(records.all(Resubmission)),
        tuple(records.all(WriteOff)),
        deposits,
        payments,
        awards,
    )
