"""Certified claims and where they stand as JSON, for programs that follow them up."""

from collections.abc import Iterable
from typing import Any

from muster.domain.ledger.positions import ClaimPosition
from muster.domain.money import money_text


def claims(positions: Iterable[ClaimPosition]) -> list[dict[str, Any]]:
    """Each claim in the order of certification; money as strings with two decimals."""
    return [_claim(each) for each in positions]


def _claim(each: ClaimPosition) -> dict[str, Any]:
    claim = each.claim
    return {
        "number": claim.number,
        "quarter": str(claim.quarter),
        "preset": claim.preset,
        "status": str(each.status),
        "revises": claim.revises or None,
        "certified_on": claim.certified_on.isoformat(),
        "prepared_by": claim.prepared_by,
        "certified_by": claim.certified_by,
        "claimed": money_text(each.claimed),
        "approved": money_text(each.approved),
        "denied": money_text(each.denied),
        "pending": money_text(each.pending),
        "paid": money_text(each.paid),
        "outstanding": money_text(each.outstanding),
        "content_sha256": claim.content_sha256,
        "log": {"sequence": claim.log_sequence, "hash": claim.log_hash},
    }
