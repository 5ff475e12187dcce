"""The ledger as the window shows it, on the sample agency's certified claims."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.ledger.positions import Status
from muster.domain.ledger.records import ClaimAmount, Component, Nature, StepKind
from muster.services.bundle import Services
from muster.services.ledger import Taken
from muster.services.ledger_overview import Overview, certified_figure
from muster.services.ledger_steps import why_no_decision, why_no_step
from muster.services.ports import MusterError
from tests.certified import certified_book
from tests.composition import BookProgram

Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)


@pytest.fixture
def sample(program: BookProgram) -> Iterator[Services]:
    """The sample agency's book with its certified claims."""
    program.default_book.write_bytes(certified_book())
    services = program.open(program.default_book)
    yield services
    services.book.close()


@pytest.fixture
def overview(sample: Services) -> Overview:
    return sample.ledger.overview()


def told(overview: Overview, number: str) -> list[tuple[str, str]]:
    found = overview.position(number)
    assert found is not None
    return [(f"{each.on:%m-%d}", each.what) for each in overview.history(found)]


def test_every_state_is_there(overview: Overview, sample: Services) -> None:
    assert [(each.claim.number, each.status) for each in overview.positions] == [
        ("FY26Q1-001", Status.SUPERSEDED),
        ("FY26Q1-001-R1", Status.CLOSED),
        ("FY26Q2-001", Status.DECIDED),
        ("FY26Q3-001", Status.VOID),
        ("FY26Q3-002", Status.DECIDED),
        ("FY26Q4-001", Status.CERTIFIED),
    ]
    assert list(overview.positions) == sample.ledger.positions()
    assert [each.claim.number for each in overview.in_force] == [
        "FY26Q1-001-R1",
        "FY26Q2-001",
        "FY26Q3-002",
        "FY26Q4-001",
    ]
    assert overview.names["0417"] == "Lind, Avery"
    assert sample.book.check() == []


def test_a_claims_history_is_in_order(overview: Overview) -> None:
    assert told(overview, "FY26Q1-001-R1") == [
        ("01-30", "Certified: $450,280.11, in place of FY26Q1-001"),
        ("02-02", "Submitted"),
        ("03-16", "Decided: approved $450,280.11"),
        ("03-20", "Award decided: $12,000.00"),
        ("04-10", "Award paid: $12,000.00 of a deposit of $462,280.11"),
        ("04-10", "Paid: $450,280.11 of a deposit of $462,280.11"),
        ("04-13", "Closed"),
    ]
    assert told(overview, "FY26Q1-001")[-1] == ("01-30", "Revised: FY26Q1-001-R1 stands in its place")
    assert told(overview, "FY26Q3-001")[-1] == ("07-21", "Declared void")
    assert told(overview, "FY26Q2-001")[-4:] == [
        ("07-10", "To be claimed again: $100.00"),
        ("07-10", "Given up: $25.00"),
        ("07-24", "Claimed again on FY26Q3-002: $100.00"),
        ("10-26", "To be claimed again: $750.00"),
    ]


def test_an_event_says_who_with_which_document(overview: Overview) -> None:
    found = overview.position("FY26Q2-001")
    assert found is not None
    events = overview.history(found)
    assert events[0].by == "Pat Doe; prepared by Dana Reyes"
    assert not events[0].removable
    decision = next(each for each in events if each.what.startswith("Decided"))
    assert (decision.by, decision.document, len(decision.records)) == ("Clerk", "ICE letter 2026-058", 69)
    assert decision.removable
    assert "No approver on the register" in decision.note


def test_what_is_to_be_received(overview: Overview) -> None:
    assert [(str(each.kind), each.number, each.amount) for each in overview.dues] == [
        ("approved, not paid", "FY26Q2-001", 22031613),
        ("award, not paid", "FY26Q2-001", 1275000),
        ("approved, not paid", "FY26Q3-002", 32779834),
        ("pending", "FY26Q3-002", 13597530),
    ]
    assert overview.open_awards == {Q2: 1275000}
    assert overview.award(Q1).outstanding == 0
    assert (overview.award(Quarter(2026, 4)).decided, overview.award(Quarter(2026, 4)).awarded) == (None, 0)


def test_what_was_denied_and_waits(overview: Overview, sample: Services) -> None:
    assert [each.line for each in overview.denied] == sample.ledger.denied()
    asked, waits = overview.denied
    assert (asked.line.amount.officer_id, asked.asked, asked.requests[0].note) == (
        "0118",
        75000,
        "The register was signed",
    )
    assert (waits.line.amount.officer_id, waits.asked, waits.requests) == ("0188", 0, ())
    assert waits.decisions[0].reason == "Fringe rate not supported"


def test_where_each_deposit_went(overview: Overview) -> None:
    first, second = overview.deposits
    assert first.paid == {"FY2026Q1": 1200000, "FY26Q1-001-R1": 45028011}
    assert (second.paid, second.unapplied) == ({"FY26Q2-001": 25000000}, 0)


def test_the_open_lines_come_by_claim(overview: Overview) -> None:
    numbers = [each.amount.number for each in overview.open_lines()]
    assert list(dict.fromkeys(numbers)) == ["FY26Q2-001", "FY26Q3-002"]
    assert sum(each.outstanding for each in overview.open_lines()) == 22031613 + 32779834


def test_what_a_deposit_would_pay(overview: Overview, sample: Services) -> None:
    assert overview.after(sample.ledger.proposed(23000000)) == {"FY26Q2-001": 22031613, "FY26Q3-002": 968387}


def test_an_amount_leads_to_what_it_was_certified_with(overview: Overview, sample: Services) -> None:
    frozen = sample.ledger.frozen("FY26Q2-001")
    amounts = overview.ledger.of_claim("FY26Q2-001")
    for each in (each for each in amounts if each.component is not Component.OVERTIME):
        found = certified_figure(frozen, each)
        assert found is not None
        assert found.number == each.amount, each
    again = next(each for each in overview.ledger.amounts if each.nature is Nature.RESUBMISSION)
    assert certified_figure(sample.ledger.frozen(again.number), again) is None


def test_an_adjustment_leads_to_how_it_was_worked_out(overview: Overview, sample: Services) -> None:
    frozen = sample.ledger.frozen("FY26Q2-001")
    made = ClaimAmount("FY26Q2-001", 1, "0118", Component.SALARY, Q1, Nature.ADJUSTMENT, 1, "FY26Q1-001-R1")
    shown = certified_figure(frozen, made)
    assert shown is not None
    assert shown == frozen.explain("0118", "overtime")


@pytest.mark.parametrize(
    ("number", "step", "why"),
    [
        ("FY26Q4-001", StepKind.SUBMITTED, ""),
        ("FY26Q2-001", StepKind.SUBMITTED, "FY26Q2-001 is decided: only a certified claim"),
        ("FY26Q2-001", StepKind.CLOSED, "FY26Q2-001 is decided: a claim is closed once"),
        ("FY26Q1-001-R1", StepKind.REOPENED, ""),
        ("FY26Q1-001", StepKind.VOID, "FY26Q1-001 is superseded: "),
        ("FY26Q4-001", StepKind.VOID, ""),
    ],
)
def test_what_cannot_be_done_has_a_reason(overview: Overview, number: str, step: StepKind, why: str) -> None:
    found = overview.position(number)
    assert found is not None
    said = why_no_step(overview.ledger, found, step)
    assert said.startswith(why)
    assert bool(said) == bool(why)


def test_a_claim_that_another_corrects_stays(overview: Overview) -> None:
    found = overview.position("FY26Q2-001")
    assert found is not None
    submitted = type(found)(found.claim, Status.SUBMITTED, found.lines)
    assert why_no_step(overview.ledger, submitted, StepKind.VOID).startswith("FY26Q3-002 corrects FY26Q2-001")
    settled = tuple(replace(each, approved=each.amount.amount - each.denied, paid=0) for each in found.lines)
    paid = type(found)(found.claim, Status.PAID, tuple(replace(each, paid=each.approved) for each in settled))
    assert "873.45 denied of FY26Q2-001 waits" in why_no_step(overview.ledger, paid, StepKind.CLOSED)


def test_the_use_case_refuses_with_the_same_sentence(overview: Overview, sample: Services) -> None:
    found = overview.position("FY26Q4-001")
    assert found is not None
    with pytest.raises(MusterError) as refused:
        sample.ledger.decide("FY26Q4-001", [], Taken(date(2026, 11, 2)))
    assert str(refused.value) == why_no_decision(found)
    with pytest.raises(MusterError, match="only a closed claim can be opened again"):
        sample.ledger.take("FY26Q4-001", StepKind.REOPENED, Taken(date(2026, 11, 2)))
