"""What a claim is given: everything of its year, overtime summed."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.records import (
    Agency,
    Agreement,
    Authorization,
    Effort,
    Interruption,
    Officer,
    Override,
    OvertimeEntry,
    OvertimeSum,
    Pay,
    Payroll,
    Result,
)
from muster.storage.book import SqliteBook
from muster.storage.change_log import Author
from muster.storage.store import SqliteBookStore
from tests.storage.conftest import CLOCK
from tests.storage.examples import OFFICER, ONE_OF_EACH, taken_back

YEAR = Quarter(2026, 1).year


def test_the_file_of_an_agency_has_everything(book: SqliteBook) -> None:
    with book.change("Add") as work:
        for record in ONE_OF_EACH:
            work.add(record)
        work.add(Officer("0001", "First"))
    with book.read() as reader:
        file = reader.agency_file(YEAR)
    by_kind = {type(record): record for record in ONE_OF_EACH}
    assert file.agency == by_kind[Agency]
    assert file.agreements == (by_kind[Agreement],)
    assert file.results == (by_kind[Result],)
    assert file.overrides == (by_kind[Override],)
    first, officer = file.officers
    assert first.officer == Officer("0001", "First")
    assert (*first.authorizations, *first.pay, *first.payroll, *first.overtime) == ()
    assert officer.officer == by_kind[Officer]
    assert officer.authorizations == (by_kind[Authorization],)
    assert officer.interruptions == (by_kind[Interruption],)
    assert officer.pay == (by_kind[Pay],)
    assert officer.effort == (by_kind[Effort],)
    assert officer.payroll == (by_kind[Payroll],)
    assert officer.overtime == (OvertimeSum(date(2025, 12, 24), date(2025, 12, 24), "paid", 41_250),)


def test_payroll_and_overtime_are_those_that_touch_the_year(book: SqliteBook) -> None:
    start, until = YEAR
    day = timedelta(1)
    periods = [(start - 2 * day, start), (start - day, start + day), (until - day, until + day), (until, until + day)]
    with book.change("Add") as work:
        work.add(Officer(OFFICER, "Lind"))
        work.add_all([Payroll(OFFICER, *period, document=str(period)) for period in periods])
        work.add_all([OvertimeEntry(OFFICER, each) for each in (start - day, start, until - day, until)])
    with book.read() as reader:
        (summed,) = reader.agency_file(YEAR).officers
        (single,) = reader.officer_files([OFFICER], YEAR)
        assert [each.worked_on for each in reader.overtime(YEAR)] == [start, until - day]
    for file in (summed, single):
        assert [(each.period_from, each.period_until) for each in file.payroll] == periods[1:3]
        assert [(each.first, each.last) for each in file.overtime] == [(start, start), (until - day, until - day)]


@pytest.fixture(scope="module")
def three_officers(tmp_path_factory: pytest.TempPathFactory) -> SqliteBook:
    book = SqliteBookStore(CLOCK, Author("u")).create(tmp_path_factory.mktemp("book") / "a.muster")
    with book.change("Add") as work:
        work.add_all([Officer(officer_id, "Lind") for officer_id in ("1", "2", "3")])
    return book


ENTRIES = st.builds(
    OvertimeEntry,
    st.sampled_from(["1", "2"]),
    st.dates(date(2025, 9, 25), date(2026, 10, 5)),
    amount=st.none() | st.integers(-(10**6), 10**6),
    paid_on=st.none() | st.just(date(2026, 1, 1)),
    funding=st.sampled_from(["", "HIDTA"]),
)


SPANS = [YEAR, Span(date(2025, 11, 1), date(2026, 3, 1)), Quarter(2026, 2).span]


@given(st.lists(ENTRIES, max_size=40), st.sampled_from(SPANS))
@settings(max_examples=60)
def test_sums_of_overtime_are_the_entries_summed(
    three_officers: SqliteBook, entries: list[OvertimeEntry], within: Span
) -> None:
    with taken_back(three_officers) as work:
        work.add_all(entries)
        summed = {file.officer.officer_id: file.overtime for file in work.agency_file(within).officers}
        single = {file.officer.officer_id: file.overtime for file in work.officer_files(["1", "2", "3"], within)}
    for officer_id, parts in single.items():
        assert all(part.source and part == OvertimeSum.of(part.source) for part in parts)
        assert sorted(map(repr, summed[officer_id])) == sorted(map(repr, _summed(parts)))
        assert [each.first for each in parts] == sorted(each.first for each in parts)
        quarters = [Quarter.holding(each.first) for each in summed[officer_id]]
        assert quarters == sorted(quarters)


def _summed(parts: tuple[OvertimeSum, ...]) -> list[OvertimeSum]:
    groups = defaultdict(list)
    for part in parts:
        groups[Quarter.holding(part.first), part.standing].append(part)
    return [
        OvertimeSum(
            min(each.first for each in group),
            max(each.last for each in group),
            standing,
            sum(each.amount for each in group),
            len(group),
        )
        for (_, standing), group in groups.items()
    ]
