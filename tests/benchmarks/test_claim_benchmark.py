"""The claim from the book, against one SQL query that sums the same entries plus the same arithmetic on plain integers.

Each officer has one authorization, one pay row and 26 overtime entries in the fiscal year; the claim is the last
quarter's, so that all of them matter.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from muster.domain.fiscal import Quarter
from muster.domain.records import Agency, Agreement, Authorization, Model, Officer, OvertimeEntry, Pay, Record
from muster.services.bundle import Services
from tests.composition import BookProgram

if TYPE_CHECKING:
    from muster.domain.claim import Claim

Q4 = Quarter(2026, 4)
SIZES = (20, 500, 10_000)


def fill(services: Services, officers: int) -> None:
    ids = [f"{number:05d}" for number in range(officers)]
    start, worked = date(2025, 9, 15), [date(2025, 10, 3) + timedelta(14 * n) for n in range(26)]
    kinds: list[list[Record]] = [
        [Agency("Alder County"), Agreement(Model.TFM, "1", date(2025, 3, 1))],
        [Officer(each, f"Last{each}", "First") for each in ids],
        [Authorization(each, Model.TFM, start, start) for each in ids],
        [Pay(each, start, 6_000_000 + int(each), 2_000_000) for each in ids],
        [OvertimeEntry(each, day, None, 20_000 + n, day) for each in ids for n, day in enumerate(worked)],
    ]
    for records in kinds:
        with services.book.change("Fill") as work:
            if isinstance(records[0], Agency):
                for record in records:
                    work.add(record)
            else:
                work.add_all(records)


@pytest.fixture(scope="module", params=SIZES)
def services(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    program = BookProgram(tmp_path_factory.mktemp("claim"))
    made = program.create(program.default_book)
    fill(made, request.param)
    yield made
    made.book.close()


@pytest.mark.benchmark(group="claim")
def test_claim_from_the_book(benchmark: BenchmarkFixture, services: Services) -> None:
    claim: Claim = benchmark(services.claims.claim, Q4)
    assert claim.totals.reimbursement == plain(services.book.path)


@pytest.mark.benchmark(group="claim")
def test_one_query_and_plain_integers(benchmark: BenchmarkFixture, services: Services) -> None:
    assert benchmark(plain, services.book.path)


def plain(path: Path) -> int:
    """The reimbursement of Q4 of these agencies, where no rate changes: days, both components twice, cap and carry."""
    with sqlite3.connect(path) as connection:
        pay = connection.execute(
            "SELECT officer_id, authorized_on, annual_salary, annual_benefits "
            "FROM officers JOIN authorizations USING (officer_id) JOIN pay USING (officer_id) ORDER BY officer_id"
        )
        annual = pay.fetchall()
        sums = dict.fromkeys((row[0] for row in annual), (0, 0))
        query = (
            "SELECT officer_id, SUM(amount), SUM(CASE WHEN worked_on < '2026-07-01' THEN amount ELSE 0 END) "
            "FROM overtime WHERE worked_on >= '2025-10-01' AND worked_on < '2026-10-01' AND paid_on IS NOT NULL "
            "AND funding = '' GROUP BY officer_id"
        )
        for officer_id, year, before in connection.execute(query):
            sums[officer_id] = year, before
    total = 0
    first, quarter, end = (date(2025, 10, 1).toordinal(), date(2026, 7, 1).toordinal(), date(2026, 10, 1).toordinal())
    for officer_id, authorized_on, salary, benefits in annual:
        start = max(date.fromisoformat(authorized_on).toordinal(), first)
        days, days_before = end - start, max(quarter - start, 0)
        worked, before = sums[officer_id]
        cap = salary * days // (4 * 365)
        total += to_date(salary, days) - to_date(salary, days_before)
        total += to_date(benefits, days) - to_date(benefits, days_before)
        total += min(worked, cap) - min(before, cap)
    return total


def to_date(annual: int, days: int) -> int:
    """An annual amount for so many of 365 days, rounded half up."""
    return (2 * annual * days + 365) // 730
