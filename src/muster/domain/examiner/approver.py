"""Whether the person named as approver is the officer."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from muster.domain.records import Officer

RANKS = frozenset(
    {"sgt", "sergeant", "lt", "lieutenant", "capt", "captain", "cpl", "corporal", "maj", "major", "col", "colonel"}
    | {"cmdr", "commander", "chief", "sheriff", "undersheriff", "deputy", "dep", "det", "detective", "detention"}
    | {"officer", "ofc", "trooper", "inspector", "insp", "supervisor", "supv", "admin", "administrator", "director"}
    | {"mr", "mrs", "ms", "dr", "jr", "sr", "ii", "iii", "iv"}
)
"""Words beside a name that are no part of it."""
_NICKNAME = 3
"""A shortened first name has at least this many letters."""


def is_the_officer(approver: str, officer: Officer) -> bool:
    """Whether an approver, written freely (``Sgt. M. Whitfield``, ``Whitfield, Marian``, ``0102``), may be the officer.

    The last name alone is taken for the officer's; with other initials or first names it is somebody else's.
    """
    words = _words(approver)
    if not words:
        return False
    return _is_id(words, officer.officer_id) or _is_login(words, officer) or _is_name(words, officer)


@lru_cache(maxsize=4096)
def _words(text: str) -> Sequence[str]:
    """The words in small letters without accents; an apostrophe joins, any other mark parts."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return tuple(re.findall(r"[^\W_]+", re.sub(r"['’]", "", plain.casefold())))


def _is_id(words: Sequence[str], officer_id: str) -> bool:
    wanted = "".join(_words(officer_id)).lstrip("0")
    return bool(wanted) and any(word.lstrip("0") == wanted for word in words)


def _is_login(words: Sequence[str], officer: Officer) -> bool:
    """``mwhitfield``, ``whitfieldm``, and the same before an @."""
    first, last = "".join(_words(officer.first_name)), "".join(_words(officer.last_name))
    return bool(first and last) and words[0] in {first[0] + last, last + first[0], first + last}


def _is_name(words: Sequence[str], officer: Officer) -> bool:
    last = _words(officer.last_name)
    rest = _without(words, last)
    if rest is None:
        rest = _without(words, ("".join(last),))
    if rest is None:
        return False
    given = [word for word in rest if word not in RANKS]
    if not given:
        return True
    own = [*_words(officer.first_name), *_words(officer.middle_name)]
    return not own or _agrees(given[0], own[0])


def _without(words: Sequence[str], name: Sequence[str]) -> Sequence[str] | None:
    """The words beside a name; None when it is not among them."""
    if not name or not all(part in words for part in name):
        return None
    return [word for word in words if word not in name]


def _agrees(given: str, first: str) -> bool:
    """An initial, the first name, or a short form of it."""
    if len(given) < _NICKNAME or len(first) < _NICKNAME:
        return given[0] == first[0] if len(given) == 1 or len(first) == 1 else given == first
    return given.startswith(first) or first.startswith(given)
