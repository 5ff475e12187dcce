"""The tables of the overtime page: entries, and what each officer's cap leaves."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from muster.domain import words
from muster.services.overtime import CapRow, EntryStanding, OvertimeRow
from muster.ui.format import amount, choice, count, day, money
from muster.ui.models.record_table import Align, Kind, Mark, RecordTable, TableColumn
from muster.ui.theme import UNIT, colors
from muster.ui.widgets.table_cells import paint_ground

Index = QModelIndex | QPersistentModelIndex
_ROOM = "99,999.99"

WHY = {
    EntryStanding.COUNTS: "It counts toward the claim of the quarter worked (R10)",
    EntryStanding.NOT_PAID: "It counts once its paid date is recorded (R10)",
    EntryStanding.NO_AMOUNT: "It counts once its amount and paid date are recorded; compensatory time never does (R10)",
    EntryStanding.OTHER_FUNDING: "It is billed to another program and left out (R10)",
    EntryStanding.NOT_CLAIMABLE: "The officer had no claimable day then; the entry is left out (R10)",
}
"""What each standing of an entry means."""

_MARKS = {
    EntryStanding.COUNTS: ("check", "success"),
    EntryStanding.NOT_PAID: ("calendar", "muted"),
    EntryStanding.NO_AMOUNT: ("calendar", "muted"),
    EntryStanding.OTHER_FUNDING: ("info", "muted"),
    EntryStanding.NOT_CLAIMABLE: ("warning", "warning"),
}

CAP_TITLES = {
    "Worked": "worked",
    "Cap": "cap",
    "Used": "used",
    "Left": "left",
    "Carried": "carried",
    "Share of cap": "share",
}
"""The figure that a column of the cap table shows, by its title."""


def officer_words(officer_id: str, name: str) -> str:
    """``0417 Lind, Avery``."""
    return f"{officer_id} {name}".rstrip()


def _status_mark(row: OvertimeRow) -> Mark:
    icon, tint = _MARKS[row.standing]
    return Mark(icon, WHY[row.standing], tint)


def _status(row: OvertimeRow) -> str:
    said = choice(row.standing)
    return f"{said}: {row.entry.funding}" if row.standing is EntryStanding.OTHER_FUNDING else said


def hours_words(hours: Decimal | None) -> str:
    """Hours with two decimals, or as many as they have: ``3.50``; empty when not known."""
    return "" if hours is None else words.hours(hours)


ENTRY_COLUMNS: tuple[TableColumn[OvertimeRow], ...] = (
    TableColumn("Worked", lambda row: day(row.entry.worked_on), lambda row: row.entry.worked_on, kind=Kind.DATE),
    TableColumn("Officer", lambda row: officer_words(row.entry.officer_id, row.name)),
    TableColumn(
        "Hours", lambda row: hours_words(row.entry.hours), lambda row: row.entry.hours, Align.RIGHT, kind=Kind.HOURS
    ),
    TableColumn(
        "Amount", lambda row: amount(row.entry.amount), lambda row: row.entry.amount, Align.RIGHT, kind=Kind.MONEY
    ),
    TableColumn("Paid", lambda row: day(row.entry.paid_on), lambda row: row.entry.paid_on, kind=Kind.DATE),
    TableColumn(
        "Status", _status, mark=_status_mark, tip=lambda row: row.entry.funding or None, room="Other funding: a grant"
    ),
    TableColumn("Approved by", lambda row: row.entry.approved_by),
    TableColumn("Document", lambda row: row.entry.document, stretch=True),
)


def percent_words(row: CapRow) -> str:
    """The used share of the cap: ``83%``; ``no cap`` without salary to base one on."""
    return "no cap" if row.percent_used is None else f"{row.percent_used}%".replace("-", "\N{MINUS SIGN}")


def _carried_tip(row: CapRow) -> str | None:
    return "Worked beyond the cap; what finds no room lapses on 30 September (R12)" if row.position.carried else None


CAP_COLUMNS: tuple[TableColumn[CapRow], ...] = (
    TableColumn("Officer", lambda row: officer_words(row.officer_id, row.name)),
    TableColumn(
        "Worked",
        lambda row: amount(row.position.to_date.worked),
        lambda row: row.position.to_date.worked,
        Align.RIGHT,
        room=_ROOM,
        is_link=True,
        kind=Kind.MONEY,
    ),
    TableColumn(
        "Cap",
        lambda row: amount(row.position.to_date.cap),
        lambda row: row.position.to_date.cap,
        Align.RIGHT,
        room=_ROOM,
        is_link=True,
        kind=Kind.MONEY,
    ),
    TableColumn(
        "Used",
        lambda row: amount(row.used),
        lambda row: row.used,
        Align.RIGHT,
        room=_ROOM,
        is_link=True,
        kind=Kind.MONEY,
    ),
    TableColumn(
        "Left",
        lambda row: amount(row.position.left),
        lambda row: row.position.left,
        Align.RIGHT,
        room=_ROOM,
        is_link=True,
        kind=Kind.MONEY,
    ),
    TableColumn(
        "Carried",
        lambda row: amount(row.position.carried),
        lambda row: row.position.carried,
        Align.RIGHT,
        room=_ROOM,
        tip=_carried_tip,
        is_link=True,
        kind=Kind.MONEY,
    ),
    TableColumn(
        "Share of cap", percent_words, lambda row: row.percent_used, stretch=True, is_link=True, kind=Kind.NUMBER
    ),
)


class ShareBar(QStyledItemDelegate):
    """Paints a share of the cap as a bar with its percent beside it; a full bar has the warning's colour and words."""

    _TEXT = 6 * UNIT
    _HEIGHT = UNIT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, bar, percent and focus ring."""
        model = index.model()
        row = model.record(index) if isinstance(model, RecordTable) else None
        now = colors()
        painter.save()
        paint_ground(painter, option, index)
        inner = QRectF(option.rect).adjusted(UNIT, 0, -UNIT, 0)
        if isinstance(row, CapRow):
            self._bar(painter, inner, row.percent_used)
        painter.setPen(QColor(now.accent))
        font = option.font
        font.setUnderline(bool(option.state & QStyle.StateFlag.State_MouseOver))
        painter.setFont(font)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(index.data()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(now.accent))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _bar(self, painter: QPainter, room: QRectF, percent: int | None) -> None:
        if percent is None or room.width() <= self._TEXT:
            return
        now = colors()
        track = QRectF(room.left(), room.center().y() - self._HEIGHT / 2, room.width() - self._TEXT, self._HEIGHT)
        filled = QRectF(track)
        filled.setWidth(track.width() * max(0, min(100, percent)) / 100)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for part, shade in ((track, now.border), (filled, now.warning if percent >= 100 else now.accent)):
            painter.setBrush(QColor(shade))
            painter.drawRoundedRect(part, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def entry_words(rows: Sequence[OvertimeRow]) -> str:
    """``84 entries · 312.50 hours``."""
    hours = sum((row.entry.hours or Decimal(0) for row in rows), Decimal(0))
    return f"{count(len(rows), 'entry', 'entries')} · {hours_words(hours)} hours"


def entry_sum(rows: Iterable[OvertimeRow]) -> str:
    """What entries come to: ``$17,204.10``."""
    return money(sum(row.entry.amount or 0 for row in rows))


def standing_sums(rows: Iterable[OvertimeRow]) -> dict[str, str]:
    """What the amounts come to by standing: ``counts $15,000.00``, ``not paid yet $1,000.00``."""
    found: dict[EntryStanding, int] = {}
    for row in rows:
        found[row.standing] = found.get(row.standing, 0) + (row.entry.amount or 0)
    return {each: f"{each} {money(found[each])}" for each in EntryStanding if found.get(each)}


def cap_sums(rows: Sequence[CapRow]) -> dict[str, str]:
    """What the caps' figures come to: ``worked $6,107.22``, by the names of the figures."""
    sums = {
        "worked": sum(row.position.to_date.worked for row in rows),
        "used": sum(row.used for row in rows),
        "carried": sum(row.position.carried for row in rows),
    }
    return {name: f"{name} {money(amount)}" for name, amount in sums.items()}
