"""What other programs call the fields, as data; and how a header is compared with it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_YEAR = re.compile(r"\b(?:fy ?)?(?:19|20)[0-9]{2}\b|\bfy ?[0-9]{2}\b")
_FOOTNOTE = re.compile(r"(?<=[a-z]{3})[0-9]{1,2}\b")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
BY_WORDS = 1_000
"""How far a header is that only has a field's words: further than by any name."""
_ASIDE = re.compile(r"\((?:as of|in |\$|usd|[0-9])[^)]*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FieldNames:
    """What a field is called: whole names, the likeliest first; words that must all occur, and words that must not.

    Attributes:
        parts: Columns that are parts of it, to be added up where no column has the whole.
    """

    names: tuple[str, ...] = ()
    words: tuple[frozenset[str], ...] = ()
    without: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of other people's tables.

    Attributes:
        fields: By the field's name.
        traps: Headers, as they stand, that look like a field and are none; ``trap_words`` makes one of any header.
        totals: What the first cell of a row that sums up says.
    """

    fields: Mapping[str, FieldNames]
    traps: frozenset[str]
    trap_words: tuple[str, ...]
    totals: frozenset[str]

    def distance(self, field: str, header: str) -> int | None:
        """How far a header is from what a field is called: its place among the names; None when it is not called so."""
        known = self.fields.get(field)
        if known is None or " ".join(header.split()).lower() in self.traps:
            return None
        name = plain_header(header)
        if name in known.names:
            return known.names.index(name)
        words = frozenset(name.split())
        if words & known.without or self._is_of_something_else(name) or not any(each <= words for each in known.words):
            return None
        return BY_WORDS

    def is_part(self, field: str, header: str) -> bool:
        """Whether a header names a part of a field."""
        known = self.fields.get(field)
        return known is not None and plain_header(header) in known.parts

    def _is_of_something_else(self, name: str) -> bool:
        return any(f" {each} " in f" {name} " for each in self.trap_words)

    def knows(self, header: str) -> bool:
        """Whether a cell is what a column of any field is called."""
        name = plain_header(header)
        return any(name in each.names or name in each.parts for each in self.fields.values())


def plain_header(text: str) -> str:
    """A header without case, punctuation, years and footnote digits: ``Fy16 Overtime6`` is ``overtime``."""
    humps = _HUMP.sub(" ", _ASIDE.sub(" ", unicodedata.normalize("NFKC", text)))
    words = " ".join("".join(each if each.isalnum() else " " for each in humps.lower()).split())
    return " ".join(_FOOTNOTE.sub("", _YEAR.sub(" ", words)).split())
