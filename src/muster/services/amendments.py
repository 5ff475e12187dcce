"""Where the correction of a claim that has been decided on will stand (R14, R15)."""

from collections.abc import Iterator
from dataclasses import dataclass

from muster.domain.claim import Adjustment, Claim
from muster.domain.fiscal import Quarter
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.records import CertifiedClaim
from muster.services.computing import Computing, preset_of


@dataclass(frozen=True, slots=True)
class NextClaim:
    """The draft on which a decided claim's correction stands.

    Attributes:
        adjusts: It corrects something of that claim, also within a line. Not so where pay is not paid yet (R14).
    """

    quarter: Quarter
    adjusts: bool


def next_claim(computing: Computing, ledger: Ledger, claim: CertifiedClaim) -> NextClaim:
    """The first later quarter without a claim in force whose claim would adjust this one.

    A quarter in between may have nothing to adjust, as with pay that was paid after it (R14). Where no claim
    adjusts anything it is the first quarter without one.
    """
    preset, waiting = preset_of(claim), _without_claim(ledger, claim.quarter)
    found = next((each for each in waiting if _adjusts(computing.claim(each, preset).claim, claim)), None)
    return NextClaim(found or waiting[0], adjusts=found is not None)


def _without_claim(ledger: Ledger, quarter: Quarter) -> list[Quarter]:
    """The quarters after one that have no claim in force, until a year after the last claim."""
    last, found = max((*ledger.live, quarter)), [quarter.next]
    while found[-1] < Quarter(last.fiscal_year + 1, last.number):
        found.append(found[-1].next)
    return [each for each in found if each not in ledger.live]


def _adjusts(claim: Claim, adjusted: CertifiedClaim) -> bool:
    return any(each.number == adjusted.number for each in _corrections(claim))


def _corrections(claim: Claim) -> Iterator[Adjustment]:
    yield from claim.adjustments
    for line in claim.lines:
        yield from line.corrections
