"""What happened to a certified claim, in order: who, when, what, with which note and document."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.records import (
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Decision,
    LedgerRecord,
    Nature,
    Resubmission,
    StepKind,
    WriteOff,
)
from muster.domain.money import Cents, dollars
from muster.domain.words import MINUS

K = TypeVar("K", Decision, Resubmission, WriteOff)
_STEPS = {
    StepKind.SUBMITTED: "Submitted",
    StepKind.CLOSED: "Closed",
    StepKind.REOPENED: "Opened again",
    StepKind.VOID: "Declared void",
}
_CERTIFIED, _SUBMITTED, _DECIDED, _AWARDED, _PAID, _DENIED_AGAIN, _CLOSED, _LATER, _VOID = range(9)
_PLACE = {StepKind.SUBMITTED: _SUBMITTED, StepKind.VOID: _VOID}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a claim.

    Attributes:
        by: Who did it, or recorded it.
        records: What the ledger keeps of it; ``removable`` when they can be taken back.
    """

    on: date
    what: str
    by: str
    note: str
    document: str
    records: tuple[LedgerRecord, ...]
    removable: bool = True


def history(ledger: Ledger, claim: CertifiedClaim) -> list[Event]:
    """All that happened to a claim, the oldest first; of one day in the order in which things follow each other."""
    found = [
        (_CERTIFIED, _certified(claim)),
        *_revised(ledger, claim),
        *_steps(ledger, claim),
        *((_DECIDED, each) for each in _decisions(ledger, claim)),
        *((_AWARDED, each) for each in _awards(ledger, claim)),
        *((_PAID, each) for each in _deposits(ledger, claim)),
        *((_DENIED_AGAIN, each) for each in _denied(ledger, claim)),
        *((_LATER, each) for each in _corrected(ledger, claim)),
    ]
    return [event for _place, event in sorted(found, key=lambda each: (each[1].on, each[0], each[1].records[0].id))]


def _certified(claim: CertifiedClaim) -> Event:
    what = f"Certified: {_money(claim.claimed)}" + (f", in place of {claim.revises}" if claim.revises else "")
    alone = claim.prepared_by == claim.certified_by
    by = claim.certified_by if alone else f"{claim.certified_by}; prepared by {claim.prepared_by}"
    return Event(claim.certified_on, what, by, claim.note, "", (claim,), removable=False)


def _revised(ledger: Ledger, claim: CertifiedClaim) -> Iterator[tuple[int, Event]]:
    later = ledger.claim(ledger.superseded.get(claim.number, ""))
    if later is not None:
        what = f"Revised: {later.number} stands in its place"
        yield _VOID, Event(later.certified_on, what, later.certified_by, later.note, "", (later,), removable=False)


def _steps(ledger: Ledger, claim: CertifiedClaim) -> Iterator[tuple[int, Event]]:
    for each in (each for each in ledger.steps if each.number == claim.number):
        yield _PLACE.get(each.step, _CLOSED), _step(each)


def _step(each: ClaimStep) -> Event:
    return Event(each.taken_on, _STEPS[each.step], each.recorded_by, each.note, each.document, (each,))


def _decisions(ledger: Ledger, claim: CertifiedClaim) -> Iterator[Event]:
    """One event for all that was decided at once."""
    made = [each for each in ledger.decisions if each.number == claim.number]
    for group in _at_once(sorted(made, key=lambda each: each.id), lambda each: (each.decided_on, each.document)):
        approved, denied = sum(each.approved for each in group), sum(each.denied for each in group)
        parts = [f"approved {_money(approved)}"] if approved else []
        parts += [f"denied {_money(denied)}"] if denied else []
        what = f"Decided: {', '.join(parts) or 'nothing'}"
        first = group[0]
        yield Event(
            first.decided_on, what, first.recorded_by, _different(each.reason for each in group), first.document, group
        )


def _awards(ledger: Ledger, claim: CertifiedClaim) -> Iterator[Event]:
    """The award's decisions stand with the claim in force."""
    if ledger.live.get(claim.quarter) != claim:
        return
    for each in (each for each in ledger.award_decisions if each.quarter == claim.quarter):
        what = f"Award decided: {_money(each.amount)}"
        yield Event(each.decided_on, what, each.recorded_by, each.note, each.document, (each,))


def _deposits(ledger: Ledger, claim: CertifiedClaim) -> Iterator[Event]:
    award = str(claim.quarter) if ledger.live.get(claim.quarter) == claim else ""
    sums: dict[tuple[int, str], Cents] = defaultdict(int)
    for each in ledger.payments:
        if each.number in {claim.number, award}:
            sums[each.deposit, each.number] += each.amount
    by_id = {each.id: each for each in ledger.deposits}
    for (number, of), amount in sums.items():
        deposit = by_id[number]
        verb = "Paid back" if amount < 0 else "Award paid" if of == award else "Paid"
        what = f"{verb}: {_money(abs(amount))} of a deposit of {_money(deposit.amount)}"
        note = ", ".join(part for part in (deposit.reference, deposit.note) if part)
        yield Event(deposit.received_on, what, deposit.recorded_by, note, deposit.document, (deposit,), removable=False)


def _denied(ledger: Ledger, claim: CertifiedClaim) -> Iterator[Event]:
    asked = sorted((each for each in ledger.resubmissions if each.number == claim.number), key=lambda each: each.id)
    for again in _at_once(asked, lambda each: (each.asked_on, each.note, each.document)):
        what = f"To be claimed again: {_money(sum(each.amount for each in again))}"
        yield Event(again[0].asked_on, what, again[0].recorded_by, again[0].note, again[0].document, again)
    given = sorted((each for each in ledger.write_offs if each.number == claim.number), key=lambda each: each.id)
    for gone in _at_once(given, lambda each: (each.given_up_on, each.reason)):
        what = f"Given up: {_money(sum(each.amount for each in gone))}"
        yield Event(gone[0].given_up_on, what, gone[0].recorded_by, gone[0].reason, "", gone)


def _corrected(ledger: Ledger, claim: CertifiedClaim) -> Iterator[Event]:
    """What later claims adjust of it, or claim again."""
    found: dict[tuple[str, Nature], list[ClaimAmount]] = defaultdict(list)
    for each in ledger.amounts:
        if each.corrects == claim.number and ledger.is_live(each.number):
            found[each.number, each.nature].append(each)
    for (number, nature), amounts in found.items():
        later = ledger.claim(number)
        if later is not None:
            verb = "Claimed again" if nature is Nature.RESUBMISSION else "Adjusted"
            what = f"{verb} on {number}: {_money(sum(each.amount for each in amounts))}"
            yield Event(later.certified_on, what, later.certified_by, "", "", tuple(amounts), removable=False)


def _at_once(records: Sequence[K], key: Callable[[K], object]) -> Iterator[tuple[K, ...]]:
    """Records kept in one step: alike, one after the other, each of another line."""
    group: dict[int, K] = {}
    last: K | None = None
    for each in records:
        if last is not None and (key(each) != key(last) or each.line in group):
            yield tuple(group.values())
            group = {}
        group[each.line] = last = each
    if group:
        yield tuple(group.values())


def _different(texts: Iterable[str]) -> str:
    """Each text once, in order."""
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _money(cents: Cents) -> str:
    """``$1,234.50``, below zero with a true minus."""
    return f"{MINUS}${dollars(-cents)}" if cents < 0 else f"${dollars(cents)}"
