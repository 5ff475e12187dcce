"""Claims: compute one, compare the presets, explain a figure, put it on paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from muster.domain.award import Award, award, counts
from muster.domain.award_explanation import AWARD_FIGURES, Estimate, explain_award
from muster.domain.claim import Adjustment, Claim, ClaimLine
from muster.domain.computation import Computation
from muster.domain.derivation import Derivation
from muster.domain.eligibility import EligibleSpan, eligible_spans
from muster.domain.entitlement import claimable_runs
from muster.domain.explanation import FIGURES, explain_adjustment, explain_figure
from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.money import Cents
from muster.domain.readings import Preset, Readings, RuleBook
from muster.domain.records import Officer, OfficerFile, Override
from muster.domain.rules import ClaimRules, first_claimable_day
from muster.domain.total_explanation import BESIDE, explain_total
from muster.services.bulk import many_records
from muster.services.computing import Computing
from muster.services.ledger_reading import read_ledger
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
        """The quarter's claim, beside those certified before.

        Raises:
            MusterError: when the quarter is before the program's first day, or the book cannot be read.
        """
        return self.compute(quarter, preset).claim

    def compute(self, quarter: Quarter, preset: Preset = Preset.PUBLISHED) -> Computation:
        """The quarter's claim and what its figures are made of; raises as :meth:`claim` does."""
        with self._computing() as (computing, _records):
            return computing.claim(quarter, preset)

    def explain(self, quarter: Quarter, preset: Preset, officer_id: str, figure: str) -> Derivation:
        """Where a figure of an officer's line comes from; figures are those of ``FIGURES``.

        Raises:
            MusterError: when there is no such officer or figure.
        """
        if figure not in FIGURES:
            raise MusterError(f"There is no figure {figure}; the figures are {', '.join(FIGURES)}.")
        with self._computing() as (computing, _records):
            found = computing.officer(quarter, preset, officer_id)
        if found is None:
            raise MusterError(f"There is no officer {officer_id} in the book; check the officer ID.")
        return explain_figure(found, figure)

    def explain_adjustment(self, quarter: Quarter, adjustment: Adjustment) -> Derivation:
        """Where an adjustment of the quarter's claim, or what of a line's overtime corrects a claim, comes from.

        Raises:
            MusterError: when the claim has no such adjustment any more.
        """
        with self._computing() as (computing, _records):
            return _explained(computing, quarter, adjustment)

    def explain_difference(self, difference: Adjustment) -> Derivation:
        """Where it comes from that a live claim's amount would be another one on the facts now known.

        Raises:
            MusterError: when the claim does not hold any more.
        """
        with self._computing() as (computing, _records):
            found = computing.behind(difference.quarter, difference.officer_id)
            if found is None:
                raise MusterError(f"{difference.number} does not hold any more; look at the claim again.")
            return explain_adjustment(found, difference.component)

    def explain_total(self, claim: Claim, figure: str) -> Derivation:
        """Where a total of the claim comes from: the sum of its lines; the award's figures are explained apart.

        Raises:
            MusterError: when there is no such total.
        """
        if figure in AWARD_FIGURES:
            return self.explain_award(claim.quarter, claim.preset, figure)
        if figure not in (*FIGURES, "reimbursement", *BESIDE):
            known = ", ".join((*FIGURES, "reimbursement", *BESIDE, *AWARD_FIGURES))
            raise MusterError(f"There is no total {figure}; the totals are {known}.")
        with self._computing() as (computing, records):
            officers = {each.officer_id: each for each in records.of_officers(Officer, set(claim.names))}
            adjustments = [_explained(computing, claim.quarter, each) for each in claim.adjustments]
        return explain_total(claim, figure, officers, adjustments)

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
            first = Quarter.holding(first_claimable_day(self._readings(records, Preset.PUBLISHED)))
        found = [first]
        while found[-1] < Quarter.holding(today):
            found.append(found[-1].next)
        return found

    def claimable_days(self, quarter: Quarter, preset: Preset, officer_id: str) -> list[Span]:
        """An officer's claimable days of the quarter's fiscal year; none where the quarter itself cannot be claimed."""
        with self._computing() as (computing, records):
            if quarter.until <= first_claimable_day(self._readings(records, preset)):
                return []
            found = computing.officer(quarter, preset, officer_id)
            return claimable_runs(found.spans) if found else []

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
        return self._estimate(quarter, preset).award

    def explain_award(self, quarter: Quarter, preset: Preset, figure: str) -> Derivation:
        """Where a figure of the quarter's award comes from; figures are those of ``AWARD_FIGURES``."""
        return explain_award(self._estimate(quarter, preset), figure)

    def _estimate(self, quarter: Quarter, preset: Preset) -> Estimate:
        with self._computing() as (computing, _records):
            rules = computing.rules(quarter, preset)
            files = {each.officer.officer_id: each for each in computing.officers(quarter)}
            counted = (key for key, each in files.items() if counts(_eligible(each, rules), rules))
            return Estimate(rules, award(counted, computing.basis.results, rules), files)

    def computing(self, records: RecordReader) -> Computing:
        """Computes from a view of the book that somebody else has opened."""
        return Computing(records, self._rules, read_ledger(records))

    @contextmanager
    def _computing(self) -> Iterator[tuple[Computing, RecordReader]]:
        """A view of the book to compute from."""
        with many_records(), self._book.read() as records:
            yield self.computing(records), records

    def _readings(self, records: RecordReader, preset: Preset) -> Readings:
        return Readings(self._rules, preset, records.all(Override))


def _eligible(file: OfficerFile, rules: ClaimRules) -> list[EligibleSpan]:
    return eligible_spans(file, rules.agreements, rules.cap.years, rules.within)


def _explained(computing: Computing, quarter: Quarter, adjustment: Adjustment) -> Derivation:
    found = computing.corrected(quarter, adjustment.officer_id, adjustment.quarter)
    if found is None:
        raise MusterError(f"The claim of {quarter} no longer adjusts {adjustment.number}; compute it again.")
    return explain_adjustment(found, adjustment.component)


def _difference(officer_id: str, published: ClaimLine | None, strict: ClaimLine | None) -> Difference:
    either = published or strict
    return Difference(
        officer_id,
        either.name if either else "",
        published.total if published else 0,
        strict.total if strict else 0,
    )
