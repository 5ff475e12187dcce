"""A certified claim's documents as their readers see them: its proof, what corrects earlier claims, what it revises."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from muster.domain.claim import Claim
from muster.domain.fiscal import Quarter
from muster.domain.money import dollars, money_text
from muster.reports import Documents
from tests.reports.certified import ADJUSTMENTS, LOG, SHA, certified, revision
from tests.reports.reader import Seen, amounts
from tests.reports.sample import claim_of, many, officer

Q2 = Quarter(2026, 2)
GIVEN_BACK = (replace(ADJUSTMENTS[0], recomputed=-90_000_00),)


def one() -> Claim:
    return claim_of(officer("0417", overtime=[(date(2026, 2, 1), 5_912_40)]), quarter=Q2)


def plain() -> Claim:
    return certified(one())


def revised() -> Claim:
    return revision(one())


def nobody_left() -> Claim:
    """A revision of a claim whose only officers have nothing any more."""
    return replace(revision(one()), lines=())


CLAIMS: dict[str, Callable[[], Claim]] = {
    "plain": plain,
    "revised": revised,
    "nobody left": nobody_left,
    "refund": lambda: certified(one(), adjustments=GIVEN_BACK),
    "many": lambda: revision(claim_of(*many(60), quarter=Q2)),
    "long": lambda: certified(one(), adjustments=(replace(ADJUSTMENTS[1], name="W" * 300, reasons=("X " * 400,)),)),
}
every_claim = pytest.mark.parametrize("name", CLAIMS)


def seen(claim: Claim) -> Seen:
    return Seen(Documents().pdf(claim))


@every_claim
def test_nothing_is_cut_or_overlaps(name: str) -> None:
    for number, page in enumerate(seen(CLAIMS[name]()).pages, start=1):
        assert not page.outside(), number
        assert not page.overlaps(), number


@every_claim
def test_the_first_page_has_number_signers_and_proof(name: str) -> None:
    claim = CLAIMS[name]()
    first = seen(claim).pages[0].text
    for said in (
        f"Claim number {claim.number}",
        "Certified on 4 May 2026, each by name and passphrase.",
        "Jordan Pike",
        "Robin Hale",
        f"SHA-256 of what was certified: {SHA}",
        f"Change log, entry 1,234: {LOG}",
        "Examination 2 findings, 1 accepted; listed at the end",
    ):
        assert said in first


def test_one_person_for_both_is_said_on_the_first_page() -> None:
    first = " ".join(seen(certified(one(), alone=True)).pages[0].text.split())
    assert "The agency states that one person prepares and certifies its claims." in first
    assert "states that one person" not in seen(plain()).words


@every_claim
def test_every_page_names_the_claim_and_how_to_make_it_again(name: str) -> None:
    claim = CLAIMS[name]()
    for page in seen(claim).pages:
        assert claim.number in page.lines[-2]
        assert f"muster claim {claim.number} --pdf FILE" in page.lines[-1]


def test_a_revision_shows_what_was_claimed_before_and_the_net_change() -> None:
    claim = revised()
    (line,), document = claim.lines, seen(claim)
    lines = document.pages[0].lines
    assert "Previously claimed (FY26Q2-001) 15,000.00" in lines
    assert f"Net change {dollars(claim.totals.claimed - 15_000_00)}" in lines
    assert f"Reimbursement claimed ${dollars(line.total - 100_00 + 25_25 + 12_34)}" in lines
    assert "Claim number FY26Q2-001-R1, in place of FY26Q2-001" in document.pages[0].text
    assert amounts(document.line("0417 Lind, Avery TFM"))[-3:] == [line.total, line.total - 100_00, 100_00]
    assert amounts(document.line("0500 Gone, Officer 0"))[-3:] == [0, 20_00, -20_00]


def test_an_officer_without_a_line_any_more_stays_on_the_schedule() -> None:
    document = seen(nobody_left())
    assert "No officer has an amount to claim" not in document.text
    assert amounts(document.line("0500 Gone, Officer 0"))[-2:] == [20_00, -20_00]


def rows(document: Seen, heading: str) -> list[list[int]]:
    page = next(each for each in document.pages if heading in each.lines)
    lines = page.lines[page.lines.index(heading) :]
    end = next(number for number, line in enumerate(lines) if line.startswith("Total of"))
    return [found for line in lines[: end + 1] if (found := amounts(line))]


def test_adjustments_stand_beside_the_lines_with_claim_and_reason() -> None:
    document = seen(revised())
    assert rows(document, "Adjustments of earlier claims") == [
        [1_000_00, 900_00, -100_00],
        [50_00, 75_25, 25_25],
        [1_050_00, 975_25, -74_75],
    ]
    assert "0417 Lind, Avery salary FY2026Q1 FY26Q1-001" in document.text
    assert "0417 salary, FY2026Q1 Pay record changed" in document.text
    assert "0500 benefits, FY2026Q1 One; Two" in document.text
    assert "Adjustments of earlier claims -74.75" in document.pages[0].lines


def test_corrections_of_overtime_are_told_as_part_of_the_lines() -> None:
    document = seen(revised())
    assert rows(document, "Corrections of overtime") == [[400_00, 100_00, -300_00], [400_00, 100_00, -300_00]]
    assert "0417 overtime, FY2026Q1 Overtime removed" in document.text
    assert "Part of the lines' overtime" in document.words


def test_what_is_claimed_again_names_claim_and_line() -> None:
    document = seen(revised())
    assert rows(document, "Claimed again") == [[12_34], [12_34]]
    assert "0417 Lind, Avery overtime FY2026Q1 FY26Q1-001 2 12.34" in document.text
    assert "Claimed again after a denial 12.34" in document.pages[0].lines


def test_a_claim_below_zero_is_a_refund_due() -> None:
    """R17."""
    claim = certified(one(), adjustments=GIVEN_BACK)
    assert claim.totals.claimed < 0
    lines = seen(claim).pages[0].lines
    assert f"Refund due; nothing is invoiced ${dollars(-claim.totals.claimed)}" in lines
    assert not any(line.startswith("Reimbursement claimed") for line in lines)


def test_findings_are_listed_with_what_was_said_of_them() -> None:
    words = seen(plain()).words
    assert "Claim The claim was due on 30 Apr 2026. Accepted by Dana Reyes on 3 May 2026: Letter 9." in words
    assert "0417 Lind, Avery The pay of 1 Jul 2025 has no document. Not accepted." in words


def test_a_plain_claim_has_none_of_it() -> None:
    text = seen(plain()).text
    for absent in ("Adjustments", "Corrections of overtime", "Claimed again", "Previously claimed", "Warnings"):
        assert absent not in text


def test_the_workbook_has_a_sheet_for_each() -> None:
    book = openpyxl.load_workbook(io.BytesIO(Documents().xlsx(revised())), data_only=True)
    assert book.sheetnames == [
        "Claim",
        "Corrections",
        "Adjustments",
        "Claimed again",
        "Award",
        "Overtime cap",
        "Readings",
        "Examination",
        "Proof",
    ]
    first = [cell.value for cell in book["Adjustments"][5]]
    assert first[:5] == ["0417", "Lind, Avery", "salary", "FY2026Q1", "FY26Q1-001"]
    assert first[5:] == [1000, 900, -100, "Pay record changed"]
    assert book["Adjustments"][7][7].value == -74.75
    proof = {row[0].value: row[1].value for row in book["Proof"].iter_rows(min_row=5)}
    assert proof["Claim"] == "FY26Q2-001-R1"
    assert proof["In place of"] == "FY26Q2-001"
    assert proof["SHA-256 of what was certified"] == SHA
    assert proof["Its hash"] == LOG


def test_the_csv_of_a_revision_has_two_columns_more() -> None:
    claim = revised()
    found = list(csv.DictReader(io.StringIO(Documents().csv(claim).decode())))
    (line,) = claim.lines
    assert [(row["officer_id"], row["total"], row["previously"], row["net_change"]) for row in found] == [
        ("0417", money_text(line.total), money_text(line.total - 100_00), "100.00"),
        ("0500", "0.00", "20.00", "-20.00"),
    ]
