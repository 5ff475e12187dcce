"""Whether the book still is what was written: the change log's chain, and what was certified against its seal.

The chain by itself shows a change in the middle. Its end is told twice in the book, and once on every certified claim:
an entry's number and hash on paper, which nobody can change after the fact.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from muster.domain.ledger.records import CertifiedClaim
from muster.services.bulk import many_records
from muster.services.frozen.verifying import faults
from muster.services.ports import Book, Progress, RecordReader


class Proof:
    """Verifies one book, quickly enough for each time that it is opened."""

    def __init__(self, book: Book) -> None:
        """Verify the book."""
        self._book = book

    def verify(self, progress: Progress | None = None) -> list[str]:
        """What is not as it was written, in plain sentences that name the entry or the claim; empty when all is.

        Raises:
            Cancelled: from ``progress``.
        """
        found = self._book.verify_log(progress)
        with many_records(), self._book.read() as records:
            try:
                claims = records.all(CertifiedClaim)
            except ValueError:  # a cell that the book's own constraints would have refused
                return [*found, "The certified claims cannot be read; “muster check” says more."]
            return [*found, *(fault for each in claims for fault in claim_faults(records, each))]


def claim_faults(records: RecordReader, claim: CertifiedClaim) -> Iterator[str]:
    """What is wrong with a certified claim: its seal, its place in the log, and where these hold its own arithmetic."""
    broken = list(seal_faults(records, [claim]))
    yield from broken
    content = records.claim_content(claim.number)
    if content is not None and not broken:
        yield from faults(claim, content, records.claim_amounts(claim.number))


def seal_faults(records: RecordReader, claims: Iterable[CertifiedClaim]) -> Iterator[str]:
    """Certified claims whose content is not what was sealed, or whose place in the change log is not as it was."""
    for claim in claims:
        content = records.claim_content(claim.number)
        if content is None:
            yield f"What was certified as {claim.number} is gone."
        elif sha256(content.encode()).hexdigest() != claim.content_sha256:
            yield f"What was certified as {claim.number} is not as it was: its SHA-256 differs."
        if records.log_hash(claim.log_sequence) != claim.log_hash:
            yield (
                f"Entry {claim.log_sequence} of the change log is not the one that claim {claim.number} was certified "
                "after; the paper shows which it was."
            )
