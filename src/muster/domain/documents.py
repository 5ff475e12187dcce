"""A document attached to a record: which file, told by its content, on which record."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

RecordKey = tuple[str, int]
"""A record of the book: its kind's name (``pay``) and its number."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a record; the book keeps the content once, however many records it is attached to.

    Attributes:
        record_kind: The kind of the record (``pay``); ``record_id`` its number.
        sha256: Of the content, in hexadecimal; ``size`` in bytes.
        name: The file's name when it was attached.
        media_type: As its content shows, like ``application/pdf``.
    """

    kind: ClassVar[str] = "attachments"

    record_kind: str
    record_id: int
    sha256: str
    name: str
    media_type: str
    size: int
    added_on: date
    added_by: str = ""
    id: int = field(default=0, compare=False)

    @property
    def record(self) -> RecordKey:
        """The record that it is attached to."""
        return self.record_kind, self.record_id
