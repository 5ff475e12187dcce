"""Documents are attached, detached, looked at and saved; what cannot be attached changes nothing."""

import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from muster.domain.documents import Attachment
from muster.domain.fiscal import Quarter
from muster.domain.records import AnyRecord, Authorization, Officer, Pay, Payroll
from muster.services import document_files
from muster.services.bundle import Services
from muster.services.document_files import MOST, clean_name, read_document
from muster.services.ports import Cancelled, MusterError

LETTER = b"%PDF-1.7\nauthorization of Avery Lind"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "ICE letter 2025-03-20.pdf"
    path.write_bytes(LETTER)
    return path


def all_of(services: Services, kind: type[AnyRecord]) -> Sequence[AnyRecord]:
    with services.book.read() as records:
        return records.all(kind)


def one(services: Services, kind: type[AnyRecord]) -> AnyRecord:
    return all_of(services, kind)[0]


def attached(services: Services, record: AnyRecord) -> tuple[Attachment, ...]:
    return services.documents.attached([record]).to(record)


def stored(services: Services) -> int:
    """How many contents the book keeps."""
    with services.book.read() as records:
        digests = {each.sha256 for each in records.all(Attachment)}
        return sum(records.file_content(digest) is not None for digest in digests)


def test_a_document_is_kept_with_its_facts(sample: Services, letter: Path) -> None:
    record = one(sample, Authorization)
    changed = sample.documents.attach([letter], [record])
    assert changed.concerns(Attachment)
    (found,) = attached(sample, record)
    assert found == Attachment(
        "authorizations",
        record.id,
        sha256(LETTER).hexdigest(),
        "ICE letter 2025-03-20.pdf",
        "application/pdf",
        len(LETTER),
        date(2026, 11, 20),
        "Clerk",
    )
    assert sample.documents.content(found) == LETTER
    assert sample.book.check() == []
    letter.unlink()
    assert sample.documents.content(found) == LETTER


def test_the_log_has_the_hash_and_never_the_content(sample: Services, letter: Path) -> None:
    sample.documents.attach([letter], [one(sample, Authorization)])
    with sample.book.read() as records:
        (entry,) = records.log(1)
    assert entry.action == "Attach “ICE letter 2025-03-20.pdf” to 1 record"
    assert sha256(LETTER).hexdigest() in str(entry.after)
    assert "Avery Lind" not in str(entry.after)


def test_one_register_for_many_rows_is_one_step_and_stored_once(sample: Services, letter: Path) -> None:
    rows = all_of(sample, Payroll)[:14]
    copy = letter.with_name("the same.pdf")
    copy.write_bytes(LETTER)
    sample.documents.attach([letter], rows)
    assert [len(attached(sample, row)) for row in rows] == [1] * 14
    assert stored(sample) == 1
    with sample.book.read() as records:
        assert len({(each.action, each.at) for each in records.log(14)}) == 1
    sample.documents.attach([copy], [one(sample, Pay)])
    assert stored(sample) == 1
    assert [each.name for each in attached(sample, one(sample, Pay))] == ["the same.pdf"]
    assert sample.book.check() == []


def test_what_is_attached_already_is_skipped_and_said(sample: Services, letter: Path) -> None:
    first, second = all_of(sample, Payroll)[:2]
    sample.documents.attach([letter, letter], [first])
    sample.documents.attach([letter], [first, second])
    assert [len(attached(sample, each)) for each in (first, second)] == [1, 1]
    with pytest.raises(MusterError, match="is attached already"):
        sample.documents.attach([letter], [first, second])


def test_a_detached_document_stays_in_the_book(sample: Services, letter: Path) -> None:
    record = one(sample, Authorization)
    sample.documents.attach([letter], [record])
    (found,) = attached(sample, record)
    changed = sample.documents.detach([found])
    assert changed.concerns(Attachment)
    assert attached(sample, record) == ()
    assert sample.documents.content(found) == LETTER
    assert sample.book.check() == []
    sample.documents.attach([letter], [record])
    assert len(attached(sample, record)) == 1
    assert sample.book.check() == []


def test_what_is_attached_goes_with_its_record_and_follows_an_officer(sample: Services, letter: Path) -> None:
    pay = one(sample, Pay)
    assert isinstance(pay, Pay)
    sample.documents.attach([letter], [pay])
    sample.records.save(replace(pay, document="another letter"), pay)
    assert len(attached(sample, pay)) == 1
    sample.records.remove([replace(pay, document="another letter")])
    assert attached(sample, pay) == ()
    officer = next(each for each in all_of(sample, Officer) if isinstance(each, Officer))
    sample.documents.attach([letter], [officer])
    sample.records.rename_officer(officer, "9999")
    renamed = next(each for each in all_of(sample, Officer) if each == replace(officer, officer_id="9999"))
    assert [each.name for each in attached(sample, renamed)] == [letter.name]
    assert attached(sample, officer) == ()
    assert sample.book.check() == []


def test_a_record_that_is_gone_takes_no_document(sample: Services, letter: Path) -> None:
    pay = one(sample, Pay)
    assert isinstance(pay, Pay)
    sample.records.remove([pay])
    with pytest.raises(MusterError, match="no longer in the book, so nothing was attached"):
        sample.documents.attach([letter], [pay])
    assert stored(sample) == 0


def refused(services: Services, path: Path) -> str:
    """Why a file is not attached; nothing has changed."""
    record = one(services, Authorization)
    before = services.book.path.read_bytes()
    with pytest.raises(MusterError) as error:
        services.documents.attach([path], [record])
    assert services.book.path.read_bytes() == before
    assert str(path) in str(error.value)
    return str(error.value)


def test_what_is_no_document_is_refused_with_a_sentence(sample: Services, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "tool.pdf").write_bytes(b"MZ\x90\0\x03")
    (tmp_path / "run.bat").write_bytes(b"del *.*")
    assert "is empty (0 bytes)" in refused(sample, tmp_path / "empty.pdf")
    assert "is a folder" in refused(sample, tmp_path)
    assert "is no longer there" in refused(sample, tmp_path / "gone.pdf")
    assert "is a program or a script" in refused(sample, tmp_path / "tool.pdf")
    assert "is a program or a script" in refused(sample, tmp_path / "run.bat")
    with (tmp_path / "large.pdf").open("wb") as large:
        large.truncate(MOST + 1024**2)
    assert "has 26.0 MB, and one document may have 25 MB" in refused(sample, tmp_path / "large.pdf")


def test_one_bad_file_among_several_refuses_all(sample: Services, letter: Path) -> None:
    bad = letter.with_name("empty.pdf")
    bad.touch()
    record = one(sample, Authorization)
    with pytest.raises(MusterError, match=r"empty\.pdf"):
        sample.documents.attach([letter, bad], [record])
    assert attached(sample, record) == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_waited_for(sample: Services, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert "is not a file" in refused(sample, tmp_path / "pipe.pdf")


def test_a_file_that_cannot_be_read_is_told(sample: Services, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    record = one(sample, Authorization)
    with pytest.raises(MusterError, match="access is denied; ask for access to it"):
        sample.documents.attach([letter], [record])


def test_a_file_that_grows_while_it_is_read_is_refused(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_files, "MOST", len(LETTER))
    assert read_document(letter).content == LETTER
    monkeypatch.setattr(document_files, "MOST", len(LETTER) - 1)
    with pytest.raises(MusterError, match="one document may have"):
        read_document(letter)


def test_the_largest_document_is_kept(sample: Services, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    content = b"%PDF-1.7\n" + os.urandom(MOST - 9)
    path.write_bytes(content)
    record = one(sample, Authorization)
    sample.documents.attach([path], [record])
    assert sample.documents.content(attached(sample, record)[0]) == content


def test_attaching_can_be_stopped(sample: Services, letter: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    record = one(sample, Authorization)
    with pytest.raises(Cancelled):
        sample.documents.attach([letter], [record], stop)
    assert attached(sample, record) == ()


def test_it_is_looked_at_in_a_read_only_copy_that_is_gone_at_the_end(sample: Services, letter: Path) -> None:
    record = one(sample, Authorization)
    sample.documents.attach([letter], [record])
    (found,) = attached(sample, record)
    copy = sample.documents.open_copy(found)
    assert copy.name == "ICE letter 2025-03-20.pdf"
    assert copy.read_bytes() == LETTER
    assert not copy.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if os.name == "posix":
        assert stat.S_IMODE(copy.parent.parent.stat().st_mode) == stat.S_IRWXU
    assert sample.documents.open_copy(found) == copy
    copy.chmod(stat.S_IRUSR | stat.S_IWUSR)
    copy.write_bytes(b"overwritten")
    assert sample.documents.open_copy(found).read_bytes() == LETTER
    sample.documents.close()
    assert not copy.parent.parent.exists()


def test_a_copy_is_called_by_what_it_is(sample: Services, tmp_path: Path) -> None:
    path = tmp_path / "..strange: name.png"
    path.write_bytes(LETTER)
    record = one(sample, Authorization)
    sample.documents.attach([path], [record])
    copy = sample.documents.open_copy(attached(sample, record)[0])
    assert copy.name == "__strange_ name.pdf"
    sample.documents.close()


def test_what_may_run_is_saved_but_not_opened(sample: Services, tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes(b"<html><script>alert(1)</script>")
    record = one(sample, Authorization)
    sample.documents.attach([path], [record])
    (found,) = attached(sample, record)
    with pytest.raises(MusterError, match=r"“page\.htm” \(Web page\) is not opened from here"):
        sample.documents.open_copy(found)
    sample.documents.save_copy(found, tmp_path / "copy.htm")
    assert (tmp_path / "copy.htm").read_bytes() == path.read_bytes()
    with pytest.raises(MusterError, match="is the book itself"):
        sample.documents.save_copy(found, sample.book.path)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("letter.pdf", "letter.pdf"),
        ("two\nlines.pdf", "two\N{REPLACEMENT CHARACTER}lines.pdf"),
        ("\udce9t\u202e.pdf", "\N{REPLACEMENT CHARACTER}t\N{REPLACEMENT CHARACTER}.pdf"),
        ("x" * 400 + ".pdf", "x" * 251 + ".pdf"),
        ("  ", "document"),
    ],
)
def test_a_name_can_be_shown_on_one_line(name: str, kept: str) -> None:
    assert clean_name(name) == kept


def test_the_examiner_takes_an_attached_document_for_one(sample: Services, letter: Path) -> None:
    pay = one(sample, Pay)
    assert isinstance(pay, Pay)
    sample.records.save(replace(pay, document=""), pay)

    def found() -> list[str | None]:
        findings = sample.examiner.examine(Quarter(2026, 2)).findings
        return [each.officer_id for each in findings if each.code == "pay-undocumented"]

    assert found() == [pay.officer_id]
    sample.documents.attach([letter], [pay])
    assert found() == []


def test_everything_attached_is_listed_with_its_record(sample: Services, letter: Path) -> None:
    assert sample.documents.all() == []
    pay = one(sample, Pay)
    sample.documents.attach([letter], [pay])
    [(attachment, record)] = sample.documents.all()
    assert (attachment.name, record) == (letter.name, pay)


def test_copies_are_gone_when_the_program_ends() -> None:
    program = (
        "from muster.services.opened_copies import OpenedCopies; copies = OpenedCopies();"
        "print(copies.put('a.pdf', '.pdf', '0' * 64, b'%PDF'), copies.put('a.pdf', '.pdf', '0' * 64, b'%PDF').exists())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    path, was_there = done.stdout.rsplit(maxsplit=1)
    assert was_there == "True"
    assert not Path(path).parent.parent.exists()
