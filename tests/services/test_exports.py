"""Exporting: what it writes makes an equal book with equal claims."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from muster import paths
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.domain.records import KINDS
from muster.services.bundle import Services
from muster.services.claim_json import document
from muster.services.ports import MusterError
from tests.composition import BookProgram
from tests.oracle.cells import Rows
from tests.oracle.folder import write_folder
from tests.oracle.random_agencies import agencies


def assert_equal(one: Services, two: Services) -> None:
    with one.book.read() as first, two.book.read() as second:
        for kind in KINDS:
            assert first.all(kind) == second.all(kind)
    for preset in Preset:
        mine, theirs = (each.claims.claim(Quarter(2026, 4), preset) for each in (one, two))
        assert document(mine) == document(theirs)


def assert_round_trips(records: Path, folder: Path) -> None:
    program = BookProgram(folder)
    one, two = program.create(folder / "one.muster"), program.create(folder / "two.muster")
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


@settings(max_examples=8)
@given(agencies())
def test_random_agencies_round_trip(rows: Rows) -> None:
    with TemporaryDirectory() as temporary:
        write_folder(rows, Path(temporary) / "records")
        assert_round_trips(Path(temporary) / "records", Path(temporary))


def test_a_book_without_records(empty: Services, tmp_path: Path) -> None:
    with pytest.raises(MusterError, match=r"agency\.muster has no records yet, so there is nothing to export\."):
        empty.exports.run(tmp_path / "out")
    assert not (tmp_path / "out").exists()
