"""Where a claim's totals come from, and what the strict preset makes of a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import cast

from muster.domain.claim import Adjustment, Claim, ClaimLine, Resubmitted
from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.records import Officer


def explain_total(
    claim: Claim, figure: str, officers: Mapping[str, Officer], adjustments: Sequence[Derivation] = ()
) -> Derivation:
    """A total as the sum of the lines' figure; ``reimbursement`` is that of their totals.

    Args:
        claim: Whose lines are added up.
        figure: The contract's name of it, or one of ``BESIDE``.
        officers: The records of the officers, by officer_id.
        adjustments: Where each of the claim's adjustments comes from, in their order; needed where they are summed.
    """
    if figure in BESIDE:
        return _beside(claim, figure, officers, adjustments)
    name = "total" if figure == "reimbursement" else figure
    parts = tuple(_line_figure(line, name, officers.get(line.officer_id)) for line in claim.lines)
    label = f"{figure.replace('_', ' ').capitalize()}, all lines of {claim.quarter}"
    total = sum((part.number for part in parts), Fraction())
    return Derivation(label, total, _unit(name), Operation.SUM, parts, "R9")


BESIDE = ("adjustments", "resubmitted", "claimed")
"""What stands beside the lines, and all of it together."""


def _beside(
    claim: Claim, figure: str, officers: Mapping[str, Officer], adjustments: Sequence[Derivation]
) -> Derivation:
    of = f"claim of {claim.quarter}"
    if figure == "adjustments":
        named = [replace(how, label=_words(each)) for each, how in zip(claim.adjustments, adjustments, strict=True)]
        return _sum(f"Adjustments, {of}", named, "R15")
    if figure == "resubmitted":
        return _sum(f"Claimed again, {of}", [_again(each, officers) for each in claim.resubmitted], "R19")
    parts = [explain_total(claim, name, officers, adjustments) for name in ("reimbursement", *BESIDE[:-1])]
    return _sum(f"Claimed in all, {of}", parts, "R9")


def _words(each: Adjustment) -> str:
    return f"{each.officer_id} {each.name}: {each.number}, {each.component} of {each.quarter}"


def _again(each: Resubmitted, officers: Mapping[str, Officer]) -> Derivation:
    name = f"{each.officer_id} {each.name}: {each.number}, line {each.line}, {each.component}"
    return Derivation(name, each.amount, Unit.MONEY, rule="R19", source=officers.get(each.officer_id))


def _sum(label: str, parts: Sequence[Derivation], rule: str) -> Derivation:
    total = sum((part.number for part in parts), Fraction())
    return Derivation(label, total, Unit.MONEY, Operation.SUM, tuple(parts), rule)


def _unit(name: str) -> Unit:
    return Unit.DAYS if name == "eligible_days" else Unit.MONEY


def _line_figure(line: ClaimLine, name: str, officer: Officer | None) -> Derivation:
    value = cast("int", getattr(line, name))
    return Derivation(f"{line.officer_id} {line.name}", value, _unit(name), source=officer, field=name)


def explain_change(published: Derivation, strict: Derivation) -> Derivation:
    """What the strict preset takes away from a figure of the published one, or adds to it."""
    figure, _, of = published.label.partition(", ")
    label, change = f"{figure} under strict less published, {of}", strict.number - published.number
    inputs = (replace(strict, label=f"Strict, {of}"), replace(published, label=f"Published, {of}"))
    return Derivation(label, change, published.unit, Operation.DIFFERENCE, inputs)
