"""A listing: rows of text that wraps in its columns, under a repeated header."""

from collections.abc import Sequence
from typing import NamedTuple

from muster.reports.page import HAIRLINE, LINE, Flow, Rule
from muster.reports.typography import CELL, COLUMN_HEAD, Style, printable

_PAD = 5.0
_MOST_LINES = 40
_GUTTER = 12.0


class Said(NamedTuple):
    """A paragraph of a cell in a style of its own."""

    text: str
    style: Style = CELL


Cell = str | Said | tuple[Said, ...]


class Field(NamedTuple):
    """One column of a listing; ``width`` in points, 0 for what the others leave; ``right`` for figures."""

    title: str
    width: float = 0
    right: bool = False


class _Line(NamedTuple):
    text: str
    style: Style


def listing(flow: Flow, fields: Sequence[Field], rows: Sequence[Sequence[Cell]]) -> None:
    """Put the rows on the flow's pages; a row is never broken over two pages, so a paragraph has 40 lines at most."""
    widths = _widths(fields, flow.sheet.breadth)
    head = [[_Line(field.title, COLUMN_HEAD)] for field in fields]
    for number, row in enumerate(rows):
        lines = [_lines(cell, width) for cell, width in zip(row, widths, strict=True)]
        height = _height(lines)
        if number == 0:
            flow.need(_height(head) + height)
        if flow.need(height) or number == 0:
            _put(flow, fields, widths, head)
            _rule(flow, LINE, 0)
        _put(flow, fields, widths, lines)
        _rule(flow, HAIRLINE)


def _widths(fields: Sequence[Field], breadth: float) -> list[float]:
    rest = breadth - sum(field.width for field in fields) - _GUTTER * (len(fields) - 1)
    return [field.width or rest for field in fields]


def _lines(cell: Cell, width: float) -> list[_Line]:
    paragraphs = (Said(cell),) if isinstance(cell, str) else (cell,) if isinstance(cell, Said) else cell
    return [
        _Line(line, paragraph.style)
        for paragraph in paragraphs
        if paragraph.text
        for line in paragraph.style.wrap(paragraph.style.fit(printable(paragraph.text), _MOST_LINES * width), width)
    ]


def _height(cells: Sequence[Sequence[_Line]]) -> float:
    return max(sum(line.style.leading for line in lines) for lines in cells) + 2 * _PAD


def _put(flow: Flow, fields: Sequence[Field], widths: Sequence[float], cells: Sequence[Sequence[_Line]]) -> None:
    x = flow.sheet.side
    for field, width, lines in zip(fields, widths, cells, strict=True):
        y = flow.y + _PAD - 3
        for text, style in lines:
            y += style.leading
            if field.right:
                flow.page.right(x + width, y, text, style)
            else:
                flow.page.left(x, y, text, style)
        x += width + _GUTTER
    flow.y += _height(cells)


def _rule(flow: Flow, weight: float, grey: float | None = None) -> None:
    rule = Rule(flow.sheet.side, flow.sheet.right, flow.y, weight)
    flow.page.rules.append(rule if grey is None else rule._replace(grey=grey))
