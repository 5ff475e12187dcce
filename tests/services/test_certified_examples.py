"""The worked examples E03 and E04 as claims certified in turn, each on the records as they were known at the time."""

from dataclasses import replace
from datetime import date

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.money import money_text
from muster.domain.records import Officer, OvertimeEntry, Pay
from tests.oracle import example_rows as rows_of
from tests.services.frozen.stories import pike
from tests.services.office import Office
from tests.services.two_claims import Opened

DAYS = {"FY2026Q1": "2026-01-20", "FY2026Q2": "2026-04-20", "FY2026Q3": "2026-07-20", "FY2026Q4": "2026-10-20"}
E = rows_of.EXAMPLES


@pytest.fixture
def agency(office: Opened) -> Office:
    return office(pike())


@pytest.mark.parametrize(("named", "base"), rows_of.CAP_BASES.items())
def test_e03_a_raise_keyed_after_the_first_claim(office: Opened, named: str, base: str) -> None:
    rows = rows_of.e03(base)
    agency = office({**rows, "pay": rows["pay"][:1], "overtime": []})
    (until_then,) = agency.of(Pay, "0003")
    expected = E["E03"]["outputs"].get(named) or E["E03"]["alternatives"][named]
    for number, (quarter, day) in enumerate(DAYS.items()):
        worked = rows["overtime"][number]
        agency.is_on(worked["paid_on"])
        paid = date.fromisoformat(worked["paid_on"])
        amount = int(worked["amount"].replace(".", ""))
        agency.add(OvertimeEntry("0003", date.fromisoformat(worked["worked_on"]), amount=amount, paid_on=paid))
        if quarter == "FY2026Q2":
            agency.is_on("2026-02-02")
            agency.add(replace(until_then, effective_on=date(2026, 1, 11), annual_salary=65_190_00, id=0))
        agency.certify(quarter, day)
    claims = [agency.services.ledger.frozen(f"FY26Q{number}-001").claim for number in (1, 2, 3, 4)]
    lines = [claim.lines[0] for claim in claims]
    assert [money_text(line.salary) for line in lines] == [each["claim"] for each in E["E03"]["outputs"]["salary"]]
    assert [money_text(line.overtime_cap) for line in lines] == [each["cap_applied"] for each in expected]
    assert [money_text(line.overtime) for line in lines] == [each["ot_claim"] for each in expected]
    assert [money_text(line.overtime_carried) for line in lines] == [each["carried_forward"] for each in expected]
    assert not any(line.corrections for line in lines)
    assert not any(claim.adjustments for claim in claims)
    assert agency.services.book.check() == []


def test_e03_the_first_claim_keeps_the_cap_it_was_certified_with(office: Opened) -> None:
    rows = rows_of.e03()
    agency = office({**rows, "pay": rows["pay"][:1]})
    agency.certify("FY2026Q1", "2026-01-20")
    agency.is_on("2026-02-02")
    agency.add(replace(agency.of(Pay, "0003")[0], effective_on=date(2026, 1, 11), annual_salary=65_190_00, id=0))
    certified = agency.services.ledger.frozen("FY26Q1-001").claim
    assert certified.lines[0].overtime_cap == 15_375_00
    assert agency.services.claims.claim(Quarter(2026, 1)).lines[0].overtime_cap == 16_039_70
    assert agency.differences("FY26Q1-001") == []


def separate(agency: Office, on: str = "2026-04-30") -> None:
    (officer,) = agency.of(Officer, "0004")
    agency.change(officer, replace(officer, separated_on=date.fromisoformat(on)))


def test_e04_a_separation_takes_overtime_back_from_the_claim_that_had_it(agency: Office) -> None:
    agency.certify("FY2026Q1", DAYS["FY2026Q1"])
    agency.certify("FY2026Q2", DAYS["FY2026Q2"])
    separate(agency)
    third = agency.certify("FY2026Q3", DAYS["FY2026Q3"])
    outputs = E["E04"]["outputs"]
    lines = [agency.services.ledger.frozen(f"FY26Q{number}-001").claim.lines[0] for number in (1, 2, 3)]
    assert [money_text(line.salary) for line in lines] == [each["claim"] for each in outputs["salary"]]
    for line, each in zip(lines, outputs["overtime_default"], strict=True):
        assert money_text(line.overtime) == each["ot_claim"]
        assert money_text(line.overtime_cap) == each["cap_applied"]
        assert money_text(line.overtime_carried) == each["carried_forward"]
    assert money_text(lines[2].total) == money_text(third.claimed) == outputs["Q3_net_line_total"]
    (correction,) = lines[2].corrections
    assert (correction.number, money_text(correction.amount)) == ("FY26Q2-001", "-5306.58")
    (reason,) = correction.reasons
    changed = "changed by Clerk on 20 Apr 2026 (Last day employed empty to 30 Apr 2026)"
    assert reason == f"Officer 0004 Pike, Devon: {changed}"
    assert agency.amounts("FY26Q3-001") == [
        "own salary FY2026Q3 5769.86",
        "adjustment overtime FY2026Q2 -5306.58 FY26Q2-001",
    ]
    assert agency.differences("FY26Q2-001") == agency.differences("FY26Q1-001") == []


@pytest.mark.parametrize(
    ("named", "base"),
    [
        ("conservative_accrued_ytd_no_clawback", "eligible_salary_accrued"),
        ("full_annual_rate_not_prorated", "annual_rate_current"),
    ],
)
def test_e04_no_clawback_under_the_other_bases(office: Opened, named: str, base: str) -> None:
    rows = rows_of.e04(base)
    agency = office({**rows, "officers": [{**each, "separated_on": ""} for each in rows["officers"]]})
    agency.certify("FY2026Q1", DAYS["FY2026Q1"])
    agency.certify("FY2026Q2", DAYS["FY2026Q2"])
    separate(agency)
    agency.certify("FY2026Q3", DAYS["FY2026Q3"])
    lines = [agency.services.ledger.frozen(f"FY26Q{number}-001").claim.lines[0] for number in (1, 2, 3)]
    expected = E["E04"]["alternatives"][named]
    assert [money_text(line.overtime) for line in lines] == [each["ot_claim"] for each in expected]
    assert [money_text(line.overtime_carried) for line in lines] == [each["carried_forward"] for each in expected]


def test_a_negative_total_is_certified_as_a_refund_due(agency: Office) -> None:
    agency.certify("FY2026Q1", DAYS["FY2026Q1"])
    agency.certify("FY2026Q2", DAYS["FY2026Q2"])
    separate(agency, "2026-03-31")
    third = agency.certify("FY2026Q3", DAYS["FY2026Q3"])
    assert agency.amounts(third.number) == ["adjustment overtime FY2026Q2 -6749.05 FY26Q2-001"]
    assert third.claimed == -6749_05
