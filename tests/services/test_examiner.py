"""The examiner on the sample agency's book: exactly what docs/sample-agency.md says was put there."""

from dataclasses import replace
from datetime import date

import pytest

from muster.domain.examiner.finding import Severity
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.domain.records import Agency, Authorization, OvertimeEntry, Result
from muster.services.bundle import Services
from muster.services.ports import MusterError

WITHOUT_PAYROLL = "0118 0133 0145 0151 0174 0193 0211 0229 0236 0262 0409 0425"
"""The sample's clerk keeps payroll of the other officers alone, to 2026-11-08."""

PUBLISHED = {
    "FY2026Q1": {
        "claim-late": "-",
        "agreement-not-in-force": "-",  # WSO from 2025-12-01 only; 0301 is authorized from 2025-11-24
        "training-late": "0236",
        "benefits-provisional": "0151 0229 0262 0425",
        "not-reconciled": f"{WITHOUT_PAYROLL} 0440",
        "overtime-not-eligible": "0133 0236",
        "overtime-unpaid": "0262",  # compensatory time
    },
    "FY2026Q2": {
        "claim-late": "-",
        "results-differ": "-",
        "benefits-provisional": "0151 0229 0262 0312 0425",
        "effort-unsupported": "0188",  # 317/520 since October
        "not-reconciled": f"{WITHOUT_PAYROLL} 0312 0440",
        "overtime-unpaid": "0262",
        "overtime-near-cap": "0160",  # the cap shrinks with the separation that is to come
    },
    "FY2026Q3": {
        "claim-late": "-",
        "result-not-ice": "-",
        "no-referrals": "-",
        "authorization-ends": "0229",  # to 2026-06-30, the next from 2026-08-03
        "benefits-provisional": "0151 0229 0248 0262 0312 0425",
        "effort-unsupported": "0188 0425",
        "not-reconciled": f"{WITHOUT_PAYROLL} 0248 0301 0312",  # 0301: payroll without benefits
        "overtime-over-cap": "0118 0160",
    },
    "FY2026Q4": {
        "claim-late": "-",
        "authorization-lapsed": "0229",
        "benefits-provisional": "0151 0229 0248 0262 0312 0425",
        "effort-unsupported": "0425",
        "not-reconciled": f"{WITHOUT_PAYROLL} 0248 0301 0312",
        "overtime-not-eligible": "0229",  # between the authorizations
        "overtime-unpaid": "0262",
        "overtime-lapses": "0118 0160",
    },
    "FY2027Q1": {
        "quarter-not-over": "-",
        "result-missing": "-",
        "authorization-ends": "0174",
        "pay-behind": "0102 0126 0174 0254 0402 0417 0456",  # the others' raise of 2026-10-04
        "benefits-provisional": "0102 0151 0188 0229 0248 0262 0312 0425",
        "effort-unsupported": "0188 0425",
        "not-reconciled": (
            "0102 0118 0126 0133 0145 0151 0174 0188 0193 0205 0229 0236 0248 0254 0262 0301 0312 0402 0409 0417 0425"
            " 0456"
        ),
        "overtime-unpaid": (
            "0118 0126 0133 0145 0151 0174 0193 0229 0236 0248 0254 0262 0301 0402 0409 0417 0456"  # since 2026-10-25
        ),
    },
}
"""Officers by check; ``-`` is the claim as a whole."""

# Strict reimburses TFM alone, takes payroll's benefits only, and lets the cap grow with the salary.
STRICT = {
    "FY2026Q1": {
        "claim-late": "-",
        "training-late": "0236",
        "not-reconciled": "0118 0133 0145 0151 0174 0193 0211 0229 0236 0262",
        "overtime-not-eligible": "0133 0236 0301 0402 0409 0425 0440",
        "overtime-unpaid": "0262",
        "overtime-over-cap": "0118 0160 0417",
    },
    "FY2026Q2": {
        "claim-late": "-",
        "results-differ": "-",
        "effort-unsupported": "0188",
        "not-reconciled": "0118 0133 0145 0151 0174 0193 0211 0229 0236 0262",
        "overtime-not-eligible": "0301 0312 0402 0409 0425 0440",
        "overtime-unpaid": "0262",
        "overtime-near-cap": "0417",
        "overtime-over-cap": "0118 0160",
    },
    "FY2026Q3": {
        "claim-late": "-",
        "result-not-ice": "-",
        "no-referrals": "-",
        "authorization-ends": "0229",
        "effort-unsupported": "0188",
        "not-reconciled": "0118 0133 0145 0151 0174 0193 0211 0229 0236 0248 0262",
        "overtime-not-eligible": "0151 0301 0312 0402 0409 0425",
        "overtime-over-cap": "0118 0160",
    },
    "FY2026Q4": {
        "claim-late": "-",
        "authorization-lapsed": "0229",
        "not-reconciled": "0118 0133 0145 0174 0193 0211 0229 0236 0248 0262",
        "overtime-not-eligible": "0151 0229 0301 0312 0402 0409 0425",
        "overtime-unpaid": "0262",
        "overtime-lapses": "0118 0160",
    },
    "FY2027Q1": {
        "quarter-not-over": "-",
        "result-missing": "-",
        "authorization-ends": "0174",
        "pay-behind": "0102 0126 0174 0254 0417 0456",
        "effort-unsupported": "0188",
        "not-reconciled": ("0102 0118 0126 0133 0145 0174 0188 0193 0205 0229 0236 0248 0254 0262 0417 0456"),
        "overtime-not-eligible": "0151 0301 0312 0409 0425",
        "overtime-unpaid": "0118 0126 0133 0145 0151 0174 0193 0229 0236 0248 0254 0262 0301 0402 0409 0417 0456",
    },
}
EXPECTED = [
    (preset, quarter, found)
    for preset, quarters in ((Preset.PUBLISHED, PUBLISHED), (Preset.STRICT, STRICT))
    for quarter, found in quarters.items()
]
Q1 = Quarter(2026, 1)


@pytest.mark.parametrize(("preset", "quarter", "expected"), EXPECTED, ids=[f"{q}-{p}" for p, q, _ in EXPECTED])
def test_the_sample_agency(sample: Services, preset: Preset, quarter: str, expected: dict[str, str]) -> None:
    examination = sample.examiner.examine(Quarter.parse(quarter), preset)
    assert (str(examination.quarter), examination.preset, examination.day) == (quarter, preset, date(2026, 11, 20))
    found: dict[str, list[str]] = {}
    for each in examination.findings:
        found.setdefault(each.code, []).append(each.officer_id or "-")
    earlier = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)
    skipped = ["-" for each in earlier if each < Quarter.parse(quarter)]  # nothing is certified in the sample's book
    assert found.pop("quarter-skipped", []) == skipped
    assert {code: " ".join(sorted(officers)) for code, officers in found.items()} == {
        code: " ".join(sorted(officers.split())) for code, officers in expected.items()
    }
    blocking = {"quarter-not-over"} | ({"not-reconciled"} if preset is Preset.STRICT else set())
    assert {each.code for each in examination.of(Severity.BLOCKS)} == blocking & expected.keys()


def test_a_finding_leads_to_its_record(sample: Services) -> None:
    found = {(each.code, each.officer_id): each.record for each in sample.examiner.examine(Q1).findings}
    training, overtime = found["training-late", "0236"], found["overtime-not-eligible", "0133"]
    assert isinstance(training, Authorization)
    assert training.trained_on == date(2025, 12, 5)
    assert isinstance(overtime, OvertimeEntry)
    assert overtime.worked_on == date(2025, 11, 8)
    with sample.book.read() as records:
        assert records.find(Authorization, training.id) == training
        assert records.find(OvertimeEntry, overtime.id) == overtime


def test_the_result_of_the_agency_is_the_one_that_differs(sample: Services) -> None:
    findings = sample.examiner.examine(Quarter(2026, 2)).findings
    (record,) = [each.record for each in findings if each.code == "results-differ"]
    assert isinstance(record, Result)
    assert record.located == 181


def test_overtime_before_the_quarter_is_what_a_rate_is_compared_with(sample: Services) -> None:
    """0254 has one entry in FY2027Q1; at a tenth of the usual rate it stands out against those before."""
    services = sample
    with services.book.change("Mistyped amount") as records:
        (entry,) = [each for each in records.of_officer(OvertimeEntry, "0254") if each.worked_on >= date(2026, 10, 25)]
        assert entry.amount
        records.replace(replace(entry, amount=entry.amount // 10))
    found = services.examiner.examine(Quarter(2027, 1)).findings
    assert [each.officer_id for each in found if each.code == "overtime-rate"] == ["0254"]


def test_a_quarter_before_the_program(sample: Services) -> None:
    with pytest.raises(MusterError, match="FY2025Q4 cannot be claimed"):
        sample.examiner.examine(Quarter(2025, 4))


def test_an_empty_book(empty: Services) -> None:
    found = empty.examiner.examine(Q1).findings
    assert [each.code for each in found] == ["official-missing", "agency-incomplete", "claim-late", "result-missing"]
    assert isinstance(found[0].record, Agency)
