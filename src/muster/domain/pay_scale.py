"""A pay scale: the same percentage for many officers from one day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.domain.money import half_up
from muster.domain.records import Officer, Pay
from muster.domain.words import day

_DOLLAR = 100


@dataclass(frozen=True, slots=True)
class PayScale:
    """What every officer gets.

    Attributes:
        percent: By how much the annual salary rises.
        effective_on: From which day on.
        to_the_dollar: The new salary is rounded half up to whole dollars, else to the cent.
        approved_on: When it was approved; ``paid_on`` when it was first paid; None where not known.
    """

    percent: Fraction
    effective_on: date
    to_the_dollar: bool = False
    approved_on: date | None = None
    paid_on: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Raise:
    """What the scale makes of one officer's pay.

    Attributes:
        before: The pay in force on the scale's first day.
        after: The pay from then on; None where there is none to be had.
        note: Why there is none, or what to look at; empty when there is nothing to say.
    """

    officer: Officer
    before: Pay | None
    after: Pay | None
    note: str = ""


def raised(officer: Officer, pays: Sequence[Pay], scale: PayScale) -> Raise:
    """The officer's raise; ``pays`` are all their pay by date. Benefits stay the amount or percent they are."""
    day_of_scale = day(scale.effective_on)
    before = next((each for each in reversed(pays) if each.effective_on <= scale.effective_on), None)
    if officer.separated_on is not None and officer.separated_on < scale.effective_on:
        return Raise(officer, before, None, f"last day employed {day(officer.separated_on)}")
    if before is None:
        return Raise(officer, None, None, f"no pay is recorded before {day_of_scale}")
    if before.effective_on == scale.effective_on:
        return Raise(officer, before, None, f"has pay from {day_of_scale} already")
    after = Pay(
        officer.officer_id,
        scale.effective_on,
        _rounded(before.annual_salary * (100 + scale.percent) / 100, scale),
        before.annual_benefits,
        before.benefits_percent,
        scale.approved_on,
        scale.paid_on,
        scale.document,
    )
    later = next((each for each in pays if each.effective_on > scale.effective_on), None)
    return Raise(officer, before, after, f"the pay from {day(later.effective_on)} stays as it is" if later else "")


def _rounded(cents: Fraction, scale: PayScale) -> int:
    return half_up(cents / _DOLLAR) * _DOLLAR if scale.to_the_dollar else half_up(cents)
