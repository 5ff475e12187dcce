"""Denied amounts claimed again: after the quarter's own overtime, within the cap, as far as the facts support (R19)."""

from dataclasses import replace
from datetime import date

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.ledger.records import Component, Nature
from muster.domain.records import Interruption, InterruptionKind, OvertimeEntry, Pay
from tests.services.frozen.stories import pike
from tests.services.office import Office
from tests.services.two_claims import Opened

CAP = 17_550_00
"""A quarter of 70,200.00."""
FIRST = "FY26Q1-001"


def worked(day: str, amount: int) -> OvertimeEntry:
    return OvertimeEntry("0004", date.fromisoformat(day), amount=amount, paid_on=date.fromisoformat(day[:8] + "28"))


@pytest.fixture
def agency(office: Opened) -> Office:
    """The first quarter's overtime: 5,000.00 and 3,000.00, of which 3,000.00 is denied and asked for again."""
    opened = office({**pike(), "overtime": []})
    opened.add(worked("2025-11-14", 5000_00), worked("2025-12-12", 3000_00))
    opened.submit(opened.certify("FY2026Q1", "2026-01-20").number, "2026-01-21")
    opened.deny(opened.line(FIRST, "overtime"), "3000.00", "2026-02-10")
    opened.claim_again("2026-02-11")
    return opened


def claimed(agency: Office, quarter: str, on: str) -> tuple[int, int]:
    """Overtime of the line, and what is claimed again."""
    claim = agency.services.ledger.frozen(agency.certify(quarter, on).number).claim
    return claim.lines[0].overtime, claim.totals.resubmitted


def waiting(agency: Office) -> int:
    return sum(each.waiting for each in agency.services.ledger.denied())


def year_to_date(agency: Office) -> int:
    """Overtime that live claims have, less what stays denied."""
    return sum(
        account.claimed - account.denied
        for number in (1, 2, 3, 4)
        for account in [agency.ledger.account("0004", Component.OVERTIME, Quarter(2026, number))]
    )


def test_with_room_all_of_it(agency: Office) -> None:
    agency.add(worked("2026-02-13", 4000_00))
    assert claimed(agency, "FY2026Q2", "2026-04-20") == (4000_00, 3000_00)
    assert (waiting(agency), year_to_date(agency)) == (0, 12_000_00)
    assert agency.differences(FIRST) == agency.differences("FY26Q2-001") == []


def test_the_quarters_own_overtime_comes_first(agency: Office) -> None:
    """8,000.00 less 3,000.00 denied, and 11,000.00: 1,550.00 of room is left."""
    agency.add(worked("2026-02-13", 11_000_00))
    assert claimed(agency, "FY2026Q2", "2026-04-20") == (11_000_00, 1550_00)
    assert (waiting(agency), year_to_date(agency)) == (1450_00, CAP)
    assert claimed(agency, "FY2026Q3", "2026-07-20") == (0, 0)
    assert (waiting(agency), year_to_date(agency)) == (1450_00, CAP)


def test_without_room_it_waits_for_room(agency: Office) -> None:
    agency.add(worked("2026-02-13", 13_000_00))
    assert claimed(agency, "FY2026Q2", "2026-04-20") == (12_550_00, 0)
    assert waiting(agency) == 3000_00
    (pay,) = agency.of(Pay, "0004")
    agency.change(pay, replace(pay, annual_salary=78_200_00, paid_on=date(2026, 5, 8)))  # a cap of 19,550.00
    assert claimed(agency, "FY2026Q3", "2026-07-20") == (450_00, 1550_00)
    assert (waiting(agency), year_to_date(agency)) == (1450_00, 19_550_00)


def test_room_that_a_denial_frees_goes_to_what_was_carried(agency: Office) -> None:
    """R12, R19: the cap was full, so the quarter's carried overtime takes what the denial frees."""
    agency.add(worked("2026-02-13", 20_000_00))
    assert claimed(agency, "FY2026Q2", "2026-04-20") == (12_550_00, 0)
    agency.submit("FY26Q2-001", "2026-04-21")
    agency.deny(agency.line("FY26Q2-001", "overtime"), "2000.00", "2026-05-10")
    assert claimed(agency, "FY2026Q3", "2026-07-20") == (2000_00, 0)
    assert (waiting(agency), year_to_date(agency)) == (5000_00, CAP)


def test_nothing_is_given_back_of_what_was_denied_and_is_gone(agency: Office) -> None:
    """The entry denied was a mistake: its 3,000.00 are no longer supported, and were never paid."""
    agency.remove(agency.of(OvertimeEntry, "0004")[1])
    agency.add(worked("2026-02-13", 4000_00))
    assert agency.differences(FIRST) == []
    assert claimed(agency, "FY2026Q2", "2026-04-20") == (4000_00, 0)
    assert (waiting(agency), year_to_date(agency)) == (3000_00, 9000_00)


def test_what_goes_beyond_the_denied_amount_is_given_back(agency: Office) -> None:
    agency.remove(agency.of(OvertimeEntry, "0004")[0])
    agency.add(worked("2026-02-13", 4000_00))
    assert agency.differences(FIRST) == ["overtime FY2026Q1 -2000.00"]
    assert claimed(agency, "FY2026Q2", "2026-04-20") == (2000_00, 0)
    assert (waiting(agency), year_to_date(agency)) == (3000_00, 7000_00)


def test_a_denied_salary_is_claimed_again_as_far_as_it_is_supported(office: Opened) -> None:
    agency = office({**pike(), "overtime": []})
    agency.submit(agency.certify("FY2026Q1", "2026-01-20").number, "2026-01-21")
    agency.deny(agency.line(FIRST, "salary"), "2000.00", "2026-02-10")
    agency.add(Interruption("0004", date(2025, 11, 1), date(2025, 11, 9), InterruptionKind.SUSPENDED))  # 1,538.63
    assert agency.differences(FIRST) == []
    agency.claim_again("2026-02-11")
    second = agency.certify("FY2026Q2", "2026-04-20")
    assert agency.amounts(second.number) == [
        "own salary FY2026Q2 17309.59",
        f"resubmission salary FY2026Q1 461.37 {FIRST}",
    ]
    assert (waiting(agency), agency.differences(FIRST)) == (1538_63, [])


def test_the_next_fiscal_year_claims_again_what_the_last_years_cap_has_room_for(agency: Office) -> None:
    agency.services.ledger.take_back(list(agency.ledger.resubmissions))
    for quarter, on in (("FY2026Q2", "2026-04-20"), ("FY2026Q3", "2026-07-20"), ("FY2026Q4", "2026-10-20")):
        agency.certify(quarter, on)
    agency.add(worked("2026-10-14", 100_00))
    agency.claim_again("2027-01-11")
    assert claimed(agency, "FY2027Q1", "2027-01-20") == (100_00, 3000_00)
    assert year_to_date(agency) == 8000_00


def test_a_revision_claims_again_what_the_claim_claimed_again(agency: Office) -> None:
    agency.add(worked("2026-02-13", 4000_00))
    assert claimed(agency, "FY2026Q2", "2026-04-20") == (4000_00, 3000_00)
    agency.add(worked("2026-02-14", 9000_00))
    assert claimed(agency, "FY2026Q2", "2026-04-22") == (12_550_00, 0)
    assert (waiting(agency), year_to_date(agency)) == (3000_00, CAP)


def test_a_cap_that_grows_by_the_quarter_leaves_earlier_claims_alone(office: Opened) -> None:
    """Under the accrued base what is claimed again takes room where it is claimed, not in the quarters before."""
    rows = pike()
    accrued = [{**each, "value": "eligible_salary_accrued"} for each in rows["readings"] if "cap" in each["parameter"]]
    agency = office({**rows, "overtime": [], "readings": [*rows["readings"][:1], *accrued]})
    agency.add(worked("2025-11-14", 4000_00))
    agency.submit(agency.certify("FY2026Q1", "2026-01-20").number, "2026-01-21")
    agency.deny(agency.line(FIRST, "overtime"), "3000.00", "2026-02-10")
    agency.claim_again("2026-02-11")
    agency.add(worked("2026-02-13", 9000_00))
    assert claimed(agency, "FY2026Q2", "2026-04-20") == (7750_95, 0)  # 8,750.95 to date, 1,000.00 of it claimed
    assert waiting(agency) == 3000_00
    assert claimed(agency, "FY2026Q3", "2026-07-20") == (1249_05, 3000_00)  # up to 13,126.43 there is room
    assert (waiting(agency), year_to_date(agency)) == (0, 13_000_00)
    for number in (FIRST, "FY26Q2-001", "FY26Q3-001"):
        assert agency.differences(number) == []
    assert claimed(agency, "FY2026Q4", "2026-10-20") == (0, 0)


def test_a_denial_in_the_last_quarter_frees_room_for_the_next_fiscal_year_to_claim_it_again(office: Opened) -> None:
    agency = office({**pike(), "overtime": []})
    agency.add(worked("2026-08-14", 18_000_00), worked("2026-10-14", 100_00))
    for quarter, on in (("FY2026Q1", "2026-01-20"), ("FY2026Q2", "2026-04-20"), ("FY2026Q3", "2026-07-20")):
        agency.certify(quarter, on)
    assert claimed(agency, "FY2026Q4", "2026-10-20") == (CAP, 0)
    agency.submit("FY26Q4-001", "2026-10-21")
    agency.deny(agency.line("FY26Q4-001", "overtime"), "3000.00", "2026-11-10")
    agency.claim_again("2026-11-11")
    assert claimed(agency, "FY2027Q1", "2027-01-20") == (100_00, 3000_00)
    assert (waiting(agency), year_to_date(agency)) == (0, CAP)
    agency.submit("FY27Q1-001", "2027-01-21")
    agency.deny(agency.line("FY27Q1-001", "overtime", Nature.RESUBMISSION), "2000.00", "2027-02-10")
    agency.claim_again("2027-02-11")
    assert claimed(agency, "FY2027Q2", "2027-04-20") == (0, 2000_00)
    assert (waiting(agency), year_to_date(agency)) == (0, CAP)
    assert agency.differences("FY26Q4-001") == []


def test_room_that_a_denial_leaves_is_told_as_the_reason(office: Opened) -> None:
    """10,000.00 and 10,000.00 worked under a cap of 17,550.00; then 3,000.00 of the first is denied."""
    agency = office({**pike(), "overtime": []})
    agency.add(worked("2025-11-14", 10_000_00), worked("2026-02-13", 10_000_00))
    agency.submit(agency.certify("FY2026Q1", "2026-01-20").number, "2026-01-21")
    assert claimed(agency, "FY2026Q2", "2026-04-20") == (7550_00, 0)
    agency.deny(agency.line(FIRST, "overtime"), "3000.00", "2026-05-10")
    assert agency.differences("FY26Q2-001") == ["overtime FY2026Q2 2450.00"]
    (told,) = agency.services.ledger.differences("FY26Q2-001")
    assert told.reasons == (
        "Overtime denied on 10 May 2026 (3,000.00 of line 2 of FY26Q1-001) leaves room under the cap (R19)",
    )
    (correction,) = agency.propose("FY2026Q3", "2026-07-20").claim.lines[0].corrections
    assert (correction.amount, correction.reasons) == (2450_00, told.reasons)
