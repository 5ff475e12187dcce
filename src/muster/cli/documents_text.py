"""The documents of a book as a terminal shows them."""

from collections.abc import Sequence
from typing import Any

from muster.cli.claim_text import aligned
from muster.domain.documents import Attachment
from muster.domain.media import words_of
from muster.domain.records import AnyRecord, OfficerRecord
from muster.domain.words import size
from muster.services.derivation_text import source_words

_HEADINGS = ("Document", "Kind", "Added", "By", "Officer", "Attached to", "Size")
_TEXT_COLUMNS = 6

Attached = Sequence[tuple[Attachment, AnyRecord | None]]


def documents_text(attached: Attached) -> str:
    """One row for each document on each record."""
    if not attached:
        return "No document is attached."
    return "\n".join(aligned([_HEADINGS, *(_cells(*each) for each in attached)], _TEXT_COLUMNS))


def documents_json(attached: Attached) -> list[dict[str, Any]]:
    """The same for programs."""
    return [
        {
            "name": each.name,
            "sha256": each.sha256,
            "media_type": each.media_type,
            "size": each.size,
            "added_on": each.added_on.isoformat(),
            "added_by": each.added_by,
            "kind": each.record_kind,
            "number": each.record_id,
            "officer_id": _officer(record) or None,
            "record": source_words(record) if record else None,
        }
        for each, record in attached
    ]


def _cells(each: Attachment, record: AnyRecord | None) -> tuple[str, ...]:
    on, words = each.added_on.isoformat(), source_words(record) if record else ""
    return each.name, words_of(each.media_type), on, each.added_by, _officer(record), words, size(each.size)


def _officer(record: AnyRecord | None) -> str:
    return record.officer_id if isinstance(record, OfficerRecord) else ""
