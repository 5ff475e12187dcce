"""The arithmetic of derivations, which knows nothing of the rules: what an operation makes of its inputs' values."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import floor, prod

from muster.domain.derivation import Operation

_HALF = Fraction(1, 2)


def result(operation: Operation, values: Sequence[Fraction | date]) -> Fraction:
    """The value of a node that is no leaf.

    Raises:
        ValueError: when the values do not suit the operation.
    """
    if operation is Operation.DAYS:
        start, until = values
        if isinstance(start, date) and isinstance(until, date):
            return Fraction((until - start).days)
        raise ValueError("days are counted between two dates")
    numbers = [each for each in values if not isinstance(each, date)]
    if len(numbers) != len(values):
        raise ValueError(f"a date is no operand of {operation}")
    return Fraction(_number(operation, numbers))


def _number(operation: Operation, values: Sequence[Fraction]) -> Fraction | int:
    if operation not in _ARITHMETIC:
        raise ValueError(f"{operation} is no arithmetic")
    return _ARITHMETIC[operation](values)


def _first_met(values: Sequence[Fraction]) -> Fraction | int:
    pairs = zip(values[::2], values[1::2], strict=True)
    return next((value for test, value in pairs if test == 1), 0)


_ARITHMETIC: Mapping[Operation, Callable[[Sequence[Fraction]], Fraction | int]] = {
    Operation.SUM: sum,
    Operation.DIFFERENCE: lambda values: values[0] - values[1],
    Operation.PRODUCT: prod,
    Operation.PRORATED: lambda values: prod(values[:-1]) / values[-1],
    Operation.PERCENT_OF: lambda values: values[0] * values[1] / 100,
    Operation.MINIMUM: min,
    Operation.MAXIMUM: max,
    Operation.ROUND_HALF_UP: lambda values: floor(values[0] + _HALF),
    Operation.ROUND_DOWN: lambda values: floor(values[0]),
    Operation.AT_LEAST: lambda values: int(values[0] >= values[1]),
    Operation.FIRST_MET: _first_met,
}
