"""Changing many records in one step: a pay scale for many officers, the same cells for many records."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from muster.domain.pay_scale import PayScale, Raise
from muster.domain.quantities import percent_text
from muster.domain.records import (
    Authorization,
    Interruption,
    Officer,
    OfficerRecord,
    OvertimeEntry,
    Pay,
    Payroll,
    Record,
)
from muster.domain.schema import COLUMNS, Column, record_of, texts
from muster.domain.words import count, day
from muster.services.changes import Changed
from muster.services.ports import Book, MusterError
from muster.services.records import Records, counted

SETTABLE: Mapping[type[Record], tuple[str, ...]] = {
    Authorization: ("document",),
    Interruption: ("document",),
    Pay: ("approved_on", "paid_on", "document"),
    OvertimeEntry: ("paid_on", "approved_by", "funding", "document"),
    Payroll: ("paid_on", "document"),
}
"""The columns that many records of a kind can be given the same cell of: where it came from, and when it was paid."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A record as it is and as it will be."""

    before: Record
    after: Record


class MassEdits:
    """Changes to many records of one book, each one step in the log."""

    def __init__(self, book: Book, records: Records) -> None:
        """Read from the book; ``records`` checks and keeps."""
        self._book = book
        self._records = records

    def pay_of(self, officer_ids: Collection[str]) -> list[tuple[Officer, list[Pay]]]:
        """Some officers with all their pay records, by date: what a scale is tried on."""
        with self._book.read() as records:
            officers = records.of_officers(Officer, officer_ids)
            pays: dict[str, list[Pay]] = {}
            for each in records.of_officers(Pay, officer_ids):
                pays.setdefault(each.officer_id, []).append(each)
        return [(officer, pays.get(officer.officer_id, [])) for officer in officers]

    def raise_pay(self, raises: Sequence[Raise], scale: PayScale) -> Changed:
        """Keep the raises of a scale as new pay records; those without a new pay are left out.

        Raises:
            MusterError: when there is nothing to keep, or a rule refuses one; nothing is stored.
            ChangedMeanwhileError: when an officer's pay was changed since the raises were worked out.
        """
        pays = [each.after for each in raises if each.after is not None]
        if not pays:
            raise MusterError("None of these officers gets a raise by that; see the note beside each.")
        seen = [each.before for each in raises if each.after is not None and each.before is not None]
        rise = _percent(scale.percent)
        action = f"Raise the pay of {count(len(pays), 'officer')} by {rise} from {day(scale.effective_on)}"
        return self._records.save_all(pays, seen, action)

    def set_cells(self, edits: Sequence[Edit]) -> Changed:
        """Keep records as changed by :func:`with_cells`.

        Raises:
            MusterError: when nothing is changed, or a rule refuses one; nothing is stored.
            ChangedMeanwhileError: when one was changed since it was read.
        """
        if not edits:
            raise MusterError("These records have those cells already, so there is nothing to change.")
        titles = [column.title for column in changed_columns(edits)]
        action = f"Set {', '.join(titles)} of {counted(type(edits[0].before), len(edits))}"
        return self._records.save_all([each.after for each in edits], [each.before for each in edits], action)


def with_cells(records: Sequence[Record], cells: Mapping[str, str]) -> list[Edit]:
    """The records of one kind that change when they are given these cells, by column name.

    Raises:
        CellError: naming the column, when a cell cannot be read.
    """
    changed = (Edit(each, record_of(type(each), {**texts(each), **cells}, each.id)) for each in records)
    return [each for each in changed if each.before != each.after]


def changed_columns(edits: Sequence[Edit]) -> list[Column]:
    """The columns in which any of the records changes."""
    columns = COLUMNS[type(edits[0].before)] if edits else ()
    return [each for each in columns if any(each.text(edit.before) != each.text(edit.after) for edit in edits)]


def officer_of(record: Record) -> str:
    """The officer whose record it is; empty where it is the agency's."""
    return record.officer_id if isinstance(record, OfficerRecord) else ""


def _percent(percent: Fraction) -> str:
    text = percent_text(percent)
    return f"{text} of itself" if "/" in text else f"{text}%"
