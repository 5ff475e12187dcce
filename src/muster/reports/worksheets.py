"""What stands behind the claim's figures, as plain rows that the PDF and the workbook share."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple, cast

from muster.domain import words
from muster.domain.award import Award, TierTest, tier_tests
from muster.domain.claim import Adjustment, Claim, Remark
from muster.domain.money import Cents
from muster.domain.readings import Preset, Reading, Tier
from muster.domain.records import Result


class ScheduleRow(NamedTuple):
    """One line of the claim under the contract's names, its amounts in cents."""

    officer_id: str
    name: str
    models: str
    eligible_days: int
    salary: Cents
    benefits: Cents
    overtime_worked: Cents
    overtime_cap: Cents
    overtime: Cents
    overtime_carried: Cents
    total: Cents


class TierRow(NamedTuple):
    """The test of a tier, and whether it is the one that applies (R20)."""

    test: TierTest
    applies: bool

    @property
    def reach(self) -> str:
        """Whether the tier is reached, and is the one that applies."""
        return "yes, this tier" if self.applies else "yes" if self.test.reached else "no"


class ReadingRow(NamedTuple):
    """A reading as it was used; ``days`` where it holds for a part of the quarter only."""

    reading: Reading
    days: str
    value: str
    origin: str

    @property
    def source(self) -> str:
        """The citation, or the agency's document."""
        return self.reading.source or "No document named"


class WarningRow(NamedTuple):
    """A warning and the officer that it concerns; the award's have no id and the name “Award”."""

    officer_id: str
    name: str
    code: str
    text: str


class RevisedRow(NamedTuple):
    """What a revision changes of one officer's line, in cents (R15)."""

    previously: Cents
    net_change: Cents


class BesideRow(NamedTuple):
    """What a claim asks for an officer beside the line, and in all, in cents (R15, R19)."""

    adjustments: Cents
    claimed_again: Cents
    claimed: Cents


def revised_rows(claim: Claim, rows: Iterable[ScheduleRow]) -> list[RevisedRow]:
    """Beside each row of the schedule, for a revision: what the claim that it revises had; none for other claims."""
    if claim.previous is None:
        return []
    before = claim.previous.totals
    return [RevisedRow(before.get(row.officer_id, 0), row.total - before.get(row.officer_id, 0)) for row in rows]


def beside_rows(claim: Claim, rows: Iterable[ScheduleRow]) -> list[BesideRow]:
    """Beside each row of the schedule: what stands beside the line; none when nothing does in the whole claim."""
    if not claim.adjustments and not claim.resubmitted:
        return []
    adjusted, again = Counter[str](), Counter[str]()
    for each in claim.adjustments:
        adjusted[each.officer_id] += each.amount
    for denied in claim.resubmitted:
        again[denied.officer_id] += denied.amount
    parts = ((row.total, adjusted[row.officer_id], again[row.officer_id]) for row in rows)
    return [BesideRow(corrected, repeated, total + corrected + repeated) for total, corrected, repeated in parts]


def schedule_rows(claim: Claim, *, beside: bool = False) -> list[ScheduleRow]:
    """The claim's lines, and in a revision those of officers who have none any more; models separated by spaces.

    Args:
        claim: Whose lines.
        beside: Also of officers without a line for whom something stands beside the lines.
    """
    lines = _line_rows(claim)
    others = {each: claim.names.get(each, "") for each in (claim.previous.totals if claim.previous else ())}
    if beside:
        others |= {each.officer_id: each.name for each in claim.adjustments}
        others |= {each.officer_id: each.name for each in claim.resubmitted}
    gone = others.keys() - {row.officer_id for row in lines}
    nothing = (ScheduleRow(each, others[each], "", 0, *[0] * 7) for each in gone)
    return sorted([*lines, *nothing], key=lambda row: row.officer_id)


def _line_rows(claim: Claim) -> list[ScheduleRow]:
    return [
        ScheduleRow(
            line.officer_id,
            line.name,
            " ".join(line.models),
            line.eligible_days,
            line.salary,
            line.benefits,
            line.overtime_worked,
            line.overtime_cap,
            line.overtime,
            line.overtime_carried,
            line.total,
        )
        for line in claim.lines
    ]


def command(claim: Claim) -> str:
    """The command that makes the document again: from what was certified, else from the same records."""
    if claim.certification:
        return f"muster claim {claim.number}"
    return f"muster claim {claim.quarter}" + ("" if claim.preset is Preset.PUBLISHED else f" --preset {claim.preset}")


def statements(award: Award) -> list[tuple[Result, bool]]:
    """The counts recorded for the quarter and whether they are the ones used (R21)."""
    found = [(award.result, True), (award.other, False)]
    return [(result, used) for result, used in found if result is not None]


def tier_rows(claim: Claim) -> list[TierRow]:
    """Each tier's test, highest first; none without a rate (R20, R21)."""
    result = claim.award.result
    if result is None:
        return []
    tiers = cast("tuple[Tier, ...]", claim.reading("award_tiers").value)
    tests = tier_tests(result.located, result.referred, tiers, claim.reading("award_rounding").text)
    return [TierRow(test, test.tier == claim.award.tier) for test in tests]


def cap_rows(claim: Claim) -> list[tuple[str | int, ...]]:
    """The overtime of every officer who worked any this fiscal year, cell by cell; amounts in cents."""
    return [
        (
            each.officer_id,
            each.name,
            each.base,
            each.cap,
            each.worked,
            each.claimed_before,
            each.claimed,
            each.carried,
            each.left,
        )
        for each in claim.caps
    ]


def cap_percent(claim: Claim) -> Fraction:
    """The cap in percent of its base."""
    return Fraction(cast("Fraction", claim.reading("overtime_cap_percent").value))


def certification(claim: Claim) -> Reading:
    """The wording that is signed."""
    return claim.reading("certification_text")


def reading_rows(claim: Claim) -> Iterator[ReadingRow]:
    """Every reading used, the certification's wording apart; one that changes in the quarter once for each value."""
    changed = {reading.parameter.name for _, reading in claim.changed_readings}
    for reading in claim.readings:
        name = reading.parameter.name
        if name == "certification_text":
            continue
        if name not in changed:
            yield _reading_row(reading, "")
            continue
        for span, held in claim.changed_readings:
            if held.parameter.name == name:
                yield _reading_row(held, words.period(span))


def _reading_row(reading: Reading, days: str) -> ReadingRow:
    if reading.override is None:
        origin = reading.origin
    else:
        since = reading.effective_on
        origin = "agency's own" + (f", from {words.day(since)}" if since else "")
    return ReadingRow(reading, days, words.value(reading.parameter, reading.text), origin)


def own_readings(claim: Claim) -> int:
    """How many of the readings used are the agency's own."""
    return len({row.reading.parameter.name for row in reading_rows(claim) if row.reading.override})


class AdjustmentRow(NamedTuple):
    """What an earlier claim is corrected by, amounts in cents (R13 to R15)."""

    officer_id: str
    name: str
    component: str
    quarter: str
    claim: str
    claimed: Cents
    recomputed: Cents
    amount: Cents
    why: str


def adjustment_rows(found: Iterable[Adjustment]) -> list[AdjustmentRow]:
    """Adjustments, or a line's corrections, cell by cell."""
    return [
        AdjustmentRow(
            each.officer_id,
            each.name,
            str(each.component),
            str(each.quarter),
            each.number,
            each.claimed,
            each.recomputed,
            each.amount,
            "; ".join(each.reasons),
        )
        for each in found
    ]


def corrections(claim: Claim) -> list[AdjustmentRow]:
    """What of the lines' overtime corrects the year's earlier claims."""
    return adjustment_rows(each for line in claim.lines for each in line.corrections)


class AgainRow(NamedTuple):
    """A denied amount that is claimed again (R19)."""

    officer_id: str
    name: str
    component: str
    quarter: str
    claim: str
    line: int
    amount: Cents


def again_rows(claim: Claim) -> list[AgainRow]:
    """What is claimed again."""
    return [
        AgainRow(
            each.officer_id, each.name, str(each.component), str(each.quarter), each.number, each.line, each.amount
        )
        for each in claim.resubmitted
    ]


class RemarkRow(NamedTuple):
    """What the examiner had found before the certification, and what was said of it."""

    officer_id: str
    name: str
    code: str
    text: str
    said: str


def remark_rows(claim: Claim) -> list[RemarkRow]:
    """The findings in their order; the whole claim's have no officer and the name “Claim”."""
    names: dict[str | None, str] = {None: "Claim"}
    names.update(claim.names)
    return [
        RemarkRow(each.officer_id or "", names.get(each.officer_id, ""), each.code, each.text, _said(each))
        for each in claim.remarks
    ]


def _said(remark: Remark) -> str:
    if not remark.accepted:
        return "not accepted"
    return f"accepted by {remark.accepted_by} on {words.day(remark.accepted_on)}: {remark.accepted}"


def warning_rows(claim: Claim) -> list[WarningRow]:
    """The warnings in the claim's order: officer by officer, the award's last."""
    names: dict[str | None, str] = {None: "Award"}
    names.update(claim.names)
    return [
        WarningRow(each.officer_id or "", names.get(each.officer_id, ""), each.code, each.text)
        for each in claim.warnings
    ]
