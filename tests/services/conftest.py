"""Use cases on a real book."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from muster.services import signers
from muster.services.bundle import Services
from tests.composition import BookProgram
from tests.oracle.cells import Rows
from tests.oracle.folder import write_folder
from tests.services.office import Office


@pytest.fixture
def program(tmp_path: Path) -> BookProgram:
    """Books in a folder of their own."""
    return BookProgram(tmp_path)


@pytest.fixture
def empty(program: BookProgram) -> Iterator[Services]:
    """An empty book."""
    services = program.create(program.default_book)
    yield services
    services.book.close()


@pytest.fixture
def sample(program: BookProgram) -> Iterator[Services]:
    """The sample agency's book."""
    services = program.sample()
    yield services
    services.book.close()


@pytest.fixture
def imported(empty: Services, tmp_path: Path) -> Callable[[Rows], Services]:
    """Fills the empty book with the rows of a records folder."""

    def fill(rows: Rows) -> Services:
        folder = tmp_path / "records"
        write_folder(rows, folder)
        empty.imports.run([folder])
        return empty

    return fill


@pytest.fixture
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes a passphrase in no time, where it is not the hash that is tested."""
    monkeypatch.setitem(signers._COST, "n", 2)


@pytest.fixture
def office(tmp_path: Path, quick_passphrases: None) -> Iterator[Callable[[Rows], Office]]:
    """Opens an agency that certifies its claims, on a book of the rows of a records folder."""
    opened: list[Office] = []

    def open_office(rows: Rows) -> Office:
        opened.append(Office(tmp_path / f"office {len(opened)}", rows))
        return opened[-1]

    yield open_office
    for each in opened:
        each.services.book.close()
