"""``muster program``: the totals of the federal list, without any book."""

import json
from pathlib import Path

from .conftest import Muster

PUBLISHED = Path(__file__).parents[1] / "data" / "ice_participating_agencies_2025-09-18.xlsx"


def test_totals_by_state_and_model(muster: Muster) -> None:
    done = muster("program")
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert lines[0] == "The federal list of participating agencies of 18 Sep 2025"
    assert lines[2].split() == ["State", "Agencies", "TFM", "JEM", "WSO", "Agreements"]
    assert lines[3].split() == ["Alabama", "15", "6", "10", "9", "25"]
    assert lines[-1].split() == ["40", "states", "837", "500", "129", "371", "1,000"]
    assert len(lines) == 3 + 40 + 1


def test_as_json(muster: Muster) -> None:
    told = json.loads(muster("program", "--json").out)
    assert told["published_on"] == "2025-09-18"
    assert (told["agencies"], told["agreements"]) == (837, 1_000)
    assert told["models"] == {"TFM": 500, "JEM": 129, "WSO": 371}
    assert len(told["states"]) == 40
    assert told["states"][0] == {
        "state": "Alabama",
        "agencies": 15,
        "agreements": 25,
        "models": {"TFM": 6, "JEM": 10, "WSO": 9},
    }


def test_a_newer_list_is_taken_in_and_kept(muster: Muster, tmp_path: Path) -> None:
    newer = tmp_path / "list 2026-01-15.csv"
    newer.write_text("State,Agency,Model,Signed\nTX,Kinney County Sheriff,WSO,2025-03-19\n", encoding="utf-8")
    assert muster("program", "--import", newer).out.splitlines()[-1].split() == ["1", "state", "1", "0", "0", "1", "1"]
    assert json.loads(muster("program", "--json").out)["published_on"] == "2026-01-15"
    muster("program", "--import", PUBLISHED)
    assert json.loads(muster("program", "--json").out)["agreements"] == 1_000


def test_a_file_that_is_no_list_is_refused_in_a_sentence(muster: Muster, tmp_path: Path) -> None:
    wrong = tmp_path / "roster.csv"
    wrong.write_text("Name\nLind\n", encoding="utf-8")
    done = muster("program", "--import", wrong)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("roster.csv: no sheet has the columns State")
