"""A derivation as JSON, for programs that check a figure for themselves."""

from datetime import date
from fractions import Fraction
from typing import Any

from muster.domain.derivation import Derivation, Unit
from muster.domain.money import money_text
from muster.domain.records import AnyRecord
from muster.domain.schema import texts


def document(derivation: Derivation) -> dict[str, Any]:
    """The tree: each node's operation applied to its inputs' values gives its value.

    Money is in dollars: with two decimals where it is whole cents, else an exact fraction like ``155094037/9125``; it
    is rounded to the cent, any other unit to the whole one. The operations are those of :class:`Operation`.
    """
    return {
        "label": derivation.label,
        "value": value_text(derivation),
        "unit": "dollars" if derivation.unit is Unit.MONEY else str(derivation.unit),
        "operation": str(derivation.operation),
        "rule": derivation.rule or None,
        "record": record(derivation.source),
        "column": derivation.field or None,
        "note": derivation.note or None,
        "inputs": [document(each) for each in derivation.inputs],
    }


def value_text(derivation: Derivation) -> str:
    """A figure's exact value: money in dollars, a date in ISO."""
    if isinstance(derivation.value, date):
        return derivation.value.isoformat()
    exact = Fraction(derivation.value)
    if derivation.unit is not Unit.MONEY:
        return str(exact)
    return money_text(exact.numerator) if exact.denominator == 1 else str(exact / 100)


def record(source: AnyRecord | None) -> dict[str, Any] | None:
    """The record's kind, its number in the book and its cells, as the records folder writes them."""
    return None if source is None else {"kind": source.kind, "id": source.id, "cells": texts(source)}
