"""What the pages read: roster, caps, results, readings, the agency."""

from muster.domain.cells import parse_date
from muster.domain.eligibility import REASONS
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.domain.records import Agency, Agreement, Model
from muster.services.bundle import Services
from muster.services.officers import _REASONS
from muster.services.overtime import EntryStanding

TODAY = parse_date("2026-11-20")


def test_the_roster_says_how_everybody_stands(sample: Services) -> None:
    rows = {row.officer.officer_id: row for row in sample.officers.roster()}
    assert list(rows) == sorted(rows)
    assert len(rows) == 25
    assert rows["0417"].standing.eligible
    assert rows["0417"].words.startswith("Eligible as TFM since ")
    assert any(row.ends_soon for row in rows.values())
    assert any(row.words.startswith("Separated;") for row in rows.values())
    detail = sample.officers.detail("0417")
    assert detail is not None
    assert detail.row == rows["0417"]
    assert detail.pay
    assert detail.overtime
    assert sample.officers.detail("none") is None


def test_every_reason_has_words() -> None:
    assert set(_REASONS) == set(REASONS) - {"separated"}


def test_caps_are_the_claim_s(sample: Services) -> None:
    quarter = Quarter(2026, 4)
    lines = {line.officer_id: line for line in sample.claims.claim(quarter).lines}
    rows = {row.officer_id: row for row in sample.overtime.of_quarter(quarter).caps}
    assert lines.keys() <= rows.keys()
    for officer_id, line in lines.items():
        assert rows[officer_id].position.to_date.cap == line.overtime_cap
        assert rows[officer_id].used + rows[officer_id].position.left == line.overtime_cap
    over = [row for row in rows.values() if row.position.carried]
    assert over
    assert all(row.percent_used == 100 or not row.position.to_date.cap for row in over)


def test_overtime_of_a_quarter_and_of_an_officer(sample: Services) -> None:
    quarter = Quarter(2026, 1)
    rows = sample.overtime.of_quarter(quarter).entries
    assert rows
    assert all(quarter.span.holds(row.entry.worked_on) and row.name for row in rows)
    claimed = sum(line.overtime_worked for line in sample.claims.claim(quarter).lines)
    assert sum(row.entry.amount or 0 for row in rows if row.standing is EntryStanding.COUNTS) == claimed
    mine = sample.overtime.of_officer("0417")
    assert [row.entry.worked_on for row in mine] == sorted(row.entry.worked_on for row in mine)


def test_results_by_quarter(sample: Services) -> None:
    rows = {str(row.quarter): row for row in sample.results.rows(TODAY)}
    assert list(rows) == ["FY2026Q1", "FY2026Q2", "FY2026Q3", "FY2026Q4", "FY2027Q1"]
    assert rows["FY2026Q2"].rate is not None
    assert rows["FY2026Q2"].rate * 10 == 895
    assert rows["FY2026Q3"].rate is None
    assert rows["FY2027Q1"].results == ()
    assert rows["FY2026Q4"].award.amount == 7500_00


def test_readings_under_both_presets(sample: Services) -> None:
    rows = {row.parameter.name: row for row in sample.readings.rows(TODAY)}
    assert rows["overtime_cap_base"].under(Preset.STRICT).text == "eligible_salary_accrued"
    overridden = rows["award_count_rule"]
    assert overridden.overrides
    assert overridden.under(Preset.STRICT).origin == "override"


def test_the_agency_and_its_agreements(sample: Services, empty: Services) -> None:
    profile = sample.agency.profile()
    assert profile.agency.name
    assert [each.model for each in profile.agreements] == sorted(
        (each.model for each in profile.agreements), key=list(Model).index
    )
    assert profile.in_force(Model.TFM, TODAY)
    blank = empty.agency.profile()
    assert blank.agency == Agency()
    empty.records.save(Agreement(Model.TFM))
    assert not empty.agency.profile().in_force(Model.TFM, TODAY)
