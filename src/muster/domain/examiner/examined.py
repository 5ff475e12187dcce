"""What the examiner looks at: a claim, the overtime entry by entry, and the day of the examination."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from muster.domain.claim import Claim
from muster.domain.computation import Computation
from muster.domain.deadlines import Holidays
from muster.domain.documents import RecordKey
from muster.domain.eligibility import employment, terms
from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.ledger.ledger import NO_CLAIMS, Ledger
from muster.domain.records import Authorization, Model, Officer, OvertimeEntry, Pay
from muster.domain.rules import ClaimRules
from muster.domain.workings import Workings


@dataclass(frozen=True)
class Case:
    """One officer as examined.

    Attributes:
        entries: The overtime worked in the quarter, by day; ``earlier`` that of the months before it.
    """

    work: Workings
    entries: Sequence[OvertimeEntry]
    earlier: Sequence[OvertimeEntry]

    @property
    def officer(self) -> Officer:
        """The officer's own record."""
        return self.work.file.officer

    @property
    def quarter(self) -> Span:
        """The quarter's days."""
        return self.work.rules.quarter.span

    @cached_property
    def pay(self) -> tuple[Pay, ...]:
        """The pay records in force on claimable days of the quarter, by date."""
        spans = (span for span in self.work.spans if span.days.clip(self.quarter).days)
        return tuple(dict.fromkeys(span.pay for span in spans if span.pay))

    @cached_property
    def claimable_until(self) -> date | None:
        """The day after the last claimable one of the quarter; None without one."""
        ends = [span.days.clip(self.quarter) for span in self.work.spans]
        return max((end.until for end in ends if end.days), default=None)

    @cached_property
    def authorized(self) -> tuple[tuple[Authorization, Span], ...]:
        """The reimbursable authorizations with their days in the quarter while employed; interrupted ones, too."""
        rules, records = self.work.rules, self.work.file.authorizations
        employed = employment(self.officer).clip(self.quarter)
        paired = zip(records, terms(records, rules.cap.years), strict=True)
        clipped = ((each, term.clip(employed)) for each, term in paired if each.model in _models(rules))
        return tuple((each, days) for each, days in clipped if days.days)


def _models(rules: ClaimRules) -> Iterable[Model]:
    value = rules.reading("reimbursable_models").value
    return [each for each in value if isinstance(each, Model)] if isinstance(value, tuple) else []


@dataclass(frozen=True)
class Examined:
    """A claim as examined.

    Attributes:
        day: The day of the examination.
        holiday: Names the federal holiday on a day.
        cases: Every officer of the agency, line or not, by officer_id.
        claimed: The quarters that have a live claim; None where that is not known.
        ledger: The claims certified before.
        attached: The records that have a document attached.
    """

    claim: Claim
    day: date
    holiday: Holidays
    cases: tuple[Case, ...]
    claimed: frozenset[Quarter] | None = None
    ledger: Ledger = NO_CLAIMS
    attached: frozenset[RecordKey] = frozenset()

    @property
    def quarter(self) -> Quarter:
        """The claim's quarter."""
        return self.claim.quarter

    @property
    def rules(self) -> ClaimRules | None:
        """What the claim goes by; None when the agency has no officers."""
        return self.cases[0].work.rules if self.cases else None


def examined(
    computed: Computation,
    entries: Iterable[OvertimeEntry],
    day: date,
    holiday: Holidays,
    claimed: frozenset[Quarter] | None = None,
    attached: frozenset[RecordKey] = frozenset(),
) -> Examined:
    """Put a claim beside its overtime entries.

    Args:
        computed: The claim and its workings.
        entries: The overtime worked in the quarter and, for comparison, in the months before, by officer and day.
        day: The day of the examination.
        holiday: Names the federal holiday on a day.
        claimed: The quarters that have a live claim; None where that is not known.
        attached: The records that have a document attached.
    """
    quarter = computed.claim.quarter.span
    within: dict[str, list[OvertimeEntry]] = defaultdict(list)
    before: dict[str, list[OvertimeEntry]] = defaultdict(list)
    for entry in entries:
        if entry.worked_on < quarter.until:
            (within if entry.worked_on >= quarter.start else before)[entry.officer_id].append(entry)
    cases = (Case(work, within.get(work.officer_id, ()), before.get(work.officer_id, ())) for work in computed.workings)
    return Examined(computed.claim, day, holiday, tuple(cases), claimed, computed.ledger, attached)
