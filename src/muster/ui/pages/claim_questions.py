"""What can be asked of a claim's figures: where does this one come from?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from muster.domain.claim import Claim
from muster.domain.derivation import Derivation
from muster.domain.explanation import explain_change
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.services.claims import Claims


@dataclass(frozen=True, slots=True)
class Question:
    """Where does this figure come from?

    Attributes:
        preset: Under which readings; None for what the strict ones take away from the published, or add.
        officer_id: Whose line; None for a total of the claim.
    """

    quarter: Quarter
    preset: Preset | None
    officer_id: str | None
    figure: str

    def answer(self, claims: Claims, shown: Claim) -> Derivation:
        """The figure's derivation; ``shown`` is a claim that need not be computed again."""
        if self.preset is None:
            return explain_change(*(replace(self, preset=each).answer(claims, shown) for each in Preset))
        if self.officer_id is not None:
            return claims.explain(self.quarter, self.preset, self.officer_id, self.figure)
        is_shown = (shown.quarter, shown.preset) == (self.quarter, self.preset)
        return claims.explain_total(shown if is_shown else claims.claim(self.quarter, self.preset), self.figure)

    def subject(self, names: Mapping[str, str]) -> str:
        """Whose figure it is, and by which readings."""
        whose = f"{self.officer_id} {names.get(self.officer_id, '')}".rstrip() if self.officer_id else "The whole claim"
        return f"{whose} · {f'{self.preset} readings' if self.preset else 'strict less published'}"
