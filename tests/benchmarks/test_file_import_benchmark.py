"""Importing 200,000 rows of a file that nobody prepared, and how long another thread has to wait while it goes on."""

from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

import pytest
import xlsxwriter
from pytest_benchmark.fixture import BenchmarkFixture

from muster.domain.records import OvertimeEntry
from muster.importers.measuring import measure
from muster.services.importing.dry_run import DryRun
from muster.services.importing.file_imports import FileImports
from muster.services.importing.people import decide
from tests.composition import BookProgram
from tests.importers.hostile import bomb

ROWS = 200_000
OFFICERS = 2_000
HEADER = [
    "Emp No",
    "Name",
    "Date Worked",
    "Pay Code",
    "OT Hours",
    "OT Pay",
    "Department",
    "Approved By",
    "Check Date",
    "Register",
]
START = date(2025, 10, 1)


def row(number: int) -> list[object]:
    worked = START + timedelta(number // OFFICERS)
    who = number % OFFICERS
    paid = worked + timedelta(14)
    return [
        f"{who:05d}", f"Lind, Avery {who}", f"{worked:%m/%d/%Y}", "OT1", who % 7 + 0.25, (2000 + number % 90_000) / 100,
        "Police", "Capt. Beck", f"{paid:%m/%d/%Y}", f"PR-{number // 8000}",
    ]  # fmt: skip


@pytest.fixture(scope="module", params=["csv", "xlsx"])
def register(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("register") / f"register.{request.param}"
    if request.param == "csv":
        lines: list[list[object]] = [list(HEADER), *map(row, range(ROWS))]
        text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
        path.write_text(text, encoding="utf-8")
    else:
        with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
            page = book.add_worksheet("OT")
            page.write_row(0, 0, HEADER)
            for number in range(ROWS):
                page.write_row(number + 1, 0, row(number))
    return path


def tried(imports: FileImports, register: Path) -> DryRun:
    file = imports.open(register)
    mapping = imports.propose(file, OvertimeEntry)
    return imports.dry_run(file, mapping, lambda people: decide(people, by_name=True, create=True))


def test_200000_rows(benchmark: BenchmarkFixture, register: Path, tmp_path: Path) -> None:
    imports = BookProgram(tmp_path).create(tmp_path / "agency.muster").file_imports

    def run() -> None:
        began = perf_counter()
        run = tried(imports, register)
        between = perf_counter()
        imports.run(run)
        assert (run.entries, len(run.plan.officers)) == (ROWS, OFFICERS)
        print(f"\n{register.suffix}: dry run {between - began:.1f} s, import {perf_counter() - between:.1f} s")

    benchmark.pedantic(run, rounds=1)


def test_another_thread_goes_on(register: Path, tmp_path: Path) -> None:
    """The window's thread gets its turn; the aim is 0.1 s, told and not asserted, since machines differ."""
    imports = BookProgram(tmp_path).create(tmp_path / "agency.muster").file_imports
    ended, waited = Event(), [0.0]

    def window() -> None:
        last = perf_counter()
        while not ended.wait(0.005):
            now = perf_counter()
            waited.append(now - last)
            last = now

    thread = Thread(target=window)
    thread.start()
    imports.run(tried(imports, register))
    ended.set()
    thread.join()
    long = sum(each > 0.1 for each in waited)
    print(f"\n{register.suffix}: longest wait {max(waited) * 1000:.0f} ms; {long} waits over 100 ms")


def test_a_bomb_is_refused(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.xlsx", 80)

    def refuse() -> None:
        with pytest.raises(Exception, match="far larger"):
            measure(path)

    benchmark(refuse)
