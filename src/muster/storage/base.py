"""What every table of the book is built on: its name and age, rows, and rows that are records."""

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Integer, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from muster.domain.ledger.records import Component, Nature, StepKind
from muster.domain.records import AnyRecord, InterruptionKind, Model, StatedBy
from muster.storage.cells import BY_ANNOTATION, Choice

APPLICATION_ID = 0x4D755374
"""SQLite's ``application_id`` of a book: ``MuSt``."""

VERSION = 5
"""SQLite's ``user_version`` of a book: the number of the last migration."""


_WORDS = (Model, InterruptionKind, StatedBy, Component, Nature, StepKind)


class Row(DeclarativeBase):
    """A row of the book."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        **BY_ANNOTATION,
        int: Integer(),
        str: Text(),
        **{words: Choice(words) for words in _WORDS},
    }


class RecordRow(Row):
    """A row that is a record: its columns are the record's attributes.

    ``record`` is the record's class, ``ordered_by`` the columns by which its records are listed.
    """

    __abstract__ = True

    record: ClassVar[type[AnyRecord]]
    ordered_by: ClassVar[tuple[str, ...]]

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)


class OfficersOwn(RecordRow):
    """A row that belongs to an officer, who cannot go or change id while it is there."""

    __abstract__ = True

    officer_id: Mapped[str] = mapped_column(
        ForeignKey("officers.officer_id", ondelete="RESTRICT", onupdate="RESTRICT"), sort_order=-1
    )


STRICT: dict[str, Any] = {"sqlite_strict": True}
"""Tables that hold what their columns say and nothing else."""
