"""What is stored is read back, every kind, every cell."""

import json
from dataclasses import astuple, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.domain.records import KINDS, Agency, Authorization, Model, Officer, OvertimeEntry, Pay, Record
from muster.domain.schema import texts
from muster.services.ports import BookError
from muster.storage.book import SqliteBook
from muster.storage.change_log import Author
from muster.storage.store import SqliteBookStore
from tests.storage.conftest import CLOCK
from tests.storage.examples import OFFICER, ONE_OF_EACH, records, taken_back


@pytest.fixture(scope="module")
def with_officer(tmp_path_factory: pytest.TempPathFactory) -> SqliteBook:
    book = SqliteBookStore(CLOCK, Author("u")).create(tmp_path_factory.mktemp("book") / "a.muster")
    with book.change("Add") as work:
        work.add(Officer(OFFICER, "Lind"))
    return book


@given(record=st.sampled_from(KINDS).flatmap(records))
@settings(max_examples=150)
def test_any_record_is_read_back_and_logged_as_it_is_exported(with_officer: SqliteBook, record: Record) -> None:
    with taken_back(with_officer) as work:
        stored = work.add(record)
        assert work.find(type(record), stored.id) == record
        assert work.all(type(record))[-1:] == [record] or type(record) is Officer
        (entry,) = work.log(1)
        assert entry.after == json.dumps(texts(record), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert with_officer.check() == []


def test_every_kind_survives_closing_the_book(store: SqliteBookStore, path: Path) -> None:
    book = store.create(path)
    with book.change("Add") as work:
        stored = [work.add(record) for record in ONE_OF_EACH]
    book.close()
    with store.open(path).read() as reader:
        for record in stored:
            assert reader.find(type(record), record.id) == record
            (read,) = reader.all(type(record))
            assert read.id == record.id
            assert [type(cell) for cell in astuple(read)] == [type(cell) for cell in astuple(record)]


def test_an_empty_book_has_a_blank_agency(book: SqliteBook) -> None:
    with book.read() as reader:
        assert reader.agency() == Agency()
        assert reader.agency().id == 0


def test_many_at_once_are_what_one_by_one_are(store: SqliteBookStore, tmp_path: Path) -> None:
    officers = [Officer(f"{number:05}", "Lind", "Avery") for number in range(2_345)]
    one, other = store.create(tmp_path / "one.muster"), store.create(tmp_path / "other.muster")
    with one.change("Import") as work:
        for officer in officers:
            work.add(officer)
    with other.change("Import") as work:
        work.add_all(officers)
        work.add_all([])
    with one.read() as left, other.read() as right:
        assert [(each.id, each) for each in left.all(Officer)] == [(each.id, each) for each in right.all(Officer)]
        assert left.log(3_000) == right.log(3_000)
    assert other.check() == []


def test_a_record_is_replaced(book: SqliteBook) -> None:
    with book.change("Add") as work:
        officer = work.add(Officer(OFFICER, "Lind"))
        work.add(Officer("0418", "Moe"))
    with book.change("Edit") as work:
        work.replace(replace(officer, last_name="Lund"))
    with book.read() as reader:
        assert reader.find(Officer, officer.id) == Officer(OFFICER, "Lund")
        assert len(reader.all(Officer)) == 2


def test_the_number_of_a_removed_record_is_never_another_ones(book: SqliteBook) -> None:
    with book.change("Add") as work:
        officer = work.add(Officer(OFFICER, "Lind"))
    with book.change("Remove") as work:
        work.remove(officer)
    with book.change("Add") as work:
        assert work.add(Officer(OFFICER, "Lind")).id != officer.id
        assert work.find(Officer, officer.id) is None


@pytest.mark.parametrize("change", ["replace", "remove"])
def test_what_is_gone_cannot_be_changed(book: SqliteBook, change: str) -> None:
    with pytest.raises(BookError, match="no longer in the book"), book.change("Edit") as work:
        getattr(work, change)(Officer(OFFICER, "Lind", id=7))


def test_an_error_in_the_block_takes_everything_back(book: SqliteBook) -> None:
    with taken_back(book) as work:
        work.add(Officer(OFFICER, "Lind"))
    with book.read() as reader:
        assert reader.all(Officer) == []
        assert reader.log(9) == []


def test_hours_finer_than_the_book_keeps_are_a_mistake_not_rounded(with_officer: SqliteBook) -> None:
    entry = OvertimeEntry(OFFICER, date(2025, 10, 1), Decimal("1.00001"))
    with pytest.raises(ValueError, match="four decimals"), with_officer.change("Add") as work:
        work.add(entry)


def test_records_come_in_the_order_that_the_port_says(book: SqliteBook) -> None:
    ids = ["10", "9", "Z", "a", "é", "\U0001f600", "\ufb01"]
    days = [date(2026, 1, 1), date(2025, 1, 1), date(2025, 6, 1)]
    with book.change("Add") as work:
        work.add_all([Officer(officer_id, "Lind") for officer_id in ids])
        work.add_all([Pay(officer_id, day, 1) for officer_id in ids for day in days])
        work.add_all([Authorization("9", Model.TFM, None, day) for day in days])
    with book.read() as reader:
        assert [each.officer_id for each in reader.all(Officer)] == sorted(ids)
        assert [(each.officer_id, each.effective_on) for each in reader.all(Pay)] == [
            (officer_id, day) for officer_id in sorted(ids) for day in sorted(days)
        ]
        assert [each.authorized_on for each in reader.of_officer(Authorization, "9")] == sorted(days)
        assert reader.of_officer(Officer, "Z") == [Officer("Z", "Lind")]
        assert reader.of_officers(Officer, ["a", "10", "nobody"]) == [Officer("10", "Lind"), Officer("a", "Lind")]
        assert [each.officer_id for each in reader.of_officers(Pay, {"é"})] == ["é"] * 3
