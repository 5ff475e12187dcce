"""Who is eligible on which day, under which model, and why (R2, R3, R8)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from muster.domain.intervals import FOREVER, Span, add_years, subtract, union
from muster.domain.records import Agreement, Authorization, Interruption, InterruptionKind, Model, Officer, OfficerFile

ONE_DAY = timedelta(days=1)


class EligibleSpan(NamedTuple):
    """Days on which an officer is eligible under one authorization."""

    days: Span
    authorization: Authorization


def in_force(agreements: Iterable[Agreement]) -> dict[Model, list[Span]]:
    """The days on which an agreement for each model is in force; neither date given means never (R2)."""
    spans: dict[Model, list[Span]] = {model: [] for model in Model}
    for agreement in agreements:
        start = agreement.effective_on or agreement.signed_on
        if start is not None:
            spans[agreement.model].append(Span(start, agreement.until or FOREVER))
    return {model: union(found) for model, found in spans.items()}


def employment(officer: Officer) -> Span:
    """The days employed: always without hired_on, and separated_on is the last one (R2)."""
    until = officer.separated_on + ONE_DAY if officer.separated_on and officer.separated_on < FOREVER else FOREVER
    return Span(officer.hired_on or date.min, until)


def interrupted(interruptions: Iterable[Interruption]) -> list[Span]:
    """The days covered by an interruption, whatever its kind."""
    spans = [Span(each.start, each.until or FOREVER) for each in interruptions]
    return union(spans) if spans else spans


def unpaid_leave(interruptions: Iterable[Interruption]) -> list[Span]:
    """The days of unpaid leave."""
    return interrupted(each for each in interruptions if each.reason is InterruptionKind.UNPAID_LEAVE)


def terms(authorizations: Sequence[Authorization], tfm_years: int) -> list[Span]:
    """The days each authorization covers, in their order (R3).

    Args:
        authorizations: One officer's, by authorized_on.
        tfm_years: How long a TFM authorization given without an expiry runs.
    """
    ends = [_term_end(each, tfm_years) for each in authorizations]
    for index, following in enumerate(authorizations[1:]):
        if authorizations[index].expires_on is None:
            ends[index] = min(ends[index], following.authorized_on)
    return [Span(each.authorized_on, end) for each, end in zip(authorizations, ends, strict=True)]


def _term_end(authorization: Authorization, tfm_years: int) -> date:
    if authorization.expires_on is not None:
        return authorization.expires_on
    return add_years(authorization.authorized_on, tfm_years) if authorization.model is Model.TFM else FOREVER


def eligible_spans(
    file: OfficerFile, agreements: Mapping[Model, Sequence[Span]], tfm_years: int, within: Span
) -> list[EligibleSpan]:
    """The officer's eligible days within a span, in order, each run under one authorization (R2, R3).

    Args:
        file: The officer's records.
        agreements: The days on which each model's agreement is in force, from :func:`in_force`.
        tfm_years: How long a TFM authorization given without an expiry runs.
        within: The days asked about.
    """
    employed = employment(file.officer).clip(within)
    return _eligible(file, agreements, terms(file.authorizations, tfm_years), employed)


def _eligible(
    file: OfficerFile, agreements: Mapping[Model, Sequence[Span]], covered_by: Sequence[Span], employed: Span
) -> list[EligibleSpan]:
    """The same, where each authorization's days, and the days employed that are asked about, are known."""
    out = interrupted(file.interruptions)
    found: list[EligibleSpan] = []
    for authorization, term in zip(file.authorizations, covered_by, strict=True):
        if authorization.trained_on is None:
            continue
        start = max(term.start, employed.start, authorization.trained_on)
        covered = Span(start, min(term.until, employed.until))
        for agreed in agreements[authorization.model]:
            pieces = subtract(covered.clip(agreed), out)
            found.extend([EligibleSpan(days, authorization) for days in pieces])
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """An officer's standing on one day.

    Attributes:
        eligible: Whether the day is an eligible day.
        model: The model of the covering authorization, or of the last or next one.
        since: The first day of the run of days with this standing; None when it has no beginning on record.
        until: The first day after the authorization that covers the day, or, when not eligible, the first eligible day
            to come; None when it stays open or none is on record.
        reason: Why not eligible, a word of ``REASONS``; empty when eligible.
    """

    eligible: bool
    model: Model | None
    since: date | None
    until: date | None
    reason: str = ""


REASONS = (
    "separated",
    "not-hired",
    "no-authorization",
    "not-yet-authorized",
    "authorization-ended",
    "not-trained",
    "agreement",
    *InterruptionKind,
)


def standing(file: OfficerFile, agreements: Mapping[Model, Sequence[Span]], tfm_years: int, day: date) -> Standing:
    """The officer's standing on the day."""
    covered_by = terms(file.authorizations, tfm_years)
    spans = _eligible(file, agreements, covered_by, employment(file.officer))
    covering = next((span for span in spans if span.days.holds(day)), None)
    if covering is None:
        return _not_eligible(file, tfm_years, day, spans)
    since = covering.days.start
    for span in reversed(spans):
        if span.days.until == since and span.authorization.model is covering.authorization.model:
            since = span.days.start
    index = file.authorizations.index(covering.authorization)
    end = covered_by[index].until
    return Standing(
        eligible=True, model=covering.authorization.model, since=since, until=None if end == FOREVER else end
    )


def _not_eligible(file: OfficerFile, tfm_years: int, day: date, spans: Sequence[EligibleSpan]) -> Standing:
    reason, model = _why_not(file, tfm_years, day)
    ended = [span.days.until for span in spans if span.days.until <= day]
    starts = [span.days.start for span in spans if span.days.start > day]
    return Standing(
        eligible=False,
        model=model,
        since=ended[-1] if ended else None,
        until=starts[0] if starts else None,
        reason=reason,
    )


def _why_not(file: OfficerFile, tfm_years: int, day: date) -> tuple[str, Model | None]:
    """The first condition of R2 that fails on the day, and the model concerned."""
    paired = list(zip(file.authorizations, terms(file.authorizations, tfm_years), strict=True))
    held = next((pair for pair in reversed(paired) if pair[1].start <= day), None)
    model = held[0].model if held else paired[0][0].model if paired else None
    employed = employment(file.officer)
    if not employed.holds(day):
        return ("separated" if day >= employed.until else "not-hired"), model
    if held is None:
        return ("not-yet-authorized" if paired else "no-authorization"), model
    return _why_not_under(*held, file.interruptions, day), model


def _why_not_under(authorization: Authorization, term: Span, interruptions: Iterable[Interruption], day: date) -> str:
    """Which condition an authorization that has begun fails on the day; at last the agreement is not in force."""
    if not term.holds(day):
        return "authorization-ended"
    if authorization.trained_on is None or authorization.trained_on > day:
        return "not-trained"
    pause = next((each for each in interruptions if Span(each.start, each.until or FOREVER).holds(day)), None)
    return str(pause.reason) if pause else "agreement"
