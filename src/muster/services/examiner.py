"""The examiner: what stands in the way of certifying a quarter's claim, and what to look at before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from muster.domain.computation import Computation
from muster.domain.documents import Attachment
from muster.domain.examiner.examined import examined
from muster.domain.examiner.finding import Finding, Severity
from muster.domain.examiner.registry import examine
from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.ledger.records import Acceptance
from muster.domain.readings import Preset
from muster.domain.words import count
from muster.services.bulk import many_records
from muster.services.changes import Changed
from muster.services.claims import Claims
from muster.services.ports import Book, Calendar, Clock, MusterError, RecordReader

LOOK_BACK = timedelta(days=274)
"""How long before the quarter an officer's other overtime is read: with the quarter itself a year."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a quarter's claim on a day: first what blocks, then by check and officer.

    Attributes:
        accepted: What was said of findings that somebody accepted, in the findings' order; None of the others.
    """

    quarter: Quarter
    preset: Preset
    day: date
    findings: tuple[Finding, ...]
    accepted: tuple[Acceptance | None, ...]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(each for each in self.findings if each.severity is severity)

    @property
    def of_warnings(self) -> tuple[Finding, ...]:
        """The findings that do not block."""
        return self.of(Severity.WARNS)

    @property
    def words(self) -> str:
        """``1 finding blocks certification, 29 warnings, 3 accepted``."""
        blocking, warnings = (len(self.of(severity)) for severity in Severity)
        verb = "blocks" if blocking == 1 else "block"
        first = f"{count(blocking, 'finding')} {verb} certification" if blocking else "nothing blocks certification"
        return f"{first}, {count(warnings, 'warning')}, {warnings - self.open:,} accepted"

    @property
    def open(self) -> int:
        """How many warnings nobody has accepted."""
        pairs = zip(self.findings, self.accepted, strict=True)
        return sum(each.severity is Severity.WARNS and accepted is None for each, accepted in pairs)


class Examiner:
    """Examines the claims of one book from the records as they now stand; what is accepted is stored."""

    def __init__(self, book: Book, claims: Claims, clock: Clock, calendar: Calendar) -> None:
        """Examine the book's claims on the clock's day, their deadlines by the calendar."""
        self._book = book
        self._claims = claims
        self._clock = clock
        self._calendar = calendar

    def examine(self, quarter: Quarter, preset: Preset = Preset.PUBLISHED) -> Examination:
        """What the checks find in the quarter's claim.

        Raises:
            MusterError: when the quarter is before the program's first day, or the book cannot be read.
        """
        with many_records(), self._book.read() as records:
            computed = self._claims.computing(records).claim(quarter, preset)
            return self.examination(records, computed)

    def accept(self, quarter: Quarter, findings: Sequence[Finding], reason: str) -> Changed:
        """Accept warnings with a reason, kept with the quarter's claim.

        Raises:
            MusterError: when the reason is empty, or a finding blocks and so cannot be accepted.
        """
        if not reason.strip():
            raise MusterError("Give the reason why the warning is accepted.")
        if any(each.severity is Severity.BLOCKS for each in findings):
            raise MusterError("A finding that blocks certification cannot be accepted; mend what it says.")
        with self._book.change(f"Accept {count(len(findings), 'finding')} on {quarter}") as work:
            known = {_key(each) for each in work.all(Acceptance)}
            made = [
                Acceptance(
                    quarter, each.code, each.officer_id or "", each.text, reason.strip(), self._today(), work.author
                )
                for each in findings
            ]
            return Changed.of([work.add(each) for each in made if _key(each) not in known])

    def take_back(self, acceptances: Sequence[Acceptance]) -> Changed:
        """Findings are not accepted any more."""
        with self._book.change(f"Take back {count(len(acceptances), 'acceptance')}") as work:
            for each in acceptances:
                work.remove(each)
            return Changed.of(acceptances)

    def examination(self, records: RecordReader, computed: Computation) -> Examination:
        """What the checks find today in a computed claim, in the same view of the book."""
        claim, quarter, today = computed.claim, computed.claim.quarter, self._today()
        entries = records.overtime(Span(quarter.start - LOOK_BACK, quarter.until))
        claimed = frozenset(computed.ledger.live)
        attached = frozenset(each.record for each in records.all(Attachment))
        found = examine(examined(computed, entries, today, self._calendar.holiday, claimed, attached))
        findings = tuple(found)
        said = {_key(each): each for each in records.all(Acceptance) if each.quarter == quarter}
        accepted = tuple(said.get((quarter, each.code, each.officer_id or "", each.text)) for each in findings)
        return Examination(quarter, claim.preset, today, findings, accepted)

    def _today(self) -> date:
        return self._clock.now().astimezone().date()


def _key(acceptance: Acceptance) -> tuple[Quarter, str, str, str]:
    return acceptance.quarter, acceptance.code, acceptance.officer_id, acceptance.text
