"""What the ledger refuses: decisions that do not fit, awards that are not open, taking back what something rests on."""

from typing import TYPE_CHECKING

from muster.domain.fiscal import Quarter
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.positions import LinePosition, position
from muster.domain.ledger.receivable import submitted_on
from muster.domain.money import Cents, dollars
from muster.services.ports import MusterError

if TYPE_CHECKING:
    from muster.services.ledger import Decided


def refuse_decision(number: str, line: LinePosition | None, decided: "Decided") -> None:
    """Refuse a decision that does not fit what was claimed, paid or denied of the line before."""
    if line is None:
        raise MusterError(f"{number} has no line {decided.line}.")
    where = f"{number}, line {decided.line}"
    amount, approved = line.amount.amount, line.approved + decided.approved
    denied = line.denied + decided.denied
    if not (_within(approved, amount) and _within(denied, amount) and _within(approved + denied, amount)):
        raise MusterError(
            f"{where} claims {dollars(amount)}; approved {dollars(approved)} and denied {dollars(denied)} do not fit."
        )
    if decided.denied > 0 and not decided.reason.strip():
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
    _refuse_two_in_force(ledger)
    for quarter in {each.quarter for each in ledger.claims}:
        decided, paid = ledger.awarded(quarter), ledger.paid((str(quarter), 0))
        if paid > (decided.amount if decided else 0):
            raise MusterError(f"{dollars(paid)} was paid of the award of {quarter}; take the deposit back first.")
    for claim in ledger.claims:
        found = position(ledger, claim)
        if submitted_on(ledger, claim.number) is None and ledger.is_decided(claim.number):
            raise MusterError(f"{claim.number} has been decided on, so its submission stays.")
        for line in found.lines:
            where = f"line {line.amount.line} of {claim.number}"
            if not _within(line.paid, line.approved):
                raise MusterError(f"{dollars(line.paid)} was paid of {where}; take the deposit back first.")
            if line.waiting < 0:
                raise MusterError(f"What was denied of {where} has been claimed again or given up; it stays denied.")


def _refuse_two_in_force(ledger: Ledger) -> None:
    """A quarter has one claim in force, and what was decided on is not revised (R15, R23)."""
    for each in ledger.claims:
        live = ledger.live.get(each.quarter, each)
        if ledger.is_live(each.number) and live != each:
            raise MusterError(f"{live.number} is the claim of {each.quarter} in force, so {each.number} stays void.")
        if each.number in ledger.superseded and ledger.is_decided(each.number):
            later = ledger.superseded[each.number]
            raise MusterError(f"{each.number} has been decided on meanwhile, so {later} stays void.")


def _within(part: Cents, whole: Cents) -> bool:
    """From nothing to the whole, which may be below zero."""
    return min(0, whole) <= part <= max(0, whole)
