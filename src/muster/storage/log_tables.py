"""The tables of the book's past: the change log, its head, and the steps that it was written in."""

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from muster.services.past import Way
from muster.storage.base import STRICT, Row
from muster.storage.constraints import words


class ChangeRow(Row):
    """The change log: appended to, never changed; see :mod:`muster.storage.change_log`."""

    __tablename__ = "change_log"
    __table_args__ = (
        Index("change_log_by_record", "entity", "entity_id"),
        Index("change_log_removals", "sequence", sqlite_where=text("after IS NULL")),
        STRICT,
    )

    sequence: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    user: Mapped[str]
    name: Mapped[str]
    action: Mapped[str]
    entity: Mapped[str]
    entity_id: Mapped[int]
    before: Mapped[str | None]
    after: Mapped[str | None]
    hash: Mapped[str]


class StepRow(Row):
    """What was changed at once: its bounds in the log, and what it takes back; see :mod:`muster.services.past`."""

    __tablename__ = "steps"
    __table_args__ = (
        UniqueConstraint("first_entry", name="steps_key"),
        Index("steps_by_target", "target", "number"),
        words("steps", "way", Way),
        STRICT,
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    first_entry: Mapped[int]
    last_entry: Mapped[int]
    way: Mapped[str]
    target: Mapped[int]


class LogHeadRow(Row):
    """The change log's newest entry, told once more: one row, so that entries cut off at the end are missed."""

    __tablename__ = "log_head"
    __table_args__ = (Index("log_head_key", text("(1)"), unique=True), STRICT)

    sequence: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str]
