"""What happened in one book: step by step, record by record, and which moment a day stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from muster.domain.records import BY_KIND, AnyRecord
from muster.domain.words import day
from muster.services.history_words import Event, event
from muster.services.past import ANY_STEP, Step, StepQuery
from muster.services.ports import Book, Clock, MusterError


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in the book's past.

    Attributes:
        step: The last one that was made by then.
        at: UTC; what the time was.
    """

    step: Step
    at: datetime

    @property
    def words(self) -> str:
        """``As known on 3 Mar 2026``."""
        return f"As known on {day(self.at.astimezone().date())}"


class KnownClock:
    """Stands still at a moment, so that a page says what it said then."""

    def __init__(self, at: datetime) -> None:
        """Always that moment."""
        self._at = at

    def now(self) -> datetime:
        """The moment."""
        return self._at


class History:
    """The history of one book."""

    def __init__(self, book: Book, clock: Clock) -> None:
        """Read the book's log."""
        self._book = book
        self._clock = clock

    def of_record(self, record: AnyRecord) -> list[Event]:
        """All that happened to a record, newest first."""
        with self._book.read() as records:
            return [event(each) for each in records.past.of_record(record.kind, record.id)]

    def of_number(self, entity: str, number: int) -> list[Event]:
        """All that happened to the record with a number, newest first.

        Raises:
            MusterError: when there is no such kind, or the book never had such a record.
        """
        if entity not in BY_KIND:
            raise MusterError(f"There are no records “{entity}”; give one of {', '.join(BY_KIND)}.")
        with self._book.read() as records:
            found = [event(each) for each in records.past.of_record(entity, number)]
        if not found:
            raise MusterError(f"The book never had a record {number} in {entity}; “muster history” lists what changed.")
        return found

    def step(self, number: int) -> tuple[Step, list[Event]]:
        """A step and all that it did, oldest first.

        Raises:
            MusterError: when there is no such step.
        """
        with self._book.read() as records:
            found = records.past.step(number)
            if found is None:
                raise MusterError(f"There is no step {number} in the book's history; “muster history” lists them.")
            return found, [event(each) for each in records.past.entries(found, 0, found.entries)]

    def steps(self, query: StepQuery = ANY_STEP, below: int | None = None, most: int = 200) -> list[Step]:
        """The steps asked for, newest first; those with a number below one when it is given."""
        with self._book.read() as records:
            return records.past.steps(query, below, most)

    def events(self, step: Step, after: int = 0, most: int = 200, words: Sequence[str] = ()) -> list[Event]:
        """What a step did, oldest first, after an entry of the log; see :func:`words_within` for ``words``."""
        with self._book.read() as records:
            return [event(each) for each in records.past.entries(step, after, most, words)]

    def removed(self, words: Sequence[str] = (), below: int | None = None, most: int = 200) -> list[Event]:
        """The bin: what was removed and is not there again, the newest first; below an entry when it is given."""
        with self._book.read() as records:
            return [event(each) for each in records.past.removed(words, below, most)]

    def names(self) -> list[str]:
        """Everybody who changed something."""
        with self._book.read() as records:
            return records.past.names()

    def steps_of(self, when: date) -> list[Step]:
        """The steps of a day at the workstation, newest first."""
        start, until = day_bounds(when)
        return self.steps(StepQuery(since=start, until=until), most=1_000)

    def at_the_end_of(self, when: date) -> Moment:
        """The moment at which a day at the workstation ended, now when it is today.

        Raises:
            MusterError: when the day is still to come, or the book was empty then.
        """
        now = self._clock.now()
        start, until = day_bounds(when)
        if start > now:
            raise MusterError(f"{day(when)} is still to come; give today or a day before.")
        with self._book.read() as records:
            step, first = records.past.step_before(until), records.past.step(1)
        if step is None:
            begun = f"; its first change was on {day(first.at.astimezone().date())}" if first else ""
            raise MusterError(f"The book had no records yet on {day(when)}{begun}.")
        return Moment(step, min(now, until - timedelta(seconds=1)))

    @staticmethod
    def after(step: Step) -> Moment:
        """The moment after a step."""
        return Moment(step, step.at)


def words_within(step: Step, words: Sequence[str]) -> tuple[str, ...]:
    """Of the words by which a step was found those that are in its entries, not in what it is called."""
    return tuple(word for word in words if word.lower() not in step.action.lower())


def day_bounds(when: date) -> tuple[datetime, datetime]:
    """When a day at the workstation begins and ends, UTC."""
    start, until = (datetime.combine(each, time.min).astimezone(UTC) for each in (when, when + timedelta(days=1)))
    return start, until
