"""Checks of the agreements that the officers' models rest on (R2)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from muster.domain.examiner.examined import Examined
from muster.domain.examiner.finding import Check, Found
from muster.domain.intervals import FOREVER, Span, subtract, union
from muster.domain.records import Agreement, Model
from muster.domain.words import count, day, period


def _authorized(case: Examined) -> dict[Model, list[Span]]:
    """The days of the quarter on which officers are authorized, by model."""
    days: dict[Model, list[Span]] = defaultdict(list)
    for officer in case.cases:
        for authorization, span in officer.authorized:
            days[authorization.model].append(span)
    return {model: union(days[model]) for model in Model if model in days}


def _of(case: Examined, model: Model) -> Sequence[Agreement]:
    rules = case.rules
    return [each for each in rules.agreement_records if each.model is model] if rules else ()


def _missing(case: Examined) -> Iterator[Found]:
    for model in _authorized(case):
        if not _of(case, model):
            yield Found(f"No {model} agreement is recorded, and officers are authorized under it.")


def _not_in_force(case: Examined) -> Iterator[Found]:
    for model, days in _authorized(case).items():
        records = _of(case, model)
        in_force = case.rules.agreements[model] if case.rules else ()
        gaps = [gap for span in days for gap in subtract(span, in_force)]
        if records and gaps:
            total = sum(gap.days for gap in gaps)
            yield Found(
                f"No {model} agreement is in force on {count(total, 'day')} on which officers are authorized under it "
                f"({'; '.join(map(period, gaps))}).",
                records[-1],
            )


def _unsigned(case: Examined) -> Iterator[Found]:
    for model in _authorized(case):
        for each in _of(case, model):
            start = each.effective_on
            if start and not each.signed_on and Span(start, each.until or FOREVER).clip(case.quarter.span).days:
                yield Found(f"The {model} agreement in force from {day(start)} has no signing date.", each)


_SIGNED = "R2: a signed agreement for each model"

CHECKS = (
    Check("agreement-missing", "Agreement missing", _SIGNED, _missing),
    Check("agreement-not-in-force", "Agreement not in force", _SIGNED, _not_in_force),
    Check("agreement-unsigned", "Agreement without a signature", _SIGNED, _unsigned),
)
