"""Claims through the public service, from a real book: the worked examples, the sample agency, the explanations."""

from collections.abc import Callable
from typing import Any

import pytest

from muster import paths
from muster.domain.cells import parse_date
from muster.domain.explanation import FIGURES
from muster.domain.fiscal import Quarter
from muster.domain.money import money_text
from muster.domain.readings import Preset
from muster.domain.records import Officer, OvertimeEntry
from muster.services.bundle import Services
from muster.services.claim_json import document
from muster.services.ports import MusterError
from tests.domain.evaluate import evaluate
from tests.oracle import example_rows as rows_of
from tests.oracle.cells import Rows
from tests.oracle.day_by_day import claim as day_by_day
from tests.oracle.folder import read_folder
from tests.oracle.folder import row as make_row

Imported = Callable[[Rows], Services]
Q1 = Quarter.parse("FY2026Q1")
QUARTERS = ("FY2026Q1", "FY2026Q2", "FY2026Q3", "FY2026Q4", "FY2027Q1")
E = rows_of.EXAMPLES


def claim(services: Services, quarter: str, preset: str = "published") -> dict[str, Any]:
    return document(services.claims.claim(Quarter.parse(quarter), Preset(preset)))


def test_e01(imported: Imported) -> None:
    services = imported(rows_of.e01())
    for index, quarter in enumerate(QUARTERS[:4]):
        (line,) = claim(services, quarter)["lines"]
        assert line["salary"] == E["E01"]["outputs"]["salary"][index]["claim"]
        assert line["benefits"] == E["E01"]["outputs"]["benefits"][index]["claim"]


@pytest.mark.parametrize(("named", "base"), rows_of.CAP_BASES.items())
def test_e03(imported: Imported, named: str, base: str) -> None:
    services = imported(rows_of.e03(base))
    for index, row in enumerate(E["E03"]["outputs"].get(named) or E["E03"]["alternatives"][named]):
        (line,) = claim(services, QUARTERS[index])["lines"]
        assert line["salary"] == E["E03"]["outputs"]["salary"][index]["claim"]
        assert (line["overtime"], line["overtime_carried"]) == (row["ot_claim"], row["carried_forward"])


@pytest.mark.parametrize("case", E["E06"]["outputs"]["rate_cases"])
def test_e06(imported: Imported, case: dict[str, Any]) -> None:
    services = imported(rows_of.e06(case["located"], case["referrals"]))
    award = claim(services, "FY2026Q1")["award"]
    each = int(case["award_per_officer_default"])
    assert (award["per_officer"], award["officers"]) == (f"{each}.00", 6)
    assert award["amount"] == f"{each * 6}.00"
    assert (award["tier"] is None) == (case["referrals"] == 0)


def test_e08(imported: Imported) -> None:
    services = imported(rows_of.e08())
    for row in E["E08"]["outputs"]["quarters"]:
        assert claim(services, row["quarter"])["lines"][0]["salary"] == row["claim"]


def test_e13(imported: Imported) -> None:
    found = claim(imported(rows_of.e13()), "FY2026Q1")
    outputs = E["E13"]["outputs"]
    assert [line["total"] for line in found["lines"]] == [row["line_total"] for row in outputs["lines"]]
    assert found["totals"]["reimbursement"] == outputs["claim_total"]
    assert found["award"]["amount"] == outputs["award"]["award_total"]


@pytest.mark.parametrize("preset", list(Preset))
@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_sample_agency_agrees_with_the_oracle(sample: Services, quarter: str, preset: str) -> None:
    expected = day_by_day(read_folder(paths.sample_agency()), quarter, preset)
    found = claim(sample, quarter, preset)
    for part in ("lines", "award", "totals"):
        assert found[part] == expected[part]


def test_overtime_on_both_sides_of_an_edge_is_split_by_day(imported: Imported) -> None:
    """One quarter's sum from the book does not do where only some of its days are claimable (R10)."""
    rows = rows_of.e01()
    days = ("2025-10-15", "2025-11-10", "2025-12-20")
    services = imported(
        {
            **rows,
            "overtime": [make_row("overtime", "0001", day, amount="100.00", paid_on=day) for day in days],
            "interruptions": [make_row("interruptions", "0001", "2025-11-01", "2025-12-01", "suspended")],
        }
    )
    (line,) = claim(services, "FY2026Q1")["lines"]
    assert (line["overtime_worked"], line["overtime"]) == ("200.00", "200.00")


def test_explanations_lead_to_the_figures_and_to_records(sample: Services) -> None:
    with sample.book.read() as records:
        for line in sample.claims.claim(Q1).lines:
            for figure in FIGURES:
                tree = sample.claims.explain(Q1, Preset.PUBLISHED, line.officer_id, figure)
                assert evaluate(tree) == getattr(line, figure)
                for source in (node.source for node in tree.walk() if not node.inputs):
                    assert source is None or records.find(type(source), source.id) == source


def test_overtime_is_explained_entry_by_entry(sample: Services) -> None:
    tree = sample.claims.explain(Q1, Preset.PUBLISHED, "0417", "overtime_worked")
    with sample.book.read() as records:
        entries = [e for e in records.of_officer(OvertimeEntry, "0417") if Q1.span.holds(e.worked_on)]
    assert [node.source for node in tree.inputs] == entries


def test_unknown_officers_figures_and_early_quarters(sample: Services) -> None:
    claims = sample.claims
    with pytest.raises(MusterError, match="no officer 9999"):
        claims.explain(Q1, Preset.PUBLISHED, "9999", "salary")
    with pytest.raises(MusterError, match="no figure bonus"):
        claims.explain(Q1, Preset.PUBLISHED, "0417", "bonus")
    with pytest.raises(MusterError, match="no total bonus"):
        claims.explain_total(claims.claim(Q1), "bonus")
    with pytest.raises(MusterError, match="FY2025Q4 cannot be claimed"):
        claims.claim(Quarter(2025, 4))


def test_the_presets_side_by_side(sample: Services) -> None:
    rows = sample.claims.compare(Q1)
    published, strict = (sample.claims.claim(Q1, preset) for preset in Preset)
    reimbursement, award = rows[-2:]
    assert (reimbursement.published, reimbursement.strict) == (
        published.totals.reimbursement,
        strict.totals.reimbursement,
    )
    assert award.change == strict.totals.award - published.totals.award
    assert sum(row.change for row in rows[:-2]) == reimbursement.change
    assert all(row.change for row in rows[:-2])


def test_quarters_that_can_be_claimed(empty: Services) -> None:
    assert [str(quarter) for quarter in empty.claims.quarters(parse_date("2026-11-20"))] == list(QUARTERS)
    assert empty.claims.quarters(parse_date("2024-01-01")) == [Q1]


def test_an_empty_book_has_an_empty_claim(empty: Services) -> None:
    found = claim(empty, "FY2026Q1")
    assert found["lines"] == []
    assert found["totals"]["reimbursement"] == "0.00"
    assert found["award"] == {
        "referred": None,
        "located": None,
        "tier": None,
        "per_officer": "0.00",
        "officers": 0,
        "amount": "0.00",
    }


def test_names_and_documents_are_on_paper(sample: Services) -> None:
    found = sample.claims.claim(Q1)
    assert sample.claims.pdf(found).startswith(b"%PDF-")
    assert sample.claims.xlsx(found).startswith(b"PK")
    assert money_text(found.totals.salary) in sample.claims.csv(found).decode("utf-8-sig") or found.lines
    with sample.book.read() as records:
        assert len(records.all(Officer)) == 25
