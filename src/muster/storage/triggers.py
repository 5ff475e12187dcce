"""Triggers: overlaps are refused, and the change log is only appended to."""

from sqlalchemy import DDL, event

from muster.storage.base import Row
from muster.storage.document_tables import FileContentRow
from muster.storage.ledger_tables import ClaimAmountRow, ClaimContentRow, ClaimRow
from muster.storage.log_tables import ChangeRow, StepRow
from muster.storage.tables import AuthorizationRow, PayrollRow

TRIGGERS: list[str] = []
"""The names of the triggers."""


def _trigger(row: type[Row], name: str, when: str, condition: str, sentence: str) -> None:
    """A trigger that refuses a change of a table's row."""
    TRIGGERS.append(name)
    where = f"\nWHERE {condition}" if condition else ""
    quoted = sentence.replace("'", "''")
    body = f"SELECT RAISE(ABORT, '{quoted}'){where};"
    ddl = f"CREATE TRIGGER {name} {when} ON {row.__tablename__} BEGIN\n{body}\nEND"
    event.listen(row.__table__, "after_create", DDL(ddl))  # type: ignore[no-untyped-call]  # DDL has no types


_AUTHORIZATIONS_OVERLAP = """EXISTS (
    SELECT 1 FROM authorizations AS other
    WHERE other.officer_id = NEW.officer_id AND (
        other.authorized_on < NEW.authorized_on AND other.expires_on > NEW.authorized_on
        OR other.authorized_on > NEW.authorized_on AND other.authorized_on < NEW.expires_on
    )
)"""
_PAYROLL_OVERLAPS = """EXISTS (
    SELECT 1 FROM payroll AS other
    WHERE other.officer_id = NEW.officer_id AND other.document = NEW.document AND other.id <> NEW.id
    AND other.period_from < NEW.period_until AND other.period_until > NEW.period_from
)"""

for _change in ("INSERT", "UPDATE"):
    _trigger(
        AuthorizationRow,
        f"authorizations_overlap_on_{_change.lower()}",
        f"AFTER {_change}",
        _AUTHORIZATIONS_OVERLAP,
        "the authorization overlaps another of the officer; a day belongs to one authorization",
    )
    _trigger(
        PayrollRow,
        f"payroll_overlaps_on_{_change.lower()}",
        f"AFTER {_change}",
        _PAYROLL_OVERLAPS,
        "the officer has payroll for an overlapping period from the same document; remove one or name its own document",
    )
_trigger(
    ChangeRow,
    "change_log_refuses_gaps",
    "BEFORE INSERT",
    "NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM change_log)",
    "the change log is only appended to",
)
_trigger(
    StepRow,
    "steps_refuses_gaps",
    "BEFORE INSERT",
    """NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM steps)
OR NEW.first_entry <= (SELECT last_entry FROM steps ORDER BY number DESC LIMIT 1)
OR NEW.first_entry > NEW.last_entry
OR NEW.last_entry IS NOT (SELECT max(sequence) FROM change_log)""",
    "steps follow one another as the change log does",
)
for _change in ("UPDATE", "DELETE"):
    _trigger(
        StepRow,
        f"steps_refuses_{_change.lower()}",
        f"BEFORE {_change}",
        "",
        "what was done in one step is never changed; an undoing is a step of its own",
    )
    _trigger(
        ChangeRow,
        f"change_log_refuses_{_change.lower()}",
        f"BEFORE {_change}",
        "",
        "the change log is never changed; it is the proof of what was recorded",
    )
    for _frozen in (ClaimRow, ClaimContentRow, ClaimAmountRow):
        _trigger(
            _frozen,
            f"{_frozen.__tablename__}_refuses_{_change.lower()}",
            f"BEFORE {_change}",
            "",
            "what was certified is never changed; a correction is a claim of its own",
        )
    _trigger(
        FileContentRow,
        f"file_contents_refuses_{_change.lower()}",
        f"BEFORE {_change}",
        "",
        "a document in the book is never changed or deleted; detach it from the record, and attach another",
    )
