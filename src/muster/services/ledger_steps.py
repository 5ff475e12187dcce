"""What can be done with a claim as it stands, and if not, why not."""

from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.positions import ClaimPosition, Status
from muster.domain.ledger.records import StepKind
from muster.domain.money import dollars

ALL_SETTLED = "a claim is closed once all of it is decided on and paid"

_BEFORE = {
    StepKind.SUBMITTED: ({Status.CERTIFIED}, "only a certified claim that was not submitted yet can be submitted"),
    StepKind.CLOSED: ({Status.SUBMITTED, Status.DECIDED, Status.PAID}, ALL_SETTLED),
    StepKind.REOPENED: ({Status.CLOSED}, "only a closed claim can be opened again"),
    StepKind.VOID: ({Status.CERTIFIED, Status.SUBMITTED}, "a claim that has been decided on stays"),
}


def why_no_step(ledger: Ledger, found: ClaimPosition, step: StepKind) -> str:
    """Why a step cannot be taken, in a sentence; empty when it can."""
    statuses, why = _BEFORE[step]
    number = found.claim.number
    if found.status not in statuses or (step is StepKind.CLOSED and not found.settled):
        return f"{number} is {found.status}: {why}."
    if step is StepKind.CLOSED and found.waiting:
        return f"{dollars(found.waiting)} denied of {number} waits; claim it again or give it up, then close the claim."
    return _why_not_void(ledger, number) if step is StepKind.VOID else ""


def _why_not_void(ledger: Ledger, number: str) -> str:
    later = [each.number for each in ledger.amounts if each.corrects == number and ledger.is_live(each.number)]
    if not later:
        return ""
    return f"{later[0]} corrects {number}, which therefore stays; declare {later[0]} void first."


def why_no_decision(found: ClaimPosition) -> str:
    """Why nothing can be decided on a claim; empty when it can."""
    if found.status not in {Status.SUBMITTED, Status.DECIDED, Status.PAID}:
        return f"{found.claim.number} is {found.status}; a decision is kept of a claim that was submitted."
    return ""
