"""The whole ledger at one moment, as the window shows it: where each claim, denied amount and deposit stands."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from muster.domain.derivation import Derivation
from muster.domain.fiscal import Quarter
from muster.domain.ledger.explanation import LedgerExplanation
from muster.domain.ledger.history import Event, history
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.positions import ClaimPosition, LinePosition, Status, position
from muster.domain.ledger.receivable import Due, dues
from muster.domain.ledger.records import (
    AwardDecision,
    ClaimAmount,
    Component,
    Decision,
    Deposit,
    Nature,
    Payment,
    Resubmission,
)
from muster.domain.money import Cents
from muster.domain.records import Officer
from muster.services.frozen.reading import FrozenClaim
from muster.services.ledger_reading import read_ledger
from muster.services.ports import RecordReader

OUT_OF_FORCE = frozenset({Status.SUPERSEDED, Status.VOID})


@dataclass(frozen=True, slots=True)
class AwardPosition:
    """A quarter's award: ICE's decision, if there is one, and what was paid of it, in cents (R21)."""

    decided: AwardDecision | None
    paid: Cents

    @property
    def awarded(self) -> Cents:
        """What was awarded; nothing without a decision."""
        return self.decided.amount if self.decided else 0

    @property
    def outstanding(self) -> Cents:
        """Awarded and not paid."""
        return self.awarded - self.paid


@dataclass(frozen=True, slots=True)
class DeniedRow:
    """A denied amount that waits: the decisions that denied it, and what was asked to be done with it (R19).

    Attributes:
        asked: Cents that are to be claimed again on the next claim; ``requests`` say when that was asked.
    """

    line: LinePosition
    decisions: tuple[Decision, ...]
    asked: Cents
    requests: tuple[Resubmission, ...]


@dataclass(frozen=True, slots=True)
class DepositRow:
    """A deposit and what it paid, in cents, by claim; an award by its quarter."""

    deposit: Deposit
    paid: Mapping[str, Cents]

    @property
    def unapplied(self) -> Cents:
        """What no claim and no award took."""
        return self.deposit.amount - sum(self.paid.values())


@dataclass(frozen=True)
class Overview:
    """The ledger, its claims' positions in the order of certification, and the officers' names by id."""

    ledger: Ledger
    positions: tuple[ClaimPosition, ...]
    names: Mapping[str, str]

    @cached_property
    def in_force(self) -> tuple[ClaimPosition, ...]:
        """The claims that are neither void nor superseded."""
        return tuple(each for each in self.positions if each.status not in OUT_OF_FORCE)

    @cached_property
    def explanation(self) -> LedgerExplanation:
        """Where its figures come from."""
        return LedgerExplanation(self.ledger, self.names)

    def position(self, number: str) -> ClaimPosition | None:
        """One claim."""
        return next((each for each in self.positions if each.claim.number == number), None)

    def history(self, found: ClaimPosition) -> list[Event]:
        """What happened to a claim."""
        return history(self.ledger, found.claim)

    def award(self, quarter: Quarter) -> AwardPosition:
        """Where a quarter's award stands."""
        return AwardPosition(self.ledger.awarded(quarter), self.ledger.paid((str(quarter), 0)))

    @cached_property
    def open_awards(self) -> Mapping[Quarter, Cents]:
        """What of each quarter's award is decided and not paid."""
        quarters = sorted({each.quarter for each in self.ledger.award_decisions})
        left = {quarter: self.award(quarter).outstanding for quarter in quarters}
        return {quarter: amount for quarter, amount in left.items() if amount}

    @cached_property
    def dues(self) -> list[Due]:
        """What is to be received."""
        return dues(self.ledger, self.positions)

    @cached_property
    def denied(self) -> list[DeniedRow]:
        """The denied amounts that wait, the oldest first."""
        lines = (line for each in self.in_force for line in each.lines if line.waiting)
        ordered = sorted(lines, key=lambda each: (each.amount.quarter, each.amount.number, each.amount.line))
        return [self._denied(each) for each in ordered]

    def _denied(self, line: LinePosition) -> DeniedRow:
        key = line.amount.number, line.amount.line
        decisions = tuple(each for each in self.ledger.decided(key) if each.denied)
        requests = tuple(each for each in self.ledger.resubmissions if (each.number, each.line) == key)
        return DeniedRow(line, decisions, self.ledger.asks(line.amount), requests)

    @cached_property
    def deposits(self) -> list[DepositRow]:
        """The deposits, by day."""
        paid: dict[int, dict[str, Cents]] = defaultdict(lambda: defaultdict(int))
        for each in self.ledger.payments:
            paid[each.deposit][each.number] += each.amount
        return [DepositRow(each, dict(paid[each.id])) for each in self.ledger.deposits]

    def open_lines(self) -> list[LinePosition]:
        """The amounts of which something is approved and not paid, the oldest claim first."""
        ordered = sorted(enumerate(self.in_force), key=lambda each: (each[1].claim.quarter, each[0]))
        return [line for _place, each in ordered for line in each.lines if line.outstanding]

    def after(self, payments: Sequence[Payment]) -> Mapping[str, Cents]:
        """What payments that are not kept yet pay, by claim or award, the oldest first."""
        sums: dict[str, Cents] = defaultdict(int)
        for each in payments:
            sums[each.number] += each.amount
        return dict(sums)


def read_overview(records: RecordReader) -> Overview:
    """The ledger of a book, and who its officers are."""
    ledger = read_ledger(records)
    names = {each.officer_id: each.name for each in records.all(Officer)}
    return Overview(ledger, tuple(position(ledger, each) for each in ledger.claims), names)


def certified_figure(frozen: FrozenClaim, amount: ClaimAmount) -> Derivation | None:
    """Where one of a claim's amounts came from when it was certified; None for one that was claimed again."""
    if amount.nature is Nature.RESUBMISSION:
        return None
    if amount.nature is Nature.OWN:
        return frozen.explain(amount.officer_id, str(amount.component))
    for place, each in enumerate(frozen.claim.adjustments):
        of_same = (each.officer_id, each.component, each.quarter) == (
            amount.officer_id,
            amount.component,
            amount.quarter,
        )
        if of_same:
            return frozen.explain_adjustment(place)
    return frozen.explain(amount.officer_id, str(Component.OVERTIME))  # it stands in the line's overtime (R13)
