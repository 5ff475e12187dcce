"""What an import would make of the claims: each officer's line before and after, tried on the book and taken back."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from muster.domain.claim import Claim, ClaimLine
from muster.domain.fiscal import Quarter
from muster.domain.money import Cents
from muster.domain.readings import Preset
from muster.domain.records import OvertimeEntry, Payroll
from muster.services.bulk import many_records
from muster.services.claims import Claims
from muster.services.importing.planning import Plan
from muster.services.ports import Book, RecordReader, RecordWriter
from muster.services.record_changes import begins

_QUARTERS_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class LineEffect:
    """One officer's line of a quarter's claim before and after an import; None where there is no line."""

    officer_id: str
    name: str
    before: ClaimLine | None
    after: ClaimLine | None

    @property
    def change(self) -> Cents:
        """What the line's total gains, or loses below zero."""
        return (self.after.total if self.after else 0) - (self.before.total if self.before else 0)


@dataclass(frozen=True, slots=True)
class QuarterEffect:
    """A quarter's claim before and after an import; amounts in cents, with what corrects earlier claims.

    Attributes:
        lines: Those that change, by officer ID.
    """

    quarter: Quarter
    before: Cents
    after: Cents
    lines: tuple[LineEffect, ...]


def quarters_concerned(plan: Plan, claimable: Sequence[Quarter]) -> list[Quarter]:
    """The newest of the quarters that can be claimed and that the records are about.

    Overtime and payroll are about the quarter that they are of; pay about all from its day on, an officer about any.
    """
    days = [begins(each) for each in plan.stored]
    if plan.reading.mapping.kind in {OvertimeEntry, Payroll}:
        own = {Quarter.holding(each) for each in days}
        found = [each for each in claimable if each in own]
    else:
        found = [each for each in claimable if days and each.until > min(days)]
    return found[-_QUARTERS_AT_MOST:]


def effects(
    book: Book,
    claims: Claims,
    quarters: Sequence[Quarter],
    store: Callable[[RecordWriter], object],
    tick: Callable[[], None],
) -> tuple[QuarterEffect, ...]:
    """The effect on the claims of some quarters, read as published.

    Args:
        book: Nothing of it is changed.
        claims: Of the book.
        quarters: Whose claims.
        store: Stores the import; it is taken back afterwards.
        tick: Called after each claim; may raise to stop.

    Raises:
        BookError: when the book cannot be written, or one of its own constraints refuses the import.
    """
    found: list[QuarterEffect] = []
    if not quarters:
        return ()
    with suppress(_TakenBackError), many_records(), book.change("Dry run") as work:
        before = _claims(claims, work, quarters, tick)
        store(work)
        after = _claims(claims, work, quarters, tick)
        found += map(_effect, before, after)
        raise _TakenBackError
    return tuple(found)


class _TakenBackError(Exception):
    """Ends a unit of work of which nothing is to stay."""


def _claims(
    claims: Claims, records: RecordReader, quarters: Sequence[Quarter], tick: Callable[[], None]
) -> list[Claim]:
    computing = claims.computing(records)
    found: list[Claim] = []
    for quarter in quarters:
        found.append(computing.claim(quarter, Preset.PUBLISHED).claim)
        tick()
    return found


def _effect(before: Claim, after: Claim) -> QuarterEffect:
    old, new = ({line.officer_id: line for line in claim.lines} for claim in (before, after))
    names = {line.officer_id: line.name for claim in (before, after) for line in claim.lines}
    lines = tuple(
        LineEffect(officer_id, names[officer_id], old.get(officer_id), new.get(officer_id))
        for officer_id in sorted(names)
        if old.get(officer_id) != new.get(officer_id)
    )
    return QuarterEffect(before.quarter, before.totals.claimed, after.totals.claimed, lines)
