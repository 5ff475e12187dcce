"""What an import would do, worked out on every row before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muster.domain.importing.layout import RowKind
from muster.domain.importing.reading import RowRead
from muster.domain.words import count
from muster.services.importing.effects import QuarterEffect
from muster.services.importing.open_file import OpenFile
from muster.services.importing.planned_rows import Outcome, PlannedRow
from muster.services.importing.planning import Plan
from muster.services.importing.sums import ColumnSum, column_sums

_SHOWN_FIRST = (Outcome.REJECTED, Outcome.CHANGED, Outcome.NEW, Outcome.MERGED, Outcome.UNCHANGED)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What an import would do; :meth:`muster.services.importing.file_imports.FileImports.run` does it.

    Attributes:
        sums: Of every mapped column of money or hours, as read.
        effects: On the claims of the quarters concerned, at most the four newest; empty when they were not asked for.
        notices: What to look at before, in plain sentences.
        book_state: The change log's newest entry when it was made.
        counts: How many of the rows that are records become what.
        rows: Those rows, the rejected ones first, then those that change the book.
        left_out: The rows that are no records, titles and blank ones among them, each with its kind.
        entries: How many records of the file's kind the import adds or changes; officers whom it makes for them are
            beside.
    """

    file: OpenFile
    plan: Plan
    sums: Sequence[ColumnSum]
    effects: tuple[QuarterEffect, ...]
    notices: tuple[str, ...]
    book_state: int
    counts: Mapping[Outcome, int]
    rows: Sequence[PlannedRow]
    left_out: Sequence[RowRead]
    entries: int

    @property
    def stored(self) -> str:
        """``212 entries and 1 new officer``."""
        made = len(self.plan.officers)
        return count(self.entries, "entry", "entries") + (f" and {count(made, 'new officer')}" if made else "")

    @property
    def action(self) -> str:
        """The step in words: ``Import of overtime.csv, 212 entries``."""
        return f"Import of {self.file.path.name}, {self.stored}"


def worked_out(
    file: OpenFile, plan: Plan, found: tuple[QuarterEffect, ...], told: tuple[str, ...], state: int
) -> DryRun:
    """All that is shown of a plan, worked out once."""
    by_outcome: dict[Outcome, list[PlannedRow]] = {each: [] for each in _SHOWN_FIRST}
    for row in plan.rows:
        by_outcome[row.outcome].append(row)
    counts = {each: len(by_outcome[each]) for each in Outcome}
    return DryRun(
        file,
        plan,
        column_sums(plan),
        found,
        told,
        state,
        counts,
        [row for each in _SHOWN_FIRST for row in by_outcome[each]],
        [row for row in plan.reading.rows if row.kind is not RowKind.RECORD],
        counts[Outcome.NEW] + counts[Outcome.CHANGED],
    )
