"""The command line on the real things, without the window."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pytest

from muster import paths
from muster.cli.main import run
from muster.importers.records_folder import RecordsFolder
from muster.reports import Documents
from muster.services.bundle import Services, services
from muster.services.demo import Demo
from muster.services.ports import Clock
from muster.storage.change_log import Author
from muster.storage.clock import SystemClock
from muster.storage.rule_book import load_rules
from muster.storage.store import SqliteBookStore


@dataclass
class CommandLine:
    """A :class:`muster.cli.program.Program` whose window only notes the book that it is opened on."""

    folder: Path
    display: bool = False
    clock: Clock = field(default_factory=SystemClock)
    windows: list[Path | None] = field(default_factory=list)

    @property
    def default_book(self) -> Path:
        return self.folder / "data" / "agency.muster"

    @property
    def demo_folder(self) -> Path:
        return self.folder / "data" / "sample"

    @cached_property
    def _store(self) -> SqliteBookStore:
        return SqliteBookStore(self.clock, Author("tester"))

    def open(self, path: Path) -> Services:
        return services(self._store.open(path), load_rules(paths.rules()), self.clock, RecordsFolder(), Documents())

    def create(self, path: Path) -> Services:
        return services(self._store.create(path), load_rules(paths.rules()), self.clock, RecordsFolder(), Documents())

    def demo(self) -> Demo:
        return Demo(self.create, self.open, paths.sample_agency())

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
