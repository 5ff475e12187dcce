"""Readings: every parameter in force, its source, its alternatives, and the agency's own values."""

from dataclasses import dataclass
from datetime import date

from muster.domain.readings import Parameter, Preset, Reading, RuleBook
from muster.domain.readings import Readings as InForce
from muster.domain.records import Override
from muster.services.ports import Book


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One parameter on a day: its value under either preset, and the agency's overrides of it by date."""

    parameter: Parameter
    published: Reading
    strict: Reading
    overrides: tuple[Override, ...]

    def under(self, preset: Preset) -> Reading:
        """The reading in force under a preset."""
        return self.published if preset is Preset.PUBLISHED else self.strict


class Readings:
    """The readings of one book; an override is kept and taken back through the records service."""

    def __init__(self, book: Book, rules: RuleBook) -> None:
        """Read the overrides from the book."""
        self._book = book
        self._rules = rules

    def rows(self, day: date) -> list[ReadingRow]:
        """Every parameter as in force on the day, in the rule book's order."""
        with self._book.read() as records:
            overrides = records.all(Override)
        published, strict = (InForce(self._rules, preset, overrides) for preset in Preset)
        return [
            ReadingRow(
                parameter,
                published.on(name, day),
                strict.on(name, day),
                tuple(each for each in overrides if each.parameter == name),
            )
            for name, parameter in self._rules.parameters.items()
        ]
