"""What the claims of a book ought to have, reckoned apart from the program: day by day, from the rows it keeps.

The amounts come from the oracle in ``tests/oracle``; what follows from certified claims is put together here anew, from
the book's claims, amounts and decisions as they stand in it.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from muster.domain.fiscal import Quarter
from muster.domain.ledger.records import (
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Component,
    Decision,
    Nature,
    StepKind,
)
from muster.domain.records import KINDS, Officer, Pay
from muster.domain.schema import texts
from muster.services.ports import RecordReader
from tests.oracle.cells import Rows, quarter_bounds
from tests.oracle.day_by_day import Day, lesser_benefits, lesser_salary, officer_year, overtime_cap, rows_of

SALARY, BENEFITS, OVERTIME = Component


@dataclass(frozen=True)
class Facts:
    """The rows of a book; ``pay`` as records, to know which of them has changed."""

    rows: Rows
    pay: tuple[Pay, ...]

    @classmethod
    def of(cls, records: RecordReader) -> "Facts":
        rows = {kind.kind: [texts(each) for each in records.all(kind)] for kind in KINDS}
        return cls(rows, tuple(records.all(Pay)))

    @property
    def officers(self) -> set[str]:
        return {each["officer_id"] for each in self.rows[Officer.kind]}

    def salary(self, officer_id: str, quarter: Quarter, preset: str, pay: Sequence[Pay] | None = None) -> int:
        days = self._days(officer_id, quarter, preset, pay)
        first, last = quarter_bounds(*quarter)
        return lesser_salary(days, last) - lesser_salary([day for day in days if day.on < first], last)

    def benefits(self, officer_id: str, quarter: Quarter, preset: str, pay: Sequence[Pay] | None = None) -> int:
        days = self._days(officer_id, quarter, preset, pay)
        first, last = quarter_bounds(*quarter)
        return lesser_benefits(days, last) - lesser_benefits([day for day in days if day.on < first], last)

    def worked(self, officer_id: str, quarter: Quarter, preset: str) -> int:
        """Claimable overtime from the fiscal year's start to the quarter's end."""
        last = quarter_bounds(*quarter)[1]
        return sum(day.overtime for day in self._days(officer_id, quarter, preset) if day.on <= last)

    def cap(self, officer_id: str, quarter: Quarter, preset: str) -> int:
        if officer_id not in self.officers:
            return 0
        return overtime_cap(self._of(officer_id), self._days(officer_id, quarter, preset), quarter, preset)

    def _of(self, officer_id: str, pay: Sequence[Pay] | None = None) -> Rows:
        officer = next(each for each in self.rows[Officer.kind] if each["officer_id"] == officer_id)
        mine = rows_of(self.rows, officer)
        return mine if pay is None else {**mine, Pay.kind: [texts(each) for each in pay]}

    def _days(self, officer_id: str, quarter: Quarter, preset: str, pay: Sequence[Pay] | None = None) -> list[Day]:
        if officer_id not in self.officers:
            return []
        return _year(json.dumps(self._of(officer_id, pay)), quarter.fiscal_year, preset)


@cache
def _year(rows: str, fiscal_year: int, preset: str) -> list[Day]:
    return officer_year(json.loads(rows), fiscal_year, preset)


@dataclass
class Stood:
    """What live claims have of one officer, component and quarter.

    Attributes:
        most: What they had of it when they had the most.
        again: What they claim again, by the quarter of the claim that does; less what was denied of that.
    """

    claimed: int = 0
    most: int = 0
    denied: int = 0
    again: dict[Quarter, int] = field(default_factory=dict)

    def still(self, recomputed: int, before: Quarter | None = None) -> int:
        """What of the denied amount the facts support and the claims of quarters before one do not claim again."""
        refused = self.denied - self.claimed_again(before)
        return min(refused, max(0, recomputed - (self.most - refused)))

    def stands(self, before: Quarter | None = None) -> int:
        """Original and amendments, less what is denied and not claimed again by the claims of quarters before one."""
        return self.claimed - self.denied + self.claimed_again(before)

    def claimed_again(self, before: Quarter | None = None) -> int:
        """What of the denied amount the claims of quarters before one claim again; without one, all claims."""
        return sum(each for on, each in self.again.items() if before is None or on < before)


class Books:
    """The claims of a book as its own records have them."""

    def __init__(self, records: RecordReader) -> None:
        steps = records.all(ClaimStep)
        self.claims = records.all(CertifiedClaim)
        void = {each.number for each in steps if each.step is StepKind.VOID}
        gone = void | {each.revises for each in self.claims if each.number not in void}
        self.live = {each.quarter: each for each in self.claims if each.number not in gone}
        self.amounts = records.all(ClaimAmount)
        decided: dict[tuple[str, int], int] = {}
        for made in records.all(Decision):
            decided[made.number, made.line] = decided.get((made.number, made.line), 0) + made.denied
        self.any_denied = any(decided.values())
        quarters = {each.number: quarter for quarter, each in self.live.items()}
        self._stood: dict[tuple[str, Component, Quarter], Stood] = {}
        for each in self.amounts:
            if each.number in quarters:
                stood = self._stood.setdefault((each.officer_id, each.component, each.quarter), Stood())
                refused = decided.get((each.number, each.line), 0)
                if each.nature is Nature.RESUBMISSION:
                    on = quarters[each.number]
                    stood.again[on] = stood.again.get(on, 0) + each.amount - refused
                else:
                    first = stood.claimed == stood.most == 0
                    stood.claimed += each.amount
                    stood.most = stood.claimed if first else max(stood.most, stood.claimed)
                    stood.denied += refused

    @property
    def officers(self) -> set[str]:
        return {officer_id for officer_id, _, _ in self._stood}

    def stood(self, officer_id: str, component: Component, quarter: Quarter) -> Stood:
        return self._stood.get((officer_id, component, quarter), Stood())

    def before(self, quarter: Quarter) -> list[CertifiedClaim]:
        """The claims that the quarter's claim corrects, oldest first."""
        return [self.live[each] for each in sorted(self.live) if each < quarter]

    def after(self, quarter: Quarter) -> list[CertifiedClaim]:
        return [self.live[each] for each in sorted(self.live) if each > quarter]

    def has_gap(self, first: Quarter, until: Quarter) -> bool:
        """Whether a quarter between two of one fiscal year has no claim: its own claim corrects overtime then (R12)."""
        between = (Quarter(first.fiscal_year, number) for number in range(first.number, until.number))
        return first.fiscal_year == until.fiscal_year and not all(each in self.live for each in between)

    def overtime(self, facts: Facts, officer_id: str, claim: CertifiedClaim) -> int:
        """A claimed quarter's own overtime on the facts, before denials (R12, R19)."""
        recomputed: dict[Quarter, int] = {}
        gap = 0
        for number in range(1, claim.quarter.number + 1):
            quarter = Quarter(claim.quarter.fiscal_year, number)
            own = self.live.get(quarter)
            preset = own.preset if own else claim.preset
            stood = {each: self.stood(officer_id, OVERTIME, each) for each in recomputed}
            still = {each: stood[each].still(amount, quarter) for each, amount in recomputed.items()}
            worked = facts.worked(officer_id, quarter, preset) - sum(still.values())
            to_date = min(worked, facts.cap(officer_id, quarter, preset))
            if own is None:
                gap = number
                continue
            owed = sum(amount - still[each] for each, amount in recomputed.items() if each.number > gap)
            recomputed[quarter] = to_date - owed - (self._would(facts, officer_id, claim, gap, quarter, recomputed))
        return recomputed[claim.quarter]

    def _would(
        self,
        facts: Facts,
        officer_id: str,
        claim: CertifiedClaim,
        gap: int,
        seen_from: Quarter,
        recomputed: dict[Quarter, int],
    ) -> int:
        """What the year's claims to a quarter without one would have, as a later quarter sees the denials before it."""
        if not gap:
            return 0
        quarter = Quarter(claim.quarter.fiscal_year, gap)
        still = sum(
            self.stood(officer_id, OVERTIME, each).still(amount, seen_from)
            for each, amount in recomputed.items()
            if each.number < gap
        )
        preset = self.live[seen_from].preset
        return min(facts.worked(officer_id, quarter, preset) - still, facts.cap(officer_id, quarter, preset))

    def recomputed(
        self,
        facts: Facts,
        officer_id: str,
        component: Component,
        claim: CertifiedClaim,
        pay: Sequence[Pay] | None = None,
    ) -> int:
        """A claimed quarter's amount on the facts; ``pay`` stands in for the officer's where it is given (R14)."""
        if component is OVERTIME:
            return self.overtime(facts, officer_id, claim)
        reckon = facts.salary if component is SALARY else facts.benefits
        return reckon(officer_id, claim.quarter, claim.preset, pay)


def as_claimed(snapshots: Iterable[tuple[Facts, Quarter]], officer_id: str) -> list[Pay]:
    """An officer's pay as a quarter takes it for a correction (R14).

    Args:
        snapshots: The facts at the quarter's own certification, then at that of each claim that corrected it, the one
            that is about to among them, with these claims' quarters.
        officer_id: Whose.
    """
    (first, _), *later = snapshots
    pay = [each for each in first.pay if each.officer_id == officer_id]
    for facts, quarter in later:
        now = [each for each in facts.pay if each.officer_id == officer_id]
        ids = {each.id for each in now}
        taken: dict[object, Pay] = {}
        kept: dict[object, Pay] = {}
        for row in now:
            old = next((each for each in pay if each.id == row.id), None) or next(
                (each for each in pay if each.effective_on == row.effective_on and each.id not in ids), None
            )
            if row == old or (row.paid_on and row.paid_on < quarter.until):
                taken[row.effective_on] = row
            elif old:
                kept[old.effective_on] = old
        pay = list({**kept, **taken}.values())
    return sorted(pay, key=lambda each: each.effective_on)
