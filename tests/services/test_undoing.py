"""Taking back, doing again, putting back out of order, and the bin."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from muster.domain.ledger.records import Deposit
from muster.domain.records import Authorization, Interruption, InterruptionKind, Model, Officer, OvertimeEntry, Pay
from muster.services.bundle import Services
from muster.services.history_words import step_words
from muster.services.past import Step, Way
from muster.services.ports import BookError, Cancelled, MusterError
from tests.composition import BookProgram
from tests.oracle.cells import Rows
from tests.oracle.folder import row
from tests.services.office import Office
from tests.services.random_records import agency
from tests.services.test_undo_histories import state

LIND, ASH = Officer("0417", "Lind", "Avery"), Officer("0418", "Ash")
PAY = Pay("0417", date(2025, 10, 1), 61_000_00)


def officer(services: Services, officer_id: str = "0417") -> Officer:
    with services.book.read() as records:
        (found,) = records.of_officer(Officer, officer_id)
    return found


def pay(services: Services) -> Pay:
    with services.book.read() as records:
        (found,) = records.all(Pay)
    return found


def next_words(services: Services) -> tuple[str, str]:
    following = services.undoing.next()
    undo, redo = following.undo, following.redo
    return step_words(undo) if undo else "", step_words(redo) if redo else ""


@pytest.fixture
def lind(empty: Services) -> Services:
    """A book with an officer, with pay."""
    empty.records.save(LIND)
    empty.records.save(PAY)
    return empty


def refused(services: Services, act: Callable[[], object]) -> str:
    """The sentence with which it is refused; nothing is changed."""
    before, steps = state(services), services.history.steps()
    with pytest.raises(MusterError) as error:
        act()
    assert (state(services), services.history.steps()) == (before, steps)
    assert str(error.value).endswith(".")
    return str(error.value)


# -- in order


def test_there_is_nothing_to_undo_in_a_new_book(empty: Services) -> None:
    assert next_words(empty) == ("", "")
    assert refused(empty, empty.undoing.undo) == "There is nothing to undo."
    assert refused(empty, empty.undoing.redo) == "There is nothing to redo."


def test_a_change_is_undone_and_redone_in_words(lind: Services) -> None:
    before = pay(lind)
    lind.records.save(replace(before, annual_salary=63_000_00), before)
    assert next_words(lind) == ("edit pay 0417", "")
    changed = lind.undoing.undo()
    assert changed.kinds == {Pay}
    assert (pay(lind), pay(lind).id) == (before, before.id)
    assert next_words(lind) == ("add pay 0417", "edit pay 0417")
    lind.undoing.redo()
    assert pay(lind).annual_salary == 63_000_00
    assert [each.action for each in lind.history.steps(most=2)] == ["Redo: Edit pay 0417", "Undo: Edit pay 0417"]
    assert [each.way for each in lind.history.steps(most=2)] == [Way.REDONE, Way.UNDONE]


def test_what_can_be_undone_and_redone_outlasts_a_restart(lind: Services, program: BookProgram) -> None:
    lind.undoing.undo()
    lind.book.close()
    again = program.open(lind.book.path)
    assert next_words(again) == ("add officer 0417", "add pay 0417")
    again.undoing.redo()
    assert pay(again) == PAY


def test_something_new_ends_what_could_be_redone(lind: Services) -> None:
    lind.undoing.undo()
    lind.records.save(ASH)
    assert next_words(lind) == ("add officer 0418", "")
    lind.undoing.undo()
    assert next_words(lind) == ("add officer 0417", "add officer 0418")


def test_an_import_is_one_step_and_can_be_imported_again(imported: Callable[[Rows], Services], tmp_path: Path) -> None:
    rows = [row("overtime", "0417", f"2026-01-{day:02}", "2.00", "100.00") for day in range(1, 29)]
    services = imported({"officers": [row("officers", "0417", "Lind")], "overtime": rows})
    assert next_words(services) == ("import of records folder records, 29 entries", "")
    full = state(services)
    services.undoing.undo()
    assert not any(state(services).values())
    assert services.imports.run([tmp_path / "records"]).new == 29
    services.undoing.undo()
    assert next_words(services) == ("", "import of records folder records, 29 entries")
    assert services.imports.run([tmp_path / "records"], dry_run=True).skipped == 0
    services.undoing.redo()
    assert [[each for _, each in records] for records in state(services).values()] == [
        [each for _, each in records] for records in full.values()
    ]


def test_what_another_window_changed_is_not_undone_unseen(lind: Services, program: BookProgram) -> None:
    seen = lind.undoing.next().undo
    other = program.open(lind.book.path)
    other.records.save(ASH)
    assert "changed meanwhile in another window" in refused(lind, lambda: lind.undoing.undo(seen))


def test_cancelled_nothing_is_changed(lind: Services) -> None:
    before = state(lind)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        lind.undoing.undo(progress=stop)
    assert state(lind) == before
    assert next_words(lind) == ("add pay 0417", "")


def test_what_was_certified_stays_and_undo_stops_there(office: Callable[[Rows], Office]) -> None:
    at = office(agency(strict=False))
    number = at.certify("FY2026Q1", "2026-02-04").number
    assert refused(at.services, at.services.undoing.undo) == (
        f"“Certify the claim of FY2026Q1” is not undone: what was certified stays. Declare {number} void on the Ledger "
        "page instead; steps before it are put back one by one on the History page."
    )
    at.submit(number, "2026-02-05")
    at.services.undoing.undo()
    assert at.ledger.steps == ()


def test_an_old_passphrase_does_not_come_back(empty: Services, quick_passphrases: None) -> None:
    empty.signers.add("Dana Reyes", "Clerk", "battery staple")
    empty.signers.change_passphrase("Dana Reyes", "battery staple", "correct horse")
    assert "an old passphrase does not come back. Change it again" in refused(empty, empty.undoing.undo)


# -- out of order


def test_a_step_is_put_back_whatever_came_after_it(lind: Services) -> None:
    before = pay(lind)
    lind.records.save(replace(before, annual_salary=63_000_00), before)
    raised = lind.history.steps(most=1)[0]
    lind.records.save(ASH)
    lind.undoing.put_back(raised.number)
    assert pay(lind) == before
    assert next_words(lind) == ("put back: Edit pay 0417", "")
    lind.undoing.undo()
    assert pay(lind).annual_salary == 63_000_00


def test_the_last_step_is_simply_undone(lind: Services) -> None:
    lind.undoing.put_back(lind.history.steps(most=1)[0].number)
    assert next_words(lind) == ("add officer 0417", "add pay 0417")


def test_a_step_whose_record_was_changed_since_is_not_put_back(lind: Services, program: BookProgram) -> None:
    before = pay(lind)
    lind.records.save(replace(before, annual_salary=63_000_00), before)
    raised = lind.history.steps(most=1)[0]
    program.author.name = "Pat Doe"
    lind.records.save(replace(before, annual_salary=64_000_00))
    said = refused(lind, lambda: lind.undoing.put_back(raised.number))
    assert said == (
        "Pay record of 1 Oct 2025, officer 0417, was changed since (Edit pay 0417, Pat Doe, 20 Nov 2026), so "
        "“Edit pay 0417” was not put back."
    )
    lind.records.remove([pay(lind)])
    assert "was removed since (Remove pay 0417" in refused(lind, lambda: lind.undoing.put_back(raised.number))


def test_a_step_that_others_rest_on_is_not_put_back(lind: Services) -> None:
    added = lind.history.steps()[-1]
    assert "names an officer who is not in the book" in refused(lind, lambda: lind.undoing.put_back(added.number))


def test_there_is_no_such_step(lind: Services) -> None:
    assert refused(lind, lambda: lind.undoing.put_back(77)).startswith("There is no step 77")


def test_an_officer_on_a_certified_claim_stays(office: Callable[[Rows], Office]) -> None:
    rows = agency(strict=False)
    at = office({**rows, "officers": rows["officers"][:1], "authorizations": [], "pay": [], "overtime": []})
    at.add(Officer("0002", "Ortega"))
    added = at.services.history.steps(most=1)[0]
    mine = (
        Authorization("0002", Model.TFM, date(2025, 9, 1), date(2025, 9, 15)),
        Pay("0002", date(2025, 1, 1), 36_500_00),
    )
    at.add(*mine)
    number = at.certify("FY2026Q1", "2026-02-04").number
    at.remove(*at.of(Pay, "0002"), *at.of(Authorization, "0002"))
    said = refused(at.services, lambda: at.services.undoing.put_back(added.number))
    assert said == f"Officer 0002 is on the certified claim {number}; the officer stays under that ID."


def test_hours_that_were_taken_back_stay_where_a_day_would_have_too_many(lind: Services) -> None:
    day = date(2026, 1, 5)
    for hours, document in ((20, "A"), (-8, "B"), (10, "C")):
        lind.records.save(OvertimeEntry("0417", day, Decimal(hours), document=document))
    less = lind.history.steps()[1]
    said = refused(lind, lambda: lind.undoing.put_back(less.number))
    assert said == "Officer 0417's overtime on 2026-01-05 comes to 30 hours, more than a day has; check that day."


def test_what_only_the_rules_refuse_is_refused(empty: Services) -> None:
    """Two equal interruptions are no conflict to the database, but to the rules."""
    empty.records.save(LIND)
    away = Interruption("0417", date(2026, 1, 5), date(2026, 1, 9), InterruptionKind.SUSPENDED)
    empty.records.save(away)
    with empty.book.read() as records:
        kept = records.all(Interruption)
    empty.records.remove(kept)
    removed = empty.history.steps(most=1)[0]
    empty.records.save(away)
    assert "has this interruption from 2026-01-05 already" in refused(
        empty, lambda: empty.undoing.put_back(removed.number)
    )


# -- the bin


def test_an_officer_comes_back_with_all_that_went_along(lind: Services) -> None:
    lind.records.save(OvertimeEntry("0417", date(2026, 1, 5), None, 100_00))
    before = state(lind)
    lind.records.remove([officer(lind)])
    removed = lind.history.removed()
    assert [type(each.record) for each in removed] == [Officer, Pay, OvertimeEntry]
    lind.undoing.bring_back([removed[0].entry])
    assert state(lind) == before
    assert lind.history.removed() == []
    assert next_words(lind)[0] == "bring back officer 0417, 3 entries"


def test_of_an_officer_who_is_gone_nothing_comes_back_alone(lind: Services) -> None:
    lind.records.remove([officer(lind)])
    gone = next(each.entry for each in lind.history.removed() if isinstance(each.record, Pay))
    said = refused(lind, lambda: lind.undoing.bring_back([gone]))
    assert said == "Officer 0417 is not in the book; bring the officer back first, or as well."


def test_what_is_there_again_is_refused(lind: Services) -> None:
    lind.records.remove([pay(lind)])
    gone = lind.history.removed()[0].entry
    lind.records.save(PAY)
    assert "has pay from that day already" in refused(lind, lambda: lind.undoing.bring_back([gone]))
    lind.undoing.undo()
    lind.undoing.bring_back([gone])
    assert "is there (" in refused(lind, lambda: lind.undoing.bring_back([gone]))
    assert refused(lind, lambda: lind.undoing.bring_back([])) == "Nothing is chosen; choose what to bring back."


def test_the_bin_has_what_was_undone_too_and_is_searched(lind: Services) -> None:
    lind.records.save(Officer("0500", "Moe 100%"))
    lind.undoing.undo()
    assert [each.record for each in lind.history.removed(["moe", "100%"])] == [Officer("0500", "Moe 100%")]
    assert lind.history.removed(["lind"]) == []


def test_a_deposit_comes_back_with_what_it_paid(office: Callable[[Rows], Office]) -> None:
    at = office(agency(strict=False))
    number = at.certify("FY2026Q1", "2026-02-04").number
    at.submit(number, "2026-02-05")
    at.approve(number, "2026-02-06")
    at.receive("900.00", "2026-02-07")
    before = state(at.services)
    at.services.ledger.take_back(list(at.ledger.deposits))
    (removed,) = at.services.history.removed()
    assert isinstance(removed.record, Deposit)
    at.services.undoing.bring_back([removed.entry])
    assert state(at.services) == before
    assert at.ledger.payments[0].deposit == removed.record.id


def test_a_decision_does_not_come_back_where_more_would_be_decided_than_was_claimed(
    office: Callable[[Rows], Office],
) -> None:
    at = office(agency(strict=False))
    number = at.certify("FY2026Q1", "2026-02-04").number
    at.submit(number, "2026-02-05")
    at.approve(number, "2026-02-06")
    at.services.ledger.take_back(list(at.ledger.decisions))
    at.approve(number, "2026-02-07")
    gone = at.services.history.removed()[-1].entry
    assert "would be decided on than it claims" in refused(at.services, lambda: at.services.undoing.bring_back([gone]))


def test_a_claim_is_not_submitted_twice_by_what_comes_back(office: Callable[[Rows], Office]) -> None:
    at = office(agency(strict=False))
    number = at.certify("FY2026Q1", "2026-02-04").number
    at.submit(number, "2026-02-05")
    at.services.ledger.take_back(list(at.ledger.steps))
    gone = at.services.history.removed()[0].entry
    at.submit(number, "2026-02-06")
    assert refused(at.services, lambda: at.services.undoing.bring_back([gone])) == f"{number} is submitted already."


# -- as it once was


def test_the_book_as_it_was_known(lind: Services, program: BookProgram) -> None:
    """Read only, each record under its number, with the claims that were certified by then."""
    first, second = program.clock.moment, program.clock.moment + timedelta(days=3)
    before = state(lind)
    program.clock.moment = second
    lind.records.remove([pay(lind)])
    then = program.as_known(lind.book.path, lind.history.at_the_end_of(first.date()))
    assert state(then) == before
    assert then.as_known == "As known on 20 Nov 2026"
    assert then.clock.now().date() == first.date()
    assert then.book.check() == []
    with pytest.raises(BookError, match="as it once was, to be read only"):
        then.records.save(ASH)
    with pytest.raises(BookError, match="as it once was, to be read only"):
        then.undoing.undo()
    path = then.book.path
    then.book.close()
    assert not path.parent.exists()
    assert state(lind) != before


def test_a_certified_claim_is_there_as_it_was_certified(office: Callable[[Rows], Office]) -> None:
    at = office(agency(strict=False))
    number = at.certify("FY2026Q1", "2026-02-04").number
    content = at.services.ledger.frozen(number).content
    at.is_on("2026-03-04")
    at.certify("FY2026Q1", "2026-04-04")
    then = at.program.as_known(at.services.book.path, at.services.history.at_the_end_of(date(2026, 3, 1)))
    assert [each.claim.number for each in then.ledger.positions()] == [number]
    assert then.ledger.frozen(number).content == content
    assert (then.book.check(), then.proof.verify()) == ([], [])
    then.book.close()


def test_days_without_a_book(lind: Services) -> None:
    assert "is still to come" in refused(lind, lambda: lind.history.at_the_end_of(date(2026, 11, 21)))
    assert refused(lind, lambda: lind.history.at_the_end_of(date(2026, 11, 19))) == (
        "The book had no records yet on 19 Nov 2026; its first change was on 20 Nov 2026."
    )


@pytest.mark.parametrize(
    ("action", "entries", "told"),
    [
        ("Import of a.csv, 1,204 entries", 1204, "import of a.csv, 1,204 entries"),
        ("Import of a.csv, 3 entries and 1 new officer", 4, "import of a.csv, 3 entries and 1 new officer"),
        ("Remove officer 0417", 12, "remove officer 0417, 12 entries"),
        ("Change pay row", 1, "change pay row"),
    ],
)
def test_a_step_says_once_how_many_entries_it_has(action: str, entries: int, told: str) -> None:
    assert step_words(Step(1, 1, entries, Way.DONE, 0, datetime(2026, 1, 1, tzinfo=UTC), "Dana", action)) == told
