"""Checks of the claim against the claims certified before (R12, R17, R19)."""

from collections.abc import Iterator

from muster.domain.examiner.examined import Examined
from muster.domain.examiner.finding import Check, Found
from muster.domain.ledger.records import ClaimAmount
from muster.domain.money import dollars
from muster.domain.words import count


def _preset(case: Examined) -> Iterator[Found]:
    """The year's overtime is one sum, which two presets would cap apart."""
    claim = case.claim
    same_year = (each for quarter, each in case.ledger.live.items() if quarter.fiscal_year == claim.quarter.fiscal_year)
    others = [each.number for each in same_year if each.preset != claim.preset]
    if others:
        yield Found(
            f"The claim is computed under the {claim.preset} preset, and {' and '.join(others)} of the same fiscal "
            "year under the other one; the year's overtime is corrected to the new reading."
        )


def _denied(case: Examined) -> Iterator[Found]:
    """Denied amounts that nobody has decided to claim again or to give up."""
    waiting = [each for each in case.ledger.amounts if _waits(case, each)]
    if waiting:
        total = sum(case.ledger.waiting((each.number, each.line)) - case.ledger.asks(each) for each in waiting)
        verb = "waits" if len(waiting) == 1 else "wait"
        yield Found(
            f"{count(len(waiting), 'denied amount')} of earlier claims, {dollars(total)} in all, {verb}; claim again "
            "with this claim, or give up."
        )


def _waits(case: Examined, amount: ClaimAmount) -> bool:
    line = amount.number, amount.line
    return case.ledger.is_live(amount.number) and case.ledger.waiting(line) > case.ledger.asks(amount)


def _undecided(case: Examined) -> Iterator[Found]:
    """Earlier claims that differ and that nobody has decided on: a revision corrects those (R15)."""
    differing = dict.fromkeys(each.number for each in case.claim.adjustments)
    for number in differing:
        if not case.ledger.is_decided(number):
            amount = sum(each.amount for each in case.claim.adjustments if each.number == number)
            yield Found(
                f"{number} is not decided yet and differs by {dollars(amount)} on the facts now known; revise it "
                "first, else the difference stands as an adjustment on this claim."
            )


def _refund(case: Examined) -> Iterator[Found]:
    claimed = case.claim.totals.claimed
    if claimed < 0:
        yield Found(
            f"The claim comes to {dollars(claimed)}: it makes no invoice, a refund of {dollars(-claimed)} is due."
        )


CHECKS = (
    Check("preset-differs", "Preset differs from the year's other claims", "R11, R12", _preset),
    Check("denied-waiting", "Denied amounts wait", "R19: nothing denied is forgotten", _denied),
    Check("earlier-claim-to-revise", "Earlier claim to revise first", "R15", _undecided),
    Check("refund-due", "Refund due", "R17", _refund),
)
