"""Overtime: a quarter's entries, and where each officer stands against the cap."""

from dataclasses import dataclass

from muster.domain.fiscal import Quarter
from muster.domain.money import Cents
from muster.domain.overtime import OvertimePosition
from muster.domain.readings import Preset
from muster.domain.records import Officer, OvertimeEntry
from muster.services.claims import Claims
from muster.services.ports import Book


@dataclass(frozen=True, slots=True)
class OvertimeRow:
    """An entry beside its officer's name."""

    entry: OvertimeEntry
    name: str


@dataclass(frozen=True, slots=True)
class CapRow:
    """An officer's overtime against the cap of the fiscal year, amounts in cents."""

    officer_id: str
    name: str
    position: OvertimePosition

    @property
    def used(self) -> Cents:
        """What the year's claims come to so far."""
        return self.position.to_date.claimed

    @property
    def percent_used(self) -> int | None:
        """The used share of the cap in whole percent, rounded down; None without a cap."""
        cap = self.position.to_date.cap
        return self.used * 100 // cap if cap else None


class Overtime:
    """The overtime of one book."""

    def __init__(self, book: Book, claims: Claims) -> None:
        """Read from the book; positions come from its claims."""
        self._book = book
        self._claims = claims

    def entries(self, quarter: Quarter) -> list[OvertimeRow]:
        """The overtime worked in the quarter, by officer and day."""
        with self._book.read() as records:
            names = {officer.officer_id: officer.name for officer in records.all(Officer)}
            return [OvertimeRow(entry, names.get(entry.officer_id, "")) for entry in records.overtime(quarter.span)]

    def entries_of(self, officer_id: str) -> list[OvertimeRow]:
        """One officer's overtime, by day."""
        with self._book.read() as records:
            name = next((each.name for each in records.of_officer(Officer, officer_id)), "")
            return [OvertimeRow(entry, name) for entry in records.of_officer(OvertimeEntry, officer_id)]

    def caps(self, quarter: Quarter, preset: Preset = Preset.PUBLISHED) -> list[CapRow]:
        """The officers with claimable overtime this fiscal year up to the quarter, or a line in its claim."""
        claim = self._claims.claim(quarter, preset)
        shown = {each.officer_id: each for each in claim.overtime}
        shown.update((line.officer_id, line.workings) for line in claim.lines)
        return [CapRow(key, shown[key].file.officer.name, shown[key].overtime) for key in sorted(shown)]
