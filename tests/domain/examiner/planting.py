"""Defects planted in the clean agency, one for each check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from muster.domain.claim import Adjustment
from muster.domain.computation import Computation
from muster.domain.examiner.examined import examined
from muster.domain.examiner.finding import Finding
from muster.domain.examiner.registry import examine
from muster.domain.fiscal import Quarter
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.records import CertifiedClaim, ClaimAmount, Component, Decision, Nature
from muster.domain.readings import Preset
from muster.domain.records import OvertimeEntry
from tests.composition import CALENDAR
from tests.domain.examiner.clean_agency import RAISED, after, clean, overtime_amount, repay
from tests.domain.files import agency_file, computed
from tests.oracle.cells import Row, Rows
from tests.oracle.folder import row

Q1, Q2, Q3, Q4 = (Quarter(2026, number) for number in (1, 2, 3, 4))
Planted = Callable[[Rows], None]


def entries_of(rows: Rows) -> list[OvertimeEntry]:
    """Every overtime entry in the rows."""
    sums = (each for officer in agency_file(rows).officers for each in officer.overtime)
    return [each.source for each in sums if each.source]


@dataclass(frozen=True)
class Defect:
    """What is planted, and what the examiner is to find: the check, the officer, the record's kind, the severity.

    Attributes:
        planted: Changes the clean agency's rows.
        words: Something that the finding's text says.
        also: Checks that must find something, too, because one cannot be without the other.
        before: Puts claims certified before beside the computed one.
    """

    code: str
    planted: Planted
    officer_id: str | None = None
    record: str | None = None
    words: str = ""
    severity: str = "warns"
    quarter: Quarter = Q2
    day: date | None = None
    claimed: frozenset[Quarter] | None = frozenset({Q1, Q2, Q3})
    preset: Preset = Preset.PUBLISHED
    also: tuple[str, ...] = ()
    before: Callable[[Computation], Computation] = lambda computed: computed

    def findings(self) -> list[Finding]:
        """What the examiner finds once the defect is planted."""
        rows = clean()
        self.planted(rows)
        claim = self.before(computed(rows, str(self.quarter), self.preset))
        day = self.day or after(self.quarter)
        return examine(examined(claim, entries_of(rows), day, CALENDAR.holiday, self.claimed))


def nothing(_rows: Rows) -> None:
    """The defect is the day of the examination or what has been claimed."""


def put(file: str, officer_id: str, match: str = "", **cells: str) -> Planted:
    """Change cells of the officer's first row of a file; ``match`` is in one of its first two cells."""

    def plant(rows: Rows) -> None:
        next(_matching(rows, file, officer_id, match)).update(cells)

    return plant


def _matching(rows: Rows, file: str, officer_id: str, match: str) -> Iterator[Row]:
    mine = (each for each in rows[file] if each.get("officer_id", "") == officer_id)
    return (each for each in mine if not match or match in list(each.values())[:2])


def put_all(file: str, **cells: str) -> Planted:
    """Change cells of every row of a file."""

    def plant(rows: Rows) -> None:
        for each in rows[file]:
            each.update(cells)

    return plant


def add(file: str, *cells: str, **named: str) -> Planted:
    """Add a row to a file."""

    def plant(rows: Rows) -> None:
        rows[file].append(row(file, *cells, **named))

    return plant


def drop(file: str, wanted: Callable[[Row], bool]) -> Planted:
    """Take rows out of a file."""

    def plant(rows: Rows) -> None:
        rows[file] = [each for each in rows[file] if not wanted(each)]

    return plant


def all_of(*planted: Planted) -> Planted:
    """Several changes that make one defect."""

    def plant(rows: Rows) -> None:
        for each in planted:
            each(rows)

    return plant


def more_overtime(worked_on: str, amount: str, hours: str) -> Planted:
    """Overtime of officer 0201 in good order."""
    return add(
        "overtime", "0201", worked_on, hours, amount, worked_on, approved_by="Lt. R. Oak", document="OT register"
    )


def much_overtime(officer_id: str, days: int, first: date = date(2026, 2, 13)) -> Planted:
    """So many days of ten hours of overtime in good order, in the second quarter."""

    def plant(rows: Rows) -> None:
        for number in range(days):
            day = first + timedelta(days=number)
            amount = overtime_amount(officer_id, day, 10)
            good = {"paid_on": str(day), "approved_by": "Lt. R. Oak", "document": "OT register"}
            rows["overtime"].append(row("overtime", officer_id, str(day), "10.00", amount, **good))

    return plant


def two_results(rows: Rows) -> None:
    """The agency's own counts beside ICE's."""
    rows["results"].append(row("results", "FY2026Q2", "40", "38", "agency", "Agency memo", "2026-04-02"))


def without_the_raise(rows: Rows) -> None:
    """Officer 0204 alone stays at the old salary, and payroll pays it."""
    drop("pay", lambda each: each["officer_id"] == "0204" and each["effective_on"] == RAISED)(rows)
    repay(rows)


def a_salary_of_nothing(rows: Rows) -> None:
    """Officer 0204's raise is to 0.00, and payroll pays it."""
    put("pay", "0204", RAISED, annual_salary="0.00")(rows)
    repay(rows)


def the_same_arrears_twice(rows: Rows) -> None:
    """Ten dollars of arrears from two documents."""
    for document in ("Register A", "Register B"):
        add("payroll", "0204", "2026-02-01", "2026-02-15", "10.00", paid_on="2026-03-13", document=document)(rows)


FIRST = CertifiedClaim("FY26Q1-001", Q1, "strict", date(2026, 1, 20), "A", "B", 100, 0, "", 0, "")
LINE = ClaimAmount("FY26Q1-001", 1, "0201", Component.SALARY, Q1, Nature.OWN, 150_000)


def after_strict(computed: Computation) -> Computation:
    """The year's first claim was certified under the other preset."""
    return replace(computed, ledger=Ledger((FIRST,)))


def after_a_denial(computed: Computation) -> Computation:
    """Of the year's first claim something was denied."""
    denial = Decision("FY26Q1-001", 1, date(2026, 3, 2), 0, 150_000, "No time records")
    return replace(computed, ledger=Ledger((replace(FIRST, preset="published"),), (LINE,), decisions=(denial,)))


def before_a_decision(computed: Computation) -> Computation:
    """The year's first claim is not decided yet, and differs."""
    differs = Adjustment("0201", "", Component.SALARY, FIRST.quarter, FIRST.number, 100_000, 125_025)
    claim = replace(computed.claim, adjustments=(differs,))
    return replace(computed, claim=claim, ledger=Ledger((replace(FIRST, preset="published"),), (LINE,)))


def below_zero(computed: Computation) -> Computation:
    """Adjustments of earlier claims take back more than the quarter comes to."""
    totals = replace(computed.claim.totals, adjustments=-99_999_999)
    return replace(computed, claim=replace(computed.claim, totals=totals))


OVERTIME_DAY = "2026-02-21"
DEFECTS = (
    Defect("quarter-not-over", nothing, words="ends on 31 Mar 2026", severity="blocks", day=date(2026, 3, 31)),
    Defect("official-missing", put("agency", "", official_name=""), record="agency", severity="blocks"),
    Defect("agency-incomplete", put("agency", "", uei="", ein=""), record="agency", words="no UEI and no EIN"),
    Defect("claim-due", nothing, words="due on 30 Apr 2026.", day=date(2026, 4, 16)),
    Defect("claim-late", nothing, words="due on 30 Apr 2026, 1 day ago", day=date(2026, 5, 1)),
    Defect("claim-after-cutoff", nothing, words="until 31 Dec 2026", day=date(2027, 1, 1)),
    Defect("quarter-skipped", nothing, words="FY2026Q1 has no claim, and 5 officers have", claimed=frozenset()),
    Defect("reading-undocumented", put_all("readings", document=""), record="readings", words="award_count_rule"),
    Defect(
        "line-negative",
        more_overtime("2026-02-24", "-2000.00", ""),
        "0201",
        words="overtime -",
    ),
    Defect("preset-differs", nothing, words="published preset, and FY26Q1-001 of", before=after_strict),
    Defect("denied-waiting", nothing, words="1 denied amount of earlier claims, 1,500.00", before=after_a_denial),
    Defect("earlier-claim-to-revise", nothing, words="FY26Q1-001 is not decided yet", before=before_a_decision),
    Defect("refund-due", nothing, words="a refund of", before=below_zero),
    Defect("result-missing", drop("results", lambda each: each["quarter"] == "FY2026Q2"), words="FY2026Q2"),
    Defect("result-undocumented", put_all("results", document=""), record="results"),
    Defect("result-not-ice", put_all("results", stated_by="agency"), record="results"),
    Defect("results-differ", two_results, record="results", words="the agency 38 of 40"),
    Defect("no-referrals", put_all("results", referred="0", located="0"), record="results"),
    Defect("agreement-missing", drop("agreements", lambda each: each["model"] == "JEM"), words="No JEM agreement"),
    Defect(
        "agreement-not-in-force",
        put("agreements", "", "JEM", until="2026-03-30"),
        record="agreements",
        words="on 2 days",
    ),
    Defect(
        "agreement-unsigned",
        put("agreements", "", "JEM", signed_on="", effective_on="2025-03-03"),
        record="agreements",
    ),
    Defect(
        "authorization-lapsed",
        put("authorizations", "0204", expires_on="2026-03-30"),
        "0204",
        "authorizations",
        words="on 2 days (30 Mar 2026 to 31 Mar 2026)",
    ),
    Defect(
        "authorization-ends",
        put("authorizations", "0204", expires_on="2026-06-30"),
        "0204",
        "authorizations",
        words="ends on 29 Jun 2026",
    ),
    Defect("authorization-undocumented", put("authorizations", "0201", document=""), "0201", "authorizations"),
    Defect("credential-missing", put("authorizations", "0201", credential=""), "0201", "authorizations"),
    Defect("training-missing", put("authorizations", "0204", trained_on=""), "0204", "authorizations"),
    Defect("training-late", put("authorizations", "0204", trained_on="2026-01-02"), "0204", "authorizations"),
    Defect("interruption-undocumented", put("interruptions", "0203", document=""), "0203", "interruptions"),
    Defect(
        "after-separation",
        add("pay", "0205", "2026-07-02", "61000.00", "20000.00", "", "2026-06-01", "2026-07-03", "HR letter 9"),
        "0205",
        "pay",
        words="2 Jul 2026, after the last day employed, 30 Jun 2026",
        quarter=Q4,
    ),
    Defect(
        "officer-twice",
        put("officers", "0204", last_name="ALDER", first_name="Nora"),
        "0204",
        "officers",
        words="0201 and 0204",
    ),
    Defect("no-pay", drop("pay", lambda each: each["officer_id"] == "0204"), "0204", words="on 90 days"),
    Defect("pay-zero", a_salary_of_nothing, "0204", "pay"),
    Defect("pay-undocumented", put("pay", "0201", RAISED, document=""), "0201", "pay", words="from 11 Jan 2026"),
    Defect("pay-unapproved", put("pay", "0201", approved_on=""), "0201", "pay", words="from 1 Oct 2025"),
    Defect("pay-unpaid", put("pay", "0201", RAISED, paid_on=""), "0201", "pay"),
    Defect("pay-behind", without_the_raise, "0204", "pay", words="4 of 5 officers had a raise on 11 Jan 2026"),
    Defect(
        "benefits-provisional",
        put("payroll", "0202", "2026-03-01", benefits=""),
        "0202",
        "pay",
        words="on 31 days",
        also=("not-reconciled",),
    ),
    Defect(
        "effort-unsupported",
        drop("effort", lambda each: each["effective_on"] == "2026-01-01"),
        "0202",
        "effort",
        words="Effort of 50% dates from 1 Oct 2025",
    ),
    Defect(
        "not-reconciled",
        drop("payroll", lambda each: each["officer_id"] == "0204" and each["period_from"] == "2026-03-01"),
        "0204",
        words="salary of 31 days",
    ),
    Defect(
        "payroll-under", put("payroll", "0201", "2026-02-01", base_pay="3000.00"), "0201", "payroll", words="salary"
    ),
    Defect(
        "payroll-over", put("payroll", "0201", "2026-02-01", benefits="3000.00"), "0201", "payroll", words="benefits"
    ),
    Defect("payroll-twice", the_same_arrears_twice, "0204", "payroll", words="from two documents"),
    Defect("payroll-undocumented", put("payroll", "0201", "2026-02-01", document=""), "0201", "payroll", words="1 "),
    Defect(
        "overtime-twice",
        put("overtime", "0201", "2026-01-21", worked_on="2026-02-21", document="OT sheet"),
        "0201",
        "overtime",
        words="21 Feb 2026",
    ),
    Defect(
        "overtime-over-24-hours",
        all_of(
            more_overtime(OVERTIME_DAY, overtime_amount("0201", date(2026, 2, 21), 12), "12.00"),
            more_overtime(OVERTIME_DAY, overtime_amount("0201", date(2026, 2, 21), 9), "9.00"),
        ),
        "0201",
        "overtime",
        words="25 hours",
        severity="blocks",
    ),
    Defect(
        "overtime-long-day",
        more_overtime(OVERTIME_DAY, overtime_amount("0201", date(2026, 2, 21), 13), "13.00"),
        "0201",
        "overtime",
        words="17 hours",
    ),
    Defect(
        "overtime-not-eligible",
        put("overtime", "0203", "2026-02-07", worked_on="2026-02-10"),
        "0203",
        "overtime",
        words="1 overtime entry",
    ),
    Defect("overtime-unapproved", put("overtime", "0201", "2026-02-21", approved_by=" "), "0201", "overtime"),
    Defect("overtime-self-approved", put("overtime", "0201", "2026-02-21", approved_by="N. Alder"), "0201", "overtime"),
    Defect("overtime-undocumented", put("overtime", "0201", "2026-02-21", document=""), "0201", "overtime"),
    Defect("overtime-without-hours", put("overtime", "0201", "2026-02-21", hours=""), "0201", "overtime"),
    Defect(
        "overtime-rate",
        put("overtime", "0201", "2026-02-21", amount="300.00"),
        "0201",
        "overtime",
        words="75.00 an hour; this officer's usual rate is 43.27 an hour",
    ),
    Defect(
        "overtime-old-rate",
        put("overtime", "0201", "2026-02-21", amount=overtime_amount("0201", date(2025, 12, 7), 4)),
        "0201",
        "overtime",
        words="43.27 an hour; after the raise of 11 Jan 2026 at least 44.57 an hour",
    ),
    Defect("overtime-unpaid", put("overtime", "0201", "2026-02-21", paid_on=""), "0201", "overtime"),
    Defect("overtime-zero", put("overtime", "0201", "2026-02-21", amount="0.00"), "0201", "overtime"),
    Defect(
        "overtime-ahead",
        put("overtime", "0201", "2026-02-21", paid_on="2026-04-07"),
        "0201",
        "overtime",
        words="is paid on a day",
    ),
    Defect(
        "other-funding-same-day",
        put("overtime", "0203", "2026-03-17", worked_on="2026-03-21"),
        "0203",
        "overtime",
        words="HIDTA",
    ),
    Defect("overtime-near-cap", much_overtime("0201", 23), "0201", "overtime", words="% of the cap"),
    Defect("overtime-over-cap", much_overtime("0201", 40), "0201", "overtime", words="is carried."),
    Defect("overtime-lapses", much_overtime("0201", 40), "0201", "overtime", words="lapses", quarter=Q4),
)
