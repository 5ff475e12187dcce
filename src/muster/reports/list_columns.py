"""How wide a printed list's columns are, and its cells in lines that fit them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from muster.domain.printed_list import PrintedList
from muster.reports.page import Flow
from muster.reports.typography import CELL, CELL_BOLD, COLUMN_HEAD, Style, printable

Cells = Sequence[Sequence[str]]
"""A row: the lines of each of its cells."""

_GUTTER = 10.0
_WIDEST_WORD = 96.0
"""A word wider than this many points is broken where its column has no room for it."""
_BASELINE = -1.0


@dataclass(slots=True)
class Setting:
    """A list's columns: their widths in points, at a share of the usual size at which no word has to be broken."""

    titles: Sequence[Sequence[str]]
    figures: Sequence[bool]
    widths: Sequence[float]
    gutter: float
    share: float
    _wrapped: dict[tuple[int, str], list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, printed: PrintedList, breadth: float) -> "Setting":
        """Columns as wide as what is in them; where there is no room for that, the widest columns of text wrap."""
        columns = printed.columns
        texts = [_texts(printed, position) for position in range(len(columns))]
        words = [{word for text in each for word in text.split()} for each in texts]
        titles = [column.title.split() for column in columns]
        natural = [max(_widest(each), _widest_title(title)) for each, title in zip(texts, titles, strict=True)]
        least = [
            wide if column.figure else max(min(_widest(each), _WIDEST_WORD), _widest_title(title))
            for column, wide, each, title in zip(columns, natural, words, titles, strict=True)
        ]
        room = breadth - _GUTTER * (len(columns) - 1)
        share = min(1.0, room / sum(least))
        widths = _filled([wide * share for wide in least], [wide * share for wide in natural], room)
        spare = (room - sum(widths)) / max(1, len(columns) - 1)
        head = COLUMN_HEAD.scaled(share)
        wrapped = [head.wrap(column.title, width) for column, width in zip(columns, widths, strict=True)]
        return cls(wrapped, [column.figure for column in columns], widths, _GUTTER + spare, share)

    def style(self, style: Style) -> Style:
        """A style at the list's size."""
        return style.scaled(self.share)

    @property
    def head_height(self) -> float:
        """How high the column titles are."""
        return max(map(len, self.titles)) * COLUMN_HEAD.leading + 5

    @property
    def label_width(self) -> float:
        """What a label of sums has: the columns before the first figure, else all of them."""
        count = self.figures.index(True) if True in self.figures else len(self.figures)
        return sum(self.widths[:count]) + self.gutter * (count - 1)

    def cells(self, row: Sequence[str]) -> Cells:
        """A row's cells in lines; what many rows say is wrapped once."""
        return [self._lines(position, text) for position, text in enumerate(row)]

    def _lines(self, position: int, text: str) -> list[str]:
        if not text:
            return []
        known = self._wrapped.get((position, text))
        if known is None:
            known = self.style(CELL).wrap(printable(text), self.widths[position] + 0.01)
            self._wrapped[position, text] = known
        return known

    def head(self, flow: Flow) -> None:
        """Put the column titles, each standing on the lowest line."""
        most = max(map(len, self.titles))
        self.put(flow, [[*[""] * (most - len(each)), *each] for each in self.titles], self.style(COLUMN_HEAD))
        flow.y += self.head_height

    def put(self, flow: Flow, cells: Cells, style: Style) -> None:
        """Put lines into the columns, from where the page is filled to."""
        x, page = flow.sheet.side, flow.page
        for lines, width, figure in zip(cells, self.widths, self.figures, strict=True):
            y = flow.y + _BASELINE
            for line in lines:
                y += style.leading
                if line and figure:
                    page.right(x + width, y, line, style)
                elif line:
                    page.left(x, y, line, style)
            x += width + self.gutter


def _texts(printed: PrintedList, position: int) -> set[str]:
    """What stands in a column, sums among it."""
    told = {printable(row[position]) for section in printed.sections for row in section.rows}
    sums = (each for each in (printed.total, *(section.sums for section in printed.sections)) if each is not None)
    return told | {printable(each.cells[position]) for each in sums}


def _widest(texts: Iterable[str]) -> float:
    """How wide the widest is; bold, as sums are."""
    return max(map(CELL_BOLD.width, texts), default=0.0)


def _widest_title(title: Iterable[str]) -> float:
    return max(map(COLUMN_HEAD.width, title))


def _filled(least: Sequence[float], natural: Sequence[float], room: float) -> list[float]:
    """Widths between the two: all columns get as much as fits, those that want more than the others share the rest."""
    widths = list(least)
    wanting = [position for position, wide in enumerate(natural) if wide > widths[position]]
    spare = room - sum(widths)
    while wanting and spare > 0.01:
        lowest = min(wanting, key=widths.__getitem__)
        level = [each for each in wanting if widths[each] <= widths[lowest] + 0.001]
        above = [widths[each] for each in wanting if each not in level]
        top = min([natural[each] for each in level] + above)
        step = min(top - widths[lowest], spare / len(level))
        for each in level:
            widths[each] += step
        spare -= step * len(level)
        wanting = [each for each in wanting if natural[each] > widths[each] + 0.001]
        if step <= 0:
            break
    return widths
