"""A PDF as its reader sees it: lines of text, where the characters are, the fonts."""

import ctypes
import re
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
from pypdfium2 import raw

MONEY = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})*\.[0-9]{2}")
MARGIN = 48.0


@dataclass(frozen=True)
class Char:
    text: str
    left: float
    bottom: float
    right: float
    top: float


class SeenPage:
    """A page; its characters are looked up when asked for."""

    def __init__(self, data: bytes, number: int, page: pypdfium2.PdfPage) -> None:
        self._data, self._number = data, number
        self.width, self.height = page.get_size()
        with closing(page.get_textpage()) as text:
            self.text: str = text.get_text_range().replace("\r\n", "\n")
        self.lines = self.text.split("\n")
        self.fonts = {_font(each) for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])}

    @cached_property
    def chars(self) -> list[Char]:
        with ExitStack() as opened:
            document = opened.enter_context(closing(pypdfium2.PdfDocument(self._data)))
            page = opened.enter_context(closing(document[self._number]))
            text = opened.enter_context(closing(page.get_textpage()))
            codes = ((n, chr(raw.FPDFText_GetUnicode(text.raw, n))) for n in range(text.count_chars()))
            return [Char(char, *text.get_charbox(n)) for n, char in codes if char.strip()]

    def shades(self) -> tuple[int, int]:
        """Its darkest and its lightest pixel, from 0 (black) to 255 (white)."""
        with closing(pypdfium2.PdfDocument(self._data)) as document, closing(document[self._number]) as page:
            darkest, lightest = page.render(scale=1).to_pil().convert("L").getextrema()
        return darkest, lightest

    def overlaps(self) -> list[tuple[Char, Char]]:
        """Characters whose ink lies on another's by more than a hair."""
        cells: dict[tuple[int, int], list[Char]] = {}
        found = []
        for char in self.chars:
            cell = (int(char.left // 24), int(char.bottom // 24))
            near = [c for x in (-1, 0, 1) for y in (-1, 0, 1) for c in cells.get((cell[0] + x, cell[1] + y), ())]
            found += [(other, char) for other in near if _overlap(char, other)]
            cells.setdefault(cell, []).append(char)
        return found

    def outside(self) -> list[Char]:
        """Characters outside the margins, or between the text and the two lines of the foot."""
        right, top = self.width - MARGIN, self.height - 40
        across = [c for c in self.chars if c.left < MARGIN or c.right > right or c.bottom < 20 or c.top > top]
        return across + [c for c in self.chars if 44 < c.bottom < 60]


class Seen:
    def __init__(self, data: bytes) -> None:
        self.data = data
        with closing(pypdfium2.PdfDocument(data)) as document:
            self.pages = [_seen(data, number, document) for number in range(len(document))]
            self.metadata: dict[str, str] = document.get_metadata_dict()
            self.outline = [each.get_title() for each in document.get_toc()]

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)

    @property
    def lines(self) -> list[str]:
        return [line for page in self.pages for line in page.lines]

    @property
    def words(self) -> str:
        """All text with line breaks as spaces, so that wrapped sentences can be looked for."""
        return " ".join(self.text.split())

    def under(self, heading: str) -> list[SeenPage]:
        """The pages on which a section begins or goes on."""
        return [p for p in self.pages if any(line in {heading, f"{heading} continued"} for line in p.lines)]

    def line(self, start: str) -> str:
        """The one line that begins so."""
        (found,) = [line for line in self.lines if line.startswith(start)]
        return found


def _seen(data: bytes, number: int, document: pypdfium2.PdfDocument) -> SeenPage:
    with closing(document[number]) as page:
        return SeenPage(data, number, page)


def amounts(line: str) -> list[int]:
    """The amounts of money in a line, in cents."""
    return [int(text.replace(",", "").replace(".", "")) for text in MONEY.findall(line)]


def _overlap(one: Char, other: Char) -> bool:
    hair = 0.7
    return (
        min(one.right, other.right) - max(one.left, other.left) > hair
        and min(one.top, other.top) - max(one.bottom, other.bottom) > hair
    )


def _font(text: pypdfium2.PdfObject) -> tuple[str, bool]:
    font = raw.FPDFTextObj_GetFont(text.raw)
    name = ctypes.create_string_buffer(100)
    raw.FPDFFont_GetBaseFontName(font, name, 100)
    return name.value.decode(), raw.FPDFFont_GetIsEmbedded(font) == 1
