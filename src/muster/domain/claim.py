"""A quarter's claim: lines, award, totals and warnings, from frozen records and rules (R1 to R12, R16, R20 to R22)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from muster.domain.award import Award, award
from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.money import Cents
from muster.domain.readings import Preset, Reading, Readings, RuleBook
from muster.domain.records import Agency, AgencyFile, Model
from muster.domain.rules import ClaimRules, claim_rules
from muster.domain.warnings import ClaimWarning, award_warnings, officer_warnings
from muster.domain.workings import Workings, workings


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One officer's line; amounts in cents.

    Attributes:
        models: In the order of their first claimable day in the quarter.
        eligible_days: The quarter's claimable days.
        overtime_worked: The quarter's claimable overtime; ``overtime_cap`` the year's cap as it now stands.
        workings: What the amounts are made of.
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
    workings: Workings = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of the lines, in cents; the award is never part of the reimbursement."""

    salary: Cents
    benefits: Cents
    overtime: Cents
    reimbursement: Cents
    award: Cents


@dataclass(frozen=True, slots=True)
class Claim:
    """A quarter's claim under one preset.

    Attributes:
        readings: Every reading in force for the quarter.
        changed_readings: The by-day readings that change within the quarter, with their days.
        lines: By officer_id.
        workings: Those of every officer of the agency, line or not.
    """

    quarter: Quarter
    preset: Preset
    agency: Agency
    readings: tuple[Reading, ...]
    changed_readings: tuple[tuple[Span, Reading], ...]
    lines: tuple[ClaimLine, ...]
    award: Award
    totals: Totals
    warnings: tuple[ClaimWarning, ...]
    workings: tuple[Workings, ...] = field(compare=False, repr=False)

    @property
    def overtime(self) -> tuple[Workings, ...]:
        """The workings of every officer with overtime this year, line or not, for the cap worksheet."""
        return tuple(w for w in self.workings if w.overtime.to_date.worked or w.overtime.claimed_before)

    def reading(self, name: str) -> Reading:
        """The reading of that name in force for the quarter."""
        return next(reading for reading in self.readings if reading.parameter.name == name)


def claim(file: AgencyFile, quarter: Quarter, preset: Preset, rules: RuleBook) -> Claim:
    """The quarter's claim.

    Raises:
        ValueError: with a plain sentence when the quarter is before the program's first day (R1).
        StraddlingSumError: when a sum of overtime needs to be split by day.
    """
    going_by = claim_rules(quarter, Readings(rules, preset, file.overrides), file.agreements)
    return assemble(file, going_by, [workings(officer, going_by) for officer in file.officers])


def assemble(file: AgencyFile, rules: ClaimRules, officers: Sequence[Workings]) -> Claim:
    """The claim of the officers' workings; ``file.officers`` may be empty."""
    lines = tuple(_line(each) for each in officers if each.has_line)
    estimate = award((each.officer_id for each in officers if each.counts_for_award), file.results, rules)
    return Claim(
        quarter=rules.quarter,
        preset=rules.readings.preset,
        agency=file.agency,
        readings=tuple(rules.in_force()),
        changed_readings=tuple(rules.changed_within()),
        lines=lines,
        award=estimate,
        totals=_totals(lines, estimate),
        warnings=(*(w for each in officers for w in officer_warnings(each)), *award_warnings(estimate, rules)),
        workings=tuple(officers),
    )


def _line(each: Workings) -> ClaimLine:
    overtime = each.overtime
    return ClaimLine(
        each.officer_id,
        each.file.officer.name,
        each.models,
        each.eligible_days,
        each.salary.amount,
        each.benefits.amount,
        overtime.worked,
        overtime.to_date.cap,
        overtime.amount,
        overtime.carried,
        each.total,
        each,
    )


def _totals(lines: Iterable[ClaimLine], estimate: Award) -> Totals:
    """The sums of the printed lines, never a rounding of their own (R9)."""
    salary = benefits = overtime = 0
    for line in lines:
        salary += line.salary
        benefits += line.benefits
        overtime += line.overtime
    return Totals(salary, benefits, overtime, salary + benefits + overtime, estimate.amount)
