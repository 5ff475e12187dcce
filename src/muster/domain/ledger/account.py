"""What live claims have of one officer, component and quarter, against what it would be on the facts now known."""

from dataclasses import dataclass

from muster.domain.fiscal import Quarter
from muster.domain.ledger.records import ClaimAmount, Decision, Nature
from muster.domain.money import Cents


@dataclass(frozen=True, slots=True)
class Account:
    """The amounts of one officer, component and quarter on live claims, and what was decided on them; in cents."""

    amounts: tuple[ClaimAmount, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def claimed(self) -> Cents:
        """The original claim and its amendments together, whatever was decided (R15)."""
        return sum(each.amount for each in self.amounts if each.nature is not Nature.RESUBMISSION)

    @property
    def denied(self) -> Cents:
        """What was denied and has not been claimed again (R19)."""
        resubmitted = sum(each.amount for each in self.amounts if each.nature is Nature.RESUBMISSION)
        return sum(each.denied for each in self.decisions) - resubmitted


NOTHING_CLAIMED = Account()


@dataclass(frozen=True, slots=True)
class ClaimedQuarter:
    """An account of an earlier quarter beside its amount recomputed from the facts now known (R15).

    ``recomputed`` is in cents, before denials.
    """

    quarter: Quarter
    account: Account
    recomputed: Cents

    @property
    def claimed(self) -> Cents:
        """What live claims have, less what was denied."""
        return self.account.claimed - self.account.denied

    @property
    def still_denied(self) -> Cents:
        """What of the denied amount the facts still support; the rest is no longer owed to anybody (R19)."""
        return min(self.account.denied, max(0, self.recomputed - self.claimed))

    @property
    def entitled(self) -> Cents:
        """What live claims ought to have: recomputed, less what stays denied."""
        return self.recomputed - self.still_denied

    @property
    def correction(self) -> Cents:
        """Entitled less claimed; below zero it is to be given back (R13, R15)."""
        return self.entitled - self.claimed
