"""``muster documents``: what is attached to which record."""

import json
from pathlib import Path

import pytest

from muster import paths
from muster.domain.records import Agreement, AnyRecord, Authorization
from tests.cli.conftest import CommandLine, Muster


@pytest.fixture
def sample(muster: Muster, program: CommandLine, tmp_path: Path) -> Muster:
    """The sample agency with a letter attached to an authorization and an agreement."""
    assert muster("import", paths.sample_agency()).code == 0
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7 letter")
    services = program.open(program.default_book)
    with services.book.read() as records:
        chosen: list[AnyRecord] = [records.all(Authorization)[0], records.all(Agreement)[0]]
    services.documents.attach([letter], chosen)
    services.book.close()
    return muster


def test_a_book_without_documents(muster: Muster) -> None:
    assert muster("import", paths.sample_agency()).code == 0
    assert muster("documents").out == "No document is attached.\n"
    assert json.loads(muster("documents", "--json").out) == {"documents": []}


def test_in_words(sample: Muster) -> None:
    outcome = sample("documents")
    assert (outcome.code, outcome.err) == (0, "")
    heading, agreement, authorization = outcome.out.splitlines()
    assert heading.split() == ["Document", "Kind", "Added", "By", "Officer", "Attached", "to", "Size"]
    assert agreement.split()[:4] == ["letter.pdf", "PDF", "2026-11-20", "Clerk"]
    assert "JEM agreement MOA-JEM-2020-004" in agreement
    assert "0102     TFM authorization of 6 May 2025, ICE letter 2025-05-06" in authorization
    assert authorization.endswith("15 bytes")


def test_for_programs(sample: Muster) -> None:
    agreement, authorization = json.loads(sample("documents", "--json").out)["documents"]
    assert authorization["name"] == "letter.pdf"
    assert authorization["media_type"] == "application/pdf"
    assert authorization["size"] == 15
    assert len(authorization["sha256"]) == 64
    assert (authorization["kind"], authorization["number"]) == ("authorizations", 1)
    assert authorization["record"].startswith("TFM authorization of ")
    assert (agreement["kind"], agreement["officer_id"]) == ("agreements", None)
