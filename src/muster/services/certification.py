"""Certifying a claim: examined, signed by two people, numbered and frozen, all of it or nothing (R15, R25)."""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from muster.domain.claim import Certification, Claim, Previous
from muster.domain.computation import Computation
from muster.domain.examiner.finding import Severity
from muster.domain.fiscal import Quarter
from muster.domain.ledger.amounts import amounts
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.numbers import next_number, revision_number
from muster.domain.ledger.records import CertifiedClaim, Signer
from muster.domain.readings import Preset, RuleBook
from muster.domain.words import count, day
from muster.services.bulk import many_records
from muster.services.changes import Changed
from muster.services.computing import Computing
from muster.services.examiner import Examination, Examiner
from muster.services.frozen.reading import FrozenClaim
from muster.services.frozen.writing import Signed, canonical, frozen
from muster.services.ledger_reading import read_ledger
from muster.services.ports import Book, Clock, MusterError, RecordReader, RecordWriter
from muster.services.signers import SignerError, same, signed_by


@dataclass(frozen=True, slots=True)
class Signature:
    """A name and the passphrase given for it."""

    name: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be certified, and by whom.

    Attributes:
        seen: The claim as it was looked at; when the records say something else by now, nothing is certified.
        official: None at an agency that says it has one person for both.
    """

    seen: Claim
    preparer: Signature
    official: Signature | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as it would be certified now.

    Attributes:
        revises: The live claim that it would stand in place of; empty for none.
    """

    claim: Claim
    number: str
    revises: str
    examination: Examination

    @property
    def blocked(self) -> int:
        """How many findings block its certification."""
        return len(self.examination.of(Severity.BLOCKS))


class Certifications:
    """Certifies the claims of one book."""

    def __init__(self, book: Book, rules: RuleBook, clock: Clock, examiner: Examiner) -> None:
        """Freeze in the book what the rules make of its records, once examined."""
        self._book = book
        self._rules = rules
        self._clock = clock
        self._examiner = examiner

    def propose(self, quarter: Quarter, preset: Preset) -> Proposal:
        """The quarter's claim as it would be certified: a new one, or a revision of the one in force.

        Raises:
            MusterError: when the quarter is before the program's first day, or its claim has been decided, so that
                corrections stand on the next claim.
        """
        with many_records(), self._book.read() as records:
            return self._propose(records, quarter, preset)[0]

    def certify(self, request: Request) -> tuple[CertifiedClaim, Changed]:
        """Certify a claim that was proposed.

        Raises:
            SignerError: when a name or passphrase is not right, or both are one person's.
            MusterError: when the records have changed since the claim was looked at, a finding blocks it, or nothing is
                claimed. Nothing is stored.
        """
        seen = request.seen
        with many_records(), self._book.change(f"Certify the claim of {seen.quarter}") as work:
            preparer, official = _signers(work, request)
            proposal, computed = self._propose(work, seen.quarter, seen.preset)
            _refuse(proposal, seen)
            _refuse_earlier(read_ledger(work), self._today())
            certification = self._certification(work, preparer, official)
            signed = Signed(
                proposal.number,
                proposal.revises,
                self._clock.now().isoformat(timespec="seconds"),
                certification,
                seen.reading("certification_text"),
                tuple(zip(proposal.examination.findings, proposal.examination.accepted, strict=True)),
            )
            return _store(work, computed, signed, request.note)

    def _propose(self, records: RecordReader, quarter: Quarter, preset: Preset) -> tuple[Proposal, Computation]:
        ledger = read_ledger(records)
        live = ledger.live.get(quarter)
        if live is not None and ledger.is_decided(live.number):
            raise MusterError(
                f"{live.number} has been decided on, so it is not revised; what has changed stands as an adjustment on "
                f"the next claim."
            )
        computing = Computing(records, self._rules, ledger, by_entry=True)
        computed = computing.claim(quarter, preset, amending=live is not None)
        examined = self._examiner.examination(records, computed)
        number = _number(quarter, live, ledger)
        claim = replace(computed.claim, previous=_previous(records, live) if live else None)
        computed = replace(computed, claim=claim)
        return Proposal(claim, number, live.number if live else "", examined), computed

    def _certification(self, work: RecordWriter, preparer: Signer, official: Signer | None) -> Certification:
        sequence, log_hash = work.log_head
        other = official or preparer
        return Certification(
            self._today(),
            preparer.name,
            preparer.title,
            other.name,
            other.title,
            sequence,
            log_hash,
            "",
            alone=official is None,
        )

    def _today(self) -> date:
        return self._clock.now().astimezone().date()


def _signers(work: RecordReader, request: Request) -> tuple[Signer, Signer | None]:
    preparer = signed_by(work, request.preparer.name, request.preparer.passphrase, "preparer")
    if request.official is None:
        return preparer, None
    if same(request.preparer.name, request.official.name):
        raise SignerError(
            "The authorized official has to be another person than the preparer, unless the agency has one person for "
            "both.",
            "official",
        )
    return preparer, signed_by(work, request.official.name, request.official.passphrase, "official")


def _refuse(proposal: Proposal, seen: Claim) -> None:
    if proposal.claim != seen:
        raise MusterError(
            "The records have changed since the claim was computed, so nothing was certified; look at it again, then "
            "certify it."
        )
    if proposal.blocked:
        verb = "blocks" if proposal.blocked == 1 else "block"
        raise MusterError(
            f"{count(proposal.blocked, 'finding')} of the examiner {verb} the certification; mend what is said there."
        )
    claim = proposal.claim
    if not (claim.lines or claim.adjustments or claim.resubmitted or claim.previous):
        raise MusterError("The claim claims nothing, so there is nothing to certify.")


def _refuse_earlier(ledger: Ledger, today: date) -> None:
    """A clock that was set back would date a claim before those that it follows."""
    last = max(ledger.claims, key=lambda each: each.certified_on, default=None)
    if last and today < last.certified_on:
        raise MusterError(
            f"Today is {day(today)} by this computer's clock, but {last.number} was certified on "
            f"{day(last.certified_on)}; set the clock right, then certify the claim."
        )


def _number(quarter: Quarter, live: CertifiedClaim | None, ledger: Ledger) -> str:
    used = [each.number for each in ledger.claims]
    return revision_number(live.number, used) if live else next_number(quarter, used)


def _previous(records: RecordReader, live: CertifiedClaim) -> Previous:
    """What the claim in force claims, from what was frozen."""
    content = records.claim_content(live.number)
    before = FrozenClaim(content or "{}", live.content_sha256).claim
    totals = {line.officer_id: line.total for line in before.lines}
    return Previous(live.number, totals, before.totals.claimed)


def _store(work: RecordWriter, computed: Computation, signed: Signed, note: str) -> tuple[CertifiedClaim, Changed]:
    claim, made = computed.claim, signed.certification
    content = canonical(frozen(computed, signed, work.attachments))
    certified = work.add(
        CertifiedClaim(
            number=signed.number,
            quarter=claim.quarter,
            preset=str(claim.preset),
            certified_on=made.certified_on,
            prepared_by=made.preparer,
            certified_by=made.official,
            claimed=claim.totals.claimed,
            award=claim.totals.award,
            content_sha256=sha256(content.encode()).hexdigest(),
            log_sequence=made.log_sequence,
            log_hash=made.log_hash,
            revises=signed.revises,
            note=note.strip(),
        )
    )
    work.freeze(signed.number, content)
    rows = amounts(claim, signed.number)
    work.add_all(rows)
    return certified, Changed.of([certified, *rows])
