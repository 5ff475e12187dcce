"""``muster undo``, ``redo``, ``history`` and ``claim --as-known``."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from muster import paths
from muster.domain.records import Pay

from .conftest import CommandLine, Muster

OVERTIME = "officer_id,worked_on,hours,amount,paid_on\n0417,2026-10-05,2,100.00,2026-10-20\n"


@pytest.fixture(autouse=True)
def _sample_book(muster: Muster, program: CommandLine, tmp_path: Path) -> None:
    """The sample agency, and a day later an overtime entry."""
    muster("import", paths.sample_agency())
    program.clock.moment += timedelta(days=1)
    (tmp_path / "overtime.csv").write_text(OVERTIME)
    muster("import", tmp_path / "overtime.csv")


def test_an_import_is_undone_redone_and_undone(muster: Muster) -> None:
    assert muster("undo") == (0, "Undone: import of overtime.csv\n", "")
    done = muster("redo", "--json")
    assert json.loads(done.out) == {
        "redone": {
            "step": 2,
            "at": "2026-11-21T12:00:00+00:00",
            "name": "Clerk",
            "action": "Import of overtime.csv",
            "entries": 1,
            "way": "done",
            "of": None,
        }
    }
    assert muster("redo") == (1, "", "There is nothing to redo.\n")
    assert muster("undo").code == 0
    assert muster("check").code == 0


def test_the_newest_steps(muster: Muster) -> None:
    muster("undo")
    lines = muster("history").out.splitlines()
    assert [line.split()[0] for line in lines] == ["Step", "3", "2", "1"]
    assert lines[1].split()[4:] == ["Undo:", "Import", "of", "overtime.csv", "1"]
    found = json.loads(muster("history", "--newest", "1", "--json").out)["steps"]
    assert [(each["step"], each["way"], each["of"]) for each in found] == [(3, "undone", 2)]


def test_what_a_step_did_and_a_records_history(muster: Muster) -> None:
    did = json.loads(muster("history", "--step", "2", "--json").out)["did"]
    assert [(each["kind"], each["what"]) for each in did] == [("overtime", "added")]
    number = did[0]["number"]
    assert f"overtime {number}: Overtime of 5 Oct 2026, officer 0417, added" in muster("history", "--step", "2").out
    muster("undo")
    told = muster("history", "--record", "overtime", str(number)).out.splitlines()
    assert told[0] == "Overtime of 5 Oct 2026, officer 0417"
    assert told[1].endswith("Clerk: removed (Undo: Import of overtime.csv)")
    happened = json.loads(muster("history", "--record", "overtime", str(number), "--json").out)["history"]
    assert [each["what"] for each in happened] == ["removed", "added"]
    assert {"column": "Amount", "before": "", "after": "100.00"} in happened[1]["cells"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--record", "pay", "x"], "“x” is not a record's number"),
        (["--record", "pays", "1"], "There are no records “pays”"),
        (["--record", "pay", "9999"], "The book never had a record 9999 in pay"),
        (["--step", "99"], "There is no step 99"),
    ],
)
def test_what_is_not_there(muster: Muster, arguments: list[str], said: str) -> None:
    done = muster("history", *arguments)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(said)


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999"])
def test_a_count_is_a_whole_number(muster: Muster, number: str) -> None:
    assert muster("history", "--newest", number).code == 2


def test_a_claim_as_the_book_was_known(muster: Muster, program: CommandLine) -> None:
    before = muster("claim", "FY2026Q1", "--json").out
    services = program.open(program.default_book)
    with services.book.read() as records:
        mine = records.of_officer(Pay, "0417")
    services.records.remove(mine)
    assert muster("claim", "FY2026Q1", "--json").out != before
    assert muster("claim", "FY2026Q1", "--as-known", "2026-11-20", "--json").out == before
    done = muster("claim", "FY2026Q1", "--as-known", "2026-11-19")
    assert (done.code, done.err) == (
        1,
        "The book had no records yet on 19 Nov 2026; its first change was on 20 Nov 2026.\n",
    )
    assert muster("claim", "FY2026Q1", "--as-known", "soon").code == 2
