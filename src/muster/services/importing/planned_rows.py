"""A row of a file and what an import makes of it."""

from dataclasses import dataclass
from enum import StrEnum

from muster.domain.importing.building import ImportedRecord
from muster.domain.importing.reading import RowRead


class Outcome(StrEnum):
    """What becomes of a row that is a record.

    Attributes:
        MERGED: It is part of an earlier row's record.
    """

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MERGED = "merged"
    REJECTED = "rejected"


@dataclass(slots=True)
class PlannedRow:
    """A row and what becomes of it.

    Attributes:
        record: What is stored, or stands in the book already; None for a rejected row.
        before: The record that it changes.
        reason: Why it is rejected, without a full stop; or which row it is merged into.
    """

    row: RowRead
    outcome: Outcome
    record: ImportedRecord | None = None
    before: ImportedRecord | None = None
    reason: str = ""

    def reject(self, reason: str) -> None:
        """Take it out of the import."""
        self.outcome, self.record, self.before, self.reason = Outcome.REJECTED, None, None, reason
