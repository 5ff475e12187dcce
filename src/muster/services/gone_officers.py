"""Officers that live claims name and the book no longer has: removed, or under another id by now (R15)."""

from collections.abc import Sequence

from muster.domain.ledger.ledger import Ledger
from muster.domain.records import Officer, OfficerFile
from muster.domain.schema import record_of
from muster.services.log_cells import cells
from muster.services.ports import RecordReader


def with_claimed(records: RecordReader, ledger: Ledger, files: Sequence[OfficerFile]) -> Sequence[OfficerFile]:
    """The officers' files with a bare one for each officer gone: all that was claimed for them is to be given back."""
    known = {each.officer.officer_id for each in files}
    live = {each.number for each in ledger.live.values()}
    gone = {each.officer_id for each in ledger.amounts if each.number in live} - known
    if not gone:
        return files
    bare = [OfficerFile(each) for each in _last_known(records, gone)]
    return sorted((*files, *bare), key=lambda each: each.officer.officer_id)


def _last_known(records: RecordReader, officer_ids: set[str]) -> list[Officer]:
    """The officers' own records as the change log last had them."""
    found: dict[str, Officer] = {}
    for entry in records.log_after(0, [Officer]):
        if entry.before:
            officer = record_of(Officer, cells(entry.before), entry.entity_id)
            found[officer.officer_id] = officer
    return [found[each] for each in sorted(officer_ids)]
