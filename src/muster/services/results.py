"""Location results: two whole numbers a quarter, the rate, the tier and the award estimated from them."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.domain.award import Award, rate
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.domain.records import Result
from muster.services.claims import Claims
from muster.services.ports import Book


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One quarter: its results by both sources (the latest last), and the award estimated."""

    quarter: Quarter
    results: tuple[Result, ...]
    award: Award

    @property
    def rate(self) -> Fraction | None:
        """The exact rate in percent of the result used; None when there is none."""
        used = self.award.result
        return rate(used) if used else None


class Results:
    """The location results of one book."""

    def __init__(self, book: Book, claims: Claims) -> None:
        """Read from the book; awards come from its claims."""
        self._book = book
        self._claims = claims

    def rows(self, today: date, preset: Preset = Preset.PUBLISHED) -> list[ResultRow]:
        """One row for each quarter that can be claimed up to today's or has a result, oldest first."""
        with self._book.read() as records:
            results = records.all(Result)
        claimable = self._claims.quarters(today)
        recorded = {each.quarter for each in results if each.quarter > claimable[0]}
        return [
            ResultRow(
                quarter,
                tuple(each for each in results if each.quarter == quarter),
                self._claims.award(quarter, preset),
            )
            for quarter in sorted({*claimable, *recorded})
        ]
