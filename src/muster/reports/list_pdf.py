"""A list on paper: landscape Letter, every column within the margins, every text whole, the header on each page."""

import muster
from muster.domain.printed_list import ListSection, PrintedList, Sums
from muster.reports.drawing import Properties, pdf
from muster.reports.list_columns import Cells, Setting
from muster.reports.page import HAIRLINE, LANDSCAPE, LINE, PALE, Flow, Page
from muster.reports.typography import BODY, CELL, CELL_BOLD, FOOT, FOOT_BOLD, SUBTITLE, Style, printable

_PAD = 4.0
_LEAST_LINES = 3
"""A row that no page holds goes on with at least as many lines."""


def list_pdf(printed: PrintedList) -> bytes:
    """Draw the list; the same bytes for the same list."""
    flow = Flow(LANDSCAPE)
    flow.new_page()
    flow.paragraph(printed.owner, SUBTITLE)
    flow.y += 4
    flow.heading(printable(printed.title), printed.about, above=0)
    if printed.rows:
        _Laying(flow, printed).lay()
    else:
        flow.paragraph(printed.nothing, BODY)
    for number, page in enumerate(flow.pages, start=1):
        _foot(page, printed, f"Page {number} of {len(flow.pages)}")
    return pdf(flow.pages, _properties(printed))


def _properties(printed: PrintedList) -> Properties:
    return Properties(
        title=printed.title,
        author=printed.owner,
        subject=f"287(g) program, {printed.foot}",
        creator=f"Muster {muster.__version__}",
    )


class _Laying:
    """Puts the sections on the flow's pages, column titles and the section's heading again on each."""

    def __init__(self, flow: Flow, printed: PrintedList) -> None:
        self._flow = flow
        self._printed = printed
        self._setting = Setting.of(printed, flow.sheet.breadth)
        self._heading = ""

    def lay(self) -> None:
        self._head()
        for section in self._printed.sections:
            self._section(section)
        if self._printed.total is not None:
            self._sums(self._printed.total, CELL_BOLD)
            self._flow.y += 2
            self._flow.rule(LINE, 0)

    def _section(self, section: ListSection) -> None:
        rows = [self._setting.cells(row) for row in section.rows]
        first = self._height(rows[0]) if rows else 0
        self._heading = ""
        self._need(self._heading_height(section.heading) + first)
        self._heading = section.heading
        self._put_heading()
        for position, row in enumerate(rows, 1):
            last = position == len(rows) and section.sums is not None
            self._row(row, beside=self._sums_height() if last else 0)
        if section.sums is not None:
            self._sums(section.sums, CELL)
        self._heading = ""

    def _row(self, cells: Cells, beside: float) -> None:
        """A row, on one page where any page holds it; ``beside`` is how much must fit below it."""
        height, start = max(map(len, cells)), 0
        whole = self._height(cells) + beside
        if whole <= self._page_room or self._flow.room < _LEAST_LINES * self._leading:
            self._need(whole)
        while start < height:
            lines = max(1, min(height - start, int((self._flow.room - _PAD) // self._leading)))
            self._texts([cell[start : start + lines] for cell in cells], self._setting.style(CELL))
            start += lines
            if start < height:
                self._new_page()
        self._flow.rule(HAIRLINE, PALE)

    def _sums(self, sums: Sums, style: Style) -> None:
        self._need(self._sums_height())
        self._flow.rule(LINE, 0)
        scaled, labelled = self._setting.style(style), self._setting.label_width
        label = scaled.wrap(printable(sums.label), labelled)
        cells = [[cell] if cell else [] for cell in map(printable, sums.cells)]
        self._texts([label, *cells[1:]], scaled)
        self._flow.rule(LINE, 0)

    # -- pages

    @property
    def _leading(self) -> float:
        return self._setting.style(CELL).leading

    @property
    def _page_room(self) -> float:
        """What an empty page holds below its titles."""
        sheet = self._flow.sheet
        titles = 40 + self._setting.head_height + self._heading_height(self._heading)
        return sheet.foot - sheet.top - titles

    def _height(self, cells: Cells) -> float:
        return max(map(len, cells)) * self._leading + _PAD

    def _sums_height(self) -> float:
        return 2 * self._leading + _PAD

    def _heading_height(self, heading: str) -> float:
        return CELL_BOLD.leading + 10 if heading else 0

    def _need(self, height: float) -> None:
        if self._flow.room < height:
            self._new_page()

    def _new_page(self) -> None:
        self._flow.new_page()
        self._head()
        if self._heading:
            self._put_heading(" (continued)")

    def _head(self) -> None:
        self._setting.head(self._flow)
        self._flow.rule(LINE, 0)

    def _put_heading(self, more: str = "") -> None:
        if self._heading:
            self._flow.y += 6
            text = printable(f"{self._heading}{more}")
            self._flow.lines([CELL_BOLD.wrap(text, self._flow.sheet.breadth)[0]], CELL_BOLD)
            self._flow.y += 4
            self._flow.rule(HAIRLINE, PALE)

    def _texts(self, cells: Cells, style: Style) -> None:
        self._setting.put(self._flow, cells, style)
        self._flow.y += max(map(len, cells)) * style.leading + _PAD


def _foot(page: Page, printed: PrintedList, number: str) -> None:
    sheet = page.sheet
    y = sheet.foot + 28
    told = f"{printed.title}  ·  {printed.foot}"
    room = sheet.breadth - FOOT.width(told) - FOOT_BOLD.width(number) - 32
    owner = FOOT.fit(printable(printed.owner), room)
    page.left(sheet.side, y, f"{owner}  ·  {told}", FOOT)
    page.right(sheet.right, y, number, FOOT_BOLD)
