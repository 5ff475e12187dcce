"""A page as a list of marks, and a flow that fills pages from top to bottom; nothing is drawn here.

Positions are points from the page's top left corner; a text's y is its baseline.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from muster.reports.typography import CONTINUED, HEADING, NOTE, Style, printable

HAIRLINE = 0.4
LINE = 0.8
PALE = 0.72


class Text(NamedTuple):
    """One line of text from ``x`` on."""

    x: float
    y: float
    text: str
    style: Style


class Rule(NamedTuple):
    """A horizontal rule."""

    x: float
    until: float
    y: float
    weight: float = HAIRLINE
    grey: float = PALE


class Frame(NamedTuple):
    """An outlined rectangle; ``y`` is its top."""

    x: float
    y: float
    width: float
    height: float
    weight: float = LINE


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper and its margins, in points."""

    width: float
    height: float
    side: float = 56.0
    top: float = 56.0
    bottom: float = 64.0

    @property
    def right(self) -> float:
        """Where the text area ends."""
        return self.width - self.side

    @property
    def foot(self) -> float:
        """Where the text area ends at the bottom."""
        return self.height - self.bottom

    @property
    def breadth(self) -> float:
        """How wide the text area is."""
        return self.width - 2 * self.side


PORTRAIT = Sheet(612, 792)
LANDSCAPE = Sheet(792, 612, top=48)


@dataclass(slots=True)
class Page:
    """What stands on one page; ``bookmark`` names the section that begins on it."""

    sheet: Sheet
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)

    def left(self, x: float, y: float, text: str, style: Style) -> None:
        """Put text that begins at ``x``."""
        self.texts.append(Text(x, y, text, style))

    def right(self, x: float, y: float, text: str, style: Style) -> None:
        """Put text that ends at ``x``."""
        self.texts.append(Text(x - style.width(text), y, text, style))


class Flow:
    """Fills pages of one sheet from top to bottom; ``y`` is how far the current page is filled."""

    def __init__(self, sheet: Sheet) -> None:
        """Begin with no page; the first heading or text makes one."""
        self.sheet = sheet
        self.pages: list[Page] = []
        self.section = ""
        self.y = sheet.foot

    @property
    def page(self) -> Page:
        """The page being filled."""
        return self.pages[-1]

    @property
    def room(self) -> float:
        """How much of the page is left."""
        return self.sheet.foot - self.y

    def new_page(self) -> None:
        """Begin a page; in the middle of a section its name is repeated."""
        self.pages.append(Page(self.sheet))
        self.y = self.sheet.top
        if self.section:
            self.y += HEADING.size
            self.page.left(self.sheet.side, self.y, self.section, HEADING)
            after = self.sheet.side + HEADING.width(self.section) + 8
            self.page.left(after, self.y, "continued", CONTINUED)
            self.y += 16

    def need(self, height: float) -> bool:
        """Begin a page unless there is room for the height; whether one was begun."""
        if self.room >= height:
            return False
        self.new_page()
        return True

    def heading(self, text: str, note: str = "", keep: float = 96, above: float = 32) -> None:
        """Begin a section, with a note under its name and room for at least ``keep`` points below it."""
        lines = NOTE.wrap(printable(note), self.sheet.breadth) if note else []
        self.section = ""
        above = above if self.y > self.sheet.top else 0
        if not self.need(above + HEADING.size + 16 + len(lines) * NOTE.leading + keep):
            self.y += above
        self.y += HEADING.size
        self.page.bookmarks.append(text)
        self.page.left(self.sheet.side, self.y, text, HEADING)
        self.y += 6
        self.lines(lines, NOTE)
        self.y += 10
        self.section = text

    def lines(self, lines: list[str], style: Style, x: float = 0) -> None:
        """Put lines under each other, ``x`` points into the text area."""
        for line in lines:
            self.need(style.leading)
            self.y += style.leading
            self.page.left(self.sheet.side + x, self.y, line, style)

    def paragraph(self, text: str, style: Style, width: float = 0) -> None:
        """Put a paragraph, wrapped to the width (0: the text area's)."""
        self.lines(style.wrap(printable(text), width or self.sheet.breadth), style)

    def rule(self, weight: float = HAIRLINE, grey: float = PALE) -> None:
        """Put a rule across the text area."""
        self.page.rules.append(Rule(self.sheet.side, self.sheet.right, self.y, weight, grey))
