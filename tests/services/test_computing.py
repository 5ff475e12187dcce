"""What a claim corrects of the claims before it: facts that changed, officers gone (R13 to R15)."""

from collections.abc import Callable

from muster.domain.records import Officer
from tests.domain.evaluate import evaluate
from tests.oracle import example_rows as rows_of
from tests.oracle.cells import Rows
from tests.services.office import Office

Opened = Callable[[Rows], Office]


def pike() -> Rows:
    """Officer 0004 of E04 as known before the separation: 70,200.00 a year, 8,000.00 and 7,500.00 of overtime."""
    rows = rows_of.e04()
    return {**rows, "officers": [{**each, "separated_on": ""} for each in rows["officers"]]}


def test_what_a_removed_officer_was_claimed_with_is_given_back(office: Opened) -> None:
    agency = office(pike())
    first = agency.certify("FY2026Q1", "2026-01-20")
    agency.remove(*agency.of(Officer, "0004"))
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
    assert salary.reasons[-1] == "Officer 0004, Pike, Devon: removed by Clerk on 20 Jan 2026"


def test_an_officer_under_another_id_is_claimed_again_and_given_back(office: Opened) -> None:
    agency = office(pike())
    first = agency.certify("FY2026Q1", "2026-01-20")
    agency.services.records.rename_officer(agency.of(Officer, "0004")[0], "0044")
    second = agency.certify("FY2026Q2", "2026-04-20")
    by_officer = {
        officer_id: sum(
            each.amount
            for each in agency.ledger.amounts
            if each.officer_id == officer_id and each.quarter == first.quarter
        )
        for officer_id in ("0004", "0044")
    }
    assert by_officer == {"0004": 0, "0044": first.claimed}
    assert second.claimed == 17309_59 + 7500_00
