"""Texts and IDs as other people's files have them."""

import re

from muster.domain.cells import TEXT, Cell
from muster.domain.importing.amounts import spreadsheet_error
from muster.domain.importing.sheet import NO_RESULT

_BREAKS = re.compile(r"\s*[\r\n\t\v\f\x85\u2028\u2029]\s*")
_NO_TEXT = frozenset({"n/a", "na", "none", "null", "-", "--", "–", "—"})
"""As funding it would be another program's, as an approver somebody."""
_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", NO_RESULT})
_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]+", re.IGNORECASE)
"""As spreadsheets write it: ``4.17E+02``; an ID like 5101006E6 may be one."""


def read_text(text: str) -> Cell:
    """A text on one line; what stands for none is none.

    Raises:
        ValueError: with a plain sentence when it is a spreadsheet's error, or has what nobody sees.
    """
    stripped = text.strip()
    if stripped in _ERRORS:
        raise ValueError(spreadsheet_error(stripped))
    return "" if stripped.lower() in _NO_TEXT else TEXT.parse(plain(text))


def read_id(text: str) -> Cell:
    """An ID, its zeros kept.

    Raises:
        ValueError: with a plain sentence when a spreadsheet has rounded it, or as of any text.
    """
    stripped = text.strip()
    if _ROUNDED.fullmatch(stripped):
        message = f"“{stripped}” is an ID that a spreadsheet has rounded; show the column in full and export it again"
        raise ValueError(message)
    return read_text(stripped.removeprefix("'"))  # a spreadsheet's mark of a text


def plain(text: str) -> str:
    """Line breaks and tabs are blanks."""
    return text if text.isprintable() else _BREAKS.sub(" ", text)
