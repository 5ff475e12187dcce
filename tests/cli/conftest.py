"""The command line on the real things, without the window."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from muster.cli.main import run
from tests.composition import BookProgram


class CommandLine(BookProgram):
    """A :class:`muster.cli.program.Program` whose window only notes the book that it is opened on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "data")
        self.demo_folder = self.folder / "sample"
        self.display = False
        self.windows: list[Path | None] = []

    def has_display(self) -> bool:
        return self.display

    def open_window(self, book: Path | None) -> int:
        self.windows.append(book)
        return 0


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Muster = Callable[..., Outcome]


@pytest.fixture
def program(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture
def muster(program: CommandLine) -> Muster:
    """Run a command line; what it printed and its exit code."""

    def call(*arguments: str | Path) -> Outcome:
        out, err = io.StringIO(), io.StringIO()
        code = run([str(each) for each in arguments], program, out, err)
        return Outcome(code, out.getvalue(), err.getvalue())

    return call
