"""What a deposit pays: as the remittance says, else the oldest claim first (R18)."""

from collections.abc import Mapping

from muster.domain.fiscal import Quarter
from muster.domain.ledger.deposits import ClaimRef, OpenLine, RemittanceLine, apply_deposit
from muster.domain.ledger.ledger import Ledger, LineKey
from muster.domain.ledger.positions import position
from muster.domain.ledger.records import Deposit, Payment
from muster.domain.money import Cents, dollars
from muster.services.ledger_refusals import refuse_award_payment, refuse_remittance
from muster.services.ports import MusterError


def applied(ledger: Ledger, deposit: Deposit, remittance: Mapping[LineKey, Cents]) -> list[Payment]:
    """The payments that a deposit makes, of the ledger as it is.

    Args:
        ledger: What is open.
        deposit: Below zero: a refund paid back.
        remittance: Amounts by claim number and line; an award by its quarter and line 0.

    Raises:
        MusterError: when the remittance names something that is not open, or more than is.
    """
    awards = {key: amount for key, amount in remittance.items() if not key[1]}
    for (quarter, _), amount in awards.items():
        refuse_award_payment(ledger, Quarter.parse(quarter), amount)
    refuse_remittance(deposit.amount, sum(remittance.values()))
    rest = deposit.amount - sum(awards.values())
    if awards and rest < 0:
        raise MusterError(f"The remittance names more than the deposit of {dollars(deposit.amount)}.")
    named = [RemittanceLine(number, line, amount) for (number, line), amount in remittance.items() if line]
    try:
        shares = apply_deposit(rest, _open_lines(ledger), named).shares
    except ValueError as error:
        raise MusterError(f"{error}.") from error
    paid = [Payment(deposit.id, quarter, 0, amount) for (quarter, _), amount in awards.items() if amount]
    return [*paid, *(Payment(deposit.id, each.claim.number, each.line, each.amount) for each in shares)]


def _open_lines(ledger: Ledger) -> list[OpenLine]:
    order = {each.number: place for place, each in enumerate(ledger.claims)}
    return [
        OpenLine(ClaimRef(each.quarter, order[each.number], each.number), line.amount.line, line.approved, line.paid)
        for each in ledger.claims
        for line in position(ledger, each).lines
        if line.approved
    ]
