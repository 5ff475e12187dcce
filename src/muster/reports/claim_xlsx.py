"""The claim as a workbook: lines, award, overtime caps, readings, warnings."""

from collections.abc import Iterator, Sequence

import muster
from muster.domain import words
from muster.domain.claim import Certification, Claim
from muster.reports.workbook import Column, Sheet, Value, Workbook
from muster.reports.worksheets import (
    adjustment_rows,
    again_rows,
    cap_rows,
    certification,
    command,
    corrections,
    reading_rows,
    remark_rows,
    revised_rows,
    schedule_rows,
    statements,
    tier_rows,
    warning_rows,
)

_OFFICER = (Column("Officer ID", 12), Column("Name", 28))
_LINES = (
    *_OFFICER,
    Column("Models", 10),
    Column("Days", 8, "count", summed=True),
    Column("Salary", 15, "money", summed=True),
    Column("Benefits", 15, "money", summed=True),
    Column("Overtime worked", 15, "money", summed=True),
    Column("Overtime cap", 15, "money"),
    Column("Overtime claimed", 15, "money", summed=True),
    Column("Overtime carried", 15, "money", summed=True),
    Column("Total", 16, "money", summed=True),
)
_CAPS = (
    *_OFFICER,
    Column("Base", 15, "money"),
    Column("Cap", 15, "money"),
    Column("Worked to date", 15, "money", summed=True),
    Column("Claimed before", 15, "money", summed=True),
    Column("Claimed this quarter", 15, "money", summed=True),
    Column("Carried", 15, "money", summed=True),
    Column("Left of the cap", 15, "money"),
)
_READINGS = (
    Column("Reading", 28),
    Column("Title", 34, "wrap"),
    Column("Rule", 16),
    Column("Days", 26),
    Column("Value", 30, "wrap"),
    Column("Meaning", 40, "wrap"),
    Column("Origin", 28),
    Column("Source", 60, "wrap"),
)
_REVISED = (Column("Previously claimed", 16, "money", summed=True), Column("Net change", 16, "money", summed=True))
_EARLIER = (*_OFFICER, Column("Component", 12), Column("Quarter", 12), Column("Claim", 18))
_ADJUSTED = (
    *_EARLIER,
    Column("Claimed", 15, "money", summed=True),
    Column("Recomputed", 15, "money", summed=True),
    Column("Adjustment", 15, "money", summed=True),
    Column("Why it differs", 80, "wrap"),
)
_AGAIN = (*_EARLIER, Column("Line", 8, "count"), Column("Amount", 15, "money", summed=True))
_REMARKS = (*_OFFICER, Column("Code", 24), Column("Finding", 90, "wrap"), Column("Said of it", 60, "wrap"))
_PROOF = (Column("Proof", 34), Column("", 80))
_WARNINGS = (*_OFFICER, Column("Code", 24), Column("Warning", 90, "wrap"))
_COUNTS = (
    Column("Stated by", 20),
    Column("Referred", 16, "count"),
    Column("Located", 16, "count"),
    Column("Document", 50, "wrap"),
    Column("Dated", 14),
    Column("Standing", 18),
)
_TESTS = (
    Column("Tier, percent", 20, "count"),
    Column("For each officer", 16, "money"),
    Column("Reached", 16),
    Column("Test", 50),
)


def claim_xlsx(claim: Claim) -> bytes:
    """The claim as a workbook; the same bytes for the same claim."""
    book = Workbook(
        title=f"Reimbursement claim {claim.quarter} ({claim.number})",
        author=claim.agency.name,
        subject=f"287(g) program, {words.period(claim.quarter.span)}, preset {claim.preset}",
        comments=f"Muster {muster.__version__}",
        made_on=claim.quarter.last_day,
    )
    _schedule(book, claim)
    _corrections(book, claim)
    _award(_sheet(book, claim, "Award", "Award worksheet (estimate, not part of the reimbursement)", _COUNTS), claim)
    _table(book, claim, "Overtime cap", "Overtime cap worksheet", _CAPS, cap_rows(claim))
    _table(book, claim, "Readings", "Readings used", _READINGS, list(_readings(claim)))
    if claim.certification:
        _table(book, claim, "Examination", "Examination before the certification", _REMARKS, remark_rows(claim))
        _table(book, claim, "Proof", "Who certified, and the proof", _PROOF, _proof(claim, claim.certification))
    else:
        _table(book, claim, "Warnings", "Warnings", _WARNINGS, warning_rows(claim))
    return book.bytes()


def _schedule(book: Workbook, claim: Claim) -> None:
    rows = schedule_rows(claim)
    revised = revised_rows(claim, rows)
    if revised:
        both = [(*row, *more) for row, more in zip(rows, revised, strict=True)]
        _table(book, claim, "Claim", "Officer schedule", (*_LINES, *_REVISED), both)
    else:
        _table(book, claim, "Claim", "Officer schedule", _LINES, rows)


def _corrections(book: Workbook, claim: Claim) -> None:
    """What corrects earlier claims, and what is claimed again, where there is any."""
    corrected = corrections(claim)
    if corrected:
        _table(book, claim, "Corrections", "Corrections of overtime, part of the lines", _ADJUSTED, corrected)
    if claim.adjustments:
        rows = adjustment_rows(claim.adjustments)
        _table(book, claim, "Adjustments", "Adjustments of earlier claims, beside the lines", _ADJUSTED, rows)
    if claim.resubmitted:
        _table(book, claim, "Claimed again", "Claimed again after a denial", _AGAIN, again_rows(claim))


def _proof(claim: Claim, made: Certification) -> list[tuple[str, str]]:
    return [
        ("Claim", claim.number),
        ("In place of", claim.previous.number if claim.previous else ""),
        ("Certified on", words.day(made.certified_on)),
        ("Prepared by", f"{made.preparer}, {made.preparer_title}".removesuffix(", ")),
        ("Authorized official", f"{made.official}, {made.official_title}".removesuffix(", ")),
        ("One person for both", "yes, the agency says so" if made.alone else "no"),
        ("SHA-256 of what was certified", made.content_sha256),
        ("Change log's entry", f"{made.log_sequence}"),
        ("Its hash", made.log_hash),
    ]


def _sheet(book: Workbook, claim: Claim, name: str, title: str, columns: tuple[Column, ...]) -> Sheet:
    agency = claim.agency.name or "agency not named"
    of = f"{claim.quarter}, {words.period(claim.quarter.span)}; claim number {claim.number}; preset {claim.preset}"
    return book.sheet(name, f"{title}: {agency}", f"{of}; amounts in US dollars; {command(claim)}", columns)


def _table(
    book: Workbook,
    claim: Claim,
    name: str,
    title: str,
    columns: tuple[Column, ...],
    rows: Sequence[Sequence[Value]],
) -> None:
    sheet = _sheet(book, claim, name, title, columns)
    sheet.freeze()
    sheet.table(columns, rows)


def _award(sheet: Sheet, claim: Claim) -> None:
    """Counts, tests of the tiers, amount and the officers counted."""
    counts = [
        (
            words.capitalized(words.stated_by(result.stated_by)),
            result.referred,
            result.located,
            result.document,
            words.day(result.dated_on),
            "used" if used else "differs, not used",
        )
        for result, used in statements(claim.award)
    ]
    sheet.table(_COUNTS, counts)
    tests = [(each.test.tier.percent, each.test.tier.amount, each.reach, str(each.test)) for each in tier_rows(claim)]
    sheet.table(_TESTS, tests)
    award = claim.award
    sheet.pair("Officers counted", "count", award.officers)
    sheet.pair("For each officer", "money", award.per_officer)
    sheet.pair("Award, estimate", "money", award.amount)
    sheet.at += 1
    sheet.table((Column("Officers counted", 20),), [(each,) for each in award.counted])


def _readings(claim: Claim) -> Iterator[tuple[str, ...]]:
    for row in reading_rows(claim):
        reading, parameter = row.reading, row.reading.parameter
        yield parameter.name, parameter.title, parameter.rule, row.days, reading.text, row.value, row.origin, row.source
    wording = certification(claim)
    parameter = wording.parameter
    yield parameter.name, parameter.title, parameter.rule, "", wording.text, "", wording.origin, wording.source
