"""Checks of authorizations, training, interruptions and employment (R2, R3)."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from muster.domain.eligibility import employment, interrupted, terms
from muster.domain.examiner.examined import Case, Examined
from muster.domain.examiner.finding import Check, Found, Look, each_officer, unless_attached
from muster.domain.intervals import FOREVER, Span, subtract, union
from muster.domain.records import Authorization, OfficerRecord
from muster.domain.warnings import LAPSE_NOTICE
from muster.domain.words import count, day, period


def _each_authorization(fault: Callable[[Authorization], str]) -> Look:
    """A check of every authorization that covers days of the quarter; ``fault`` ends the sentence, or is empty."""

    def look(case: Case) -> Iterator[Found]:
        for each, _ in case.authorized:
            if words := fault(each):
                yield Found(f"The {each.model} authorization of {day(each.authorized_on)} {words}", each)

    return each_officer(look)


_undocumented = unless_attached(_each_authorization(lambda each: "" if each.document else "names no document."))
_without_credential = _each_authorization(lambda each: "" if each.credential else "names no credential.")
_untrained = _each_authorization(
    lambda each: "" if each.trained_on else "has no training date; without it no day can be claimed."
)


def _trained_late(case: Case) -> Iterator[Found]:
    for each, days in case.authorized:
        if each.trained_on and each.trained_on > days.start:
            yield Found(
                f"Training ended on {day(each.trained_on)}, after the {each.model} authorization of "
                f"{day(each.authorized_on)}; the days before it cannot be claimed.",
                each,
            )


def _lapsed(case: Case) -> Iterator[Found]:
    """Days of the quarter after an authorization's end that no other covers."""
    if not case.work.spans:
        return
    records = case.work.file.authorizations
    held = terms(records, case.work.rules.cap.years)
    out = union([*held, *interrupted(case.work.file.interruptions)])
    for record, term in zip(records, held, strict=True):
        after = Span(max(term.until, case.quarter.start), case.quarter.until).clip(employment(case.officer))
        gaps = subtract(after, out)
        if gaps and not any(term.until < other.until <= gaps[0].start for other in held):
            yield Found(
                f"The {record.model} authorization of {day(record.authorized_on)} ended on "
                f"{day(term.until - timedelta(days=1))}; none is in force on {count(gaps[0].days, 'day')} "
                f"({period(gaps[0])}).",
                record,
            )


def _ends(case: Case) -> Iterator[Found]:
    """The authorization in force at the end of a quarter with claimable days ends within the notice, none following."""
    held = terms(case.work.file.authorizations, case.work.rules.cap.years)
    until = case.quarter.until
    for record, term in zip(case.work.file.authorizations, held, strict=True):
        end = term.until
        soon = term.start < until <= end <= until + LAPSE_NOTICE and employment(case.officer).until > end
        if soon and case.work.eligible_days and not any(other.holds(end) for other in held):
            last = day(end - timedelta(days=1))
            yield Found(f"The {record.model} authorization ends on {last}, and none begins the day after.", record)


def _interruption(case: Case) -> Iterator[Found]:
    for each in case.work.file.interruptions:
        touches = Span(each.start, each.until or FOREVER).clip(case.quarter).days
        if touches and case.authorized and not each.document:
            yield Found(f"The interruption from {day(each.start)} names no document.", each)


def _after_separation(case: Case) -> Iterator[Found]:
    last = case.officer.separated_on
    for record, on in _dated(case) if last else ():
        if last and on > last and case.quarter.holds(on):
            yield Found(
                f"A record is dated {day(on)}, after the last day employed, {day(last)}; check both dates.", record
            )


def _dated(case: Case) -> Iterator[tuple[OfficerRecord, date]]:
    """The officer's records with the day on which each begins to matter."""
    file = case.work.file
    yield from ((each, each.authorized_on) for each in file.authorizations)
    yield from ((each, each.start) for each in file.interruptions)
    yield from ((pay, pay.effective_on) for pay in file.pay)
    yield from ((effort, effort.effective_on) for effort in file.effort)
    yield from ((each, each.period_from) for each in file.payroll)
    yield from ((each, each.worked_on) for each in case.entries)


def _officer_twice(case: Examined) -> Iterator[Found]:
    named: dict[str, list[Case]] = defaultdict(list)
    for each in case.cases:
        if each.authorized and each.officer.name:
            named[f"{each.officer.name} {each.officer.middle_name}".strip().casefold()].append(each)
    for first, *others in named.values():
        for other in others:
            yield Found(
                f"Officers {first.work.officer_id} and {other.work.officer_id} have the same name, "
                f"{other.officer.name}; check that they are two people.",
                other.officer,
                other.work.officer_id,
            )


_LAPSED = "credential lapsed on the day"
_TRAINING = "required training missing"

CHECKS = (
    Check("authorization-lapsed", "Authorization lapsed", f"R3; {_LAPSED}", each_officer(_lapsed)),
    Check("authorization-ends", "Authorization ends soon", f"R3; {_LAPSED}", each_officer(_ends)),
    Check("authorization-undocumented", "Authorization without a document", "R2", _undocumented),
    Check("credential-missing", "Authorization without a credential", f"R2; {_LAPSED}", _without_credential),
    Check("training-missing", "Training missing", f"R2; {_TRAINING}", _untrained),
    Check("training-late", "Training after the authorization", f"R2; {_TRAINING}", each_officer(_trained_late)),
    Check(
        "interruption-undocumented",
        "Interruption without a document",
        "R2",
        unless_attached(each_officer(_interruption)),
    ),
    Check("after-separation", "Records after the separation", "R2, R6", each_officer(_after_separation)),
    Check("officer-twice", "Two officers of one name", "R22, R23; wrong officer count", _officer_twice),
)
