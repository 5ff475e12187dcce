"""Where what live claims have comes from: their amounts, what was denied of them, what is corrected."""

from collections.abc import Iterable
from fractions import Fraction

from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.ledger.account import Account, ClaimedQuarter
from muster.domain.ledger.records import ClaimAmount, Decision, Nature
from muster.domain.money import Cents


def claimed_quarter(found: ClaimedQuarter) -> Derivation:
    """What live claims have of a quarter, less what was denied (R12)."""
    label = f"Claimed for {found.quarter}"
    claimed = amounts(found.account, label)
    if not found.account.denied:
        return claimed
    return _node(f"{label}, less denied", found.claimed, Operation.DIFFERENCE, (claimed, denied(found.account)), "R12")


def amounts(account: Account, label: str) -> Derivation:
    """The original claim and its amendments together (R15)."""
    parts = tuple(_amount(each) for each in account.amounts if each.nature is not Nature.RESUBMISSION)
    return _node(label, account.claimed, Operation.SUM, parts, "R15")


def denied(account: Account) -> Derivation:
    """What was denied, less what was claimed again (R19)."""
    made = tuple(_denial(each) for each in account.decisions if each.denied)
    again = tuple(_amount(each) for each in account.amounts if each.nature is Nature.RESUBMISSION)
    total = _node("Denied", sum(each.number for each in made), Operation.SUM, made, "R18")
    if not again:
        return total
    claimed = _node("Claimed again", sum(each.number for each in again), Operation.SUM, again, "R19")
    return _node("Denied, not claimed again", account.denied, Operation.DIFFERENCE, (total, claimed), "R19")


def still_denied(found: ClaimedQuarter, recomputed: Derivation | None = None) -> Derivation:
    """What of the denied amount the facts still support (R19); ``recomputed`` explains the quarter's amount."""
    refused = denied(found.account)
    if found.still_denied == found.account.denied:
        return refused
    now = recomputed or _given("Recomputed on the facts now known", found.recomputed, found.account.amounts)
    beyond = found.recomputed - found.granted
    short = _node("Recomputed less granted", beyond, Operation.DIFFERENCE, (now, granted(found)))
    nothing = Derivation("Nothing", 0, Unit.MONEY, rule="R19")
    supported = _node("Not below nothing", max(0, beyond), Operation.MAXIMUM, (short, nothing))
    return _node("Denied, as far as it is still supported", found.still_denied, Operation.MINIMUM, (refused, supported))


def granted(found: ClaimedQuarter) -> Derivation:
    """The most that live claims ever had of a quarter, less what was denied (R19)."""
    if found.granted == found.claimed:
        return claimed_quarter(found)
    parts = tuple(_amount(each) for each in found.account.at_most)
    most = _node(
        f"Claimed for {found.quarter} at most", sum(each.number for each in parts), Operation.SUM, parts, "R15"
    )
    label = f"{most.label}, less denied"
    return _node(label, found.granted, Operation.DIFFERENCE, (most, denied(found.account)), "R19")


def correction(found: ClaimedQuarter, recomputed: Derivation) -> Derivation:
    """An adjustment: what the quarter's amount is on the facts now known, less what live claims have (R13 to R15)."""
    label = f"Adjustment of {found.quarter}"
    entitled = recomputed
    if found.still_denied:
        parts = (recomputed, still_denied(found, recomputed))
        entitled = _node("Recomputed, less what stays denied", found.entitled, Operation.DIFFERENCE, parts, "R19")
    return _node(label, found.correction, Operation.DIFFERENCE, (entitled, claimed_quarter(found)), "R15")


def entitled(found: ClaimedQuarter) -> Derivation:
    """What live claims ought to have of a quarter, beside the claim that has it."""
    return _given(f"Entitled for {found.quarter}", found.entitled, found.account.amounts)


def all_denied(found: Iterable[ClaimedQuarter]) -> Derivation:
    """What stays denied of several quarters."""
    parts = tuple(still_denied(each) for each in found if each.still_denied)
    return _node("Denied and not claimed again", sum(each.number for each in parts), Operation.SUM, parts, "R19")


def _amount(each: ClaimAmount) -> Derivation:
    words = {
        Nature.OWN: f"Claim {each.number}",
        Nature.ADJUSTMENT: f"Adjustment on claim {each.number}",
        Nature.RESUBMISSION: f"Claimed again on claim {each.number}",
    }
    return Derivation(words[each.nature], each.amount, Unit.MONEY, rule="R15", source=each, field="amount")


def _denial(each: Decision) -> Derivation:
    return Derivation(
        f"Denied of claim {each.number}", each.denied, Unit.MONEY, source=each, field="denied", rule="R18"
    )


def _given(label: str, value: Cents, amounts: tuple[ClaimAmount, ...]) -> Derivation:
    return Derivation(label, value, Unit.MONEY, rule="R15", source=amounts[0] if amounts else None)


def _node(
    label: str, value: Fraction | int, operation: Operation, inputs: tuple[Derivation, ...], rule: str = ""
) -> Derivation:
    return Derivation(label, value, Unit.MONEY, operation, inputs, rule)
