"""Half-open runs of calendar days and what can be done with them (R3)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

FOREVER = date.max
"""The end of an interval that stays open."""


class Span(NamedTuple):
    """The days ``start <= day < until``."""

    start: date
    until: date

    @classmethod
    def closed(cls, first: date, last: date) -> "Span":
        """The days from the first to the last, both counted."""
        return cls(first, last + timedelta(days=1))

    @property
    def days(self) -> int:
        """How many days, at least 0."""
        return max(0, (self.until - self.start).days)

    def holds(self, day: date) -> bool:
        """Whether the day is in the span."""
        return self.start <= day < self.until

    def clip(self, other: "Span") -> "Span":
        """The days in both; may be empty (``days == 0``)."""
        start = max(self.start, other.start)
        return Span(start, min(self.until, other.until))


def union(spans: Iterable[Span]) -> list[Span]:
    """The same days as non-touching spans in order."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.until):
        if merged and span.start <= merged[-1].until:
            merged[-1] = Span(merged[-1].start, max(merged[-1].until, span.until))
        else:
            merged.append(span)
    return merged


def subtract(span: Span, others: Sequence[Span]) -> list[Span]:
    """The days of ``span`` that are not in ``others`` (in order)."""
    if not others:
        return [span] if span.start < span.until else []
    pieces: list[Span] = []
    start = span.start
    for other in others:
        if other.start > start:
            pieces.append(Span(start, min(other.start, span.until)))
        start = max(start, other.until)
    pieces.append(Span(start, span.until))
    return [piece for piece in pieces if piece.start < piece.until]


def cut(span: Span, edges: Iterable[date]) -> Iterator[Span]:
    """``span`` in pieces, cut at each of the edges (in order) that lies inside it."""
    start = span.start
    for edge in edges:
        if start < edge < span.until:
            yield Span(start, edge)
            start = edge
    yield Span(start, span.until)


def add_years(day: date, years: int) -> date:
    """The same calendar day that many years later, as an exclusive end: from 29 Feb it is 1 March (R3)."""
    if day.year + years > FOREVER.year:
        return FOREVER
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
