"""The first and the last day of a run of claimable days, each named by the record or rule that sets it (R2, R3)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from muster.domain import words
from muster.domain.derivation import Derivation, Unit
from muster.domain.eligibility import employment, terms
from muster.domain.entitlement import RateSpan
from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.records import Authorization, Payroll, Record
from muster.domain.rules import BY_DAY
from muster.domain.workings import Workings


class _Edge(NamedTuple):
    """What may set the day, and in which cell it stands."""

    day: date | None
    label: str
    rule: str
    source: Record | None = None
    field: str = ""
    note: str = ""


def edges(each: Workings, span: RateSpan, days: Span, payroll: Sequence[Payroll] = ()) -> tuple[Derivation, Derivation]:
    """The first day of a part of a run and the first day after it, each with what sets it.

    Args:
        each: The officer's workings.
        span: The run.
        days: The part.
        payroll: The payroll rows whose periods may cut it.
    """
    return _edge(each, span, days.start, payroll, opening=True), _edge(each, span, days.until, payroll, opening=False)


def _edge(each: Workings, span: RateSpan, day: date, payroll: Sequence[Payroll], *, opening: bool) -> Derivation:
    """Where several things fall on one day the most particular one is named."""
    if day == (span.days.start if opening else span.days.until):
        found = _of_run(each, span, day, opening=opening)
    else:
        found = chain(_periods(payroll), _calendar(day, opening=opening))
    return _named(day, found, _Edge(day, "From" if opening else "Until", "R2", span.authorization))


def _named(day: date, found: Iterable[_Edge], unknown: _Edge) -> Derivation:
    _day, label, rule, source, field, note = next((edge for edge in found if edge.day == day), unknown)
    return Derivation(label, day, Unit.DATE, rule=rule, source=source, field=field, note=note)


def pay_edges(each: Workings, row: Payroll, run: Span) -> tuple[Derivation, Derivation]:
    """The first day in pay of a run within a payroll row's period and the first day after it, with what sets them."""
    opening = chain(_periods((row,)), _hired(each), _reinstated(each))
    closing = chain(_periods((row,)), _separated(each), _paused(each))
    unknown = _Edge(None, "In pay", "R16", row)
    return _named(run.start, opening, unknown), _named(run.until, closing, unknown)


def _of_run(each: Workings, span: RateSpan, day: date, *, opening: bool) -> Iterable[_Edge]:
    """What may begin or end a run: eligibility and the calendar, or else a rate or a reading that changes within it."""
    touching = (other for other in each.spans if day == (other.days.until if opening else other.days.start))
    if any(other.authorization == span.authorization for other in touching):
        return _changes(each, span)
    eligible = _openings(each, span) if opening else _closings(each, span)
    return chain(eligible, _calendar(day, opening=opening), _first_claimable(each), _changes(each, span))


def _openings(each: Workings, span: RateSpan) -> Iterator[_Edge]:
    authorization = span.authorization
    yield _Edge(authorization.authorized_on, "Authorized", "R3", authorization, "authorized_on")
    yield _Edge(authorization.trained_on, "Trained", "R2", authorization, "trained_on")
    yield from _reinstated(each)
    yield from _hired(each)
    for agreement in each.rules.agreement_records:
        if agreement.model is authorization.model:
            column = "effective_on" if agreement.effective_on else "signed_on"
            begins = agreement.effective_on or agreement.signed_on
            yield _Edge(begins, "Agreement in force", "R2", agreement, column)


def _closings(each: Workings, span: RateSpan) -> Iterator[_Edge]:
    authorization = span.authorization
    yield _Edge(authorization.expires_on, "Authorization expires", "R3", authorization, "expires_on")
    yield _term_end(each, authorization)
    yield from _paused(each)
    yield from _separated(each)
    for agreement in each.rules.agreement_records:
        if agreement.model is authorization.model:
            yield _Edge(agreement.until, "Agreement ends", "R2", agreement, "until")


def _reinstated(each: Workings) -> Iterator[_Edge]:
    for pause in each.file.interruptions:
        yield _Edge(pause.until, f"{words.interruption(pause.reason)} ends", "R3", pause, "until")


def _paused(each: Workings) -> Iterator[_Edge]:
    for pause in each.file.interruptions:
        yield _Edge(pause.start, f"{words.interruption(pause.reason)} begins", "R3", pause, "from")


def _hired(each: Workings) -> Iterator[_Edge]:
    yield _Edge(each.file.officer.hired_on, "Hired", "R2", each.file.officer, "hired_on")


def _separated(each: Workings) -> Iterator[_Edge]:
    officer = each.file.officer
    if officer.separated_on:
        after = employment(officer).until
        yield _Edge(after, "Day after the last one employed", "R3", officer, "separated_on")


def _term_end(each: Workings, authorization: Authorization) -> _Edge:
    """The end of an authorization given without an expiry (R3)."""
    years, all_of_them = each.rules.cap.years, each.file.authorizations
    position = all_of_them.index(authorization)
    until = terms(all_of_them, years)[position].until
    for following in all_of_them[position + 1 :]:
        if following.authorized_on == until:
            return _Edge(until, "Next authorization", "R3", following, "authorized_on")
    label = f"Authorization ends after {words.count(years, 'year')}"
    return _Edge(until, label, "R3", authorization, "authorized_on")


def _calendar(day: date, *, opening: bool) -> Iterator[_Edge]:
    """The day as the beginning of a quarter or fiscal year, or as the first one after it (R1)."""
    quarter = Quarter.holding(day)
    if opening:
        whole = f"fiscal year {quarter.fiscal_year}" if quarter.number == 1 else f"{quarter}"
        yield _Edge(quarter.start, f"First day of {whole}", "R1")
    else:
        whole = f"fiscal year {quarter.fiscal_year - 1}" if quarter.number == 1 else f"{quarter.previous}"
        yield _Edge(quarter.start, f"First day after {whole}", "R1")


def _first_claimable(each: Workings) -> Iterator[_Edge]:
    note = each.rules.reading("first_claimable_day").source
    yield _Edge(each.rules.within.start, "First day that can be claimed", "R1", note=note)


def _changes(each: Workings, span: RateSpan) -> Iterator[_Edge]:
    """What cuts a run in two."""
    if span.pay is not None:  # the file's may be another state of it (R14)
        yield _Edge(span.pay.effective_on, "Pay effective", "R5", span.pay, "effective_on")
    for pay in each.file.pay:
        yield _Edge(pay.effective_on, "Pay effective", "R5", pay, "effective_on")
    for effort in each.file.effort:
        yield _Edge(effort.effective_on, "Effort effective", "R8", effort, "effective_on")
    for name in BY_DAY:
        for days, reading in each.rules.readings.by_day(name, each.rules.within):
            parameter = reading.parameter
            label = f"{parameter.title}: {words.uncapitalized(words.value(parameter, reading.text))}"
            note = "" if reading.override else reading.source
            yield _Edge(days.start, label, parameter.rule, reading.override, "effective_on", note)


def _periods(rows: Iterable[Payroll]) -> Iterator[_Edge]:
    """Where a payroll row's period begins and ends (R16)."""
    for row in rows:
        yield _Edge(row.period_from, "Payroll period begins", "R16", row, "period_from")
        yield _Edge(row.period_until, "First day after the payroll period", "R16", row, "period_until")
