"""The federal holidays, against a list worked out by hand from the law."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from muster.storage import federal_calendar
from muster.storage.federal_calendar import FederalCalendar

# 5 U.S.C. 6103(a); a Saturday's is observed on the Friday before (6103(b)), a Sunday's on the Monday after (E.O. 11582)
OBSERVED = {
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2028: "01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
    2029: "01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25",
    2030: "01-01 01-21 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
}
FRIDAY = 4


@pytest.mark.parametrize("year", OBSERVED)
def test_the_days_on_which_the_offices_are_closed(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    calendar = FederalCalendar()
    found = [f"{each:%m-%d}" for each in days if each.weekday() <= FRIDAY and calendar.holiday(each)]
    assert found == OBSERVED[year].split()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 26), "Thanksgiving Day"),
        (date(2026, 7, 3), "Independence Day (observed)"),
        (date(2026, 7, 4), "Independence Day"),
        (date(2027, 12, 31), "New Year's Day (observed)"),
        (date(2025, 12, 26), "Day After Christmas"),  # closed by Executive Order 14371
        (date(2026, 11, 27), None),  # many states' holiday
        (date(2026, 2, 14), None),
        (date.max, None),
        (date.min, None),
    ],
)
def test_names(day: date, name: str | None) -> None:
    assert FederalCalendar().holiday(day) == name


def test_the_names_are_english_on_every_workstation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "th")
    federal_calendar._of_year.cache_clear()
    assert FederalCalendar().holiday(date(2026, 12, 25)) == "Christmas Day"


def test_the_library_waits_until_it_is_asked() -> None:
    code = "import sys; from muster.storage.federal_calendar import FederalCalendar; FederalCalendar()"
    command = [sys.executable, "-c", f"{code}; print('holidays' in sys.modules)"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.split() == [b"False"]
