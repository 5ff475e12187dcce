"""Readings: the named, dated parameters that say how the program's rules are read, and which value is in force when.

A parameter has a value under each preset (``published``, ``strict``) from a date on, each with its source; an agency
may override any of them from a date on. Most hold for the quarter on whose last day they are in force, some by the day.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span, cut
from muster.domain.money import Cents, parse_money
from muster.domain.quantities import parse_percent
from muster.domain.records import Model, Override


class Preset(StrEnum):
    """The release's words taken literally, or what the most cautious auditor would accept."""

    PUBLISHED = "published"
    STRICT = "strict"


class Tier(NamedTuple):
    """An award tier: from this whole percent on, this many cents per officer (R20)."""

    percent: int
    amount: Cents


class MonthDay(NamedTuple):
    """A day of the calendar year."""

    month: int
    day: int


Value = str | int | Fraction | date | MonthDay | tuple[Model, ...] | tuple[Tier, ...]


def _models(text: str) -> tuple[Model, ...]:
    named = {Model(word.upper()) for word in text.split()}
    if not named:
        raise ValueError
    return tuple(model for model in Model if model in named)


def _tiers(text: str) -> tuple[Tier, ...]:
    pairs = (word.split(":") for word in text.split())
    tiers = tuple(Tier(int(percent), parse_money(amount)) for percent, amount in pairs)
    if not tiers or list(tiers) != sorted(set(tiers), reverse=True):
        raise ValueError
    return tiers


def _whole(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 3660:  # noqa: PLR2004 - days or years, no more than ten years' days
        raise ValueError
    return number


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _month_day(text: str) -> MonthDay:
    """``12-31``, or ``31 Dec`` as the rules write it."""
    if " " in text:
        day, name = text.split()
        found = date(2000, _MONTHS.index(name[:3].lower()) + 1, int(day))
    else:
        month, day = text.split("-")
        found = date(2000, int(month), int(day))
    return MonthDay(found.month, found.day)


_READERS: Mapping[str, tuple[Callable[[str], Value], str]] = {
    "models": (_models, "one or more of TFM, JEM, WSO, separated by spaces"),
    "days": (_whole, "a whole number of days"),
    "years": (_whole, "a whole number of years"),
    "percent": (parse_percent, "a percentage like 25"),
    "tiers": (_tiers, "percent:dollars pairs from the highest to the lowest, like 90:1000 80:750"),
    "month_day": (_month_day, "a month and day like 12-31"),
    "date": (date.fromisoformat, "a date like 2025-10-01"),
    "text": (str, "a text"),
}


KINDS_OF_VALUE = frozenset({"choice", *_READERS})
"""The forms that a parameter's value may have."""


class Alternative(NamedTuple):
    """A value that a parameter may have, and what it means in plain words."""

    value: str
    meaning: str


class DatedValue(NamedTuple):
    """A preset's value from a day on, and its source."""

    effective_on: date
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One reading as shipped in ``resources/rules``.

    Attributes:
        kind: ``choice`` (one of the alternatives) or the form of its value, a key of the readers above.
        rule: The rule that it belongs to, like ``R8``.
        by_day: It holds by the day; otherwise for the quarter on whose last day it is in force.
        overridable: An agency may set a value of its own.
    """

    name: str
    title: str
    rule: str
    kind: str
    explanation: str
    by_day: bool
    overridable: bool
    alternatives: tuple[Alternative, ...]
    presets: Mapping[Preset, tuple[DatedValue, ...]]

    def parse(self, text: str) -> Value:
        """Read a value of this parameter.

        Raises:
            ValueError: with a plain sentence when the text is not one.
        """
        stripped = text.strip()
        if self.kind == "choice":
            if stripped in {alternative.value for alternative in self.alternatives}:
                return stripped
            expected = "one of " + ", ".join(alternative.value for alternative in self.alternatives)
        else:
            read, expected = _READERS[self.kind]
            try:
                return read(stripped)
            except ValueError:
                pass
        message = f"“{stripped}” is not a value of {self.name}; write {expected}"
        raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Reading:
    """A parameter's value in force on a day, and where it comes from.

    Attributes:
        text: The value as written in the rules or by the agency.
        origin: ``published``, ``strict`` or ``override``.
        source: The citation, or the agency's document.
        override: The agency's record, when it is one.
    """

    parameter: Parameter
    value: Value
    text: str
    effective_on: date | None
    origin: str
    source: str
    override: Override | None = None

    @property
    def plain(self) -> str | int | list[str]:
        """The value as JSON shows it."""
        if isinstance(self.value, int):
            return self.value
        if self.parameter.kind == "models":
            return (
                [str(model) for model in self.value if isinstance(model, Model)]
                if isinstance(self.value, tuple)
                else []
            )
        return self.text


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every parameter that the program knows, by name."""

    parameters: Mapping[str, Parameter]

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name.

        Raises:
            ValueError: with a plain sentence when there is none, or it is no reading of the agency's to set.
        """
        found = self.parameters.get(name.strip())
        if found is None or not found.overridable:
            known = ", ".join(sorted(name for name, parameter in self.parameters.items() if parameter.overridable))
            message = f"“{name.strip()}” is not a reading that can be set; the readings are {known}"
            raise ValueError(message)
        return found


class Readings:
    """The readings of one agency under one preset: which value is in force on a day, or for a quarter."""

    def __init__(self, rules: RuleBook, preset: Preset, overrides: Iterable[Override] = ()) -> None:
        """Take the rule book's values under the preset, replaced by the overrides from their dates on."""
        self.rules = rules
        self.preset = preset
        self._overrides = tuple(overrides)
        self._dated = {name: self._of(parameter) for name, parameter in rules.parameters.items()}

    def _of(self, parameter: Parameter) -> tuple[Reading, ...]:
        """All values of a parameter in the order in which the last one that has begun is in force."""
        shipped = [
            Reading(parameter, parameter.parse(value), value, day, str(self.preset), source)
            for day, value, source in parameter.presets[self.preset]
        ]
        own = [
            Reading(parameter, parameter.parse(o.value), o.value, o.effective_on, "override", o.document, o)
            for o in self._overrides
            if o.parameter == parameter.name
        ]
        return (*sorted(shipped, key=_begins), *sorted(own, key=_begins))

    def on(self, name: str, day: date) -> Reading:
        """The reading of that name in force on the day; the earliest one shipped before any has begun."""
        dated = self._dated[name]
        begun = [reading for reading in dated if _begins(reading) <= day]
        return begun[-1] if begun else dated[0]

    def for_quarter(self, name: str, quarter: Quarter) -> Reading:
        """The reading in force on the quarter's last day."""
        return self.on(name, quarter.last_day)

    def by_day(self, name: str, within: Span) -> list[tuple[Span, Reading]]:
        """The readings in force during a span, each with the days on which it holds, in order."""
        edges = sorted(_begins(reading) for reading in self._dated[name])
        return [(piece, self.on(name, piece.start)) for piece in cut(within, edges)]


def _begins(reading: Reading) -> date:
    return reading.effective_on or date.min
