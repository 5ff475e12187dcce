"""The window's start against a bare PySide6 window, each in a process of its own from Python's start to the paint.

Aims: painted within 1.3 times a bare window, the officers' rows visible within 2.2 times.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.composition import BookProgram

ROUNDS = 7
SCRIPT = Path(__file__).with_name("window_start.py")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def book(home: Path) -> Path:
    """The sample agency's book."""
    made = BookProgram(home).sample()
    made.book.close()
    return made.book.path


@pytest.fixture(scope="module")
def start(home: Path) -> Callable[..., None]:
    """Start one window and wait for its end; compiled modules are kept, as on a workstation."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": environment.get("QT_QPA_PLATFORM", "offscreen"), "HOME": str(home)}
    environment |= {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}

    def run(*arguments: object) -> None:
        command = [sys.executable, str(SCRIPT), *map(str, arguments)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, timeout=60)
        assert "Traceback" not in done.stderr

    return run


@pytest.mark.benchmark(group="window start")
def test_a_bare_window(benchmark: BenchmarkFixture, start: Callable[..., None]) -> None:
    benchmark.pedantic(start, args=("bare",), rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.benchmark(group="window start")
def test_the_first_paint(benchmark: BenchmarkFixture, start: Callable[..., None]) -> None:
    benchmark.pedantic(start, args=("painted",), rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.benchmark(group="window start")
def test_the_rows(benchmark: BenchmarkFixture, start: Callable[..., None], book: Path) -> None:
    benchmark.pedantic(start, args=("rows", book), rounds=ROUNDS, warmup_rounds=1)
