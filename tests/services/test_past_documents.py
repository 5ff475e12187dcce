"""Documents and the past: undone, brought back and known on a date with the records that they are attached to."""

from pathlib import Path

import pytest

from muster.domain.documents import Attachment
from muster.domain.records import Pay
from muster.services.bundle import Services
from muster.services.ports import MusterError
from tests.composition import BookProgram


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7\nthe raise of Avery Lind")
    return path


def all_pay(services: Services) -> list[Pay]:
    with services.book.read() as records:
        return records.all(Pay)


def attached(services: Services) -> list[Attachment]:
    with services.book.read() as records:
        return records.all(Attachment)


def test_attaching_is_undone_and_redone_with_the_file(sample: Services, letter: Path) -> None:
    sample.documents.attach([letter], [all_pay(sample)[0]])
    (document,) = attached(sample)
    sample.undoing.undo()
    assert attached(sample) == []
    assert sample.book.check() == []
    sample.undoing.redo()
    assert attached(sample) == [document]
    assert sample.documents.content(document) == letter.read_bytes()


def test_a_removed_record_comes_back_with_its_documents(sample: Services, letter: Path) -> None:
    record = all_pay(sample)[0]
    sample.documents.attach([letter], [record])
    sample.records.remove([record])
    assert attached(sample) == []
    removed = next(each for each in sample.history.removed() if each.entry.entity == Pay.kind)
    sample.undoing.bring_back([removed.entry])
    assert [each.record for each in attached(sample)] == [(Pay.kind, record.id)]
    assert sample.book.check() == []


def test_a_document_does_not_come_back_without_its_record(sample: Services, letter: Path) -> None:
    record = all_pay(sample)[0]
    sample.documents.attach([letter], [record])
    sample.records.remove([record])
    removed = next(each for each in sample.history.removed() if each.entry.entity == Attachment.kind)
    with pytest.raises(MusterError, match=r"“letter\.pdf” is attached to a record \(pay\) that would not be in"):
        sample.undoing.bring_back([removed.entry])
    assert attached(sample) == []


def test_a_step_is_not_put_back_from_under_a_document(sample: Services, letter: Path) -> None:
    record = all_pay(sample)[0]
    sample.records.remove([record])
    sample.undoing.undo()
    sample.documents.attach([letter], [record])
    last = sample.history.steps(most=1)[0]
    assert last.action.startswith("Attach")
    imported = sample.history.steps()[-1]
    with pytest.raises(MusterError, match="Detach it first, or bring the record back first"):
        sample.undoing.put_back(imported.number)
    assert len(attached(sample)) == 1


def test_a_book_as_known_has_the_documents_of_then(
    sample: Services, program: BookProgram, letter: Path, tmp_path: Path
) -> None:
    first, second = all_pay(sample)[:2]
    sample.documents.attach([letter], [first])
    with sample.book.read() as records:
        step = records.past.newest_step()
    assert step is not None
    later = tmp_path / "later.pdf"
    later.write_bytes(b"%PDF-1.7\nlater")
    sample.documents.attach([later], [second])
    known = program._store.as_known(sample.book.path, step.last)
    assert known.check() == []
    with known.read() as records:
        assert [each.name for each in records.all(Attachment)] == ["letter.pdf"]
    known.close()


def test_history_says_what_was_attached(sample: Services, letter: Path) -> None:
    sample.documents.attach([letter], [all_pay(sample)[0]])
    (document,) = attached(sample)
    (event,) = sample.history.of_record(document)
    assert (event.verb, event.record) == ("added", document)
