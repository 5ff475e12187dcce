"""What a claim corrects of the claims before it: facts that changed, officers gone (R13 to R15)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from muster.domain.ledger.records import StepKind
from muster.domain.readings import Preset
from muster.domain.records import Authorization, Interruption, InterruptionKind, Officer, OvertimeEntry, Pay
from muster.services.ledger import Taken
from tests.domain.evaluate import evaluate
from tests.oracle.cells import Rows
from tests.oracle.folder import row as make_row
from tests.services.frozen.stories import pike
from tests.services.office import Office

Opened = Callable[[Rows], Office]


def test_what_an_officer_who_was_never_eligible_was_claimed_with_is_given_back(office: Opened) -> None:
    agency = office(pike())
    first = agency.certify("FY2026Q1", "2026-01-20")
    agency.remove(*agency.of(Authorization, "0004"))
    assert agency.differences(first.number) == ["salary FY2026Q1 -17694.25", "overtime FY2026Q1 -8000.00"]
    proposal = agency.propose("FY2026Q2", "2026-04-20")
    (adjustment,) = proposal.claim.adjustments
    explained = agency.services.claims.explain_adjustment(proposal.claim.quarter, adjustment)
    assert evaluate(explained) == adjustment.amount == -17694_25
    second = agency.sign(proposal)
    assert agency.amounts(second.number) == [
        "adjustment overtime FY2026Q1 -8000.00 FY26Q1-001",
        "adjustment salary FY2026Q1 -17694.25 FY26Q1-001",
    ]
    assert second.claimed == -first.claimed
    assert agency.differences(first.number) == []
    (salary,) = agency.services.ledger.frozen(second.number).claim.adjustments
    assert salary.name == "Pike, Devon"
    assert salary.reasons[-1].endswith("removed by Clerk on 20 Jan 2026")


def test_what_a_claim_differs_by_is_explained_while_it_holds(office: Opened) -> None:
    agency = office(pike())
    first = agency.certify("FY2026Q1", "2026-01-20")
    agency.remove(*agency.of(Authorization, "0004"))
    found = agency.services.ledger.differences(first.number)
    assert len(found) == 2
    for each in found:
        assert evaluate(agency.services.claims.explain_difference(each)) == each.amount
    agency.services.ledger.take(first.number, StepKind.VOID, Taken(date(2026, 1, 21), "Sent in error"))
    with agency.refuses("FY26Q1-001 does not hold any more; look at the claim again."):
        agency.services.claims.explain_difference(found[0])


def test_an_officer_on_a_certified_claim_stays_under_that_id(office: Opened) -> None:
    agency = office(pike())
    agency.certify("FY2026Q1", "2026-01-20")
    (pike_0004,) = agency.of(Officer, "0004")
    claimed = "Officer 0004 is on the certified claim FY26Q1-001"
    with agency.refuses(f"{claimed}; record the last day employed instead of removing the officer."):
        agency.remove(pike_0004)
    with agency.refuses(f"{claimed}; the ID stays as it was certified."):
        agency.services.records.rename_officer(pike_0004, "0044")


def test_overtime_moved_to_another_quarter_has_a_line_though_it_comes_to_nothing(office: Opened) -> None:
    """What is taken back of one claim and claimed anew are two amounts, each for its own quarter."""
    rows = pike()
    no_pay_since = make_row("pay", "0004", "2026-01-01", "0.00")
    agency = office({**rows, "pay": [*rows["pay"], no_pay_since], "overtime": rows["overtime"][:1]})
    first = agency.certify("FY2026Q1", "2026-01-20")
    assert agency.amounts(first.number)[-1] == "own overtime FY2026Q1 4423.56"
    (entry,) = agency.of(OvertimeEntry, "0004")
    agency.change(entry, replace(entry, worked_on=date(2026, 1, 15), paid_on=date(2026, 1, 29)))
    second = agency.certify("FY2026Q2", "2026-04-20")
    assert second.claimed == 0
    assert agency.amounts(second.number) == [
        "own overtime FY2026Q2 4423.56",
        "adjustment overtime FY2026Q1 -4423.56 FY26Q1-001",
    ]
    assert agency.differences(first.number) == agency.differences(second.number) == []


def test_a_quarter_without_a_claim_counts_as_the_claim_after_it_reads_it(office: Opened) -> None:
    """Q2 was certified under the strict preset, whose cap leaves less to the first quarter than the published one's."""
    warn = make_row("readings", "missing_payroll", "warn", document="Letter from the field office")
    rows = pike()
    readings = [each for each in rows["readings"] if each["parameter"] != "overtime_cap_base"]
    agency = office({**rows, "readings": [*readings, warn]})
    second = agency.certify("FY2026Q2", "2026-04-20", Preset.STRICT)
    assert agency.amounts(second.number)[-1] == "own overtime FY2026Q2 4327.39"  # 8,750.95 less 4,423.56
    third = agency.propose("FY2026Q3", "2026-07-20").claim
    assert third.lines[0].corrections == third.adjustments == ()


# -- retroactive pay (R14); a raise of 70,200.00 to 80,000.00 makes 2,470.13 more of the first quarter's 92 days

RAISE = 2470_13


def raised(agency: Office, salary: int, paid_on: str | None) -> None:
    (pay,) = agency.of(Pay, "0004")
    agency.change(pay, replace(pay, annual_salary=salary, paid_on=date.fromisoformat(paid_on) if paid_on else None))


@pytest.mark.parametrize(
    ("paid_on", "on"),
    [
        (None, []),
        ("2026-03-31", ["FY26Q2-001"]),
        ("2026-04-01", ["FY26Q3-001"]),
        ("2026-06-30", ["FY26Q3-001"]),
        ("2026-08-14", ["FY26Q4-001"]),
    ],
)
def test_retroactive_pay_is_adjusted_on_the_claim_of_the_quarter_it_was_paid_in(
    office: Opened, paid_on: str | None, on: list[str]
) -> None:
    agency = office(pike())
    agency.certify("FY2026Q1", "2026-01-20")
    agency.is_on("2026-02-02")
    raised(agency, 80_000_00, paid_on)
    for quarter, day in (("FY2026Q2", "2026-04-20"), ("FY2026Q3", "2026-07-20"), ("FY2026Q4", "2026-10-20")):
        agency.certify(quarter, day)
    adjusted = [each for each in agency.ledger.amounts if each.nature == "adjustment"]
    assert [(each.number, each.component, each.amount) for each in adjusted] == [
        (number, "salary", RAISE) for number in on
    ]
    expected = [] if on else [f"salary FY2026Q1 {RAISE // 100}.{RAISE % 100}"]
    assert agency.differences("FY26Q1-001") == expected  # the facts now known are told, paid or not
    own = next(each for each in agency.ledger.of_claim("FY26Q2-001") if each.component == "salary")
    assert own.amount == 19_726_03  # a quarter's own claim takes a raise from its effective date (R5)


def test_a_cut_of_pay_is_given_back_at_once(office: Opened) -> None:
    agency = office(pike())
    agency.certify("FY2026Q1", "2026-01-20")
    raised(agency, 60_400_00, None)
    second = agency.certify("FY2026Q2", "2026-04-20")
    assert agency.amounts(second.number)[-1] == "adjustment salary FY2026Q1 -2470.14 FY26Q1-001"


def test_a_further_raise_that_is_not_paid_takes_nothing_back(office: Opened) -> None:
    """What was paid by the last claim has been claimed; the record that says more now does not undo it."""
    agency = office(pike())
    agency.certify("FY2026Q1", "2026-01-20")
    raised(agency, 80_000_00, "2026-02-12")
    second = agency.certify("FY2026Q2", "2026-04-20")
    assert agency.amounts(second.number)[-1] == "adjustment salary FY2026Q1 2470.13 FY26Q1-001"
    raised(agency, 90_000_00, None)
    third = agency.certify("FY2026Q3", "2026-07-20")
    assert [each for each in agency.amounts(third.number) if each.startswith("adj")] == []
    raised(agency, 90_000_00, "2026-07-24")
    fourth = agency.certify("FY2026Q4", "2026-10-20")
    assert [each for each in agency.amounts(fourth.number) if each.startswith("adj")] == [
        "adjustment salary FY2026Q1 2520.55 FY26Q1-001",
        "adjustment salary FY2026Q2 2465.75 FY26Q2-001",
    ]


def test_a_revision_takes_nothing_back_that_a_later_claim_has_paid_for(office: Opened) -> None:
    """The raise was paid in the third quarter and stands on its claim; revising the second leaves it there."""
    agency = office(pike())
    agency.certify("FY2026Q1", "2026-01-20")
    agency.certify("FY2026Q2", "2026-04-20")
    raised(agency, 80_000_00, "2026-05-14")
    third = agency.certify("FY2026Q3", "2026-07-20")
    adjusted = ["salary FY2026Q1 2470.13 FY26Q1-001", "salary FY2026Q2 2416.44 FY26Q2-001"]
    assert agency.amounts(third.number)[2:] == [f"adjustment {each}" for each in adjusted]
    revision = agency.certify("FY2026Q2", "2026-07-21")
    assert agency.amounts(revision.number) == ["own salary FY2026Q2 17309.59", "own overtime FY2026Q2 7500.00"]
    assert agency.propose("FY2026Q4", "2026-10-20").claim.adjustments == ()


def test_a_pay_record_entered_anew_is_the_same_pay(office: Opened) -> None:
    agency = office(pike())
    first = agency.certify("FY2026Q1", "2026-01-20")
    (pay,) = agency.of(Pay, "0004")
    agency.remove(pay)
    agency.add(replace(pay, id=0))
    assert agency.differences(first.number) == []
    assert agency.propose("FY2026Q2", "2026-04-20").claim.adjustments == ()


def test_a_cut_of_days_counts_at_once_beside_a_raise_that_is_not_paid(office: Opened) -> None:
    agency = office(pike())
    agency.certify("FY2026Q1", "2026-01-20")
    raised(agency, 90_000_00, None)
    agency.add(Interruption("0004", date(2025, 11, 1), date(2025, 11, 11), InterruptionKind.SUSPENDED))
    (adjustment,) = agency.propose("FY2026Q2", "2026-04-20").claim.adjustments
    assert adjustment.amount == -1923_29  # ten days at 70,200.00
