"""Random histories of one agency over FY2026 and into FY2027: whatever happens, the claims stay right (R12 to R23).

Records change between certifications; claims are revised, declared void, decided on, denied, claimed again, given up
and paid. After every step the book is sound and each claim says of itself whether it is still right; after every
certification all that live claims have is what the day-by-day oracle makes of the facts then known.

A few short histories, the same each time; ``MUSTER_HYPOTHESIS=search`` tells many long ones, new each time.
"""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from muster.domain.fiscal import Quarter
from muster.domain.ledger.positions import Status
from muster.domain.ledger.records import CertifiedClaim, Component, Deposit, LedgerRecord, StepKind
from muster.domain.readings import Preset
from muster.domain.records import Authorization, Officer, OvertimeEntry, Pay, Record
from muster.services.ledger import Decided, Taken
from muster.services.ports import MusterError
from tests.oracle.day_by_day import claim as day_by_day
from tests.services.frozen.checking import check_frozen
from tests.services.office import Office
from tests.services.random_records import RECORDS, agency, new_records, officers, paid, picks, salaries, shares
from tests.services.recomputing import OVERTIME, Books, Facts, as_claimed

SEARCHING = settings.get_current_profile_name() == "search"
HISTORIES = (
    settings(max_examples=300, stateful_step_count=50)
    if SEARCHING
    else settings(max_examples=6, stateful_step_count=25)
)
QUARTERS = [*(Quarter(2026, number) for number in (1, 2, 3, 4)), Quarter(2027, 1), Quarter(2027, 2)]


class History(RuleBasedStateMachine):
    """One agency's book, and what the test remembers of it."""

    folder: Path
    """Where the books are."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: list[str] = []
        self.contents: dict[str, str | None] = {}
        self.facts_at: dict[str, Facts] = {}

    @initialize(strict=st.booleans(), claims=st.integers(0, 4))
    def begins(self, strict: bool, claims: int) -> None:
        """With some quarters certified already."""
        self.preset = Preset.STRICT if strict else Preset.PUBLISHED
        self.office = Office(Path(mkdtemp(dir=self.folder)), agency(strict=strict))
        self.day = date(2026, 1, 4)
        self.services = self.office.services
        for quarter in QUARTERS[:claims]:
            self._certify(quarter, self.preset)

    def teardown(self) -> None:
        if hasattr(self, "services"):
            self.services.book.close()

    # -- what happens

    @rule(record=new_records())
    def add(self, record: Record) -> None:
        if isinstance(record, Officer):  # separated; the officer is there already, or comes back
            found = self.office.of(Officer, record.officer_id)
            if found:
                self._may_refuse(
                    lambda: self.office.change(found[0], replace(found[0], separated_on=record.separated_on))
                )
                return
        self._may_refuse(lambda: self.office.add(record))

    @rule(kind=st.sampled_from(RECORDS), pick=picks, into=new_records(), salary=salaries, paid_on=paid)
    def change(self, kind: type[Record], pick: int, into: Record, salary: int, paid_on: date | None) -> None:
        found = self._pick(kind, pick)
        if isinstance(found, Pay):
            self._may_refuse(lambda: self.office.change(found, replace(found, annual_salary=salary, paid_on=paid_on)))
        elif found and isinstance(into, kind) and not isinstance(into, Officer):
            self._may_refuse(lambda: self.office.change(found, replace(into, id=found.id)))

    @rule(kind=st.sampled_from((*RECORDS, Authorization)), pick=picks)
    def remove(self, kind: type[Record], pick: int) -> None:
        found = self._pick(kind, pick)
        if found and not (isinstance(found, Officer) and pick % 3):
            self._may_refuse(lambda: self.office.remove(found))

    @rule(pick=picks)
    def enter_anew(self, pick: int) -> None:
        """A pay record is taken out and entered again as it was."""
        found = self._pick(Pay, pick)
        if found is not None:
            self.office.remove(found)
            self.office.add(replace(found, id=0))

    @rule(other=st.integers(0, 9))
    def certify(self, other: int) -> None:
        """The first quarter without a claim, now and then under the other preset, or the one after it."""
        quarter = self._next
        if other == 8 and quarter is not None and quarter.next in QUARTERS and quarter.next not in self._live():
            quarter = quarter.next
        self._certify(quarter, Preset.PUBLISHED if other == 9 else self.preset)

    @rule(officer_id=officers, amount=st.integers(500_00, 7000_00), salary=salaries)
    def a_quarter_passes(self, officer_id: str, amount: int, salary: int) -> None:
        """With overtime and a raise from before it that is paid in it."""
        quarter = self._next
        if quarter is not None:
            worked, raised = quarter.start + timedelta(days=30), quarter.start - timedelta(days=20)
            paid_on = worked + timedelta(days=10)
            self._may_refuse(lambda: self.office.add(OvertimeEntry(officer_id, worked, Decimal(3), amount, paid_on)))
            self._may_refuse(lambda: self.office.add(Pay(officer_id, raised, salary, paid_on=paid_on)))
            self._certify(quarter, self.preset)

    @rule(share=shares, pick=picks)
    def overtime_is_denied_and_asked_for_again(self, share: Fraction, pick: int) -> None:
        """Of the newest claim, once it is submitted."""
        if not self._live():
            return
        number = list(self._live().values())[-1].number
        if self.office.position(number).status is Status.CERTIFIED:
            self.office.submit(number, str(self.day))
        overtime = [
            each
            for each in self.office.position(number).lines
            if each.pending > 0 and each.amount.component is Component.OVERTIME
        ]
        if overtime:
            chosen = overtime[pick % len(overtime)]
            denied = int(chosen.pending * share)
            decided = Decided(chosen.amount.line, chosen.pending - denied, denied, "No time record")
            self.services.ledger.decide(number, [decided], self._taken)
            if denied:
                self._may_refuse(
                    lambda: self.services.ledger.claim_again(self.services.ledger.denied()[-1:], self._taken)
                )

    @rule(pick=picks)
    def revise(self, pick: int) -> None:
        live = list(self._live())
        if live:
            self._certify(live[pick % len(live)], self.preset)

    @rule(pick=picks)
    def void(self, pick: int) -> None:
        live = list(self._live().values())
        if live:
            number = live[pick % len(live)].number
            self._may_refuse(lambda: self.office.take(number, StepKind.VOID, str(self.day), "x"))

    @rule(pick=picks, line=picks, share=shares)
    def decide(self, pick: int, line: int, share: Fraction) -> None:
        """On one line, or on all that is pending."""
        live = list(self._live().values())
        if not live:
            return
        number = live[pick % len(live)].number
        if self.office.position(number).status is Status.CERTIFIED:
            self.office.submit(number, str(self.day))
        pending = [each for each in self.office.position(number).lines if each.pending]
        if not pending:
            return
        if line % 4 == 0:
            self._may_refuse(lambda: self.office.approve(number, str(self.day)))
            return
        chosen = pending[line % len(pending)]
        denied = int(chosen.pending * share) if chosen.pending > 0 else 0
        decided = Decided(chosen.amount.line, chosen.pending - denied, denied, "No time record")
        self._may_refuse(lambda: self.services.ledger.decide(number, [decided], self._taken))

    @rule(pick=picks)
    def claim_again(self, pick: int) -> None:
        waiting = self.services.ledger.denied()
        chosen = waiting if pick % 2 else waiting[:1]
        self._may_refuse(lambda: self.services.ledger.claim_again(chosen, self._taken))

    @rule(pick=picks)
    def give_up(self, pick: int) -> None:
        waiting = self.services.ledger.denied()
        if waiting and pick % 3 == 0:
            self.services.ledger.give_up(waiting[:1], replace(self._taken, note="Lost"))

    @rule(amount=st.integers(1, 30_000_00) | st.integers(-3000_00, -1))
    def receive(self, amount: int) -> None:
        self.services.ledger.receive(Deposit(self.day, amount))

    @rule(pick=picks)
    def apply_rest(self, pick: int) -> None:
        deposits = self.office.ledger.deposits
        if deposits:
            self._may_refuse(lambda: self.services.ledger.apply_rest(deposits[pick % len(deposits)]))

    @rule(pick=picks)
    def take_back(self, pick: int) -> None:
        ledger = self.office.ledger
        records: list[LedgerRecord] = [
            *ledger.steps,
            *ledger.decisions,
            *ledger.resubmissions,
            *ledger.write_offs,
            *ledger.deposits,
        ]
        if records:
            self._may_refuse(lambda: self.services.ledger.take_back([records[pick % len(records)]]))

    @rule(weeks=st.integers(1, 12))
    def time_passes(self, weeks: int) -> None:
        self.day += timedelta(weeks=weeks)

    # -- what holds

    @invariant()
    @precondition(lambda self: hasattr(self, "services"))
    def the_book_is_sound(self) -> None:
        assert self.services.book.check() == []

    @invariant()
    @precondition(lambda self: bool(self.numbers))
    def what_is_certified_stays(self) -> None:
        with self.services.book.read() as records:
            assert [each.number for each in records.all(CertifiedClaim)] == self.numbers
            assert {number: records.claim_content(number) for number in self.numbers} == self.contents
        assert len(set(self.numbers)) == len(self.numbers)

    @invariant()
    @precondition(lambda self: bool(self.numbers))
    def the_money_adds_up(self) -> None:
        ledger, paid = self.office.ledger, Counter[int]()
        for payment in ledger.payments:
            paid[payment.deposit] += payment.amount
        for each in self.services.ledger.positions():
            assert (
                each.claimed == each.approved + each.denied + each.pending == sum(e.amount.amount for e in each.lines)
            )
            for line in each.lines:
                low, high = sorted((0, line.amount.amount))
                assert all(low <= part <= high for part in (line.approved, line.denied, line.pending))
                assert min(0, line.approved) <= line.paid <= max(0, line.approved)
                assert line.waiting >= 0
        for deposit in ledger.deposits:
            unapplied = deposit.amount - paid[deposit.id]
            assert min(0, deposit.amount) <= unapplied <= max(0, deposit.amount)

    @invariant()
    @precondition(lambda self: bool(self.numbers))
    def each_claim_says_whether_it_is_still_right(self) -> None:
        with self.services.book.read() as records:
            books, facts = Books(records), Facts.of(records)
        for claim in books.live.values():
            expected = {}
            for officer_id in sorted(facts.officers | books.officers):
                for component in Component:
                    recomputed = books.recomputed(facts, officer_id, component, claim)
                    stood = books.stood(officer_id, component, claim.quarter)
                    difference = recomputed - stood.still(recomputed) - stood.stands()
                    if difference:
                        expected[officer_id, component] = difference
            found = self.services.ledger.differences(claim.number)
            assert {(each.officer_id, each.component): each.amount for each in found} == expected

    # -- the parts

    @property
    def _next(self) -> Quarter | None:
        """The first quarter without a claim."""
        live = self._live()
        return next((each for each in QUARTERS if each not in live), None)

    @property
    def _taken(self) -> Taken:
        return Taken(self.day)

    def _live(self) -> dict[Quarter, CertifiedClaim]:
        return dict(self.office.ledger.live)

    def _pick(self, kind: type[Any], pick: int) -> Any:  # noqa: ANN401 - a record of that kind
        with self.services.book.read() as records:
            found = records.all(kind)
        return found[pick % len(found)] if found else None

    def _may_refuse(self, act: Any) -> bool:  # noqa: ANN401 - something to do
        """Whether it was done; what is refused changes nothing."""
        with self.services.book.read() as records:
            before = records.log(1)
        try:
            act()
        except MusterError:
            with self.services.book.read() as records:
                assert records.log(1) == before
            return False
        return True

    def _certify(self, quarter: Quarter | None, preset: Preset) -> None:
        if quarter is None:
            return
        self.day = max(self.day, quarter.until + timedelta(days=3))
        self.office.is_on(str(self.day))
        try:
            proposal = self.services.certifications.propose(quarter, preset)
        except MusterError:
            assert self.office.ledger.is_decided(self._live()[quarter].number)
            return
        claim = proposal.claim
        nothing = not (claim.lines or claim.adjustments or claim.resubmitted or claim.previous)
        if proposal.blocked or nothing:
            assert not self._may_refuse(lambda: self.office.sign(proposal))
            return
        certified = self.office.sign(proposal, official=None)
        assert certified.number not in self.numbers
        self.numbers.append(certified.number)
        frozen = self.services.ledger.frozen(certified.number)
        check_frozen(frozen, certified, claim)
        self.contents[certified.number] = frozen.content
        with self.services.book.read() as records:
            books, facts = Books(records), Facts.of(records)
        self.facts_at[certified.number] = facts
        self._is_right(books, facts, certified)
        if not books.after(quarter):
            self._is_within_the_cap(books, facts, certified)

    def _is_right(self, books: Books, facts: Facts, certified: CertifiedClaim) -> None:
        """R15, of the claim and of all that it has corrected: they have what they ought to, less what stays denied.

        What later claims claim again of the year's overtime comes after, and is theirs to correct (R19).
        """
        for claim in (*books.before(certified.quarter), certified):
            for officer_id in facts.officers | books.officers:
                for component in Component:
                    if component is OVERTIME and books.has_gap(claim.quarter, certified.quarter):
                        continue
                    recomputed = books.recomputed(facts, officer_id, component, claim)
                    if claim is not certified and component is not OVERTIME:
                        pay = self._as_claimed(books, facts, claim, certified, officer_id)
                        recomputed = min(recomputed, books.recomputed(facts, officer_id, component, claim, pay))
                    stood = books.stood(officer_id, component, claim.quarter)
                    same_year = claim.quarter.fiscal_year == certified.quarter.fiscal_year
                    later = certified.quarter.next if component is OVERTIME and same_year else None
                    assert stood.stands(later) == recomputed - stood.still(recomputed, later), (
                        claim.number,
                        officer_id,
                        component,
                    )
        if not books.any_denied and len({each.preset for each in books.live.values()}) == 1:
            self._is_the_oracles(books, facts, certified)

    def _as_claimed(
        self, books: Books, facts: Facts, claim: CertifiedClaim, certified: CertifiedClaim, officer_id: str
    ) -> list[Pay]:
        between = sorted(
            (each for each in books.after(claim.quarter) if each.log_sequence > claim.log_sequence),
            key=lambda each: each.log_sequence,
        )
        snapshots = [(self.facts_at[each.number], each.quarter) for each in (claim, *between) if each != certified]
        return as_claimed([*snapshots, (facts, certified.quarter)], officer_id)

    def _is_the_oracles(self, books: Books, facts: Facts, certified: CertifiedClaim) -> None:
        """Without denials, overtime and the claim's own quarter are the claim computed from scratch, day by day."""
        first = Quarter(certified.quarter.fiscal_year, 1)
        if first not in books.live or books.has_gap(first, certified.quarter):
            return
        run = [Quarter(first.fiscal_year, number) for number in range(1, certified.quarter.number + 1)]
        for quarter in run:
            lines = {
                each["officer_id"]: each for each in day_by_day(facts.rows, str(quarter), certified.preset)["lines"]
            }
            for officer_id in facts.officers | books.officers:
                line = lines.get(officer_id, {})
                parts = (OVERTIME,) if quarter != certified.quarter else tuple(Component)
                for component in parts:
                    expected = Fraction(line.get(str(component), "0.00")) * 100
                    assert books.stood(officer_id, component, quarter).stands() == expected

    def _is_within_the_cap(self, books: Books, facts: Facts, certified: CertifiedClaim) -> None:
        """What a year's live claims have of an officer's overtime passes neither the cap nor the work."""
        quarter, preset = certified.quarter, certified.preset
        year = [Quarter(quarter.fiscal_year, number) for number in range(1, quarter.number + 1)]
        if not all(each in books.live for each in year):
            return
        for officer_id in facts.officers | books.officers:
            stands = sum(books.stood(officer_id, OVERTIME, each).stands() for each in year)
            assert stands <= facts.cap(officer_id, quarter, preset)
            assert stands <= max(0, facts.worked(officer_id, quarter, preset))


def test_histories(quick_passphrases: None, tmp_path: Path) -> None:
    class Here(History):
        folder = tmp_path

    run_state_machine_as_test(Here, settings=HISTORIES)
