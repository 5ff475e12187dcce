"""A claim as the JSON document that outside programs rely on."""

from typing import Any

from muster.domain.award import Award
from muster.domain.claim import Adjustment, Claim, ClaimLine, Resubmitted
from muster.domain.money import money_text


def document(claim: Claim) -> dict[str, Any]:
    """The claim in the contract's shape, which has no line of nothing: what that corrects is in ``corrections``."""
    return {
        **whole(claim),
        "lines": [_line(each) for each in claim.lines if each.salary or each.benefits or each.overtime],
    }


def whole(claim: Claim) -> dict[str, Any]:
    """The claim with all its lines: money as strings with two decimals, lines in the order of officer_id.

    ``corrections`` are what of the lines' overtime corrects the year's earlier claims; ``adjustments`` and
    ``resubmitted`` stand beside the lines, and ``claimed`` is all of it together.
    """
    totals = claim.totals
    return {
        "quarter": str(claim.quarter),
        "from": claim.quarter.start.isoformat(),
        "until": claim.quarter.until.isoformat(),
        "preset": str(claim.preset),
        "readings": {
            reading.parameter.name: reading.plain for reading in claim.readings if reading.parameter.kind != "text"
        },
        "lines": [_line(line) for line in claim.lines],
        "award": _award(claim.award),
        "totals": {
            "salary": money_text(totals.salary),
            "benefits": money_text(totals.benefits),
            "overtime": money_text(totals.overtime),
            "reimbursement": money_text(totals.reimbursement),
            "award": money_text(totals.award),
        },
        "warnings": [
            {"code": warning.code, "officer_id": warning.officer_id, "text": warning.text} for warning in claim.warnings
        ],
        "number": claim.number,
        "corrections": [adjustment(each) for line in claim.lines for each in line.corrections],
        "adjustments": [adjustment(each) for each in claim.adjustments],
        "resubmitted": [_resubmitted(each) for each in claim.resubmitted],
        "claimed": {
            "reimbursement": money_text(totals.reimbursement),
            "adjustments": money_text(totals.adjustments),
            "resubmitted": money_text(totals.resubmitted),
            "total": money_text(totals.claimed),
        },
    }


def _line(line: ClaimLine) -> dict[str, Any]:
    return {
        "officer_id": line.officer_id,
        "name": line.name,
        "models": [str(model) for model in line.models],
        "eligible_days": line.eligible_days,
        "salary": money_text(line.salary),
        "benefits": money_text(line.benefits),
        "overtime_worked": money_text(line.overtime_worked),
        "overtime_cap": money_text(line.overtime_cap),
        "overtime": money_text(line.overtime),
        "overtime_carried": money_text(line.overtime_carried),
        "total": money_text(line.total),
    }


def adjustment(each: Adjustment) -> dict[str, Any]:
    """What an earlier claim is corrected by; the corrections of overtime are part of the lines already."""
    return {
        "officer_id": each.officer_id,
        "name": each.name,
        "component": str(each.component),
        "quarter": str(each.quarter),
        "claim": each.number,
        "claimed": money_text(each.claimed),
        "recomputed": money_text(each.recomputed),
        "amount": money_text(each.amount),
        "reasons": list(each.reasons),
    }


def _resubmitted(each: Resubmitted) -> dict[str, Any]:
    return {
        "officer_id": each.officer_id,
        "name": each.name,
        "component": str(each.component),
        "quarter": str(each.quarter),
        "claim": each.number,
        "line": each.line,
        "amount": money_text(each.amount),
    }


def _award(award: Award) -> dict[str, Any]:
    """Without a rate (no result, no referrals) the tier is null; below the lowest tier it is 0."""
    result = award.result
    return {
        "referred": result.referred if result else None,
        "located": result.located if result else None,
        "tier": (award.tier.percent if award.tier else 0) if award.rated else None,
        "per_officer": money_text(award.per_officer),
        "officers": award.officers,
        "amount": money_text(award.amount),
    }
