"""The claim's lines as a table: every figure opens its derivation; warnings beside the line, totals always in view."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from muster.domain.claim import Claim, ClaimLine
from muster.domain.readings import Preset
from muster.domain.warnings import ClaimWarning
from muster.services.claims import Difference
from muster.ui import format as shown
from muster.ui.models.record_table import Align, Kind, Mark, TableColumn

WARNINGS = "Warnings"
PRESETS = tuple(map(str.capitalize, Preset))
"""The titles of the columns that compare the presets."""
FIGURES = {
    "Days": "eligible_days",
    "Salary": "salary",
    "Benefits": "benefits",
    "OT worked": "overtime_worked",
    "OT cap": "overtime_cap",
    "Overtime": "overtime",
    "Carried": "overtime_carried",
    "Total": "total",
}
"""The figures of a line by the titles of their columns."""
_NOT_SUMMED = frozenset({"overtime_cap"})


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the claim and the warnings that concern it."""

    line: ClaimLine
    warnings: tuple[ClaimWarning, ...]

    @property
    def words(self) -> str:
        """The warnings, one below the other."""
        return "\n".join(each.text for each in self.warnings)


def rows_of(claim: Claim) -> list[LineRow]:
    """The claim's lines, each with its warnings."""
    warnings: dict[str | None, list[ClaimWarning]] = {}
    for warning in claim.warnings:
        warnings.setdefault(warning.officer_id, []).append(warning)
    return [LineRow(line, tuple(warnings.get(line.officer_id, ()))) for line in claim.lines]


def _value(line: ClaimLine, figure: str) -> int:
    return cast("int", getattr(line, figure))


def _written(figure: str, value: int) -> str:
    return f"{value:,}" if figure == "eligible_days" else shown.amount(value)


def _warnings_text(row: LineRow) -> str:
    return f"{len(row.warnings)} · {row.warnings[0].text}" if row.warnings else ""


def _warnings_mark(row: LineRow) -> Mark | None:
    return Mark("warning", row.words, "warning") if row.warnings else None


def _figure(title: str, figure: str) -> TableColumn[LineRow]:
    return TableColumn[LineRow](
        title,
        lambda row: _written(figure, _value(row.line, figure)),
        key=lambda row: _value(row.line, figure),
        align=Align.RIGHT,
        is_link=True,
        kind=Kind.DAYS if figure == "eligible_days" else Kind.MONEY,
    )


def line_columns() -> list[TableColumn[LineRow]]:
    """The contract's columns of a line, and its warnings."""
    return [
        TableColumn[LineRow]("ID", lambda row: row.line.officer_id, key=lambda row: row.line.officer_id),
        TableColumn[LineRow]("Name", lambda row: row.line.name),
        TableColumn[LineRow]("Models", lambda row: " ".join(row.line.models)),
        *(_figure(title, figure) for title, figure in FIGURES.items()),
        TableColumn[LineRow](
            WARNINGS,
            _warnings_text,
            key=lambda row: -len(row.warnings),
            mark=_warnings_mark,
            is_link=True,
            opens="Show the warnings",
        ),
    ]


@dataclass(frozen=True, slots=True)
class LineTotals:
    """The sums of the lines by figure; ``shown`` lines of them pass the search."""

    lines: int
    shown: int
    sums: Mapping[str, int]

    @classmethod
    def of(cls, claim: Claim, shown: int) -> "LineTotals":
        """Add the claim's lines up."""
        summed = (figure for figure in FIGURES.values() if figure not in _NOT_SUMMED)
        sums = {figure: sum(_value(line, figure) for line in claim.lines) for figure in summed}
        return cls(len(claim.lines), shown, sums)

    @property
    def words(self) -> str:
        """``22 lines``, ``22 lines, 3 shown``."""
        lines = shown.count(self.lines, "line")
        return lines if self.shown == self.lines else f"{lines}, {self.shown:,} shown"


def _sum(title: str, figure: str) -> TableColumn[LineTotals]:
    if figure in _NOT_SUMMED:
        return TableColumn[LineTotals](title, lambda _totals: "")
    return TableColumn[LineTotals](
        title, lambda totals: _written(figure, totals.sums[figure]), align=Align.RIGHT, is_link=True
    )


def total_columns() -> list[TableColumn[LineTotals]]:
    """What stands under each column of the lines."""
    return [
        TableColumn[LineTotals]("ID", lambda _totals: "Total"),
        TableColumn[LineTotals]("Name", lambda totals: totals.words),
        TableColumn[LineTotals]("Models", lambda _totals: ""),
        *(_sum(title, figure) for title, figure in FIGURES.items()),
        TableColumn[LineTotals](WARNINGS, lambda _totals: ""),
    ]


def difference_columns() -> list[TableColumn[Difference]]:
    """What the presets make of each line that differs."""
    return [
        TableColumn[Difference]("ID", lambda each: each.officer_id or "Total"),
        TableColumn[Difference]("Name", lambda each: each.name),
        _money(PRESETS[0], lambda each: each.published),
        _money(PRESETS[1], lambda each: each.strict),
        _money("Difference", lambda each: each.change),
    ]


def _money(title: str, cents: Callable[[Difference], int]) -> TableColumn[Difference]:
    return TableColumn[Difference](
        title, lambda each: shown.amount(cents(each)), key=cents, align=Align.RIGHT, is_link=True, kind=Kind.MONEY
    )
