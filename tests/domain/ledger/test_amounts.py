"""The amounts of a claim: all of it, each once, none of nothing (R13, R15, R18)."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from muster.domain.claim import Adjustment, Claim, Resubmitted
from muster.domain.fiscal import Quarter
from muster.domain.ledger.amounts import amounts
from muster.domain.ledger.records import ClaimAmount, Component, Nature
from tests.domain.files import Rows, claim_of
from tests.domain.ledger.examples import Q1, Q2
from tests.oracle import example_rows
from tests.oracle.random_agencies import agencies, quarters

NUMBER, FIRST = "FY26Q2-001", "FY26Q1-001"


def adjustment(component: Component, claimed: int, recomputed: int) -> Adjustment:
    return Adjustment("0004", "Pike, Devon", component, Q1, FIRST, claimed, recomputed)


def corrected(claim: Claim, *corrections: Adjustment) -> Claim:
    """The claim with corrections of overtime in its first line, which claims so much more or less (R13)."""
    first, *others = claim.lines
    more = sum(each.amount for each in corrections)
    line = replace(first, overtime=first.overtime + more, total=first.total + more, corrections=corrections)
    overtime, reimbursement = claim.totals.overtime + more, claim.totals.reimbursement + more
    totals = replace(claim.totals, overtime=overtime, reimbursement=reimbursement)
    return replace(claim, lines=(line, *others), totals=totals)


def told(found: list[ClaimAmount]) -> list[tuple[int, Nature, Component, Quarter, int, str, int | None]]:
    return [
        (each.line, each.nature, each.component, each.quarter, each.amount, each.corrects, each.corrects_line)
        for each in found
    ]


def test_corrections_adjustments_and_what_is_claimed_again() -> None:
    """E04 before the separation: 17,309.59 of salary and 7,500.00 of overtime, no benefits."""
    rows = example_rows.e04()
    employed = {**rows, "officers": [{**each, "separated_on": ""} for each in rows["officers"]]}
    claim = corrected(claim_of(employed, "FY2026Q2"), adjustment(Component.OVERTIME, 8000_00, 7600_00))
    (line,) = claim.lines
    assert (line.salary, line.benefits, line.overtime) == (17_309_59, 0, 7100_00)
    claim = replace(
        claim,
        adjustments=(adjustment(Component.SALARY, 17_694_25, 17_700_00), adjustment(Component.BENEFITS, 5, 5)),
        resubmitted=(Resubmitted("0004", line.name, Component.OVERTIME, Q1, FIRST, 2, 1000_00),),
    )
    salary, overtime, again = Component.SALARY, Component.OVERTIME, Nature.RESUBMISSION
    assert told(amounts(claim, NUMBER)) == [
        (1, Nature.OWN, salary, Q2, 17_309_59, "", None),
        (2, Nature.OWN, overtime, Q2, 7500_00, "", None),
        (3, Nature.ADJUSTMENT, overtime, Q1, -400_00, FIRST, None),
        (4, Nature.ADJUSTMENT, salary, Q1, 5_75, FIRST, None),
        (5, again, overtime, Q1, 1000_00, FIRST, 2),
    ]


def test_a_line_that_comes_to_nothing_has_two_amounts() -> None:
    """Overtime of the quarter and what it corrects are decided on apart."""
    claim = claim_of(example_rows.e04(), "FY2026Q1")
    (line,) = claim.lines
    found = amounts(corrected(claim, adjustment(Component.OVERTIME, line.overtime, 0)), NUMBER)
    assert [(each.nature, each.amount) for each in found if each.component is Component.OVERTIME] == [
        (Nature.OWN, line.overtime),
        (Nature.ADJUSTMENT, -line.overtime),
    ]


@settings(max_examples=30)
@given(agencies(), quarters(), st.sampled_from(["published", "strict"]), st.integers(-9000_00, 9000_00))
def test_they_add_up_to_the_claim(rows: Rows, quarter: str, preset: str, more: int) -> None:
    claim = claim_of(rows, quarter, preset)
    if claim.lines:
        claim = corrected(claim, adjustment(Component.OVERTIME, 0, more))
    found = amounts(claim, NUMBER)
    assert sum(each.amount for each in found) == claim.totals.claimed
    assert [each.line for each in found] == list(range(1, len(found) + 1))
    assert all(each.amount and each.number == NUMBER for each in found)
    assert len({(each.officer_id, each.component, each.quarter, each.nature) for each in found}) == len(found)
