"""``muster examine``: what stands in the way of certifying, in words and for programs."""

import json
from pathlib import Path

import pytest

from muster import paths
from tests.cli.conftest import Muster
from tests.domain.examiner.clean_agency import clean
from tests.oracle.folder import write_folder


@pytest.fixture
def sample(muster: Muster) -> Muster:
    """The command line on the sample agency's book."""
    assert muster("import", paths.sample_agency()).code == 0
    return muster


def test_in_words(sample: Muster) -> None:
    outcome = sample("examine", "FY2026Q1")
    assert (outcome.code, outcome.err) == (0, "")
    head, blank, heading, *rest = outcome.out.splitlines()
    assert head == (
        "Claim for FY2026Q1, readings: published, examined on 20 Nov 2026: nothing blocks certification, 23 warnings, "
        "0 accepted."
    )
    assert (blank, heading) == ("", "To look at before certification:")
    assert (
        "  0236: Training ended on 5 Dec 2025, after the TFM authorization of 1 Oct 2025; the days before it cannot be "
        "claimed. [TFM authorization of 1 Oct 2025, ICE letter 2025-09-29]"
    ) in rest
    assert len(rest) == 23


def test_what_blocks_comes_first(sample: Muster) -> None:
    outcome = sample("examine", "FY2026Q1", "--preset", "strict")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0].endswith(": 10 findings block certification, 13 warnings, 0 accepted.")
    assert lines[2] == "Blocks certification:"
    assert lines[3] == "  0118: Not reconciled to payroll: no payroll row gives the salary of 92 days."
    assert lines[13:15] == ["", "To look at before certification:"]


def test_for_programs(sample: Muster) -> None:
    outcome = sample("examine", "FY2026Q1", "--json")
    document = json.loads(outcome.out)
    assert (document["quarter"], document["preset"]) == ("FY2026Q1", "published")
    (training,) = [each for each in document["findings"] if each["code"] == "training-late"]
    assert training["severity"] == "warns"
    assert training["officer_id"] == "0236"
    assert training["source"] == "R2; required training missing"
    assert training["record"]["kind"] == "authorizations"
    assert training["record"]["cells"]["trained_on"] == "2025-12-05"
    (late,) = [each for each in document["findings"] if each["code"] == "claim-late"]
    assert (late["officer_id"], late["record"]) == (None, None)


def test_a_clean_agency(muster: Muster, tmp_path: Path) -> None:
    write_folder(clean(), tmp_path / "clean")
    assert muster("import", tmp_path / "clean").code == 0
    document = json.loads(muster("examine", "FY2026Q2", "--json").out)
    assert [each["code"] for each in document["findings"]] == ["claim-late", "quarter-skipped"]


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        (["FY2025Q4"], 1, "FY2025Q4 cannot be claimed"),
        (["2026Q1"], 2, "is not a quarter"),
        ([], 2, "QUARTER"),
        (["FY2026Q1", "--preset", "kind"], 2, "kind"),
    ],
)
def test_what_cannot_be_examined(sample: Muster, line: list[str], code: int, sentence: str) -> None:
    outcome = sample("examine", *line)
    assert (outcome.code, outcome.out) == (code, "")
    assert sentence in outcome.err


def test_without_a_book(muster: Muster) -> None:
    outcome = muster("examine", "FY2026Q1")
    assert outcome.code == 1
    assert outcome.err.startswith("There is no book ")
