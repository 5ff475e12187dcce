"""What of a claim is decided on and paid: one amount for each officer, component and quarter on it (R15, R18)."""

from collections.abc import Iterator
from typing import NamedTuple

from muster.domain.claim import Adjustment, Claim, ClaimLine, Resubmitted
from muster.domain.fiscal import Quarter
from muster.domain.ledger.records import ClaimAmount, Component, Nature
from muster.domain.money import Cents


class _Amount(NamedTuple):
    """What :class:`ClaimAmount` says, but for number and line."""

    officer_id: str
    component: Component
    quarter: Quarter
    nature: Nature
    amount: Cents
    corrects: str = ""
    corrects_line: int | None = None


def amounts(claim: Claim, number: str) -> list[ClaimAmount]:
    """The claim's amounts under the number that it is certified with, counted from line 1; none is 0.00."""
    found = [each for each in _all(claim) if each.amount]
    return [ClaimAmount(number, line, *each) for line, each in enumerate(found, 1)]


def _all(claim: Claim) -> Iterator[_Amount]:
    for line in claim.lines:
        yield from _line(line, claim.quarter)
    yield from map(_adjustment, claim.adjustments)
    yield from map(_again, claim.resubmitted)


def _line(line: ClaimLine, quarter: Quarter) -> Iterator[_Amount]:
    """A line's own amounts, and those of its overtime that correct the year's earlier claims (R13)."""
    corrected = sum(each.amount for each in line.corrections)
    for component, amount in (
        (Component.SALARY, line.salary),
        (Component.BENEFITS, line.benefits),
        (Component.OVERTIME, line.overtime - corrected),
    ):
        yield _Amount(line.officer_id, component, quarter, Nature.OWN, amount)
    yield from map(_adjustment, line.corrections)


def _adjustment(each: Adjustment) -> _Amount:
    return _Amount(each.officer_id, each.component, each.quarter, Nature.ADJUSTMENT, each.amount, each.number)


def _again(each: Resubmitted) -> _Amount:
    nature = Nature.RESUBMISSION
    return _Amount(each.officer_id, each.component, each.quarter, nature, each.amount, each.number, each.line)
