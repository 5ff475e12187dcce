"""``muster import`` and ``muster export``."""

import json
from pathlib import Path

import pytest

from muster import paths

from .conftest import CommandLine, Muster

SAMPLE = paths.sample_agency()


def test_the_book_is_made_when_it_is_not_there(muster: Muster, program: CommandLine) -> None:
    done = muster("import", SAMPLE)
    assert (done.code, done.err) == (0, "")
    assert "officers.csv: 25 new, 0 already in the book" in done.out
    assert done.out.endswith(f"737 records imported into {program.default_book}\n")
    assert muster("check").out.startswith(f"{program.default_book} is sound.\n")


@pytest.mark.parametrize("where", [0, 1, 2])
def test_book_stands_anywhere_on_the_line(muster: Muster, tmp_path: Path, where: int) -> None:
    line: list[str | Path] = ["import", SAMPLE]
    line[where:where] = ["--book", tmp_path / "own.muster"]
    assert muster(*line).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["own.muster"]


def test_the_book_between_two_paths(muster: Muster, tmp_path: Path) -> None:
    done = muster("import", SAMPLE / "officers.csv", f"--book={tmp_path / 'own.muster'}", SAMPLE / "pay.csv", "--json")
    assert json.loads(done.out) == {
        "book": str(tmp_path / "own.muster"),
        "dry_run": False,
        "new": {"officers": 25, "pay": 43},
        "skipped": {"officers": 0, "pay": 0},
    }


def test_the_same_again_is_skipped(muster: Muster) -> None:
    muster("import", SAMPLE)
    done = json.loads(muster("import", SAMPLE, "--json").out)
    assert sum(done["new"].values()) == 0
    assert sum(done["skipped"].values()) == 737


def test_a_dry_run_makes_no_book(muster: Muster, program: CommandLine) -> None:
    done = muster("import", SAMPLE, "--dry-run")
    assert done.out.endswith(f"737 records would be imported into {program.default_book}\n")
    assert not program.default_book.exists()


def test_a_refused_import_leaves_no_new_book(muster: Muster, program: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "pay.csv").write_text("officer_id,effective_on,annual_salary\n1,2025-10-01,1\n", encoding="utf-8")
    done = muster("import", tmp_path / "pay.csv")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "pay.csv, row 2, column officer_id: there is no officer 1; add the officer first, or to officers.csv.\n"
    )
    assert list(program.default_book.parent.iterdir()) == []


def test_a_refused_import_leaves_the_book_as_it_was(muster: Muster, program: CommandLine, tmp_path: Path) -> None:
    muster("import", SAMPLE)
    before = program.default_book.read_bytes()
    (tmp_path / "overtime.csv").write_bytes(b"PK\x03\x04 a workbook")
    done = muster("import", tmp_path / "overtime.csv")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("overtime.csv: the file is an Excel workbook")
    assert program.default_book.read_bytes() == before


def test_a_missing_path(muster: Muster) -> None:
    done = muster("import", "/nowhere/officers.csv")
    assert done.code == 1
    assert done.err.startswith("officers.csv: there is no such file in ")


def test_export_and_back(muster: Muster, tmp_path: Path) -> None:
    muster("import", SAMPLE)
    done = muster("export", tmp_path / "out")
    assert done.code == 0
    assert done.out.splitlines()[0] == str(tmp_path / "out" / "agency.csv")
    assert muster("import", tmp_path / "out", "--book", tmp_path / "two.muster").code == 0
    claims = [muster("claim", "FY2026Q2", "--json", *book).out for book in ([], ["--book", tmp_path / "two.muster"])]
    assert claims[0] == claims[1]


def test_export_json(muster: Muster, program: CommandLine, tmp_path: Path) -> None:
    muster("import", SAMPLE / "officers.csv")
    done = json.loads(muster("export", tmp_path / "out", "--json").out)
    assert done == {"book": str(program.default_book), "files": [str(tmp_path / "out" / "officers.csv")]}


def test_export_into_a_folder_with_files(muster: Muster) -> None:
    muster("import", SAMPLE)
    done = muster("export", SAMPLE)
    assert (done.code, done.out) == (1, "")
    assert "is not empty" in done.err
