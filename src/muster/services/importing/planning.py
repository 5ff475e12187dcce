"""What an import would do, row by row, judged by the same checks as any other change of the book."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import cast

from muster.domain.checks import Fault, conflicts, faults
from muster.domain.importing.building import ImportedRecord, new_record, officer_named
from muster.domain.importing.names import agree
from muster.domain.importing.reading import Person, Reading
from muster.domain.records import Officer, OvertimeEntry
from muster.services.importing.comparing import compare, merge
from muster.services.importing.people import Decisions, FoundPerson, Standing, assigned_ids, bare_id, name_of
from muster.services.importing.planned_rows import Outcome, PlannedRow
from muster.services.imports import overtime_beside
from muster.services.ports import RecordReader

_ROUNDS = 20
"""Of rejecting row by row."""
_TICK_EVERY = 5_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do.

    Attributes:
        rows: The rows that are records, in the file's order.
        officers: New officers that the file's other records need, beside the rows.
        beside: The book's records of the kind that the rows could repeat.
    """

    reading: Reading
    people: tuple[FoundPerson, ...]
    rows: Sequence[PlannedRow]
    officers: tuple[Officer, ...]
    beside: Sequence[ImportedRecord]

    def with_outcome(self, *outcomes: Outcome) -> Iterator[PlannedRow]:
        """The rows of which this becomes."""
        return (each for each in self.rows if each.outcome in outcomes)

    @property
    def stored(self) -> list[ImportedRecord]:
        """What the import stores beside new officers."""
        return [cast("ImportedRecord", each.record) for each in self.with_outcome(Outcome.NEW, Outcome.CHANGED)]


class Planner:
    """Plans an import of one reading into the book as it stands."""

    def __init__(
        self,
        book: RecordReader,
        reading: Reading,
        people: Sequence[FoundPerson],
        decisions: Decisions,
        tick: Callable[[], None],
    ) -> None:
        """Plan by what the user decided about the file's people; ``tick`` is called now and then, and may raise."""
        self._book = book
        self._reading = reading
        self._kind = reading.mapping.kind
        self._people = people
        self._decisions = decisions
        self._tick = tick
        self._officers = {each.officer_id: each for each in book.all(Officer)}

    def plan(self) -> Plan:
        """The plan."""
        ids, created, refused = self._ids()
        rows = [PlannedRow(row, Outcome.NEW) for row in self._reading.records]
        for each in rows:
            self._begin(each, ids, refused)
        if self._kind is OvertimeEntry:
            merge(rows, self._reading.mapping.same_day)
        beside = self._beside(rows)
        compare(rows, beside)
        self._tick()
        self._check(rows, beside)
        wanted = {cast("ImportedRecord", each.record).officer_id for each in rows if each.outcome is Outcome.NEW}
        officers = () if self._kind is Officer else tuple(each for each in created if each.officer_id in wanted)
        return Plan(self._reading, tuple(self._people), rows, officers, beside)

    def _ids(self) -> tuple[dict[Person, str], list[Officer], dict[Person, str]]:
        """Each person's officer ID; the officers that are made for it; and why somebody has none."""
        ids: dict[Person, str] = {}
        created: dict[str, Officer] = {}
        refused: dict[Person, str] = {}
        bare: dict[str, Officer] = {}
        free = assigned_ids({*self._officers, *(each.person.officer_id for each in self._people)})
        for each in self._people:
            person = each.person
            if each.standing is Standing.KNOWN:
                ids[person] = person.officer_id
            elif (matched := self._decisions.matched.get(person)) in self._officers:
                ids[person] = matched
            elif person in self._decisions.created and not any(person.name):
                refused[person] = f"there is no officer {person.officer_id}, and the row has no name to make one of"
            elif person in self._decisions.created or self._may_be_made(each):
                ids[person] = person.officer_id or next(free)
                made = created.setdefault(ids[person], officer_named(ids[person], person.name))
                like = bare.setdefault(bare_id(ids[person]), made)
                if reason := _another(made, like, person):
                    refused[person] = reason
            else:
                refused[person] = _not_matched(each)
        for person in [each for each in refused if not any(each.name) and each.officer_id in created]:
            del refused[person]
            ids[person] = person.officer_id  # another row has the name
        return ids, list(created.values()), refused

    def _may_be_made(self, each: FoundPerson) -> bool:
        """Whom a file of officers gives an ID, and nobody else may be, is what the file is there for."""
        return self._kind is Officer and each.standing is Standing.UNKNOWN and bool(each.person.officer_id)

    def _begin(self, each: PlannedRow, ids: Mapping[Person, str], refused: Mapping[Person, str]) -> None:
        row = each.row
        if row.problems:
            each.reject("; ".join(row.problems))
        elif row.person in refused:
            each.reject(refused[row.person])
        else:
            each.record = new_record(self._kind, row, ids[row.person])

    def _beside(self, rows: Sequence[PlannedRow]) -> list[ImportedRecord]:
        """The book's records that the rows could repeat or contradict."""
        records = [each.record for each in rows if each.record is not None]
        if not records:
            return []
        if self._kind is OvertimeEntry:
            return list(overtime_beside(self._book, cast("Sequence[OvertimeEntry]", records)))
        return list(self._book.of_officers(self._kind, {each.officer_id for each in records}))

    def _check(self, rows: Sequence[PlannedRow], beside: Sequence[ImportedRecord]) -> None:
        """Reject what the rules refuse, until nothing of what is left contradicts the book or each other."""
        for at, each in enumerate(rows):
            if at % _TICK_EVERY == 0:
                self._tick()
            if each.outcome in {Outcome.NEW, Outcome.CHANGED}:
                fault = next(faults(cast("ImportedRecord", each.record)), None)
                if fault:
                    each.reject(self._told(fault))
        for round_number in count():
            if not _reject_conflicts(rows, beside, whole_officers=round_number >= _ROUNDS):
                return
            self._tick()

    def _told(self, fault: Fault) -> str:
        """The fault, and in which of the file's columns."""
        labels = self._reading.mapping.columns_of(fault.column)
        return f"column “{labels[0]}”: {fault.text}" if labels else fault.text


def _another(made: Officer, like: Officer, person: Person) -> str:
    """Why somebody cannot be made an officer of beside others of the file; empty when nothing speaks against it."""
    if made.officer_id != like.officer_id:
        return f"the file has the ID {like.officer_id}, too, which may be the same; write both alike"
    if person.name.last and not agree(person.name, name_of(made)):
        return f"the file has the ID {made.officer_id} under the name {made.name}, too; correct one of them"
    return ""


def _not_matched(each: FoundPerson) -> str:
    if each.standing is Standing.UNKNOWN:
        return f"there is no officer {each.person.shown} in the book; say who it is, or that the officer is a new one"
    who = " or ".join(f"{officer.officer_id} {officer.name}" for officer in each.candidates)
    return f"{each.person.shown} may be officer {who}; confirm who it is, and import the row then"


def _reject_conflicts(rows: Sequence[PlannedRow], beside: Sequence[ImportedRecord], *, whole_officers: bool) -> bool:
    """Reject the rows that contradict the book or each other; whether there were any.

    Of a day with too many hours nobody knows which are wrong, so that all of the file's go. With ``whole_officers`` all
    rows of an officer go, so that rejecting comes to an end however the rows are entangled.
    """
    live = [each for each in rows if each.outcome in {Outcome.NEW, Outcome.CHANGED}]
    replaced = {each.before.id for each in live if each.before is not None}
    known = [each for each in beside if each.id not in replaced]
    found = list(conflicts([*known, *(cast("ImportedRecord", each.record) for each in live)]))
    by_record = {id(each.record): each for each in live} if found else {}
    groups: dict[Hashable, list[PlannedRow]] = defaultdict(list)
    for each in live if found else ():
        groups[_group(each.record, whole=whole_officers)].append(each)
    hit = False
    for fault in found:
        row = by_record.get(id(fault.record))
        if row is None or row.record is None:
            continue
        hit = True
        together = whole_officers or fault.column == "hours"
        reason = _conflict(fault, by_record)
        for each in groups[_group(row.record, whole=whole_officers)] if together else [row]:
            each.reject(reason)
    return hit


def _group(record: ImportedRecord | None, *, whole: bool) -> Hashable:
    if record is None or whole or not isinstance(record, OvertimeEntry):
        return record and record.officer_id
    return record.officer_id, record.worked_on


def _conflict(fault: Fault, by_record: Mapping[int, PlannedRow]) -> str:
    """The fault, and where the other record stands."""
    if fault.other is None:
        return fault.text
    other = by_record.get(id(fault.other))
    return f"{fault.text} (the other is in {f'row {other.row.number}' if other else 'the book'})"
