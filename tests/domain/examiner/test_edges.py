"""Where a check begins and ends: thresholds, due dates, severities."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.domain.examiner.examined import examined
from muster.domain.examiner.registry import CHECKS, examine
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from tests.composition import CALENDAR
from tests.domain.examiner.planting import (
    DEFECTS,
    OVERTIME_DAY,
    Q1,
    Q2,
    Q3,
    Q4,
    Defect,
    Planted,
    add,
    all_of,
    drop,
    entries_of,
    more_overtime,
    much_overtime,
    nothing,
    put,
    put_all,
    without_the_raise,
)
from tests.domain.files import computed
from tests.oracle.cells import Rows
from tests.oracle.random_agencies import agencies, quarters

BY_CODE = {each.code: each for each in DEFECTS}


def codes(planted: Planted, day: date | None = None, quarter: Quarter = Q2) -> list[str]:
    return [each.code for each in Defect("", planted, day=day, quarter=quarter).findings()]


def test_the_strict_reading_blocks_without_payroll() -> None:
    (finding,) = replace(BY_CODE["not-reconciled"], planted=without_payroll, preset=Preset.STRICT).findings()
    assert (finding.code, finding.severity, finding.officer_id) == ("not-reconciled", "blocks", "0201")


def without_payroll(rows: Rows) -> None:
    drop("payroll", lambda each: each["officer_id"] == "0201" and each["period_from"] == "2026-03-01")(rows)


def test_an_override_decides_how_severe_missing_payroll_is() -> None:
    own = add("readings", "missing_payroll", "block", "2025-10-01", "Policy 4")
    (finding,) = replace(BY_CODE["not-reconciled"], planted=all_of(own, without_payroll)).findings()
    assert finding.severity == "blocks"


def test_what_blocks_comes_first() -> None:
    planted = all_of(put("agency", "", official_name=""), put("overtime", "0201", OVERTIME_DAY, document=""))
    found = Defect("", all_of(planted, put_all("results", document="")), day=date(2026, 3, 31)).findings()
    assert [each.severity for each in found] == ["blocks", "blocks", "warns", "warns"]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 3, 31), ["quarter-not-over"]),
        (date(2026, 4, 1), []),
        (date(2026, 4, 15), []),
        (date(2026, 4, 16), ["claim-due"]),
        (date(2026, 4, 30), ["claim-due"]),
        (date(2026, 5, 1), ["claim-late"]),
        (date(2026, 12, 31), ["claim-late"]),
        (date(2027, 1, 1), ["claim-after-cutoff"]),
    ],
)
def test_the_claim_s_days(day: date, found: list[str]) -> None:
    assert codes(nothing_dated_ahead, day) == found


def nothing_dated_ahead(rows: Rows) -> None:
    """Whatever is paid by the quarter's end."""
    for each in rows["overtime"]:
        each["paid_on"] = each["worked_on"]


def test_the_last_quarter_is_late_before_the_cutoff() -> None:
    assert codes(nothing, date(2026, 12, 31), Q4) == ["claim-late"]
    assert codes(nothing, date(2027, 1, 1), Q4) == ["claim-after-cutoff"]


def test_a_cutoff_of_the_agency_s_own() -> None:
    own = add("readings", "fiscal_year_cutoff", "10-15", "2025-10-01", "Letter 7")
    assert codes(own, date(2026, 10, 15)) == ["claim-late"]
    assert codes(own, date(2026, 10, 16)) == ["claim-after-cutoff"]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 4, 16), []),
        (date(2026, 4, 17), ["claim-due"]),
        (date(2026, 5, 2), ["claim-due"]),
        (date(2026, 5, 3), ["claim-late"]),
    ],
)
def test_a_due_date_on_a_saturday_is_announced_by_the_friday(day: date, found: list[str]) -> None:
    assert codes(add("readings", "claim_due_days", "32", "2025-10-01", "Letter 7"), day) == found


@pytest.mark.parametrize(
    ("quarter", "days", "day", "due"),
    [
        (Q1, "30", "2026-01-30", "30 Jan 2026"),
        (Q2, "32", "2026-05-01", "Sat 2 May 2026; the working deadline is Fri 1 May 2026"),
        (Q2, "32", "2026-05-02", "Sat 2 May 2026; the working deadline was Fri 1 May 2026"),
        (
            Q3,
            "4",
            "2026-07-01",
            "Sat 4 Jul 2026; the working deadline is Thu 2 Jul 2026, before Independence Day (observed)",
        ),
        (Q4, "57", "2026-11-20", "Thu 26 Nov 2026; the working deadline is Wed 25 Nov 2026, before Thanksgiving Day"),
    ],
)
def test_the_working_deadline_is_named(quarter: Quarter, days: str, day: str, due: str) -> None:
    own = add("readings", "claim_due_days", days, "2025-10-01", "Letter 7")
    found = Defect("", own, quarter=quarter, day=date.fromisoformat(day)).findings()
    assert [each.text for each in found if each.code == "claim-due"] == [f"The claim is due on {due}."]


@pytest.mark.parametrize(
    ("cutoff", "day", "taken"),
    [
        ("12-31", "2026-11-20", "are taken until 31 Dec 2026."),
        (
            "12-25",
            "2026-12-24",
            "until Fri 25 Dec 2026; the working deadline is Thu 24 Dec 2026, before Christmas Day.",
        ),
        ("11-28", "2026-11-28", "are taken until Sat 28 Nov 2026; the working deadline was Fri 27 Nov 2026."),
        ("11-28", "2026-11-29", "were taken until Sat 28 Nov 2026; the working deadline was Fri 27 Nov 2026."),
        ("12-31", "2027-01-01", "were taken until 31 Dec 2026. This one may be refused."),
    ],
)
def test_the_cutoff_s_working_deadline_is_named(cutoff: str, day: str, taken: str) -> None:
    own = add("readings", "fiscal_year_cutoff", cutoff, "2025-10-01", "Letter 7")
    (finding,) = Defect("", own, day=date.fromisoformat(day)).findings()
    assert "Claims of fiscal year 2026 " in finding.text
    assert taken in finding.text


@pytest.mark.parametrize(("hours", "found"), [("12.00", []), ("12.25", ["overtime-long-day"])])
def test_sixteen_hours_leave_room_for_a_shift(hours: str, found: list[str]) -> None:
    amount = {"12.00": "534.84", "12.25": "545.98"}[hours]
    assert codes(more_overtime(OVERTIME_DAY, amount, hours)) == found


@pytest.mark.parametrize(
    ("amount", "found"),
    [("115.39", []), ("115.38", ["overtime-rate", "overtime-old-rate"]), ("259.62", []), ("259.64", ["overtime-rate"])],
)
def test_a_rate_from_two_thirds_to_one_and_a_half_of_the_usual_is_not_far(amount: str, found: list[str]) -> None:
    """The usual rate is 43.27; too low a one looks like an old one as well."""
    low = ["overtime-old-rate"] if amount == "115.39" else []
    assert codes(put("overtime", "0201", OVERTIME_DAY, amount=amount)) == [*low, *found]


def test_a_few_rates_say_nothing() -> None:
    few = drop("overtime", lambda each: each["officer_id"] == "0201" and each["worked_on"] < OVERTIME_DAY)
    odd = put("overtime", "0201", OVERTIME_DAY, amount="300.00")
    later = drop("overtime", lambda each: each["officer_id"] == "0201" and each["worked_on"] > "2026-03-08")
    assert codes(all_of(few, later, odd)) == []


def test_a_correction_is_no_double_and_no_odd_rate() -> None:
    assert codes(more_overtime(OVERTIME_DAY, "-20.00", "-0.50")) == []


def test_pay_behind_needs_half_of_the_officers() -> None:
    raised = {"0201", "0202"}
    few = drop("pay", lambda each: each["effective_on"] == "2026-01-11" and each["officer_id"] not in raised)
    assert "pay-behind" not in codes(few)


def test_eighty_percent_of_the_cap() -> None:
    assert codes(much_overtime("0201", 22)) == []
    assert codes(much_overtime("0201", 23)) == ["overtime-near-cap"]


def test_a_cap_that_no_overtime_of_the_quarter_nears() -> None:
    none = drop("overtime", lambda each: each["officer_id"] == "0201" and each["worked_on"] >= "2026-04-01")
    assert codes(all_of(much_overtime("0201", 23), none), quarter=Quarter(2026, 3)) == []


def test_a_raise_of_the_quarter_before_is_remembered() -> None:
    assert codes(without_the_raise, quarter=Quarter(2026, 3)) == ["pay-behind"]


def test_who_left_before_the_raise_missed_none() -> None:
    left = put("officers", "0204", separated_on="2026-01-05")
    assert "pay-behind" not in codes(all_of(without_the_raise, left))


def test_nothing_is_due_before_the_quarter_is_over() -> None:
    at_once = add("readings", "claim_due_days", "0", "2025-10-01", "Letter 7")
    assert codes(all_of(nothing_dated_ahead, at_once), date(2026, 3, 31)) == ["quarter-not-over"]


def test_an_authorization_renewed_on_its_last_day_after_the_quarter_does_not_end() -> None:
    renewed = add("authorizations", "0201", "TFM", "2025-05-16", "2026-05-01", "", "TFM-2", "ICE letter 2")
    assert codes(all_of(put("authorizations", "0201", expires_on="2026-05-01"), renewed)) == []


def test_of_two_authorizations_that_ended_the_later_has_lapsed() -> None:
    second = add("authorizations", "0204", "JEM", "2025-05-16", "2026-01-15", "2026-02-27", "JEM-2", "ICE letter 2")
    found = Defect("", all_of(put("authorizations", "0204", expires_on="2026-01-15"), second)).findings()
    assert [(each.code, each.text[:40]) for each in found] == [
        ("authorization-lapsed", "The JEM authorization of 15 Jan 2026 end")
    ]


def test_an_authorization_renewed_the_day_after_neither_ends_nor_lapses() -> None:
    renewed = add("authorizations", "0201", "TFM", "2025-05-16", "2026-03-01", "", "TFM-2", "ICE letter 2")
    assert codes(all_of(put("authorizations", "0201", expires_on="2026-03-01"), renewed)) == []
    late = all_of(put("authorizations", "0201", expires_on="2026-02-27"), renewed)
    assert codes(late) == ["authorization-lapsed"]


def test_an_agreement_without_dates_is_not_in_force() -> None:
    assert codes(put("agreements", "", "JEM", signed_on="")) == ["agreement-not-in-force"]


def test_every_model_s_officers_need_an_agreement_that_is_reimbursed() -> None:
    """Strict reimburses TFM alone, so that nobody asks for the others' agreements."""
    found = replace(BY_CODE["agreement-missing"], preset=Preset.STRICT).findings()
    assert found == []


def test_a_raise_that_only_one_missed_is_not_behind_before_its_day() -> None:
    assert codes(without_the_raise, quarter=Q1) == []


def test_who_has_left_has_no_lapsed_authorization() -> None:
    ended = put("authorizations", "0205", expires_on="2026-07-01")
    assert codes(ended, quarter=Quarter(2026, 3)) == []


def test_claims_not_known_are_not_missed() -> None:
    assert Defect("", nothing, claimed=None).findings() == []
    assert Defect("", nothing, claimed=frozenset({Q1})).findings() == []


def test_an_empty_book_has_no_official_and_no_result() -> None:
    claim = computed({}, "FY2026Q1")
    found = examine(examined(claim, (), date(2026, 1, 5), CALENDAR.holiday, frozenset()))
    assert [each.code for each in found] == ["official-missing", "agency-incomplete", "result-missing"]


@settings(max_examples=40)
@given(agencies(), quarters(), st.sampled_from(Preset), st.dates(date(2025, 10, 1), date(2028, 12, 31)))
def test_whatever_the_records_every_finding_is_a_check_s(rows: Rows, quarter: str, preset: Preset, day: date) -> None:
    claim = computed(rows, quarter, preset)
    found = examine(examined(claim, entries_of(rows), day, CALENDAR.holiday, frozenset()))
    known = {check.code for check in CHECKS}
    officers = {each.officer_id for each in claim.workings} | {None}
    for each in found:
        assert each.code in known
        assert each.officer_id in officers
        assert each.text.endswith(".")
