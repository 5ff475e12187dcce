"""The tables of the ledger page: claims, a claim's amounts, its history; and what each status means."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from muster.domain.ledger.explanation import FIGURES
from muster.domain.ledger.history import Event
from muster.domain.ledger.positions import ClaimPosition, LinePosition, Status
from muster.domain.ledger.records import ClaimAmount, LedgerRecord, Nature
from muster.domain.money import Cents
from muster.services.ledger_overview import OUT_OF_FORCE
from muster.ui.format import amount, choice, day
from muster.ui.models.record_table import Align, Kind, Mark, TableColumn

T = TypeVar("T")
ROOM = "9,999,999.99"
TITLES = {choice(figure): figure for figure in FIGURES}
"""The figure that a column shows, by its title."""
LINE_TITLES = {title: figure for title, figure in TITLES.items() if figure != "outstanding"}

MARKS: Mapping[Status, Mark] = {
    Status.CERTIFIED: Mark("check", "Not submitted yet", "accent"),
    Status.SUBMITTED: Mark("export", "Nothing is decided yet", "accent"),
    Status.DECIDED: Mark("rules", "Some of it is pending or not paid", "accent"),
    Status.PAID: Mark("success", "All of it is decided on and paid", "success"),
    Status.CLOSED: Mark("success", "Nothing more is expected", "muted"),
    Status.SUPERSEDED: Mark("history", "A revision stands in its place", "muted"),
    Status.VOID: Mark("close", "Declared void; it counts for nothing", "muted"),
}
"""A status as an icon, and what it means."""


def out_of_force(found: ClaimPosition) -> bool:
    """Whether a claim is superseded or void."""
    return found.status in OUT_OF_FORCE


def figure_column(title: str, value: Callable[[T], Cents], muted: Callable[[T], bool] | bool = False) -> TableColumn[T]:
    """A column of amounts, each of which opens its derivation."""
    return TableColumn(
        title,
        lambda each: amount(value(each)),
        value,
        Align.RIGHT,
        room=ROOM,
        is_link=True,
        muted=muted,
        kind=Kind.MONEY,
    )


def claim_columns() -> list[TableColumn[ClaimPosition]]:
    """A claim and its figures."""
    words: list[TableColumn[ClaimPosition]] = [
        TableColumn("Claim", lambda each: each.claim.number, room="FY26Q1-001-R1", muted=out_of_force),
        TableColumn(
            "Quarter", lambda each: str(each.claim.quarter), lambda each: each.claim.quarter, muted=out_of_force
        ),
        TableColumn(
            "Status",
            lambda each: choice(each.status),
            lambda each: list(Status).index(each.status),
            mark=lambda each: MARKS[each.status],
            room="Superseded",
            muted=out_of_force,
        ),
        TableColumn(
            "Certified",
            lambda each: day(each.claim.certified_on),
            _certified_on,
            room="30 Sep 2026",
            muted=out_of_force,
        ),
    ]
    return [*words, *(figure_column(title, attrgetter(figure), out_of_force) for title, figure in TITLES.items())]


def _certified_on(found: ClaimPosition) -> tuple[object, str]:
    return found.claim.certified_on, found.claim.number


@dataclass(frozen=True, slots=True)
class Totals:
    """What some rows come to, in cents, by figure; ``words`` say of how many."""

    words: str
    figures: Mapping[str, Cents]

    @classmethod
    def of(cls, rows: Iterable[ClaimPosition | LinePosition], words: str) -> "Totals":
        """The sums of the rows' figures."""
        found = list(rows)
        sums = {figure: sum(map(attrgetter(figure), found)) for figure in FIGURES if figure != "claimed"}
        claimed = sum(each.claimed if isinstance(each, ClaimPosition) else each.amount.amount for each in found)
        return cls(words, {"claimed": claimed, **sums})


def total_columns(before: Sequence[str], titles: Mapping[str, str], after: int = 0) -> list[TableColumn[Totals]]:
    """The sums under the figures; of the columns ``before`` them the one called Total has the words."""
    return [
        *(TableColumn[Totals](name, (lambda each: each.words) if name else (lambda _each: "")) for name in before),
        *(_total(title, figure) for title, figure in titles.items()),
        *(TableColumn[Totals]("", lambda _each: "") for _ in range(after)),
    ]


def _total(title: str, figure: str) -> TableColumn[Totals]:
    return figure_column(title, lambda each: each.figures[figure])


@dataclass(frozen=True, slots=True)
class LineRow:
    """One amount of a claim, with the officer's name."""

    line: LinePosition
    name: str

    @property
    def officer(self) -> str:
        """``0417 Lind, Avery``."""
        return f"{self.line.amount.officer_id} {self.name}".rstrip()


def nature_words(made: ClaimAmount) -> str:
    """``Own``, or which claim the amount corrects or claims again."""
    if made.nature is Nature.ADJUSTMENT:
        return f"Adjusts {made.corrects}"
    return f"Again, {made.corrects} line {made.corrects_line}" if made.nature is Nature.RESUBMISSION else "Own"


_NATURES = {
    Nature.OWN: "Of the claim's own quarter",
    Nature.ADJUSTMENT: "What the earlier claim's amount differs by on the facts now known (R13 to R15)",
    Nature.RESUBMISSION: "Denied on the earlier claim and claimed again (R19)",
}


def _line_value(figure: str) -> Callable[[LineRow], Cents]:
    if figure == "claimed":
        return lambda row: row.line.amount.amount
    value = attrgetter(figure)
    return lambda row: value(row.line)


def line_columns() -> list[TableColumn[LineRow]]:
    """One amount of a claim and what became of it."""
    return [
        TableColumn(
            "Line",
            lambda row: str(row.line.amount.line),
            lambda row: row.line.amount.line,
            Align.RIGHT,
            kind=Kind.NUMBER,
        ),
        TableColumn("Officer", lambda row: row.officer),
        TableColumn("For", lambda row: choice(row.line.amount.component), lambda row: row.line.amount.component),
        TableColumn("Quarter", lambda row: str(row.line.amount.quarter), lambda row: row.line.amount.quarter),
        *(figure_column(title, _line_value(figure)) for title, figure in LINE_TITLES.items()),
        TableColumn(
            "Stands as",
            lambda row: nature_words(row.line.amount),
            tip=lambda row: _NATURES[row.line.amount.nature],
            room="Adjusts FY26Q1-001",
        ),
    ]


def documented(event: Event) -> tuple[LedgerRecord, ...]:
    """What an event's documents are attached to: all that was kept in that step."""
    return tuple(each for each in event.records if not isinstance(each, ClaimAmount))


EVENT_COLUMNS: tuple[TableColumn[Event], ...] = (
    TableColumn("Date", lambda each: day(each.on), lambda each: each.on, kind=Kind.DATE),
    TableColumn("What", lambda each: each.what, tip=lambda each: each.what),
    TableColumn("By", lambda each: each.by, tip=lambda each: each.by),
    TableColumn("Document", lambda each: each.document, tip=lambda each: each.document),
    TableColumn("Note", lambda each: each.note, tip=lambda each: each.note, stretch=True),
)
