"""Ledgers in a few words."""

from datetime import date
from typing import Any

from muster.domain.fiscal import Quarter
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.records import (
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Component,
    Decision,
    Nature,
    Payment,
    Resubmission,
    StepKind,
    WriteOff,
)

DAY = date(2026, 2, 10)
Q1, Q2, Q3 = (Quarter(2026, number) for number in (1, 2, 3))


def claim(number: str, revises: str = "", claimed: int = 0) -> CertifiedClaim:
    """A claim of the quarter that its number names."""
    quarter = Quarter(2000 + int(number[2:4]), int(number[5]))
    return CertifiedClaim(number, quarter, "published", DAY, "Dana", "Pat", claimed, 0, "", 0, "", revises)


def amount(number: str, line: int, cents: int, quarter: Quarter | None = None, **more: Any) -> ClaimAmount:  # noqa: ANN401
    """Overtime of officer 1: the claim's own, an adjustment of an earlier quarter, or claimed again."""
    of = claim(number).quarter
    nature = Nature.RESUBMISSION if "corrects_line" in more else Nature.ADJUSTMENT if quarter else Nature.OWN
    return ClaimAmount(number, line, "1", Component.OVERTIME, quarter or of, nature, cents, **more)


def step(number: str, kind: StepKind, order: int = 0) -> ClaimStep:
    return ClaimStep(number, kind, DAY, id=order)


def decision(number: str, line: int, approved: int, denied: int = 0) -> Decision:
    return Decision(number, line, DAY, approved, denied, "x" if denied else "")


def ledger(*records: object) -> Ledger:
    """The ledger of the records, each kind in the order given."""

    def of(kind: type[Any]) -> tuple[Any, ...]:
        return tuple(each for each in records if isinstance(each, kind))

    return Ledger(
        of(CertifiedClaim),
        of(ClaimAmount),
        of(ClaimStep),
        of(Decision),
        of(Resubmission),
        of(WriteOff),
        payments=of(Payment),
    )


def asked(number: str, line: int, cents: int) -> Resubmission:
    return Resubmission(number, line, cents, DAY)


def given_up(number: str, line: int, cents: int) -> WriteOff:
    return WriteOff(number, line, cents, DAY)


def payment(number: str, line: int, cents: int, deposit: int = 1) -> Payment:
    return Payment(deposit, number, line, cents)
