"""What is being decided on the pending amounts of a claim, as it is typed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from muster.domain.ledger.positions import LinePosition
from muster.domain.ledger.records import Nature
from muster.domain.money import Cents, dollars, parse_money
from muster.domain.words import capitalized
from muster.services.ledger import Decided

_NATURES = {Nature.OWN: "", Nature.ADJUSTMENT: ", adjusted", Nature.RESUBMISSION: ", again"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One pending amount and what is typed for it; None: nothing.

    What is typed on one side fills the other with the rest, until something is typed there too.

    Attributes:
        filled: The side that the program filled: ``approve``, ``deny``, or neither.
    """

    line: LinePosition
    officer: str
    approve: Cents | None = None
    deny: Cents | None = None
    filled: str = ""
    reason: str = ""

    @property
    def pending(self) -> Cents:
        """What can be decided."""
        return self.line.pending

    @property
    def rest(self) -> Cents:
        """What stays pending."""
        return self.pending - (self.approve or 0) - (self.deny or 0)

    @property
    def words(self) -> str:
        """What the amount is for: ``Overtime of FY2026Q1, again``."""
        made = self.line.amount
        return f"{capitalized(made.component)} of {made.quarter}{_NATURES[made.nature]}"

    @property
    def is_decided(self) -> bool:
        """Whether anything is typed."""
        return bool(self.approve or self.deny)

    def approving(self, text: str) -> "Verdict":
        """With so much approved.

        Raises:
            ValueError: when it is no amount, or none between nothing and what is pending.
        """
        typed = self._read(text)
        other = self._other(typed, self.deny, filled=self.filled == "deny")
        return replace(self, approve=typed, deny=other[0], filled="deny" if other[1] else "")

    def denying(self, text: str) -> "Verdict":
        """With so much denied; raises as :meth:`approving` does."""
        typed = self._read(text)
        other = self._other(typed, self.approve, filled=self.filled == "approve")
        return replace(self, deny=typed, approve=other[0], filled="approve" if other[1] else "")

    def because(self, text: str) -> "Verdict":
        """With a reason of its own."""
        return replace(self, reason=text.strip())

    def approved(self) -> "Verdict":
        """Approved whole."""
        return replace(self, approve=self.pending, deny=None, filled="approve")

    def denied(self) -> "Verdict":
        """Denied whole."""
        return replace(self, deny=self.pending, approve=None, filled="deny")

    def cleared(self) -> "Verdict":
        """Nothing typed."""
        return Verdict(self.line, self.officer)

    def _read(self, text: str) -> Cents | None:
        if not text.strip():
            return None
        cents = parse_money(text)
        if not min(0, self.pending) <= cents <= max(0, self.pending):
            raise ValueError(f"{dollars(self.pending)} is pending of it; give no more than that")
        return cents

    def _other(self, typed: Cents | None, other: Cents | None, *, filled: bool) -> tuple[Cents | None, bool]:
        """The other side once this one is typed, and whether it is the program that fills it."""
        free = other is None or filled
        if typed is None:
            return (None, False) if free else (other, False)
        rest = self.pending - typed
        if not free and abs((other or 0) + typed) <= abs(self.pending):
            return other, False
        return (rest, True) if rest else (None, False)


class Sums(NamedTuple):
    """What the verdicts come to, in cents."""

    approved: Cents
    denied: Cents
    rest: Cents


def sums_of(verdicts: Iterable[Verdict]) -> Sums:
    """What is approved, denied and stays pending."""
    found = list(verdicts)
    return Sums(
        sum(each.approve or 0 for each in found),
        sum(each.deny or 0 for each in found),
        sum(each.rest for each in found),
    )


def decided(verdicts: Iterable[Verdict], reason: str) -> list[Decided]:
    """What is to be kept; ``reason`` is that of the denials without one of their own."""
    return [
        Decided(each.line.amount.line, each.approve or 0, each.deny or 0, (each.reason or reason) if each.deny else "")
        for each in verdicts
        if each.is_decided
    ]
