"""The examiner: what stands in the way of certifying a quarter's claim, and what to look at before."""

from dataclasses import dataclass
from datetime import date, timedelta

from muster.domain.examiner.examined import examined
from muster.domain.examiner.finding import Finding, Severity
from muster.domain.examiner.registry import examine
from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.readings import Preset
from muster.services.bulk import many_records
from muster.services.claims import Claims
from muster.services.ports import Book, Calendar, Clock

LOOK_BACK = timedelta(days=274)
"""How long before the quarter an officer's other overtime is read: with the quarter itself a year."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a quarter's claim on a day: first what blocks, then by check and officer."""

    quarter: Quarter
    preset: Preset
    day: date
    findings: tuple[Finding, ...]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(each for each in self.findings if each.severity is severity)


class Examiner:
    """Examines the claims of one book from the records as they now stand; nothing is stored."""

    def __init__(self, book: Book, claims: Claims, clock: Clock, calendar: Calendar) -> None:
        """Examine the book's claims on the clock's day, their deadlines by the calendar."""
        self._book = book
        self._claims = claims
        self._clock = clock
        self._calendar = calendar

    def examine(self, quarter: Quarter, preset: Preset = Preset.PUBLISHED) -> Examination:
        """What the checks find in the quarter's claim.

        Raises:
            MusterError: when the quarter is before the program's first day, or the book cannot be read.
        """
        claim = self._claims.claim(quarter, preset)
        with many_records(), self._book.read() as records:
            entries = records.overtime(Span(quarter.start - LOOK_BACK, quarter.until))
        today = self._clock.now().astimezone().date()
        case = examined(claim, entries, today, self._calendar.holiday)
        return Examination(quarter, preset, today, tuple(examine(case)))
