"""The claim summary as its reader sees it: what is written, that it foots, that nothing is cut or overlaps."""

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from muster.domain.claim import Claim
from muster.domain.computation import compute
from muster.domain.fiscal import Quarter
from muster.domain.money import dollars
from muster.domain.readings import Preset
from muster.domain.records import Agency, Override, StatedBy
from muster.domain.schema import COLUMNS, record_of
from muster.reports import Documents
from tests.composition import RULES
from tests.reports.reader import Seen, amounts
from tests.reports.sample import AGENCY, ICE, claim_of, many, officer, sample_agency

LONG_AGENCY = dataclasses.replace(
    AGENCY,
    name="The Sheriff's Office and Department of Public Safety of the Consolidated City and County of Łódź-Ñandú " * 2,
    address="Building 14, Suite 2200, " * 5,
    contact_email="an-address-without-a-single-space-" * 4 + "@alder.example",
    contact_title="Grants clerk and " * 20,
    official_name="Robin " * 60,
)
LONG_TEXT = ("A letter whose description goes on and on, " * 10)[:400]
WIDE = [
    officer("0001", "Łukasiewicz-Ñandú", "Zoë"),
    officer("0003", "Wolfeschlegelsteinhausenbergerdorff" * 4, "Hubert Blaine " * 5),
    officer("ID-" + "9" * 60, "Max", salary=999_999_999_999, benefits=999_999_999_999),
    officer("M" * 200, "W" * 300, overtime=[(date(2025, 10, 3), 999_999_999_999)]),
]


def wide() -> Claim:
    """Everything at its longest."""
    return claim_of(
        *WIDE,
        agency=LONG_AGENCY,
        results=(
            dataclasses.replace(ICE, document=LONG_TEXT),
            dataclasses.replace(ICE, stated_by=StatedBy.AGENCY, located=34, document="X" * 400),
        ),
        overrides=(Override("reimbursable_models", "TFM", date(2025, 11, 15), LONG_TEXT),),
    )


def longest() -> Claim:
    """Every text as long as the book takes it, and as wide."""
    w = "W" * 1000
    return claim_of(
        officer(w, w, w, overtime=[(date(2025, 10, 3), -1)]),
        agency=record_of(Agency, {column.name: w for column in COLUMNS[Agency]}),
        results=(dataclasses.replace(ICE, document=w), dataclasses.replace(ICE, stated_by=StatedBy.AGENCY, located=1)),
        overrides=(Override("reimbursable_models", "TFM", date(2025, 11, 15), w),),
    )


def sample(quarter: str, preset: Preset) -> Callable[[], Claim]:
    return lambda: compute(sample_agency(), Quarter.parse(quarter), preset, RULES).claim


CLAIMS: dict[str, Callable[[], Claim]] = {
    "nothing": lambda: claim_of(agency=Agency(), results=()),
    "one": lambda: claim_of(officer("0417", overtime=[(date(2025, 11, 1), 591_240)])),
    "25": lambda: claim_of(*many(25)),
    "26": lambda: claim_of(*many(26)),
    "60": lambda: claim_of(*many(60)),
    "wide": wide,
    "longest": longest,
    **{
        f"sample {quarter} {preset}": sample(quarter, preset)
        for quarter in ("FY2026Q1", "FY2026Q2", "FY2026Q3", "FY2026Q4", "FY2027Q1")
        for preset in Preset
    },
}


@cache
def made(name: str) -> tuple[Claim, Seen]:
    each = CLAIMS[name]()
    return each, seen(each)


def seen(each: Claim) -> Seen:
    return Seen(Documents().pdf(each))


every_claim = pytest.mark.parametrize("name", CLAIMS)


@every_claim
def test_nothing_is_cut_or_overlaps(name: str) -> None:
    for number, page in enumerate(made(name)[1].pages, start=1):
        assert not page.outside(), number
        assert not page.overlaps(), number


@every_claim
def test_every_font_is_embedded_and_none_is_a_stray(name: str) -> None:
    document = made(name)[1]
    fonts = set().union(*(page.fonts for page in document.pages))
    assert fonts == {("IBMPlexSans", True), ("IBMPlexSans-Bold", True)}
    assert b"Helvetica" not in document.data


@every_claim
def test_every_page_says_whose_it_is_and_which_of_how_many(name: str) -> None:
    each, document = made(name)
    for number, page in enumerate(document.pages, start=1):
        foot = page.lines[-2:]
        assert foot[0].endswith(f"{each.quarter} · DRAFT Page {number} of {len(document.pages)}")
        assert f": muster claim {each.quarter}" in foot[1]
        assert ("--preset strict" in foot[1]) == (each.preset is Preset.STRICT)
        assert {(612, 792), (792, 612)} >= {(page.width, page.height)}


@every_claim
def test_the_same_claim_gives_the_same_bytes(name: str) -> None:
    each, document = made(name)
    assert Documents().pdf(each) == document.data


def test_another_process_gives_the_same_bytes() -> None:
    script = (
        "import sys; from muster.reports import Documents; from tests.reports.sample import claim_of, many;"
        "sys.stdout.buffer.write(Documents().pdf(claim_of(*many(30))))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": "2", "TZ": "America/Chicago"},
    ).stdout
    assert elsewhere == Documents().pdf(claim_of(*many(30)))


@every_claim
def test_every_line_of_the_claim_is_on_the_schedule_in_order(name: str) -> None:
    each, document = made(name)
    rows = [
        line
        for page in document.under("Officer schedule")
        for line in page.lines
        if " TFM" in line or " JEM" in line or " WSO" in line
    ]
    assert len(rows) == len(each.lines)
    for row, line in zip(rows, each.lines, strict=True):
        assert f" {' '.join(line.models)} {line.eligible_days} " in row
        assert amounts(row) == [
            line.salary,
            line.benefits,
            line.overtime_worked,
            line.overtime_cap,
            line.overtime,
            line.overtime_carried,
            line.total,
        ]


@pytest.mark.parametrize("name", [name for name in CLAIMS if name != "nothing"])
def test_the_schedule_foots(name: str) -> None:
    each, document = made(name)
    count = len(each.lines)
    schedule = [line for page in document.under("Officer schedule") for line in page.lines]
    total = next(line for line in schedule if line.startswith(f"Total of {count} officer"))
    salary, benefits, worked, overtime, carried, together = amounts(total)
    assert (salary, benefits, overtime, together) == (
        each.totals.salary,
        each.totals.benefits,
        each.totals.overtime,
        each.totals.reimbursement,
    )
    assert worked == sum(line.overtime_worked for line in each.lines)
    assert carried == sum(line.overtime_carried for line in each.lines)


def test_the_subtotals_of_several_pages_add_up_to_the_total() -> None:
    pages = made("60")[1].under("Officer schedule")
    assert len(pages) == 3
    subtotals = [line for page in pages for line in page.lines if line.startswith("Subtotal of")]
    total = next(line for line in pages[-1].lines if line.startswith("Total of 60 officers"))
    assert len(subtotals) == 3
    assert [sum(column) for column in zip(*map(amounts, subtotals), strict=True)] == amounts(total)
    assert not any(line.startswith("Total of") for page in pages[:-1] for line in page.lines)


def test_one_page_needs_no_subtotal() -> None:
    assert "Subtotal" not in made("one")[1].text


@pytest.mark.parametrize("heading", ["Officer schedule", "Overtime cap worksheet"])
def test_the_header_is_repeated_on_every_page(heading: str) -> None:
    for page in made("60")[1].under(heading):
        assert any(line.startswith("Officer ID Name ") for line in page.lines)


def test_500_officers_are_all_there() -> None:
    each = claim_of(*many(500))
    document = seen(each)
    for line in each.lines:
        assert f"{line.officer_id} {line.name} " in document.text
    assert amounts(document.line("Total of 500 officers 46,000"))[-1] == each.totals.reimbursement


@every_claim
def test_the_first_page_states_the_totals_with_the_award_apart(name: str) -> None:
    each, document = made(name)
    lines = document.lines if name == "longest" else document.pages[0].lines
    for label, cents in (
        ("Salary", f"{dollars(each.totals.salary)}"),
        ("Benefits", f"{dollars(each.totals.benefits)}"),
        ("Overtime", f"{dollars(each.totals.overtime)}"),
        ("Reimbursement claimed", f"${dollars(each.totals.reimbursement)}"),
        ("Performance award, estimate", f"${dollars(each.totals.award)}"),
    ):
        assert f"{label} {cents}" in lines


def test_the_first_page_names_agency_quarter_and_claim() -> None:
    first = made("one")[1].pages[0].text
    for said in (
        "Alder County Sheriff's Office",
        "ORI TX9991234",
        "UEI ABCDEFGHJK12",
        "EIN 12-3456789",
        "1 Main Street, Alderton, TX 75001",
        "Jordan Pike, Grants clerk",
        "555-0100",
        "grants@alder.example",
        "FY2026Q1, 1 Oct 2025 to 31 Dec 2025",
        "Claim number DRAFT",
        "Preset published",
        "Officers 1 on the schedule",
    ):
        assert said in first


def test_what_is_signed_stands_with_both_who_sign() -> None:
    each, document = made("one")
    wording = each.reading("certification_text")
    assert wording.text in document.words
    first = document.pages[0].text
    assert first.index("Prepared by") < first.index("Jordan Pike\n") < first.index("Authorized official")
    assert first.index("Authorized official") < first.index("Robin Hale\nSheriff")
    assert first.count("Signature Date") == 2


@every_claim
def test_the_wording_is_never_parted_from_the_signatures(name: str) -> None:
    (page,) = made(name)[1].under("Certification")
    assert "By signing this claim" in page.text
    assert page.text.count("Signature Date") == 2


def test_a_long_name_and_long_texts_are_all_there() -> None:
    document = made("wide")[1]
    assert LONG_AGENCY.name.strip() in document.words
    assert document.words.count(LONG_TEXT.strip()) == 2  # the result's document and the override's
    assert "X" * 400 in "".join(document.text.split())


def test_a_name_wider_than_its_column_ends_in_an_ellipsis() -> None:
    (page,) = made("wide")[1].under("Officer schedule")
    assert any(line.startswith("0003 Wolf") and "… TFM" in line for line in page.lines)


def test_letters_beyond_latin_1_are_written_and_missing_ones_replaced_visibly() -> None:
    document = seen(
        claim_of(officer("1", "Łukasiewicz", "Núñez"), officer("2", "李", "Zoe\u0308"), officer("3", "A\tB"))
    )
    assert "1 Łukasiewicz, Núñez TFM" in document.text
    assert "2 \N{REPLACEMENT CHARACTER}, Zoë TFM" in document.text
    assert "3 A\N{REPLACEMENT CHARACTER}B, Avery TFM" in document.text


def test_a_negative_line_is_written_with_its_sign_and_foots() -> None:
    each = claim_of(
        officer("1", overtime=[(date(2025, 11, 1), 50_000), (date(2026, 1, 5), -50_000)]), quarter=Quarter(2026, 2)
    )
    document = seen(each)
    assert each.lines[0].overtime == -50_000
    assert amounts(document.line("1 Lind, Avery TFM"))[4] == -50_000
    assert "Overtime -500.00" in document.pages[0].text
    cap_total = [line for line in document.lines if line.startswith("Total of 1 officer ")][-1]
    assert amounts(cap_total) == [0, 50_000, -50_000, 0]


@every_claim
def test_the_cap_worksheet_foots(name: str) -> None:
    each, document = made(name)
    (share,) = {reading.value for reading in each.readings if reading.parameter.name == "overtime_cap_percent"}
    assert share == 25
    claimed = 0
    for page in document.under("Overtime cap worksheet"):
        lines = page.lines[
            page.lines.index(next(line for line in page.lines if line.startswith("Overtime cap work"))) :
        ]
        for line in lines:
            figures = amounts(line)
            if len(figures) == 7:
                base, cap, worked, before, this, carried, left = figures
                assert cap == base // 4
                assert worked == before + this + carried
                assert left == cap - before - this
                claimed += this
    assert claimed == each.totals.overtime


def test_every_reading_is_listed_with_its_value_rule_origin_and_source() -> None:
    each, document = made("one")
    words = document.words
    for reading in each.readings:
        assert reading.source in words
        if reading.parameter.name != "certification_text":
            assert f"{reading.parameter.name}, {reading.parameter.rule}" in words
    assert "Every trained officer, whatever the model" in words
    assert "from 90% $1,000; from 80% $750; from 70% $500" in words
    assert "25%" in words
    assert "2 years" in words
    assert "30 days" in words
    assert "31 Dec" in words


def test_a_reading_of_the_agency_s_own_names_its_document_and_days() -> None:
    own = Override("reimbursable_models", "TFM", date(2025, 11, 15), "Letter from the field office")
    document = seen(claim_of(officer("1"), overrides=(own,)))
    words = document.words
    assert "1 Oct 2025 to 14 Nov 2025" in words
    assert "15 Nov 2025 to 31 Dec 2025" in words
    assert "Letter from the field office" in words
    assert "Task force officers only" in words
    assert "Preset published, 1 reading of the agency's own" in words


@every_claim
def test_every_warning_is_listed(name: str) -> None:
    each, document = made(name)
    words = document.words
    for warning in each.warnings:
        assert warning.text in words
    if not each.warnings:
        assert "There are no warnings." in words


def test_the_file_says_what_it_is() -> None:
    document = made("one")[1]
    assert document.metadata["Title"] == "Reimbursement claim FY2026Q1 (DRAFT)"
    assert document.metadata["Author"] == AGENCY.name
    assert "1 Oct 2025 to 31 Dec 2025" in document.metadata["Subject"]
    assert document.metadata["Creator"].startswith("Muster ")
    assert b"/Lang (en-US)" in document.data
    assert document.outline == [
        "Summary",
        "Summary of totals",
        "Certification",
        "Officer schedule",
        "Overtime cap worksheet",
        "Award worksheet",
        "Readings used",
        "Warnings",
    ]


def test_a_claim_of_nothing_says_so() -> None:
    document = made("nothing")[1]
    assert "Agency not named" in document.pages[0].text
    assert "No officer has an amount to claim for this quarter." in document.text
    assert "No officer has claimable overtime in the fiscal year so far." in document.text
