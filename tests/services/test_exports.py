"""Exporting: what it writes makes an equal book with equal claims."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from muster import paths
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.domain.records import KINDS
from muster.importers.records_folder import RecordsFolder
from muster.reports import Documents
from muster.services.bundle import Services, services
from muster.services.claim_json import document
from muster.services.ports import MusterError
from muster.storage.change_log import Author
from muster.storage.clock import SystemClock
from muster.storage.rule_book import load_rules
from muster.storage.store import SqliteBookStore
from tests.oracle.cells import Rows
from tests.oracle.folder import write_folder
from tests.oracle.random_agencies import agencies

RULES = load_rules(paths.rules())


def new_book(path: Path) -> Services:
    book = SqliteBookStore(SystemClock(), Author("tester")).create(path)
    return services(book, RULES, SystemClock(), RecordsFolder(), Documents())


def assert_equal(one: Services, two: Services) -> None:
    with one.book.read() as first, two.book.read() as second:
        for kind in KINDS:
            assert first.all(kind) == second.all(kind)
    for preset in Preset:
        mine, theirs = (each.claims.claim(Quarter(2026, 4), preset) for each in (one, two))
        assert document(mine) == document(theirs)


def assert_round_trips(records: Path, folder: Path) -> None:
    one, two = new_book(folder / "one.muster"), new_book(folder / "two.muster")
    one.imports.run([records])
    files = one.exports.run(folder / "exported")
    two.imports.run([folder / "exported"])
    assert_equal(one, two)
    again = two.exports.run(folder / "exported again")
    assert [file.read_bytes() for file in files] == [file.read_bytes() for file in again]
    one.book.close()
    two.book.close()


def test_the_sample_agency_round_trips(tmp_path: Path) -> None:
    assert_round_trips(paths.sample_agency(), tmp_path)


@settings(max_examples=8, deadline=None)
@given(agencies())
def test_random_agencies_round_trip(rows: Rows) -> None:
    with TemporaryDirectory() as temporary:
        write_folder(rows, Path(temporary) / "records")
        assert_round_trips(Path(temporary) / "records", Path(temporary))


def test_a_book_without_records(tmp_path: Path) -> None:
    made = new_book(tmp_path / "agency.muster")
    with pytest.raises(MusterError, match=r"agency\.muster has no records yet, so there is nothing to export\."):
        made.exports.run(tmp_path / "out")
    assert not (tmp_path / "out").exists()
    made.book.close()
