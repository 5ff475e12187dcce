"""Every command: help, usage, exit codes, and never a traceback."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from muster import __version__, paths
from muster.cli import commands
from muster.cli.main import run

from .conftest import CommandLine, Muster

COMMANDS = ["demo", "import", "export", "claim", "examine", "explain", "check"]


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_help(muster: Muster, command: list[str]) -> None:
    done = muster(*command, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"usage: {' '.join(['muster', *command])} ")
    assert "--book FILE" in done.out


def test_version(muster: Muster) -> None:
    assert muster("--version") == (0, f"muster {__version__}\n", "")


@pytest.mark.parametrize(
    "line",
    [
        ["burn"],
        ["import"],
        ["export"],
        ["claim"],
        ["claim", "2026Q1"],
        ["claim", "FY2026Q5"],
        ["claim", "FY2026Q1", "--preset", "lenient"],
        ["claim", "FY2026Q1", "--pd", "x"],
        ["check", "extra"],
        ["check", "--head", "5"],
        ["check", "--head", "5", "0f"],
        ["check", "--head", "1,02", "0f" * 32],
        ["check", "--head", "9" * 30, "0f" * 32],
        ["check", "--head", "five", "0f" * 32],
        ["check", "--book"],
    ],
)
def test_wrong_usage(muster: Muster, line: list[str]) -> None:
    done = muster(*line)
    assert (done.code, done.out) == (2, "")
    assert "usage: muster" in done.err


@pytest.mark.parametrize(
    "line", [["export", "out"], ["claim", "FY2026Q1"], ["examine", "FY2026Q1"], ["explain", "FY2026Q1"], ["check"]]
)
def test_reading_makes_no_book(muster: Muster, program: CommandLine, line: list[str]) -> None:
    done = muster(*line, "--json")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"There is no book {program.default_book}; make it with “muster import”, or name")
    assert not program.default_book.parent.exists()


@pytest.mark.parametrize("content", [b"", b"not a book at all, but long enough to be looked at" * 20])
def test_files_that_are_no_books(muster: Muster, tmp_path: Path, content: bytes) -> None:
    book = tmp_path / "x.muster"
    book.write_bytes(content)
    for line in (["check"], ["claim", "FY2026Q1"], ["import", str(paths.sample_agency())]):
        done = muster(*line, "--book", book)
        assert (done.code, done.out) == (1, "")
        assert str(book) in done.err
        assert done.err.count("\n") == 1
        assert book.read_bytes() == content


def test_check_json(muster: Muster, program: CommandLine) -> None:
    muster("import", paths.sample_agency())
    done = json.loads(muster("check", "--json").out)
    log = done.pop("log")
    assert done == {"book": str(program.default_book), "sound": True, "problems": [], "claims": []}
    assert log["sequence"] == 737
    assert muster("check").out == (f"{program.default_book} is sound.\n\nChange log, newest entry 737: {log['hash']}\n")


def test_check_finds_what_was_tampered_with(muster: Muster, program: CommandLine) -> None:
    muster("import", paths.sample_agency())
    connection = sqlite3.connect(program.default_book)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("UPDATE pay SET annual_salary = -1 WHERE id = 1")
    connection.commit()
    connection.close()
    done = muster("check", "--json")
    found = json.loads(done.out)
    assert done.code == 1
    assert found["sound"] is False
    assert found["problems"]
    assert "is not sound" in done.err
    assert muster("check").out.splitlines()[:-2] == found["problems"]


def test_demo(muster: Muster, program: CommandLine) -> None:
    done = muster("demo")
    book, pdf = (program.demo_folder / f"sample-agency{end}" for end in (".muster", "-FY2026Q4.pdf"))
    assert done.code == 0
    assert "Claim for FY2026Q4" in done.out
    assert f"Book: {book}\nPDF:  {pdf}\n" in done.out
    assert book.exists()
    assert pdf.exists()
    assert program.windows == []


def test_demo_opens_the_window_where_there_is_a_display(muster: Muster, program: CommandLine, tmp_path: Path) -> None:
    program.display = True
    muster("demo", "--dir", tmp_path / "here")
    assert program.windows == [tmp_path / "here" / "sample-agency.muster"]
    muster("demo", "--dir", tmp_path / "here", "--no-window")
    muster("demo", "--dir", tmp_path / "here", "--json")
    assert len(program.windows) == 1


def test_demo_json(muster: Muster, tmp_path: Path) -> None:
    done = json.loads(muster("demo", "--dir", tmp_path, "--json").out)
    assert done["book"] == str(tmp_path / "sample-agency.muster")
    assert done["pdf"] == str(tmp_path / "sample-agency-FY2026Q4.pdf")
    assert done["claim"]["quarter"] == "FY2026Q4"


def test_demo_makes_the_book_that_is_named(muster: Muster, program: CommandLine, tmp_path: Path) -> None:
    book = tmp_path / "my" / "first.muster"
    beside = json.loads(muster("--book", book, "demo", "--json").out)
    assert (beside["book"], beside["pdf"]) == (str(book), str(book.with_name("first-FY2026Q4.pdf")))
    apart = json.loads(muster("demo", "--dir", tmp_path / "new", "--book", book, "--json").out)
    assert (apart["book"], apart["pdf"]) == (str(book), str(tmp_path / "new" / "first-FY2026Q4.pdf"))
    assert not program.demo_folder.exists()


def test_demo_leaves_the_book_that_is_named_alone(muster: Muster, tmp_path: Path) -> None:
    mine = tmp_path / "mine.muster"
    muster("import", paths.sample_agency() / "officers.csv", "--book", mine)
    before = mine.read_bytes()
    assert json.loads(muster("demo", "--book", mine, "--json").out)["book"] == str(tmp_path / "mine-2.muster")
    assert mine.read_bytes() == before


def test_without_a_display_the_window_stays_closed(muster: Muster, program: CommandLine) -> None:
    said = "There is no display to open the window on; “muster --help” lists the commands.\n"
    assert muster() == (1, "", said)
    assert program.windows == []


@pytest.mark.parametrize("line", [["check", "--book", "no\nbook\x1b[31m"], ["import", "no\nfile\x1b[31m"]])
def test_names_that_would_break_the_line(muster: Muster, line: list[str]) -> None:
    done = muster(*line)
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "\\n" in done.err
    assert "\x1b" not in done.err


def test_a_name_too_long_for_the_disk(muster: Muster) -> None:
    done = muster("check", "--book", "a" * 300)
    assert done.code == 1
    assert done.err.endswith("the name is too long; choose a shorter one.\n")


def test_a_preset_that_is_none(muster: Muster) -> None:
    assert "invalid choice: 'lenient' (choose from" in muster("claim", "FY2026Q1", "--preset", "lenient").err


def test_without_a_command_the_window_opens(muster: Muster, program: CommandLine, tmp_path: Path) -> None:
    program.display = True
    assert muster().code == 0
    assert muster("--book", tmp_path / "x.muster").code == 0
    assert program.windows == [None, tmp_path / "x.muster"]


def break_check(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def broken(*_: object) -> int:
        raise error

    monkeypatch.setattr(commands, "COMMANDS", {**commands.COMMANDS, "check": broken})
    monkeypatch.setattr("muster.cli.main.COMMANDS", commands.COMMANDS)


def test_what_nobody_foresaw_goes_to_the_log(muster: Muster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "logs" / "muster.log"
    monkeypatch.setattr(paths, "log", lambda: log)
    break_check(monkeypatch, ZeroDivisionError("the details"))
    done = muster("check")
    assert (done.code, done.out) == (1, "")
    assert done.err == f"Something in the program went wrong (ZeroDivisionError); what happened is in the log {log}.\n"
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert "the details" in log.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written(muster: Muster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(paths, "log", lambda: tmp_path / "file" / "muster.log")
    break_check(monkeypatch, ZeroDivisionError("the details"))
    done = muster("check")
    assert done.code == 1
    assert "(ZeroDivisionError: the details)" in done.err


def test_interrupting_is_quiet(muster: Muster, monkeypatch: pytest.MonkeyPatch) -> None:
    break_check(monkeypatch, KeyboardInterrupt())
    assert muster("check") == (130, "", "")


def test_a_reader_that_has_gone_is_no_error(program: CommandLine) -> None:
    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    err = io.StringIO()
    assert run(["demo", "--no-window"], program, Gone(), err) == 0
    assert err.getvalue() == ""


def test_output_that_cannot_be_written(program: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths, "log", lambda: tmp_path / "muster.log")
    err = io.StringIO()
    assert run(["demo", "--no-window"], program, Full(), err) == 1
    assert err.getvalue() == "The output cannot be read or written: the disk is full; make room and try again.\n"
    assert "Traceback" in (tmp_path / "muster.log").read_text(encoding="utf-8")


SCRIPT = """
import sys
from pathlib import Path
from muster.cli.main import run
from tests.cli.conftest import CommandLine
sys.exit(run(sys.argv[2:], CommandLine(Path(sys.argv[1])), sys.stdout, sys.stderr))
"""


def test_a_real_process_writes_utf8_whatever_the_system_says(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    (tmp_path / "agency.csv").write_text("name\nCondado de Peñasco\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}

    def process(*line: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-c", SCRIPT, str(tmp_path), *line]
        return subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)

    assert process("import", str(tmp_path / "agency.csv")).returncode == 0
    shown = process("claim", "FY2026Q1")
    assert shown.returncode == 0
    assert "Condado de Peñasco" in shown.stdout.decode()
    refused = process("claim", "FY2020Q1", "--json")
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert b"Traceback" not in refused.stderr
    wrong = process("claim", "soon")
    assert wrong.returncode == 2
    assert "“soon” is not a quarter".encode() in wrong.stderr


def test_the_command_line_loads_neither_the_window_nor_the_document_writers() -> None:
    script = (
        "import sys, muster.cli.main; print([m for m in ('PySide6', 'sqlalchemy', 'reportlab') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
