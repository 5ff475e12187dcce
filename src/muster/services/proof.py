"""Whether the book still is what was written: the change log's chain, the ledger, and what was certified.

The chain by itself shows a change in the middle. Its end is told twice in the book, and once on every certified claim:
an entry's number and hash on paper, which nobody can change after the fact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from muster.domain.ledger.positions import ClaimPosition, position
from muster.domain.ledger.records import CertifiedClaim, ClaimAmount
from muster.services.bulk import many_records
from muster.services.frozen.verifying import UNREADABLE, faults
from muster.services.ledger_reading import read_ledger
from muster.services.log_cells import cells
from muster.services.ports import Book, MusterError, Progress, RecordReader


class Proof:
    """Verifies one book, quickly enough for each time that it is opened."""

    def __init__(self, book: Book) -> None:
        """Verify the book."""
        self._book = book

    def verify(self, progress: Progress | None = None) -> list[str]:
        """What is not as it was written, in plain sentences that name the entry or the claim; empty when all is.

        The claims and the ledger come first, then the change log's entries.

        Raises:
            Cancelled: from ``progress``.
        """
        found = self._book.verify_log(progress)
        with many_records():
            return [*self._book.verify_ledger(), *found]

    def printed(self) -> "Printed | None":
        """What stands on the paper of each claim, and the log's newest entry; None when that cannot be read."""
        try:
            with self._book.read() as records:
                ledger, newest = read_ledger(records), records.log(1)
            head = Head(newest[0].sequence, newest[0].hash) if newest else Head(0, "0" * 64)
            return Printed(tuple(position(ledger, each) for each in ledger.claims), head)
        except (MusterError, *UNREADABLE):
            return None

    def head_fault(self, head: "Head") -> str | None:
        """What is wrong when an entry of the change log has not the hash that was printed; None when it has."""
        sequence = head.sequence
        with self._book.read() as records:
            kept = records.log_hash(sequence)
        if kept is None:
            return f"The change log has no entry {sequence:,}, whose hash was printed."
        if kept != head.hash:
            return (
                f"Entry {sequence:,} of the change log has another hash than the one that was printed: {kept}. The "
                "entry, or one before it, was changed after that."
            )
        return None


class Head(NamedTuple):
    """An entry of the change log as it is printed: its number and its hash."""

    sequence: int
    hash: str


class Printed(NamedTuple):
    """What of the book can be held against paper: the certified claims, and the change log's newest entry."""

    claims: tuple[ClaimPosition, ...]
    newest: Head


@dataclass(frozen=True, slots=True)
class Certified:
    """A certified claim as the book keeps it, with what it is held against.

    Attributes:
        content: What was certified; None when it is gone.
        log_hash: The hash of the entry that the claim says it was certified after; None when that is gone.
        logged_sha256: Of the content, as the change log had it when the claim was certified; None when it has no such
            entry.
    """

    claim: CertifiedClaim
    content: str | None
    amounts: tuple[ClaimAmount, ...]
    log_hash: str | None
    logged_sha256: str | None


def read_certified(records: RecordReader, claim: CertifiedClaim) -> Certified:
    """All that a certified claim is verified by."""
    number, sequence = claim.number, claim.log_sequence
    amounts = tuple(records.claim_amounts(number))
    return Certified(
        claim, records.claim_content(number), amounts, records.log_hash(sequence), _logged_sha256(records, claim)
    )


def claim_faults(certified: Certified) -> Iterator[str]:
    """What is wrong with a certified claim: its seal, its place in the log, and where these hold its own arithmetic."""
    yield from seal_faults(certified)
    claim, content = certified.claim, certified.content
    if content is not None and _sha256(content) == claim.content_sha256:
        yield from faults(claim, content, certified.amounts)


def seal_faults(certified: Certified) -> Iterator[str]:
    """Whether the content is what was sealed, and the place in the change log as it was."""
    claim, content = certified.claim, certified.content
    if content is None:
        yield f"What was certified as {claim.number} is gone."
    elif _sha256(content) != claim.content_sha256:
        yield f"What was certified as {claim.number} is not as it was: its SHA-256 differs."
    elif claim.content_sha256 != certified.logged_sha256:
        yield f"What was certified as {claim.number} is not as it was: the change log has another SHA-256 of it."
    if certified.log_hash != claim.log_hash:
        yield (
            f"Entry {claim.log_sequence} of the change log is not the one that claim {claim.number} was certified "
            "after; the paper shows which it was."
        )


def _sha256(content: str) -> str:
    return sha256(content.encode(errors="surrogateescape")).hexdigest()  # surrogates: what is not UTF-8


def _logged_sha256(records: RecordReader, claim: CertifiedClaim) -> str | None:
    first_last = reversed(records.past.of_record(CertifiedClaim.kind, claim.id))
    entries = (each for each in first_last if each.after)
    try:
        return next((cells(each.after or "").get("content_sha256") for each in entries), None)
    except (MusterError, *UNREADABLE):
        return None
