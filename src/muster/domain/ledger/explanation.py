"""Where the ledger's figures come from: what was claimed, decided and paid, down to each record (R15 to R19)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.fiscal import Quarter
from muster.domain.ledger.ledger import Ledger, LineKey
from muster.domain.ledger.positions import ClaimPosition, LinePosition, position
from muster.domain.ledger.receivable import Due, DueKind
from muster.domain.ledger.records import (
    ClaimAmount,
    Decision,
    Deposit,
    LedgerRecord,
    Nature,
    Payment,
)
from muster.domain.words import capitalized, day, uncapitalized

FIGURES = ("claimed", "approved", "denied", "pending", "paid", "outstanding")
"""The figures of a claim and of each of its lines."""
AWARD_FIGURES = ("awarded", "award paid", "award outstanding")
_DECIDED: Mapping[str, Callable[[Decision], int]] = {
    "approved": lambda each: each.approved,
    "denied": lambda each: each.denied,
}
Lines = Sequence[LinePosition]


class LedgerExplanation:
    """Explains the figures of one ledger; an officer is named as ``names`` says, by id."""

    def __init__(self, ledger: Ledger, names: Mapping[str, str]) -> None:
        """Explain what the ledger says."""
        self._ledger = ledger
        self._names = names

    # -- what can be explained

    def line(self, found: LinePosition, figure: str) -> Derivation:
        """A figure of one amount of a claim; figures are those of ``FIGURES``."""
        return self._figure(figure, [found])

    def claim(self, found: ClaimPosition, figure: str) -> Derivation:
        """A figure of a claim: of all its lines."""
        return self._figure(figure, found.lines)

    def claims(self, found: Iterable[ClaimPosition], figure: str) -> Derivation:
        """What a figure comes to over several claims."""
        parts = [replace(self.claim(each, figure), label=f"Claim {each.claim.number}") for each in found]
        return _sum(f"{capitalized(figure)}, all claims in force", parts, "R18")

    def waiting(self, found: LinePosition) -> Derivation:
        """What of one amount was denied and is neither claimed again nor given up (R19)."""
        denied = self.line(found, "denied")
        gone = [_leaf(f"Claimed again on claim {each.number}", each.amount, each) for each in self._again(found)]
        gone += [
            _leaf(f"Given up on {day(each.given_up_on)}", each.amount, each, note=each.reason)
            for each in self._ledger.write_offs
            if (each.number, each.line) == _key(found.amount)
        ]
        if not gone:
            return replace(denied, label="Denied and waiting", rule="R19")
        taken = _sum("Claimed again or given up", gone, "R19")
        return _difference("Denied and waiting", denied, taken, "R19")

    def asked(self, found: LinePosition) -> Derivation:
        """What of a waiting amount is still to be claimed again: no more than waits (R19)."""
        requests = _sum("Asked to be claimed again", self._requests(found), "R19")
        again = [_leaf(f"Claimed again on claim {each.number}", each.amount, each) for each in self._again(found)]
        left = _difference("Asked and not claimed again yet", requests, _sum("Claimed again", again), "R19")
        parts = (left if again else requests, self.waiting(found))
        value = min(int(each.number) for each in parts)
        return Derivation("To be claimed again", value, Unit.MONEY, Operation.MINIMUM, parts, "R19")

    def waiting_of_all(self, found: Lines, *, asked: bool = False) -> Derivation:
        """What of several amounts waits, or is to be claimed again."""
        label = "To be claimed again" if asked else "Denied and waiting"
        of_line = self.asked if asked else self.waiting
        return _sum(label, [replace(of_line(each), label=self._of_line(_key(each.amount))) for each in found], "R19")

    def due(self, found: Due) -> Derivation:
        """An amount to be received, named after what it is of."""
        position_of = next((each for each in self._ledger.claims if each.number == found.number), None)
        if found.kind is DueKind.AWARD or position_of is None:
            made = self.award(found.quarter, "award outstanding")
        else:
            figure = "pending" if found.kind is DueKind.PENDING else "outstanding"
            made = self.claim(position(self._ledger, position_of), figure)
        return replace(made, label=f"{found.number or f'Award of {found.quarter}'}, {found.kind}")

    def dues(self, found: Iterable[Due]) -> Derivation:
        """What several amounts to be received come to."""
        return _sum("To be received", [self.due(each) for each in found], "R18")

    def award(self, quarter: Quarter, figure: str) -> Derivation:
        """What was awarded for a quarter, or what of it was paid or not; figures are those of ``AWARD_FIGURES``."""
        paid = _sum("Paid of the award", self._payments_of([(str(quarter), 0)]), "R18")
        if figure == "award paid":
            return paid
        awarded = self._awarded(quarter)
        return awarded if figure == "awarded" else _difference("Awarded and not paid", awarded, paid, "R18")

    def _awarded(self, quarter: Quarter) -> Derivation:
        label, decided = f"Awarded for {quarter}", self._ledger.awarded(quarter)
        if decided is None:
            return _sum(label, (), "R21")
        return _leaf(label, decided.amount, decided, "R21", decided.note)

    def unapplied(self, deposit: Deposit) -> Derivation:
        """What of a deposit no claim and no award took (R18)."""
        shares: dict[str, list[Derivation]] = defaultdict(list)
        for each in self._ledger.payments:
            if each.deposit == deposit.id:
                whole = f"Claim {each.number}" if each.line else f"Award of {each.number}"
                shares[whole].append(_leaf(self._of_line(_key(each)), each.amount, each))
        parts = [_together(label, of) for label, of in shares.items()]
        return _difference("Not applied", self.received(deposit), _sum("Applied", parts, "R18"), "R18")

    def received(self, deposit: Deposit) -> Derivation:
        """A deposit as it was recorded."""
        return _leaf(_deposit_words(deposit), deposit.amount, deposit, note=deposit.note)

    def deposits(self, found: Iterable[Deposit], *, unapplied: bool = False) -> Derivation:
        """What several deposits come to, or what of them was not applied."""
        if unapplied:
            rest = ((each, self.unapplied(each)) for each in found)
            parts = [replace(made, label=_deposit_words(each)) for each, made in rest if made.number]
            return _sum("Not applied", parts, "R18")
        return _sum("Received", [self.received(each) for each in found], "R18")

    # -- the figures of some lines

    def _figure(self, figure: str, lines: Lines) -> Derivation:
        match figure:
            case "claimed":
                made = self._claimed(lines)
            case "approved" | "denied":
                made = self._decided(lines, figure)
            case "pending":
                decided = _sum("Decided", (self._decided(lines, each) for each in _DECIDED), "R18")
                made = _difference("Pending", self._claimed(lines), decided, "R18")
            case "paid":
                made = _sum("Paid", self._payments_of(_key(each.amount) for each in lines), "R18")
            case _:
                approved, paid = self._figure("approved", lines), self._figure("paid", lines)
                made = _difference("Outstanding", approved, paid, "R18")
        return made

    def _claimed(self, lines: Lines) -> Derivation:
        leaves = [(each, [_leaf(amount_words(each.amount), each.amount.amount, each.amount)]) for each in lines]
        if len(lines) == 1:
            return replace(leaves[0][1][0], label="Claimed", rule="R15")
        return _sum("Claimed", self._by_officer(leaves), "R15")

    def _decided(self, lines: Lines, figure: str) -> Derivation:
        label = capitalized(figure)
        parts = [(each, list(self._decisions(each, figure))) for each in lines]
        if len(lines) == 1:
            return _sum(label, parts[0][1], "R18")
        return _sum(label, self._by_officer([(line, made) for line, made in parts if made]), "R18")

    def _decisions(self, line: LinePosition, figure: str) -> Iterator[Derivation]:
        for each in self._ledger.decided(_key(line.amount)):
            amount = _DECIDED[figure](each)
            if amount:
                words = f"{capitalized(figure)} on {day(each.decided_on)}"
                yield _leaf(words, amount, each, note=each.reason, field=figure)

    def _by_officer(self, parts: Iterable[tuple[LinePosition, list[Derivation]]]) -> Iterator[Derivation]:
        """One figure for each officer, made of that of each of their lines."""
        grouped: dict[str, list[Derivation]] = defaultdict(list)
        for line, made in parts:
            grouped[line.amount.officer_id].append(_together(amount_words(line.amount), made))
        for officer_id, of_lines in grouped.items():
            yield _together(self._officer(officer_id), of_lines, keep=True)

    # -- payments

    def _payments_of(self, keys: Iterable[LineKey]) -> Iterator[Derivation]:
        """What each deposit paid of the lines."""
        wanted = list(keys)
        by_deposit: dict[int, list[Payment]] = defaultdict(list)
        for key in wanted:
            for each in self._payments.get(key, ()):
                by_deposit[each.deposit].append(each)
        for number, payments in sorted(by_deposit.items(), key=lambda item: self._deposits[item[0]].received_on):
            deposit = self._deposits[number]
            leaves = [_leaf(self._of_line(_key(each)), each.amount, each, note=deposit.document) for each in payments]
            yield _together(_deposit_words(deposit), leaves)

    def _requests(self, found: LinePosition) -> Iterator[Derivation]:
        for each in self._ledger.resubmissions:
            if (each.number, each.line) == _key(found.amount):
                yield _leaf(f"Asked on {day(each.asked_on)}", each.amount, each, note=each.note)

    def _again(self, found: LinePosition) -> Iterator[ClaimAmount]:
        """The amounts of claims in force that claim a denied one again."""
        for each in self._ledger.amounts:
            if (each.corrects, each.corrects_line) == _key(found.amount) and self._ledger.is_live(each.number):
                yield each

    @cached_property
    def _payments(self) -> Mapping[LineKey, list[Payment]]:
        found: dict[LineKey, list[Payment]] = defaultdict(list)
        for each in self._ledger.payments:
            found[_key(each)].append(each)
        return found

    @cached_property
    def _deposits(self) -> Mapping[int, Deposit]:
        return {each.id: each for each in self._ledger.deposits}

    @cached_property
    def _amounts(self) -> Mapping[LineKey, ClaimAmount]:
        return {_key(each): each for each in self._ledger.amounts}

    # -- words

    def _officer(self, officer_id: str) -> str:
        return f"{officer_id} {self._names.get(officer_id, '')}".rstrip()

    def _of_line(self, key: LineKey) -> str:
        """The officer and what it is for; an award by its quarter."""
        amount = self._amounts.get(key)
        if amount is None:
            return f"Award of {key[0]}"
        return f"{self._officer(amount.officer_id)}: {uncapitalized(amount_words(amount))}"


def amount_words(amount: ClaimAmount) -> str:
    """What an amount is for: ``Salary of FY2026Q1``, and which claim it corrects."""
    words = f"{capitalized(amount.component)} of {amount.quarter}"
    if amount.nature is Nature.ADJUSTMENT:
        return f"{words}, adjustment of {amount.corrects}"
    if amount.nature is Nature.RESUBMISSION:
        return f"{words}, claimed again from {amount.corrects}"
    return words


def _key(record: ClaimAmount | Payment) -> LineKey:
    return record.number, record.line


def _deposit_words(deposit: Deposit) -> str:
    words = "Deposit" if deposit.amount > 0 else "Refund"
    return f"{words} of {day(deposit.received_on)}" + (f", {deposit.reference}" if deposit.reference else "")


def _together(label: str, parts: Sequence[Derivation], *, keep: bool = False) -> Derivation:
    """The parts under one name; a single one takes the name, and with ``keep`` says after it what it is."""
    if len(parts) != 1:
        return _sum(label, parts)
    own = f"{label}: {uncapitalized(parts[0].label)}" if keep else label
    return replace(parts[0], label=own)


def _leaf(
    label: str, amount: int, source: LedgerRecord, rule: str = "", note: str = "", field: str = "amount"
) -> Derivation:
    return Derivation(label, amount, Unit.MONEY, rule=rule, source=source, field=field, note=note)


def _sum(label: str, inputs: Iterable[Derivation], rule: str = "") -> Derivation:
    parts = tuple(inputs)
    total = sum(int(each.number) for each in parts)
    return Derivation(label, total, Unit.MONEY, Operation.SUM, parts, rule)


def _difference(label: str, one: Derivation, less: Derivation, rule: str) -> Derivation:
    value = int(one.number - less.number)
    return Derivation(label, value, Unit.MONEY, Operation.DIFFERENCE, (one, less), rule)
