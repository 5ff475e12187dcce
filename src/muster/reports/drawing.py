"""The one place that draws: pages of marks in, the bytes of a PDF out (reportlab's canvas)."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from muster.reports.page import Page, Rule, Text
from muster.reports.typography import REGULAR, advances


class Properties(NamedTuple):
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    creator: str


def pdf(pages: Sequence[Page], properties: Properties) -> bytes:
    """The pages as a PDF: embedded fonts, selectable text, no clock; the same bytes for the same pages."""
    advances(REGULAR)  # known before the canvas sets its first font
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
    for page in pages:
        _draw(canvas, page)
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, page: Page) -> None:
    height = page.sheet.height
    canvas.setPageSize((page.sheet.width, height))
    _bookmarks(canvas, page)
    _rules(canvas, page.rules, height)
    for frame in page.frames:
        canvas.setLineWidth(frame.weight)
        canvas.setStrokeGray(0)
        canvas.rect(frame.x, height - frame.y - frame.height, frame.width, frame.height)
    _texts(canvas, page.texts, height)
    canvas.showPage()


def _bookmarks(canvas: Canvas, page: Page) -> None:
    for title in page.bookmarks:
        canvas.bookmarkPage(title)
        canvas.addOutlineEntry(title, title)


def _rules(canvas: Canvas, rules: Iterable[Rule], height: float) -> None:
    for (weight, grey), alike in groupby(rules, key=lambda rule: (rule.weight, rule.grey)):
        canvas.setLineWidth(weight)
        canvas.setStrokeGray(grey)
        canvas.lines([(rule.x, height - rule.y, rule.until, height - rule.y) for rule in alike])


def _texts(canvas: Canvas, texts: Iterable[Text], height: float) -> None:
    """All text of a page in reading order, as one text object; a style is set where it changes."""
    run = canvas.beginText()
    style = None
    for x, y, text, wanted in texts:
        if wanted is not style:
            style = wanted
            run.setFont(style.font, style.size)
            run.setFillGray(style.grey)
        run.setTextOrigin(x, height - y)
        run.textLine(text)
    canvas.drawText(run)
