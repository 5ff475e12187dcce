"""What was denied and is to be claimed again: as far as the facts support it and the cap has room (R19)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from muster.domain.claim import Resubmitted
from muster.domain.fiscal import Quarter
from muster.domain.ledger.account import NOTHING_CLAIMED, ClaimedQuarter
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.records import ClaimAmount, Component
from muster.domain.money import Cents
from muster.domain.workings import Workings

_Key = tuple[str, Component, Quarter]


def claimed_again(officers: Sequence[Workings], corrected: Iterable[Workings], ledger: Ledger) -> Iterator[Resubmitted]:
    """What the claim of the officers' workings claims again of denied amounts, the oldest first.

    Args:
        officers: The workings of the claim's quarter; its overtime takes the room of the cap before any resubmission.
        corrected: The workings of earlier claimed quarters on the facts now known.
        ledger: Says what was denied and what is asked to be claimed again.
    """
    room = _Room(officers, list(corrected), ledger)
    for denied in ledger.asked_again:
        amount = room.take(denied, ledger.asks(denied))
        if amount:
            name = room.names[denied.officer_id]
            yield Resubmitted(
                denied.officer_id, name, denied.component, denied.quarter, denied.number, denied.line, amount
            )


class _Room:
    """What can be claimed again of whom: the denied amounts that the facts still support, within the year's cap."""

    def __init__(self, officers: Sequence[Workings], corrected: Sequence[Workings], ledger: Ledger) -> None:
        self.names = {each.officer_id: each.file.officer.name for each in (*corrected, *officers)}
        self._supported: dict[_Key, Cents] = {}
        for work in corrected:
            for component in Component:
                account = ledger.account(work.officer_id, component, work.rules.quarter)
                if account.denied:
                    found = ClaimedQuarter(work.rules.quarter, account, work.recomputed(component))
                    self._supported[work.officer_id, component, work.rules.quarter] = found.still_denied
        latest = sorted((*corrected, *officers), key=lambda each: each.rules.quarter)
        self._left = {(each.officer_id, each.rules.quarter.fiscal_year): _left(each, ledger) for each in latest}

    def take(self, denied: ClaimAmount, wanted: Cents) -> Cents:
        """Use up what there is of it."""
        key = denied.officer_id, denied.component, denied.quarter
        amount = max(0, min(wanted, self._supported.get(key, 0)))
        if denied.component is Component.OVERTIME:
            year = denied.officer_id, denied.quarter.fiscal_year
            amount = max(0, min(amount, self._left.get(year, 0)))
            self._left[year] = self._left.get(year, 0) - amount
        if amount:
            self._supported[key] -= amount
        return amount


def _left(latest: Workings, ledger: Ledger) -> Cents:
    """What the year's cap leaves once its claims have what they ought to have, and what they claim again (R19).

    Args:
        latest: The workings of the year's last quarter that is claimed or corrected.
        ledger: Says what is denied of that quarter itself, and what was claimed again since.
    """
    position, quarter = latest.overtime, latest.rules.quarter
    own = ClaimedQuarter(quarter, NOTHING_CLAIMED, position.recomputed)
    seen = (*position.to_date.denials, own)
    now = (replace(each, account=ledger.account(latest.officer_id, Component.OVERTIME, each.quarter)) for each in seen)
    return position.left - sum(each.still_denied for each in seen) + sum(each.still_denied for each in now)
