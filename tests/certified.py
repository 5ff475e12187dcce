"""A book with certified claims in every state, made through the use cases as a clerk would over the year.

FY2026Q1 was revised, decided, paid and closed; of Q2 amounts were denied, and it is paid in part; Q3 was declared void,
certified anew and decided in part; Q4 is certified and not submitted. Of what was denied one amount was claimed
again, one was given up, one is to be claimed again on the next claim, and one waits.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from muster.domain.fiscal import Quarter
from muster.domain.ledger.positions import LinePosition
from muster.domain.ledger.records import Component, Deposit, StepKind
from muster.domain.readings import Preset
from muster.domain.records import OvertimeEntry
from muster.services.bundle import Services
from muster.services.certification import Request, Signature
from muster.services.ledger import Decided, Taken
from tests.composition import BookProgram, FixedClock

PREPARER, OFFICIAL = Signature("Dana Reyes", "battery staple"), Signature("Pat Doe", "correct horse")


def add_signers(services: Services) -> None:
    """The two people who sign."""
    services.signers.add(PREPARER.name, "Grants clerk", PREPARER.passphrase)
    services.signers.add(OFFICIAL.name, "Sheriff", OFFICIAL.passphrase)


def certify(services: Services, clock: FixedClock, quarter: str, on: date) -> str:
    """Certify a quarter's claim on a day; its number."""
    before, clock.moment = clock.moment, datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    proposal = services.certifications.propose(Quarter.parse(quarter), Preset.PUBLISHED)
    claim, _changed = services.certifications.certify(Request(proposal.claim, PREPARER, OFFICIAL))
    clock.moment = before
    return claim.number


def decided(
    services: Services, number: str, taken: Taken, of: Callable[[LinePosition], tuple[int, int, str] | None]
) -> None:
    """Decide on the pending amounts of a claim, each as ``of`` says: approved, denied, reason; None leaves it."""
    made = []
    for line in services.ledger.position(number).lines:
        said = of(line) if line.pending else None
        if said is not None:
            made.append(Decided(line.amount.line, *said))
    services.ledger.decide(number, made, taken)


@cache
def certified_book() -> bytes:
    """The sample agency's book with its ledger, made once."""
    with TemporaryDirectory() as folder:
        program = BookProgram(Path(folder))
        services = program.sample()
        certified_sample(services, program.clock)
        services.book.close()
        return services.book.path.read_bytes()


def certified_sample(services: Services, clock: FixedClock) -> None:
    """Fill the sample agency's ledger."""
    add_signers(services)
    _first_quarter(services, clock)
    _second_quarter(services, clock)
    _third_quarter(services, clock)
    certify(services, clock, "FY2026Q4", date(2026, 10, 20))
    asked = [each for each in services.ledger.denied() if each.amount.officer_id == "0118"]
    services.ledger.claim_again(asked, Taken(date(2026, 10, 26), "The register was signed", "OT register 2026-02"))


def _first_quarter(services: Services, clock: FixedClock) -> None:
    ledger = services.ledger
    first = certify(services, clock, "FY2026Q1", date(2026, 1, 20))
    ledger.take(first, StepKind.SUBMITTED, Taken(date(2026, 1, 21), "By e-mail"))
    late = OvertimeEntry("0417", date(2025, 12, 20), None, 24000, date(2026, 1, 9), "", "Lt. Gray", "OT register")
    services.records.save(late)
    number = certify(services, clock, "FY2026Q1", date(2026, 1, 30))
    ledger.take(number, StepKind.SUBMITTED, Taken(date(2026, 2, 2), "Registered mail", "Cover letter 1"))
    ledger.approve_rest(number, Taken(date(2026, 3, 16), "", "ICE letter 2026-031"))
    ledger.award(Quarter(2026, 1), 1200000, Taken(date(2026, 3, 20), "16 officers counted", "ICE letter 2026-034"))
    claimed = ledger.position(number).claimed
    deposit = Deposit(date(2026, 4, 10), claimed + 1200000, "TREAS 7741-0093", document="Remittance advice 93")
    ledger.receive(deposit, {("FY2026Q1", 0): 1200000})
    ledger.take(number, StepKind.CLOSED, Taken(date(2026, 4, 13)))


def _second_quarter(services: Services, clock: FixedClock) -> None:
    ledger = services.ledger
    number = certify(services, clock, "FY2026Q2", date(2026, 4, 20))
    ledger.take(number, StepKind.SUBMITTED, Taken(date(2026, 4, 22), "Registered mail", "Cover letter 2"))

    def of(line: LinePosition) -> tuple[int, int, str]:
        amount, who = line.amount.amount, (line.amount.officer_id, line.amount.component)
        denied, reason = _DENIED.get(who, (0, ""))
        return amount - denied, denied, reason

    decided(services, number, Taken(date(2026, 6, 15), "", "ICE letter 2026-058"), of)
    ledger.award(Quarter(2026, 2), 1275000, Taken(date(2026, 6, 15), "", "ICE letter 2026-059"))
    by_officer = {each.amount.officer_id: each for each in ledger.denied()}
    ledger.claim_again([by_officer["0193"]], Taken(date(2026, 7, 10), "Time sheets were found"))
    ledger.give_up([by_officer["0417"]], Taken(date(2026, 7, 10), "Below the cost of an appeal"))
    ledger.receive(Deposit(date(2026, 7, 1), 25000000, "TREAS 7741-0150", document="Remittance advice 150"))


_DENIED = {
    ("0193", Component.OVERTIME): (10000, "No time sheets for 8 and 9 Feb"),
    ("0417", Component.OVERTIME): (2500, "Hours beyond presence"),
    ("0118", Component.OVERTIME): (75000, "No approver on the register"),
    ("0188", Component.BENEFITS): (12345, "Fringe rate not supported"),
}


def _third_quarter(services: Services, clock: FixedClock) -> None:
    ledger = services.ledger
    wrong = certify(services, clock, "FY2026Q3", date(2026, 7, 20))
    ledger.take(wrong, StepKind.VOID, Taken(date(2026, 7, 21), "Certified before the register was complete"))
    number = certify(services, clock, "FY2026Q3", date(2026, 7, 24))
    ledger.take(number, StepKind.SUBMITTED, Taken(date(2026, 7, 27), "Registered mail", "Cover letter 3"))

    def of(line: LinePosition) -> tuple[int, int, str] | None:
        return (line.pending, 0, "") if line.amount.component is Component.SALARY else None

    decided(services, number, Taken(date(2026, 9, 30), "Salaries first", "ICE letter 2026-101"), of)
