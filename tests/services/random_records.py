"""Random records that change in the course of an agency's history, and the agency at its start."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from muster.domain.records import (
    Agreement,
    Effort,
    Interruption,
    InterruptionKind,
    Model,
    Officer,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Record,
)
from tests.oracle.folder import row

OFFICERS = ("0001", "0002")
EDGES = [date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1)]
RECORDS = (Pay, Pay, OvertimeEntry, OvertimeEntry, Interruption, Payroll, Effort, Officer, Override, Agreement)
"""What is changed, the usual more often."""

days = st.one_of(
    st.sampled_from([edge + timedelta(days=off) for edge in EDGES for off in (-1, 0, 1, 40)]),
    st.dates(date(2025, 9, 20), date(2027, 2, 28)),
)
paid = st.none() | days
officers = st.sampled_from(OFFICERS)
salaries = st.integers(300, 900).map(lambda each: each * 100_00 + 37)
shares = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)])
picks = st.integers(0, 60)
# those readings that the oracle knows
OVERRIDES = (
    ("overtime_cap_base", "eligible_salary_accrued"),
    ("overtime_cap_base", "annual_rate_current"),
    ("overtime_cap_base", "eligible_fy_salary_projected"),
    ("benefits_mode", "actual"),
    ("reimbursable_models", "TFM"),
)


@st.composite
def new_records(draw: st.DrawFn) -> Record:
    """A record of any kind, for either officer."""
    kind, officer_id, day = draw(st.sampled_from(RECORDS)), draw(officers), draw(days)
    made: Record
    if kind is Pay:
        percent = draw(st.sampled_from([None, Fraction(65, 2), Fraction(10)]))
        made = Pay(officer_id, day, draw(salaries), benefits_percent=percent, paid_on=draw(paid))
    elif kind is OvertimeEntry:
        amount = draw(st.integers(100_00, 7000_00) | st.sampled_from([-500_00, 12_000_00]))
        paid_on = None if draw(picks) % 6 == 0 else day + timedelta(days=10)
        made = OvertimeEntry(officer_id, day, Decimal(2), amount, paid_on, "HIDTA" if draw(picks) % 9 == 0 else "")
    elif kind is Interruption:
        until = day + timedelta(days=draw(st.integers(1, 50)))
        made = Interruption(officer_id, day, until, draw(st.sampled_from(list(InterruptionKind))))
    elif kind is Payroll:
        until = day + timedelta(days=draw(st.sampled_from([14, 31, 92])))
        made = Payroll(officer_id, day, until, draw(st.integers(0, 9000_00)), draw(st.none() | st.just(700_01)))
    elif kind is Effort:
        made = Effort(officer_id, day, draw(st.sampled_from([Fraction(50), Fraction(100), Fraction(317, 520) * 100])))
    elif kind is Override:
        parameter, value = draw(st.sampled_from(OVERRIDES))
        made = Override(parameter, value, day, "Letter")
    elif kind is Agreement:
        made = Agreement(Model.JEM, f"MOA-{day}", effective_on=day, until=day + timedelta(days=200))
    else:
        made = Officer(officer_id, "Lind", "Avery", separated_on=day)
    return made


def agency(*, strict: bool) -> dict[str, list[dict[str, str]]]:
    """Two officers; under the strict preset payroll that is wanting does not block."""
    letter = "Letter from the field office"
    return {
        "agency": [row("agency", "Alder County Sheriff's Office", state="TX")],
        "agreements": [row("agreements", "TFM", "MOA-TFM", "2025-03-03"), row("agreements", "WSO", "W", "2025-03-03")],
        "officers": [row("officers", "0001", "Lind", "Avery"), row("officers", "0002", "Ortega", "Blair")],
        "authorizations": [
            row("authorizations", "0001", "TFM", "2025-09-01", "2025-09-15"),
            row("authorizations", "0002", "JEM", "2025-09-01", "2025-09-15", "2026-05-04"),
            row("authorizations", "0002", "WSO", "2025-09-01", "2026-05-04"),
        ],
        "pay": [
            row("pay", "0001", "2025-10-01", "36500.00", "9000.00"),
            row("pay", "0002", "2025-10-01", "45001.00", benefits_percent="32.5"),
        ],
        "overtime": [
            row("overtime", "0001", "2025-11-03", "3.00", "4000.00", "2025-11-20"),
            row("overtime", "0001", "2026-02-03", "3.00", "3000.00", "2026-02-20"),
        ],
        "readings": [row("readings", "missing_payroll", "warn", document=letter)] if strict else [],
    }
