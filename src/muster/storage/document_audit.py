"""Whether every document is as it was stored, and where it is attached."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256

from sqlalchemy import Connection

from muster.domain.documents import Attachment
from muster.domain.records import BY_KIND, AnyRecord, OfficerRecord
from muster.services.derivation_text import source_words
from muster.services.ports import RecordReader
from muster.storage.connections import driver_rows
from muster.storage.document_contents import unpacked
from muster.storage.mapping import table_of

_SHOWN = 3

_CONTENTS = "SELECT sha256, size, deflated, content FROM file_contents ORDER BY rowid"
_UNKNOWN = """
SELECT sha256 FROM file_contents WHERE sha256 NOT IN (
    SELECT json_extract(after, '$.sha256') FROM change_log
    WHERE entity = 'attachments' AND json_valid(after) AND json_extract(after, '$.sha256') IS NOT NULL
)
"""
_OF_KINDS = "SELECT DISTINCT record_kind FROM attachments"
_OF_NOTHING = "SELECT name, record_id FROM attachments WHERE record_kind = ? AND record_id NOT IN ({records})"


def document_faults(connection: Connection, reader: RecordReader) -> Iterator[str]:
    """Documents that are missing or not as they were stored, and attachments to records that are gone."""
    attached: dict[str, list[Attachment]] = defaultdict(list)
    for each in reader.all(Attachment):
        attached[each.sha256].append(each)
    kept = set()
    for digest, *row in driver_rows(connection, _CONTENTS):
        kept.add(digest)
        if not _is_intact(digest, *row):
            yield f"{_named(digest, attached[digest])} is not as it was stored{_cited(reader, attached[digest])}."
    for digest in sorted(attached.keys() - kept):
        yield f"{_named(digest, attached[digest])} is missing from the book{_cited(reader, attached[digest])}."
    for (digest,) in driver_rows(connection, _UNKNOWN):
        yield f"{_named(digest)} is in the book, but the change log does not say so."
    yield from _loose(connection)


def _is_intact(digest: str, size: int, deflated: int, kept: bytes) -> bool:
    content = unpacked(size, deflated, kept)
    return len(content) == size and sha256(content).hexdigest() == digest


def _loose(connection: Connection) -> Iterator[str]:
    """Attachments to a record that is not there."""
    for (name,) in driver_rows(connection, _OF_KINDS).fetchall():
        kind = BY_KIND.get(name)
        records = f"SELECT id FROM {table_of(kind).table.name}" if kind else "SELECT 0"  # noqa: S608 - our names
        for document, number in driver_rows(connection, _OF_NOTHING.format(records=records), name):
            yield f"The document “{document}” is attached to record {number} in {name}, which is not in the book."


def _named(digest: str, attached: Sequence[Attachment] = ()) -> str:
    name = f" “{attached[0].name}”" if attached else ""
    return f"The document{name} (SHA-256 {digest[:12]}…)"


def _cited(reader: RecordReader, attached: Sequence[Attachment]) -> str:
    """The records that it is attached to, in words."""
    named = [words for each in attached[:_SHOWN] if (words := _words(reader, each))]
    more = f" and {len(attached) - _SHOWN:,} more" if len(attached) > _SHOWN else ""
    return f"; it is attached to: {'; '.join(named)}{more}" if named else ""


def _words(reader: RecordReader, attached: Attachment) -> str:
    kind = BY_KIND.get(attached.record_kind)
    record: AnyRecord | None = reader.find(kind, attached.record_id) if kind else None
    if record is None:
        return ""
    whose = f" (officer {record.officer_id})" if isinstance(record, OfficerRecord) else ""
    return f"{source_words(record)}{whose}"
