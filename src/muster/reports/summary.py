"""The first page: who claims what for which quarter, the totals, and what is signed."""

from collections.abc import Sequence

from muster.domain import words
from muster.domain.claim import Certification, Claim
from muster.domain.money import Cents, dollars
from muster.domain.records import Agency
from muster.reports.page import HAIRLINE, LINE, Flow, Frame, Rule
from muster.reports.typography import (
    AMOUNT,
    AMOUNT_CLOSE,
    AMOUNT_TOTAL,
    BODY,
    BODY_BOLD,
    CELL,
    FOOT,
    KICKER,
    LABEL,
    NOTE,
    SUBTITLE,
    TITLE,
    Style,
    printable,
)
from muster.reports.worksheets import certification, own_readings

_UNKNOWN = "not recorded"
_COLUMN = 242.0
_SECOND = 258.0
_LABEL = 72.0


def summary(flow: Flow, claim: Claim) -> None:
    """Put the head, the totals and the certification."""
    flow.new_page()
    flow.page.bookmarks.append("Summary")
    _head(flow, claim)
    _facts(flow, [_agency(claim.agency), _claim(claim)])
    _totals(flow, claim)
    _certification(flow, claim)


def _head(flow: Flow, claim: Claim) -> None:
    sheet = flow.sheet
    flow.y += 8
    flow.page.left(sheet.side, flow.y, "287(g) PROGRAM    REIMBURSEMENT CLAIM", KICKER)
    width = BODY_BOLD.width(claim.number) + 20
    flow.page.frames.append(Frame(sheet.right - width, flow.y - 14, width, 20))
    flow.page.left(sheet.right - width + 10, flow.y - 1, claim.number, BODY_BOLD)
    flow.y += 12
    name = printable(claim.agency.name or "Agency not named", TITLE.font)
    flow.paragraph(TITLE.fit(name, 6 * sheet.breadth), TITLE)
    flow.y += 4
    flow.paragraph(f"{claim.quarter}, {words.period(claim.quarter.span)}", SUBTITLE)
    flow.y += 10
    flow.rule(LINE, 0)
    flow.y += 4


def _agency(agency: Agency) -> list[tuple[str, str]]:
    street = ", ".join(part for part in (agency.address, agency.city) if part)
    address = " ".join(part for part in (f"{street}," if street else "", agency.state, agency.zip) if part)
    contact = ", ".join(part for part in (agency.contact_name, agency.contact_title) if part)
    return [
        ("ORI", agency.ori),
        ("UEI", agency.uei),
        ("EIN", agency.ein),
        ("Contact", contact),
        ("Phone", agency.contact_phone),
        ("E-mail", agency.contact_email),
        ("Address", address.rstrip(",")),
    ]


def _claim(claim: Claim) -> list[tuple[str, str]]:
    own = own_readings(claim)
    readings = f", {words.count(own, 'reading')} of the agency's own" if own else ""
    return [
        ("Claim number", _number(claim)),
        ("Quarter", f"{claim.quarter}, {claim.quarter.span.days} days"),
        ("First day", words.day(claim.quarter.start)),
        ("Last day", words.day(claim.quarter.last_day)),
        ("Preset", f"{claim.preset}{readings}"),
        ("Officers", f"{len(claim.lines):,} on the schedule"),
        _found(claim),
    ]


def _found(claim: Claim) -> tuple[str, str]:
    """How many warnings there are, or what the examiner had found before the certification."""
    if claim.certification is None:
        warnings = len(claim.warnings)
        return "Warnings", f"{warnings:,}, listed at the end" if warnings else "none"
    accepted = sum(bool(each.accepted) for each in claim.remarks)
    return "Examination", f"{words.count(len(claim.remarks), 'finding')}, {accepted:,} accepted; listed at the end"


def _number(claim: Claim) -> str:
    """The number, and what it revises."""
    return f"{claim.number}, in place of {claim.previous.number}" if claim.previous else claim.number


def _facts(flow: Flow, columns: Sequence[Sequence[tuple[str, str]]]) -> None:
    """Labels and values in two columns, row beside row, no value longer than six lines."""
    width = _COLUMN - _LABEL
    most = 6 * width
    for pairs in zip(*columns, strict=True):
        cells = [BODY.wrap(BODY.fit(printable(value or _UNKNOWN), most), width) for _, value in pairs]
        height = max(len(lines) for lines in cells) * BODY.leading + 4
        flow.need(height)
        for (label, _), lines, x in zip(pairs, cells, (0.0, _SECOND), strict=True):
            left = flow.sheet.side + x
            flow.page.left(left, flow.y + BODY.leading, label, LABEL)
            for number, line in enumerate(lines, start=1):
                flow.page.left(left + _LABEL, flow.y + number * BODY.leading, line, BODY)
        flow.y += height


def _totals(flow: Flow, claim: Claim) -> None:
    totals = claim.totals
    flow.heading("Summary of totals", above=_above(claim))
    flow.page.right(flow.sheet.right, flow.y - 16, "Amounts in US dollars", NOTE)
    flow.y -= 8
    style = AMOUNT_CLOSE if _crowded(claim) else AMOUNT
    for label, cents in (("Salary", totals.salary), ("Benefits", totals.benefits), ("Overtime", totals.overtime)):
        _amount(flow, label, dollars(cents), style)
        flow.rule()
    flow.rule(LINE, 0)
    _claimed(flow, claim)
    flow.rule(LINE, 0)
    flow.y += 2
    flow.rule(LINE, 0)
    flow.y += 6
    _amount(flow, "Performance award, estimate", f"${dollars(totals.award)}", AMOUNT)
    flow.lines(["Apart from the claim and not part of the reimbursement; ICE decides on the award."], NOTE)
    flow.section = ""


def _crowded(claim: Claim) -> bool:
    """Whether there are more rows than usual, beside which the certification is still to have room on the page."""
    return bool(claim.adjustments or claim.resubmitted or claim.previous)


def _above(claim: Claim) -> float:
    return 16 if _crowded(claim) else 32


def _claimed(flow: Flow, claim: Claim) -> None:
    """All that is claimed: the quarter's reimbursement, and beside it what corrects or repeats earlier claims."""
    totals = claim.totals
    beside = (
        ("Adjustments of earlier claims", totals.adjustments, claim.adjustments),
        ("Claimed again after a denial", totals.resubmitted, claim.resubmitted),
    )
    rows = [(label, amount) for label, amount, there in beside if there]
    if rows:
        for label, amount in (("Reimbursement for the quarter", totals.reimbursement), *rows):
            _amount(flow, label, dollars(amount), AMOUNT_CLOSE)
            flow.rule()
    _amount(flow, *_total(totals.claimed), AMOUNT_TOTAL)
    if claim.previous:
        flow.rule(LINE, 0)
        before = claim.previous
        _amount(flow, f"Previously claimed ({before.number})", dollars(before.claimed), AMOUNT_CLOSE)
        flow.rule()
        _amount(flow, "Net change", dollars(totals.claimed - before.claimed), AMOUNT_CLOSE)


def _total(cents: Cents) -> tuple[str, str]:
    """Below zero it makes no invoice: it is a refund that is due (R17)."""
    if cents < 0:
        return "Refund due; nothing is invoiced", f"${dollars(-cents)}"
    return "Reimbursement claimed", f"${dollars(cents)}"


def _amount(flow: Flow, label: str, amount: str, style: Style) -> None:
    flow.need(style.leading)
    flow.y += style.leading
    baseline = flow.y - style.leading / 4
    flow.page.left(flow.sheet.side, baseline, label, style)
    flow.page.right(flow.sheet.right, baseline, amount, style)


def _certification(flow: Flow, claim: Claim) -> None:
    reading = certification(claim)
    wording = BODY.wrap(printable(reading.text), flow.sheet.breadth)
    signers = _signers(claim)
    flow.heading("Certification", keep=len(wording) * BODY.leading + 140, above=_above(claim))
    flow.y -= 8
    flow.lines(wording, BODY)
    flow.lines(NOTE.wrap(printable(f"{reading.source}."), flow.sheet.breadth), NOTE)
    if claim.certification:
        _certified(flow, claim.certification)
    flow.y += 8
    flow.need(104)
    bottoms = [_signature(flow, x, *signer) for x, signer in zip((0.0, _SECOND), signers, strict=True)]
    flow.y = max(bottoms)
    if claim.certification:
        _proof(flow, claim.certification)


def _signers(claim: Claim) -> list[tuple[str, str, str]]:
    """Role, name and title of who signs: those who certified, else those whom the agency's profile names."""
    made, agency = claim.certification, claim.agency
    if made is None:
        return [
            ("Prepared by", agency.contact_name, agency.contact_title),
            ("Authorized official", agency.official_name, agency.official_title),
        ]
    return [
        ("Prepared by", made.preparer, made.preparer_title),
        ("Authorized official", made.official, made.official_title),
    ]


def _certified(flow: Flow, made: Certification) -> None:
    """When it was certified, and how."""
    flow.y += 4
    said = f"Certified on {words.day(made.certified_on)}, each by name and passphrase."
    if made.alone:
        said += " The agency states that one person prepares and certifies its claims."
    flow.paragraph(said, BODY_BOLD)


def _proof(flow: Flow, made: Certification) -> None:
    """What was frozen, and where the change log stood."""
    flow.y += 4
    flow.paragraph(f"SHA-256 of what was certified: {made.content_sha256}", FOOT)
    flow.paragraph(f"Change log, entry {made.log_sequence:,}: {made.log_hash}", FOOT)


def _signature(flow: Flow, x: float, role: str, name: str, title: str) -> float:
    """A block to sign: role, lines for signature and date, name and title; returns where it ends."""
    left, page, y = flow.sheet.side + x, flow.page, flow.y + BODY.leading
    date = left + 168
    page.left(left, y, role, BODY_BOLD)
    y += 32
    page.rules += [Rule(left, date - 16, y, HAIRLINE, 0), Rule(date, left + _COLUMN, y, HAIRLINE, 0)]
    y += NOTE.leading
    page.left(left, y, "Signature", NOTE)
    page.left(date, y, "Date", NOTE)
    y += 4
    for text, style in ((name or "Name not recorded", CELL), (title or "Title not recorded", NOTE)):
        y += style.leading
        page.left(left, y, style.fit(printable(text), _COLUMN), style)
    return y
