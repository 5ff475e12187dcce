"""The sample agency's book: made once, used again while it is as it was made, never replaced."""

from pathlib import Path

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.records import Officer
from muster.services.demo import Demo
from tests.composition import BookProgram


@pytest.fixture
def demo(program: BookProgram) -> Demo:
    return program.demo()


def test_book_claim_and_pdf(demo: Demo, tmp_path: Path) -> None:
    made = demo.run(tmp_path / "sample")
    assert made.services.book.path == tmp_path / "sample" / "sample-agency.muster"
    assert made.claim.quarter == Quarter(2026, 4)
    assert made.claim.totals.reimbursement > 0
    assert made.pdf == tmp_path / "sample" / "sample-agency-FY2026Q4.pdf"
    assert made.pdf.read_bytes().startswith(b"%PDF")
    made.services.book.close()


def test_the_same_book_again(demo: Demo, tmp_path: Path) -> None:
    demo.book(tmp_path).book.close()
    before = (tmp_path / "sample-agency.muster").read_bytes()
    demo.book(tmp_path).book.close()
    assert [path.name for path in tmp_path.iterdir()] == ["sample-agency.muster"]
    assert (tmp_path / "sample-agency.muster").read_bytes() == before


@pytest.mark.parametrize("record", [Officer("0999", "Typed", "By hand"), Officer("0417", "Lindh", "Avery")])
def test_a_book_in_which_somebody_worked_is_left_alone(demo: Demo, tmp_path: Path, record: Officer) -> None:
    first = demo.book(tmp_path)
    with first.book.change("Edit") as work:
        known = work.of_officer(Officer, record.officer_id)
        if known:
            work.replace(Officer(record.officer_id, record.last_name, record.first_name, id=known[0].id))
        else:
            work.add(record)
    first.book.close()
    before = first.book.path.read_bytes()
    for _ in range(2):
        again = demo.book(tmp_path)
        assert again.book.path.name == "sample-agency-2.muster"
        again.book.close()
    assert first.book.path.read_bytes() == before


def test_a_file_of_that_name_that_is_no_book_is_left_alone(demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "sample-agency.muster").write_text("mine", encoding="utf-8")
    made = demo.book(tmp_path)
    assert made.book.path.name == "sample-agency-2.muster"
    assert (tmp_path / "sample-agency.muster").read_text(encoding="utf-8") == "mine"
    made.book.close()
