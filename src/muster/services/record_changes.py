"""What changed in the records behind a claim since it was certified: which record, what of it, who and when (R15)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from muster.domain.claim import Adjustment
from muster.domain.fiscal import Quarter
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.records import CertifiedClaim, Component
from muster.domain.money import dollars
from muster.domain.records import (
    KINDS,
    Agreement,
    Authorization,
    Effort,
    Interruption,
    Officer,
    OfficerRecord,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Record,
)
from muster.domain.words import day
from muster.services.derivation_text import source_words
from muster.services.history_words import cell_changes, record_in
from muster.services.ports import LogEntry, RecordReader

_ALWAYS: tuple[type[Record], ...] = (Agreement, Authorization, Interruption, Officer, Override, Pay)
_MATTERS: Mapping[Component, tuple[type[Record], ...]] = {
    Component.SALARY: (*_ALWAYS, Effort, Payroll),
    Component.BENEFITS: (*_ALWAYS, Effort, Payroll),
    Component.OVERTIME: (*_ALWAYS, OvertimeEntry),
}
"""The kinds of record that an amount of each component depends on."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record as it was certified with and as it is now; None where it was not there, or is no more.

    Attributes:
        entry: The newest log entry of it: who, when, in which step.
    """

    before: Record | None
    after: Record | None
    entry: LogEntry

    @property
    def record(self) -> Record:
        """The record, as it is now if it is there."""
        return cast("Record", self.after or self.before)

    @property
    def words(self) -> str:
        """``Pay record of 11 Jan 2026: added by Dana Reyes on 2 Feb 2026``, with what changed of it."""
        verb = "changed" if self.before and self.after else "added" if self.after else "removed"
        when = day(self.entry.at.astimezone().date())
        what = self._what()
        return f"{source_words(self.record)}: {verb} by {self.entry.name} on {when}" + (f" ({what})" if what else "")

    def _what(self) -> str:
        """The cells that differ."""
        if self.before is None or self.after is None:
            return ""
        return "; ".join(each.words for each in cell_changes(self.before, self.after)[:_SHOWN])


def changes_since(records: RecordReader, sequence: int) -> list[RecordChange]:
    """The records that are not as they were after an entry of the change log, the newest change last."""
    first: dict[tuple[str, int], LogEntry] = {}
    last: dict[tuple[str, int], LogEntry] = {}
    for entry in records.log_after(sequence, KINDS):
        key = entry.entity, entry.entity_id
        first.setdefault(key, entry)
        last.pop(key, None)
        last[key] = entry
    return [
        RecordChange(_record(entry.entity, entry.entity_id, first[key].before), _now(entry), entry)
        for key, entry in last.items()
        if first[key].before != entry.after
    ]


def _now(entry: LogEntry) -> Record | None:
    return _record(entry.entity, entry.entity_id, entry.after)


def _record(entity: str, number: int, canonical: str | None) -> Record | None:
    return cast("Record | None", record_in(entity, number, canonical))


def reasons(changes: Sequence[RecordChange], officer_id: str, component: Component, quarter: Quarter) -> list[str]:
    """The changes that an officer's amount of a quarter may differ for, in words."""
    return [each.words for each in changes if _concerns(each, officer_id, component, quarter)]


def _concerns(change: RecordChange, officer_id: str, component: Component, quarter: Quarter) -> bool:
    record = change.record
    if type(record) not in _MATTERS[component]:
        return False
    if isinstance(record, OfficerRecord) and officer_id not in {_officer(change.before), _officer(change.after)}:
        return False
    year = component is Component.OVERTIME  # the cap takes the whole year (R11)
    until = quarter.year.until if year and not isinstance(record, OvertimeEntry) else quarter.until
    return any(begins(each) < until for each in (change.before, change.after) if each is not None)


def _officer(record: Record | None) -> str:
    return record.officer_id if isinstance(record, OfficerRecord) else ""


def begins(record: Record) -> date:
    """The first day on which a record matters."""
    for name in ("worked_on", "effective_on", "authorized_on", "start", "period_from"):
        found = getattr(record, name, None)
        if isinstance(found, date):
            return found
    return date.min


def with_reasons(records: RecordReader, ledger: Ledger, found: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    """Differences from certified claims with the reasons for each: what changed since the amount was last certified."""
    since = {each: _certified(ledger, each) for each in found}
    changes = {claim: changes_since(records, claim.log_sequence) for claim in set(since.values())}
    return tuple(
        replace(each, reasons=(*_recorded(changes[claim], each), *_denied(ledger, claim, each)) or (_ELSEWHERE,))
        for each, claim in since.items()
    )


_ELSEWHERE = "No record of it has changed since; other quarters' claims have, or the rules that the program comes with"


def _certified(ledger: Ledger, each: Adjustment) -> CertifiedClaim:
    """The claim, or the last one that adjusted it."""
    account = ledger.account(each.officer_id, each.component, each.quarter)
    numbers = {each.number, *(amount.number for amount in account.amounts)}
    return max((claim for claim in ledger.claims if claim.number in numbers), key=lambda claim: claim.log_sequence)


def _recorded(changes: Sequence[RecordChange], each: Adjustment) -> list[str]:
    return reasons(changes, each.officer_id, each.component, each.quarter)


def _denied(ledger: Ledger, since: CertifiedClaim, each: Adjustment) -> Iterator[str]:
    """Overtime that was denied since leaves its room under the year's cap to other overtime (R19)."""
    if each.component is not Component.OVERTIME:
        return
    lines = {
        (amount.number, amount.line)
        for amount in ledger.amounts
        if amount.officer_id == each.officer_id
        and amount.component is each.component
        and amount.quarter.fiscal_year == each.quarter.fiscal_year
    }
    for decision in ledger.decisions:
        if decision.denied and (decision.number, decision.line) in lines and decision.decided_on >= since.certified_on:
            what = f"{dollars(decision.denied)} of line {decision.line} of {decision.number}"
            yield f"Overtime denied on {day(decision.decided_on)} ({what}) leaves room under the cap (R19)"
