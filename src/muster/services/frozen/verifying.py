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

UNREADABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What reading raises when a text is not what Muster writes, whatever it is instead."""


def faults(claim: CertifiedClaim, content: str, amounts: Sequence[ClaimAmount]) -> Iterator[str]:
    """What is wrong with a certified claim, its seal apart, in plain sentences that name it; none when it is sound."""
    try:
        document = json.loads(content)
        found = [*_record(claim, document), *_amounts(document, amounts), *_figures(document)]
    except UNREADABLE:  # any JSON whatever
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
    for officer_id, component in sorted({key[:2] for key in (*owed, *kept) if owed[key] != kept[key]}):
        yield f"its amounts of {component} of officer {officer_id} are not those of its lines"


_Owed = Counter[tuple[str, ...]]
"""Cents by officer, component, quarter, nature, and the claim and line that are corrected or claimed again."""


def _claimed(claim: Document) -> _Owed:
    """What the lines, and what stands beside them, claim; a line's corrections are amounts of their own."""
    found: _Owed = Counter()
    for line in claim["lines"]:
        for component in ("salary", "benefits", "overtime"):
            found[line["officer_id"], component, claim["quarter"], "own", "", ""] += parse_money(line[component])
    for each in claim["corrections"]:
        found[each["officer_id"], each["component"], claim["quarter"], "own", "", ""] -= parse_money(each["amount"])
    for each in (*claim["corrections"], *claim["adjustments"]):
        found[_beside(each, "adjustment", "")] += parse_money(each["amount"])
    for each in claim["resubmitted"]:
        found[_beside(each, "resubmission", str(each["line"]))] += parse_money(each["amount"])
    return found


def _beside(each: Document, nature: str, line: str) -> tuple[str, ...]:
    return each["officer_id"], each["component"], each["quarter"], nature, each["claim"], line


_KEY = ("officer_id", "component", "quarter", "nature", "corrects", "corrects_line")


def _kept(amounts: Sequence[Document]) -> _Owed:
    found: _Owed = Counter()
    for each in amounts:
        found[tuple(each[name] for name in _KEY)] += parse_money(each["amount"])
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
