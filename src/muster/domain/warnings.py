"""What an administrator should look at before a claim is sent; each warning concerns one line or the award."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from muster.domain.award import Award
from muster.domain.eligibility import terms
from muster.domain.entitlement import ACTUAL, RateSpan, claimable_runs, days_within, uncovered_days
from muster.domain.intervals import FOREVER, Span
from muster.domain.money import Cents, dollars
from muster.domain.overtime import claimable
from muster.domain.records import OvertimeSum, StatedBy
from muster.domain.rules import ClaimRules
from muster.domain.words import count
from muster.domain.workings import Workings

LAPSE_NOTICE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ClaimWarning:
    """One thing to look at: a code that scripts can rely on, the officer concerned (None: the award), plain words."""

    code: str
    officer_id: str | None
    text: str


def officer_warnings(each: Workings) -> Iterator[ClaimWarning]:
    """The warnings that concern one officer's line."""
    for code, text in (
        *_pay(each),
        *_payroll(each),
        *_provisional(each),
        *_overtime(each),
        *_authorization(each),
    ):
        yield ClaimWarning(code, each.officer_id, text)


def _pay(each: Workings) -> Iterator[tuple[str, str]]:
    quarter = each.rules.quarter.span
    without = [span for span in each.spans if span.pay is None]
    unpaid = days_within(without, quarter) if without else 0
    if unpaid:
        yield (
            "no-pay",
            f"No pay record is in force on {count(unpaid, 'day')} that could be claimed; salary for them is 0.00.",
        )


def _payroll(each: Workings) -> Iterator[tuple[str, str]]:
    """R16: days of the quarter that no payroll row covers."""
    quarter = each.rules.quarter.span
    if not each.eligible_days:
        return
    with_benefits = [span for span in each.spans if _has_benefits(span)]
    for component, spans in ((each.salary, each.spans), (each.benefits, with_benefits)):
        missing = uncovered_days(spans, component.shares, quarter) if component.shares else days_within(spans, quarter)
        if missing:
            yield (
                "not-reconciled",
                f"Not reconciled to payroll: no payroll row gives the {component.name} of {count(missing, 'day')}.",
            )
            return


def _has_benefits(span: RateSpan) -> bool:
    return span.pay is not None and bool(span.pay.annual_benefits or span.pay.benefits_percent)


def _provisional(each: Workings) -> Iterator[tuple[str, str]]:
    """R7: a percent of salary stands until payroll's own cost is known."""
    spans = [
        span
        for span in each.spans
        if span.pay and span.pay.benefits_percent is not None and span.benefits_mode != ACTUAL
    ]
    days = uncovered_days(spans, each.benefits.shares, each.rules.quarter.span) if spans else 0
    if days:
        yield (
            "benefits-provisional",
            f"Benefits are a percent of salary on {count(days, 'day')}, provisional until payroll's cost is recorded.",
        )


def _overtime(each: Workings) -> Iterator[tuple[str, str]]:
    position = each.overtime
    if position.carried:
        yield (
            "overtime-over-cap",
            f"Overtime worked this fiscal year passes the cap of {dollars(position.to_date.cap)}; "
            f"{dollars(position.carried)} is carried"
            + (" and lapses on 30 September." if each.rules.quarter.until == each.rules.quarter.year.until else "."),
        )
    if position.amount < 0:
        yield "overtime-negative", "The cap has fallen below what earlier quarters claim; the line is negative."
    yield from _left_out(each)


def _left_out(each: Workings) -> Iterator[tuple[str, str]]:
    """Overtime of the quarter that is not claimed, by the reason (R10)."""
    quarter, runs = each.rules.quarter.span, claimable_runs(each.spans)
    worked = [one for one in each.file.overtime if quarter.start <= one.first < quarter.until]
    if not worked:
        return
    unpaid, other = ([one for one in worked if one.standing == standing] for standing in ("unpaid", "other"))
    for code, singular, plural, sums in (
        ("overtime-not-eligible", "is on a day", "are on days", _off_days(worked, runs)),
        ("overtime-unpaid", "has", "have", unpaid),
        ("overtime-other-funding", "is", "are", other),
    ):
        if sums:
            entries = sum(one.entries for one in sums)
            amount: Cents = sum(one.amount for one in sums)
            subject = count(entries, "overtime entry", "overtime entries") + (f" ({dollars(amount)})" if amount else "")
            yield code, f"{subject} {singular if entries == 1 else plural} {_WHY[code]}; not claimed."


_WHY = {
    "overtime-not-eligible": "that cannot be claimed",
    "overtime-unpaid": "no amount or no paid date yet",
    "overtime-other-funding": "billed to another program",
}


def _off_days(worked: list[OvertimeSum], runs: list[Span]) -> list[OvertimeSum]:
    return [one for one in worked if one.standing == "paid" and not claimable(one, runs)]


def _authorization(each: Workings) -> Iterator[tuple[str, str]]:
    """An authorization that ends in the quarter or within 90 days of it, with none to follow."""
    authorizations = each.file.authorizations
    if not authorizations or not each.eligible_days:
        return
    end = terms(authorizations, each.rules.cap.years)[-1].until
    quarter = each.rules.quarter.span
    if end != FOREVER and quarter.start < end <= quarter.until + LAPSE_NOTICE:
        last = end - timedelta(days=1)
        verb = "ended" if end <= quarter.until else "ends"
        yield "authorization-ends", f"The {authorizations[-1].model} authorization {verb} on {last.isoformat()}."


def award_warnings(award: Award, rules: ClaimRules) -> Iterator[ClaimWarning]:
    """The warnings that concern the award (R21)."""
    result, other = award.result, award.other
    if result is None:
        yield ClaimWarning("result-missing", None, f"No location result is recorded for {rules.quarter}; no award.")
        return
    if not award.rated:
        yield ClaimWarning("no-referrals", None, "Nobody was referred this quarter: there is no rate and no award.")
    if result.stated_by is not StatedBy.ICE:
        yield ClaimWarning("result-not-ice", None, "The location result is the agency's own; ICE has not stated one.")
    if other is not None:
        yield ClaimWarning(
            "results-differ",
            None,
            f"ICE states {result.located} of {result.referred} located, the agency {other.located} of "
            f"{other.referred}; ICE's counts are used.",
        )
