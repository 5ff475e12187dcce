"""The tables of documents: what is attached to which record, and the contents, each stored once and never changed."""

from datetime import date

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from muster.domain.documents import Attachment
from muster.storage.base import STRICT, RecordRow, Row
from muster.storage.constraints import days, key, rule


class FileContentRow(Row):
    """What a document says, by its SHA-256; ``deflated`` tells whether it is kept compressed, as it is where smaller.

    No list reads it. It stays when nothing is attached any more, so that every step can be undone.
    """

    __tablename__ = "file_contents"
    __table_args__ = (
        rule(
            "file_contents_sha256_is_one",
            "length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'",
            "a document's SHA-256 is not 64 hexadecimal digits",
        ),
        rule("file_contents_not_empty", "size > 0", "the document is empty"),
        STRICT,
    )

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    deflated: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class AttachmentRow(RecordRow):
    """Documents attached to records of any kind."""

    __tablename__ = "attachments"
    __table_args__ = (
        key(
            "attachments",
            "record_kind",
            "record_id",
            "sha256",
            sentence="that document is attached to the record already",
        ),
        Index("attachments_by_content", "sha256"),
        *days("attachments", "added_on"),
        rule("attachments_name_is_given", "name <> ''", "the document has no name"),
        STRICT,
    )
    record = Attachment
    ordered_by = ("record_kind", "record_id", "added_on")

    record_kind: Mapped[str]
    record_id: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("file_contents.sha256", ondelete="RESTRICT", onupdate="RESTRICT"))
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    added_on: Mapped[date]
    added_by: Mapped[str]
