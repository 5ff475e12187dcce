"""What was typed by mistake can be taken back, unless something rests on it."""

from collections.abc import Iterator
from datetime import date

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.ledger.positions import Status
from muster.domain.ledger.records import StepKind
from muster.services.bundle import Services
from muster.services.ledger import Taken
from muster.services.ports import MusterError
from tests.certified import certified_book, certify
from tests.composition import BookProgram


@pytest.fixture
def sample(program: BookProgram) -> Iterator[Services]:
    """The sample agency's book with its certified claims."""
    program.default_book.write_bytes(certified_book())
    services = program.open(program.default_book)
    yield services
    services.book.close()


def take_back_step(services: Services, number: str, step: StepKind) -> None:
    services.ledger.take_back(
        [each for each in services.ledger.read().steps if (each.number, each.step) == (number, step)]
    )


def test_a_submission_stays_once_the_claim_is_decided_on(sample: Services) -> None:
    with pytest.raises(MusterError, match="FY26Q2-001 has been decided on, so its submission stays"):
        take_back_step(sample, "FY26Q2-001", StepKind.SUBMITTED)
    assert sample.ledger.position("FY26Q2-001").status is Status.DECIDED


def test_a_quarter_never_has_two_claims_in_force(sample: Services) -> None:
    with pytest.raises(MusterError, match="FY26Q3-002 is the claim of FY2026Q3 in force, so FY26Q3-001 stays void"):
        take_back_step(sample, "FY26Q3-001", StepKind.VOID)


def test_a_claim_is_no_longer_void(sample: Services) -> None:
    sample.ledger.take("FY26Q4-001", StepKind.VOID, Taken(date(2026, 11, 2), "by mistake"))
    take_back_step(sample, "FY26Q4-001", StepKind.VOID)
    assert sample.ledger.position("FY26Q4-001").status is Status.CERTIFIED


def test_a_revision_stays_void_once_the_claim_before_it_is_decided_on(sample: Services, program: BookProgram) -> None:
    ledger, day = sample.ledger, date(2026, 11, 2)
    ledger.take("FY26Q4-001", StepKind.SUBMITTED, Taken(day))
    number = certify(sample, program.clock, "FY2026Q4", day)
    assert ledger.position("FY26Q4-001").status is Status.SUPERSEDED
    ledger.take(number, StepKind.VOID, Taken(day, "by mistake"))
    ledger.approve_rest("FY26Q4-001", Taken(day))
    with pytest.raises(MusterError, match="FY26Q4-001 has been decided on meanwhile, so FY26Q4-001-R1 stays void"):
        take_back_step(sample, number, StepKind.VOID)


def test_an_award_decision_stays_once_it_is_paid(sample: Services) -> None:
    decided = sample.ledger.read().award_decisions
    assert [each.quarter for each in decided] == [Quarter(2026, 1), Quarter(2026, 2)]
    with pytest.raises(MusterError, match=r"12,000\.00 was paid of the award of FY2026Q1; take the deposit back first"):
        sample.ledger.take_back(decided[:1])
    sample.ledger.take_back(decided[1:])
    assert sample.ledger.overview().open_awards == {}
