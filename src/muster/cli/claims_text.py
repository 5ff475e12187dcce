"""The certified claims as a terminal shows them."""

from collections.abc import Sequence

from muster.cli.claim_text import aligned
from muster.domain.ledger.positions import ClaimPosition
from muster.domain.money import dollars

_HEADINGS = ("Claim", "Quarter", "Status", "Certified", "Claimed", "Approved", "Denied", "Pending", "Paid", "Open")
_TEXT_COLUMNS = 4


def claims_text(positions: Sequence[ClaimPosition]) -> str:
    """One row for each claim, in the order of certification."""
    if not positions:
        return "No claim has been certified."
    return "\n".join(aligned([_HEADINGS, *map(_cells, positions)], _TEXT_COLUMNS))


def _cells(each: ClaimPosition) -> tuple[str, ...]:
    claim = each.claim
    amounts = (each.claimed, each.approved, each.denied, each.pending, each.paid, each.outstanding)
    named = (claim.number, str(claim.quarter), str(each.status), claim.certified_on.isoformat())
    return (*named, *map(dollars, amounts))
