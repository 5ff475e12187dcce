"""People's names in one cell, taken apart; and whether two names can be one person's.

``V`` is taken for an initial, not for the fifth of a name: “Stone, Vincent V” is common, fifths are not.
"""

import re
import unicodedata
from typing import NamedTuple

from muster.domain.importing.file_mapping import NameOrder

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th"})
_PARTICLES = frozenset({"da", "de", "del", "della", "der", "di", "dos", "du", "la", "le", "van", "von", "st", "st."})


class PersonName(NamedTuple):
    """A name; the suffix (Jr., III) stands behind the last name, as it is signed."""

    last: str
    first: str = ""
    middle: str = ""

    @property
    def shown(self) -> str:
        """``Lind, Avery J.``."""
        given = " ".join(part for part in (self.first, self.middle) if part)
        return ", ".join(part for part in (self.last, given) if part)


def split_name(text: str, order: NameOrder = NameOrder.FIRST_LAST) -> PersonName:
    """Take apart ``Lind, Avery J.``, ``LIND,AVERY J``, ``Lind_Avery J`` or ``Avery J Lind``; letters stay as they are.

    Args:
        text: The cell.
        order: How a name without comma and underscore is put together.
    """
    words, suffix = _suffix_apart(text)
    plain = " ".join(words)
    for mark in (",", "_"):
        if mark in plain.strip(mark + " "):
            last, _, given = plain.partition(mark)
            first, *middle = given.replace(mark, " ").split() or [""]
            return PersonName(_with_suffix(last.split(), suffix), first, " ".join(middle))
    words = plain.strip(",_ ").split()
    if len(words) < 2:  # noqa: PLR2004 - a single word is a last name
        return PersonName(_with_suffix(words, suffix))
    if order is NameOrder.LAST_FIRST:
        at = _after_particles(words)
        return PersonName(_with_suffix(words[:at], suffix), words[at], " ".join(words[at + 1 :]))
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return PersonName(_with_suffix(words[at:], suffix), words[0], " ".join(words[1:at]))


def _suffix_apart(text: str) -> tuple[list[str], str]:
    """The words without a suffix, which may stand in brackets or behind a comma at any place but the first."""
    words = re.sub(r"[\[\]()]", " ", text).replace(",", ", ").replace("_", "_ ").split()
    kept: list[str] = []
    suffix = ""
    for at, word in enumerate(words):
        bare = word.strip(".,").lower()
        if at and not suffix and bare in _SUFFIXES:
            suffix = word.strip(",")
            if word.endswith(",") and kept and not kept[-1].endswith((",", "_")):
                kept[-1] += ","
        else:
            kept.append(word)
    return kept, suffix


def _with_suffix(words: list[str], suffix: str) -> str:
    return " ".join([*words, *([suffix] if suffix else [])]).strip(" ,_")


def _after_particles(words: list[str]) -> int:
    at = 0
    while at < len(words) - 2 and words[at].lower() in _PARTICLES:
        at += 1
    return at + 1


def name_key(name: PersonName) -> tuple[str, str]:
    """Last and first name as they are compared: without case, accents, blanks and punctuation."""
    return _bare(name.last), _bare(name.first)


def agree(one: PersonName, two: PersonName) -> bool:
    """Whether both can be one person's: last and first names are the same, middle names or initials do not differ."""
    if name_key(one) != name_key(two):
        return False
    first, second = _bare(one.middle), _bare(two.middle)
    return not first or not second or first.startswith(second) or second.startswith(first)


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(each for each in plain.casefold() if each.isalnum())
