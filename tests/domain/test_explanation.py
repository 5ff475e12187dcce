"""Every figure's derivation leads to the figure, by arithmetic alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from muster import paths
from muster.domain.computation import Computation
from muster.domain.derivation import Operation, Unit
from muster.domain.explanation import FIGURES, explain_award, explain_figure, explain_total
from tests.domain.evaluate import evaluate
from tests.domain.files import Rows, computed
from tests.oracle.folder import read_folder
from tests.oracle.random_agencies import agencies, quarters


def check(found: Computation) -> None:
    claim = found.claim
    for line in claim.lines:
        for figure in FIGURES:
            tree = explain_figure(found.of(line.officer_id), figure)
            assert evaluate(tree) == tree.value == getattr(line, figure)
            for node in tree.walk():
                assert evaluate(node) == node.value
    for total in ("salary", "benefits", "overtime", "reimbursement"):
        assert evaluate(explain_total(claim, total, found.officers)) == getattr(claim.totals, total)
    assert evaluate(explain_award(claim)) == claim.totals.award


@settings(max_examples=30)
@given(agencies(), quarters(), st.sampled_from(["published", "strict"]))
def test_random_agencies(rows: Rows, quarter: str, preset: str) -> None:
    check(computed(rows, quarter, preset))


def test_sample_agency_and_its_leaves() -> None:
    rows = read_folder(paths.sample_agency())
    for quarter in ("FY2026Q1", "FY2026Q2", "FY2026Q4"):
        found = computed(rows, quarter)
        check(found)
        for line in found.claim.lines:
            for node in explain_figure(found.of(line.officer_id), "total").walk():
                if node.operation is Operation.GIVEN and node.unit is Unit.MONEY and node.value:
                    assert node.source is not None
                    assert node.source.id
