"""A table's cells as text for other programs, and what selected cells come to."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData

from muster.domain.money import money_text
from muster.domain.quantities import hours_text
from muster.ui.format import MINUS, count, day, money
from muster.ui.models.column import Kind, TableColumn

_TEXT_CELL = """ style='mso-number-format:"\\@"' sdnum='1033;0;@'"""
"""What keeps ``0417`` a text: Excel's and LibreOffice's own words for it."""
_HTML_CELLS = 50_000
"""Beyond these a spreadsheet gets plain text only: HTML of so many cells takes seconds on both sides."""
_FORMULA = ("=", "+", "-", "@")
_AMOUNT = re.compile(r"-?\$?[\d,.]+%?")


def plain(column: TableColumn[Any], texts: Sequence[str], keys: Sequence[Any]) -> list[str]:
    """Cells of a column as plain text: ``2025-11-17``, ``-1234.50``; no tabs, nothing that becomes a formula.

    Args:
        column: The column.
        texts: What the cells show.
        keys: What they are sorted by.
    """
    pairs = list(zip(texts, keys, strict=True))
    written = {pair: _plain(column.kind, *pair) for pair in set(pairs)}
    return [written[pair] for pair in pairs]


def _plain(kind: Kind, text: str, key: Any) -> str:  # noqa: ANN401 - whatever the column is sorted by
    if isinstance(key, date) and text == day(key):
        return key.isoformat()
    if kind is Kind.MONEY and key is not None:
        return money_text(key)
    if kind.is_number:
        return text.replace(MINUS, "-").replace(",", "")
    text = " ".join(text.replace(MINUS, "-").split())
    return f"'{text}" if text.startswith(_FORMULA) and not _AMOUNT.fullmatch(text) else text


def mime(columns: Sequence[TableColumn[Any]], cells: Sequence[Sequence[str]], *, headers: bool) -> QMimeData:
    """Cells for the clipboard, column by column: as tab-separated text, and as HTML where they are not too many."""
    titles = [column.title for column in columns]
    lines = [titles, *zip(*cells, strict=True)] if headers else list(zip(*cells, strict=True))
    made = QMimeData()
    made.setText("".join("\t".join(line) + "\n" for line in lines))
    if len(columns) * len(lines) <= _HTML_CELLS:
        made.setHtml(_html(columns, lines, headers=headers))
    return made


def _html(columns: Sequence[TableColumn[Any]], lines: Sequence[Sequence[str]], *, headers: bool) -> str:
    heading = f"<tr>{''.join(f'<th>{escape(title)}</th>' for title in lines[0])}</tr>" if headers else ""
    styles = [_TEXT_CELL if column.kind is Kind.TEXT else "" for column in columns]
    body = "".join(
        "<tr>"
        + "".join(f"<td{style if text else ''}>{escape(text)}</td>" for style, text in zip(styles, line, strict=True))
        + "</tr>"
        for line in lines[int(headers) :]
    )
    return f'<html><head><meta charset="utf-8"></head><body><table>{heading}{body}</table></body></html>'


def told(cells: Iterable[tuple[Kind, int, Sequence[Any]]]) -> str:
    """How many cells there are and what they come to, each kind by itself: ``9 cells · $1,159.70 · 26.75 hours``.

    Args:
        cells: Columns' kinds with how many cells there are, and their keys where those are numbers.
    """
    counted, only_numbers = 0, True
    known: dict[Kind, list[Any]] = {}
    for kind, number, keys in cells:
        counted += number
        only_numbers = only_numbers and kind.is_number
        known.setdefault(kind, []).extend(key for key in keys if key is not None)
    numbers = sum(map(len, known.values()))
    parts = [count(counted, "cell"), count(numbers, "number") if only_numbers and numbers else ""]
    parts += [_WORDS[kind](sum(known[kind])) for kind in Kind if kind.is_summed and known.get(kind)]
    return " · ".join(part for part in parts if part)


def _hours(hours: Decimal) -> str:
    return f"{hours_text(hours)} hours".replace("-", MINUS)


def _days(days: int) -> str:
    return count(days, "day").replace("-", MINUS)


_WORDS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.MONEY: money,
    Kind.HOURS: _hours,
    Kind.DAYS: _days,
    Kind.COUNT: lambda number: f"{number:,} in all",
}
