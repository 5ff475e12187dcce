"""Where a claim and its amounts stand: ``claimed = approved + denied + pending``, ``paid <= approved`` (R18)."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.records import CertifiedClaim, ClaimAmount, StepKind
from muster.domain.money import Cents


class Status(StrEnum):
    """How far a certified claim has come."""

    CERTIFIED = "certified"
    SUBMITTED = "submitted"
    DECIDED = "decided"
    PAID = "paid"
    CLOSED = "closed"
    SUPERSEDED = "superseded"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class LinePosition:
    """One amount of a claim and what became of it, in cents.

    Attributes:
        denied: Of it, ``claimed_again`` stands on a later claim, and ``given_up`` is lost.
    """

    amount: ClaimAmount
    approved: Cents
    denied: Cents
    paid: Cents
    claimed_again: Cents
    given_up: Cents

    @property
    def pending(self) -> Cents:
        """Neither approved nor denied yet."""
        return self.amount.amount - self.approved - self.denied

    @property
    def outstanding(self) -> Cents:
        """Approved and not paid; below zero it is to be given back."""
        return self.approved - self.paid

    @property
    def waiting(self) -> Cents:
        """Denied, and neither claimed again nor given up: it waits in the queue (R19)."""
        return self.denied - self.claimed_again - self.given_up


@dataclass(frozen=True)
class ClaimPosition:
    """A certified claim and where its amounts stand."""

    claim: CertifiedClaim
    status: Status
    lines: tuple[LinePosition, ...]

    @property
    def claimed(self) -> Cents:
        """All amounts."""
        return self.claim.claimed

    @cached_property
    def approved(self) -> Cents:
        """What was approved of them."""
        return sum(each.approved for each in self.lines)

    @cached_property
    def denied(self) -> Cents:
        """What was denied of them, whatever became of it."""
        return sum(each.denied for each in self.lines)

    @property
    def pending(self) -> Cents:
        """What nobody has decided on."""
        return self.claimed - self.approved - self.denied

    @cached_property
    def paid(self) -> Cents:
        """What deposits paid of it."""
        return sum(each.paid for each in self.lines)

    @property
    def outstanding(self) -> Cents:
        """Approved and not paid; below zero a refund is due (R17)."""
        return self.approved - self.paid

    @property
    def settled(self) -> bool:
        """Whether every amount is decided on, and what was approved is paid."""
        return all(not each.pending and not each.outstanding for each in self.lines)

    @cached_property
    def waiting(self) -> Cents:
        """Denied and waiting in the queue."""
        return sum(each.waiting for each in self.lines)


def position(ledger: Ledger, claim: CertifiedClaim) -> ClaimPosition:
    """Where a claim stands."""
    lines = tuple(_line(ledger, each) for each in ledger.of_claim(claim.number))
    return ClaimPosition(claim, _status(ledger, claim, lines), lines)


def _line(ledger: Ledger, amount: ClaimAmount) -> LinePosition:
    key = amount.number, amount.line
    decided = ledger.decided(key)
    return LinePosition(
        amount,
        sum(each.approved for each in decided),
        sum(each.denied for each in decided),
        ledger.paid(key),
        ledger.claimed_again(key),
        ledger.given_up(key),
    )


def _status(ledger: Ledger, claim: CertifiedClaim, lines: tuple[LinePosition, ...]) -> Status:
    taken = sorted(ledger.steps, key=lambda each: each.id)  # as they were recorded, whatever day was given
    steps = [each.step for each in taken if each.number == claim.number]
    if StepKind.VOID in steps:
        return Status.VOID
    if claim.number in ledger.superseded:
        return Status.SUPERSEDED
    if _closed(steps):
        return Status.CLOSED
    if ledger.is_decided(claim.number):
        paid = any(each.paid for each in lines) and ClaimPosition(claim, Status.DECIDED, lines).settled
        return Status.PAID if paid else Status.DECIDED
    return Status.SUBMITTED if StepKind.SUBMITTED in steps else Status.CERTIFIED


def _closed(steps: list[StepKind]) -> bool:
    """Closed, and not opened again since."""
    turned = [each for each in steps if each in {StepKind.CLOSED, StepKind.REOPENED}]
    return bool(turned) and turned[-1] is StepKind.CLOSED
