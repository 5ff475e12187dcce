"""What holds of every certified claim, whatever its history: its proof, its figures, its leaves."""

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256

from muster.domain.claim import Claim
from muster.domain.derivation import Derivation, Unit
from muster.domain.explanation import FIGURES
from muster.domain.ledger.records import CertifiedClaim
from muster.domain.schema import COLUMNS
from muster.domain.total_explanation import BESIDE
from muster.services.frozen.reading import FrozenClaim
from muster.services.frozen.writing import TOTALS, canonical
from tests.domain.evaluate import evaluate


def check_frozen(frozen: FrozenClaim, certified: CertifiedClaim, proposed: Claim) -> None:
    """All that holds of what was certified, beside what was proposed."""
    check_content(frozen, certified)
    assert as_proposed(frozen.claim) == as_proposed(proposed)
    assert reasons(frozen.claim) == reasons(proposed)
    assert (frozen.claim.totals.claimed, frozen.claim.totals.award) == (certified.claimed, certified.award)
    for figure, amount, tree in derivations(frozen):
        assert evaluate(tree) == tree.value == amount, figure
        check_nodes(tree)


def check_content(frozen: FrozenClaim, certified: CertifiedClaim) -> None:
    """The canonical JSON is what its SHA-256 says, and the same bytes when parsed and written again."""
    assert sha256(frozen.content.encode()).hexdigest() == certified.content_sha256
    assert canonical(json.loads(frozen.content)) == frozen.content
    assert (frozen.claim.number, frozen.document["revises"]) == (certified.number, certified.revises)
    made = frozen.claim.certification
    assert made is not None
    assert (made.log_sequence, made.log_hash) == (certified.log_sequence, certified.log_hash)
    assert made.content_sha256 == certified.content_sha256


def as_proposed(claim: Claim) -> tuple[Claim, list[tuple[object, ...]]]:
    """The claim but for what certifying adds, and its readings but for what of a parameter a claim has no need of."""
    shown: list[tuple[object, ...]] = [
        (each.parameter.name, each.value, each.text, each.effective_on, each.origin, each.source, each.override, days)
        for days, each in [*((None, each) for each in claim.readings), *claim.changed_readings]
    ]
    bare = replace(claim, number="", certification=None, remarks=(), readings=(), changed_readings=())
    return bare, shown


def reasons(claim: Claim) -> list[tuple[str, ...]]:
    """Those of all adjustments; they take no part in equality."""
    return [each.reasons for each in (*claim.adjustments, *(each for line in claim.lines for each in line.corrections))]


def derivations(frozen: FrozenClaim) -> Iterator[tuple[str, object, Derivation]]:
    """Every figure of the claim: what it is, its amount and its derivation."""
    claim = frozen.claim
    for line in claim.lines:
        for figure in FIGURES:
            yield f"{line.officer_id} {figure}", getattr(line, figure), _there(frozen.explain(line.officer_id, figure))
    for place, each in enumerate(claim.adjustments):
        yield f"adjustment {place}", each.amount, _there(frozen.explain_adjustment(place))
    for figure in BESIDE:
        yield f"total {figure}", getattr(claim.totals, figure), _there(frozen.explain_total(figure))
    for figure in (each for each in TOTALS if each not in BESIDE):
        name = "total" if figure == "reimbursement" else figure
        amount = sum(getattr(line, name) for line in claim.lines)
        yield f"total {figure}", amount, _there(frozen.explain_total(figure))
    yield "award", claim.totals.award, _there(frozen.explain_total("award"))
    assert claim.totals.reimbursement == sum(line.total for line in claim.lines)
    assert claim.totals.adjustments == sum(each.amount for each in claim.adjustments)
    assert claim.totals.resubmitted == sum(each.amount for each in claim.resubmitted)


def _there(tree: Derivation | None) -> Derivation:
    assert tree is not None
    return tree


def check_nodes(tree: Derivation) -> None:
    """Each node follows from its inputs; a leaf names a record that the claim holds and that says so, or a rule."""
    seen: set[int] = set()
    for node in tree.walk():
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.inputs:
            assert evaluate(replace(node, inputs=tuple(_leaf(each) for each in node.inputs))) == node.value, node.label
        else:
            assert node.source is not None or node.rule, node.label
            _check_cell(node)


def _leaf(node: Derivation) -> Derivation:
    """The node as if its value were given: what it is made of is checked by itself."""
    return Derivation(node.label, node.value, node.unit)


def _check_cell(node: Derivation) -> None:
    """An amount or percent of a record is what its cell says."""
    if node.source is None or node.unit not in {Unit.MONEY, Unit.PERCENT}:
        return
    for column in COLUMNS[type(node.source)]:
        if column.name == node.field:
            cell = getattr(node.source, column.attribute)
            assert Fraction(cell or 0) == node.value, (node.label, cell)
