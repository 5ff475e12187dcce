"""``muster check`` on certified claims, and every command on those that were altered."""

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from tests.certified import certified_book

from .conftest import CommandLine, Muster


@pytest.fixture
def certified(program: CommandLine) -> Path:
    """The default book, with certified claims."""
    program.default_book.parent.mkdir(parents=True)
    program.default_book.write_bytes(certified_book())
    return program.default_book


def alter(book: Path, script: str) -> None:
    """Change the closed file as any program can."""
    with closing(sqlite3.connect(book)) as other:
        other.executescript(script)


def test_check_prints_what_stands_on_each_claim_s_paper(muster: Muster, certified: Path) -> None:
    done = json.loads(muster("check", "--json").out)
    first = done["claims"][0]
    assert (first["number"], first["status"], first["log_sequence"]) == ("FY26Q1-001", "superseded", 739)
    content = certified.with_name("content.json")
    muster("claim", "FY26Q1-001", "--content", content)
    assert sha256(content.read_bytes()).hexdigest() == first["content_sha256"]
    assert muster("check").out.splitlines()[:5] == [
        f"{certified} is sound.",
        "",
        "FY26Q1-001, superseded",
        f"  SHA-256 of what was certified: {first['content_sha256']}",
        f"  Change log, entry 739: {first['log_hash']}",
    ]


def test_a_revision_says_what_it_stands_in_place_of(muster: Muster, certified: Path) -> None:
    first, revision = (muster("claim", number, "--book", certified).out for number in ("FY26Q1-001", "FY26Q1-001-R1"))
    assert revision.startswith("Claim FY26Q1-001-R1, in place of FY26Q1-001, for FY2026Q1 (")
    assert first.startswith("Claim FY26Q1-001 for FY2026Q1 (")


def test_a_printed_head_is_held_against_the_log(muster: Muster, certified: Path) -> None:
    done = json.loads(muster("check", "--json").out)
    one, two = (each["log_hash"] for each in done["claims"][:2])
    entry = f"{done['log']['sequence']:,}"
    assert "," in entry
    assert muster("check", "--head", entry, done["log"]["hash"].upper()).code == 0
    told = json.loads(muster("check", "--head", "739", one, "--json").out)
    assert told["head"] == {"sequence": 739, "hash": one, "holds": True}
    refused = muster("check", "--head", "739", two)
    assert refused.code == 1
    assert refused.out.startswith(f"Entry 739 of the change log has another hash than the one that was printed: {one}.")
    told = json.loads(muster("check", "--head", "739", two, "--json").out)
    assert (told["sound"], told["head"]["holds"], len(told["problems"])) == (False, False, 1)
    assert "The change log has no entry 99,999" in muster("check", "--head", "99,999", two).out
    assert str(certified) in refused.err


def test_a_trigger_that_is_gone_is_one_problem_among_others(muster: Muster, certified: Path) -> None:
    alter(
        certified,
        "DROP TRIGGER change_log_refuses_update; UPDATE change_log SET name = 'x' WHERE sequence = 5;"
        "UPDATE pay SET document = 'x';",
    )
    done = muster("check", "--json")
    found = json.loads(done.out)
    assert (done.code, found["sound"], len(found["claims"])) == (1, False, 6)
    assert "The book lacks its own “change_log_refuses_update”." in found["problems"]
    assert any(each.startswith("Entry 5 of the change log") for each in found["problems"])
    assert sum(each.endswith("in pay is not as the change log last says.") for each in found["problems"]) > 20
    assert "more in pay." in muster("check").out


@pytest.mark.parametrize(
    "content", ["replace(content, '16996.61', '16996.71')", "'{}'", "CAST(x'ff' AS TEXT)", "content || char(0)"]
)
def test_nothing_is_made_of_a_claim_that_was_altered(
    muster: Muster, certified: Path, tmp_path: Path, content: str
) -> None:
    alter(certified, f"DROP TRIGGER claim_contents_refuses_update; UPDATE claim_contents SET content = {content};")
    file = tmp_path / "x"
    said = (
        "What was certified as FY26Q1-001 is not as it was, so it is neither shown nor printed; open a copy of the book"
        " from before. “muster check” says more.\n"
    )
    lines: list[list[str | Path]] = [["claim"], ["explain"], ["explain", "--officer", "0417", "--json"]]
    lines += [["claim", f"--{kind}", file] for kind in ("pdf", "xlsx", "csv", "content")]
    for command, *options in lines:
        assert muster(command, "FY26Q1-001", *options) == (1, "", said)
    assert not file.exists()


@pytest.mark.parametrize("cell", ["quarter = 'FY2026QX'", "certified_on = 'x'", "note = CAST(x'ff' AS TEXT)"])
def test_a_claim_that_cannot_be_read_is_a_sentence(muster: Muster, certified: Path, cell: str) -> None:
    alter(
        certified,
        "PRAGMA ignore_check_constraints = ON; DROP TRIGGER claims_refuses_update;"
        f"UPDATE claims SET {cell} WHERE id = 2;",
    )
    done = muster("claims")
    assert (done.code, done.out) == (1, "")
    assert "pen a copy of" in done.err
    checked = json.loads(muster("check", "--json").out)
    assert "Record 2 in claims, claim FY26Q1-001-R1, is not as the change log last says." in checked["problems"]
    assert (checked["claims"], checked["log"]) == ([], None)
