"""Where a claim's totals come from, and what the strict preset makes of a figure."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import cast

from muster.domain.claim import Claim, ClaimLine
from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.records import Officer


def explain_total(claim: Claim, figure: str, officers: Mapping[str, Officer]) -> Derivation:
    """A total as the sum of the lines' figure; ``reimbursement`` is that of their totals.

    Args:
        claim: Whose lines are added up.
        figure: The contract's name of it.
        officers: The records of the lines' officers, by officer_id.
    """
    name = "total" if figure == "reimbursement" else figure
    parts = tuple(_line_figure(line, name, officers.get(line.officer_id)) for line in claim.lines)
    label = f"{figure.replace('_', ' ').capitalize()}, all lines of {claim.quarter}"
    total = sum((part.number for part in parts), Fraction())
    return Derivation(label, total, _unit(name), Operation.SUM, parts, "R9")


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
