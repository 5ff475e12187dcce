"""Random runs of operations, each taken back, end in the state that they began with, across restarts; redone, in the
state that they had; and the book as it was known after any step is what it was then.

A few short runs, the same each time; ``MUSTER_HYPOTHESIS=search`` tells many long ones, new each time.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from muster.domain.documents import Attachment
from muster.domain.fiscal import Quarter
from muster.domain.importing.file_mapping import DateOrder
from muster.domain.ledger.records import Deposit, LedgerRecord, StepKind
from muster.domain.pay_scale import PayScale, raised
from muster.domain.records import ALL_KINDS, AnyRecord, Officer, OvertimeEntry, Pay, Record
from muster.services.bundle import Services
from muster.services.importing.people import Decisions, FoundPerson, decide
from muster.services.ledger import Decided, Taken
from muster.services.past import Step
from muster.services.ports import MusterError
from tests.oracle.folder import row, write_folder
from tests.services.office import Office
from tests.services.random_records import RECORDS, agency, new_records, officers, picks

SEARCHING = settings.get_current_profile_name() == "search"
RUNS = (
    settings(max_examples=300, stateful_step_count=60)
    if SEARCHING
    else settings(max_examples=12, stateful_step_count=25)
)
State = dict[str, list[tuple[int, AnyRecord]]]


def state(services: Services) -> State:
    """Every record with its number."""
    with services.book.read() as records:
        return {kind.kind: sorted((each.id, each) for each in _of(records, kind)) for kind in ALL_KINDS}


def _of(records: Any, kind: type[Any]) -> list[Any]:  # noqa: ANN401 - records of that kind
    found: list[Any] = records.all(kind)
    return found


class Run(RuleBasedStateMachine):
    """One agency's book, and every state that it had since there was something to take back."""

    folder: Path
    """Where the books are."""

    def __init__(self) -> None:
        super().__init__()
        self.states: list[State] = []
        self.at = 0
        self.known: dict[int, State] = {}
        self.files = 0

    @initialize(certified=st.booleans())
    def begins(self, certified: bool) -> None:
        """With an agency, and now and then with a certified claim, which stays."""
        self.office = Office(Path(mkdtemp(dir=self.folder)), agency(strict=False))
        self.day = date(2026, 2, 4)
        self.numbers: list[str] = []
        if certified:
            self.numbers.append(self.office.certify("FY2026Q1", str(self.day)).number)
        else:
            self.services.signers.change_passphrase("Dana Reyes", "battery staple", "staple battery")
        self.states = [state(self.services)]

    def teardown(self) -> None:
        if not hasattr(self, "office"):
            return
        while self.at:
            self.undo()
        assert state(self.services) == self.states[0]
        self._undo_stops()
        while self.at < len(self.states) - 1:
            self.redo()
        assert self.services.undoing.next().redo is None
        self.services.book.close()

    @property
    def services(self) -> Services:
        return self.office.services

    # -- what is done

    @rule(record=new_records())
    def add(self, record: Record) -> None:
        if not isinstance(record, Officer):
            self._do(lambda: self.office.add(record))

    @rule(kind=st.sampled_from(RECORDS), pick=picks, into=new_records())
    def change(self, kind: type[Record], pick: int, into: Record) -> None:
        found = self._pick(kind, pick)
        if found and isinstance(into, kind):
            self._do(lambda: self.office.change(found, replace(into, id=found.id)))

    @rule(kind=st.sampled_from(RECORDS), pick=picks)
    def remove(self, kind: type[Record], pick: int) -> None:
        found = self._pick(kind, pick)
        if found:
            self._do(lambda: self.office.remove(found))

    @rule(kind=st.sampled_from(RECORDS), pick=picks, letter=st.sampled_from("AB"))
    def attach(self, kind: type[Record], pick: int, letter: str) -> None:
        found = self._pick(kind, pick)
        if found:
            path = self.office.program.folder / f"letter {letter}.txt"
            path.write_text(f"The letter {letter}")
            self._do(lambda: self.services.documents.attach([path], [found]))

    @rule(pick=picks)
    def detach(self, pick: int) -> None:
        with self.services.book.read() as records:
            found = records.all(Attachment)
        if found:
            self._do(lambda: self.services.documents.detach([found[pick % len(found)]]))

    @rule(kind=st.sampled_from((Pay, OvertimeEntry)))
    def remove_all(self, kind: type[Record]) -> None:
        with self.services.book.read() as records:
            found = records.all(kind)
        if found:
            self._do(lambda: self.office.remove(*found))

    @rule(pick=picks, officer_id=st.sampled_from(("0001", "0002", "0417")))
    def rename(self, pick: int, officer_id: str) -> None:
        found = self._pick(Officer, pick)
        if found:
            self._do(lambda: self.services.records.rename_officer(found, officer_id))

    @rule(officer_id=officers, start=st.dates(date(2026, 3, 1), date(2026, 5, 1)), days=st.integers(1, 12))
    def import_overtime(self, officer_id: str, start: date, days: int) -> None:
        """With an officer of their own, who may be there already."""
        self.files += 1
        folder = self.office.program.folder / f"import {self.files}"
        worked = [str(start + timedelta(days=each)) for each in range(days)]
        rows = {
            "officers": [row("officers", officer_id, "Moe", "Kim")],
            "overtime": [row("overtime", officer_id, each, "2.00", "100.00", each) for each in worked],
        }
        with self.services.book.read() as records:
            there = bool(records.of_officer(Officer, officer_id))
        write_folder({"overtime": rows["overtime"]} if there else rows, folder)
        self._do(lambda: self.services.imports.run([folder]))

    @rule(
        officer_id=st.sampled_from(("0417", "0500", "")), days=st.integers(1, 4), name=st.sampled_from(("", "Payroll"))
    )
    def import_a_foreign_file(self, officer_id: str, days: int, name: str) -> None:
        """Whose officers are made on the way; how it was read may be remembered first."""
        self.files += 1
        path = self.office.program.folder / f"register {self.files}.csv"
        worked = (date(2026, 4, 1) + timedelta(days=(self.files + each) % 80) for each in range(days))
        rows = "".join(f'{officer_id},"Moe, Kim",{each:%m/%d/%Y},2.5,$100.00,{each:%m/%d/%Y}\n' for each in worked)
        path.write_text(f"Emp No,Name,Work Date,OT Hrs,OT Amount,Pay Date\n{rows}", encoding="utf-8")
        imports = self.services.file_imports
        file = imports.open(path)
        mapping = replace(imports.suggest(file, OvertimeEntry).mapping, date_order=DateOrder.MONTH_FIRST)
        if name:
            self._do(lambda: imports.remember(name, file, mapping))

        def decided(people: Sequence[FoundPerson]) -> Decisions:
            return decide(people, by_name=True, create=True)

        self._do(lambda: imports.run(imports.dry_run(file, mapping, decided, with_effects=False)))

    @rule(officer_id=officers, start=st.dates(date(2026, 5, 2), date(2026, 6, 20)), rows=st.integers(1, 3))
    def paste(self, officer_id: str, start: date, rows: int) -> None:
        pasting = self.services.pasting
        days = (start + timedelta(days=each) for each in range(rows))
        text = "\n".join(["Officer ID\tWorked\tHours\tAmount", *(f"{officer_id}\t{each}\t1.5\t60.00" for each in days)])
        self._do(lambda: pasting.keep(pasting.read(OvertimeEntry, text, (), {}, start)))

    @rule(percent=st.integers(1, 40), start=st.dates(date(2026, 1, 1), date(2026, 6, 1)))
    def raise_pay(self, percent: int, start: date) -> None:
        scale = PayScale(Fraction(percent, 10), start, False, None, None, "Scale")
        with self.services.book.read() as records:
            pays = {each: records.of_officer(Pay, each.officer_id) for each in records.all(Officer)}
        raises = [
            raised(officer, sorted(own, key=lambda each: each.effective_on), scale) for officer, own in pays.items()
        ]
        self._do(lambda: self.services.mass_edits.raise_pay(raises, scale))

    @rule(step=st.sampled_from(StepKind))
    def take(self, step: StepKind) -> None:
        for number in self.numbers:
            self._do(partial(self.office.take, number, step, str(self.day), "Note"))

    @rule(pick=picks, percent=st.sampled_from((0, 50, 100)))
    def decide(self, pick: int, percent: int) -> None:
        for number in self.numbers:
            lines = [each for each in self.office.position(number).lines if each.pending]
            if lines:
                line = lines[pick % len(lines)]
                denied = line.pending * percent // 100
                decided = Decided(line.amount.line, line.pending - denied, denied, "No time record")
                self._do(partial(self.services.ledger.decide, number, [decided], Taken(self.day)))

    @rule(again=st.booleans())
    def what_was_denied(self, again: bool) -> None:
        waiting = self.services.ledger.denied()[:1]
        if waiting and again:
            self._do(lambda: self.services.ledger.claim_again(waiting, Taken(self.day)))
        elif waiting:
            self._do(lambda: self.services.ledger.give_up(waiting, Taken(self.day, "Lost")))

    @rule(amount=st.integers(1, 9_000_00))
    def receive(self, amount: int) -> None:
        self._do(lambda: self.services.ledger.receive(Deposit(self.day, amount)))

    @rule(amount=st.integers(0, 3_000_00))
    def award(self, amount: int) -> None:
        self._do(lambda: self.services.ledger.award(Quarter(2026, 1), amount, Taken(self.day)))

    @rule(pick=picks)
    def take_back(self, pick: int) -> None:
        ledger = self.office.ledger
        found: list[LedgerRecord] = [*ledger.steps, *ledger.decisions, *ledger.resubmissions, *ledger.write_offs]
        found += ledger.deposits
        if found:
            self._do(lambda: self.services.ledger.take_back([found[pick % len(found)]]))

    @rule(pick=picks)
    def bring_back(self, pick: int) -> None:
        removed = self.services.history.removed()
        if removed:
            chosen = removed[pick % len(removed)].entry
            self._do(lambda: self.services.undoing.bring_back([chosen]))

    @rule(pick=picks)
    def put_back(self, pick: int) -> None:
        """A step out of order; in order it is undone."""
        steps = self.services.history.steps()
        chosen, following = steps[pick % len(steps)], self.services.undoing.next().undo
        if chosen != following:
            self._do(lambda: self.services.undoing.put_back(chosen.number))
        elif self.at:
            self.services.undoing.put_back(chosen.number)
            self.at -= 1

    # -- what is taken back

    @rule(times=st.integers(1, 6))
    def undo_some(self, times: int) -> None:
        for _ in range(min(times, self.at)):
            self.undo()

    @rule(times=st.integers(1, 6))
    def redo_some(self, times: int) -> None:
        for _ in range(min(times, len(self.states) - 1 - self.at)):
            self.redo()

    def undo(self) -> None:
        self.services.undoing.undo()
        self.at -= 1
        self.the_book_is_as_it_should_be()

    def redo(self) -> None:
        self.services.undoing.redo()
        self.at += 1
        self.the_book_is_as_it_should_be()

    @rule()
    def restart(self) -> None:
        path = self.services.book.path
        self.services.book.close()
        self.office.services = self.office.program.open(path)

    @rule(pick=picks)
    def look_back(self, pick: int) -> None:
        """Open the book as it was known after a step."""
        if not self.known:
            return
        number = sorted(self.known)[pick % len(self.known)]
        with self.services.book.read() as records:
            step = records.past.step(number)
        assert step is not None
        then = self.office.program.as_known(self.services.book.path, self.services.history.after(step))
        assert state(then) == self.known[number]
        assert then.book.check() == []
        folder = then.book.path.parent
        then.book.close()
        assert not folder.exists()

    # -- what holds

    @invariant()
    def the_book_is_as_it_should_be(self) -> None:
        if self.states:
            assert state(self.services) == self.states[self.at]
            assert self.services.book.check() == []
            newest = self._newest()
            self.known.setdefault(newest.number, self.states[self.at])

    # -- the parts

    def _newest(self) -> Step:
        return self.services.history.steps(most=1)[0]

    def _pick(self, kind: type[Any], pick: int) -> Any:  # noqa: ANN401 - a record of that kind
        with self.services.book.read() as records:
            found = records.all(kind)
        return found[pick % len(found)] if found else None

    def _do(self, act: Callable[[], object]) -> None:
        """What is refused changes nothing; what changes something ends what could be redone."""
        before = self._newest()
        with suppress(MusterError):
            act()
        if self._newest() == before:
            assert state(self.services) == self.states[self.at]
            return
        assert self._newest().number == before.number + 1
        del self.states[self.at + 1 :]
        self.states.append(state(self.services))
        self.at += 1

    def _undo_stops(self) -> None:
        """What was certified, and a passphrase that was changed, is not undone."""
        before = self._newest()
        stays = "what was certified stays" if self.numbers else "an old passphrase does not come back"
        with pytest.raises(MusterError, match=stays):
            self.services.undoing.undo()
        assert self._newest() == before


def test_runs(quick_passphrases: None, tmp_path: Path) -> None:
    class Here(Run):
        folder = tmp_path

    run_state_machine_as_test(Here, settings=RUNS)
