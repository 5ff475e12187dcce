"""Keeping records: add, change and remove one or many, checked against the rules before anything is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from muster.domain.checks import Fault, conflicts, faults, override_faults
from muster.domain.ledger.records import ClaimAmount
from muster.domain.readings import RuleBook
from muster.domain.records import (
    KINDS,
    Agency,
    Agreement,
    Authorization,
    Effort,
    Interruption,
    Officer,
    OfficerRecord,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Record,
    Result,
)
from muster.domain.words import count
from muster.services.changes import Changed
from muster.services.ports import Book, MusterError, RecordReader

NAMES: dict[type[Record], str] = {
    Agency: "agency profile",
    Agreement: "agreement",
    Officer: "officer",
    Authorization: "authorization",
    Interruption: "interruption",
    Pay: "pay",
    Effort: "effort",
    OvertimeEntry: "overtime entry",
    Payroll: "payroll row",
    Result: "location result",
    Override: "reading",
}
"""What a record of each kind is called in a sentence."""


def counted(kind: type[Record], number: int) -> str:
    """So many records of a kind: ``1 pay row``, ``14 overtime entries``."""
    name = "pay row" if kind is Pay else NAMES[kind]
    return count(number, name, f"{name[:-1]}ies" if name.endswith("ry") else f"{name}s")


class RefusedError(MusterError):
    """A record breaks a rule; ``fault`` says which column of it and why."""

    def __init__(self, fault: Fault) -> None:
        """Make the sentence of the fault."""
        text = fault.text
        super().__init__(f"{text[:1].upper()}{text[1:]}.")
        self.fault = fault


class ChangedMeanwhileError(MusterError):
    """A record is no longer as it was when the change of it began: another window or program has changed it."""

    def __init__(self, seen: Record) -> None:
        """Make the sentence."""
        super().__init__(
            f"The {NAMES[type(seen)]} was changed meanwhile in another window or program, so nothing was saved. "
            "Leave without saving, press F5, and make your change again."
        )


class Records:
    """The records of one book, as an administrator keeps them."""

    def __init__(self, book: Book, rules: RuleBook) -> None:
        """Work on the book."""
        self._book = book
        self._rules = rules

    def save(self, record: Record, seen: Record | None = None) -> Changed:
        """Store a new record (``id`` 0) or a changed one; ``seen`` is what the user saw before changing it.

        Raises:
            RefusedError: when a rule refuses it; nothing is stored.
            ChangedMeanwhileError: when the book no longer holds it as it was seen; nothing is stored.
            BookError: when the book cannot be written.
        """
        return self.save_all([record], [seen] if seen and seen.id else [])

    def save_all(self, records: Sequence[Record], seen: Sequence[Record] = (), action: str = "") -> Changed:
        """Store several records of any kinds as one step, in the log under ``action``; see :meth:`save`."""
        step = action or _action(records, "Edit" if all(each.id for each in records) else "Add")
        with self._book.change(step) as work:
            for each in seen:
                if work.find(type(each), each.id) not in {each, None}:  # one that is gone is told by replace
                    raise ChangedMeanwhileError(each)
            for record in records:
                refuse(self._faults(work, record))
                work.replace(record) if record.id else work.add(record)
        return Changed.of(records)

    def remove(self, records: Sequence[Record]) -> Changed:
        """Take records out of the book as one step; the log keeps them. An officer goes with all that is theirs.

        Raises:
            MusterError: when an officer is on a certified claim.
            BookError: when the book cannot be written.
        """
        with self._book.change(_action(records, "Remove")) as work:
            for record in records:
                refuse_claimed(work, record, "record the last day employed instead of removing the officer")
            gone = [each for record in records for each in (*_belongings(work, record), record)]
            for each in gone:
                work.remove(each)
        return Changed.of(gone)

    def rename_officer(self, officer: Officer, officer_id: str) -> Changed:
        """Give an officer another id; all that is theirs follows.

        Raises:
            RefusedError: when the id is empty or another officer's.
            MusterError: when the officer is on a certified claim.
        """
        renamed = replace(officer, officer_id=officer_id.strip(), id=0)
        if not renamed.officer_id:
            raise RefusedError(Fault(renamed, "officer_id", "the officer ID is empty; give one"))
        with self._book.change(f"Change officer ID {officer.officer_id} to {renamed.officer_id}") as work:
            refuse_claimed(work, officer, "the ID stays as it was certified")
            refuse(self._faults(work, renamed))
            mine = _belongings(work, officer)
            added = work.add(renamed)
            for attached in work.attachments([officer]):
                work.replace(replace(attached, record_id=added.id))
            for each in mine:
                work.replace(replace(each, officer_id=renamed.officer_id))
            work.remove(officer)
        return Changed(frozenset(KINDS), None)

    def _faults(self, book: RecordReader, record: Record) -> Iterable[Fault]:
        yield from faults(record)
        if isinstance(record, Override):
            yield from override_faults(record, self._rules)
        if not isinstance(record, Officer) and isinstance(record, OfficerRecord) and not _known(book, record):
            yield Fault(record, "officer_id", f"there is no officer {record.officer_id}; add the officer first")
        yield from conflicts([*_beside(book, record), record])


def refuse(found: Iterable[Fault]) -> None:
    """Raise the first fault, if there is one.

    Raises:
        RefusedError: for that fault.
    """
    for fault in found:
        raise RefusedError(fault)


def refuse_claimed(book: RecordReader, record: Record, instead: str) -> None:
    """An officer on a certified claim stays under that id, so that the claim can be held against the records.

    Raises:
        MusterError: when the record is such an officer; ``instead`` says what to do.
    """
    if not isinstance(record, Officer):
        return
    named = next((each.number for each in book.all(ClaimAmount) if each.officer_id == record.officer_id), None)
    if named:
        raise MusterError(f"Officer {record.officer_id} is on the certified claim {named}; {instead}.")


def _known(book: RecordReader, record: OfficerRecord) -> bool:
    return bool(book.of_officer(Officer, record.officer_id))


def _beside(book: RecordReader, record: Record) -> list[Record]:
    """The book's other records of the kind that the record could conflict with."""
    if isinstance(record, OfficerRecord):
        found: Sequence[Record] = book.of_officer(type(record), record.officer_id)
    else:
        found = book.all(type(record))
    return [each for each in found if each.id != record.id]


def _belongings(book: RecordReader, record: Record) -> list[OfficerRecord]:
    """What goes with an officer, in the reverse order of storing."""
    if not isinstance(record, Officer):
        return []
    kinds: tuple[type[OfficerRecord], ...] = (Payroll, OvertimeEntry, Effort, Pay, Interruption, Authorization)
    return [each for kind in kinds for each in book.of_officer(kind, record.officer_id)]


def _action(records: Sequence[Record], verb: str) -> str:
    """The step in words, for the log."""
    name = NAMES[type(records[0])]
    if len(records) > 1:
        return f"{verb} {len(records)} records ({name})" if len({*map(type, records)}) == 1 else f"{verb} records"
    officer = records[0].officer_id if isinstance(records[0], OfficerRecord) else ""
    return f"{verb} {name} {officer}".rstrip()
