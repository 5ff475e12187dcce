"""The certified claims of one agency and all that followed: which are live, what they have of whom (R15 to R23)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from muster.domain.fiscal import Quarter
from muster.domain.ledger.account import NOTHING_CLAIMED, Account
from muster.domain.ledger.records import (
    AwardDecision,
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Component,
    Decision,
    Deposit,
    LedgerRecord,
    Nature,
    Payment,
    Resubmission,
    StepKind,
    WriteOff,
)
from muster.domain.money import Cents

K = TypeVar("K")
V = TypeVar("V")
LineKey = tuple[str, int]
"""A claim's number and the line of one of its amounts."""


@dataclass(frozen=True)
class Ledger:
    """The claims ledger of one book.

    Attributes:
        claims: Every certified claim, in the order of certification.
    """

    claims: tuple[CertifiedClaim, ...] = ()
    amounts: tuple[ClaimAmount, ...] = ()
    steps: tuple[ClaimStep, ...] = ()
    decisions: tuple[Decision, ...] = ()
    resubmissions: tuple[Resubmission, ...] = ()
    write_offs: tuple[WriteOff, ...] = ()
    deposits: tuple[Deposit, ...] = ()
    payments: tuple[Payment, ...] = ()
    award_decisions: tuple[AwardDecision, ...] = ()

    @property
    def documented(self) -> tuple[LedgerRecord, ...]:
        """All that may have a document: what was certified, decided, received and done."""
        return (
            *self.claims,
            *self.steps,
            *self.decisions,
            *self.award_decisions,
            *self.deposits,
            *self.resubmissions,
            *self.write_offs,
        )

    @cached_property
    def void(self) -> frozenset[str]:
        """The numbers of the claims that were declared void."""
        return frozenset(each.number for each in self.steps if each.step is StepKind.VOID)

    @cached_property
    def superseded(self) -> Mapping[str, str]:
        """The claims that a revision stands in place of, with its number (R15)."""
        return {each.revises: each.number for each in self.claims if each.revises and each.number not in self.void}

    @cached_property
    def live(self) -> Mapping[Quarter, CertifiedClaim]:
        """The claim of each quarter that has one in force, by quarter (R23)."""
        found = (each for each in self.claims if self.is_live(each.number))
        return {each.quarter: each for each in sorted(found, key=lambda each: each.quarter)}

    def is_live(self, number: str) -> bool:
        """Whether a claim is neither void nor superseded."""
        return number not in self.void and number not in self.superseded

    def is_decided(self, number: str) -> bool:
        """Whether anything was decided on the claim (R15)."""
        return any(each.number == number for each in self.decisions)

    def claim(self, number: str) -> CertifiedClaim | None:
        """The claim of that number."""
        return next((each for each in self.claims if each.number == number), None)

    def account(self, officer_id: str, component: Component, quarter: Quarter) -> Account:
        """What live claims have of the officer, component and quarter."""
        return self._accounts.get((officer_id, component, quarter), NOTHING_CLAIMED)

    def of_claim(self, number: str) -> list[ClaimAmount]:
        """A claim's amounts, by line."""
        return self._by_number.get(number, [])

    def decided(self, line: LineKey) -> list[Decision]:
        """The decisions on one amount."""
        return self._decisions.get(line, [])

    def denied(self, line: LineKey) -> Cents:
        """What is denied of one amount, whatever became of it since."""
        return sum(each.denied for each in self.decided(line))

    def claimed_again(self, line: LineKey) -> Cents:
        """What of a denied amount live claims claim again (R19)."""
        return self._claimed_again.get(line, 0)

    def paid(self, line: LineKey) -> Cents:
        """What deposits pay of one amount, or (line 0 of a quarter) of an award."""
        return self._paid.get(line, 0)

    def awarded(self, quarter: Quarter) -> AwardDecision | None:
        """What was awarded for a quarter: the latest decision (R21)."""
        made = [each for each in self.award_decisions if each.quarter == quarter]
        return max(made, key=lambda each: each.decided_on, default=None)

    def given_up(self, line: LineKey) -> Cents:
        """What of a denied amount was given up."""
        return self._given_up.get(line, 0)

    def waiting(self, line: LineKey) -> Cents:
        """What was denied and is neither claimed again nor given up."""
        return self.denied(line) - self.claimed_again(line) - self.given_up(line)

    @property
    def asked_again(self) -> list[ClaimAmount]:
        """The denied amounts that are to be claimed again, the oldest first (R19)."""
        lines = {(each.number, each.line) for each in self.resubmissions}
        found = [each for each in self.amounts if (each.number, each.line) in lines and self.is_live(each.number)]
        return sorted(found, key=lambda each: (each.quarter, each.number, each.line))

    def asked(self, line: LineKey) -> Cents:
        """What of a denied amount somebody has asked to claim again, done or not (R19)."""
        return sum(each.amount for each in self.resubmissions if (each.number, each.line) == line)

    def asks(self, amount: ClaimAmount) -> Cents:
        """What of a denied amount is still to be claimed again."""
        line = amount.number, amount.line
        return max(0, min(self.asked(line) - self.claimed_again(line), self.waiting(line)))

    def without(self, number: str) -> "Ledger":
        """The ledger as if that claim, and what it revises, had not been certified: for computing it anew."""
        gone = {number}
        while (claim := self.claim(number)) and claim.revises:
            number = claim.revises
            gone.add(number)
        return replace(self, claims=tuple(each for each in self.claims if each.number not in gone))

    @cached_property
    def _by_number(self) -> Mapping[str, list[ClaimAmount]]:
        return _grouped((each.number, each) for each in sorted(self.amounts, key=lambda each: each.line))

    @cached_property
    def _decisions(self) -> Mapping[LineKey, list[Decision]]:
        return _grouped(((each.number, each.line), each) for each in self.decisions)

    @cached_property
    def _accounts(self) -> Mapping[tuple[str, Component, Quarter], Account]:
        quarters = {each.number: quarter for quarter, each in self.live.items()}
        live = [each for each in self.amounts if each.number in quarters]
        grouped = _grouped(((each.officer_id, each.component, each.quarter), each) for each in live)
        return {
            key: Account(
                tuple(amounts),
                tuple(made for each in amounts for made in self.decided((each.number, each.line))),
                {each.number: quarters[each.number] for each in amounts if each.nature is Nature.RESUBMISSION},
            )
            for key, amounts in grouped.items()
        }

    @cached_property
    def _claimed_again(self) -> Mapping[LineKey, Cents]:
        live = {each.number for each in self.live.values()}
        again = (each for each in self.amounts if each.corrects_line is not None and each.number in live)
        return _summed(((each.corrects, each.corrects_line or 0), each.amount) for each in again)

    @cached_property
    def _paid(self) -> Mapping[LineKey, Cents]:
        return _summed(((each.number, each.line), each.amount) for each in self.payments)

    @cached_property
    def _given_up(self) -> Mapping[LineKey, Cents]:
        return _summed(((each.number, each.line), each.amount) for each in self.write_offs)


NO_CLAIMS = Ledger()


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)


def _summed(pairs: Iterable[tuple[LineKey, Cents]]) -> dict[LineKey, Cents]:
    found: dict[LineKey, Cents] = defaultdict(int)
    for key, value in pairs:
        found[key] += value
    return dict(found)
