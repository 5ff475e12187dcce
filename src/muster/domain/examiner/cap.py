"""Checks of the overtime cap (R11 to R13)."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from muster.domain.examiner.examined import Case, Examined
from muster.domain.examiner.finding import Check, Found, as_warned, each_officer
from muster.domain.money import dollars
from muster.domain.records import OvertimeEntry

NEAR_CAP = Fraction(4, 5)
"""From this share of the cap on, what is left of it is worth a look."""
_LAST = 4
"""What is carried out of the fiscal year's last quarter lapses."""


def _near(case: Case) -> Iterator[Found]:
    position = case.work.overtime
    cap, used = position.to_date.cap, position.to_date.claimed
    if cap > 0 and position.worked > 0 and not position.carried and used >= NEAR_CAP * cap:
        yield Found(
            f"Overtime claimed this fiscal year is {used * 100 // cap}% of the cap: {dollars(used)} of {dollars(cap)}, "
            f"{dollars(position.left)} left.",
            _last_entry(case),
        )


def _last_entry(case: Case) -> OvertimeEntry | None:
    return case.entries[-1] if case.entries else None


_carried = as_warned("overtime-over-cap", _last_entry)


def _over(case: Examined) -> Iterable[Found]:
    return _carried(case) if case.quarter.number != _LAST else ()


def _lapses(case: Examined) -> Iterable[Found]:
    return _carried(case) if case.quarter.number == _LAST else ()


_LIMIT = "DOJ OIG, Operation Ceasefire: overtime over the limit"

CHECKS = (
    Check("overtime-near-cap", "Overtime near the cap", f"R11; {_LIMIT}", each_officer(_near)),
    Check("overtime-over-cap", "Overtime over the cap", f"R11, R12; {_LIMIT}", _over),
    Check("overtime-lapses", "Carried overtime lapses", "R12: lapses on 30 September", _lapses),
)
