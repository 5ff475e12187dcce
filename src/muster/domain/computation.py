"""A quarter's claim computed from frozen records and rules, beside the claims certified before (R1 to R22)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from muster.domain.award import Award, award
from muster.domain.claim import Adjustment, CapLine, Claim, ClaimLine, Resubmitted, Totals
from muster.domain.fiscal import Quarter
from muster.domain.ledger.account import ClaimedQuarter
from muster.domain.ledger.ledger import NO_CLAIMS, Ledger
from muster.domain.ledger.records import Component
from muster.domain.money import round_down
from muster.domain.readings import Preset, Readings, RuleBook
from muster.domain.records import AgencyFile, Officer
from muster.domain.resubmission import claimed_again
from muster.domain.rules import ClaimRules, claim_rules
from muster.domain.warnings import award_warnings, officer_warnings
from muster.domain.workings import Workings, workings


@dataclass(frozen=True)
class Computation:
    """A claim and what its figures are made of.

    Attributes:
        workings: Those of every officer of the agency, line or not, by officer_id.
        corrected: The workings of the adjustments' quarters, by officer and quarter.
    """

    claim: Claim
    rules: ClaimRules
    ledger: Ledger
    workings: tuple[Workings, ...]
    corrected: Mapping[tuple[str, Quarter], Workings]

    def of(self, officer_id: str) -> Workings:
        """One officer's workings.

        Raises:
            KeyError: when there is no such officer.
        """
        return self._by_id[officer_id]

    @cached_property
    def officers(self) -> Mapping[str, Officer]:
        """The officers' own records, by officer_id."""
        return {each.officer_id: each.file.officer for each in self.workings}

    @cached_property
    def _by_id(self) -> Mapping[str, Workings]:
        return {each.officer_id: each for each in self.workings}


def compute(file: AgencyFile, quarter: Quarter, preset: Preset, rules: RuleBook) -> Computation:
    """The quarter's claim as if no claim had been certified before.

    Raises:
        ValueError: with a plain sentence when the quarter is before the program's first day (R1).
        StraddlingSumError: when a sum of overtime needs to be split by day.
    """
    going_by = claim_rules(quarter, Readings(rules, preset, file.overrides), file.agreements)
    return assemble(file, going_by, [workings(officer, going_by) for officer in file.officers])


def assemble(
    file: AgencyFile,
    rules: ClaimRules,
    officers: Sequence[Workings],
    ledger: Ledger = NO_CLAIMS,
    corrected: Iterable[Workings] = (),
) -> Computation:
    """The claim of the officers' workings.

    Args:
        file: The agency's; ``file.officers`` may be empty.
        rules: The quarter's.
        officers: The workings of every officer, by officer_id.
        ledger: The claims certified before.
        corrected: Workings of earlier claimed quarters on the facts now known; where they differ from what was claimed
            the claim has an adjustment.
    """
    lines = tuple(_line(each, ledger) for each in officers if each.has_line)
    estimate = award((each.officer_id for each in officers if each.counts_for_award), file.results, rules)
    again = list(corrected)
    adjusted = tuple(each for work in again for each in adjustments(work, ledger, _beside_lines(work, rules.quarter)))
    resubmitted = tuple(claimed_again(officers, again, ledger))
    claim = Claim(
        quarter=rules.quarter,
        preset=rules.readings.preset,
        agency=file.agency,
        readings=tuple(rules.in_force()),
        changed_readings=tuple(rules.changed_within()),
        lines=lines,
        caps=tuple(_cap(each) for each in officers if each.overtime.to_date.worked or each.overtime.claimed_before),
        award=estimate,
        totals=_totals(lines, estimate, adjusted, resubmitted),
        warnings=(*(w for each in officers for w in officer_warnings(each)), *award_warnings(estimate, rules)),
        names={each.officer_id: each.file.officer.name for each in officers},
        adjustments=adjusted,
        resubmitted=resubmitted,
    )
    return Computation(
        claim, rules, ledger, tuple(officers), {(each.officer_id, each.rules.quarter): each for each in again}
    )


def _line(each: Workings, ledger: Ledger) -> ClaimLine:
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
        tuple(_correction(each, Component.OVERTIME, found, ledger) for found in overtime.claimed if found.correction),
    )


def _cap(each: Workings) -> CapLine:
    overtime = each.overtime
    return CapLine(
        each.officer_id,
        each.file.officer.name,
        round_down(overtime.to_date.base),
        overtime.to_date.cap,
        overtime.to_date.worked - overtime.to_date.denied,
        overtime.claimed_before + overtime.elsewhere,
        overtime.amount,
        overtime.carried,
        overtime.left,
    )


def _correction(each: Workings, component: Component, found: ClaimedQuarter, ledger: Ledger) -> Adjustment:
    """The difference, naming the claim that it adjusts."""
    live = ledger.live[found.quarter]
    officer = each.file.officer
    return Adjustment(
        officer.officer_id, officer.name, component, found.quarter, live.number, found.claimed, found.entitled
    )


def adjustments(work: Workings, ledger: Ledger, components: Iterable[Component] = Component) -> list[Adjustment]:
    """What live claims of a quarter differ by from its workings on the facts now known (R13 to R15)."""
    quarter = work.rules.quarter
    found = (
        (each, ClaimedQuarter(quarter, ledger.account(work.officer_id, each, quarter), work.recomputed(each)))
        for each in components
    )
    return [_correction(work, component, each, ledger) for component, each in found if each.correction]


def _beside_lines(work: Workings, quarter: Quarter) -> Iterable[Component]:
    """The components that a claim adjusts beside its lines: overtime of the same year is corrected in them (R12)."""
    same_year = work.rules.quarter.fiscal_year == quarter.fiscal_year
    return (each for each in Component if each is not Component.OVERTIME or not same_year)


def _totals(
    lines: Iterable[ClaimLine],
    estimate: Award,
    adjusted: Iterable[Adjustment],
    resubmitted: Iterable[Resubmitted],
) -> Totals:
    """The sums of the printed lines, never a rounding of their own (R9)."""
    salary = benefits = overtime = 0
    for line in lines:
        salary += line.salary
        benefits += line.benefits
        overtime += line.overtime
    return Totals(
        salary,
        benefits,
        overtime,
        salary + benefits + overtime,
        estimate.amount,
        sum(each.amount for each in adjusted),
        sum(each.amount for each in resubmitted),
    )
