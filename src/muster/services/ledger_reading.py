"""The claims ledger as the book keeps it."""

from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.records import (
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Decision,
    Resubmission,
    WriteOff,
)
from muster.services.ports import RecordReader


def read_ledger(records: RecordReader) -> Ledger:
    """Every certified claim and all that followed."""
    claims = records.all(CertifiedClaim)
    if not claims:
        return Ledger()
    return Ledger(
        tuple(claims),
        tuple(records.all(ClaimAmount)),
        tuple(records.all(ClaimStep)),
        tuple(records.all(Decision)),
        tuple(records.all(Resubmission)),
        tuple(records.all(WriteOff)),
    )
