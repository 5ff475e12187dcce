"""The agency: its profile, its agreements by model, the officials who sign."""

from dataclasses import dataclass
from datetime import date

from muster.domain.intervals import FOREVER, Span
from muster.domain.records import Agency, Agreement, Model
from muster.services.ports import Book


@dataclass(frozen=True, slots=True)
class AgencyProfile:
    """The agency's record (blank and ``id`` 0 until one is saved) and its agreements, by model and date."""

    agency: Agency
    agreements: tuple[Agreement, ...]

    def in_force(self, model: Model, day: date) -> bool:
        """Whether an agreement for the model is in force on the day (R2)."""
        starts = ((each, each.effective_on or each.signed_on) for each in self.agreements if each.model is model)
        return any(start and Span(start, each.until or FOREVER).holds(day) for each, start in starts)


class AgencyProfiles:
    """The agency of one book; its records are kept through the records service."""

    def __init__(self, book: Book) -> None:
        """Read from the book."""
        self._book = book

    def profile(self) -> AgencyProfile:
        """The agency and its agreements."""
        with self._book.read() as records:
            agreements = records.all(Agreement)
            models = list(Model)
            agreements.sort(
                key=lambda each: (models.index(each.model), each.effective_on or each.signed_on or date.min)
            )
            return AgencyProfile(records.agency(), tuple(agreements))
