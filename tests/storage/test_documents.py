"""Documents are kept once and as they are; whoever alters them by another program is found out."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.domain.documents import Attachment
from muster.domain.records import Authorization, Officer, Pay
from muster.domain.schema import record_of, texts
from muster.services.document_files import clean_name
from muster.services.ports import BookError
from muster.storage.book import SqliteBook
from muster.storage.change_log import Author
from muster.storage.document_contents import packed, unpacked
from muster.storage.store import SqliteBookStore
from muster.storage.writer import Writer
from tests.storage.conftest import CLOCK
from tests.storage.examples import OFFICER, ONE_OF_EACH, taken_back
from tests.storage.older_books import make_older

LETTER = b"%PDF-1.7\n" + b"authorized. " * 100
REGISTER = bytes(range(256))
"""Does not become smaller by compressing."""
TODAY = date(2026, 11, 22)

Other = sqlite3.Connection


def attach(work: Writer, content: bytes, kind: str, number: int, name: str = "letter.pdf") -> Attachment:
    digest = sha256(content).hexdigest()
    work.keep_file(digest, content)
    return work.add(Attachment(kind, number, digest, name, "application/pdf", len(content), TODAY, "Dana Reyes"))


@pytest.fixture
def full(book: SqliteBook) -> SqliteBook:
    """A letter attached to the authorization and to the pay, a register to the pay."""
    with book.change("Add") as work:
        for record in ONE_OF_EACH:
            work.add(record)
        attach(work, LETTER, "authorizations", 1)
        attach(work, LETTER, "pay", 1)
        attach(work, REGISTER, "pay", 1, "register.csv")
    assert book.check() == []
    return book


@pytest.fixture
def other(full: SqliteBook) -> Iterator[Other]:
    """Another program, which does not mind the triggers and references."""
    with closing(sqlite3.connect(full.path, isolation_level=None)) as connection:
        for what in ("update", "delete"):
            connection.execute(f"DROP TRIGGER file_contents_refuses_{what}")
        yield connection


def restore_triggers(other: Other, full: SqliteBook) -> list[str]:
    """What the check says beside the triggers that the test took away."""
    return [each for each in full.check() if "refuses" not in each]


@pytest.fixture(scope="module")
def with_officer(tmp_path_factory: pytest.TempPathFactory) -> SqliteBook:
    book = SqliteBookStore(CLOCK, Author("u")).create(tmp_path_factory.mktemp("book") / "a.muster")
    with book.change("Add") as work:
        work.add(Officer(OFFICER, "Lind"))
    return book


@given(content=st.binary(min_size=1, max_size=2_000), name=st.text(max_size=300))
@settings(max_examples=80)
def test_any_bytes_under_any_name_come_back(with_officer: SqliteBook, content: bytes, name: str) -> None:
    with taken_back(with_officer) as work:
        kept = attach(work, content, "officers", 1, clean_name(name))
        assert work.file_content(kept.sha256) == content
        (found,) = work.attachments(work.all(Officer))
        assert found == kept
        assert record_of(Attachment, texts(found), found.id) == found


@given(st.binary(max_size=2_000))
def test_what_is_packed_is_never_larger_and_comes_back(content: bytes) -> None:
    deflated, kept = packed(content)
    assert len(kept) <= len(content)
    assert unpacked(len(content), deflated, kept) == content


def test_a_bomb_is_not_unpacked_beyond_its_size() -> None:
    assert len(unpacked(1_000, 1, zlib.compress(bytes(50_000_000)))) == 1_000


def test_the_same_content_is_stored_once_and_small(full: SqliteBook) -> None:
    with closing(sqlite3.connect(full.path)) as connection:
        rows = connection.execute("SELECT size, deflated, length(content) FROM file_contents ORDER BY size").fetchall()
    assert rows == [(256, 0, 256), (len(LETTER), 1, rows[1][2])]
    assert rows[1][2] < len(LETTER) // 10


def test_what_is_attached_is_told_by_record(full: SqliteBook) -> None:
    with full.read() as reader:
        authorizations, pay = reader.all(Authorization), reader.all(Pay)
        assert [each.name for each in reader.attachments(authorizations)] == ["letter.pdf"]
        assert [each.name for each in reader.attachments(pay)] == ["letter.pdf", "register.csv"]
        assert len(reader.attachments([*authorizations, *pay, *reader.all(Officer)])) == 3
        assert reader.attachments([]) == []
        assert reader.file_content("0" * 64) is None


def test_the_same_document_twice_on_one_record_is_refused(full: SqliteBook) -> None:
    with pytest.raises(BookError, match="attached to the record already"), full.change("Attach") as work:
        attach(work, LETTER, "pay", 1, "another name.pdf")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE file_contents SET content = x'00'", "UPDATE file_contents SET size = 1", "DELETE FROM file_contents"],
)
def test_contents_are_neither_changed_nor_deleted(full: SqliteBook, statement: str) -> None:
    with (
        closing(sqlite3.connect(full.path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="never changed"),
    ):
        connection.execute(statement)


def test_what_is_detached_is_kept_and_can_be_attached_under_its_number_again(full: SqliteBook) -> None:
    """As undoing does, from the log's entries alone."""
    with full.change("Detach") as work:
        (kept,) = work.attachments(work.all(Authorization))
        work.remove(kept)
        assert work.attachments(work.all(Authorization)) == []
    assert full.check() == []
    with full.change("Attach") as work:
        again = attach(work, LETTER, "authorizations", 1)
        assert work.file_content(again.sha256) == LETTER
    assert full.check() == []


def test_removing_a_record_takes_off_its_documents_before(full: SqliteBook) -> None:
    with full.change("Remove") as work:
        work.remove(work.all(Pay)[0])
    with full.read() as reader:
        assert [(each.entity, each.after) for each in reader.log(3)] == [("pay", None)] + 2 * [("attachments", None)]
    assert full.check() == []


@pytest.mark.parametrize(
    "column", ["content = CAST(upper(content) AS BLOB)", "size = size + 1", "deflated = 1 - deflated"]
)
def test_an_altered_document_is_named_with_the_records_that_cite_it(
    full: SqliteBook, other: Other, column: str
) -> None:
    other.execute(f"UPDATE file_contents SET {column} WHERE deflated")
    (found,) = restore_triggers(other, full)
    digest = sha256(LETTER).hexdigest()[:12]
    assert found == (
        f"The document “letter.pdf” (SHA-256 {digest}…) is not as it was stored; it is attached to: "
        "TFM authorization of 20 Mar 2025, Letter (officer 0417); Pay record of 1 Jul 2025, Res. 12 (officer 0417)."
    )


def test_an_altered_document_that_is_not_compressed_is_named(full: SqliteBook, other: Other) -> None:
    other.execute("UPDATE file_contents SET content = zeroblob(256) WHERE NOT deflated")
    (found,) = restore_triggers(other, full)
    assert found.startswith("The document “register.csv” (SHA-256 ")
    assert "is not as it was stored; it is attached to: Pay record" in found


def test_a_missing_document_is_named_with_the_records_that_cite_it(full: SqliteBook, other: Other) -> None:
    other.execute("DELETE FROM file_contents WHERE deflated")
    (found,) = restore_triggers(other, full)
    assert found.startswith("The document “letter.pdf” (SHA-256 ")
    assert "is missing from the book; it is attached to: TFM authorization" in found


def test_a_document_exchanged_for_another_is_named(full: SqliteBook, other: Other) -> None:
    other.execute("DELETE FROM file_contents WHERE deflated")
    other.execute("UPDATE attachments SET sha256 = ? WHERE id = 1", (sha256(REGISTER).hexdigest(),))
    found = restore_triggers(other, full)
    assert any("is missing from the book; it is attached to: Pay record" in each for each in found)
    assert "Record 1 in attachments is not as the change log last says." in found


def test_a_document_from_elsewhere_is_named(full: SqliteBook, other: Other) -> None:
    digest = sha256(b"smuggled").hexdigest()
    other.execute("INSERT INTO file_contents VALUES (?, 8, 0, ?)", (digest, b"smuggled"))
    (found,) = restore_triggers(other, full)
    assert found == f"The document (SHA-256 {digest[:12]}…) is in the book, but the change log does not say so."


def test_a_document_whose_record_is_gone_is_named(full: SqliteBook, other: Other) -> None:
    other.execute("DELETE FROM authorizations")
    other.execute("UPDATE attachments SET record_kind = 'nothing' WHERE id = 2")
    found = restore_triggers(other, full)
    assert "The document “letter.pdf” is attached to record 1 in authorizations, which is not in the book." in found
    assert "The document “letter.pdf” is attached to record 1 in nothing, which is not in the book." in found


def test_an_upgraded_book_takes_documents(store: SqliteBookStore, with_officer: SqliteBook) -> None:
    make_older(with_officer.path, 4)
    upgraded = store.open(with_officer.path)
    assert upgraded.check() == []
    with upgraded.change("Attach") as work:
        attach(work, LETTER, "officers", 1)
    assert upgraded.check() == []
