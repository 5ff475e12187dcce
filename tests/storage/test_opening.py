"""Files that cannot be opened or written: one plain sentence each, nothing changed, nothing lost."""

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from muster.domain.records import Officer
from muster.services.ports import BookError
from muster.storage.book import SqliteBook
from muster.storage.store import SqliteBookStore

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX systems")


def refusal(store: SqliteBookStore, path: Path) -> str:
    """The sentence with which opening is refused; the folder stays as it was."""
    before = {each: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    with pytest.raises(BookError) as refused:
        store.open(path)
    assert {each: each.read_bytes() for each in path.parent.iterdir() if each.is_file()} == before
    sentence = str(refused.value)
    assert str(path) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_no_file(store: SqliteBookStore, path: Path) -> None:
    assert "There is no book" in refusal(store, path)


def test_a_folder(store: SqliteBookStore, tmp_path: Path) -> None:
    (tmp_path / "folder.muster").mkdir()
    assert "is a folder" in refusal(store, tmp_path / "folder.muster")


def test_an_empty_file(store: SqliteBookStore, path: Path) -> None:
    path.touch()
    assert "is empty (0 bytes)" in refusal(store, path)


@pytest.mark.parametrize("content", [b"x", b"PK\x03\x04" + bytes(5_000), "Officer;Überstunden\n".encode() * 500])
def test_another_kind_of_file(store: SqliteBookStore, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "is not a Muster book" in refusal(store, path)


def test_another_programs_database(store: SqliteBookStore, path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE contacts (name)")
    assert "belongs to another program" in refusal(store, path)


def test_a_file_cut_short(store: SqliteBookStore, path: Path) -> None:
    store.create(path).close()
    data = path.read_bytes()
    for length in (100, 4096, len(data) // 2, len(data) - 4096):
        path.write_bytes(data[:length])
        assert "is damaged" in refusal(store, path) or length == 100


def test_a_book_that_lacks_a_table(store: SqliteBookStore, path: Path) -> None:
    store.create(path).close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("DROP TABLE payroll")
    assert "lacks “payroll”;" in refusal(store, path)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "was made by a newer Muster; install that version"),
        ("PRAGMA user_version = 9999", "was made by a newer Muster; install that version"),
        ("DELETE FROM alembic_version", "is damaged: it lacks its version"),
        ("DROP TABLE alembic_version", "is damaged: it lacks “alembic_version”"),
    ],
)
def test_a_book_of_another_version(store: SqliteBookStore, path: Path, statement: str, said: str) -> None:
    store.create(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(statement)
    assert said in refusal(store, path)


def test_damage_that_makes_text_unreadable(book: SqliteBook) -> None:
    with book.change("Add") as work:
        work.add(Officer("1", "Lind"))
    book.path.write_bytes(book.path.read_bytes().replace(b"Lind", b"Li\xffd"))
    with pytest.raises(BookError, match="is damaged"), book.read() as reader:
        reader.all(Officer)
    assert book.check() == [
        "Entry 1 of the change log (2026-11-22T10:04:54.12Z, Add) is not as it was written.",
        "Record 1 in officers is not as the change log last says.",
    ]


def test_damage_that_makes_a_name_unreadable(store: SqliteBookStore, path: Path) -> None:
    store.create(path).close()
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE effort", b"CREATE TABL\xff effort"))
    assert "is damaged" in refusal(store, path)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are text")
def test_a_name_that_is_not_utf8(store: SqliteBookStore, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.muster")
    store.create(path).close()
    assert store.open(path).check() == []
    assert list(tmp_path.iterdir()) == [path]


def test_damage_met_while_reading(book: SqliteBook) -> None:
    with book.change("Add") as work:
        work.add(Officer("1", "Lind"))
    with closing(sqlite3.connect(book.path)) as file:
        (root,) = file.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'officers'").fetchone()
    data = bytearray(book.path.read_bytes())
    data[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    book.path.write_bytes(data)
    with pytest.raises(BookError, match="is damaged"), book.read() as reader:
        reader.all(Officer)
    found = book.check()
    assert found[0].startswith("The file is damaged: ")
    assert "The file is damaged: officers cannot be read further." in found


def test_a_new_book_does_not_replace_a_file(store: SqliteBookStore, path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(BookError, match="There is a file"):
        store.create(path)
    assert path.read_text() == "mine"


def test_a_new_book_gets_its_folder(store: SqliteBookStore, tmp_path: Path) -> None:
    assert store.create(tmp_path / "a" / "b" / "agency.muster").check() == []


def test_a_new_book_where_a_file_is_in_the_way(store: SqliteBookStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BookError, match=r"file” is a file, not a folder|could not be made"):
        store.create(tmp_path / "file" / "agency.muster")
    with pytest.raises(BookError, match=r"There is no book|could not be opened"):
        store.open(tmp_path / "file" / "agency.muster")


def test_a_name_too_long_for_the_disk(store: SqliteBookStore, tmp_path: Path) -> None:
    with pytest.raises(BookError, match="could not be made"):
        store.create(tmp_path / ("a" * 300))
    with pytest.raises(BookError, match="could not be opened"):
        store.open(tmp_path / ("a" * 300))


def test_a_book_that_is_closed_leaves_one_file_and_can_be_moved(book: SqliteBook, store: SqliteBookStore) -> None:
    with book.change("Add") as work:
        work.add(Officer("1", "Lind"))
    book.close()
    moved = book.path.rename(book.path.with_name("moved.muster"))
    assert list(moved.parent.iterdir()) == [moved]
    with store.open(moved).read() as reader:
        assert reader.all(Officer) == [Officer("1", "Lind")]


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def as_plain_user() -> Iterator[None]:
    """For the administrator nothing is read-only."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    yield
    os.seteuid(0)


def filled(store: SqliteBookStore, path: Path) -> Path:
    with store.create(path).change("Add") as work:
        work.add(Officer("1", "Lind"))
    return path


def read_but_not_changed(store: SqliteBookStore, path: Path) -> str:
    book = store.open(path)
    with book.read() as reader:
        assert reader.all(Officer) == [Officer("1", "Lind")]
    assert book.check() == []
    with pytest.raises(BookError) as refused, book.change("Add") as work:
        work.add(Officer("2", "Moe"))
    assert str(path) in str(refused.value)
    return str(refused.value)


def test_a_read_only_file_is_read_and_says_so_when_changed(
    store: SqliteBookStore, shared: Path, request: pytest.FixtureRequest
) -> None:
    path = filled(store, shared / "a.muster")
    path.chmod(0o444)
    request.getfixturevalue("as_plain_user")
    assert "is read-only, so nothing was changed" in read_but_not_changed(store, path)


@posix
def test_a_book_in_a_read_only_folder_is_read_and_says_so_when_changed(
    store: SqliteBookStore, shared: Path, request: pytest.FixtureRequest
) -> None:
    path = filled(store, shared / "a.muster")
    path.chmod(0o666)
    shared.chmod(0o555)
    request.getfixturevalue("as_plain_user")
    assert f"write to the folder “{shared}”" in read_but_not_changed(store, path)
    with pytest.raises(BookError, match="Permission denied; choose a folder"):
        store.create(shared / "b.muster")


@posix
def test_a_book_of_somebody_else_cannot_be_opened(
    store: SqliteBookStore, shared: Path, request: pytest.FixtureRequest
) -> None:
    path = filled(store, shared / "a.muster")
    path.chmod(0)
    request.getfixturevalue("as_plain_user")
    with pytest.raises(BookError, match="could not be opened"):
        store.open(path)


def limit_pages(book: SqliteBook, pages: int) -> None:
    """The disk has room for no more."""
    event.listen(
        book._connections, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count = {pages}")
    )


def test_a_full_disk_changes_nothing(book: SqliteBook) -> None:
    with book.change("Add") as work:
        work.add(Officer("0", "Lind"))
    limit_pages(book, 60)
    with (
        pytest.raises(BookError, match=r"The disk with .* is full, so nothing was changed"),
        book.change("Add") as work,
    ):
        work.add_all([Officer(f"{number:05}", "Lind") for number in range(1, 5_000)])
    with book.read() as reader:
        assert reader.all(Officer) == [Officer("0", "Lind")]
    assert book.check() == []


@posix
def test_a_file_that_may_not_grow_changes_nothing(book: SqliteBook) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (book.path.stat().st_size + 50_000, limits[1]))
    try:
        with (
            pytest.raises(BookError, match=r"so nothing was changed; check the disk|is full"),
            book.change("Add") as work,
        ):
            work.add_all([Officer(f"{number:05}", "Lind") for number in range(5_000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    with book.read() as reader:
        assert reader.all(Officer) == []
    assert book.check() == []


def test_a_new_book_on_a_full_disk_leaves_nothing(
    store: SqliteBookStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("muster.storage.connections._PRAGMAS", ("max_page_count = 5",))
    with pytest.raises(BookError, match="is full"):
        store.create(path)
    assert list(path.parent.iterdir()) == []
