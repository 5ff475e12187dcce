"""A small agency that certifies its claims on a book of its own: what tests of the ledger begin with."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.positions import ClaimPosition, LinePosition
from muster.domain.ledger.records import CertifiedClaim, ClaimAmount, Component, Deposit, Nature, StepKind
from muster.domain.money import money_text, parse_money
from muster.domain.readings import Preset, RuleBook
from muster.domain.records import R, Record
from muster.reports import Documents
from muster.services.bundle import services
from muster.services.certification import Proposal, Request, Signature
from muster.services.ledger import Decided, Taken
from muster.services.ports import MusterError
from tests.composition import FOREIGN, BookProgram
from tests.oracle.cells import Rows
from tests.oracle.folder import write_folder

PREPARER = Signature("Dana Reyes", "battery staple")
OFFICIAL = Signature("Pat Doe", "correct horse")


class Office:
    """The agency's hands: days are ISO texts, amounts of money texts with two decimals."""

    def __init__(self, folder: Path, rows: Rows) -> None:
        """A book of the rows, with two signers."""
        self.program = BookProgram(folder)
        self.services = self.program.create(self.program.default_book)
        agency = {**rows["agency"][0], "official_name": OFFICIAL.name, "official_title": "Sheriff"}
        write_folder({**rows, "agency": [agency]}, folder / "records")
        self.services.imports.run([folder / "records"])
        self.services.signers.add(PREPARER.name, "Clerk", PREPARER.passphrase)
        self.services.signers.add(OFFICIAL.name, "Sheriff", OFFICIAL.passphrase)

    def goes_by(self, rules: RuleBook) -> None:
        """A later version of the program opens the book, with rules of its own."""
        old = self.services
        self.services = services(old.book, rules, old.clock, old.calendar, old.imports._files, Documents(), FOREIGN)

    # -- records

    def is_on(self, day: str) -> None:
        """Set the clock."""
        self.program.clock.moment = datetime.fromisoformat(f"{day}T12:00:00+00:00")

    def of(self, kind: type[R], officer_id: str) -> list[R]:
        """An officer's records of a kind, by date."""
        with self.services.book.read() as records:
            return records.of_officer(kind, officer_id)

    def add(self, *records: Record) -> None:
        self.services.records.save_all(records)

    def change(self, record: Record, into: Record) -> None:
        self.services.records.save(into, record)

    def remove(self, *records: Record) -> None:
        self.services.records.remove(records)

    # -- claims

    def propose(self, quarter: str, on: str, preset: Preset = Preset.PUBLISHED) -> Proposal:
        self.is_on(on)
        return self.services.certifications.propose(Quarter.parse(quarter), preset)

    def certify(self, quarter: str, on: str, preset: Preset = Preset.PUBLISHED) -> CertifiedClaim:
        return self.sign(self.propose(quarter, on, preset))

    def sign(self, proposal: Proposal, official: Signature | None = OFFICIAL) -> CertifiedClaim:
        return self.services.certifications.certify(Request(proposal.claim, PREPARER, official))[0]

    def take(self, number: str, step: StepKind, on: str, note: str = "") -> None:
        self.services.ledger.take(number, step, Taken(date.fromisoformat(on), note))

    def submit(self, number: str, on: str) -> None:
        self.take(number, StepKind.SUBMITTED, on)

    def approve(self, number: str, on: str) -> None:
        """All of it that is pending, submitted before."""
        self.services.ledger.approve_rest(number, Taken(date.fromisoformat(on)))

    def deny(self, line: LinePosition, amount: str, on: str, reason: str = "No time record") -> None:
        """So much of a line, the rest of it is approved."""
        denied = parse_money(amount)
        decided = Decided(line.amount.line, line.pending - denied, denied, reason)
        self.services.ledger.decide(line.amount.number, [decided], Taken(date.fromisoformat(on), document="Letter 12"))

    def claim_again(self, on: str) -> None:
        """All that waits."""
        self.services.ledger.claim_again(self.services.ledger.denied(), Taken(date.fromisoformat(on)))

    def receive(self, amount: str, on: str) -> None:
        self.services.ledger.receive(Deposit(date.fromisoformat(on), parse_money(amount)))

    # -- what stands in the ledger

    @property
    def ledger(self) -> Ledger:
        return self.services.ledger.read()

    def position(self, number: str) -> ClaimPosition:
        return self.services.ledger.position(number)

    def line(self, number: str, component: str, nature: Nature = Nature.OWN) -> LinePosition:
        """A claim's only line of the component and nature."""
        (found,) = (
            each
            for each in self.position(number).lines
            if (each.amount.component, each.amount.nature) == (Component(component), nature)
        )
        return found

    def amounts(self, number: str) -> list[str]:
        """A claim's amounts in words: nature, component, quarter, dollars, what it corrects."""
        return [_words(each.amount) for each in self.position(number).lines]

    def differences(self, number: str) -> list[str]:
        """What the claim would be corrected by: component, quarter, dollars."""
        return [
            f"{each.component} {each.quarter} {money_text(each.amount)}"
            for each in self.services.ledger.differences(number)
        ]

    def state(self) -> tuple[list[str], int]:
        """What is wrong with the book, and how many entries its log has: neither grows by what is refused."""
        with self.services.book.read() as records:
            entries = records.log(1)
        return self.services.book.check(), entries[0].sequence

    @contextmanager
    def refuses(
        self, sentence: str, error: type[MusterError] = MusterError
    ) -> Iterator[pytest.ExceptionInfo[MusterError]]:
        """What is done in the block is refused with that sentence, and changes nothing."""
        before = self.state()
        with pytest.raises(error) as caught:
            yield caught
        assert str(caught.value) == sentence
        assert self.state() == before
        assert before[0] == []


def _words(amount: ClaimAmount) -> str:
    parts = [amount.nature, amount.component, str(amount.quarter), money_text(amount.amount), amount.corrects]
    return " ".join(part for part in parts if part)
