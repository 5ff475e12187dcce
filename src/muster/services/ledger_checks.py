"""What the claims ledger refuses: steps out of order, decisions that do not fit, what would no longer hold together."""

from collections.abc import Iterable, Iterator
from datetime import date

from muster.domain.fiscal import Quarter
from muster.domain.ledger.ledger import Ledger, LineKey
from muster.domain.ledger.positions import ClaimPosition, LinePosition, Status, position
from muster.domain.ledger.records import Decision, StepKind
from muster.domain.money import Cents, dollars
from muster.domain.words import day
from muster.services.ports import MusterError

_BEFORE = {
    StepKind.SUBMITTED: ({Status.CERTIFIED}, "only a certified claim that was not submitted yet can be submitted"),
    StepKind.CLOSED: ({Status.PAID}, "a claim is closed once all of it is decided on and paid"),
    StepKind.REOPENED: ({Status.CLOSED}, "only a closed claim can be opened again"),
    StepKind.VOID: ({Status.CERTIFIED, Status.SUBMITTED}, "a claim that has been decided on stays"),
}


def refuse_step(ledger: Ledger, found: ClaimPosition, step: StepKind, on: date, note: str) -> None:
    """Refuse a step with a claim that has not come so far, or has come too far.

    Raises:
        MusterError: for that reason.
    """
    statuses, why = _BEFORE[step]
    number = found.claim.number
    if found.status not in statuses:
        raise MusterError(f"{number} is {found.status}: {why}.")
    if on < found.claim.certified_on:
        raise MusterError(f"{number} was certified on {day(found.claim.certified_on)}; give that day or a later one.")
    if step is StepKind.CLOSED and found.waiting:
        raise MusterError(
            f"{dollars(found.waiting)} denied of {number} waits; claim it again or give it up, then close the claim."
        )
    if step is StepKind.VOID:
        _refuse_void(ledger, number)
        if not note.strip():
            raise MusterError("Give the reason why the claim is declared void.")


def _refuse_void(ledger: Ledger, number: str) -> None:
    later = [each.number for each in ledger.amounts if each.corrects == number and ledger.is_live(each.number)]
    if later:
        raise MusterError(f"{later[0]} corrects {number}, which therefore stays; declare {later[0]} void first.")


def refuse_twice(lines: Iterable[LineKey]) -> None:
    """Refuse the same line twice in one step.

    Raises:
        MusterError: naming it.
    """
    seen: set[LineKey] = set()
    for each in lines:
        if each in seen:
            raise MusterError(f"Line {each[1]} of {each[0]} is named twice; name it once.")
        seen.add(each)


def refuse_decision(line: LinePosition | None, decided: Decision) -> None:
    """Refuse a decision that does not fit the line as it stands.

    Raises:
        MusterError: for that reason.
    """
    if line is None:
        raise MusterError(f"{decided.number} has no line {decided.line}.")
    where = f"{decided.number}, line {decided.line}"
    amount = line.amount.amount
    approved, denied = line.approved + decided.approved, line.denied + decided.denied
    if not (decided.approved or decided.denied):
        raise MusterError(f"{where}: nothing of it is approved or denied; give an amount.")
    if amount < 0 and denied:
        raise MusterError(f"{where} gives {dollars(-amount)} back; that is approved, not denied.")
    if not (_within(approved, amount) and _within(denied, amount) and _within(approved + denied, amount)):
        raise MusterError(
            f"{where} claims {dollars(amount)}; approved {dollars(approved)} and denied {dollars(denied)} do not fit."
        )
    if decided.denied > 0 and not decided.reason:
        raise MusterError(f"{where}: give the reason of the denial.")
    if not _within(line.paid, approved):
        raise MusterError(f"{where}: {dollars(line.paid)} was paid, so no less can be approved.")
    if denied < line.claimed_again + line.given_up:
        raise MusterError(f"{where}: what was denied has been claimed again or given up; take that back first.")


def _within(part: Cents, whole: Cents) -> bool:
    """From nothing to the whole, which may be below zero."""
    return min(0, whole) <= part <= max(0, whole)


def refuse_remains(ledger: Ledger) -> None:
    """Refuse to take something back when what is left does not hold together.

    Raises:
        MusterError: for what would not.
    """
    for text in (*_claims(ledger), *_lines(ledger), *_awards(ledger)):
        raise MusterError(text)


def _claims(ledger: Ledger) -> Iterator[str]:
    submitted = {each.number for each in ledger.steps if each.step is StepKind.SUBMITTED}
    for claim in ledger.claims:
        number = claim.number
        if ledger.is_live(number) and ledger.live[claim.quarter] != claim:
            yield f"{ledger.live[claim.quarter].number} stands for {claim.quarter} by now, so {number} stays void."
        if ledger.is_decided(number) and not ledger.is_live(number):
            yield f"{number} has been decided on, so {ledger.superseded.get(number, number)} stays void."
        if ledger.is_decided(number) and number not in submitted:
            yield f"{number} has been decided on, so its submission stays."


def _lines(ledger: Ledger) -> Iterator[str]:
    for claim in ledger.claims:
        found = position(ledger, claim)
        for line in found.lines:
            key = line.amount.number, line.amount.line
            where = f"line {key[1]} of {key[0]}"
            if not _within(line.paid, line.approved):
                yield f"{dollars(line.paid)} was paid of {where}; take the deposit back first."
            if line.waiting < 0:
                yield f"What was denied of {where} has been claimed again or given up; it stays denied."
            if line.claimed_again > ledger.asked(key):
                yield f"{where[0].upper()}{where[1:]} has been claimed again, so it stays asked for."
            if found.status is Status.CLOSED and (line.pending or line.outstanding or line.waiting):
                yield f"{claim.number} is closed; open it again first."


def _awards(ledger: Ledger) -> Iterator[str]:
    for text in {each.number for each in ledger.payments if not each.line}:
        paid, quarter = ledger.paid((text, 0)), Quarter.parse(text)
        decided = ledger.awarded(quarter)
        if paid > (decided.amount if decided else 0):
            yield f"{dollars(paid)} was paid of the award of {quarter}; take the deposit back first."
