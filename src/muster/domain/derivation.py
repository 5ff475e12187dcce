"""A derivation: the tree of rules, records and arithmetic that a figure comes from.

Anyone can evaluate a derivation without knowing the program: each node's value is its operation applied to the values
of its inputs; a leaf's value is what the named record or reading says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from muster.domain.money import Rational
from muster.domain.records import AnyRecord


class Operation(StrEnum):
    """How a node's value follows from its inputs' values.

    ``PRORATED`` multiplies all but the last and divides by that; ``PERCENT_OF`` takes a percent of an amount. Roundings
    are to the whole unit: to the cent, to the whole percent. ``AT_LEAST`` is 1 where the first is not below the second,
    else 0; ``FIRST_MET`` has tests and values in turn, and is the value after the first test that is 1, or else 0.
    """

    GIVEN = "given"
    SUM = "sum"
    DIFFERENCE = "difference"
    PRODUCT = "product"
    PRORATED = "product divided by the last"
    PERCENT_OF = "percent of"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    ROUND_HALF_UP = "round half up"
    ROUND_DOWN = "round down"
    DAYS = "days from until"
    AT_LEAST = "at least"
    FIRST_MET = "after the first that is met"


class Unit(StrEnum):
    """What a node's value counts. Money is in cents: dollars only when shown; the answer to a test is 1 or 0."""

    MONEY = "cents"
    DAYS = "days"
    PERCENT = "percent"
    NUMBER = "number"
    DATE = "date"
    ANSWER = "yes or no"


@dataclass(frozen=True, slots=True)
class Derivation:
    """One figure and where it comes from.

    Attributes:
        label: What the figure is, in plain words.
        value: Exact; whole cents after a rounding. A date only in leaves of ``DAYS``.
        rule: The rule it follows, like ``R9``; empty for a leaf that is just a record's cell.
        source: The record that says so, for a leaf; ``field`` names its cell.
        note: What else to know: the reading's source, a citation.
    """

    label: str
    value: Rational | date
    unit: Unit
    operation: Operation = Operation.GIVEN
    inputs: tuple["Derivation", ...] = ()
    rule: str = ""
    source: AnyRecord | None = None
    field: str = ""
    note: str = ""

    @property
    def number(self) -> Fraction:
        """The value as an exact number.

        Raises:
            TypeError: for a date.
        """
        if isinstance(self.value, date):
            message = f"{self.label} is a date"
            raise TypeError(message)
        return Fraction(self.value)

    def walk(self) -> Iterator["Derivation"]:
        """This node and all below it, from the top."""
        yield self
        for each in self.inputs:
            yield from each.walk()
