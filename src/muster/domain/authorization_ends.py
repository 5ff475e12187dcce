"""Which authorizations end with nothing to follow: what has to be renewed, or has lapsed (R3)."""

from datetime import date
from typing import NamedTuple

from muster.domain.eligibility import employment, terms
from muster.domain.intervals import FOREVER
from muster.domain.records import Authorization, Model, Officer, OfficerFile


class Ending(NamedTuple):
    """An authorization and the first day that it no longer covers."""

    officer: Officer
    authorization: Authorization
    until: date


def endings(file: OfficerFile, tfm_years: int, today: date) -> list[Ending]:
    """For each model the authorization that reaches furthest, where it ends and no other took its place.

    An officer who is not employed on the day has none. One without an expiry that another authorization replaced, of
    whatever model, has not ended by itself and is none either.

    Args:
        file: The officer's records.
        tfm_years: How long a TFM authorization given without an expiry runs.
        today: The day asked about.
    """
    if not employment(file.officer).holds(today):
        return []
    last: dict[Model, Ending] = {}
    covered = terms(file.authorizations, tfm_years)
    for position, (authorization, term) in enumerate(zip(file.authorizations, covered, strict=True)):
        following = file.authorizations[position + 1 :]
        replaced = authorization.expires_on is None and any(each.authorized_on == term.until for each in following)
        known = last.get(authorization.model)
        if not replaced and (known is None or known.until < term.until):
            last[authorization.model] = Ending(file.officer, authorization, term.until)
    return [each for each in last.values() if each.until < FOREVER]
