"""How old what is still to be received is, in the usual four steps."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from muster.domain.money import Cents

STEPS = ("0 to 30 days", "31 to 60 days", "61 to 90 days", "Over 90 days")
"""Their names, in order."""
_LAST_DAYS = (30, 60, 90)


class Receivable(NamedTuple):
    """Cents to be received, and the day from which their age is counted."""

    since: date
    amount: Cents


def step(since: date, on: date) -> int:
    """The place in ``STEPS`` of what is so old on a day; a day still to come counts as 0 days old."""
    return bisect_left(_LAST_DAYS, (on - since).days)


def ageing(receivables: Iterable[Receivable], on: date) -> tuple[Cents, ...]:
    """The sums of the receivables in cents as of a day, one for each of ``STEPS``."""
    sums = [0] * len(STEPS)
    for each in receivables:
        sums[step(each.since, on)] += each.amount
    return tuple(sums)
