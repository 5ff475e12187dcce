"""``muster list``: lists as PDF files."""

import json
from pathlib import Path

import pytest

from tests.reports.reader import Seen

from .conftest import CommandLine, Muster


@pytest.fixture
def book(program: CommandLine) -> Path:
    made = program.sample()
    made.book.close()
    return made.book.path


def told(path: Path) -> str:
    return Seen(path.read_bytes()).words


def test_each_list_is_written(muster: Muster, book: Path, tmp_path: Path) -> None:
    for which, says in (
        ("roster", "25 officers, "),
        ("authorizations", "Ends within 90 days: 1"),
        ("overtime", "worked 1 Oct 2026 to 31 Dec 2026"),
    ):
        path = tmp_path / f"{which}.pdf"
        done = muster("list", which, "--pdf", path, "--book", book)
        assert (done.code, done.out, done.err) == (0, f"{path}\n", "")
        assert says in told(path)
        assert "as of 20 Nov 2026" in told(path)


@pytest.mark.parametrize(
    ("option", "value", "title"),
    [
        ("--quarter", "FY2026Q1", "Overtime register FY2026Q1"),
        ("--month", "2025-11", "Overtime register Nov 2025"),
        ("--year", "FY2026", "Overtime register FY2026"),
    ],
)
def test_a_register_of_a_period(
    muster: Muster, book: Path, tmp_path: Path, option: str, value: str, title: str
) -> None:
    path = tmp_path / "register.pdf"
    done = muster("list", "overtime", option, value, "--pdf", path, "--json", "--book", book)
    answer = json.loads(done.out)
    assert (answer["list"], answer["pdf"]) == (title, str(path))
    assert answer["rows"] > 0
    assert f"Total of {answer['rows']} entries" in told(path)


def test_the_same_records_give_the_same_bytes(muster: Muster, book: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for path in paths:
        muster("list", "overtime", "--year", "FY2026", "--pdf", path, "--book", book)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["overtime", "--month", "2025-13"], "is not a month; write it like 2025-11"),
        (["overtime", "--year", "2026"], "is not a fiscal year; write it like FY2026"),
        (["overtime", "--quarter", "Q1"], "is not a quarter; write it like FY2026Q1"),
        (["overtime", "--quarter", "FY2026Q1", "--year", "FY2026"], "not allowed with"),
        (["payroll"], "invalid choice"),
    ],
)
def test_wrong_usage(muster: Muster, book: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    done = muster("list", *arguments, "--pdf", tmp_path / "list.pdf", "--book", book)
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "list.pdf").exists()


def test_only_the_register_is_of_a_period(muster: Muster, book: Path, tmp_path: Path) -> None:
    done = muster("list", "roster", "--year", "FY2026", "--pdf", tmp_path / "list.pdf", "--book", book)
    assert (done.code, done.out) == (1, "")
    assert done.err == "The list “roster” is as of today; only the overtime register is of a period.\n"


def test_the_book_is_never_replaced(muster: Muster, book: Path) -> None:
    before = book.read_bytes()
    done = muster("list", "roster", "--pdf", book, "--book", book)
    assert done.code == 1
    assert "is the book; give the --pdf file its own name" in done.err
    assert book.read_bytes() == before
