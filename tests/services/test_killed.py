"""The program killed while it certifies: the claim is certified whole or not at all.

``MUSTER_KILLS=300`` kills it as often, anew each time; the figures are shown with ``pytest -s``.
"""

import multiprocessing
import os
import shutil
from collections import Counter
from pathlib import Path
from random import Random
from time import perf_counter

import pytest

from muster import paths
from tests.composition import BookProgram
from tests.oracle.folder import read_folder
from tests.services.certifying_process import QUARTER, certify
from tests.services.frozen.checking import check_content
from tests.services.office import Office

KILLS = int(os.environ.get("MUSTER_KILLS", "0"))
PATIENCE = 60
FORKS = "forkserver" in multiprocessing.get_all_start_methods()
FRESH = multiprocessing.get_context("forkserver").Process if FORKS else multiprocessing.get_context("spawn").Process
"""A process that begins anew, the libraries loaded once where the system can."""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample agency's book, its signers with passphrases as they are hashed anywhere."""
    root = Path(__file__).parents[2]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(root), str(root / "src"))))  # for the fork server
    multiprocessing.set_forkserver_preload([certify.__module__])
    agency = Office(tmp_path / "office", read_folder(paths.sample_agency()))
    agency.services.book.close()
    return agency.services.book.path


class Certifying:
    """A process that certifies a claim of a copy of the book."""

    def __init__(self, book: Path, folder: Path) -> None:
        folder.mkdir()
        self.book = folder / book.name
        shutil.copy(book, self.book)
        self.said, says = multiprocessing.Pipe(duplex=False)
        self.process = FRESH(target=certify, args=(self.book, says))
        self.process.start()
        says.close()

    def begins(self) -> None:
        assert self.said.poll(PATIENCE)
        assert self.said.recv() == "begins"

    def ends_within(self, seconds: float) -> bool:
        self.process.join(seconds)
        return self.process.exitcode is not None

    def kill(self) -> None:
        self.process.kill()
        assert self.ends_within(PATIENCE)
        self.said.close()


def whole_or_nothing(path: Path) -> str:
    """What became of the claim; fails when it is there in part."""
    services = BookProgram(path.parent).open(path)
    assert services.book.check() == []
    ledger = services.ledger.read()
    with services.book.read() as records:
        actions = Counter(entry.action for entry in records.log(10_000))
        content = records.claim_content("FY26Q1-001")
    entries = actions[f"Certify the claim of {QUARTER}"]
    services.book.close()
    if not ledger.claims:
        assert (ledger.amounts, content, entries) == ((), None, 0)
        return "before"
    (claim,) = ledger.claims
    check_content(services.ledger.frozen(claim.number), claim)
    assert sum(each.amount for each in ledger.amounts) == claim.claimed
    assert entries == 1 + len(ledger.amounts)
    services.book.close()
    return "after"


def test_certified_whole_or_not_at_all(book: Path, tmp_path: Path) -> None:
    random = Random(None if KILLS else 20260120)  # noqa: S311 - moments, no secrets
    undisturbed = Certifying(book, tmp_path / "undisturbed")
    undisturbed.begins()
    began = perf_counter()
    assert undisturbed.said.poll(PATIENCE)
    lasts = perf_counter() - began
    assert undisturbed.ends_within(PATIENCE)
    assert whole_or_nothing(undisturbed.book) == "after"
    found: Counter[str] = Counter()
    for number in range(KILLS or 15):
        killed = Certifying(book, tmp_path / f"killed {number}")
        killed.begins()
        done = killed.said.poll(random.triangular(0, lasts * 1.2, lasts))  # most of it near the end, where it writes
        killed.kill()
        journal = killed.book.with_name(f"{killed.book.name}-journal")
        found["done" if done else "while writing" if journal.exists() else "killed"] += 1
        found[whole_or_nothing(killed.book)] += 1
        shutil.rmtree(killed.book.parent)
    print(f"{lasts:.3f} s undisturbed: {dict(found)}")
    assert found["before"] + found["after"] == (KILLS or 15)
