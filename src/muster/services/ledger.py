"""The claims ledger: what was certified, what was decided on it, what was paid, and what waits (R15 to R19)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from muster.domain.claim import Adjustment
from muster.domain.derivation import Derivation
from muster.domain.fiscal import Quarter
from muster.domain.ledger.ledger import Ledger, LineKey
from muster.domain.ledger.positions import ClaimPosition, LinePosition, position
from muster.domain.ledger.records import (
    AwardDecision,
    CertifiedClaim,
    ClaimStep,
    Decision,
    Deposit,
    LedgerRecord,
    Payment,
    Resubmission,
    StepKind,
    WriteOff,
)
from muster.domain.money import Cents, dollars
from muster.domain.readings import RuleBook
from muster.domain.words import day
from muster.services.amendments import NextClaim, next_claim
from muster.services.bulk import many_records
from muster.services.changes import Changed
from muster.services.computing import Computing
from muster.services.deposit_payments import applied
from muster.services.frozen.reading import FrozenClaim
from muster.services.frozen.verifying import UNREADABLE
from muster.services.ledger_overview import Overview, read_overview
from muster.services.ledger_reading import read_ledger
from muster.services.ledger_refusals import (
    refuse_decision,
    refuse_remains,
    refuse_twice,
)
from muster.services.ledger_steps import why_no_decision, why_no_step
from muster.services.ports import Book, MusterError, RecordWriter
from muster.services.proof import read_certified, seal_faults


@dataclass(frozen=True, slots=True)
class Taken:
    """When a step is taken, with which note and document; by whom the book knows."""

    on: date
    note: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided on one amount now, in cents; it adds to what was decided before."""

    line: int
    approved: Cents
    denied: Cents = 0
    reason: str = ""


class ClaimsLedger:
    """The ledger of one book."""

    def __init__(self, book: Book, rules: RuleBook) -> None:
        """Keep it in the book."""
        self._book = book
        self._rules = rules

    # -- reading

    def read(self) -> Ledger:
        """All of it."""
        with self._book.read() as records:
            return read_ledger(records)

    def overview(self) -> Overview:
        """All of it as the window shows it."""
        with many_records(), self._book.read() as records:
            return read_overview(records)

    def positions(self) -> list[ClaimPosition]:
        """Every certified claim and where it stands, in the order of certification."""
        ledger = self.read()
        return [position(ledger, each) for each in ledger.claims]

    def of_quarter(self, quarter: Quarter) -> list[ClaimPosition]:
        """The quarter's certified claims, void and superseded ones too, the newest first."""
        return [each for each in reversed(self.positions()) if each.claim.quarter == quarter]

    def next_claim(self, number: str) -> NextClaim:
        """The claim, not certified yet, on which the correction of a claim stands that has been decided on.

        Raises:
            MusterError: when there is no such claim.
        """
        with many_records(), self._book.read() as records:
            ledger = read_ledger(records)
            return next_claim(Computing(records, self._rules, ledger), ledger, _claim(ledger, number))

    def position(self, number: str) -> ClaimPosition:
        """One claim.

        Raises:
            MusterError: when there is none of that number.
        """
        ledger = self.read()
        return position(ledger, _claim(ledger, number))

    def frozen(self, number: str) -> FrozenClaim:
        """What was certified under a number.

        Raises:
            MusterError: when there is no such claim, or what was certified is not as it was.
        """
        with self._book.read() as records:
            claim = _claim(read_ledger(records), number)
            certified = read_certified(records, claim)
        with _as_certified(number):
            if any(seal_faults(certified)):
                raise _altered(number)
            frozen = FrozenClaim(certified.content or "", claim.content_sha256)
            frozen.claim  # noqa: B018 - read now, so that nothing is shown of one that cannot be read
        return frozen

    def explain(self, number: str, officer_id: str | None, figure: str) -> Derivation:
        """Where a figure of a certified claim comes from, as it was certified; of a total without an officer.

        Raises:
            MusterError: when there is no such claim, or it has no such line or figure.
        """
        frozen = self.frozen(number)
        with _as_certified(number):
            found = frozen.explain(officer_id, figure) if officer_id else frozen.explain_total(figure)
        if found is None:
            whose = f"line of officer {officer_id}" if officer_id else "total"
            raise MusterError(f"{number} has no {whose} with the figure {figure}; check both.")
        return found

    def explain_adjustment(self, number: str, position: int) -> Derivation:
        """Where the adjustment at a position of a certified claim comes from; raises as :meth:`explain` does."""
        frozen = self.frozen(number)
        with _as_certified(number):
            found = frozen.explain_adjustment(position)
        if found is None:
            raise MusterError(f"{number} has no adjustment {position + 1}.")
        return found

    def differences(self, number: str) -> list[Adjustment]:
        """What a live claim's amounts would be on the facts now known, where they differ; none of another claim.

        Raises:
            MusterError: when there is no such claim.
        """
        with many_records(), self._book.read() as records:
            ledger = read_ledger(records)
            claim = _claim(ledger, number)
            if not ledger.is_live(number):
                return []
            return Computing(records, self._rules, ledger).differences(claim)

    # -- a claim as a whole

    def take(self, number: str, step: StepKind, taken: Taken) -> Changed:
        """Submit a claim, close it, open it again, or declare it void.

        Raises:
            MusterError: when the claim has not come so far, or has come too far.
        """
        with self._book.change(f"{_STEPS[step]} claim {number}") as work:
            ledger = read_ledger(work)
            claim = _claim(ledger, number)
            _refuse_step(ledger, position(ledger, claim), step, taken)
            made = ClaimStep(number, step, taken.on, work.author, taken.note.strip(), taken.document.strip())
            return Changed.of([work.add(made)])

    # -- decisions

    def decide(self, number: str, decided: Sequence[Decided], taken: Taken) -> Changed:
        """Keep what was decided on amounts of a claim.

        Raises:
            MusterError: when the claim was not submitted, a line is named twice, nothing is decided on it, a denial has
                no reason, or more would be decided than was claimed, or less approved than was paid.
        """
        with self._book.change(f"Decision on claim {number}") as work:
            ledger = read_ledger(work)
            found = position(ledger, _claim(ledger, number))
            _refuse(why_no_decision(found))
            refuse_twice((number, each.line) for each in decided)
            lines = {each.amount.line: each for each in found.lines}
            made = [
                Decision(
                    number,
                    each.line,
                    taken.on,
                    each.approved,
                    each.denied,
                    each.reason.strip() or taken.note.strip(),
                    work.author,
                    taken.document.strip(),
                )
                for each in decided
            ]
            for each in made:
                refuse_decision(lines.get(each.line), each)
            return Changed.of([work.add(each) for each in made])

    def approve_rest(self, number: str, taken: Taken) -> Changed:
        """Keep that all that was pending of a claim is approved; raises as :meth:`decide` does."""
        pending = [each for each in self.position(number).lines if each.pending]
        if not pending:
            raise MusterError(f"Nothing of {number} is pending.")
        return self.decide(number, [Decided(each.amount.line, each.pending) for each in pending], taken)

    def award(self, quarter: Quarter, amount: Cents, taken: Taken) -> Changed:
        """Keep what was awarded for a quarter.

        Raises:
            MusterError: when it is less than deposits paid of it, or there is one of that day.
        """
        with self._book.change(f"Award decision for {quarter}") as work:
            paid = read_ledger(work).paid((str(quarter), 0))
            if amount < paid:
                raise MusterError(
                    f"Deposits paid {dollars(paid)} of the award of {quarter}, so it is no less; take the deposit back "
                    "first."
                )
            made = AwardDecision(quarter, taken.on, amount, work.author, taken.note.strip(), taken.document.strip())
            return Changed.of([work.add(made)])

    # -- money

    def receive(self, deposit: Deposit, remittance: Mapping[LineKey, Cents] | None = None) -> Changed:
        """Keep a deposit, applied as the remittance says, else to the oldest claim first (R18).

        Args:
            deposit: Below zero: a refund paid back.
            remittance: Amounts by claim number and line; an award by its quarter and line 0.

        Raises:
            MusterError: when the remittance names something that is not open, or more than is.
        """
        with self._book.change(f"Deposit of {day(deposit.received_on)}") as work:
            ledger = read_ledger(work)
            kept = work.add(replace(deposit, recorded_by=work.author))
            payments = applied(ledger, kept, remittance or {})
            return Changed.of([kept, *(work.add(each) for each in payments)])

    def apply_rest(self, deposit: Deposit) -> Changed:
        """Apply what is left of a deposit to what has been approved since it was recorded (R18).

        Raises:
            MusterError: when nothing is left of it, or nothing is open that it could pay.
        """
        with self._book.change(f"Apply the rest of the deposit of {day(deposit.received_on)}") as work:
            ledger = read_ledger(work)
            rest = deposit.amount - sum(each.amount for each in ledger.payments if each.deposit == deposit.id)
            payments = applied(ledger, replace(deposit, amount=rest), {}) if rest else []
            if not payments:
                raise MusterError("Nothing is open that the deposit could pay; record what was decided first.")
            before = {(each.number, each.line): each for each in ledger.payments if each.deposit == deposit.id}
            for each in payments:
                if found := before.get((each.number, each.line)):
                    work.replace(replace(found, amount=found.amount + each.amount))
                else:
                    work.add(each)
            return Changed.of(payments)

    def proposed(self, amount: Cents, remittance: Mapping[LineKey, Cents] | None = None) -> list[Payment]:
        """How a deposit would be applied; raises as :meth:`receive` does."""
        return applied(self.read(), Deposit(date.min, amount), remittance or {})

    def take_back(self, records: Sequence[LedgerRecord]) -> Changed:
        """Take back what was typed by mistake: a step, decision, deposit, resubmission or write-off; the log keeps it.

        Raises:
            MusterError: when something that followed rests on it.
        """
        with self._book.change(f"Take back {_NAMES.get(type(records[0]), 'an entry')}") as work:
            gone = [each for record in records for each in (*_with_payments(work, record), record)]
            for each in gone:
                work.remove(each)
            refuse_remains(read_ledger(work))
            return Changed.of(gone)

    # -- what was denied

    def denied(self) -> list[LinePosition]:
        """The denied amounts that are neither claimed again nor given up, the oldest first (R19)."""
        ledger = self.read()
        lines = (line for each in ledger.claims for line in position(ledger, each).lines if ledger.is_live(each.number))
        waiting = (each for each in lines if each.waiting)
        return sorted(waiting, key=lambda each: (each.amount.quarter, each.amount.number, each.amount.line))

    def claim_again(self, lines: Iterable[LinePosition], taken: Taken) -> Changed:
        """Ask that denied amounts are claimed again on the next claim, as far as there is room (R19)."""
        with self._book.change("Claim denied amounts again") as work:
            ledger, made, wanted = read_ledger(work), [], list(lines)
            refuse_twice((each.amount.number, each.amount.line) for each in wanted)
            for each in wanted:
                amount = each.amount
                more = ledger.waiting((amount.number, amount.line)) - ledger.asks(amount)
                if more <= 0:
                    raise MusterError(f"Nothing more of line {amount.line} of {amount.number} can be claimed again.")
                made.append(
                    Resubmission(
                        amount.number, amount.line, more, taken.on, work.author, taken.note.strip(), taken.document
                    )
                )
            return Changed.of([work.add(each) for each in made])

    def give_up(self, lines: Iterable[LinePosition], taken: Taken) -> Changed:
        """Give denied amounts up for good.

        Raises:
            MusterError: without a reason.
        """
        if not taken.note.strip():
            raise MusterError("Give the reason why the amount is given up.")
        with self._book.change("Give denied amounts up") as work:
            ledger, made, unwanted = read_ledger(work), [], list(lines)
            refuse_twice((each.amount.number, each.amount.line) for each in unwanted)
            for each in unwanted:
                key = each.amount.number, each.amount.line
                waiting = ledger.waiting(key)
                if waiting <= 0:
                    raise MusterError(f"Nothing of line {key[1]} of {key[0]} waits any more.")
                made.append(WriteOff(*key, waiting, taken.on, work.author, taken.note.strip()))
            return Changed.of([work.add(each) for each in made])


_STEPS = {
    StepKind.SUBMITTED: "Submit",
    StepKind.CLOSED: "Close",
    StepKind.REOPENED: "Open again",
    StepKind.VOID: "Declare void",
}
_NAMES: Mapping[type[LedgerRecord], str] = {
    ClaimStep: "a step",
    Decision: "a decision",
    AwardDecision: "an award decision",
    Deposit: "a deposit",
    Resubmission: "a resubmission",
    WriteOff: "a write-off",
}


def _claim(ledger: Ledger, number: str) -> CertifiedClaim:
    found = ledger.claim(number)
    if found is None:
        raise MusterError(f"There is no claim {number} in the book; check the number.")
    return found


@contextmanager
def _as_certified(number: str) -> Iterator[None]:
    """Refuse what cannot be read as Muster wrote it."""
    try:
        yield
    except UNREADABLE as error:
        raise _altered(number) from error


def _altered(number: str) -> MusterError:
    return MusterError(
        f"What was certified as {number} is not as it was, so it is neither shown nor printed; open a copy of the book "
        "from before. “muster check” says more."
    )


def _refuse(why: str) -> None:
    if why:
        raise MusterError(why)


def _refuse_step(ledger: Ledger, found: ClaimPosition, step: StepKind, taken: Taken) -> None:
    _refuse(why_no_step(ledger, found, step))
    number = found.claim.number
    if taken.on < found.claim.certified_on:
        raise MusterError(f"{number} was certified on {day(found.claim.certified_on)}; give that day or a later one.")
    if step is StepKind.VOID and not taken.note.strip():
        raise MusterError("Give the reason why the claim is declared void.")


def _with_payments(work: RecordWriter, record: LedgerRecord) -> list[LedgerRecord]:
    """What a deposit pays goes with it."""
    if not isinstance(record, Deposit):
        return []
    return [each for each in work.all(Payment) if each.deposit == record.id]
