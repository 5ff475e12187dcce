"""Derivations as one graph of nodes: what several figures share stands in it once."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, cast

from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.money import Rational
from muster.domain.records import AnyRecord
from muster.services.derivation_json import value_text

Node = dict[str, Any]
Value = Fraction | date
Key = tuple[str, int] | tuple[str, int, int]
"""A record's kind and number; of another state of the same record, its place after the first (2, 3 …)."""


_EXACT = re.compile(r"-?[0-9]+(?:\.[0-9]+|/[0-9]+)?")


def state_name(key: Key) -> str:
    """What a record's state is frozen under among those of its kind: its number, then ``:2``, ``:3`` …."""
    return ":".join(map(str, key[1:]))


class GraphWriter:
    """Puts derivations into a list of nodes, each after what it is made of.

    Attributes:
        nodes: ``label``, ``value``, ``unit``, ``operation``; where there are any ``inputs`` (indexes of nodes),
            ``rule``, ``record`` (kind and number), ``column`` and ``note``.
        records: Those that are given and those that leaves name, by kind and number.
    """

    def __init__(self, records: Iterable[AnyRecord] = ()) -> None:
        """Begin without a node; a leaf that names another state of one of the records names it by a number more."""
        self.nodes: list[Node] = []
        self.records: dict[Key, AnyRecord] = {(each.kind, each.id): each for each in records}
        self._index: dict[object, int] = {}

    def add(self, derivation: Derivation) -> int:
        """Put a derivation in; returns its node's index."""
        inputs = [self.add(each) for each in derivation.inputs]
        node: Node = {
            "label": derivation.label,
            "value": value_text(derivation),
            "unit": "dollars" if derivation.unit is Unit.MONEY else str(derivation.unit),
            "operation": str(derivation.operation),
        }
        source = derivation.source
        optional = {
            "inputs": inputs,
            "rule": derivation.rule,
            "record": list(self._key(source)) if source else None,
            "column": derivation.field,
            "note": derivation.note,
        }
        node.update({name: value for name, value in optional.items() if value})
        return self._place(node)

    def _key(self, source: AnyRecord) -> Key:
        key: Key = (source.kind, source.id)
        state = 1
        while self.records.setdefault(key, source) != source:
            state += 1
            key = (source.kind, source.id, state)
        return key

    def _place(self, node: Node) -> int:
        key = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in node.items())
        if key not in self._index:
            self._index[key] = len(self.nodes)
            self.nodes.append(node)
        return self._index[key]


def derivation(nodes: Sequence[Mapping[str, Any]], index: int, record: Callable[[Key], AnyRecord]) -> Derivation:
    """The derivation at a node; ``record`` finds the record of a key."""
    node = nodes[index]
    unit = Unit.MONEY if node["unit"] == "dollars" else Unit(node["unit"])
    source = node.get("record")
    return Derivation(
        label=node["label"],
        value=_whole(node_value(node)),
        unit=unit,
        operation=Operation(node["operation"]),
        inputs=tuple(derivation(nodes, each, record) for each in node.get("inputs", ())),
        rule=node.get("rule", ""),
        source=record(cast("Key", tuple(source))) if source else None,
        field=node.get("column", ""),
        note=node.get("note", ""),
    )


def node_value(node: Mapping[str, Any]) -> Value:
    """A node's exact value: money in cents.

    Raises:
        ValueError: when it is not written like one.
    """
    text = node["value"]
    if node["unit"] == Unit.DATE:
        return date.fromisoformat(text)
    if not _EXACT.fullmatch(text):  # least of all 1e999999999, which would take for ever
        message = f"“{text}” is not an exact number"
        raise ValueError(message)
    return Fraction(text) * (100 if node["unit"] == "dollars" else 1)


def _whole(value: Value) -> Rational | date:
    """Whole numbers as plain integers."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value
