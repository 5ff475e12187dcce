"""What is still to be received, of which claim, and from which day its age is counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muster.domain.fiscal import Quarter
from muster.domain.ledger.ageing import Receivable, step
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.positions import ClaimPosition, Status
from muster.domain.ledger.records import StepKind
from muster.domain.money import Cents


class DueKind(StrEnum):
    """Why an amount is still to be received, in the order in which they are listed."""

    APPROVED = "approved, not paid"
    REFUND = "refund due"
    """Approved below zero and not paid back yet (R17)."""
    PENDING = "pending"
    AWARD = "award, not paid"


@dataclass(frozen=True, slots=True)
class Due:
    """Cents still to be received; below zero they are to be given back.

    Attributes:
        number: The claim's; empty for an award of a quarter without a claim in force.
        since: The day on which the claim was submitted, or the award decided.
    """

    kind: DueKind
    number: str
    quarter: Quarter
    since: date
    amount: Cents

    def days(self, on: date) -> int:
        """How old it is on a day."""
        return max(0, (on - self.since).days)

    def step(self, on: date) -> int:
        """The place of its age in ``ageing.STEPS``."""
        return step(self.since, on)

    @property
    def receivable(self) -> Receivable:
        """As ageing sums it."""
        return Receivable(self.since, self.amount)


def submitted_on(ledger: Ledger, number: str) -> date | None:
    """The day on which a claim was submitted."""
    days = (each.taken_on for each in ledger.steps if each.number == number and each.step is StepKind.SUBMITTED)
    return min(days, default=None)


def dues(ledger: Ledger, positions: Iterable[ClaimPosition]) -> list[Due]:
    """All that is to be received of the claims in force, by quarter and kind."""
    found = [due for each in positions for due in _of_claim(ledger, each)]
    found += _of_awards(ledger)
    order = list(DueKind)
    return sorted(found, key=lambda each: (each.quarter, each.number, order.index(each.kind)))


def _of_claim(ledger: Ledger, found: ClaimPosition) -> Iterator[Due]:
    since = submitted_on(ledger, found.claim.number)
    if since is None or found.status in {Status.SUPERSEDED, Status.VOID}:
        return
    open_kind = DueKind.REFUND if found.outstanding < 0 else DueKind.APPROVED
    for kind, amount in ((open_kind, found.outstanding), (DueKind.PENDING, found.pending)):
        if amount:
            yield Due(kind, found.claim.number, found.claim.quarter, since, amount)


def _of_awards(ledger: Ledger) -> Iterator[Due]:
    for quarter in sorted({each.quarter for each in ledger.award_decisions}):
        decided = ledger.awarded(quarter)
        left = (decided.amount if decided else 0) - ledger.paid((str(quarter), 0))
        if decided is not None and left:
            live = ledger.live.get(quarter)
            yield Due(DueKind.AWARD, live.number if live else "", quarter, decided.decided_on, left)
