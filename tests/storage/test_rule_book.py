"""The rule files: every value is dated and cited; a malformed file is refused when loaded."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from muster import paths
from muster.domain.readings import Preset, Readings
from muster.domain.records import Model, Override
from muster.storage.rule_book import ORDER, RuleFileError, load_rules

LAST = date(2026, 9, 30)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the shipped rules to spoil."""
    return shutil.copytree(paths.rules(), tmp_path / "rules")


@pytest.mark.parametrize("name", ORDER)
def test_every_value_is_cited_and_explained(name: str) -> None:
    parameter = load_rules(paths.rules()).parameters[name]
    assert parameter.title
    assert parameter.explanation.endswith(".")
    assert parameter.rule
    for dated in (each for values in parameter.presets.values() for each in values):
        assert len(dated.source) > 20
        assert dated.effective_on == date(2025, 10, 1)
    known = {each.value for each in parameter.alternatives}
    if parameter.kind == "choice":
        assert {values[-1].value for values in parameter.presets.values()} <= known
        assert all(each.meaning for each in parameter.alternatives)


@pytest.mark.parametrize(
    ("name", "published", "strict"),
    [
        ("reimbursable_models", "TFM JEM WSO", "TFM"),
        ("benefits_mode", "as_entered", "actual"),
        ("overtime_cap_base", "eligible_fy_salary_projected", "eligible_salary_accrued"),
        ("award_rounding", "floor", "floor"),
        ("award_count_rule", "quarter_end", "whole_quarter"),
        ("missing_payroll", "warn", "block"),
        ("claim_due_days", "30", "30"),
        ("fiscal_year_cutoff", "12-31", "12-31"),
    ],
)
def test_the_presets(name: str, published: str, strict: str) -> None:
    rules = load_rules(paths.rules())
    assert Readings(rules, Preset.PUBLISHED).on(name, LAST).text == published
    assert Readings(rules, Preset.STRICT).on(name, LAST).text == strict


def test_an_override_holds_from_its_date_under_either_preset() -> None:
    override = Override("reimbursable_models", "WSO TFM", date(2026, 2, 3), "Letter of the field office")
    for preset in Preset:
        readings = Readings(load_rules(paths.rules()), preset, [override])
        assert readings.on("reimbursable_models", date(2026, 2, 2)).origin == preset
        found = readings.on("reimbursable_models", date(2026, 2, 3))
        assert found.value == (Model.TFM, Model.WSO)
        assert found.plain == ["TFM", "WSO"]
        assert (found.origin, found.source) == ("override", "Letter of the field office")


def test_an_override_without_a_date_always_holds() -> None:
    readings = Readings(load_rules(paths.rules()), Preset.STRICT, [Override("claim_due_days", "45")])
    assert readings.on("claim_due_days", date(1999, 1, 1)).value == 45


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kind = ", "sort = ", "unknown key sort"),
        ('kind = "choice"', 'kind = "colour"', "unknown kind colour"),
        ('value = "floor"\nsource', 'value = "ceiling"\nsource', "not a value of award_rounding"),
        ("effective_on = 2025-10-01", 'effective_on = "1 Oct"', "not a date"),
        ("[[published]]", "[[publisht]]", "unknown key publisht"),
        ('source = "DHS', 'sauce = "DHS', "source"),
        ("title = ", "title ", "award_rounding.toml"),
    ],
)
def test_a_malformed_file_is_refused(rules: Path, old: str, new: str, words: str) -> None:
    file = rules / "award_rounding.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleFileError, match=words) as caught:
        load_rules(rules)
    assert "award_rounding.toml" in str(caught.value)


def test_values_out_of_order_are_refused(rules: Path) -> None:
    file = rules / "claim_due_days.toml"
    earlier = '[[published]]\neffective_on = 2025-01-01\nvalue = "60"\nsource = "somewhere"\n'
    file.write_text(file.read_text(encoding="utf-8") + earlier, encoding="utf-8")
    with pytest.raises(RuleFileError, match="order of their dates"):
        load_rules(rules)


def test_a_missing_or_unknown_file_is_refused(rules: Path) -> None:
    (rules / "award_tiers.toml").rename(rules / "award_tears.toml")
    with pytest.raises(RuleFileError, match=r"award_tears\.toml: unknown rule file"):
        load_rules(rules)
    (rules / "award_tears.toml").unlink()
    with pytest.raises(RuleFileError, match=r"award_tiers\.toml: the file is missing"):
        load_rules(rules)
