"""The readings in words: what may be typed for them, since when they hold, where they come from."""

from datetime import date
from itertools import chain, combinations

from muster.domain.readings import DatedValue, Parameter, Preset
from muster.domain.records import Model, Override
from muster.domain.words import day, value
from muster.services.readings import ReadingRow

_HINTS = {
    "days": "A whole number of days",
    "years": "A whole number of years",
    "percent": "A percentage like 25 or 37.5",
    "tiers": "From the highest to the lowest, percent:dollars: 90:1000 80:750",
    "month_day": "Month and day, like 12-31",
    "date": "A date like 2025-10-01",
}


def value_hint(parameter: Parameter) -> str:
    """What to type for a value that is not chosen from a list."""
    return _HINTS.get(parameter.kind, "")


def choices(parameter: Parameter) -> list[tuple[str, str]]:
    """The values to choose from, with their meanings; empty where a value is typed."""
    if parameter.kind == "choice":
        return [(each.value, each.meaning) for each in parameter.alternatives]
    if parameter.kind == "models":
        sets = chain.from_iterable(combinations(Model, size) for size in range(len(Model), 0, -1))
        return [(text, value(parameter, text)) for text in (" ".join(each) for each in sets)]
    return []


def shipped(parameter: Parameter, preset: Preset, on: date) -> DatedValue:
    """The preset's own value on a day, whatever the agency has set; the earliest before any has begun."""
    dated = sorted(parameter.presets[preset])
    begun = [each for each in dated if each.effective_on <= on]
    return begun[-1] if begun else dated[0]


def in_force(row: ReadingRow) -> Override | None:
    """The agency's value in force on the row's day."""
    return row.published.override


def rule_words(parameter: Parameter) -> str:
    """The rule's number, or the body of law: ``R22``, ``2 CFR``."""
    return " ".join(parameter.rule.split()[:2])


def explained(parameter: Parameter) -> str:
    """What the reading is about, and when it holds."""
    if parameter.by_day:  # its explanation says so
        return parameter.explanation
    return f"{parameter.explanation} It holds for the quarter on whose last day it is in force."


def since_words(override: Override) -> str:
    """``from 3 Feb 2026`` or ``always``."""
    return f"from {day(override.effective_on)}" if override.effective_on else "always"


def own_words(row: ReadingRow) -> str:
    """The agency's value in force, or the first of those that are not yet; empty where it has set none."""
    own = in_force(row)
    if own is not None:
        return f"{value(row.parameter, own.value)}, {since_words(own)}"
    if not row.overrides:
        return ""
    first = min(row.overrides, key=lambda each: each.effective_on or date.min)
    return f"Not yet: {value(row.parameter, first.value)}, {since_words(first)}"
