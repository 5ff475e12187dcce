"""Closing a quarter: what has to be done until its claim is paid and closed, by when, and what is still open (R25)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from muster.domain.claim import Claim
from muster.domain.deadlines import Deadline, cutoff, deadline, due_on, in_words
from muster.domain.examiner.finding import Severity
from muster.domain.fiscal import Quarter
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.positions import ClaimPosition, Status, position
from muster.domain.ledger.records import CertifiedClaim, ClaimStep, StepKind
from muster.domain.money import dollars
from muster.domain.readings import Preset, Reading, Readings, RuleBook
from muster.domain.records import Override, StatedBy
from muster.domain.words import capitalized, count, day, uncapitalized
from muster.services.bulk import many_records
from muster.services.claims import Claims
from muster.services.examiner import Examination, Examiner
from muster.services.ledger import ClaimsLedger
from muster.services.ledger_reading import read_ledger
from muster.services.ports import Book, Calendar, Clock, RecordReader


class State(StrEnum):
    """Whether a step is done, wants to be done, was left open when the claim was certified, or cannot be done yet."""

    DONE = "done"
    OPEN = "open"
    LEFT = "left"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of closing a quarter; ``page`` is where it is done."""

    title: str
    state: State
    words: str
    page: str


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """A quarter, when its claim is due, and how far the claim has come.

    Attributes:
        claim: The claim in force; None without one.
        submitted_on: When it was submitted.
        days_left: Until the working deadline, as of today; None once a claim of the quarter was submitted.
        days_late: By how much the first claim that was submitted missed the working deadline; 0 where none did.
    """

    quarter: Quarter
    due: Deadline
    cutoff: Deadline
    claim: ClaimPosition | None
    submitted_on: date | None
    days_left: int | None
    days_late: int


@dataclass(frozen=True, slots=True)
class QuarterClose:
    """A quarter's checklist, in the order in which its steps are done."""

    row: QuarterRow
    steps: tuple[Step, ...]

    @property
    def open(self) -> int:
        """How many steps want to be done."""
        return sum(each.state is State.OPEN for each in self.steps)


class Closing:
    """Closes the quarters of one book."""

    def __init__(
        self,
        book: Book,
        rules: RuleBook,
        clock: Clock,
        calendar: Calendar,
        claims: Claims,
        examiner: Examiner,
        certified: ClaimsLedger,
    ) -> None:
        """Look at the book as of the clock's today, with the calendar's holidays."""
        self._book = book
        self._certified = certified
        self._rules = rules
        self._clock = clock
        self._calendar = calendar
        self._claims = claims
        self._examiner = examiner

    def quarters(self) -> list[QuarterRow]:
        """Every quarter up to today's with its deadlines, the newest first."""
        quarters = self._claims.quarters(self._today())
        with self._book.read() as records:
            ledger, readings = read_ledger(records), self._readings(records)
            return [self._row(each, ledger, readings) for each in reversed(quarters)]

    def checklist(self, quarter: Quarter, preset: Preset = Preset.PUBLISHED) -> QuarterClose:
        """A quarter's steps; what the claim lacks is told from its draft until it is certified, then as certified.

        Raises:
            MusterError: when the quarter is before the program's first day, or what was certified was altered.
        """
        with many_records(), self._book.read() as records:
            ledger = read_ledger(records)
            row = self._row(quarter, ledger, self._readings(records))
            if row.claim is None:
                computed = self._claims.computing(records).claim(quarter, preset)
                found = self._examiner.examination(records, computed)
                before = [*self._recorded(computed.claim), _found(found)]
            else:
                claim = self._certified.frozen(row.claim.claim.number).claim
                before = [_as_certified(each) for each in (*self._recorded(claim), _remarked(claim))]
            steps = (*before, *_after(row, ledger, self._today()))
            return QuarterClose(row, steps)

    def _row(self, quarter: Quarter, ledger: Ledger, readings: Readings) -> QuarterRow:
        def reading(name: str) -> Reading:
            return readings.for_quarter(name, quarter)

        due = deadline(due_on(quarter, reading), self._calendar.holiday)
        last = deadline(cutoff(quarter, reading), self._calendar.holiday)
        live = ledger.live.get(quarter)
        claim = position(ledger, live) if live else None
        submitted = next((each.taken_on for each in ledger.steps if live and _submits(each, live.number)), None)
        numbers = {each.number for each in _of_quarter(ledger, quarter)}
        made = [each.taken_on for each in ledger.steps if each.step is StepKind.SUBMITTED and each.number in numbers]
        left = None if made else (due.working - self._today()).days
        late = max(0, (min(made) - due.working).days) if made else 0
        return QuarterRow(quarter, due, last, claim, submitted, left, late)

    def _recorded(self, claim: Claim) -> Iterator[Step]:
        """What is recorded before a claim is certified."""
        quarter, today = claim.quarter, self._today()
        over = today >= quarter.until
        ends = f"It ended on {day(quarter.last_day)}." if over else f"It ends on {day(quarter.last_day)}."
        yield Step("The quarter is over", State.DONE if over else State.LATER, ends, "claim")
        yield _complete("Payroll is recorded", claim, "not-reconciled", _WITHOUT_PAYROLL, "officers")
        yield _complete("Overtime is paid and complete", claim, "overtime-unpaid", _UNPAID, "overtime")
        yield _result(claim)

    def _readings(self, records: RecordReader) -> Readings:
        return Readings(self._rules, Preset.PUBLISHED, records.all(Override))

    def _today(self) -> date:
        return self._clock.now().astimezone().date()


_WITHOUT_PAYROLL = "without payroll for all of the quarter"
_UNPAID = "with overtime that is not paid yet"
_RESULT, _FINDINGS = "ICE has stated the location result", "Findings are mended or accepted"


def _found(found: Examination) -> Step:
    is_open = bool(found.of(Severity.BLOCKS)) or found.open > 0
    return Step(_FINDINGS, State.OPEN if is_open else State.DONE, f"{capitalized(found.words)}.", "claim")


def _remarked(claim: Claim) -> Step:
    """What of the findings was accepted before a claim was certified."""
    left = sum(not each.accepted for each in claim.remarks)
    words = f"{count(len(claim.remarks), 'warning')}, {len(claim.remarks) - left:,} accepted."
    return Step(_FINDINGS, State.OPEN if left else State.DONE, words, "claim")


def _as_certified(step: Step) -> Step:
    """What was open then is not to be done any more: what comes later corrects the claim."""
    state = State.LEFT if step.state is State.OPEN else step.state
    return replace(step, state=state, words=f"As certified: {uncapitalized(step.words)}")


def _of_quarter(ledger: Ledger, quarter: Quarter) -> list[CertifiedClaim]:
    """The quarter's claims that are not void: a revised one was submitted in time, too."""
    return [each for each in ledger.claims if each.quarter == quarter and each.number not in ledger.void]


def _submits(step: ClaimStep, number: str) -> bool:
    return step.number == number and step.step is StepKind.SUBMITTED


def _complete(title: str, claim: Claim, code: str, what: str, page: str) -> Step:
    """Done when no officer has the warning."""
    found = sum(each.code == code for each in claim.warnings)
    words = f"{count(found, 'officer')} {what}." if found else "Complete."
    return Step(title, State.OPEN if found else State.DONE, words, page)


def _result(claim: Claim) -> Step:
    result = claim.award.result
    if result is None:
        return Step(_RESULT, State.OPEN, "No location result is recorded.", "results")
    if result.stated_by is not StatedBy.ICE:
        return Step(_RESULT, State.OPEN, "Only the agency's own count is recorded.", "results")
    document = result.document or "no document is named"
    state = State.DONE if result.document else State.OPEN
    return Step(_RESULT, state, f"{result.located:,} of {result.referred:,} located; {document}.", "results")


def _after(row: QuarterRow, ledger: Ledger, today: date) -> Iterator[Step]:
    """What is done from the certification on."""
    claim = row.claim
    due = f"Due on {in_words(row.due, today)}."
    if claim is None:
        yield Step("The claim is certified", State.OPEN if today >= row.quarter.until else State.LATER, due, "claim")
        for title in _AFTER:
            yield Step(title, State.LATER, "After the certification.", "ledger")
        return
    certified = f"{claim.claim.number}, on {day(claim.claim.certified_on)}."
    yield Step("The claim is certified", State.DONE, certified, "claim")
    sent = f"On {day(row.submitted_on)}." if row.submitted_on else due
    yield Step(_AFTER[0], State.DONE if row.submitted_on else State.OPEN, sent, "ledger")
    yield from _decided(row, claim, ledger)


def _decided(row: QuarterRow, claim: ClaimPosition, ledger: Ledger) -> Iterator[Step]:
    """Decisions, money and what was denied."""
    submitted = row.submitted_on is not None
    pending = f"{dollars(claim.pending)} is pending." if claim.pending else "All of it."
    yield _step(_AFTER[1], pending, done=not claim.pending, possible=submitted)
    awarded = ledger.awarded(row.quarter)
    award = f"{dollars(awarded.amount)} on {day(awarded.decided_on)}." if awarded else "No decision is recorded."
    yield _step(_AFTER[2], award, done=awarded is not None, possible=submitted)
    left = claim.outstanding + (awarded.amount - ledger.paid((str(row.quarter), 0)) if awarded else 0)
    unpaid = "All that is approved is paid." if claim.approved or awarded else "Nothing is approved."
    if left:
        unpaid = f"{dollars(left)} is approved and not paid."
    decided = claim.status in {Status.DECIDED, Status.PAID, Status.CLOSED}
    yield _step(_AFTER[3], unpaid, done=decided and not left and not claim.pending, possible=decided)
    waits = f"{dollars(claim.waiting)} denied waits." if claim.waiting else "Nothing denied waits."
    yield _step(_AFTER[4], waits, done=decided and not claim.waiting, possible=decided)
    closed = claim.status is Status.CLOSED
    words = "Closed." if closed else "Close it once all of it is decided on and paid."
    yield _step(_AFTER[5], words, done=closed, possible=submitted and claim.settled and not claim.waiting)


_AFTER = (
    "The claim is submitted",
    "It is decided on",
    "The award is decided",
    "It is paid",
    "Denied amounts are settled",
    "The claim is closed",
)


def _step(title: str, words: str, *, done: bool, possible: bool) -> Step:
    state = State.DONE if done else State.OPEN if possible else State.LATER
    return Step(title, state, words, "ledger")
