"""Whether a record has the document that stands behind it: attached, only cited, or missing where one is needed.

The kinds that need one are those of which the examiner says so: 2 CFR 200.430 wants records that support what is
charged, and what ICE states or decides comes with a letter.
"""

from collections.abc import Collection
from enum import StrEnum

from muster.domain.documents import RecordKey
from muster.domain.ledger.records import AwardDecision, Decision
from muster.domain.records import (
    AnyRecord,
    Authorization,
    Interruption,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Result,
)

_NEEDED: tuple[type[AnyRecord], ...] = (
    Authorization,
    Interruption,
    Pay,
    OvertimeEntry,
    Payroll,
    Result,
    Override,
    Decision,
    AwardDecision,
)


class Support(StrEnum):
    """What stands behind a record, the least first."""

    MISSING = "missing"
    """It needs a document, and none is cited or attached."""
    CITED = "cited"
    """A document is named; the file is not in the book."""
    ATTACHED = "attached"
    NOT_NEEDED = "not needed"


def key_of(record: AnyRecord) -> RecordKey:
    """The record, as attachments name it."""
    return record.kind, record.id


def needs_document(record: AnyRecord) -> bool:
    """Whether the record has to name a document; overtime that is billed to another program does not."""
    return isinstance(record, _NEEDED) and not (isinstance(record, OvertimeEntry) and record.funding)


def support(record: AnyRecord, attached: Collection[object]) -> Support:
    """What stands behind a record with these documents attached."""
    if attached:
        return Support.ATTACHED
    if getattr(record, "document", ""):
        return Support.CITED
    return Support.MISSING if needs_document(record) else Support.NOT_NEEDED
