"""Which cells of a workbook are shown as percents: the file holds 0.305 where everybody reads 30.5%."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_BUILT_IN = frozenset({b"9", b"10"})
_FORMAT = re.compile(rb"<(?:[^\s<>:/]+:)?numFmt\s[^>]*>")
_ID = re.compile(rb"\bnumFmtId\s*=\s*[\"']([0-9]+)[\"']")
_CODE = re.compile(rb"\bformatCode\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_STYLES = re.compile(rb"<(?:[^\s<>:/]+:)?cellXfs\b(.*?)</(?:[^\s<>:/]+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:[^\s<>:/]+:)?xf\b[^>]*>")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_PLACE = re.compile(rb"\br=[\"']([A-Z]+)([0-9]+)[\"']")
_OF_TEXT = re.compile(rb"\bt=[\"'](?!n[\"'])")


class Shown(NamedTuple):
    """A cell as it names itself: column letters and row."""

    letters: bytes
    row: int


def percent_styles(styles: bytes) -> frozenset[int]:
    """The numbers of the cell styles that show a percent, out of ``xl/styles.xml``."""
    percents = _BUILT_IN | {
        number[1]
        for each in _FORMAT.findall(styles)
        if (number := _ID.search(each)) and (code := _CODE.search(each)) and _is_percent(code[1] or code[2] or b"")
    }
    listed = _STYLES.search(styles)
    cells = _STYLE.findall(listed[1]) if listed else []
    return frozenset(at for at, each in enumerate(cells) if (number := _ID.search(each)) and number[1] in percents)


def _is_percent(code: bytes) -> bool:
    return "%" in _LITERAL.sub("", unescape(code.decode("utf-8", "replace")))


def cells_of(styles: frozenset[int]) -> re.Pattern[bytes] | None:
    """Finds the cells of some styles; None when there are no such styles."""
    numbers = "|".join(map(str, sorted(styles)))
    return re.compile(rf"<c\s([^>]*\bs=[\"'](?:{numbers})[\"'][^>]*)>".encode()) if styles else None


def numbers_in(block: bytes, cells: re.Pattern[bytes]) -> Iterator[Shown]:
    """Where the cells of a block are that hold numbers."""
    for attributes in cells.findall(block):
        if not _OF_TEXT.search(attributes) and (place := _PLACE.search(attributes)):
            yield Shown(place[1], int(place[2]))
