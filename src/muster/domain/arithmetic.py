"""The arithmetic of derivations, which knows nothing of the rules: what an operation makes of its inputs' values."""

from collections.abc import Sequence
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
    match operation:
        case Operation.SUM:
            found: Fraction | int = sum(values, Fraction())
        case Operation.DIFFERENCE:
            found = values[0] - values[1]
        case Operation.PRODUCT:
            found = prod(values, start=Fraction(1))
        case Operation.QUOTIENT:
            found = values[0] / values[1]
        case Operation.MINIMUM:
            found = min(values)
        case Operation.MAXIMUM:
            found = max(values)
        case Operation.ROUND_HALF_UP:
            found = floor(values[0] + _HALF)
        case Operation.ROUND_DOWN:
            found = floor(values[0])
        case _:
            raise ValueError(f"{operation} is no arithmetic")
    return found
