"""What the rules refuse in a record and between records, and who is at fault."""

from typing import Any

import pytest
from hypothesis import given, settings

from muster.domain.checks import conflicts, faults, override_faults
from muster.domain.records import (
    Agreement,
    Authorization,
    Effort,
    Interruption,
    Officer,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Record,
    Result,
)
from muster.domain.schema import record_of
from tests.composition import RULES
from tests.domain.files import BY_NAME, Rows
from tests.oracle.random_agencies import agencies


@settings(max_examples=40)
@given(agencies())
def test_nothing_valid_is_refused(rows: Rows) -> None:
    for name, some in rows.items():
        records: list[Any] = [record_of(BY_NAME[name], row) for row in some]
        assert [fault for record in records for fault in faults(record)] == []
        assert list(conflicts(records)) == []
    overrides = [record_of(Override, row) for row in rows["readings"]]
    assert [fault for each in overrides for fault in override_faults(each, RULES)] == []


@pytest.mark.parametrize(
    ("kind", "cells", "column"),
    [
        (Agreement, {"model": "TFM", "signed_on": "2025-10-01", "until": "2025-10-01"}, "until"),
        (Officer, {"officer_id": "1"}, "last_name"),
        (
            Officer,
            {"officer_id": "1", "last_name": "X", "hired_on": "2025-10-02", "separated_on": "2025-10-01"},
            "separated_on",
        ),
        (
            Authorization,
            {"officer_id": "1", "model": "TFM", "authorized_on": "2025-10-01", "expires_on": "2025-10-01"},
            "expires_on",
        ),
        (
            Interruption,
            {"officer_id": "1", "from": "2025-10-02", "until": "2025-10-01", "kind": "suspended"},
            "until",
        ),
        (Pay, {"officer_id": "1", "effective_on": "2025-10-01", "annual_salary": "-1"}, "annual_salary"),
        (
            Pay,
            {
                "officer_id": "1",
                "effective_on": "2025-10-01",
                "annual_salary": "1",
                "annual_benefits": "1",
                "benefits_percent": "1",
            },
            "benefits_percent",
        ),
        (Effort, {"officer_id": "1", "effective_on": "2025-10-01", "percent": "521/520"}, "percent"),
        (OvertimeEntry, {"officer_id": "1", "worked_on": "2025-10-01", "hours": "24.25"}, "hours"),
        (Payroll, {"officer_id": "1", "period_from": "2025-10-01", "period_until": "2025-10-01"}, "period_until"),
        (Result, {"quarter": "FY2026Q1", "referred": "1", "located": "2", "stated_by": "ICE"}, "located"),
    ],
)
def test_faults_of_one_record(kind: type[Record], cells: dict[str, str], column: str) -> None:
    (fault,) = faults(record_of(kind, cells))
    assert fault.column == column


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        (Officer, {"officer_id": "1", "last_name": "X", "hired_on": "2025-10-01", "separated_on": "2025-10-01"}),
        (Effort, {"officer_id": "1", "effective_on": "2025-10-01", "percent": "0"}),
        (Effort, {"officer_id": "1", "effective_on": "2025-10-01", "percent": "100"}),
        (OvertimeEntry, {"officer_id": "1", "worked_on": "2025-10-01", "hours": "24"}),
        (Pay, {"officer_id": "1", "effective_on": "2025-10-01", "annual_salary": "0"}),
        (Payroll, {"officer_id": "1", "period_from": "2025-10-01", "period_until": "2025-10-02"}),
        (Result, {"quarter": "FY2026Q1", "referred": "2", "located": "2", "stated_by": "ICE"}),
    ],
)
def test_the_outermost_that_one_record_may_say(kind: type[Record], cells: dict[str, str]) -> None:
    assert list(faults(record_of(kind, cells))) == []


def authorization(authorized_on: str, expires_on: str = "", model: str = "TFM") -> Authorization:
    cells = {"officer_id": "1", "model": model, "authorized_on": authorized_on, "expires_on": expires_on}
    return record_of(Authorization, cells)


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (("2025-10-01", "2026-10-01"), ("2026-09-30", ""), True),
        (("2025-10-01", "2026-10-01"), ("2026-10-01", ""), False),
        (("2025-10-01", ""), ("2025-11-01", ""), False),  # given without an expiry it ends at the next one
        (("2025-10-01", ""), ("2025-10-01", ""), True),
    ],
)
def test_authorizations(first: tuple[str, str], second: tuple[str, str], refused: bool) -> None:
    one, two = authorization(*first), authorization(*second)
    for records in ([one, two], [two, one]):
        found = list(conflicts(records))
        assert bool(found) is refused
        assert all(fault.record is records[1] and fault.other is records[0] for fault in found)


def payroll(start: str, until: str, document: str = "Register 1") -> Payroll:
    cells = {"officer_id": "1", "period_from": start, "period_until": until, "document": document}
    return record_of(Payroll, cells)


def test_payroll_of_one_document_may_not_overlap() -> None:
    long, within, after = (
        payroll("2025-10-01", "2025-11-01"),
        payroll("2025-10-05", "2025-10-09"),
        payroll("2025-10-20", "2025-11-20"),
    )
    assert [fault.record for fault in conflicts([long, within, after])] == [within, after]
    assert list(conflicts([long, payroll("2025-10-05", "2025-10-09", "Register 2")])) == []
    assert list(conflicts([long, payroll("2025-11-01", "2025-12-01")])) == []


def test_hours_of_one_day_add_up() -> None:
    def entry(hours: str, day: str = "2025-10-01") -> OvertimeEntry:
        return record_of(OvertimeEntry, {"officer_id": "1", "worked_on": day, "hours": hours})

    assert list(conflicts([entry("12"), entry("11.5"), entry("24", "2025-10-02")])) == []
    last = entry("0.25")
    (fault,) = conflicts([entry("13"), entry("11"), last])
    assert fault.record is last
    assert "24.25 hours" in fault.text
    assert list(conflicts([entry("20"), entry("8"), entry("-4")])) == []


def test_an_overtime_entry_equal_in_every_cell_is_a_duplicate() -> None:
    cells = {"officer_id": "1", "worked_on": "2025-10-01", "hours": "2", "amount": "90.00"}
    one, two = record_of(OvertimeEntry, cells, 1), record_of(OvertimeEntry, cells, 2)
    (fault,) = conflicts([one, two])
    assert fault.record is two
    assert fault.other is one
    assert list(conflicts([one, record_of(OvertimeEntry, {**cells, "document": "Sheet 2"})])) == []


@pytest.mark.parametrize(
    ("parameter", "value", "column"),
    [
        ("no_such", "1", "parameter"),
        ("first_claimable_day", "2020-01-01", "parameter"),
        ("overtime_cap_base", "whatever", "value"),
        ("reimbursable_models", "", "value"),
        ("reimbursable_models", "TFM XYZ", "value"),
        ("claim_due_days", "soon", "value"),
        ("claim_due_days", "-1", "value"),
        ("fiscal_year_cutoff", "13-01", "value"),
        ("fiscal_year_cutoff", "31 Nov", "value"),
        ("award_tiers", "80:750 90:1000", "value"),
        ("overtime_cap_percent", "a quarter", "value"),
    ],
)
def test_overrides_name_a_reading_and_a_value(parameter: str, value: str, column: str) -> None:
    (fault,) = override_faults(Override(parameter, value), RULES)
    assert fault.column == column


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("reimbursable_models", "wso TFM"),
        ("claim_due_days", "45"),
        ("fiscal_year_cutoff", "12-31"),
        ("fiscal_year_cutoff", "31 Dec"),
        ("award_tiers", "90:1200 80:750"),
        ("overtime_cap_percent", "30"),
        ("tfm_authorization_years", "3"),
        ("missing_payroll", "block"),
    ],
)
def test_overrides_that_are_taken(parameter: str, value: str) -> None:
    assert list(override_faults(Override(parameter, value), RULES)) == []
