"""Computing a claim from a book: the quarter's own workings, and those of the claimed quarters that it may correct."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from muster.domain.claim import Adjustment
from muster.domain.computation import Computation, adjustments, assemble
from muster.domain.fiscal import Quarter
from muster.domain.ledger.account import Account
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.records import CertifiedClaim, Component
from muster.domain.ledger.retroactive import as_paid
from muster.domain.overtime import StraddlingSumError
from muster.domain.readings import Preset, Readings, RuleBook
from muster.domain.records import AgencyFile, Agreement, Officer, OfficerFile, Override, Result
from muster.domain.rules import ClaimRules, claim_rules
from muster.domain.workings import Workings, workings
from muster.services.claimed_pay import ClaimedPay
from muster.services.ports import MusterError, RecordReader
from muster.services.record_changes import with_reasons


class Computing:
    """Computes claims from one consistent view of a book."""

    def __init__(self, records: RecordReader, rules: RuleBook, ledger: Ledger, *, by_entry: bool = False) -> None:
        """Compute from the records beside the ledger's claims.

        Args:
            records: The book's.
            rules: The rule book.
            ledger: The book's claims ledger.
            by_entry: Overtime is read entry by entry, as derivations need it; summed by quarter otherwise, which is
                faster.
        """
        self._records = records
        self._rules = rules
        self._ledger = ledger
        self._by_entry = by_entry
        self._basis = AgencyFile(
            records.agency(),
            tuple(records.all(Agreement)),
            results=tuple(records.all(Result)),
            overrides=tuple(records.all(Override)),
        )
        self._officers: dict[int, Sequence[OfficerFile]] = {}
        self._going_by: dict[Quarter, ClaimRules] = {}
        self._beside: dict[Quarter, Ledger] = {}
        self._in_force = list(ledger.live.values())
        self._pay = ClaimedPay(records, self._in_force)

    def claim(self, quarter: Quarter, preset: Preset, *, amending: bool = False) -> Computation:
        """The claim of a quarter under a preset, with the adjustments of the claimed quarters before it.

        Args:
            quarter: The claim's.
            preset: How the rules are read.
            amending: It revises the quarter's claim, so that what later claims adjusted of it already is taken off.

        Raises:
            MusterError: when the quarter is before the program's first day.
        """
        ledger, rules = self.beside(quarter), self.rules(quarter, preset)
        work = partial(_work, rules=rules, ledger=ledger, amending=amending)
        officers = self._each(self.officers(quarter), quarter, work)
        corrected = [each for claim in self._claims_before(quarter) for each in self._again(claim, quarter)]
        return self._with_reasons(assemble(self._basis, rules, officers, ledger, corrected))

    def differences(self, claim: CertifiedClaim) -> list[Adjustment]:
        """What a live claim's amounts would be on the facts now known, by officer and component, where they differ."""
        rules = self._claimed_rules(claim)
        found: list[Adjustment] = []
        for work in self._each(self.officers(claim.quarter), claim.quarter, partial(self._known, rules=rules)):
            found += adjustments(work, self._ledger)
        return list(with_reasons(self._records, self._ledger, found))

    def behind(self, quarter: Quarter, officer_id: str) -> Workings | None:
        """One officer's workings of a live claim's quarter on the facts now known; None where there is neither."""
        claim = self._ledger.live.get(quarter)
        found = self._records.officer_files([officer_id], quarter.year) if claim else []
        return self._known(found[0], self._claimed_rules(claim)) if claim and found else None

    def _known(self, file: OfficerFile, rules: ClaimRules) -> Workings:
        return _work(file, rules, self._ledger, amending=False)

    def _with_reasons(self, computed: Computation) -> Computation:
        claim = computed.claim
        told = with_reasons(self._records, computed.ledger, claim.adjustments)
        lines = tuple(
            replace(line, corrections=with_reasons(self._records, computed.ledger, line.corrections))
            if line.corrections
            else line
            for line in claim.lines
        )
        return replace(computed, claim=replace(claim, adjustments=told, lines=lines))

    def officer(self, quarter: Quarter, preset: Preset, officer_id: str) -> Workings | None:
        """One officer's workings in the claim, overtime entry by entry; None when there is no such officer.

        Raises:
            MusterError: when the quarter is before the program's first day.
        """
        rules, ledger = self.rules(quarter, preset), self.beside(quarter)
        found = self._records.officer_files([officer_id], quarter.year)
        return _work(found[0], rules, ledger, amending=False) if found else None

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
        """The officers' files of the quarter's fiscal year."""
        year = quarter.fiscal_year
        if year not in self._officers and self._by_entry:
            ids = [each.officer_id for each in self._records.all(Officer)]
            self._officers[year] = self._records.officer_files(ids, quarter.year)
        elif year not in self._officers:
            self._officers[year] = self._records.agency_file(quarter.year).officers
        return self._officers[year]

    def beside(self, quarter: Quarter) -> Ledger:
        """The ledger as the quarter's claim sees it: without that quarter's own."""
        if quarter not in self._beside:
            own = self._ledger.live.get(quarter)
            self._beside[quarter] = self._ledger.without(own.number) if own else self._ledger
        return self._beside[quarter]

    def rules(self, quarter: Quarter, preset: Preset) -> ClaimRules:
        """What the quarter's claim goes by, beside the claims of its fiscal year's earlier quarters.

        Raises:
            MusterError: when the quarter is before the program's first day.
        """
        same_year = [each for each in self._in_force if each.quarter.fiscal_year == quarter.fiscal_year]
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
            self._going_by[claim.quarter] = self.rules(claim.quarter, preset_of(claim))
        return self._going_by[claim.quarter]

    def _claims_before(self, quarter: Quarter) -> list[CertifiedClaim]:
        """The claims of earlier quarters, which the quarter's corrects; one between without a claim hinders nothing."""
        return sorted((each for each in self._in_force if each.quarter < quarter), key=lambda each: each.quarter)

    def _claims_after(self, claim: CertifiedClaim) -> list[CertifiedClaim]:
        """The claims of later quarters: those that have corrected it, if they were certified later."""
        return [each for each in self._in_force if each.quarter > claim.quarter]

    def _again(self, claim: CertifiedClaim, quarter: Quarter) -> list[Workings]:
        """A claimed quarter's workings on the facts now known, as the claim of ``quarter`` adjusts it."""
        work = partial(self._anew, claim=claim, quarter=quarter)
        return self._each(self.officers(claim.quarter), claim.quarter, work)

    def _anew(self, file: OfficerFile, claim: CertifiedClaim, quarter: Quarter) -> Workings:
        """One officer's claimed quarter on the facts now known; pay not yet paid only lowers it (R14)."""
        rules, ledger = self._claimed_rules(claim), self.beside(quarter)
        known = _work(file, rules, ledger, amending=False)
        later = [each for each in self._claims_after(claim) if each.quarter != quarter]
        paid = as_paid(self._pay.last_claimed(file, claim, later), file.pay, quarter.until)
        if paid == tuple(file.pay):
            return known
        return _lower(known, _work(replace(file, pay=paid), rules, ledger, amending=False))

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


def preset_of(claim: CertifiedClaim) -> Preset:
    """The preset of a claim, as the ledger's record of it says.

    Raises:
        MusterError: when that is none, since something other than Muster changed the record.
    """
    try:
        return Preset(claim.preset)
    except ValueError as error:
        raise MusterError(
            f"The ledger's record of {claim.number} is not as it was certified; open a copy of the book from before. "
            "“muster check” says more."
        ) from error


def _work(file: OfficerFile, rules: ClaimRules, ledger: Ledger, *, amending: bool) -> Workings:
    return workings(file, rules, partial(_account, ledger, file.officer.officer_id), amending=amending)


def _account(ledger: Ledger, officer_id: str, component: Component, quarter: Quarter) -> Account:
    return ledger.account(officer_id, component, quarter)


def _lower(known: Workings, paid: Workings) -> Workings:
    """Salary and benefits as low as either has them; the cap takes all records, paid or not (R11)."""
    salary = min(known.salary, paid.salary, key=lambda each: each.recomputed)
    benefits = min(known.benefits, paid.benefits, key=lambda each: each.recomputed)
    return replace(known, salary=salary, benefits=benefits)
