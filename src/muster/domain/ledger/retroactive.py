"""Retroactive pay: it counts for a claimed quarter once it is paid (R14)."""

from collections.abc import Iterable
from datetime import date

from muster.domain.records import Pay


def as_paid(claimed: Iterable[Pay], now: Iterable[Pay], until: date) -> tuple[Pay, ...]:
    """One officer's pay as a claimed quarter takes it: what has changed since it was claimed only once it is paid.

    A record that took the place of a removed one of the same day is a change of that one. A record that is gone with
    nothing in its place is gone at once: it was a mistake.

    Args:
        claimed: The pay that the quarter was last claimed with.
        now: The pay on the facts now known.
        until: The first day after the quarter of the claim that a correction is to stand on.
    """
    present = list(now)
    before = {each.id: each for each in claimed}
    replaced = {each.effective_on: each for each in before.values() if each.id not in {one.id for one in present}}
    old: dict[date, Pay] = {}
    new: dict[date, Pay] = {}
    for each in present:
        was = before.get(each.id) or replaced.get(each.effective_on)
        if each == was or (each.paid_on is not None and each.paid_on < until):
            new[each.effective_on] = each
        elif was is not None:
            old[was.effective_on] = was
    return tuple(sorted({**old, **new}.values(), key=lambda each: each.effective_on))
