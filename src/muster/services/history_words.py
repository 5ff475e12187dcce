"""What the change log says, in words: a record, what happened to it, from what to what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from muster.domain.cells import MONEY
from muster.domain.documents import Attachment
from muster.domain.importing.records import SavedMapping
from muster.domain.ledger.records import (
    Acceptance,
    AwardDecision,
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Decision,
    Deposit,
    Payment,
    Resubmission,
    Signer,
    WriteOff,
)
from muster.domain.money import dollars
from muster.domain.records import BY_KIND, AnyRecord, Officer, OfficerRecord
from muster.domain.schema import COLUMNS, Column, record_of
from muster.domain.words import count, day, uncapitalized
from muster.services.derivation_text import source_words
from muster.services.log_cells import cells
from muster.services.past import Step
from muster.services.ports import LogEntry
from muster.services.records import NAMES

KIND_NAMES: Mapping[type[AnyRecord], str] = {
    **{kind: name for kind, name in NAMES.items()},  # noqa: C416 - for the wider type
    CertifiedClaim: "certified claim",
    ClaimAmount: "amount of a claim",
    ClaimStep: "step of a claim",
    Decision: "decision",
    AwardDecision: "award decision",
    Deposit: "deposit",
    Payment: "payment",
    Resubmission: "resubmission",
    WriteOff: "write-off",
    Acceptance: "accepted finding",
    Signer: "signer",
    Attachment: "document",
    SavedMapping: "mapping of a file",
}
"""What a record of each kind is called in a sentence."""

_SECRET = "passphrase"  # noqa: S105 - the column's name


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that is not as before: its column's title, and its words before and after; empty where it was."""

    title: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """``Annual salary 61,000.00 to 63,000.00``."""
        return f"{self.title} {self.before or 'empty'} to {self.after or 'empty'}"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a record.

    Attributes:
        before: None where it was not there; ``after`` where it is no more.
    """

    entry: LogEntry
    before: AnyRecord | None
    after: AnyRecord | None

    @property
    def record(self) -> AnyRecord:
        """The record, as it was left if it is there."""
        found = self.after or self.before
        if found is None:
            message = f"entry {self.entry.sequence} of the change log has no record"
            raise ValueError(message)
        return found

    @property
    def verb(self) -> str:
        """What happened: ``added``, ``changed`` or ``removed``."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def cells(self) -> list[CellChange]:
        """The cells that differ; of one that was added or removed, those that are filled."""
        return cell_changes(self.before, self.after)

    @property
    def what(self) -> str:
        """The cells in words: from what to what, or what was added or removed."""
        if self.before and self.after:
            return "; ".join(each.words for each in self.cells)
        return "; ".join(f"{each.title} {each.before or each.after}" for each in self.cells)


def event(entry: LogEntry) -> Event:
    """An entry of the log with its records."""
    return Event(entry, *(record_in(entry.entity, entry.entity_id, each) for each in (entry.before, entry.after)))


def record_in(entity: str, number: int, canonical: str | None) -> AnyRecord | None:
    """The record that the log has; None where it has none."""
    return record_of(BY_KIND[entity], cells(canonical), number) if canonical else None


def cell_changes(before: AnyRecord | None, after: AnyRecord | None) -> list[CellChange]:
    """The cells that differ between two states of a record, or between one and none."""
    there = after or before
    if there is None:
        return []
    found = (CellChange(each.title, *_cells(each, before, after)) for each in COLUMNS[type(there)])
    return [each for each in found if each.before != each.after]


def _cells(column: Column, before: AnyRecord | None, after: AnyRecord | None) -> tuple[str, str]:
    """A passphrase, of which the book has a hash, is only said to be another."""
    if column.name != _SECRET:
        return _cell(column, before), _cell(column, after)
    if before is None or after is None or column.text(before) == column.text(after):
        return "", ""
    return "the old one", "a new one"


def _cell(column: Column, record: AnyRecord | None) -> str:
    """A cell as people read it."""
    value = None if record is None else getattr(record, column.attribute)
    if record is None or value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    return dollars(value) if column.type is MONEY else column.text(record)


def named(record: AnyRecord) -> str:
    """A record in words with whose it is: ``Pay record of 1 Oct 2025, HR letter 114, officer 0417``."""
    words = source_words(record)
    if isinstance(record, Signer):
        return f"{words} {record.name}"
    if isinstance(record, OfficerRecord) and not isinstance(record, Officer):
        return f"{words}, officer {record.officer_id}"
    return words


_COUNTED = re.compile("[0-9] entr(?:y|ies)")
"""An import says its entries without the officers made for them."""


def step_words(step: Step) -> str:
    """A step inside a sentence: ``import of overtime.csv, 212 entries``; without a count that it has already."""
    numbers = {f"{step.entries}", f"{step.entries:,}"}
    told = step.entries == 1 or not numbers.isdisjoint(step.action.split()) or _COUNTED.search(step.action)
    many = "" if told else f", {count(step.entries, 'entry', 'entries')}"
    return f"{uncapitalized(step.action)}{many}"
