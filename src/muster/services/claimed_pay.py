"""The pay that claimed quarters were last claimed with, as the change log remembers it (R14)."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from muster.domain.ledger.records import CertifiedClaim
from muster.domain.ledger.retroactive import as_paid
from muster.domain.records import OfficerFile, Pay
from muster.domain.schema import record_of
from muster.services.log_cells import cells
from muster.services.ports import RecordReader


class _Change(NamedTuple):
    """A pay record as it was before an entry of the change log; None where it was not there."""

    sequence: int
    number: int
    before: Pay | None


class ClaimedPay:
    """The pay behind the live claims of one book."""

    def __init__(self, records: RecordReader, claims: Sequence[CertifiedClaim]) -> None:
        """Remember what changed since the first of the claims was certified."""
        self._records = records
        self._claims = sorted(claims, key=lambda each: each.log_sequence)

    def last_claimed(
        self, file: OfficerFile, claim: CertifiedClaim, later: Sequence[CertifiedClaim]
    ) -> tuple[Pay, ...]:
        """The pay that an officer's claimed quarter was last claimed with.

        Args:
            file: The officer's, on the facts now known.
            claim: The quarter's.
            later: The claims of later quarters that corrected it since: what was paid by then, they have claimed.
        """
        changes = self._changes.get(file.officer.officer_id, ())
        pay = _at(file.pay, changes, claim.log_sequence)
        for each in sorted(later, key=lambda each: each.log_sequence):
            if each.log_sequence > claim.log_sequence:
                pay = as_paid(pay, _at(file.pay, changes, each.log_sequence), each.quarter.until)
        return pay

    @cached_property
    def _changes(self) -> dict[str, list[_Change]]:
        """By officer, oldest first."""
        found: dict[str, list[_Change]] = defaultdict(list)
        for entry in self._records.log_after(self._claims[0].log_sequence, [Pay]):
            before, after = (
                record_of(Pay, cells(each), entry.entity_id) if each else None for each in (entry.before, entry.after)
            )
            change = _Change(entry.sequence, entry.entity_id, before)
            for officer_id in {each.officer_id for each in (before, after) if each is not None}:
                found[officer_id].append(change)
        return found


def _at(now: Sequence[Pay], changes: Sequence[_Change], sequence: int) -> tuple[Pay, ...]:
    """The pay as it was when an entry of the change log was the newest."""
    found = {each.id: each for each in now}
    for change in reversed(changes):
        if change.sequence <= sequence:
            break
        found.pop(change.number, None)
        if change.before is not None:
            found[change.number] = change.before
    return tuple(sorted(found.values(), key=lambda each: each.effective_on))
