"""The checklist of a quarter and its deadlines, from the sample agency's book to a closed claim."""

from datetime import UTC, date, datetime

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.ledger.records import Deposit, StepKind
from muster.domain.readings import Preset
from muster.services.bundle import Services
from muster.services.certification import Request, Signature
from muster.services.closing import QuarterClose, State
from muster.services.ledger import Taken
from tests.composition import BookProgram

Q1, Q3 = Quarter(2026, 1), Quarter(2026, 3)
CLERK, CHIEF = Signature("Dana Reyes", "battery staple"), Signature("Rosalind Keene", "correct horse")


@pytest.fixture
def signed(sample: Services) -> Services:
    for each in (CLERK, CHIEF):
        sample.signers.add(each.name, "", each.passphrase)
    return sample


def certify(services: Services, quarter: Quarter = Q1) -> str:
    proposal = services.certifications.propose(quarter, Preset.PUBLISHED)
    return services.certifications.certify(Request(proposal.claim, CLERK, CHIEF))[0].number


def states(found: QuarterClose) -> dict[str, str]:
    return {step.title: str(step.state) for step in found.steps}


def test_before_the_certification(sample: Services) -> None:
    found = sample.closing.checklist(Q1)
    assert states(found) == {
        "The quarter is over": "done",
        "Payroll is recorded": "open",
        "Overtime is paid and complete": "open",
        "ICE has stated the location result": "done",
        "Findings are mended or accepted": "open",
        "The claim is certified": "open",
        "The claim is submitted": "later",
        "It is decided on": "later",
        "The award is decided": "later",
        "It is paid": "later",
        "Denied amounts are settled": "later",
        "The claim is closed": "later",
    }
    words = {step.title: step.words for step in found.steps}
    assert words["Overtime is paid and complete"] == "1 officer with overtime that is not paid yet."
    assert words["ICE has stated the location result"].startswith("34 of 38 located; ")
    assert words["The claim is certified"] == "Due on 30 Jan 2026."
    assert found.open == 4


def test_a_result_of_the_agency_alone_is_not_enough(sample: Services) -> None:
    step = next(each for each in sample.closing.checklist(Q3).steps if "location result" in each.title)
    assert (step.state, step.words, step.page) == (State.OPEN, "Only the agency's own count is recorded.", "results")


def test_a_quarter_that_is_not_over(sample: Services) -> None:
    found = states(sample.closing.checklist(Quarter(2027, 1)))
    assert (found["The quarter is over"], found["The claim is certified"]) == ("later", "later")


def test_from_certified_to_closed(signed: Services) -> None:
    number = certify(signed)
    ledger, taken = signed.ledger, Taken(date(2026, 11, 20))
    assert states(signed.closing.checklist(Q1))["The claim is submitted"] == "open"
    ledger.take(number, StepKind.SUBMITTED, taken)
    assert states(signed.closing.checklist(Q1))["It is decided on"] == "open"
    ledger.approve_rest(number, taken)
    ledger.award(Q1, 1_275_000, taken)
    assert states(signed.closing.checklist(Q1))["It is paid"] == "open"
    claimed = ledger.position(number).claimed
    ledger.receive(Deposit(date(2026, 11, 20), claimed + 1_275_000), {("FY2026Q1", 0): 1_275_000})
    found = states(signed.closing.checklist(Q1))
    assert [title for title, state in found.items() if state in {"open", "later"}] == ["The claim is closed"]
    ledger.take(number, StepKind.CLOSED, taken)
    assert set(states(signed.closing.checklist(Q1)).values()) == {"done", "left"}


def test_what_was_open_when_it_was_certified_is_not_called_done(signed: Services) -> None:
    certify(signed)
    found = signed.closing.checklist(Q1)
    words = {step.title: step.words for step in found.steps}
    left = {title for title, state in states(found).items() if state == "left"}
    assert left == {"Payroll is recorded", "Overtime is paid and complete", "Findings are mended or accepted"}
    assert words["Overtime is paid and complete"] == "As certified: 1 officer with overtime that is not paid yet."
    assert words["Findings are mended or accepted"].endswith("warnings, 0 accepted.")
    assert words["It is paid"] == "Nothing is approved."
    assert found.open == 1  # to submit it


def test_the_quarters_and_how_many_days_are_left(program: BookProgram, signed: Services) -> None:
    program.clock.moment = datetime(2026, 7, 27, 12, tzinfo=UTC)
    rows = {row.quarter: row for row in signed.closing.quarters()}
    assert list(rows) == sorted(rows, reverse=True)
    assert rows[Q3].due.due == date(2026, 7, 30)
    assert rows[Q3].days_left == 3
    number = certify(signed)
    row = signed.closing.quarters()[-1]
    assert row.days_left is not None
    assert row.days_left < 0
    signed.ledger.take(number, StepKind.SUBMITTED, Taken(date(2026, 7, 27)))
    row = signed.closing.quarters()[-1]
    assert (row.submitted_on, row.days_left) == (date(2026, 7, 27), None)
    assert row.days_late == (date(2026, 7, 27) - row.due.working).days > 0
    assert row.claim is not None
    assert row.claim.claim.number == number
