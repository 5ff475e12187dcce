"""What live claims have of one officer, component and quarter, against what it would be on the facts now known."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate

from muster.domain.fiscal import Quarter
from muster.domain.ledger.records import ClaimAmount, Decision, Nature
from muster.domain.money import Cents


@dataclass(frozen=True, slots=True)
class Account:
    """The amounts of one officer, component and quarter on live claims, and what was decided on them; in cents.

    Attributes:
        again_on: The quarters of the claims that claim some of it again, by number (R19).
    """

    amounts: tuple[ClaimAmount, ...] = ()
    decisions: tuple[Decision, ...] = ()
    again_on: Mapping[str, Quarter] = field(default_factory=dict)

    @property
    def claimed(self) -> Cents:
        """The original claim and its amendments together, whatever was decided (R15)."""
        return sum(each.amount for each in self.amounts if each.nature is not Nature.RESUBMISSION)

    @property
    def at_most(self) -> tuple[ClaimAmount, ...]:
        """The original claim and its first amendments: as many as came to the most that was ever claimed."""
        made = [each for each in self.amounts if each.nature is not Nature.RESUBMISSION]
        sums = list(accumulate(each.amount for each in made))
        return tuple(made[: sums.index(max(sums)) + 1]) if sums else ()

    @property
    def denied(self) -> Cents:
        """What was denied and has not been claimed again (R19)."""
        resubmitted = sum(each.amount for each in self.amounts if each.nature is Nature.RESUBMISSION)
        return sum(each.denied for each in self.decisions) - resubmitted

    def before(self, quarter: Quarter) -> "Account":
        """The account without what the claims of a quarter and of later ones claim again: that comes after (R19)."""
        later = {number for number, on in self.again_on.items() if on >= quarter}
        again = {(e.number, e.line) for e in self.amounts if e.nature is Nature.RESUBMISSION and e.number in later}
        if not again:
            return self
        return replace(
            self,
            amounts=tuple(each for each in self.amounts if (each.number, each.line) not in again),
            decisions=tuple(each for each in self.decisions if (each.number, each.line) not in again),
        )


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

    def before(self, quarter: Quarter) -> "ClaimedQuarter":
        """As the claim of a quarter sees it; see :meth:`Account.before`."""
        account = self.account.before(quarter)
        return self if account is self.account else replace(self, account=account)

    @property
    def granted(self) -> Cents:
        """The most that was ever claimed, less what was denied: what facts are lost first counts as denied."""
        return sum(each.amount for each in self.account.at_most) - self.account.denied

    @property
    def still_denied(self) -> Cents:
        """What of the denied amount the facts still support; the rest is no longer owed to anybody (R19)."""
        return min(self.account.denied, max(0, self.recomputed - self.granted))

    @property
    def entitled(self) -> Cents:
        """What live claims ought to have: recomputed, less what stays denied."""
        return self.recomputed - self.still_denied

    @property
    def correction(self) -> Cents:
        """Entitled less claimed; below zero it is to be given back (R13, R15)."""
        return self.entitled - self.claimed
