"""Whether the book still is what was written: the change log's chain, and what was certified against its seal.

The chain by itself shows a change in the middle. Its end is told twice in the book, and once on every certified claim:
an entry's number and hash on paper, which nobody can change after the fact.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from muster.domain.ledger.records import CertifiedClaim
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
        with self._book.read() as records:
            return [*found, *seal_faults(records, records.all(CertifiedClaim))]


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
