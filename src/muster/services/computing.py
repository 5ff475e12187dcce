"""Computing a claim from a book: the quarter's own workings, and those of the claimed quarters that it may correct."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from muster.domain.computation import Computation, assemble
from muster.domain.fiscal import Quarter
from muster.domain.ledger.account import Account
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.records import CertifiedClaim, Component
from muster.domain.ledger.retroactive import PayAsCertified, as_paid
from muster.domain.overtime import StraddlingSumError
from muster.domain.readings import Preset, Readings, RuleBook
from muster.domain.records import AgencyFile, Agreement, OfficerFile, Override, Pay, Result
from muster.domain.rules import ClaimRules, claim_rules
from muster.domain.schema import record_of
from muster.domain.workings import Workings, workings
from muster.services.log_cells import cells
from muster.services.ports import MusterError, RecordReader


class Asked(NamedTuple):
    """What to compute: the claim of a quarter under a preset.

    Attributes:
        amending: It revises the quarter's claim, so that what later claims adjusted of it already is taken off.
    """

    quarter: Quarter
    preset: Preset
    amending: bool = False


class Computing:
    """Computes claims from one consistent view of a book."""

    def __init__(self, records: RecordReader, rules: RuleBook, ledger: Ledger) -> None:
        """Compute from the records beside the ledger's claims."""
        self._records = records
        self._rules = rules
        self._ledger = ledger
        self._basis = AgencyFile(
            records.agency(),
            tuple(records.all(Agreement)),
            results=tuple(records.all(Result)),
            overrides=tuple(records.all(Override)),
        )
        self._officers: dict[int, Sequence[OfficerFile]] = {}
        self._going_by: dict[Quarter, ClaimRules] = {}
        self._pay: dict[str, PayAsCertified] = {}

    def claim(self, asked: Asked) -> Computation:
        """The claim, with the adjustments of the claimed quarters before it.

        Raises:
            MusterError: when the quarter is before the program's first day.
        """
        ledger = self.beside(asked.quarter)
        rules = self.rules(asked.quarter, asked.preset)
        work = partial(_work, rules=rules, ledger=ledger, amending=asked.amending)
        officers = self._each(self.officers(asked.quarter), asked.quarter, work)
        corrected = [each for claim in self._claims_before(asked.quarter) for each in self._again(claim, asked.quarter)]
        return assemble(self._basis, rules, officers, ledger, corrected)

    def officer(self, asked: Asked, officer_id: str) -> Workings | None:
        """One officer's workings in the claim, overtime entry by entry; None when there is no such officer.

        Raises:
            MusterError: when the quarter is before the program's first day.
        """
        rules, ledger = self.rules(asked.quarter, asked.preset), self.beside(asked.quarter)
        found = self._records.officer_files([officer_id], asked.quarter.year)
        return _work(found[0], rules, ledger, amending=asked.amending) if found else None

    def corrected(self, quarter: Quarter, officer_id: str, earlier: Quarter) -> Workings | None:
        """One officer's workings of an earlier claimed quarter, as the claim of ``quarter`` adjusts it."""
        claim = next((each for each in self._claims_before(quarter) if each.quarter == earlier), None)
        found = self._records.officer_files([officer_id], earlier.year) if claim else []
        return self._anew(found[0], claim, quarter) if claim and found else None

    @property
    def basis(self) -> AgencyFile:
        """The agency and what its claims go by, without officers."""
        return self._basis

    def officers(self, quarter: Quarter) -> Sequence[OfficerFile]:
        """The officers' files of the quarter's fiscal year, overtime summed."""
        if quarter.fiscal_year not in self._officers:
            self._officers[quarter.fiscal_year] = self._records.agency_file(quarter.year).officers
        return self._officers[quarter.fiscal_year]

    def beside(self, quarter: Quarter) -> Ledger:
        """The ledger as the quarter's claim sees it: without that quarter's own."""
        own = self._ledger.live.get(quarter)
        return self._ledger.without(own.number) if own else self._ledger

    def rules(self, quarter: Quarter, preset: Preset) -> ClaimRules:
        """What the quarter's claim goes by, beside the claims of its fiscal year's earlier quarters.

        Raises:
            MusterError: when the quarter is before the program's first day.
        """
        same_year = [each for each in self._ledger.live.values() if each.quarter.fiscal_year == quarter.fiscal_year]
        claimed = [self._claimed_rules(each) for each in same_year if each.quarter < quarter]
        try:
            return claim_rules(
                quarter, Readings(self._rules, preset, self._basis.overrides), self._basis.agreements, claimed
            )
        except ValueError as error:
            raise MusterError(f"{error}.") from error

    def _claimed_rules(self, claim: CertifiedClaim) -> ClaimRules:
        """The rules of a claimed quarter on the facts now known, under the preset of its claim."""
        if claim.quarter not in self._going_by:
            self._going_by[claim.quarter] = self.rules(claim.quarter, Preset(claim.preset))
        return self._going_by[claim.quarter]

    def _claims_before(self, quarter: Quarter) -> list[CertifiedClaim]:
        """The claims in one run before the quarter: a correction stands on the next claim, not on a later one."""
        found: list[CertifiedClaim] = []
        while (claim := self._ledger.live.get(quarter.previous)) is not None:
            found.insert(0, claim)
            quarter = quarter.previous
        return found

    def _again(self, claim: CertifiedClaim, quarter: Quarter) -> list[Workings]:
        """A claimed quarter's workings on the facts now known, as the claim of ``quarter`` adjusts it."""
        work = partial(self._anew, claim=claim, quarter=quarter)
        return self._each(self.officers(claim.quarter), claim.quarter, work)

    def _anew(self, file: OfficerFile, claim: CertifiedClaim, quarter: Quarter) -> Workings:
        """One officer's claimed quarter on the facts now known; pay not yet paid only lowers it (R14)."""
        rules, ledger = self._claimed_rules(claim), self.beside(quarter)
        known = _work(file, rules, ledger, amending=False)
        paid = as_paid(file, self._pay_as_certified(claim), quarter.until)
        return known if paid.pay == file.pay else _lower(known, _work(paid, rules, ledger, amending=False))

    def _pay_as_certified(self, claim: CertifiedClaim) -> PayAsCertified:
        if claim.number not in self._pay:
            self._pay[claim.number] = pay_as_certified(self._records, claim)
        return self._pay[claim.number]

    def _each(
        self, files: Sequence[OfficerFile], quarter: Quarter, work: Callable[[OfficerFile], Workings]
    ) -> list[Workings]:
        """Every officer's workings; where a quarter's overtime is only partly claimable, from its single entries."""
        found: list[Workings | None] = []
        straddling: dict[str, int] = {}
        for file in files:
            try:
                found.append(work(file))
            except StraddlingSumError:
                straddling[file.officer.officer_id] = len(found)
                found.append(None)
        for file in self._records.officer_files(list(straddling), quarter.year) if straddling else ():
            found[straddling[file.officer.officer_id]] = work(file)
        return [each for each in found if each is not None]


def _work(file: OfficerFile, rules: ClaimRules, ledger: Ledger, *, amending: bool) -> Workings:
    return workings(file, rules, partial(_account, ledger, file.officer.officer_id), amending=amending)


def _account(ledger: Ledger, officer_id: str, component: Component, quarter: Quarter) -> Account:
    return ledger.account(officer_id, component, quarter)


def _lower(known: Workings, paid: Workings) -> Workings:
    """Salary and benefits as low as either has them; the cap takes all records, paid or not (R11)."""
    salary = min(known.salary, paid.salary, key=lambda each: each.recomputed)
    benefits = min(known.benefits, paid.benefits, key=lambda each: each.recomputed)
    return replace(known, salary=salary, benefits=benefits)


def pay_as_certified(records: RecordReader, claim: CertifiedClaim) -> PayAsCertified:
    """The pay records changed since a claim was certified, as it was certified with them; None for a new one."""
    found: dict[int, Pay | None] = {}
    for entry in records.log_after(claim.log_sequence, [Pay]):
        before = record_of(Pay, cells(entry.before), entry.entity_id) if entry.before else None
        found.setdefault(entry.entity_id, before)
    return found
