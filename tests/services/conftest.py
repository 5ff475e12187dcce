"""Use cases on a real book."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from muster.services.bundle import Services
from tests.composition import BookProgram
from tests.oracle.cells import Rows
from tests.oracle.folder import write_folder


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
