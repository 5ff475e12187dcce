"""Taking steps back and doing them again, in order or out of it, and bringing back from the bin what was removed.

The log is only appended to: what is taken back is written as a step of its own, which restores every record under its
own number. In order it is like in an editor: the last step that still stands is taken back first, and something new
ends what could be done again. The steps that take back and do again are no part of that order themselves.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from muster.domain.documents import Attachment
from muster.domain.ledger.records import CertifiedClaim, Deposit, Payment, Signer
from muster.domain.readings import RuleBook
from muster.domain.records import BY_KIND, Officer, OfficerRecord
from muster.domain.words import day
from muster.services.bulk import many_records
from muster.services.changes import Changed
from muster.services.history_words import KIND_NAMES, event, named, record_in
from muster.services.past import Change, OtherwiseError, Past, Step, Way
from muster.services.ports import Book, LogEntry, MusterError, Progress, RecordReader, RecordWriter
from muster.services.standing import Touched, refuse_standing

_TOLD_EVERY = 1_000
_MEANWHILE = "The book was changed meanwhile in another window or program, so nothing was changed; look at it again."


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What would be taken back next, and what would be done again; None where there is nothing."""

    undo: Step | None
    redo: Step | None


class Undoing:
    """Takes back what was done with one book."""

    def __init__(self, book: Book, rules: RuleBook) -> None:
        """Write in the book what the rules accept."""
        self._book = book
        self._rules = rules

    def next(self) -> NextSteps:
        """What can be undone and redone now."""
        with self._book.read() as records:
            return _next(records.past)

    def undo(self, seen: Step | None = None, progress: Progress | None = None) -> Changed:
        """Take back the last step that stands.

        Args:
            seen: What the user was shown as the next one; None: whatever it is.
            progress: Told how many changes are taken back.

        Raises:
            MusterError: when there is nothing to undo, it is another step than was seen, what it did stays, the book
                no longer holds what it left, or the rules refuse what would be there. Nothing is changed.
            Cancelled: from ``progress``. Nothing is changed.
        """
        step = self._expected(seen, lambda steps: steps.undo, "There is nothing to undo.")
        return self._turn(step, Way.UNDONE, "Undo", progress)

    def redo(self, seen: Step | None = None, progress: Progress | None = None) -> Changed:
        """Do again what was taken back last; raises as :meth:`undo` does."""
        step = self._expected(seen, lambda steps: steps.redo, "There is nothing to redo.")
        return self._turn(step, Way.REDONE, "Redo", progress)

    def put_back(self, number: int, progress: Progress | None = None) -> Changed:
        """Take back one step whatever came after it, as long as its records are as it left them.

        It is something new, and can be undone like anything; the last step that stands is simply undone.

        Raises:
            MusterError: as :meth:`undo`, and when there is no such step.
        """
        with self._book.read() as records:
            step, following = records.past.step(number), _next(records.past)
        if step is None:
            raise MusterError(f"There is no step {number} in the book's history; look at the list again.")
        if step == following.undo:
            return self._turn(step, Way.UNDONE, "Undo", progress)
        return self._turn(step, Way.DONE, "Put back", progress)

    def bring_back(self, removed: Sequence[LogEntry], progress: Progress | None = None) -> Changed:
        """Store removed records again, as the entries that removed them say: an officer and a deposit with all of it.

        Raises:
            MusterError: when one is there already, or the rules refuse it. Nothing is changed.
        """
        if not removed:
            raise MusterError("Nothing is chosen; choose what to bring back.")
        with self._book.change(_bringing(removed)) as work:
            wanted = {each.sequence: each for one in removed for each in (one, *_with_it(work, one))}
            back = [wanted[sequence] for sequence in sorted(wanted, reverse=True)]
            _refuse_without_officer(work, back)
            changes = [Change(each.entity, each.entity_id, None, each.before) for each in back]
            return self._make(work, changes, len(changes), "the record was not brought back", progress)

    def _expected(self, seen: Step | None, which: Callable[[NextSteps], Step | None], nothing: str) -> Step:
        found = which(self.next())
        if seen is not None and found != seen:
            raise MusterError(_MEANWHILE)
        if found is None:
            raise MusterError(nothing)
        return found

    def _turn(self, step: Step, way: Way, verb: str, progress: Progress | None) -> Changed:
        with many_records(), self._book.change(f"{verb}: {step.action}") as work:
            following = _next(work.past)
            if way is not Way.DONE:
                if step != (following.undo if way is Way.UNDONE else following.redo):
                    raise MusterError(_MEANWHILE)
                work.turns(way, step.number)
            _refuse_lasting(work, step, way)
            changes = work.past.changes(step, back=way is not Way.REDONE)
            return self._make(work, changes, step.entries, f"“{step.action}” was {_SAID[way]}", progress)

    def _make(
        self, work: RecordWriter, changes: Iterable[Change], total: int, refused: str, progress: Progress | None
    ) -> Changed:
        touched, before = Touched(), work.log_head[0]
        try:
            work.apply(touched.watch(_told(changes, total, progress)))
        except OtherwiseError as error:
            raise MusterError(f"{_otherwise(work, error, before)}, so {refused}.") from error
        refuse_standing(work, self._rules, touched)
        return Changed(frozenset(touched.kinds))


_SAID = {Way.DONE: "not put back", Way.UNDONE: "not undone", Way.REDONE: "not redone"}


def _next(past: Past) -> NextSteps:
    newest = past.newest_step()
    return NextSteps(_to_undo(past, newest), _to_redo(past, newest))


def _to_undo(past: Past, step: Step | None) -> Step | None:
    """The last step that stands once ``step`` was made: of one that takes another back, what stood before that one."""
    while step is not None and step.way is Way.UNDONE:
        step = past.step(step.target - 1)
    return past.step(step.target) if step is not None and step.way is Way.REDONE else step


def _to_redo(past: Past, step: Step | None) -> Step | None:
    """What was taken back last once ``step`` was made: of one that does another again, what was so before that one."""
    while step is not None and step.way is Way.REDONE:
        undone = past.last_undoing(step.target, step.number)
        step = past.step(undone.number - 1) if undone else None
    return past.step(step.target) if step is not None and step.way is Way.UNDONE else None


def _told(changes: Iterable[Change], total: int, progress: Progress | None) -> Iterator[Change]:
    for done, each in enumerate(changes):
        if progress is not None and done % _TOLD_EVERY == 0:
            progress(done, total)
        yield each


def _refuse_lasting(book: RecordReader, step: Step, way: Way) -> None:
    """What was certified stays, and an old passphrase, which somebody else may know, does not come back."""
    entities = book.past.entities(step)
    what = f"“{step.action}” is {_SAID[way]}"
    others = "; steps before it are put back one by one on the History page"
    if CertifiedClaim.kind in entities:
        numbers = [each.number for each in map(_claim, book.past.changes(step, back=False)) if each is not None]
        raise MusterError(
            f"{what}: what was certified stays. Declare {numbers[0]} void on the Ledger page instead{others}."
        )
    if Signer.kind in entities and any(
        each.entity == Signer.kind and each.before and each.after for each in book.past.changes(step, back=False)
    ):
        raise MusterError(f"{what}: an old passphrase does not come back. Change it again instead{others}.")


def _claim(change: Change) -> CertifiedClaim | None:
    found = record_in(*change[:2], change.after) if change.entity == CertifiedClaim.kind else None
    return found if isinstance(found, CertifiedClaim) else None


def _otherwise(book: RecordReader, error: OtherwiseError, before: int) -> str:
    """Who changed a record since, and when, in words; of the log as it was before anything was taken back."""
    happened = [each for each in book.past.of_record(error.entity, error.number) if each.sequence <= before]
    last = event(happened[0])
    verb = "is there" if last.verb == "added" else f"was {last.verb} since"
    when = day(last.entry.at.astimezone().date())
    return f"{named(last.record)}, {verb} ({last.entry.action}, {last.entry.name}, {when})"


def _bringing(removed: Sequence[LogEntry]) -> str:
    """The step in words, for the log."""
    first = record_in(removed[0].entity, removed[0].entity_id, removed[0].before)
    if len(removed) > 1 or first is None:
        return f"Bring back {len(removed):,} records"
    officer = f" {first.officer_id}" if isinstance(first, OfficerRecord) else ""
    return f"Bring back {KIND_NAMES[type(first)]}{officer}"


def _with_it(book: RecordReader, entry: LogEntry) -> list[LogEntry]:
    """What was removed together with a record because it was its own: an officer's, a deposit's, and documents."""
    record, step = record_in(entry.entity, entry.entity_id, entry.before), book.past.step_of(entry.sequence)
    if step is None:
        return []
    gone = book.past.removed_in(step)
    own = [each for each in gone if isinstance(record, Officer | Deposit) and _belongs(each, record)]
    keys = {(each.entity, each.entity_id) for each in (entry, *own)}
    attached = ((each, record_in(each.entity, each.entity_id, each.before)) for each in gone)
    return own + [each for each, on in attached if isinstance(on, Attachment) and on.record in keys]


def _belongs(entry: LogEntry, to: Officer | Deposit) -> bool:
    if not issubclass(BY_KIND[entry.entity], Payment if isinstance(to, Deposit) else OfficerRecord):
        return False
    record = record_in(entry.entity, entry.entity_id, entry.before)
    if isinstance(record, Payment):
        return record.deposit == to.id
    return isinstance(to, Officer) and isinstance(record, OfficerRecord) and record.officer_id == to.officer_id


def _refuse_without_officer(book: RecordReader, back: Sequence[LogEntry]) -> None:
    records = [record_in(each.entity, each.entity_id, each.before) for each in back]
    wanted = {each.officer_id for each in records if isinstance(each, OfficerRecord)}
    there = {each.officer_id for each in book.of_officers(Officer, wanted)}
    missing = sorted(wanted - there - {each.officer_id for each in records if isinstance(each, Officer)})
    if missing:
        raise MusterError(f"Officer {missing[0]} is not in the book; bring the officer back first, or as well.")
