"""A list as it is printed: cells in words, in sections, with what each section and the whole come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class ListColumn(NamedTuple):
    """One column; ``figure`` stands to the right and is never broken over lines."""

    title: str
    figure: bool = False


class Sums(NamedTuple):
    """What rows come to: a label, and under each column its sum (empty where it has none)."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListSection:
    """Rows below a heading (empty: none); what they come to, if that is told."""

    heading: str
    rows: Sequence[tuple[str, ...]]
    sums: Sums | None = None


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A list and what stands above and below it.

    Attributes:
        title: ``Overtime register``.
        owner: Whose list it is: the agency.
        about: What it holds, and as of which day, in sentences.
        foot: What names it at the foot of every page beside title and owner: ``as of 20 Nov 2026``.
        columns: Each row has a cell for every one.
        sections: In order; a section without rows has only its heading.
        total: What all of them come to; None where that is not told.
        nothing: What is said where there are no rows at all.
    """

    title: str
    owner: str
    about: str
    foot: str
    columns: tuple[ListColumn, ...]
    sections: tuple[ListSection, ...]
    total: Sums | None
    nothing: str

    @property
    def rows(self) -> int:
        """How many rows there are in all sections."""
        return sum(len(each.rows) for each in self.sections)
