"""The typeface of every printed page, its styles, and how text is measured, shortened and wrapped."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from muster import paths

REGULAR = "IBMPlexSans-Regular"
BOLD = "IBMPlexSans-Bold"

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character that the typeface does not have."""

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


@cache
def typeface(font: str) -> TTFont:
    """A font of the bundled family, known to reportlab from now on.

    Raises:
        OSError: when the font's file is missing.
    """
    loaded = TTFont(font, paths.fonts() / f"{font}.ttf", asciiReadable=True)
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def advances(font: str) -> dict[str, int]:
    """How far each character of a font advances, in 1/1000 of the size."""
    face = typeface(font).face
    return {chr(code): face.charWidths[code] for code in face.charToGlyph}


def printable(text: str, font: str = REGULAR) -> str:
    """The text in characters that the typeface has: composed (NFC), others replaced visibly."""
    if text.isascii() and text.isprintable():
        return text
    known = advances(font)
    return "".join(char if char in known else UNKNOWN for char in unicodedata.normalize("NFC", text))


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks; sizes in points, ``grey`` from 0 (black) to 1 (white)."""

    font: str
    size: float
    leading: float
    grey: float = 0.0

    def em(self, text: str) -> float:
        """How wide the text (printable) is at a size of one point."""
        return sum(map(advances(self.font).__getitem__, text)) / 1000

    def width(self, text: str) -> float:
        """How wide the text (printable) is, in points."""
        return self.em(text) * self.size

    def scaled(self, share: float) -> "Style":
        """The style at a share of its size."""
        return self if share == 1 else replace(self, size=self.size * share)

    def fit(self, text: str, width: float) -> str:
        """The text, shortened with an ellipsis where it is wider than the width."""
        if self.width(text) <= width:
            return text
        shortest, longest = 0, len(text) - 1
        while shortest < longest:
            middle = (shortest + longest + 1) // 2
            if self.width(text[:middle].rstrip() + _ELLIPSIS) <= width:
                shortest = middle
            else:
                longest = middle - 1
        return text[:shortest].rstrip() + _ELLIPSIS

    def wrap(self, text: str, width: float) -> list[str]:
        """The text in lines no wider than the width, broken between words, within a word only where it is too wide."""
        whole = " ".join(text.split())
        if self.width(whole) <= width:
            return [whole]
        lines: list[str] = []
        line = ""
        for word in self._words(whole, width):
            longer = f"{line} {word}" if line else word
            if line and self.width(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        return [*lines, line]

    def _words(self, text: str, width: float) -> Iterator[str]:
        for word in text.split():
            rest = word
            while self.width(rest) > width:
                cut = self._fitting(rest, width)
                yield rest[:cut]
                rest = rest[cut:]
            yield rest

    def _fitting(self, word: str, width: float) -> int:
        """How many characters from the start fit, at least 1."""
        return max(1, next((n for n in range(1, len(word)) if self.width(word[: n + 1]) > width), len(word)))


SECONDARY = 0.35
TITLE = Style(BOLD, 22, 28)
SUBTITLE = Style(REGULAR, 12, 16)
HEADING = Style(BOLD, 13, 24)
CONTINUED = Style(REGULAR, 10, 24, SECONDARY)
KICKER = Style(BOLD, 8, 16, SECONDARY)
BODY = Style(REGULAR, 9, 12)
BODY_BOLD = Style(BOLD, 9, 12)
AMOUNT = Style(REGULAR, 10, 20)
AMOUNT_CLOSE = Style(REGULAR, 10, 16)
AMOUNT_TOTAL = Style(BOLD, 12, 24)
LABEL = Style(REGULAR, 8, 12, SECONDARY)
NOTE = Style(REGULAR, 8, 12, SECONDARY)
CELL = Style(REGULAR, 8.5, 12)
CELL_BOLD = Style(BOLD, 8.5, 12)
COLUMN_HEAD = Style(BOLD, 8, 10)
FOOT = Style(REGULAR, 7.5, 10, SECONDARY)
FOOT_BOLD = Style(BOLD, 7.5, 10, SECONDARY)
