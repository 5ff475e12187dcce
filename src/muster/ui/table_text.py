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
_FORMULA = ("=", "+", "-", "@")
_AMOUNT = re.compile(r"-?\$?[\d,.]+%?")


def plain(column: TableColumn[Any], record: object) -> str:
    """One cell as plain text: ``2025-11-17``, ``-1234.50``; no tabs or line ends, nothing that becomes a formula."""
    key = column.key(record) if column.key and column.kind is not Kind.TEXT else None
    text = column.text(record)
    if isinstance(key, date) and text == day(key):
        return key.isoformat()
    if column.kind is Kind.MONEY and key is not None:
        return money_text(key)
    if column.kind.is_number:
        return text.replace(MINUS, "-").replace(",", "")
    text = " ".join(text.replace(MINUS, "-").split())
    return f"'{text}" if text.startswith(_FORMULA) and not _AMOUNT.fullmatch(text) else text


Cells = Sequence[Sequence[tuple[TableColumn[Any], str]]]


def mime(titles: Sequence[str], rows: Cells) -> QMimeData:
    """Cells for the clipboard, as tab-separated text and as HTML; ``titles`` is empty where no headers are wanted."""
    lines = [[text for _column, text in row] for row in rows]
    made = QMimeData()
    made.setText("".join("\t".join(line) + "\n" for line in [*([list(titles)] if titles else []), *lines]))
    made.setHtml(_html(titles, rows))
    return made


def _html(titles: Sequence[str], rows: Cells) -> str:
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    body = "".join(f"<tr>{''.join(_cell(column, text) for column, text in row)}</tr>" for row in rows)
    heading = f"<tr>{head}</tr>" if head else ""
    return f'<html><head><meta charset="utf-8"></head><body><table>{heading}{body}</table></body></html>'


def _cell(column: TableColumn[Any], text: str) -> str:
    style = _TEXT_CELL if column.kind is Kind.TEXT and text else ""
    return f"<td{style}>{escape(text)}</td>"


def told(cells: Iterable[tuple[Kind, Sequence[Any]]]) -> str:
    """How many cells there are and what they come to, each kind by itself: ``9 cells · $1,159.70 · 26.75 hours``.

    Args:
        cells: Columns' kinds with the keys of their cells.
    """
    counted, filled, numbers = 0, 0, 0
    sums: dict[Kind, Any] = {}
    for kind, keys in cells:
        known = [key for key in keys if key is not None]
        counted += len(keys)
        filled += len(known)
        numbers += len(known) if kind.is_number else 0
        if kind.is_summed and known:
            sums[kind] = sums.get(kind, 0) + sum(known)
    only_numbers = f"{count(numbers, 'number')}" if numbers and numbers == filled else ""
    parts = [count(counted, "cell"), only_numbers, *(_WORDS[kind](sums[kind]) for kind in Kind if kind in sums)]
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
