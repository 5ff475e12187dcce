"""A claim as a terminal shows it."""

from collections.abc import Iterator, Sequence

from muster.domain.award import Award
from muster.domain.claim import Claim, ClaimLine
from muster.domain.money import dollars
from muster.domain.warnings import ClaimWarning
from muster.domain.words import count

_HEADINGS = (
    "Officer",
    "Name",
    "Models",
    "Days",
    "Salary",
    "Benefits",
    "OT worked",
    "OT cap",
    "Overtime",
    "Carried",
    "Total",
)
_TEXT_COLUMNS = 3


def claim_text(claim: Claim) -> str:
    """The claim's lines and totals, the award apart, and the warnings."""
    return "\n".join(
        [*_head(claim), "", *_lines(claim), "", *_totals(claim), "", *_award(claim.award), *_warnings(claim)]
    )


def _head(claim: Claim) -> Iterator[str]:
    last = claim.quarter.last_day
    name = f"Claim {claim.number}" if claim.certification else "Claim"
    if claim.certification and claim.previous:
        name += f", in place of {claim.previous.number},"
    yield f"{name} for {claim.quarter} ({claim.quarter.start} to {last}), readings: {claim.preset}"
    if claim.certification:
        made = claim.certification
        yield f"Certified on {made.certified_on} by {made.official}, prepared by {made.preparer}"
    if claim.agency.name:
        yield claim.agency.name


def _lines(claim: Claim) -> list[str]:
    if not claim.lines:
        return ["No officer has anything to claim in this quarter."]
    table = aligned([_HEADINGS, *map(_cells, claim.lines), _sums(claim)], _TEXT_COLUMNS)
    rule = "-" * max(map(len, table))
    return [table[0], rule, *table[1:-1], rule, table[-1]]


def _cells(line: ClaimLine) -> tuple[str, ...]:
    amounts = (line.salary, line.benefits, line.overtime_worked, line.overtime_cap, line.overtime)
    money = map(dollars, (*amounts, line.overtime_carried, line.total))
    return (line.officer_id, line.name, " ".join(line.models), str(line.eligible_days), *money)


def _sums(claim: Claim) -> tuple[str, ...]:
    totals = claim.totals
    worked = sum(line.overtime_worked for line in claim.lines)
    carried = sum(line.overtime_carried for line in claim.lines)
    return (
        "Total",
        *("", "", ""),
        dollars(totals.salary),
        dollars(totals.benefits),
        dollars(worked),
        "",
        dollars(totals.overtime),
        dollars(carried),
        dollars(totals.reimbursement),
    )


def aligned(rows: Sequence[Sequence[str]], text_columns: int) -> list[str]:
    """The rows in columns: the first ones text to the left, the others numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [_row(row, widths, text_columns) for row in rows]


def _row(row: Sequence[str], widths: Sequence[int], text_columns: int) -> str:
    cells = zip(row, widths, strict=True)
    padded = [f"{cell:<{w}}" if index < text_columns else f"{cell:>{w}}" for index, (cell, w) in enumerate(cells)]
    return "  ".join(padded).rstrip()


def _totals(claim: Claim) -> Iterator[str]:
    totals = claim.totals
    figures = (
        ("Salary", totals.salary),
        ("Benefits", totals.benefits),
        ("Overtime", totals.overtime),
        ("Reimbursement", totals.reimbursement),
        *_beside(claim),
    )
    width = max(len(dollars(amount)) for _, amount in figures)
    for name, amount in figures:
        yield f"{name:<13}  {dollars(amount):>{width}}"


def _beside(claim: Claim) -> Iterator[tuple[str, int]]:
    """What corrects or repeats earlier claims, where there is any."""
    totals = claim.totals
    if claim.adjustments or claim.resubmitted:
        yield "Adjustments", totals.adjustments
        yield "Claimed again", totals.resubmitted
        yield "Claimed", totals.claimed


def _award(award: Award) -> Iterator[str]:
    yield f"Award estimate, not part of the claim: {dollars(award.amount)}"
    result = award.result
    if result is not None and award.rated:
        tier = f"the {award.tier.percent}% tier" if award.tier else "below the lowest tier"
        counted = f"{count(award.officers, 'officer')} at {dollars(award.per_officer)}"
        yield f"  {result.located} of {result.referred} located, {tier}; {counted}"


def _warnings(claim: Claim) -> Iterator[str]:
    if claim.warnings:
        yield ""
        yield "To look at before the claim is sent:"
    for warning in claim.warnings:
        yield f"  {_concerned(warning)}: {warning.text}"


def _concerned(warning: ClaimWarning) -> str:
    return warning.officer_id or "Award"
