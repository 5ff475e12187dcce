"""``muster claim``."""

import json
from pathlib import Path

import pytest

from muster import paths

from .conftest import CommandLine, Muster


@pytest.fixture(autouse=True)
def _sample_book(muster: Muster) -> None:
    muster("import", paths.sample_agency())


def test_json_has_the_shape_of_the_contract(muster: Muster) -> None:
    done = muster("claim", "FY2026Q1", "--json")
    claim = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert list(claim) == [
        "quarter",
        "from",
        "until",
        "preset",
        "readings",
        "lines",
        "award",
        "totals",
        "warnings",
        "number",
        "corrections",
        "adjustments",
        "resubmitted",
        "claimed",
    ]
    assert (claim["number"], claim["claimed"]["total"]) == ("DRAFT", claim["totals"]["reimbursement"])
    assert [claim["quarter"], claim["from"], claim["until"]] == ["FY2026Q1", "2025-10-01", "2026-01-01"]
    assert claim["preset"] == "published"
    assert claim["readings"]["reimbursable_models"] == ["TFM", "JEM", "WSO"]
    line = next(line for line in claim["lines"] if line["officer_id"] == "0417")
    assert line["name"] == "Lind, Avery"
    assert line["salary"] == "16996.61"
    assert [each["officer_id"] for each in claim["lines"]] == sorted(each["officer_id"] for each in claim["lines"])
    assert (claim["award"]["referred"], claim["award"]["located"], claim["award"]["tier"]) == (38, 34, 80)


def test_the_table_shows_the_same_figures(muster: Muster) -> None:
    claim = json.loads(muster("claim", "FY2026Q1", "--json").out)
    lines = muster("claim", "fy2026q1").out.splitlines()
    table = [line for line in lines if line[:4].isdigit()]
    assert [line.split()[0] for line in table] == [line["officer_id"] for line in claim["lines"]]
    assert [line.split()[-1].replace(",", "") for line in table] == [line["total"] for line in claim["lines"]]
    assert len({len(line) for line in table}) == 1
    total = next(line for line in lines if line.startswith("Total "))
    assert total.split()[-1].replace(",", "") == claim["totals"]["reimbursement"]
    assert any(line.startswith("Award estimate, not part of the claim: ") for line in lines)
    assert sum(line.startswith("  ") for line in lines) >= len(claim["warnings"])


def test_the_strict_preset(muster: Muster) -> None:
    claim = json.loads(muster("claim", "FY2026Q1", "--preset", "strict", "--json").out)
    assert claim["preset"] == "strict"
    assert claim["readings"]["reimbursable_models"] == ["TFM"]


@pytest.mark.parametrize("command", ["claim", "explain"])
def test_a_certified_claim_is_read_in_no_other_way(muster: Muster, command: str) -> None:
    outcome = muster(command, "FY26Q1-001", "--preset", "strict")
    assert outcome.code == 1
    assert outcome.err.endswith("FY26Q1-001 is shown as it was certified; leave --preset out, or name its quarter.\n")


def test_a_quarter_with_nothing_to_claim(muster: Muster, tmp_path: Path) -> None:
    muster("import", paths.sample_agency() / "officers.csv", "--book", tmp_path / "new.muster")
    done = muster("claim", "FY2040Q1", "--book", tmp_path / "new.muster")
    assert "No officer has anything to claim in this quarter." in done.out
    assert "No location result is recorded for FY2040Q1" in done.out


def test_a_quarter_before_the_program(muster: Muster) -> None:
    done = muster("claim", "FY2025Q4", "--json")
    assert (done.code, done.out) == (1, "")
    assert done.err == "FY2025Q4 cannot be claimed: nothing before 2025-10-01 can; the first quarter is FY2026Q1.\n"


def test_documents(muster: Muster, tmp_path: Path) -> None:
    files = [tmp_path / f"claim.{kind}" for kind in ("pdf", "xlsx", "csv")]
    options = [part for file in files for part in (f"--{file.suffix[1:]}", file)]
    done = muster("claim", "FY2026Q1", *options)
    assert (done.code, done.out.splitlines()) == (0, [str(file) for file in files])
    assert files[0].read_bytes().startswith(b"%PDF")
    assert files[1].read_bytes().startswith(b"PK")
    assert "0417" in files[2].read_text(encoding="utf-8-sig")
    before = [file.read_bytes() for file in files]
    assert json.loads(muster("claim", "FY2026Q1", "--json", *options).out)["quarter"] == "FY2026Q1"
    assert [file.read_bytes() for file in files] == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claim.csv", "claim.pdf", "claim.xlsx", "data"]


def test_a_document_that_cannot_be_written(muster: Muster, tmp_path: Path) -> None:
    done = muster("claim", "FY2026Q1", "--json", "--csv", tmp_path / "x.csv", "--pdf", tmp_path / "nowhere" / "x.pdf")
    assert (done.code, done.out) == (1, "")
    file = tmp_path / "nowhere" / "x.pdf"
    assert done.err == f"{file} cannot be written: there is no such folder; make it first or choose another.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_document_never_replaces_the_book(muster: Muster, program: CommandLine) -> None:
    before = program.default_book.read_bytes()
    done = muster("claim", "FY2026Q1", "--pdf", program.default_book)
    assert done.code == 1
    assert "give the --pdf file its own name" in done.err
    assert program.default_book.read_bytes() == before


def test_a_folder_is_no_document(muster: Muster, tmp_path: Path) -> None:
    done = muster("claim", "FY2026Q1", "--csv", tmp_path)
    assert done.code == 1
    assert "there is a folder of that name" in done.err


def test_two_documents_of_one_name(muster: Muster, tmp_path: Path) -> None:
    done = muster("claim", "FY2026Q1", "--pdf", tmp_path / "x", "--csv", tmp_path / "x")
    assert done.code == 1
    assert not (tmp_path / "x").exists()


def test_nothing_is_stored(muster: Muster, program: CommandLine) -> None:
    before = program.default_book.read_bytes()
    muster("claim", "FY2026Q1")
    assert program.default_book.read_bytes() == before
