"""What a claim of one quarter goes by: the readings in force and the agreements, looked up once for all officers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple, cast

from muster.domain.eligibility import in_force
from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.readings import Reading, Readings, Tier
from muster.domain.records import Agreement, Model

BY_DAY = ("reimbursable_models", "benefits_mode")


class Terms(NamedTuple):
    """What the claim's days depend on, by the day."""

    days: Span
    models: frozenset[Model]
    benefits_mode: str


@dataclass(frozen=True, slots=True)
class CapRule:
    """How the overtime cap of one quarter is reckoned (R11), and how long an authorization runs (R3).

    Attributes:
        share: The percent as a share of one.
        years: How many years a TFM authorization given without an expiry runs.
    """

    quarter: Quarter
    base: Reading
    percent: Reading
    share: Fraction
    years: int

    @classmethod
    def of(cls, readings: Readings, quarter: Quarter) -> "CapRule":
        """The readings in force for the quarter."""
        percent = readings.for_quarter("overtime_cap_percent", quarter)
        return cls(
            quarter,
            readings.for_quarter("overtime_cap_base", quarter),
            percent,
            cast("Fraction", percent.value) / 100,
            cast("int", readings.for_quarter("tfm_authorization_years", quarter).value),
        )


@dataclass(frozen=True, slots=True)
class ClaimRules:
    """The rules of one quarter's claim.

    Attributes:
        agreements: The days on which one is in force, from ``agreement_records``.
        within: The claimable days of the fiscal year; ``year_days`` is the rules' ``Y``.
        terms: The by-day readings over the fiscal year, in order.
        cap: The overtime readings of the quarter; ``earlier`` those of the fiscal year's quarters before it.
        claimed: The rules of the fiscal year's earlier quarters that have a claim, each under its claim's preset.
    """

    quarter: Quarter
    readings: Readings
    agreements: Mapping[Model, list[Span]]
    agreement_records: tuple[Agreement, ...]
    within: Span
    year_days: int
    terms: tuple[Terms, ...]
    cap: CapRule
    earlier: tuple[CapRule, ...]
    award_count_rule: str
    claimed: tuple["ClaimRules", ...] = ()

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The award tiers, highest first."""
        return cast("tuple[Tier, ...]", self.reading("award_tiers").value)

    def reading(self, name: str) -> Reading:
        """The reading in force for the quarter (for a by-day one, on its last day)."""
        return self.readings.for_quarter(name, self.quarter)

    def in_force(self) -> list[Reading]:
        """Every reading in force for the quarter, by the rule book's order."""
        return [self.reading(name) for name in self.readings.rules.parameters]

    def changed_within(self) -> list[tuple[Span, Reading]]:
        """The by-day readings that change within the quarter, with the days on which each holds."""
        found: list[tuple[Span, Reading]] = []
        for name in BY_DAY:
            held = self.readings.by_day(name, self.quarter.span)
            found.extend(held if len({reading.text for _, reading in held}) > 1 else ())
        return found


def first_claimable_day(readings: Readings) -> date:
    """The day from which anything can be claimed (R1)."""
    return cast("date", readings.on("first_claimable_day", date.max).value)


def claim_rules(
    quarter: Quarter, readings: Readings, agreements: Sequence[Agreement], claimed: Iterable["ClaimRules"] = ()
) -> ClaimRules:
    """The rules of the quarter's claim.

    Args:
        quarter: The claim's.
        readings: Under the claim's preset.
        agreements: The agency's.
        claimed: The rules of earlier quarters that have a claim; those of other fiscal years are passed over.

    Raises:
        ValueError: with a plain sentence when the quarter is before the program's first claimable day (R1).
    """
    first = first_claimable_day(readings)
    if quarter.until <= first:
        message = (
            f"{quarter} cannot be claimed: nothing before {first} can; the first quarter is {Quarter.holding(first)}"
        )
        raise ValueError(message)
    within = Span(max(quarter.year.start, first), quarter.year.until)
    return ClaimRules(
        quarter=quarter,
        readings=readings,
        agreements=in_force(agreements),
        agreement_records=tuple(agreements),
        within=within,
        year_days=quarter.year.days,
        terms=tuple(_terms(readings, within)),
        cap=CapRule.of(readings, quarter),
        earlier=tuple(
            CapRule.of(readings, Quarter(quarter.fiscal_year, number)) for number in range(1, quarter.number)
        ),
        award_count_rule=readings.for_quarter("award_count_rule", quarter).text,
        claimed=tuple(
            each for each in claimed if each.quarter.fiscal_year == quarter.fiscal_year and each.quarter < quarter
        ),
    )


def _terms(readings: Readings, within: Span) -> Iterable[Terms]:
    for days, models in readings.by_day("reimbursable_models", within):
        for piece, mode in readings.by_day("benefits_mode", days):
            yield Terms(piece, frozenset(cast("tuple[Model, ...]", models.value)), cast("str", mode.value))
