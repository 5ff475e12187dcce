"""The award worksheet: counts, rate, tiers, officers counted, amount (R20 to R22)."""

from muster.domain import words
from muster.domain.award import HALF_UP, rate_words
from muster.domain.claim import Claim
from muster.domain.money import dollars, half_up
from muster.domain.records import Result
from muster.reports.listing import Field, Said, listing
from muster.reports.page import LINE, Flow
from muster.reports.typography import BODY, BODY_BOLD, CELL, CELL_BOLD, NOTE, Style, printable
from muster.reports.worksheets import statements, tier_rows


def award_worksheet(flow: Flow, claim: Claim) -> None:
    """Put the award's counts, the tests of its tiers, the officers counted and the amount."""
    flow.heading(
        "Award worksheet",
        "An estimate: the award rests on overall assistance too, so ICE decides on it. "
        "It is not part of the reimbursement.",
    )
    result = claim.award.result
    if result is None:
        flow.paragraph("No location result is recorded for this quarter: there is no rate and no award.", BODY)
    else:
        _counts(flow, claim)
        if result.referred:
            _rate(flow, claim, result)
        else:
            flow.y += 8
            flow.paragraph("Nobody was referred this quarter: there is no rate and no award.", BODY)
    _officers(flow, claim)
    _amount(flow, claim)


def _counts(flow: Flow, claim: Claim) -> None:
    rows = [
        (
            words.capitalized(words.stated_by(stated.stated_by)),
            f"{stated.referred:,}",
            f"{stated.located:,}",
            (Said(stated.document or "No document named"), Said(_dated(stated), NOTE)),
            Said("used", CELL_BOLD) if used else "differs, not used",
        )
        for stated, used in statements(claim.award)
    ]
    fields = (Field("Stated by", 64), Field("Referred", 56, True), Field("Located", 56, True), Field("Document"))
    listing(flow, (*fields, Field("Standing", 80)), rows)


def _dated(result: Result) -> str:
    return f"dated {words.day(result.dated_on)}" if result.dated_on else "not dated"


def _rate(flow: Flow, claim: Claim, result: Result) -> None:
    rounding = claim.reading("award_rounding")
    flow.y += 8
    _fact(
        flow, "Rate", f"{result.located:,} of {result.referred:,} = {rate_words(result)} (cut off after two decimals)"
    )
    if rounding.value == HALF_UP:
        whole = half_up(result.located * 100, result.referred)
        _fact(flow, "", f"rounded half up to a whole percent first: {whole}%")
    flow.y += 16
    test = "Rate" if rounding.value == HALF_UP else f"Located {words.TIMES} 100"
    against = "Tier" if rounding.value == HALF_UP else f"Tier {words.TIMES} referred"
    fields = (
        Field("Tier", 40),
        Field(test, 108, True),
        Field("", 8),
        Field(against, 108, True),
        Field("Reached"),
        Field("For each officer", 80, True),
    )
    rows = [
        (
            f"{each.test.tier.percent}%",
            each.test.left_words,
            each.test.sign,
            each.test.right_words,
            Said(each.reach, CELL_BOLD if each.applies else CELL),
            dollars(each.test.tier.amount),
        )
        for each in tier_rows(claim)
    ]
    listing(flow, fields, rows)


def _officers(flow: Flow, claim: Claim) -> None:
    rule = claim.reading("award_count_rule")
    flow.y += 8
    _fact(flow, "Counted", f"{words.value(rule.parameter, rule.text)}, as TFM ({rule.text}, {rule.parameter.rule}).")
    ids = ", ".join(claim.award.counted)
    counted = words.count(claim.award.officers, "officer")
    _fact(flow, "Officers", f"{counted}: {ids}" if ids else counted)


def _amount(flow: Flow, claim: Claim) -> None:
    award = claim.award
    flow.y += 8
    flow.rule(LINE, 0)
    sum_words = f"{words.count(award.officers, 'officer')} {words.TIMES} ${dollars(award.per_officer)}"
    flow.need(24)
    _fact(flow, "Award", f"{sum_words} = ${dollars(award.amount)}", BODY_BOLD)
    flow.y += 4
    flow.rule(LINE, 0)


def _fact(flow: Flow, label: str, text: str, style: Style = BODY) -> None:
    """A label and a text that wraps beside it."""
    lines = style.wrap(printable(text), flow.sheet.breadth - 76)
    flow.need(style.leading + 4)
    flow.y += 4
    flow.page.left(flow.sheet.side, flow.y + style.leading, label, style)
    flow.lines(lines, style, x=76)
