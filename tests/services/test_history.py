"""The history in words, searched and read part by part."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from muster.domain.records import Officer, OvertimeEntry, Pay
from muster.services.bundle import Services
from muster.services.history import day_bounds
from muster.services.past import Step, StepQuery
from muster.services.ports import MusterError
from tests.composition import BookProgram

LIND = Officer("0417", "Lind", "Avery")
NEXT_DAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAY = Pay("0417", date(2025, 10, 1), 61_000_00, document="HR letter 114")


@pytest.fixture
def busy(empty: Services, program: BookProgram) -> Services:
    """Three days' work of two people."""
    empty.records.save(LIND)
    empty.records.save(PAY)
    program.clock.moment += timedelta(days=1)
    program.author.name = "Pat Doe"
    with empty.book.read() as records:
        (kept,) = records.all(Pay)
    empty.records.save(replace(kept, annual_salary=63_000_00, paid_on=date(2025, 11, 3)), kept)
    program.clock.moment += timedelta(days=1)
    empty.records.remove([replace(kept, annual_salary=63_000_00, paid_on=date(2025, 11, 3))])
    empty.records.save_all([OvertimeEntry("0417", date(2026, 1, day), None, 100_00) for day in range(1, 4)])
    return empty


def actions(steps: Sequence[Step]) -> list[str]:
    return [each.action for each in steps]


def test_a_record_says_who_changed_what_when_from_what_to_what(busy: Services) -> None:
    events = busy.history.of_record(replace(PAY, id=1))
    assert [(each.entry.name, each.entry.at.day, each.verb, each.what) for each in events] == [
        ("Pat Doe", 22, "removed", events[0].what),
        ("Pat Doe", 21, "changed", "Annual salary 61,000.00 to 63,000.00; Paid empty to 3 Nov 2025"),
        (
            "Clerk",
            20,
            "added",
            "Officer ID 0417; Effective 1 Oct 2025; Annual salary 61,000.00; Document HR letter 114",
        ),
    ]
    assert events[0].what.endswith("Annual salary 63,000.00; Paid 3 Nov 2025; Document HR letter 114")


def test_a_passphrase_is_never_told(empty: Services, quick_passphrases: None) -> None:
    empty.signers.add("Dana Reyes", "Clerk", "battery staple")
    empty.signers.change_passphrase("Dana Reyes", "battery staple", "correct horse")
    changed, added = empty.history.of_number("signers", 1)
    assert changed.what == "Passphrase the old one to a new one"
    assert added.what == "Name Dana Reyes; Title Clerk"


def test_the_steps_are_told_newest_first_part_by_part(busy: Services) -> None:
    first = busy.history.steps(most=2)
    assert actions(first) == ["Add 3 records (overtime entry)", "Remove pay 0417"]
    assert actions(busy.history.steps(below=first[-1].number)) == ["Edit pay 0417", "Add pay 0417", "Add officer 0417"]
    events = busy.history.events(first[0], most=2)
    assert [each.record for each in events] == [OvertimeEntry("0417", date(2026, 1, d), None, 100_00) for d in (1, 2)]
    (third,) = busy.history.events(first[0], words=["2026-01-03", "%"])
    assert third.record == OvertimeEntry("0417", date(2026, 1, 3), None, 100_00)
    rest = busy.history.events(first[0], after=events[-1].entry.sequence)
    assert [each.record for each in rest] == [OvertimeEntry("0417", date(2026, 1, 3), None, 100_00)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (StepQuery(words=("letter", "63000.00")), ["Remove pay 0417", "Edit pay 0417"]),
        (StepQuery(words=("OVERTIME",)), ["Add 3 records (overtime entry)"]),
        (StepQuery(words=("2026-01-02",)), ["Add 3 records (overtime entry)"]),
        (StepQuery(words=("%",)), []),
        (StepQuery(name="Clerk"), ["Add pay 0417", "Add officer 0417"]),
        (StepQuery(entity="pay"), ["Remove pay 0417", "Edit pay 0417", "Add pay 0417"]),
        (StepQuery(entity="officers", name="Pat Doe"), []),
        (StepQuery(since=NEXT_DAY, until=NEXT_DAY + timedelta(hours=12)), ["Edit pay 0417"]),
        (StepQuery(since=NEXT_DAY + timedelta(seconds=1), words=("remove",)), ["Remove pay 0417"]),
    ],
)  # fmt: skip
def test_the_history_is_searched(busy: Services, query: StepQuery, found: list[str]) -> None:
    assert actions(busy.history.steps(query)) == found


def test_who_and_when(busy: Services) -> None:
    assert busy.history.names() == ["Clerk", "Pat Doe"]
    day = busy.clock.now().astimezone().date()
    assert actions(busy.history.steps_of(day)) == ["Add 3 records (overtime entry)", "Remove pay 0417"]
    start, until = day_bounds(day)
    assert start <= busy.clock.now() < until


def test_a_step_and_what_it_did(busy: Services) -> None:
    step, did = busy.history.step(5)
    assert (step.action, len(did)) == ("Add 3 records (overtime entry)", 3)
    with pytest.raises(MusterError, match="There is no step 6 in the book's history"):
        busy.history.step(6)


def test_what_the_book_never_had(busy: Services) -> None:
    with pytest.raises(MusterError, match="There are no records “pays”; give one of agency, "):
        busy.history.of_number("pays", 1)
    with pytest.raises(MusterError, match="The book never had a record 9 in pay"):
        busy.history.of_number("pay", 9)
