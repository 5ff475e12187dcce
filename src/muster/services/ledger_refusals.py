"""What the ledger refuses: decisions that do not fit, awards that are not open, taking back what something rests on."""

from collections.abc import Iterable, Iterator

from muster.domain.fiscal import Quarter
from muster.domain.ledger.ledger import Ledger, LineKey
from muster.domain.ledger.positions import LinePosition, Status, position
from muster.domain.ledger.receivable import submitted_on
from muster.domain.ledger.records import Decision, StepKind
from muster.domain.money import Cents, dollars
from muster.services.ports import MusterError


def refuse_twice(lines: Iterable[LineKey]) -> None:
    """Refuse the same line twice in one step."""
    seen: set[LineKey] = set()
    for each in lines:
        if each in seen:
            raise MusterError(f"Line {each[1]} of {each[0]} is named twice; name it once.")
        seen.add(each)


def refuse_decision(line: LinePosition | None, decided: Decision) -> None:
    """Refuse a decision that does not fit what was claimed, paid or denied of the line before."""
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


def refuse_award_payment(ledger: Ledger, quarter: Quarter, amount: Cents) -> None:
    """Refuse to pay more of an award than is open."""
    decided = ledger.awarded(quarter)
    left = (decided.amount if decided else 0) - ledger.paid((str(quarter), 0))
    if not 0 <= amount <= left:
        raise MusterError(f"{dollars(left)} of the award of {quarter} is open, not {dollars(amount)}.")


def refuse_remittance(deposit: Cents, named: Cents) -> None:
    """Refuse a remittance that names more than the deposit, which is below zero where the agency pays."""
    if (deposit - named if deposit > 0 else named - deposit) < 0:
        raise MusterError(
            f"The remittance names {dollars(named)} in all, which passes the deposit of {dollars(deposit)}."
        )


def refuse_remains(ledger: Ledger) -> None:
    """Refuse what is left of the ledger when it no longer holds together."""
    for text in (*_claims(ledger), *_steps(ledger), *_awards(ledger), *_lines(ledger)):
        raise MusterError(text)


def _claims(ledger: Ledger) -> Iterator[str]:
    """A quarter has one claim in force, and what was decided on was submitted and is not revised (R15, R23)."""
    for claim in ledger.claims:
        number, live = claim.number, ledger.live.get(claim.quarter, claim)
        if ledger.is_live(number) and live != claim:
            yield f"{live.number} is the claim of {claim.quarter} in force, so {number} stays void."
        if number in ledger.superseded and ledger.is_decided(number):
            yield f"{number} has been decided on meanwhile, so {ledger.superseded[number]} stays void."
        if submitted_on(ledger, number) is None and ledger.is_decided(number):
            yield f"{number} has been decided on, so its submission stays."


def _steps(ledger: Ledger) -> Iterator[str]:
    """What was done with a claim as a whole was possible in the order in which it was recorded."""
    for claim in ledger.claims:
        taken = sorted((each for each in ledger.steps if each.number == claim.number), key=lambda each: each.id)
        steps = [each.step for each in taken]
        turned = [each for each in steps if each in _TURNED]
        if any(each is not _TURNED[number % 2] for number, each in enumerate(turned)):
            yield f"{claim.number} would be closed twice, or opened again without having been closed."
        for once in (StepKind.SUBMITTED, StepKind.VOID):
            if steps.count(once) > 1:
                yield f"{claim.number} is {once} already."
        if StepKind.VOID in steps and ledger.is_decided(claim.number):
            yield f"{claim.number} has been decided on, so it is not void."


_TURNED = (StepKind.CLOSED, StepKind.REOPENED)
"""Which follow each other."""


def _awards(ledger: Ledger) -> Iterator[str]:
    for text in {each.number for each in ledger.payments if not each.line}:
        paid, quarter = ledger.paid((text, 0)), Quarter.parse(text)
        decided = ledger.awarded(quarter)
        if paid > (decided.amount if decided else 0):
            yield f"{dollars(paid)} was paid of the award of {quarter}; take the deposit back first."


def _lines(ledger: Ledger) -> Iterator[str]:
    for claim in ledger.claims:
        found = position(ledger, claim)
        for line in found.lines:
            key = line.amount.number, line.amount.line
            where = f"line {key[1]} of {key[0]}"
            claimed = line.amount.amount
            if not all(_within(each, claimed) for each in (line.approved, line.denied, line.approved + line.denied)):
                yield f"More of {where} would be decided on than it claims."
            if not _within(line.paid, line.approved):
                yield f"{dollars(line.paid)} was paid of {where}; take the deposit back first."
            if line.waiting < 0:
                yield f"What was denied of {where} has been claimed again or given up; it stays denied."
            if line.claimed_again > ledger.asked(key):
                yield f"L{where[1:]} has been claimed again, so it stays asked for."
            if found.status is Status.CLOSED and (line.pending or line.outstanding or line.waiting):
                yield f"{claim.number} is closed; open it again first."


def _within(part: Cents, whole: Cents) -> bool:
    """From nothing to the whole, which may be below zero."""
    return min(0, whole) <= part <= max(0, whole)
