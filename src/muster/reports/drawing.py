"""The one place that draws: pages of marks in, the bytes of a PDF out (reportlab's canvas)."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

from reportlab import rl_config
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfgen.canvas import Canvas

from muster.reports.page import Page, Rule, Text
from muster.reports.typography import REGULAR, Style, typeface

rl_config.useA85 = 0  # streams as bytes, not as base-85 text: smaller, and a fifth of the time
_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


class Properties(NamedTuple):
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    creator: str


def pdf(pages: Sequence[Page], properties: Properties) -> bytes:
    """The pages as a PDF: embedded fonts, selectable text, no clock; the same bytes for the same pages."""
    typeface(REGULAR)  # known before the canvas sets its first font
    out = BytesIO()
    canvas = Canvas(
        out,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs say a number
        lang="en-US",
    )
    canvas.setTitle(properties.title)
    canvas.setAuthor(properties.author)
    canvas.setSubject(properties.subject)
    canvas.setCreator(properties.creator)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    pen = _Pen(canvas)
    for page in pages:
        _draw(canvas, pen, page)
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, pen: "_Pen", page: Page) -> None:
    height = page.sheet.height
    canvas.setPageSize((page.sheet.width, height))
    _bookmarks(canvas, page)
    canvas.addLiteral(_rules(page.rules, height))
    for frame in page.frames:
        canvas.setLineWidth(frame.weight)
        canvas.setStrokeGray(0)
        canvas.rect(frame.x, height - frame.y - frame.height, frame.width, frame.height)
    canvas.addLiteral(pen.run(page.texts, height))
    canvas.showPage()


def _bookmarks(canvas: Canvas, page: Page) -> None:
    for title in page.bookmarks:
        canvas.bookmarkPage(title)
        canvas.addOutlineEntry(title, title)


def _rules(rules: Iterable[Rule], height: float) -> str:
    """The operators that draw a page's rules, those that look alike in one stroke."""
    code = []
    for (weight, grey), alike in groupby(rules, key=lambda rule: (rule.weight, rule.grey)):
        code.append(f"{weight:g} w {grey:g} G")
        code += [f"{x:.2f} {height - y:.2f} m {until:.2f} {height - y:.2f} l" for x, until, y, _, _ in alike]
        code.append("S")
    return "\n".join(code)


class _Pen:
    """Writes the operators that show text in one document: the one place where text becomes PDF.

    Operators rather than ``drawString``: a fifth of its time, and marked content has a place to stand. reportlab keeps
    the fonts' subsets; with ``asciiReadable`` the first holds all of ASCII under its own codes.
    """

    def __init__(self, canvas: Canvas) -> None:
        """Begin with no font used."""
        self._document = getattr(canvas, "_doc")  # noqa: B009 - what fonts know a document by; not in the stubs
        self._begun: set[str] = set()

    def run(self, texts: Iterable[Text], height: float) -> str:
        """A page's text in reading order as one text object; a style is set where it changes."""
        code = ["BT"]
        style = None
        for x, y, text, wanted in texts:
            if wanted is not style:
                style = wanted
                code.append(f"{self._font(style)} {style.grey:g} g")
            shown = f"({text.translate(_ESCAPED)}) Tj" if text.isascii() else self._beyond_ascii(text, wanted)
            code.append(f"1 0 0 1 {x:.2f} {height - y:.2f} Tm {shown}")
        return "\n".join([*code, "ET"])

    def _font(self, style: Style, subset: int = 0) -> str:
        font = typeface(style.font)
        if style.font not in self._begun:
            self._begun.add(style.font)
            font.splitString(" ", self._document)
        return f"{font.getSubsetInternalName(subset, self._document)} {style.size:g} Tf"

    def _beyond_ascii(self, text: str, style: Style) -> str:
        shown = []
        for subset, codes in typeface(style.font).splitString(text, self._document):
            show = f"({escapePDF(codes)}) Tj"
            shown.append(f"{self._font(style, subset)} {show} {self._font(style)}" if subset else show)
        return " ".join(shown)
