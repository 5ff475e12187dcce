"""An agency whose records are complete and agree with each other over FY2026: the examiner has nothing to say of it."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from muster.domain.fiscal import Quarter
from muster.domain.money import half_up, money_text, parse_money
from tests.oracle.cells import Row, Rows
from tests.oracle.folder import row

YEAR_DAYS = 365
MONTHS = [date(2025 + (month > 3), (month + 8) % 12 + 1, 1) for month in range(1, 13)] + [date(2026, 10, 1)]
RAISED = "2026-01-11"
SALARIES = {"0201": 60_000_00, "0202": 52_000_00, "0203": 64_480_00, "0204": 49_920_00, "0205": 58_240_00}
OVERTIME = ("0201", "0202", "0203", "0205")
SEPARATED = "2026-06-30"
"""The last day of officer 0205."""


def clean() -> Rows:
    """Five officers: effort of a half, a suspension, other funding, a separation, a namesake who approves."""
    pay = [each for officer_id in SALARIES for each in _pay(officer_id)]
    rows = {
        "agency": [_agency()],
        "agreements": [row("agreements", model, f"MOA-{model}", "2025-03-03") for model in ("TFM", "JEM")],
        "officers": [
            row("officers", "0201", "Alder", "Nora", hired_on="2015-03-02"),
            row("officers", "0202", "Birch", "Omar", hired_on="2016-03-07"),
            row("officers", "0203", "Cedar", "Lena", "M.", hired_on="2017-03-06"),
            row("officers", "0204", "Dogwood", "Ivan", hired_on="2018-03-05"),
            row("officers", "0205", "Elm", "Petra", hired_on="2019-03-04", separated_on=SEPARATED),
        ],
        "authorizations": [_authorization(officer_id) for officer_id in SALARIES],
        "interruptions": [row("interruptions", "0203", "2026-02-09", "2026-02-12", "suspended", "Order 2026-02")],
        "pay": pay,
        "effort": [row("effort", "0202", f"{start}", "50") for start in MONTHS[:12:3]],
        "overtime": [entry for officer_id in OVERTIME for entry in _overtime(officer_id)],
        "results": [
            row("results", f"FY2026Q{number}", "40", "37", "ICE", f"ICE letter {number}", str(MONTHS[3 * number]))
            for number in range(1, 5)
        ],
        "readings": [row("readings", "award_count_rule", "quarter_end", "2025-10-01", "Letter from the field office")],
    }
    rows["overtime"].append(
        row("overtime", "0203", "2026-03-17", "3.00", "139.50", "2026-03-28", "HIDTA", "Lt. R. Oak", "OT register")
    )
    repay(rows)
    return rows


def repay(rows: Rows, *, twelfths: bool = False) -> None:
    """Payroll, month by month, as the pay records say: by calendar day, or in twelve equal parts of a year."""
    rows["payroll"] = [each for officer_id in SALARIES for each in _payroll(officer_id, rows["pay"], twelfths)]


def _agency() -> Row:
    return row(
        "agency",
        "Clean County Sheriff's Office",
        uei="CLEANAGENCY1",
        ein="00-0000000",
        contact_name="Ada Fir",
        official_name="Max Yew",
    )


def _authorization(officer_id: str) -> Row:
    model = "JEM" if officer_id == "0204" else "TFM"
    return row(
        "authorizations",
        *(officer_id, model, "2025-05-16", "2025-06-02", "2027-06-02", f"{model}-{officer_id}", "ICE letter"),
    )


def _pay(officer_id: str) -> list[Row]:
    """A raise of 3% on one day for everyone; benefits an amount, for 0202 a percent."""
    rows = []
    for effective_on, share in (("2025-10-01", Fraction(1)), (RAISED, Fraction(103, 100))):
        salary = half_up(SALARIES[officer_id] * share)
        benefits = {"benefits_percent": "40"} if officer_id == "0202" else {"annual_benefits": "20000.00"}
        dates = {"approved_on": effective_on, "paid_on": effective_on, "document": f"HR letter {effective_on}"}
        rows.append(row("pay", officer_id, effective_on, money_text(salary), **benefits, **dates))
    return rows


def _overtime(officer_id: str) -> list[Row]:
    """Four hours on two days a month at time and a half, until the separation."""
    days = [month.replace(day=number) for month in MONTHS[:12] for number in (7, 21)]
    return [
        row(
            *("overtime", officer_id, str(each), "4.00", overtime_amount(officer_id, each, 4)),
            paid_on=str(each.replace(day=28)),
            approved_by="Sgt. P. Alder",
            document="OT register",
        )
        for each in days
        if officer_id != "0205" or str(each) <= SEPARATED
    ]


def overtime_amount(officer_id: str, worked_on: date, hours: int) -> str:
    """Hours at time and a half of the rate in force."""
    share = Fraction(103, 100) if str(worked_on) >= RAISED else Fraction(1)
    return money_text(half_up(SALARIES[officer_id] * share * hours * Fraction(3, 2) / 2080))


def _payroll(officer_id: str, pay: list[Row], twelfths: bool) -> list[Row]:
    mine = [each for each in pay if each["officer_id"] == officer_id]
    return [
        row(
            *("payroll", officer_id, str(start), str(until)),
            _cost(mine, start, until, "annual_salary", twelfths),
            _cost(mine, start, until, "benefits", twelfths),
            str(until),
            "Payroll register",
        )
        for start, until in pairwise(MONTHS)
        if officer_id != "0205" or str(start) <= SEPARATED
    ]


def _cost(pay: list[Row], start: date, until: date, component: str, twelfths: bool) -> str:
    """The pay records' amount for the days of a month."""
    days = [str(start + timedelta(days=number)) for number in range((until - start).days)]
    in_force = [[each for each in pay if each["effective_on"] <= day] for day in days]
    year = 12 * len(days) if twelfths else YEAR_DAYS
    return money_text(half_up(sum((_annual(each[-1], component) for each in in_force if each), Fraction()) / year))


def _annual(pay: Row, component: str) -> Fraction:
    salary = Fraction(parse_money(pay["annual_salary"]))
    if component == "annual_salary":
        return salary
    if pay["benefits_percent"]:
        return salary * Fraction(pay["benefits_percent"]) / 100
    return Fraction(parse_money(pay["annual_benefits"]))


def after(quarter: Quarter) -> date:
    """A day soon after a quarter, before its claim is due or announced."""
    return quarter.until + timedelta(days=5)
