"""Retroactive pay: it counts for a claimed quarter once it is paid (R14)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from muster.domain.records import OfficerFile, Pay

PayAsCertified = Mapping[int, Pay | None]
"""The pay records changed since a claim was certified, by number: what they said then, None for a new one."""


def as_paid(file: OfficerFile, certified: PayAsCertified, until: date) -> OfficerFile:
    """The officer's file with pay that changed since the certification only where it was paid before a day.

    Args:
        file: On the facts now known.
        certified: The pay as the quarter's claim was certified with, where it has changed since.
        until: The first day after the quarter of the claim that the adjustment is to stand on.
    """
    pay = [each if each.id not in certified or _paid(each, until) else certified[each.id] for each in file.pay]
    known = sorted((each for each in pay if each is not None), key=lambda each: each.effective_on)
    return replace(file, pay=tuple(known))


def _paid(pay: Pay, until: date) -> bool:
    return pay.paid_on is not None and pay.paid_on < until
