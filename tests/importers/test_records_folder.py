"""Records folders: which files are read, and that what is written reads back."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from muster import paths
from muster.domain.records import KINDS, Agency, Officer, Record
from muster.domain.schema import COLUMNS
from muster.importers.records_folder import RecordsFolder
from muster.services.ports import MusterError, RecordsRead

from .strategies import folders

OFFICERS: dict[type[Record], list[Record]] = {
    Officer: [Officer("0417", "Lind", "Avery"), Officer("=1+1", "@x", "-y", title="+z", badge='a "b", c')]
}


def by_kind(read: list[RecordsRead]) -> dict[type[Record], list[Record]]:
    return {each.kind: list(each.records) for each in read}


@settings(max_examples=40)
@given(folders())
def test_what_is_written_reads_back(records: dict[type[Record], list[Record]]) -> None:
    filled = {kind: some for kind, some in records.items() if some}
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "records"
        files = RecordsFolder().write(folder, records)
        assert [file.name for file in files] == [f"{kind.kind}.csv" for kind in KINDS if kind in filled]
        if filled:
            assert by_kind(RecordsFolder().read([folder])) == filled


def test_written_text(tmp_path: Path) -> None:
    RecordsFolder().write(tmp_path / "out", OFFICERS)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["officers.csv"]
    assert (tmp_path / "out" / "officers.csv").read_bytes() == (
        b"officer_id,last_name,first_name,middle_name,title,badge,hired_on,separated_on\n"
        b"0417,Lind,Avery,,,,,\n"
        b'=1+1,@x,-y,,+z,"a ""b"", c",,\n'
    )


def test_a_folder_with_files_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(MusterError, match="is not empty; name a new or an empty one"):
        RecordsFolder().write(tmp_path, OFFICERS)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_written_to(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").touch()
    assert RecordsFolder().write(tmp_path, OFFICERS) == [tmp_path / "officers.csv"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(MusterError, match="out is a file; name a folder"):
        RecordsFolder().write(tmp_path / "out", OFFICERS)


def test_when_the_disk_is_full_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(MusterError, match="cannot be written: the disk is full; make room and try again"):
        RecordsFolder().write(tmp_path / "out", OFFICERS)
    assert list(tmp_path.iterdir()) == []


def test_the_sample_agency_reads_in_the_order_of_reference() -> None:
    read = RecordsFolder().read([paths.sample_agency()])
    assert [each.kind for each in read] == list(KINDS)
    assert all(each.records for each in read)


def test_the_order_of_rows_is_irrelevant(tmp_path: Path) -> None:
    for file in paths.sample_agency().glob("*.csv"):
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        lines.reverse()
        (tmp_path / file.name).write_text("\n".join([header, *lines]), encoding="utf-8")
    before, after = (by_kind(RecordsFolder().read([folder])) for folder in (paths.sample_agency(), tmp_path))
    assert {kind: set(records) for kind, records in before.items()} == {k: set(v) for k, v in after.items()}


def test_other_files_in_a_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "Agency.CSV").write_text("name\nAlder County\n", encoding="utf-8")
    for name in ("README.md", "notes.xlsx", "agency.xlsx", ".~lock.agency.csv", "._agency.csv"):
        (tmp_path / name).write_text("anything", encoding="utf-8")
    assert by_kind(RecordsFolder().read([tmp_path])) == {Agency: [Agency("Alder County")]}


def test_a_workbook_in_place_of_a_records_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "agency.csv").write_text("name\nAlder County\n", encoding="utf-8")
    (tmp_path / "Pay.xlsx").touch()
    with pytest.raises(MusterError, match=r"Pay.xlsx is a workbook, which is not read here; save it as pay.csv"):
        RecordsFolder().read([tmp_path])


def test_a_misspelt_file_in_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "agency.csv").write_text("name\nAlder County\n", encoding="utf-8")
    (tmp_path / "overtimes.csv").write_text("officer_id,worked_on\n", encoding="utf-8")
    with pytest.raises(
        MusterError, match=r"overtimes.csv in the folder .* \(is it overtime.csv\?\); rename it or take"
    ):
        RecordsFolder().read([tmp_path])


def test_a_folder_without_records_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MusterError, match=r"has no records files; they are agency\.csv, agreements\.csv, "):
        RecordsFolder().read([tmp_path])


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "agency.csv"
    path.write_text("name\nAlder County\n", encoding="utf-8")
    assert len(RecordsFolder().read([tmp_path, path, tmp_path / "." / "agency.csv"])) == 1


def test_the_documentation_lists_every_column() -> None:
    text = (Path(__file__).parents[2] / "docs" / "records-folder.md").read_text(encoding="utf-8")
    for kind in KINDS:
        columns = ", ".join(("!" if column.required else "") + column.name for column in COLUMNS[kind])
        assert f"| `{kind.kind}.csv` | {columns} |\n" in text
