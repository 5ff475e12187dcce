"""What of a book can be held against the paper of its claims, for the terminal and as JSON."""

from collections.abc import Iterator
from typing import Any

from muster.services.proof import Printed


def check_text(printed: Printed | None) -> Iterator[str]:
    """Of each certified claim the lines that stand on its first page, then the change log's newest entry."""
    if printed is None:
        return
    for each in printed.claims:
        claim = each.claim
        yield ""
        yield f"{claim.number}, {each.status}"
        yield f"  SHA-256 of what was certified: {claim.content_sha256}"
        yield f"  Change log, entry {claim.log_sequence:,}: {claim.log_hash}"
    yield ""
    yield f"Change log, newest entry {printed.newest.sequence:,}: {printed.newest.hash}"


def check_document(printed: Printed | None) -> dict[str, Any]:
    """The same as JSON; without a claim and ``log`` null when it cannot be read, which is a problem of its own."""
    return {
        "claims": [
            {
                "number": each.claim.number,
                "status": str(each.status),
                "content_sha256": each.claim.content_sha256,
                "log_sequence": each.claim.log_sequence,
                "log_hash": each.claim.log_hash,
            }
            for each in (printed.claims if printed else ())
        ],
        "log": printed.newest._asdict() if printed else None,
    }
