"""Short histories of one agency; each claim that is certified is kept beside what was proposed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from muster import paths
from muster.domain.claim import Claim
from muster.domain.ledger.records import CertifiedClaim, Nature, StepKind
from muster.domain.readings import Preset
from muster.domain.records import Authorization, Interruption, InterruptionKind, Officer, OvertimeEntry, Pay
from tests.oracle import example_rows as rows_of
from tests.oracle.cells import Rows
from tests.oracle.folder import read_folder, row
from tests.services.office import Office

Opened = Callable[[Rows], Office]
DAYS = {
    "FY2026Q1": "2026-01-20",
    "FY2026Q2": "2026-04-20",
    "FY2026Q3": "2026-07-20",
    "FY2026Q4": "2026-10-20",
    "FY2027Q1": "2027-01-20",
}


@dataclass(frozen=True)
class Told:
    """An agency and what it certified, with what was proposed, in that order."""

    agency: Office
    certified: list[tuple[CertifiedClaim, Claim]] = field(default_factory=list)

    def certify(self, quarter: str, on: str = "", preset: Preset = Preset.PUBLISHED) -> CertifiedClaim:
        proposal = self.agency.propose(quarter, on or DAYS[quarter], preset)
        claim = self.agency.sign(proposal)
        self.certified.append((claim, proposal.claim))
        return claim


def pike(**files: list[dict[str, str]]) -> Rows:
    """Officer 0004 of E04 as known before the separation: 70,200.00 a year, 8,000.00 and 7,500.00 of overtime."""
    rows = rows_of.e04()
    return {**rows, "officers": [{**each, "separated_on": ""} for each in rows["officers"]], **files}


def separation(office: Opened) -> Told:
    """E04: the cap falls below what was claimed."""
    told = Told(office(pike()))
    told.certify("FY2026Q1")
    told.certify("FY2026Q2")
    (officer,) = told.agency.of(Officer, "0004")
    told.agency.change(officer, replace(officer, separated_on=date(2026, 4, 30)))
    told.certify("FY2026Q3")
    return told


def denial(office: Opened) -> Told:
    """Overtime denied, claimed again, in part denied again; a raise; the next fiscal year corrects the one before."""
    told = Told(office(pike()))
    first = told.certify("FY2026Q1")
    told.agency.submit(first.number, "2026-01-21")
    told.agency.deny(told.agency.line(first.number, "overtime"), "3000.00", "2026-02-10")
    told.agency.deny(told.agency.line(first.number, "salary"), "500.00", "2026-02-10")
    told.agency.claim_again("2026-02-12")
    second = told.certify("FY2026Q2")
    told.agency.submit(second.number, "2026-04-21")
    told.agency.deny(told.agency.line(second.number, "overtime", Nature.RESUBMISSION), "1000.00", "2026-05-02")
    (pay,) = told.agency.of(Pay, "0004")
    told.agency.change(pay, replace(pay, annual_salary=75_000_00, paid_on=date(2026, 8, 14)))
    told.certify("FY2026Q3")
    told.certify("FY2026Q4")
    told.agency.remove(told.agency.of(OvertimeEntry, "0004")[0])
    told.certify("FY2027Q1")
    return told


def revision(office: Opened) -> Told:
    """A later claim has adjusted what is revised; a void revision; other readings and counts of the agency's own."""
    results = [row("results", "FY2026Q1", "40", "37", by, f"Letter {by}", "2026-01-12") for by in ("ICE", "agency")]
    results[1]["located"] = "36"
    told = Told(office(pike(results=results)))
    told.certify("FY2026Q1")
    told.agency.add(Interruption("0004", date(2025, 11, 1), date(2025, 11, 11), InterruptionKind.SUSPENDED, "Order 1"))
    told.certify("FY2026Q2")
    (pay,) = told.agency.of(Pay, "0004")
    told.agency.change(pay, replace(pay, annual_benefits=10_000_00))
    revised = told.certify("FY2026Q1", "2026-05-04")
    told.agency.take(revised.number, StepKind.VOID, "2026-05-05", "Signed by mistake")
    told.certify("FY2026Q1", "2026-05-06")
    told.certify("FY2026Q3")
    return told


def unpaid(office: Opened) -> Told:
    """A cut of days beside a raise that is not paid: an adjustment rests on the pay as it was claimed."""
    told = Told(office(pike()))
    told.certify("FY2026Q1")
    (pay,) = told.agency.of(Pay, "0004")
    told.agency.change(pay, replace(pay, annual_salary=90_000_00))
    told.agency.add(Interruption("0004", date(2025, 11, 1), date(2025, 11, 11), InterruptionKind.SUSPENDED))
    told.certify("FY2026Q2")
    return told


def gone(office: Opened) -> Told:
    """All that made the officer eligible is taken out of the book, and one more officer was never claimed."""
    other = rows_of.officer("0005", "Ada Quill")
    rows = pike()
    told = Told(office({**rows, "officers": [*rows["officers"], other]}))
    told.certify("FY2026Q1")
    told.agency.remove(*told.agency.of(Authorization, "0004"))
    told.certify("FY2026Q2")
    return told


def strict(office: Opened) -> Told:
    """The sample agency under the strict preset, payroll wanting or not; models change within quarters."""
    rows = read_folder(paths.sample_agency())
    warn = row("readings", "missing_payroll", "warn", document="Letter from the field office")
    told = Told(office({**rows, "readings": [*rows["readings"], warn]}))
    for quarter in ("FY2026Q2", "FY2026Q3"):
        told.certify(quarter, preset=Preset.STRICT)
    return told


def sample(office: Opened) -> Told:
    """The sample agency over its five quarters."""
    told = Told(office(read_folder(paths.sample_agency())))
    for quarter in DAYS:
        told.certify(quarter)
    return told


STORIES: Mapping[str, Callable[[Opened], Told]] = {
    story.__name__: story for story in (separation, denial, revision, unpaid, gone, strict, sample)
}
