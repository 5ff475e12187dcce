"""Which federal list is shown, and that an import replaces it whole or not at all."""

from datetime import date
from pathlib import Path

import pytest

from muster import paths
from muster.importers.federal_list import FederalListReader
from muster.reports import Documents
from muster.services.federal_lists import FederalLists
from muster.services.ports import MusterError

NEWER = "State,Agency,County,Model,Signed\nTexas,Kinney County Sheriff,Kinney County,TFM,2025-03-19\n"


@pytest.fixture
def lists(tmp_path: Path) -> FederalLists:
    return FederalLists(FederalListReader(), Documents(), tmp_path / "data" / "kept.csv", paths.federal_list())


def saved(folder: Path, name: str, text: str = NEWER) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_at_first_it_is_the_one_that_came_with_the_program(lists: FederalLists, tmp_path: Path) -> None:
    assert lists.current().total.agreements == 1_000
    assert list(tmp_path.iterdir()) == []


def test_an_imported_list_takes_its_place(lists: FederalLists, tmp_path: Path) -> None:
    made = lists.import_file(saved(tmp_path, "list 2026-01-15.csv"))
    assert (made.before, made.is_older) == (date(2025, 9, 18), False)
    assert lists.current() == made.listed
    assert lists.current().published_on == date(2026, 1, 15)
    assert lists.current().agencies[0].county == "Kinney County"


def test_an_older_list_is_taken_too_and_told(lists: FederalLists, tmp_path: Path) -> None:
    lists.import_file(saved(tmp_path, "list 2026-01-15.csv"))
    made = lists.import_file(saved(tmp_path, "list 2026-01-14.csv"))
    assert (made.before, made.is_older) == (date(2026, 1, 15), True)
    assert lists.current().published_on == date(2026, 1, 14)


def test_a_list_that_cannot_be_read_leaves_the_one_before(lists: FederalLists, tmp_path: Path) -> None:
    lists.import_file(saved(tmp_path, "list 2026-01-15.csv"))
    with pytest.raises(MusterError, match="row 2, column state"):
        lists.import_file(saved(tmp_path, "list 2026-02-15.csv", NEWER.replace("Texas", "Texass")))
    assert lists.current().published_on == date(2026, 1, 15)


def test_a_damaged_one_is_told_and_replaced_by_an_import(lists: FederalLists, tmp_path: Path) -> None:
    lists.import_file(saved(tmp_path, "list 2026-01-15.csv"))
    kept = tmp_path / "data" / "kept.csv"
    kept.write_bytes(kept.read_bytes()[:20])
    with pytest.raises(MusterError, match=r"^kept\.csv: "):
        lists.current()
    assert lists.import_file(saved(tmp_path, "list 2026-02-15.csv")).before is None
    assert lists.current().published_on == date(2026, 2, 15)
