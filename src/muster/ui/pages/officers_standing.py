"""An officer's standing as lists and filters show it: a few words, with an icon that says the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from muster.services.officers import RosterRow
from muster.ui import format as shown
from muster.ui.models.record_table import Mark

_SHORT = {
    "separated": "Separated",
    "not-hired": "Not yet hired",
    "no-authorization": "No authorization",
    "not-yet-authorized": "Not yet authorized",
    "authorization-ended": "Authorization ended",
    "not-trained": "Not trained",
    "agreement": "No agreement",
    "suspended": "Suspended",
    "removed": "Removed",
    "revoked": "Revoked",
    "unpaid_leave": "Unpaid leave",
}


def standing_short(row: RosterRow) -> str:
    """A word or two: ``Eligible``, ``Ends soon``, ``Suspended``."""
    if row.standing.eligible:
        return "Ends soon" if row.ends_soon else "Eligible"
    return _SHORT[row.standing.reason]


def standing_mark(row: RosterRow) -> Mark:
    """The icon beside it; its meaning is the standing as a sentence."""
    if row.standing.eligible:
        return Mark("warning", row.words, "warning") if row.ends_soon else Mark("success", row.words, "success")
    return Mark("history", row.words, "muted") if is_separated(row) else Mark("error", row.words, "error")


def last_day(row: RosterRow) -> str:
    """The last day of the authorization that they are eligible under; empty when it stays open."""
    until = row.standing.until if row.standing.eligible else None
    return shown.day(until - timedelta(days=1)) if until else ""


def is_separated(row: RosterRow) -> bool:
    """No longer employed."""
    return row.standing.reason == "separated"


def is_out(row: RosterRow) -> bool:
    """Employed (or not hired yet), and not eligible."""
    return not row.standing.eligible and not is_separated(row)


@dataclass(frozen=True)
class StandingFilter:
    """A choice of the standing filter."""

    title: str
    holds: Callable[[RosterRow], bool]


STANDINGS = (
    StandingFilter("Eligible today", lambda row: row.standing.eligible),
    StandingFilter("Ends within 90 days", lambda row: row.ends_soon),
    StandingFilter("Not eligible today", is_out),
    StandingFilter("Separated", is_separated),
)


def counts(rows: list[RosterRow]) -> str:
    """The roster in one line: ``9 officers: 6 eligible today (1 ends within 90 days), 2 not eligible, 1 separated``."""
    eligible, soon, out, separated = (sum(map(each.holds, rows)) for each in STANDINGS)
    ending = f" ({soon:,} {'ends' if soon == 1 else 'end'} within 90 days)" if soon else ""
    parts = [f"{eligible:,} eligible today{ending}"]
    parts += [f"{number:,} {words}" for number, words in ((out, "not eligible"), (separated, "separated")) if number]
    return f"{shown.count(len(rows), 'officer')}: {', '.join(parts)}"
