"""Random ledgers as the services would keep them: every part within its whole, deposits applied by the rule."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from muster.domain.fiscal import Quarter
from muster.domain.ledger.deposits import ClaimRef, OpenLine, apply_deposit
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.positions import LinePosition, position
from muster.domain.ledger.records import (
    AwardDecision,
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Component,
    Decision,
    Deposit,
    LedgerRecord,
    Nature,
    Payment,
    Resubmission,
    StepKind,
    WriteOff,
)

Q1, Q2, Q3 = (Quarter(2026, number) for number in (1, 2, 3))
NUMBERS = {"FY26Q1-001": Q1, "FY26Q1-001-R1": Q1, "FY26Q2-001": Q2, "FY26Q2-002": Q2, "FY26Q3-001": Q3}
"""The claims of a ledger, in order: the first is revised, of the second quarter's the first is void."""
VOID = "FY26Q2-001"
START = date(2026, 1, 20)

cents = st.one_of(st.integers(-5, 12), st.integers(-100_00, 1000_00)).filter(bool)
days = st.integers(0, 300).map(lambda each: START + timedelta(days=each))


@dataclass
class _Making:
    """A ledger that grows; its records are numbered from 1 on, each kind for itself."""

    draw: st.DrawFn
    ledger: Ledger = field(default_factory=Ledger)

    def keep(self, name: str, record: LedgerRecord) -> None:
        kept = getattr(self.ledger, name)
        self.ledger = replace(self.ledger, **{name: (*kept, replace(record, id=len(kept) + 1))})

    def lines(self) -> list[LinePosition]:
        """Those of claims in force."""
        claims = [each for each in self.ledger.claims if self.ledger.is_live(each.number)]
        return [line for each in claims for line in position(self.ledger, each).lines]

    def part(self, whole: int) -> int:
        """From nothing to the whole, which may be below zero; often one of both."""
        return self.draw(st.sampled_from([0, whole]) | st.integers(min(0, whole), max(0, whole)))

    def claim(self, number: str, quarter: Quarter) -> None:
        revises = number.partition("-R")[0] if "-R" in number else ""
        for line in range(1, self.draw(st.integers(0, 4)) + 1):
            officer_id, component = self.draw(st.sampled_from(["0001", "0002"])), self.draw(st.sampled_from(Component))
            self.keep("amounts", self._amount(number, line, officer_id, component, quarter))
        if not revises:
            self._claims_again(number)
        claimed = sum(each.amount for each in self.ledger.of_claim(number))
        made = CertifiedClaim(
            number, quarter, "published", START, "Dana", "Pat", claimed, 0, "", 0, "", revises=revises
        )
        self.keep("claims", made)
        if number == VOID:
            self.keep("steps", ClaimStep(number, StepKind.VOID, self.draw(days)))
        elif self.draw(st.booleans()):
            self.keep("steps", ClaimStep(number, StepKind.SUBMITTED, self.draw(days)))

    def _amount(self, number: str, line: int, officer_id: str, component: Component, quarter: Quarter) -> ClaimAmount:
        if quarter != Q1 and self.draw(st.booleans()):
            return ClaimAmount(
                number, line, officer_id, component, Q1, Nature.ADJUSTMENT, self.draw(cents), "FY26Q1-001-R1"
            )
        return ClaimAmount(number, line, officer_id, component, quarter, Nature.OWN, self.draw(cents))

    def _claims_again(self, number: str) -> None:
        for place, each in enumerate(self.lines(), len(self.ledger.of_claim(number)) + 1):
            of, again = each.amount, self.part(self.ledger.asks(each.amount))
            if again:
                nature = Nature.RESUBMISSION
                made = ClaimAmount(
                    number, place, of.officer_id, of.component, of.quarter, nature, again, of.number, of.line
                )
                self.keep("amounts", made)

    def decide(self) -> None:
        for each in self.lines():
            denied = self.part(each.pending) if each.pending > 0 else 0
            approved = self.part(each.pending - denied)
            if approved or denied:
                reason = "No time record" if denied else ""
                of = each.amount
                self.keep("decisions", Decision(of.number, of.line, self.draw(days), approved, denied, reason))

    def ask(self) -> None:
        for each in self.lines():
            of = each.amount
            if lost := self.part(each.waiting) * self.draw(st.integers(0, 1)):
                self.keep("write_offs", WriteOff(of.number, of.line, lost, self.draw(days)))
            more = self.ledger.waiting((of.number, of.line)) - self.ledger.asks(of)
            if more > 0 and self.draw(st.booleans()):
                self.keep("resubmissions", Resubmission(of.number, of.line, more, self.draw(days)))

    def receive(self) -> None:
        deposit = Deposit(self.draw(days), self.draw(cents))
        order = {each.number: place for place, each in enumerate(self.ledger.claims)}
        lines = [
            OpenLine(ClaimRef(NUMBERS[of.number], order[of.number], of.number), of.line, each.approved, each.paid)
            for each in self.lines()
            for of in [each.amount]
        ]
        self.keep("deposits", deposit)
        number = len(self.ledger.deposits)
        for share in apply_deposit(deposit.amount, lines).shares:
            self.keep("payments", Payment(number, share.claim.number, share.line, share.amount))

    def award(self) -> None:
        quarter, on = self.draw(st.sampled_from([Q1, Q2])), self.draw(days)
        if any((each.quarter, each.decided_on) == (quarter, on) for each in self.ledger.award_decisions):
            return
        before = self.ledger.paid((str(quarter), 0))
        self.keep("award_decisions", AwardDecision(quarter, on, self.draw(st.integers(before, 4500_00))))
        decided = self.ledger.awarded(quarter)
        paid = self.part(decided.amount - before) if decided else 0
        if paid > 0:
            self.keep("deposits", Deposit(self.draw(days), paid))
            self.keep("payments", Payment(len(self.ledger.deposits), str(quarter), 0, paid))


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Up to five claims; after each of those in force something is decided, asked for, received and awarded."""
    making = _Making(draw)
    for number, quarter in list(NUMBERS.items())[: draw(st.integers(0, len(NUMBERS)))]:
        making.claim(number, quarter)
        if number in {"FY26Q1-001", VOID}:
            continue
        for happens in (making.decide, making.ask, making.receive, making.award):
            for _ in range(draw(st.integers(0, 2))):
                happens()
    return making.ledger
