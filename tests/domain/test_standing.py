"""How an officer stands on a day, and the words for it."""

from datetime import date

import pytest

from muster.domain.eligibility import in_force, standing
from muster.services.officers import standing_words
from tests.domain.files import Rows, agency_file
from tests.oracle.folder import row

TFM = row("agreements", "TFM", "MOA-1", "2025-03-01")
OFFICER = row("officers", "1", "Lind", "Avery")
AUTHORIZED = row("authorizations", "1", "TFM", "2025-10-20", "2025-11-03")


def words(day: str, **rows: list[dict[str, str]]) -> str:
    whole: Rows = {"agreements": [TFM], "officers": [OFFICER], "authorizations": [AUTHORIZED], **rows}
    file = agency_file(whole)
    officer = file.officers[0]
    found = standing(officer, in_force(file.agreements), 2, date.fromisoformat(day))
    return standing_words(found, officer.officer)


@pytest.mark.parametrize(
    ("day", "rows", "expected"),
    [
        ("2025-11-03", {}, "Eligible as TFM since 3 Nov 2025; authorization ends 2 Nov 2027."),
        ("2027-11-02", {}, "Eligible as TFM since 3 Nov 2025; authorization ends 2 Nov 2027."),
        ("2027-11-03", {}, "Not eligible since 3 Nov 2027: the TFM authorization has ended."),
        ("2025-11-02", {}, "Not eligible: not yet authorized; eligible from 3 Nov 2025."),
        ("2025-12-01", {"authorizations": []}, "Not eligible: no authorization is recorded."),
        (
            "2025-12-01",
            {"authorizations": [{**AUTHORIZED, "trained_on": ""}]},
            "Not eligible: no training is recorded for the TFM authorization.",
        ),
        ("2025-12-01", {"agreements": []}, "Not eligible: no TFM agreement is in force."),
        (
            "2025-12-01",
            {"interruptions": [row("interruptions", "1", "2025-11-20", "2025-12-05", "suspended")]},
            "Not eligible since 20 Nov 2025: suspended; eligible again from 5 Dec 2025.",
        ),
        (
            "2026-01-01",
            {"interruptions": [row("interruptions", "1", "2025-11-20", "2025-12-05", "suspended")]},
            "Eligible as TFM since 5 Dec 2025; authorization ends 2 Nov 2027.",
        ),
        (
            "2026-02-01",
            {"officers": [{**OFFICER, "separated_on": "2026-01-31"}]},
            "Separated; last day employed 31 Jan 2026.",
        ),
        (
            "2026-01-31",
            {"officers": [{**OFFICER, "separated_on": "2026-01-31"}]},
            "Eligible as TFM since 3 Nov 2025; authorization ends 2 Nov 2027.",
        ),
        (
            "2025-12-01",
            {"authorizations": [{**AUTHORIZED, "model": "JEM"}], "agreements": [{**TFM, "model": "JEM"}]},
            "Eligible as JEM since 3 Nov 2025; authorization stays open.",
        ),
    ],
)
def test_standing(day: str, rows: dict[str, list[dict[str, str]]], expected: str) -> None:
    assert words(day, **rows) == expected
