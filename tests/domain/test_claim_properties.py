"""What holds of every claim, on random agencies."""

from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from muster.domain.cells import parse_date
from muster.domain.computation import Computation
from muster.domain.eligibility import ONE_DAY
from tests.domain.files import Rows, claim_of, computed
from tests.oracle.random_agencies import agencies, quarters

YEAR = ("FY2026Q1", "FY2026Q2", "FY2026Q3", "FY2026Q4")
few = settings(max_examples=30)
presets = st.sampled_from(["published", "strict"])


@few
@given(agencies(overrides=False), presets)
def test_four_quarters_tile_to_the_year(rows: Rows, preset: str) -> None:
    last = computed(rows, YEAR[-1], preset)
    claims = [*(claim_of(rows, quarter, preset) for quarter in YEAR[:-1]), last.claim]
    for line in claims[-1].lines:
        work = last.of(line.officer_id)
        lines = [each for claim in claims for each in claim.lines if each.officer_id == line.officer_id]
        assert sum(each.salary for each in lines) == work.salary.to_date.amount
        assert sum(each.benefits for each in lines) == work.benefits.to_date.amount
        assert sum(each.overtime for each in lines) == work.overtime.to_date.claimed
        if len(lines) == len(YEAR):  # a quarter in which nothing is claimed has no line to count days on
            assert sum(each.eligible_days for each in lines) == sum(span.days.days for span in work.spans)


@few
@given(agencies(), quarters(), presets)
def test_lines_foot(rows: Rows, quarter: str, preset: str) -> None:
    claim = claim_of(rows, quarter, preset)
    for line in claim.lines:
        assert line.total == line.salary + line.benefits + line.overtime
        assert line.salary or line.benefits or line.overtime
    assert claim.totals.salary == sum(line.salary for line in claim.lines)
    assert claim.totals.benefits == sum(line.benefits for line in claim.lines)
    assert claim.totals.overtime == sum(line.overtime for line in claim.lines)
    assert claim.totals.reimbursement == sum(line.total for line in claim.lines)
    assert [line.officer_id for line in claim.lines] == sorted(line.officer_id for line in claim.lines)


@few
@given(agencies(), quarters(), presets)
def test_never_over_the_cap_nor_over_cost(rows: Rows, quarter: str, preset: str) -> None:
    for each in computed(rows, quarter, preset).workings:
        assert each.overtime.to_date.claimed <= max(each.overtime.to_date.cap, 0)
        assert each.overtime.to_date.claimed + each.overtime.carried == each.overtime.to_date.worked
        for to_date in (each.salary.to_date, each.benefits.to_date):
            assert to_date.amount <= to_date.entitlement
            assert to_date.actual is None or to_date.amount <= to_date.actual


@few
@given(agencies(corrections=False), quarters(), presets, st.data())
def test_one_more_eligible_day_never_lowers_the_salary(
    rows: Rows, quarter: str, preset: str, data: st.DataObject
) -> None:
    assume(rows["interruptions"])
    index = data.draw(st.integers(0, len(rows["interruptions"]) - 1))
    before, after = (salary_to_date(computed(each, quarter, preset)) for each in (rows, one_day_later(rows, index)))
    officer_id = rows["interruptions"][index]["officer_id"]
    assert after.get(officer_id, 0) >= before.get(officer_id, 0)


def one_day_later(rows: Rows, index: int) -> Rows:
    """The same rows with an interruption, other than unpaid leave, that begins a day later."""
    shortened = dict(rows["interruptions"][index])
    assume(shortened["kind"] != "unpaid_leave")  # it changes what payroll is spread over as well
    start = parse_date(shortened["from"]) + ONE_DAY
    others = [row for place, row in enumerate(rows["interruptions"]) if place != index]
    if shortened["until"] and parse_date(shortened["until"]) <= start:
        return {**rows, "interruptions": others}
    return {**rows, "interruptions": [*others, {**shortened, "from": start.isoformat()}]}


def salary_to_date(found: Computation) -> dict[str, int]:
    """The year to date of every line's officer."""
    return {line.officer_id: found.of(line.officer_id).salary.to_date.amount for line in found.claim.lines}


@few
@given(agencies(corrections=False, overrides=False), quarters())
def test_strict_never_passes_published(rows: Rows, quarter: str) -> None:
    published, strict = (computed(rows, quarter, preset) for preset in ("published", "strict"))
    for one, other in zip(strict.workings, published.workings, strict=True):
        assert one.officer_id == other.officer_id
        assert one.salary.to_date.amount <= other.salary.to_date.amount
        assert one.overtime.to_date.claimed <= other.overtime.to_date.claimed


@few
@given(agencies(), quarters(), presets, st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(rows: Rows, quarter: str, preset: str, random: Random) -> None:
    shuffled = {name: random.sample(list(some), len(some)) for name, some in rows.items()}
    assert claim_of(shuffled, quarter, preset) == claim_of(rows, quarter, preset)
