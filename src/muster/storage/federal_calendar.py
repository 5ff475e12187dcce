"""The federal calendar."""

from collections.abc import Mapping
from datetime import date
from functools import cache


class FederalCalendar:
    """The federal government's holidays; the library that knows them loads when first asked."""

    def holiday(self, day: date) -> str | None:
        """The federal holiday on the day, like ``Christmas Day (observed)``; None on any other day.

        The holidays of 5 U.S.C. 6103 and the days on which they are observed, no state's; and the days on which an
        executive order closed the federal offices, as far as the library knows of them.
        """
        return _of_year(day.year).get(day)


@cache
def _of_year(year: int) -> Mapping[date, str]:
    """The year's holidays. In English by name: the library goes by the workstation's language otherwise."""
    from holidays import country_holidays

    return dict(country_holidays("US", years=year, categories="government", language="en_US"))
