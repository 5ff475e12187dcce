"""Evaluates a derivation from its leaves up, knowing nothing of the program's rules."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import reduce
from math import floor

from muster.domain.derivation import Derivation, Operation


def evaluate(node: Derivation) -> Fraction | date:
    """The node's value, from its inputs' values alone."""
    if node.operation is Operation.GIVEN:
        return node.value if isinstance(node.value, date) else Fraction(node.value)
    if node.operation is Operation.DAYS:
        start, until = (evaluate(each) for each in node.inputs)
        assert isinstance(start, date)
        assert isinstance(until, date)
        return Fraction((until - start).days)
    return _ARITHMETIC[node.operation]([_number(each) for each in node.inputs])


def _number(node: Derivation) -> Fraction:
    value = evaluate(node)
    assert not isinstance(value, date)
    return value


_ARITHMETIC: dict[Operation, Callable[[list[Fraction]], Fraction]] = {
    Operation.SUM: lambda values: sum(values, Fraction()),
    Operation.DIFFERENCE: lambda values: values[0] - values[1],
    Operation.PRODUCT: lambda values: reduce(lambda one, two: one * two, values, Fraction(1)),
    Operation.PRORATED: lambda values: reduce(lambda one, two: one * two, values[:-1], Fraction(1)) / values[-1],
    Operation.PERCENT_OF: lambda values: values[0] * values[1] / 100,
    Operation.MINIMUM: min,
    Operation.MAXIMUM: max,
    Operation.ROUND_HALF_UP: lambda values: Fraction(floor(values[0] + Fraction(1, 2))),
    Operation.ROUND_DOWN: lambda values: Fraction(floor(values[0])),
    Operation.AT_LEAST: lambda values: Fraction(values[0] >= values[1]),
    Operation.FIRST_MET: lambda values: next(
        (value for test, value in zip(values[::2], values[1::2], strict=True) if test == 1), Fraction()
    ),
}
