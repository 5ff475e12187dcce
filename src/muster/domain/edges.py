"""The first and the last day of a run of claimable days, each named by the record or rule that sets it (R2, R3)."""

from collections.abc import Iterator
from datetime import date

from muster.domain.derivation import Derivation, Unit
from muster.domain.eligibility import employment, terms
from muster.domain.entitlement import RateSpan
from muster.domain.records import Record
from muster.domain.workings import Workings

_Named = tuple[date | None, str, Record | None, str]


def edge(each: Workings, span: RateSpan, day: date, *, opening: bool) -> Derivation:
    """The first day of a run (``opening``) or the first day after it, with the record that sets it.

    Where several things fall on one day the most particular one is named; a run that a quarter or a payroll period
    cuts is bounded by the calendar.
    """
    candidates = _openings(each, span) if opening else _closings(each, span)
    for found, label, source, field in candidates:
        if found == day:
            return Derivation(label, day, Unit.DATE, rule="R3", source=source, field=field)
    return Derivation("From" if opening else "Until", day, Unit.DATE, rule="R1", source=span.authorization)


def _openings(each: Workings, span: RateSpan) -> Iterator[_Named]:
    authorization = span.authorization
    yield authorization.authorized_on, "Authorized", authorization, "authorized_on"
    yield authorization.trained_on, "Trained", authorization, "trained_on"
    for pause in each.file.interruptions:
        yield pause.until, f"End of interruption ({pause.reason})", pause, "until"
    yield each.file.officer.hired_on, "Hired", each.file.officer, "hired_on"
    yield from _agreement_edges(each, span, opening=True)
    yield from _rate_edges(each, span, opening=True)


def _closings(each: Workings, span: RateSpan) -> Iterator[_Named]:
    authorization = span.authorization
    ends = terms(each.file.authorizations, each.rules.cap.years)
    yield authorization.expires_on, "Authorization expires", authorization, "expires_on"
    yield (
        ends[each.file.authorizations.index(authorization)].until,
        "Authorization ends",
        authorization,
        "authorized_on",
    )
    for pause in each.file.interruptions:
        yield pause.start, f"Interruption ({pause.reason})", pause, "from"
    officer = each.file.officer
    if officer.separated_on:
        yield employment(officer).until, "Day after the last day employed", officer, "separated_on"
    yield from _agreement_edges(each, span, opening=False)
    yield from _rate_edges(each, span, opening=False)


def _agreement_edges(each: Workings, span: RateSpan, *, opening: bool) -> Iterator[_Named]:
    for agreement in each.rules.agreement_records:
        if agreement.model is not span.authorization.model:
            continue
        if opening:
            column = "effective_on" if agreement.effective_on else "signed_on"
            yield agreement.effective_on or agreement.signed_on, "Agreement in force", agreement, column
        else:
            yield agreement.until, "Agreement ends", agreement, "until"


def _rate_edges(each: Workings, span: RateSpan, *, opening: bool) -> Iterator[_Named]:
    """Where pay, effort or a reading changes; the change belongs to the run that it opens."""
    if span.pay is not None:  # the file's may be another state of it (R14)
        yield span.pay.effective_on, "Pay effective", span.pay, "effective_on"
    for pay in each.file.pay:
        yield pay.effective_on, "Pay effective", pay, "effective_on"
    for effort in each.file.effort:
        yield effort.effective_on, "Effort effective", effort, "effective_on"
    word = "Year's first day" if opening else "Quarter's first day after"
    quarter = each.rules.quarter
    yield (quarter.year.start if opening else quarter.until), word, span.authorization, ""
