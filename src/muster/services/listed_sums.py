"""What the rows of a list come to, each sum with its derivation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.money import Cents
from muster.domain.records import OvertimeEntry, Payroll
from muster.domain.words import day
from muster.services.derivation_text import record_words
from muster.services.overtime import CapRow, EntryStanding, OvertimeRow

_CAPS: Mapping[str, tuple[str, Callable[[CapRow], Cents]]] = {
    "worked": ("Overtime worked", lambda row: row.position.to_date.worked),
    "used": ("Overtime used of the caps", lambda row: row.used),
    "carried": ("Overtime carried", lambda row: row.position.carried),
}


def explain_caps(rows: Sequence[CapRow], figure: str) -> Derivation:
    """A figure of the officers' caps added up: ``worked``, ``used`` or ``carried``."""
    label, amount = _CAPS[figure]
    parts = [
        Derivation(_whose(row.officer_id, row.name), amount(row), Unit.MONEY, source=row.officer, field=figure)
        for row in rows
    ]
    return _sum(f"{label}, as of {rows[0].position.to_date.rule.quarter}" if rows else label, parts, "R9")


def explain_entries(rows: Iterable[OvertimeRow]) -> Derivation:
    """What overtime entries come to, by whether they count."""
    by_standing: dict[EntryStanding, list[Derivation]] = {}
    for row in rows:
        by_standing.setdefault(row.standing, []).append(_entry(row))
    sums = [_sum(f"Overtime, {each}", by_standing[each], "R10") for each in EntryStanding if each in by_standing]
    return sums[0] if len(sums) == 1 else _sum("Overtime", sums, "R10")


def _entry(row: OvertimeRow) -> Derivation:
    label = f"{_whose(row.entry.officer_id, row.name)}, {day(row.entry.worked_on)}"
    return _cell(label, row.entry, "amount")


def explain_records(label: str, records: Iterable[OvertimeEntry | Payroll], column: str) -> Derivation:
    """What a column of an officer's records comes to."""
    return _sum(label, [_cell(record_words(each), each, column) for each in records], "")


def _cell(label: str, record: OvertimeEntry | Payroll, column: str) -> Derivation:
    amount: Cents | None = getattr(record, column)
    note = "" if amount is not None else "The cell is empty."
    return Derivation(label, amount or 0, Unit.MONEY, source=record, field=column, note=note)


def _whose(officer_id: str, name: str) -> str:
    return f"{officer_id} {name}".rstrip()


def _sum(label: str, parts: Sequence[Derivation], rule: str) -> Derivation:
    total = sum((part.number for part in parts), Fraction())
    return Derivation(label, total, Unit.MONEY, Operation.SUM, tuple(parts), rule)
