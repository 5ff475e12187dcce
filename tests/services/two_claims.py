"""Two claims, certified and submitted: what tests of decisions and money begin with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from muster.domain.fiscal import Quarter
from muster.domain.ledger.positions import Status
from muster.domain.records import Officer
from muster.services.ledger import Taken
from tests.oracle.cells import Rows
from tests.services.frozen.stories import pike
from tests.services.office import Office

Opened = Callable[[Rows], Office]
Q1 = Quarter(2026, 1)
FIRST, SECOND = "FY26Q1-001", "FY26Q2-001"


def two_claims(office: Opened) -> Office:
    """Q1 (17,694.25 of salary, 8,000.00 of overtime) and Q2 (17,309.59 and 7,500.00) are certified and submitted."""
    opened = office(pike())
    for quarter, certified, submitted in (
        ("FY2026Q1", "2026-01-20", "2026-01-22"),
        ("FY2026Q2", "2026-04-20", "2026-04-22"),
    ):
        opened.submit(opened.certify(quarter, certified).number, submitted)
    return opened


def separated(agency: Office, on: str = "2026-04-30") -> None:
    """Makes Q3's claim give overtime back: 5,306.58 of it as E04 has it."""
    (officer,) = agency.of(Officer, "0004")
    agency.change(officer, replace(officer, separated_on=date.fromisoformat(on)))


def day(text: str) -> Taken:
    """A step of that day, without a note."""
    return Taken(date.fromisoformat(text))


def where(agency: Office, number: str) -> tuple[Status, int, int, int, int]:
    """Where a claim stands: status, approved, denied, pending, paid."""
    found = agency.position(number)
    return found.status, found.approved, found.denied, found.pending, found.paid


def denied(agency: Office, amount: str = "1000.00") -> None:
    """So much of the first claim's overtime is denied, the rest of the line approved."""
    agency.deny(agency.line(FIRST, "overtime"), amount, "2026-02-10")
