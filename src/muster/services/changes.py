"""What a use case changed: told to every page, which reloads if it is concerned."""

from collections.abc import Iterable
from dataclasses import dataclass

from muster.domain.records import AnyRecord, OfficerRecord


@dataclass(frozen=True, slots=True)
class Changed:
    """The kinds of record that changed, and the officers concerned; ``officers`` is None when it may be anybody."""

    kinds: frozenset[type[AnyRecord]]
    officers: frozenset[str] | None = None

    @classmethod
    def of(cls, records: Iterable[AnyRecord]) -> "Changed":
        """What changing these records changes."""
        changed = list(records)
        ids = {each.officer_id for each in changed if isinstance(each, OfficerRecord)}
        return cls(frozenset(type(each) for each in changed), frozenset(ids))

    def concerns(self, *kinds: type[AnyRecord]) -> bool:
        """Whether a record of one of these kinds changed."""
        return not self.kinds.isdisjoint(kinds)
