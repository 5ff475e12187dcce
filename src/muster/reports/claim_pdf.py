"""The claim summary on paper: first page, officer schedule, worksheets, readings, warnings (US Letter)."""

from collections.abc import Sequence
from itertools import groupby

import muster
from muster.domain import words
from muster.domain.claim import Claim
from muster.domain.quantities import percent_text
from muster.reports.award_section import award_worksheet
from muster.reports.drawing import Properties, pdf
from muster.reports.ledger import Column, Ledger, count, money
from muster.reports.listing import Field, Said, listing
from muster.reports.page import LANDSCAPE, PORTRAIT, Flow, Page
from muster.reports.summary import summary
from muster.reports.typography import BODY, CELL, FOOT, FOOT_BOLD, NOTE, printable
from muster.reports.worksheets import (
    AdjustmentRow,
    adjustment_rows,
    again_rows,
    cap_percent,
    cap_rows,
    command,
    corrections,
    reading_rows,
    remark_rows,
    revised_rows,
    schedule_rows,
    warning_rows,
)

SCHEDULE = (
    Column("Officer ID"),
    Column("Name"),
    Column("Models"),
    count("Days"),
    money("Salary"),
    money("Benefits"),
    money("Overtime\nworked"),
    money("Overtime\ncap", summed=False),
    money("Overtime\nclaimed"),
    money("Overtime\ncarried"),
    money("Total"),
)
_REVISED = (money("Previously\nclaimed"), money("Net\nchange"))
_ADJUSTED = (
    Column("Officer ID"),
    Column("Name"),
    Column("Component"),
    Column("Quarter"),
    Column("Claim"),
    money("Claimed"),
    money("Recomputed"),
    money("Adjustment"),
)
_AGAIN = (
    Column("Officer ID"),
    Column("Name"),
    Column("Component"),
    Column("Quarter"),
    Column("Claim"),
    Column("Line"),
    money("Amount"),
)
_CAP = (
    Column("Officer ID"),
    Column("Name"),
    money("Base", summed=False),
    money("Cap", summed=False),
    money("Worked\nto date"),
    money("Claimed\nbefore"),
    money("Claimed\nthis quarter"),
    money("Carried"),
    money("Left\nof the cap", summed=False),
)


def claim_pdf(claim: Claim) -> bytes:
    """The claim summary as a PDF; the same bytes for the same claim."""
    first, tables, rest = Flow(PORTRAIT), Flow(LANDSCAPE), Flow(PORTRAIT)
    summary(first, claim)
    _schedule(tables, claim)
    _adjustments(tables, claim)
    _cap_worksheet(tables, claim)
    award_worksheet(rest, claim)
    _readings(rest, claim)
    if claim.certification:
        _examination(rest, claim)
    else:
        _warnings(rest, claim)
    pages = [*first.pages, *tables.pages, *rest.pages]
    for number, page in enumerate(pages, start=1):
        _foot(page, claim, f"Page {number} of {len(pages)}")
    return pdf(pages, _properties(claim))


def _properties(claim: Claim) -> Properties:
    return Properties(
        title=f"Reimbursement claim {claim.quarter} ({claim.number})",
        author=claim.agency.name,
        subject=f"287(g) program, {words.period(claim.quarter.span)}, preset {claim.preset}",
        creator=f"Muster {muster.__version__}",
    )


def _schedule(flow: Flow, claim: Claim) -> None:
    flow.heading(
        "Officer schedule",
        "Amounts in US dollars. Days are the quarter's claimable days; overtime worked is the quarter's, the overtime "
        "cap the fiscal year's. Total = salary + benefits + overtime claimed; carried overtime is no part of it.",
    )
    rows = schedule_rows(claim)
    revised = revised_rows(claim, rows)
    if not rows:
        flow.paragraph("No officer has an amount to claim for this quarter.", BODY)
        return
    counted = words.count(len(rows), "officer")
    if revised:
        both = [(*row, *more) for row, more in zip(rows, revised, strict=True)]
        Ledger((*SCHEDULE, *_REVISED), both, counted).lay(flow)
    else:
        Ledger(SCHEDULE, rows, counted).lay(flow)


def _adjustments(flow: Flow, claim: Claim) -> None:
    """What corrects earlier claims, in the lines and beside them, and what is claimed again."""
    corrected = corrections(claim)
    if corrected:
        flow.heading(
            "Corrections of overtime",
            "Part of the lines' overtime: what the fiscal year's earlier claims differ by from the facts now known "
            "(R12, R13).",
        )
        _differences(flow, corrected)
    if claim.adjustments:
        flow.heading(
            "Adjustments of earlier claims",
            "Beside the lines: recomputed on the facts now known less what was claimed, each naming the claim that it "
            "adjusts (R14, R15).",
        )
        _differences(flow, adjustment_rows(claim.adjustments))
    if claim.resubmitted:
        flow.heading("Claimed again", "Denied before, and claimed again as far as the cap has room (R19).")
        rows = again_rows(claim)
        Ledger(_AGAIN, [(*row[:5], str(row.line), row.amount) for row in rows], words.count(len(rows), "amount")).lay(
            flow
        )


def _differences(flow: Flow, rows: Sequence[AdjustmentRow]) -> None:
    """The amounts, and below them why each differs."""
    Ledger(_ADJUSTED, [row[:-1] for row in rows], words.count(len(rows), "amount")).lay(flow)
    why = [row for row in rows if row.why]
    if why:
        flow.y += 8
        fields = (Field("Officer ID", 52), Field("Amount", 140), Field("Why it differs"))
        listing(flow, fields, [(row.officer_id, f"{row.component}, {row.quarter}", row.why) for row in why])


def _cap_worksheet(flow: Flow, claim: Claim) -> None:
    base = claim.reading("overtime_cap_base")
    meaning = words.uncapitalized(words.value(base.parameter, base.text))
    rows = cap_rows(claim)
    ledger = Ledger(_CAP, rows, words.count(len(rows), "officer"))
    flow.heading(
        "Overtime cap worksheet",
        f"Every officer with overtime in FY{claim.quarter.fiscal_year} to {words.day(claim.quarter.last_day)}. "
        f"Base: {meaning} ({base.text}); shown rounded down to the cent. "
        f"Cap = base {words.TIMES} {percent_text(cap_percent(claim))}%, rounded down to the cent (R11). "
        "Worked to date = claimed before + claimed this quarter + carried (R12).",
        keep=ledger.height,
    )
    if not rows:
        flow.paragraph("No officer has claimable overtime in the fiscal year so far.", BODY)
        return
    ledger.lay(flow)


def _readings(flow: Flow, claim: Claim) -> None:
    flow.heading(
        "Readings used",
        "How the program's rules were read for this claim: the values in force, where each comes from, and its source. "
        f"Preset: {claim.preset}.",
    )
    fields = (Field("Reading, rule", 128), Field("Value", 136), Field("Origin", 52), Field("Source"))
    rows = []
    for row in reading_rows(claim):
        parameter = row.reading.parameter
        code = row.reading.text if parameter.kind == "choice" else ""
        name = (Said(parameter.title), Said(f"{parameter.name}, {parameter.rule}", NOTE))
        value = (Said(row.days, NOTE), Said(row.value), Said(code, NOTE))
        rows.append((name, value, row.origin, row.source))
    listing(flow, fields, rows)


def _warnings(flow: Flow, claim: Claim) -> None:
    flow.heading("Warnings", "What to look at before the claim is sent, officer by officer, the award last.")
    by_officer = groupby(warning_rows(claim), key=lambda row: (row.officer_id, row.name))
    rows = [
        (
            CELL.fit(printable(officer_id), 52),
            CELL.fit(printable(name), 112),
            tuple(Said(row.text) for row in warnings),
        )
        for (officer_id, name), warnings in by_officer
    ]
    if not rows:
        flow.paragraph("There are no warnings.", BODY)
        return
    listing(flow, (Field("Officer ID", 52), Field("Name", 112), Field("Warning")), rows)


def _examination(flow: Flow, claim: Claim) -> None:
    flow.heading("Examination", "What the examiner had found before the certification, and what was said of it.")
    rows = [
        (
            CELL.fit(printable(row.officer_id), 52),
            CELL.fit(printable(row.name), 112),
            (Said(row.text), Said(f"{words.capitalized(row.said)}.", NOTE)),
        )
        for row in remark_rows(claim)
    ]
    if not rows:
        flow.paragraph("Nothing was found.", BODY)
        return
    listing(flow, (Field("Officer ID", 52), Field("Name", 112), Field("Finding")), rows)


def _foot(page: Page, claim: Claim, number: str) -> None:
    """The page's foot: whose claim, which, what page, and how to make it again."""
    sheet = page.sheet
    source = "what was certified" if claim.certification else "the same records"
    again = f"To make it again from {source}: {command(claim)} --pdf FILE"
    claimed = f"{claim.quarter}  ·  {claim.number}"
    name = printable(claim.agency.name or "Agency not named")
    y = sheet.foot + 28
    width = sheet.breadth - FOOT.width(claimed) - FOOT_BOLD.width(number) - 32
    name = FOOT.fit(name, width)
    page.left(sheet.side, y, f"{name}  ·  {claimed}", FOOT)
    page.right(sheet.right, y, number, FOOT_BOLD)
    page.left(sheet.side, y + FOOT.leading, again, FOOT)
