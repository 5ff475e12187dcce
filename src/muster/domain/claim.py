"""A quarter's claim as it is shown, printed and certified: lines, adjustments, award, totals and warnings.

Plain data: :mod:`muster.domain.computation` makes it from records, and a certified claim's is read back from what was
frozen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from muster.domain.award import Award
from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.ledger.records import Component
from muster.domain.money import Cents
from muster.domain.readings import Preset, Reading
from muster.domain.records import Agency, Model
from muster.domain.warnings import ClaimWarning

DRAFT = "DRAFT"
"""The number of a claim that nobody has certified."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What an earlier claim's amount of one officer and component is to be corrected by (R13 to R15), in cents.

    Attributes:
        quarter: The quarter that the amount is for; ``number`` the claim that claimed it.
        claimed: What live claims have of it, less what was denied.
        recomputed: What it would be on the facts now known, less what stays denied.
        reasons: Which records changed since, when and by whom.
    """

    officer_id: str
    name: str
    component: Component
    quarter: Quarter
    number: str
    claimed: Cents
    recomputed: Cents
    reasons: tuple[str, ...] = field(default=(), compare=False)

    @property
    def amount(self) -> Cents:
        """The difference; below zero it is given back."""
        return self.recomputed - self.claimed


@dataclass(frozen=True, slots=True)
class Resubmitted:
    """A denied amount that is claimed again (R19); ``line`` is that of the claim ``number``."""

    officer_id: str
    name: str
    component: Component
    quarter: Quarter
    number: str
    line: int
    amount: Cents


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One officer's line; amounts in cents.

    Attributes:
        models: In the order of their first claimable day in the quarter.
        eligible_days: The quarter's claimable days.
        overtime_worked: The quarter's claimable overtime; ``overtime_cap`` the year's cap as it now stands.
        corrections: What of ``overtime`` corrects the year's earlier claims (R12, R13).
    """

    officer_id: str
    name: str
    models: tuple[Model, ...]
    eligible_days: int
    salary: Cents
    benefits: Cents
    overtime_worked: Cents
    overtime_cap: Cents
    overtime: Cents
    overtime_carried: Cents
    total: Cents
    corrections: tuple[Adjustment, ...] = ()


@dataclass(frozen=True, slots=True)
class CapLine:
    """One officer's overtime of the fiscal year against the cap, in cents (R10 to R12).

    Attributes:
        base: Rounded down; ``cap`` comes from the exact one.
        worked: Claimable overtime worked to date, less what was denied and stays so.
    """

    officer_id: str
    name: str
    base: Cents
    cap: Cents
    worked: Cents
    claimed_before: Cents
    claimed: Cents
    carried: Cents
    left: Cents


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of the lines, in cents; the award is never part of the reimbursement."""

    salary: Cents
    benefits: Cents
    overtime: Cents
    reimbursement: Cents
    award: Cents
    adjustments: Cents = 0
    resubmitted: Cents = 0

    @property
    def claimed(self) -> Cents:
        """All that the claim asks for: the quarter's reimbursement, adjustments and what is claimed again."""
        return self.reimbursement + self.adjustments + self.resubmitted


@dataclass(frozen=True, slots=True)
class Previous:
    """The claim that a revision stands in place of: its number and what it claimed by officer, in cents (R15)."""

    number: str
    totals: Mapping[str, Cents]
    claimed: Cents


@dataclass(frozen=True, slots=True)
class Certification:
    """Who certified a claim, when and in which words; the ledger's record of it has the proof.

    Attributes:
        log_sequence: The change log's newest entry when it was certified, and its hash.
        content_sha256: Of what was frozen.
        alone: The agency says that one person both prepares and certifies.
    """

    certified_on: date
    preparer: str
    preparer_title: str
    official: str
    official_title: str
    log_sequence: int
    log_hash: str
    content_sha256: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What the examiner had found when a claim was certified, and what was said of it; empty where nothing was.

    Attributes:
        accepted: The reason why it was accepted; ``accepted_by`` and ``accepted_on`` who and when.
    """

    code: str
    title: str
    officer_id: str | None
    text: str
    accepted: str = ""
    accepted_by: str = ""
    accepted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A quarter's claim under one preset.

    Attributes:
        readings: Every reading in force for the quarter.
        changed_readings: The by-day readings that change within the quarter, with their days.
        lines: By officer_id.
        caps: Of every officer with overtime this fiscal year, line or not.
        adjustments: Of earlier quarters' claims, by quarter and officer; overtime of the same year is in the lines.
        names: Of the officers that warnings, adjustments or the award name, by officer_id.
        number: ``DRAFT`` until it is certified.
        previous: What it revises; None for a claim that is no revision.
        remarks: What the examiner had found, of a certified claim.
    """

    quarter: Quarter
    preset: Preset
    agency: Agency
    readings: tuple[Reading, ...]
    changed_readings: tuple[tuple[Span, Reading], ...]
    lines: tuple[ClaimLine, ...]
    caps: tuple[CapLine, ...]
    award: Award
    totals: Totals
    warnings: tuple[ClaimWarning, ...]
    names: Mapping[str, str]
    adjustments: tuple[Adjustment, ...] = ()
    resubmitted: tuple[Resubmitted, ...] = ()
    number: str = DRAFT
    previous: Previous | None = None
    certification: Certification | None = None
    remarks: tuple[Remark, ...] = ()

    def reading(self, name: str) -> Reading:
        """The reading of that name in force for the quarter."""
        return next(reading for reading in self.readings if reading.parameter.name == name)
