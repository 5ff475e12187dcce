"""Where the figures of the claim shown come from: asked of the records as they are, or of what was frozen."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muster.domain.claim import Adjustment, Claim
from muster.domain.derivation import Derivation
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.domain.total_explanation import explain_change
from muster.services.bundle import Services

if TYPE_CHECKING:
    from collections.abc import Callable

    from muster.services.ports import Progress


@dataclass(frozen=True, slots=True)
class Question:
    """Where does this figure come from?

    Attributes:
        preset: Under which readings; None for what the strict ones take away from the published, or add.
        number: The certified claim's; empty for the draft.
        officer_id: None for a total of the claim.
        adjustment: The adjustment asked about, in place of a figure of a line.
    """

    quarter: Quarter
    preset: Preset | None
    number: str
    officer_id: str | None
    figure: str
    adjustment: Adjustment | None = None

    def of(self, claim: Claim) -> "Question":
        """The same question of another claim."""
        return replace(self, quarter=claim.quarter, preset=claim.preset, number=number_of(claim))


def number_of(claim: Claim) -> str:
    """A certified claim's number; empty for a draft."""
    return claim.number if claim.certification else ""


def answer(services: Services, question: Question, claim: Claim) -> "Callable[[Progress], Derivation]":
    """The work that answers; ``claim`` is the one shown, which may be another than the one asked about."""
    if question.number:
        return lambda _progress: _frozen(services, question, claim)
    return lambda _progress: _now(services, question, claim)


def _frozen(services: Services, question: Question, claim: Claim) -> Derivation:
    if question.adjustment is None:
        return services.ledger.explain(question.number, question.officer_id, question.figure)
    if question.adjustment in claim.adjustments:
        return services.ledger.explain_adjustment(question.number, claim.adjustments.index(question.adjustment))
    if any(question.adjustment in line.corrections for line in claim.lines):
        return services.ledger.explain(question.number, question.officer_id, "overtime")
    return services.claims.explain_difference(question.adjustment)


def _now(services: Services, question: Question, claim: Claim) -> Derivation:
    claims = services.claims
    if question.preset is None:
        return explain_change(*(_now(services, replace(question, preset=each), claim) for each in Preset))
    if question.adjustment is not None:
        return claims.explain_adjustment(question.quarter, question.adjustment)
    if question.officer_id is not None:
        return claims.explain(question.quarter, question.preset, question.officer_id, question.figure)
    about = (claim.quarter, claim.preset) == (question.quarter, question.preset) and not claim.certification
    return claims.explain_total(claim if about else claims.claim(question.quarter, question.preset), question.figure)
