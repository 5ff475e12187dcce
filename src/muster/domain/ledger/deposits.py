"""How a deposit is applied to the lines of certified claims (R18): cents in, cents out, none lost.

A line below zero is money to be given back, which the federal side takes off what it pays for the claim's other lines.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from muster.domain.fiscal import Quarter
from muster.domain.money import Cents, dollars


class ClaimRef(NamedTuple):
    """A certified claim; the oldest comes first.

    Attributes:
        order: Its place among the quarter's claims.
        number: Like ``FY26Q1-001``.
    """

    quarter: Quarter
    order: int
    number: str


class OpenLine(NamedTuple):
    """A claim's line with what has been approved and paid so far, in cents: ``paid`` lies from 0 to ``approved``."""

    claim: ClaimRef
    line: int
    approved: Cents
    paid: Cents

    @property
    def open(self) -> Cents:
        """What is approved and not paid; below zero when it is to be given back."""
        return self.approved - self.paid


class RemittanceLine(NamedTuple):
    """What the remittance says is paid, in cents, of the line of the claim of that number."""

    claim: str
    line: int
    amount: Cents


class Share(NamedTuple):
    """What a line gets of a deposit, in cents, never 0.

    Attributes:
        remitted: How much of the amount the remittance names; the rest is applied by the rule.
    """

    claim: ClaimRef
    line: int
    amount: Cents
    remitted: Cents


class Application(NamedTuple):
    """How a deposit is applied: ``shares`` by claim and line, and the cents that no line takes; they add up to it."""

    shares: tuple[Share, ...]
    unapplied: Cents


def apply_deposit(deposit: Cents, lines: Iterable[OpenLine], remittance: Iterable[RemittanceLine] = ()) -> Application:
    """Apply a deposit as the remittance says, the rest of it to the oldest claim first (R18).

    Within a claim the lines below zero are taken in full and add to what the others get: pro rata over what is open,
    rounded down, the remaining cents to the largest line (of equal ones the first), then to the next when it is full.
    A claim whose open lines come to less than zero waits for a deposit below zero: a refund that the agency pays
    (R17), which is applied to such claims by the same rule with all signs turned.

    Args:
        deposit: Cents; below zero when the agency pays.
        lines: In any order; those with nothing open take no part.
        remittance: What the remittance names; empty without one.

    Raises:
        ValueError: with a plain sentence when the remittance names a line that is not there, or twice, or more than is
            open of it, or passes the deposit; or when a line is given twice or its ``paid`` passes its ``approved``.
    """
    ordered = sorted(lines)
    _check(ordered)
    named = _named(ordered, remittance)
    rest = deposit - sum(named.values())
    sign = -1 if deposit < 0 else 1
    if sign * rest < 0:
        in_all = dollars(deposit - rest)
        raise ValueError(f"The remittance names {in_all} in all, which passes the deposit of {dollars(deposit)}")
    by_rule = _oldest_first(sign * rest, {each: sign * (each.open - named[each]) for each in ordered})
    amounts = {each: named[each] + sign * by_rule.get(each, 0) for each in ordered}
    shares = tuple(Share(each.claim, each.line, amount, named[each]) for each, amount in amounts.items() if amount)
    return Application(shares, deposit - sum(amounts.values()))


def _check(lines: Iterable[OpenLine]) -> None:
    for each in lines:
        if not _from_zero(each.paid, each.approved):
            paid, approved = dollars(each.paid), dollars(each.approved)
            raise ValueError(f"{paid} is paid of line {each.line} of claim {each.claim.number}, approved {approved}")


def _named(lines: Sequence[OpenLine], remittance: Iterable[RemittanceLine]) -> dict[OpenLine, Cents]:
    """What the remittance names for each of the lines."""
    known = {(each.claim.number, each.line): each for each in lines}
    if len(known) < len(lines):
        raise ValueError("A line of a claim is given twice")
    named: dict[OpenLine, Cents] = {}
    for number, line, amount in remittance:
        found, which = known.get((number, line)), f"line {line} of claim {number}"
        if found is None:
            raise ValueError(f"The remittance names {which}, which is not there")
        if found in named:
            raise ValueError(f"The remittance names {which} twice")
        if not _from_zero(amount, found.open):
            still = dollars(found.open)
            raise ValueError(f"The remittance names {dollars(amount)} for {which}, of which {still} is open")
        named[found] = amount
    return {each: named.get(each, 0) for each in lines}


def _from_zero(amount: Cents, until: Cents) -> bool:
    """Whether the amount lies between 0 and another, which may be below zero."""
    return min(0, until) <= amount <= max(0, until)


def _oldest_first(money: Cents, wanted: Mapping[OpenLine, Cents]) -> dict[OpenLine, Cents]:
    """What the lines, by claim and line, get of money that is not below zero."""
    claims: dict[ClaimRef, dict[OpenLine, Cents]] = defaultdict(dict)
    for each, amount in wanted.items():
        claims[each.claim][each] = amount
    shares: dict[OpenLine, Cents] = {}
    for lines in claims.values():
        if money and sum(lines.values()) >= 0:
            of_claim = _within(money, lines)
            money -= sum(of_claim.values())
            shares |= of_claim
    return shares


def _within(money: Cents, lines: Mapping[OpenLine, Cents]) -> dict[OpenLine, Cents]:
    """What one claim's lines get: those below zero in full, the others as far as the money and that go."""
    taken = {each: amount for each, amount in lines.items() if amount < 0}
    wanted = {each: amount for each, amount in lines.items() if amount > 0}
    return taken | _pro_rata(min(sum(wanted.values()), money - sum(taken.values())), wanted)


def _pro_rata(money: Cents, wanted: Mapping[OpenLine, Cents]) -> dict[OpenLine, Cents]:
    """All of the money, no more than is wanted; by line, as in ``wanted``."""
    total = sum(wanted.values())
    shares = {each: money * amount // total for each, amount in wanted.items()}
    cents = money - sum(shares.values())
    for each in sorted(wanted, key=lambda line: -wanted[line]):
        more = min(cents, wanted[each] - shares[each])
        shares[each] += more
        cents -= more
    return shares
