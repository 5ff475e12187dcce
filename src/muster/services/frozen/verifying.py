"""Whether a certified claim is what was certified: the ledger's record and amounts, every figure worked out again.

Nothing of the program's rules is used: each node of a derivation is its operation applied to its inputs, each leaf what
the frozen record says, each total the sum of the frozen lines.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from muster.domain.arithmetic import result
from muster.domain.derivation import Operation, Unit
from muster.domain.ledger.records import CertifiedClaim, ClaimAmount
from muster.domain.money import money_text, parse_money
from muster.domain.quantities import parse_percent
from muster.domain.schema import texts
from muster.services.frozen.graph import Value, node_value, state_name

Document = Mapping[str, Any]


def faults(claim: CertifiedClaim, content: str, amounts: Sequence[ClaimAmount]) -> Iterator[str]:
    """What is wrong with a certified claim, its seal apart, in plain sentences that name it; none when it is sound."""
    try:
        document = json.loads(content)
        found = [*_record(claim, document), *_amounts(document, amounts), *_figures(document)]
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):  # any JSON whatever
        found = ["what was certified cannot be read; it is not as Muster writes it"]
    yield from (f"Claim {claim.number}: {each}." for each in found)


def _record(claim: CertifiedClaim, document: Document) -> Iterator[str]:
    """The ledger's record of the claim against what was frozen."""
    made = document["certification"]
    said = {
        "number": document["number"],
        "quarter": document["claim"]["quarter"],
        "preset": document["claim"]["preset"],
        "revises": document["revises"],
        "certified_on": made["on"],
        "prepared_by": made["prepared_by"]["name"],
        "certified_by": made["certified_by"]["name"],
        "claimed": document["claim"]["claimed"]["total"],
        "award": document["claim"]["totals"]["award"],
        "log_sequence": str(made["log"]["sequence"]),
        "log_hash": made["log"]["hash"],
    }
    kept = texts(claim)
    for name, text in said.items():
        if kept[name] != text:
            yield f"the ledger says {name} {kept[name]}, what was certified {text}"


def _amounts(document: Document, amounts: Sequence[ClaimAmount]) -> Iterator[str]:
    """The ledger's amounts against those frozen."""
    if [texts(each) for each in amounts] != document["amounts"]:
        yield "the ledger's amounts are not those that were certified"
    total = sum(parse_money(each["amount"]) for each in document["amounts"])
    if money_text(total) != document["claim"]["claimed"]["total"]:
        yield "its amounts do not add up to its total"
    owed, kept = _claimed(document["claim"]), _kept(document["amounts"])
    for officer_id, component in sorted({*owed, *kept}):
        if owed[officer_id, component] != kept[officer_id, component]:
            yield f"its amounts of {component} of officer {officer_id} are not those of its lines"


def _claimed(claim: Document) -> Counter[tuple[str, str]]:
    """What the lines, and what stands beside them, claim by officer and component, in cents."""
    found: Counter[tuple[str, str]] = Counter()
    for line in claim["lines"]:
        for component in ("salary", "benefits", "overtime"):
            found[line["officer_id"], component] += parse_money(line[component])
    for each in (*claim["adjustments"], *claim["resubmitted"]):
        found[each["officer_id"], each["component"]] += parse_money(each["amount"])
    return found


def _kept(amounts: Sequence[Document]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for each in amounts:
        found[each["officer_id"], each["component"]] += parse_money(each["amount"])
    return found


def _figures(document: Document) -> Iterator[str]:
    """Every node worked out again, and every figure of the claim against its node."""
    nodes, records = document["derivations"]["nodes"], document["records"]
    values: list[Value] = []
    for node in nodes:
        values.append(node_value(node))
        if not _follows(node, values):
            yield f"“{node['label']}” {node['value']} does not follow from what it is made of"
        elif not _as_recorded(node, records):
            yield f"“{node['label']}” {node['value']} is not what its record says"
    yield from _lines(document, values)
    yield from _totals(document["claim"], values, document["derivations"])


def _follows(node: Document, values: Sequence[Value]) -> bool:
    operation = Operation(node["operation"])
    inputs = [values[each] for each in node.get("inputs", ())]
    return operation is Operation.GIVEN or result(operation, inputs) == values[-1]


def _as_recorded(node: Document, records: Document) -> bool:
    """Whether a leaf's value is the cell of the record that it names; a date may be what follows from the cell."""
    column, source = node.get("column"), node.get("record")
    if node["operation"] != Operation.GIVEN or not column or not source or node["unit"] == Unit.DATE:
        return True
    cells = records.get(source[0], {}).get(state_name(source))
    if cells is None:
        return False
    text = cells.get(column)
    if text is None:  # a figure of a line, which is checked as such
        return True
    if node["unit"] == Unit.PERCENT:
        return parse_percent(text) == Fraction(node["value"])
    return bool(text == node["value"]) or (node["unit"] == "dollars" and not text)


def _lines(document: Document, values: Sequence[Value]) -> Iterator[str]:
    derived = document["derivations"]["lines"]
    for line in document["claim"]["lines"]:
        for figure, node in derived[line["officer_id"]].items():
            if _cents(line[figure]) != values[node]:
                yield f"{figure} of officer {line['officer_id']} is not what its derivation comes to"
        parts = (parse_money(line[name]) for name in ("salary", "benefits", "overtime"))
        if parse_money(line["total"]) != sum(parts):
            yield f"the line of officer {line['officer_id']} does not add up"


def _totals(claim: Document, values: Sequence[Value], derived: Document) -> Iterator[str]:
    totals = claim["totals"]
    for name in ("salary", "benefits", "overtime"):
        if parse_money(totals[name]) != sum(parse_money(line[name]) for line in claim["lines"]):
            yield f"the total of {name} is not the sum of the lines"
    for name, node in (*derived["totals"].items(), ("award", derived["award"])):
        if name in totals and _cents(totals[name]) != values[node]:
            yield f"the total of {name} is not what its derivation comes to"


def _cents(figure: str | int) -> Fraction:
    """Money in cents; a count of days as it is."""
    return Fraction(figure if isinstance(figure, int) else parse_money(figure))
