"""The book's past: the steps in which it was changed, and what its log says of a step, a record or a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from muster.services.ports import LogEntry


class Way(StrEnum):
    """What a step does with the book."""

    DONE = "done"
    """Something new."""
    UNDONE = "undone"
    """Takes another step back."""
    REDONE = "redone"
    """Does again what was taken back."""


class Change(NamedTuple):
    """What happens to one record: its kind and number, and its canonical JSON before and after."""

    entity: str
    entity_id: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """What was changed at once.

    Attributes:
        number: From 1, without gaps.
        first: The log's first entry of it; ``last`` its last.
        target: The number of the step that it takes back or does again; 0 for something new.
        at: UTC; ``name`` who, ``action`` what, in words, as its entries say.
    """

    number: int
    first: int
    last: int
    way: Way
    target: int
    at: datetime
    name: str
    action: str

    @property
    def entries(self) -> int:
        """How many changes of a record it consists of."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class StepQuery:
    """Which steps are asked for.

    Attributes:
        words: Each occurs in the action, or in a cell of one of its entries, ignoring the case of A to Z.
        name: Who; empty: anybody.
        entity: A kind of record that it changes; empty: any.
        since: UTC; ``until`` is exclusive; None: any time.
    """

    words: tuple[str, ...] = ()
    name: str = ""
    entity: str = ""
    since: datetime | None = None
    until: datetime | None = None


ANY_STEP = StepQuery()


class OtherwiseError(Exception):
    """The book does not hold a record as a change of it begins: it was changed, removed or added since."""

    def __init__(self, entity: str, number: int) -> None:
        """Name the record."""
        super().__init__(f"{entity} {number}")
        self.entity = entity
        self.number = number


class Past(Protocol):
    """What the log says, in the same consistent view as the records."""

    def step(self, number: int) -> Step | None:
        """A step by its number; None where there is none."""
        ...

    def newest_step(self) -> Step | None:
        """The last step; None while there is none."""
        ...

    def step_of(self, sequence: int) -> Step | None:
        """The step that an entry of the log belongs to."""
        ...

    def last_undoing(self, target: int, before: int) -> Step | None:
        """The newest step with a number below ``before`` that takes a step back."""
        ...

    def steps(self, query: StepQuery, below: int | None, most: int) -> list[Step]:
        """The steps asked for with a number below one (None: all), newest first."""
        ...

    def step_before(self, moment: datetime) -> Step | None:
        """The last step that was made before a moment (UTC)."""
        ...

    def entries(self, step: Step, after: int, most: int, words: Sequence[str] = ()) -> "list[LogEntry]":
        """The entries of a step after one, oldest first; where words are given those with any of them in a cell."""
        ...

    def changes(self, step: Step, *, back: bool) -> Iterator[Change]:
        """What a step changed; ``back``: how that is taken back, the last change first. Others may write meanwhile."""
        ...

    def entities(self, step: Step) -> set[str]:
        """The kinds of record that a step changed."""
        ...

    def of_record(self, entity: str, number: int) -> "list[LogEntry]":
        """All that happened to a record, newest first."""
        ...

    def removed(self, words: Sequence[str], below: int | None, most: int) -> "list[LogEntry]":
        """The entries below one that removed a record that is not there again and has all words, newest first."""
        ...

    def removed_in(self, step: Step) -> "list[LogEntry]":
        """The entries of a step that removed a record that is not there again, the last first."""
        ...

    def names(self) -> list[str]:
        """Everybody who changed something, by name."""
        ...
