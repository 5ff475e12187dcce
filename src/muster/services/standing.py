"""Whether what changes leave is accepted: the same rules as for a record that is typed (R2, R3, R7, R8, R21, R23)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from muster.domain.checks import Fault, conflicts, faults, override_faults
from muster.domain.documents import Attachment, RecordKey
from muster.domain.intervals import Span
from muster.domain.ledger.records import LEDGER_KINDS
from muster.domain.readings import RuleBook
from muster.domain.records import (
    BY_KIND,
    KINDS,
    AnyRecord,
    Officer,
    OfficerRecord,
    Override,
    OvertimeEntry,
    Record,
)
from muster.services.history_words import KIND_NAMES
from muster.services.ledger_reading import read_ledger
from muster.services.ledger_refusals import refuse_remains
from muster.services.past import Change
from muster.services.ports import MusterError, RecordReader
from muster.services.records import refuse, refuse_claimed

_LESS = '"hours":"-'
"""In the cells of an overtime entry that takes hours back: without it a day may have too many."""


@dataclass
class Touched:
    """What changes touch, noted while they are made.

    Attributes:
        kinds: All of them.
        coming: The numbers of records that are there again or otherwise, by kind; ``officers`` whose they are.
        days: The days on which an officer's overtime may come to more hours.
        leaving: The officers who are gone or have another ID.
        gone: Records that are gone; ``attached`` the numbers of attachments that are there again.
    """

    kinds: set[type[AnyRecord]] = field(default_factory=set)
    coming: dict[type[Record], set[int]] = field(default_factory=lambda: defaultdict(set))
    officers: dict[type[Record], set[str]] = field(default_factory=lambda: defaultdict(set))
    days: set[tuple[str, date]] = field(default_factory=set)
    leaving: list[Officer] = field(default_factory=list)
    gone: set[RecordKey] = field(default_factory=set)
    attached: set[int] = field(default_factory=set)

    def watch(self, changes: Iterable[Change]) -> Iterator[Change]:
        """The changes as they are, each noted."""
        for each in changes:
            kind = BY_KIND[each.entity]
            self.kinds.add(kind)
            self._note_presence(kind, each)
            if kind in _AGENCYS:
                self._note(kind, each)
            yield each

    def _note_presence(self, kind: type[AnyRecord], change: Change) -> None:
        if change.after is None:
            self.gone.add((change.entity, change.entity_id))
        elif change.before is None:
            self.gone.discard((change.entity, change.entity_id))
            if kind is Attachment:
                self.attached.add(change.entity_id)

    def _note(self, kind: type[Record], change: Change) -> None:
        if kind is OvertimeEntry and change.before and _LESS in change.before:
            self._note_day(change.before)
        if kind is Officer and change.before:
            officer_id = json.loads(change.before)["officer_id"]
            if change.after is None or json.loads(change.after)["officer_id"] != officer_id:
                self.leaving.append(Officer(officer_id))
        if change.after is None:
            return
        self.coming[kind].add(change.entity_id)
        if kind is OvertimeEntry:
            self._note_day(change.after)
        elif issubclass(kind, OfficerRecord):
            self.officers[kind].add(json.loads(change.after)["officer_id"])

    def _note_day(self, canonical: str) -> None:
        cells = json.loads(canonical)
        self.days.add((cells["officer_id"], date.fromisoformat(cells["worked_on"])))


_AGENCYS = frozenset(KINDS)


def refuse_standing(book: RecordReader, rules: RuleBook, touched: Touched) -> None:
    """Refuse what changes have left, where a rule does.

    Raises:
        RefusedError: when a rule refuses a record that is there again, or together with another.
        MusterError: when an officer would be gone who is on a certified claim, or the ledger no longer holds together.
    """
    for officer in touched.leaving:
        refuse_claimed(book, officer, "the officer stays under that ID")
    for kind in KINDS:
        refuse(_faults(book, rules, kind, touched))
    _refuse_loose(book, touched)
    if not touched.kinds.isdisjoint(LEDGER_KINDS):
        refuse_remains(read_ledger(book))


def _refuse_loose(book: RecordReader, touched: Touched) -> None:
    """A document is never left attached to a record that is not there."""
    if not touched.gone and Attachment not in touched.kinds:
        return
    for each in book.all(Attachment):
        comes = each.id in touched.attached and book.find(BY_KIND[each.record_kind], each.record_id) is None
        if comes or each.record in touched.gone:
            kind = KIND_NAMES[BY_KIND[each.record_kind]]
            raise MusterError(
                f"The document “{each.name}” is attached to a record ({kind}) that would not be in the book. Detach it "
                "first, or bring the record back first."
            )


def _faults(book: RecordReader, rules: RuleBook, kind: type[Record], touched: Touched) -> Iterator[Fault]:
    numbers = touched.coming[kind]
    if not numbers and not (kind is OvertimeEntry and touched.days):
        return
    beside = _beside(book, kind, touched)
    beside.sort(key=lambda each: each.id in numbers)  # of two in conflict the later one is told
    for record in beside:
        if record.id in numbers:
            yield from faults(record)
            if isinstance(record, Override):
                yield from override_faults(record, rules)
    for fault in conflicts(beside):
        if fault.record.id in numbers or _day(fault.record) in touched.days:
            yield fault


def _beside(book: RecordReader, kind: type[Record], touched: Touched) -> list[Record]:
    """The records of the kind that those that are there again could equal or conflict with, and they."""
    if kind is OvertimeEntry:
        return [each for each in _overtime(book, {day for _, day in touched.days}) if _day(each) in touched.days]
    if issubclass(kind, OfficerRecord):
        return list(book.of_officers(kind, touched.officers[kind]))
    return list(book.all(kind))


def _overtime(book: RecordReader, days: set[date]) -> list[OvertimeEntry]:
    last = max(days)
    if last == date.max:
        return book.all(OvertimeEntry)
    return book.overtime(Span(min(days), last + timedelta(days=1)))


def _day(record: Record) -> tuple[str, date] | None:
    return (record.officer_id, record.worked_on) if isinstance(record, OvertimeEntry) else None
