"""Claims: compute one, compare the presets, explain a figure, put it on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.domain.award import Award, award, counts
from muster.domain.award_explanation import AWARD_FIGURES, explain_award
from muster.domain.claim import Claim, ClaimLine, assemble
from muster.domain.derivation import Derivation
from muster.domain.eligibility import EligibleSpan, eligible_spans
from muster.domain.entitlement import claimable_runs
from muster.domain.explanation import FIGURES, explain_figure, explain_total
from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.money import Cents
from muster.domain.overtime import StraddlingSumError
from muster.domain.readings import Preset, Readings, RuleBook
from muster.domain.records import AgencyFile, Agreement, OfficerFile, Override, Result
from muster.domain.rules import ClaimRules, claim_rules, first_claimable_day
from muster.domain.workings import Workings, workings
from muster.services.bulk import many_records
from muster.services.ports import Book, ClaimDocuments, MusterError, RecordReader


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure under both presets, in cents; ``officer_id`` is None for a total."""

    officer_id: str | None
    name: str
    published: Cents
    strict: Cents

    @property
    def change(self) -> Cents:
        """What the strict preset takes away (below zero) or adds."""
        return self.strict - self.published


class Claims:
    """The claims of one book, computed from the records as they now stand; nothing is stored."""

    def __init__(self, book: Book, rules: RuleBook, documents: ClaimDocuments) -> None:
        """Compute from the book by the rules."""
        self._book = book
        self._rules = rules
        self._documents = documents

    def claim(self, quarter: Quarter, preset: Preset = Preset.PUBLISHED) -> Claim:
        """The quarter's claim.

        Raises:
            MusterError: when the quarter is before the program's first day, or the book cannot be read.
        """
        with many_records(), self._book.read() as records:
            file = records.agency_file(quarter.year)
            rules = self._going_by(file, quarter, preset)
            return assemble(file, rules, _work(records, file.officers, rules))

    def explain(self, quarter: Quarter, preset: Preset, officer_id: str, figure: str) -> Derivation:
        """Where a figure of an officer's line comes from; figures are those of ``FIGURES``.

        Raises:
            MusterError: when there is no such officer or figure.
        """
        with self._book.read() as records:
            found = records.officer_files([officer_id], quarter.year)
            if not found:
                raise MusterError(f"There is no officer {officer_id} in the book; check the officer ID.")
            if figure not in FIGURES:
                raise MusterError(f"There is no figure {figure}; the figures are {', '.join(FIGURES)}.")
            rules = self._going_by(_without_officers(records), quarter, preset)
            return explain_figure(workings(found[0], rules), figure)

    def explain_total(self, claim: Claim, figure: str) -> Derivation:
        """Where a total of the claim comes from: the sum of its lines; the award's figures are explained apart.

        Raises:
            MusterError: when there is no such total.
        """
        if figure in AWARD_FIGURES:
            return explain_award(claim, figure)
        if figure not in (*FIGURES, "reimbursement"):
            known = ", ".join((*FIGURES, "reimbursement", *AWARD_FIGURES))
            raise MusterError(f"There is no total {figure}; the totals are {known}.")
        return explain_total(claim, figure)

    def compare(self, quarter: Quarter) -> list[Difference]:
        """The lines that differ between the presets, then the totals (reimbursement and award)."""
        published, strict = (self.claim(quarter, preset) for preset in Preset)
        by_id: dict[str, list[ClaimLine | None]] = {}
        for index, claim in enumerate((published, strict)):
            for line in claim.lines:
                by_id.setdefault(line.officer_id, [None, None])[index] = line
        rows = [_difference(officer_id, *by_id[officer_id]) for officer_id in sorted(by_id)]
        totals = [
            Difference(None, "Reimbursement", published.totals.reimbursement, strict.totals.reimbursement),
            Difference(None, "Award estimate", published.totals.award, strict.totals.award),
        ]
        return [*(row for row in rows if row.change), *totals]

    def quarters(self, today: date) -> list[Quarter]:
        """The quarters that can be claimed up to today's, oldest first; at least the first."""
        with self._book.read() as records:
            first = Quarter.holding(first_claimable_day(self._readings(_without_officers(records), Preset.PUBLISHED)))
        found = [first]
        while found[-1] < Quarter.holding(today):
            found.append(found[-1].next)
        return found

    def claimable_days(self, quarter: Quarter, preset: Preset, officer_id: str) -> list[Span]:
        """An officer's claimable days of the quarter's fiscal year; none where the quarter itself cannot be claimed."""
        with self._book.read() as records:
            readings = self._readings(_without_officers(records), preset)
            found = records.officer_files([officer_id], quarter.year)
            if not found or quarter.until <= first_claimable_day(readings):
                return []
            rules = claim_rules(quarter, readings, records.all(Agreement))
            return claimable_runs(workings(found[0], rules).spans)

    def pdf(self, claim: Claim) -> bytes:
        """The claim summary to print."""
        return self._documents.pdf(claim)

    def xlsx(self, claim: Claim) -> bytes:
        """The claim as a workbook."""
        return self._documents.xlsx(claim)

    def csv(self, claim: Claim) -> bytes:
        """The claim's lines as CSV."""
        return self._documents.csv(claim)

    def award(self, quarter: Quarter, preset: Preset = Preset.PUBLISHED) -> Award:
        """The estimate of the quarter's award, as its claim has it, without working out the amounts."""
        with self._book.read() as records:
            file = records.agency_file(quarter.year)
            rules = self._going_by(file, quarter, preset)
            counted = (each.officer.officer_id for each in file.officers if counts(_eligible(each, rules), rules))
            return award(counted, file.results, rules)

    def _going_by(self, file: AgencyFile, quarter: Quarter, preset: Preset) -> ClaimRules:
        try:
            return claim_rules(quarter, self._readings(file, preset), file.agreements)
        except ValueError as error:
            raise MusterError(f"{error}.") from error

    def _readings(self, file: AgencyFile, preset: Preset) -> Readings:
        return Readings(self._rules, preset, file.overrides)


def _eligible(file: OfficerFile, rules: ClaimRules) -> list[EligibleSpan]:
    return eligible_spans(file, rules.agreements, rules.cap.years, rules.within)


def _without_officers(records: RecordReader) -> AgencyFile:
    return AgencyFile(
        agency=records.agency(),
        agreements=tuple(records.all(Agreement)),
        results=tuple(records.all(Result)),
        overrides=tuple(records.all(Override)),
    )


def _work(records: RecordReader, files: Sequence[OfficerFile], rules: ClaimRules) -> list[Workings]:
    """Every officer's workings; where a quarter's overtime is only partly claimable, from its single entries."""
    found: list[Workings | None] = []
    straddling: dict[str, int] = {}
    for file in files:
        try:
            found.append(workings(file, rules))
        except StraddlingSumError:
            straddling[file.officer.officer_id] = len(found)
            found.append(None)
    for file in records.officer_files(list(straddling), rules.quarter.year) if straddling else ():
        found[straddling[file.officer.officer_id]] = workings(file, rules)
    return [each for each in found if each is not None]


def _difference(officer_id: str, published: ClaimLine | None, strict: ClaimLine | None) -> Difference:
    either = published or strict
    return Difference(
        officer_id,
        either.name if either else "",
        published.total if published else 0,
        strict.total if strict else 0,
    )
