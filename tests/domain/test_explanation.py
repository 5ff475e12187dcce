"""Every figure's derivation leads to the figure, by arithmetic alone, and down to records and rules."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster import paths
from muster.domain.arithmetic import result
from muster.domain.award import rate
from muster.domain.award_explanation import AWARD_FIGURES, Estimate, explain_award, explain_estimates
from muster.domain.claim import Adjustment, Resubmitted
from muster.domain.computation import Computation, compute
from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.explanation import FIGURES, explain_figure
from muster.domain.fiscal import Quarter
from muster.domain.intervals import add_years
from muster.domain.ledger.records import Component
from muster.domain.quantities import parse_percent
from muster.domain.readings import Preset
from muster.domain.records import AgencyFile, Authorization, Officer, Override, Record
from muster.domain.schema import COLUMNS
from muster.domain.total_explanation import explain_change, explain_total
from tests.composition import RULES
from tests.domain.evaluate import evaluate
from tests.domain.files import Rows, agency_file, computed
from tests.oracle.folder import read_folder
from tests.oracle.random_agencies import agencies, quarters

SAMPLE = agency_file(read_folder(paths.sample_agency()))
TOTALS = ("salary", "benefits", "overtime", "reimbursement")


def trees(made: Computation) -> Iterator[tuple[Derivation, int | Fraction]]:
    """Every derivation of a claim, with what it has to come to."""
    for each in made.workings:
        for figure in FIGURES:
            line = next((line for line in made.claim.lines if line.officer_id == each.officer_id), None)
            tree = explain_figure(each, figure)
            yield tree, getattr(line, figure) if line else tree.number
    for total in TOTALS:
        yield explain_total(made.claim, total, made.officers), getattr(made.claim.totals, total)
    award = made.claim.award
    expected = {
        "award": award.amount,
        "award_per_officer": award.per_officer,
        "award_officers": award.officers,
        "award_tier": award.tier.percent if award.tier else 0,
        "award_rate": (rate(award.result) if award.result else None) or 0,
    }
    for figure in AWARD_FIGURES:
        yield explain_award(Estimate.of(made), figure), expected[figure]


def check(made: Computation, known: set[tuple[type, int]]) -> None:
    for tree, value in trees(made):
        assert evaluate(tree) == tree.value == value
        for node in tree.walk():
            assert evaluate(node) == node.value
            assert node.source is None or (type(node.source), node.source.id) in known
            if node.operation is Operation.GIVEN:
                check_leaf(node)
            else:
                assert result(node.operation, [evaluate(each) for each in node.inputs]) == node.value


def check_leaf(leaf: Derivation) -> None:
    """It is a cell of a record, or what a rule says, a reading or the calendar; nothing stays unnamed."""
    assert leaf.label not in {"From", "Until", "In pay"}, leaf
    if leaf.source is None:
        assert re.fullmatch(r"R\d+", leaf.rule), leaf
        assert leaf.note or leaf.unit is Unit.DATE or leaf.value == 100, leaf
    elif leaf.unit is Unit.DATE:
        assert leaf.value in {cell(leaf), after(leaf)}
    elif leaf.field and leaf.value:
        assert cell(leaf) == leaf.value
    else:
        assert leaf.note or leaf.value == 0, leaf


def cell(leaf: Derivation) -> object:
    """What stands in the record; a line's figure stands in the claim."""
    source = leaf.source
    assert source is not None
    if isinstance(source, Officer) and leaf.field in FIGURES:
        return leaf.value
    if isinstance(source, Override) and leaf.field == "value":
        return parse_percent(source.value)
    named = {column.name: column.attribute for column in COLUMNS[type(source)]}
    return getattr(source, named[leaf.field])


def after(leaf: Derivation) -> object:
    """The day that follows from the cell: after the last day employed, or at the end of an authorization's years."""
    match leaf.source:
        case Officer() if leaf.source.separated_on:
            return leaf.source.separated_on + timedelta(days=1)
        case Authorization():
            return add_years(leaf.source.authorized_on, 2)
    return None


def records_of(file: AgencyFile) -> set[tuple[type, int]]:
    """Every record of the agency, by kind and number."""
    records: list[Record] = [*file.agreements, *file.results, *file.overrides]
    for officer in file.officers:
        records += [officer.officer, *officer.authorizations, *officer.interruptions]
        records += [*officer.pay, *officer.effort, *officer.payroll]
        records += [one.source for one in officer.overtime if one.source]
    found = {(type(record), record.id) for record in records}
    assert all(number for _, number in found)
    return found


@settings(max_examples=30)
@given(agencies(), quarters(), st.sampled_from(Preset))
def test_random_agencies(rows: Rows, quarter: str, preset: Preset) -> None:
    file = agency_file(rows)
    check(compute(file, Quarter.parse(quarter), preset, RULES), records_of(file))


@pytest.mark.parametrize("preset", list(Preset))
@pytest.mark.parametrize("quarter", ["FY2026Q1", "FY2026Q2", "FY2026Q3", "FY2026Q4", "FY2027Q1"])
def test_sample_agency(quarter: str, preset: Preset) -> None:
    check(compute(SAMPLE, Quarter.parse(quarter), preset, RULES), records_of(SAMPLE))


def test_what_the_strict_preset_changes() -> None:
    published, strict = (
        explain_figure(compute(SAMPLE, Quarter(2026, 3), each, RULES).of("0151"), "total") for each in Preset
    )
    change = explain_change(published, strict)
    assert evaluate(change) == change.value == strict.number - published.number != 0
    assert change.label == "Total under strict less published, FY2026Q3"
    assert [each.label for each in change.inputs] == ["Strict, FY2026Q3", "Published, FY2026Q3"]


def test_estimates_of_a_year() -> None:
    year = [Quarter(2026, number) for number in (1, 2, 3, 4)]
    awards = [(quarter, compute(SAMPLE, quarter, Preset.PUBLISHED, RULES).claim.award) for quarter in year]
    tree = explain_estimates("FY2026", awards)
    assert evaluate(tree) == tree.value == sum(award.amount for _, award in awards)
    assert [leaf.source for leaf in tree.inputs] == [award.result for _, award in awards]
    none_stated = (Quarter(2027, 1), compute(SAMPLE, Quarter(2027, 1), Preset.PUBLISHED, RULES).claim.award)
    assert explain_estimates("FY2027", [none_stated]).inputs[0].note == "No location result is recorded for FY2027Q1."


def test_what_stands_beside_the_lines_adds_up() -> None:
    found = computed(read_folder(paths.sample_agency()), "FY2026Q2")
    adjustment = Adjustment("0417", "Lind, Avery", Component.SALARY, Quarter(2026, 1), "FY26Q1-001", 500, 200)
    again = Resubmitted("0118", "Castellano", Component.OVERTIME, Quarter(2026, 1), "FY26Q1-001", 6, 1_000)
    totals = replace(found.claim.totals, adjustments=-300, resubmitted=1_000)
    claim = replace(found.claim, adjustments=(adjustment,), resubmitted=(again,), totals=totals)
    recomputed = Derivation("Recomputed", 200, Unit.MONEY, rule="R15")
    claimed = Derivation("Claimed", 500, Unit.MONEY, rule="R15")
    how = Derivation("Adjustment", -300, Unit.MONEY, Operation.DIFFERENCE, (recomputed, claimed), "R15")
    for figure in ("adjustments", "resubmitted", "claimed"):
        tree = explain_total(claim, figure, found.officers, [how])
        assert evaluate(tree) == tree.value == getattr(totals, figure)
        assert all(node.source or node.rule for node in tree.walk())
