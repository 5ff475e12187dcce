"""A claim worked out day by day, straight from the rows of a records folder: slow, obvious, and independent.

Written from `program-rules.md` and `contract.md` alone; it shares no code with `muster`, so that it can disagree. Every
officer is walked through every day of the fiscal year. Amounts are cents, exact (`Fraction`) until the year to date is
rounded once (R9). Rows are taken to be valid: refusing bad records is not its work.

Where the rules' text leaves a choice, this is what is chosen here:

1. `readings` holds the five parameters on which a figure depends, as in force on the quarter's last day.
2. Without a rate (nothing recorded, or no referrals) `per_officer` is "0.00", as below the lowest tier.
3. Of several results of one source the latest `dated_on` counts; one without a date is older than any with one.
4. An authorization without `authorized_on` never covers a day. The "next" one (R3) is the first that starts on a later
   day, whatever its model, whether or not it has a `trained_on`.
5. Agreements of one model may overlap; one of them in force is enough.
6. `funding` of blanks only is empty. An overtime entry without an amount or without `paid_on` counts nowhere.
7. A day on which two payroll rows have the component's cell filled costs the sum of both shares. A row whose period has
   no paid day at all costs nothing on any day.
8. Payroll of a claimable day before the first pay row is cost with no entitlement against it: it can offset, within
   the year to date, days on which payroll fell short (the lesser-of is of the year's sums, not of the days).
9. On a day whose `benefits_mode` is `actual`, entitlement and cost of benefits are both payroll's share (0 without).
   Effort applies to it as to any cost.
10. `annual_rate_current` and `annual_rate_at_fy_start` look at pay rows alone, whether or not the officer is then
    eligible; the first rate "to take effect in the fiscal year" may do so after the quarter. Without one the cap is 0.
11. A pay row counts from `effective_on` whether or not it has a `paid_on` (R5: that decides only on adjustments).
12. A fraction as effort (`317/520`) is a share of the officer's time, a decimal is a percent.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from .cells import Row, Rows, as_date, cents, days_in_year, half_up, in_dollars, in_force, quarter_bounds

ONE_DAY = timedelta(days=1)
MODELS = ("TFM", "JEM", "WSO")
TIERS = ((90, 1000_00), (80, 750_00), (70, 500_00))
PRESETS = {
    "published": {
        "reimbursable_models": "TFM JEM WSO",
        "benefits_mode": "as_entered",
        "overtime_cap_base": "eligible_fy_salary_projected",
        "award_rounding": "floor",
        "award_count_rule": "quarter_end",
    },
    "strict": {
        "reimbursable_models": "TFM",
        "benefits_mode": "actual",
        "overtime_cap_base": "eligible_salary_accrued",
        "award_rounding": "floor",
        "award_count_rule": "whole_quarter",
    },
}


@dataclass(frozen=True)
class Day:
    """One officer's day; amounts in exact cents, all 0 on a day that is not claimable."""

    on: date
    model: str  # of an eligible day; "" on any other
    claimable: bool = False
    full_salary: Fraction = Fraction(0)  # before effort: the base of the overtime cap
    salary: Fraction = Fraction(0)
    salary_cost: Fraction = Fraction(0)
    benefits: Fraction = Fraction(0)
    benefits_cost: Fraction = Fraction(0)
    overtime: int = 0


def claim(rows: Rows, quarter: str, preset: str) -> dict[str, Any]:
    """Return the document of `muster claim QUARTER --json`, without its warnings; ValueError before FY2026Q1."""
    year, number = int(quarter[2:6]), int(quarter[7:])
    if quarter != f"FY{year}Q{number}" or number not in (1, 2, 3, 4) or year < 2026:
        message = f"{quarter} is not a quarter from FY2026Q1 on"
        raise ValueError(message)
    first, last = quarter_bounds(year, number)
    alone = [rows_of(rows, officer) for officer in rows.get("officers", [])]
    years = [(own, officer_year(own, year, preset)) for own in alone]
    lines = [officer_line(own, days, (year, number), preset) for own, days in years]
    lines = [line for line in lines if any(line[part] for part in ("salary", "benefits", "overtime"))]
    lines.sort(key=lambda line: str(line["officer_id"]))
    award = quarter_award(rows, quarter, [days for _, days in years], preset)
    totals = {part: sum(line[part] for line in lines) for part in ("salary", "benefits", "overtime")}
    totals["reimbursement"] = totals["salary"] + totals["benefits"] + totals["overtime"]
    totals["award"] = award["amount"]
    return {
        "quarter": quarter,
        "from": first.isoformat(),
        "until": (last + ONE_DAY).isoformat(),
        "preset": preset,
        "readings": readings_in_force(rows, preset, last),
        "lines": [in_dollars(line) for line in lines],
        "award": in_dollars(award),
        "totals": in_dollars(totals),
    }


def rows_of(rows: Rows, officer: Row) -> Rows:
    """Return the rows of one officer, with the agency's agreements and readings."""
    return {
        file: [row for row in each if row.get("officer_id", officer["officer_id"]) == officer["officer_id"]]
        for file, each in rows.items()
    }


# The line of one officer: from here on `rows` are those of one officer


def officer_line(rows: Rows, days: list[Day], quarter: tuple[int, int], preset: str) -> dict[str, Any]:
    """Return one line, money in whole cents."""
    officer = rows["officers"][0]
    year, number = quarter
    first, last = quarter_bounds(year, number)
    before = first - ONE_DAY
    in_quarter = [day for day in days if first <= day.on <= last and day.claimable]
    salary = lesser_salary(days, last) - lesser_salary(days, before)
    benefits = lesser_benefits(days, last) - lesser_benefits(days, before)

    claimed = overtime = worked = cap = 0
    for each in range(1, number + 1):  # every earlier quarter under its own readings (R12)
        end = quarter_bounds(year, each)[1]
        worked = sum(day.overtime for day in days if day.on <= end)
        cap = overtime_cap(rows, days, (year, each), preset)
        overtime = min(worked, cap) - claimed
        claimed += overtime

    models: list[str] = []
    for day in in_quarter:
        if day.model not in models:
            models.append(day.model)
    return {
        "officer_id": officer["officer_id"],
        "name": f"{officer['last_name']}, {officer['first_name']}",
        "models": models,
        "eligible_days": len(in_quarter),
        "salary": salary,
        "benefits": benefits,
        "overtime_worked": sum(day.overtime for day in in_quarter),
        "overtime_cap": cap,
        "overtime": overtime,
        "overtime_carried": worked - claimed,
        "total": salary + benefits + overtime,
    }


def lesser_salary(days: list[Day], last: date) -> int:
    """Return the year's salary to the day `last`: never more than entitlement, never more than cost (R16)."""
    entitlement = sum((day.salary for day in days if day.on <= last), Fraction(0))
    cost = sum((day.salary_cost for day in days if day.on <= last), Fraction(0))
    return min(half_up(entitlement), half_up(cost))


def lesser_benefits(days: list[Day], last: date) -> int:
    """Return the year's benefits to the day `last` (R16)."""
    entitlement = sum((day.benefits for day in days if day.on <= last), Fraction(0))
    cost = sum((day.benefits_cost for day in days if day.on <= last), Fraction(0))
    return min(half_up(entitlement), half_up(cost))


def overtime_cap(rows: Rows, days: list[Day], quarter: tuple[int, int], preset: str) -> int:
    """Return a quarter of the base that is in force for that fiscal quarter, down to the cent (R11)."""
    year, number = quarter
    last = quarter_bounds(year, number)[1]
    october = date(year - 1, 10, 1)
    pay = rows.get("pay", [])
    base = reading(rows, preset, "overtime_cap_base", last)
    if base == "eligible_fy_salary_projected":
        amount = sum((day.full_salary for day in days), Fraction(0))
    elif base == "eligible_salary_accrued":
        amount = sum((day.full_salary for day in days if day.on <= last), Fraction(0))
    elif base == "annual_rate_current":
        row = in_force(pay, last)
        amount = cents(row["annual_salary"]) if row else Fraction(0)
    elif base == "annual_rate_at_fy_start":
        row = in_force(pay, october)
        starting = [each for each in pay if october < as_date(each["effective_on"]) <= date(year, 9, 30)]
        starting.sort(key=lambda each: each["effective_on"])
        row = row or (starting[0] if starting else None)
        amount = cents(row["annual_salary"]) if row else Fraction(0)
    else:
        raise ValueError(base)
    return floor(amount / 4)


# One officer, one fiscal year, day by day


def officer_year(rows: Rows, year: int, preset: str) -> list[Day]:
    """Return every day of the fiscal year, from 1 October to 30 September."""
    days = []
    on = date(year - 1, 10, 1)
    while on <= date(year, 9, 30):
        days.append(officer_day(rows, on, preset))
        on += ONE_DAY
    return days


def officer_day(rows: Rows, on: date, preset: str) -> Day:
    """Return what one day is worth (R2, R4, R7, R8, R10, R16)."""
    model = eligible_model(rows, on)
    if not model or model not in reading(rows, preset, "reimbursable_models", on).split():
        return Day(on, model)
    pay = in_force(rows.get("pay", []), on)
    share = effort(rows, on)

    full_salary = cents(pay["annual_salary"]) / days_in_year(on) if pay else Fraction(0)
    paid = payroll_on(rows, on, "base_pay")
    paid_benefits = payroll_on(rows, on, "benefits")
    if reading(rows, preset, "benefits_mode", on) == "actual":
        benefits = benefits_cost = paid_benefits or Fraction(0)
    else:
        benefits = entered_benefits(pay, full_salary, on) if pay else Fraction(0)
        benefits_cost = benefits if paid_benefits is None else paid_benefits
    return Day(
        on=on,
        model=model,
        claimable=True,
        full_salary=full_salary,
        salary=full_salary * share,
        salary_cost=(full_salary if paid is None else paid) * share,
        benefits=benefits * share,
        benefits_cost=benefits_cost * share,
        overtime=overtime_on(rows, on),
    )


def eligible_model(rows: Rows, on: date) -> str:
    """Return the model under which the day is eligible, "" when it is not (R2)."""
    if not is_employed(rows, on) or is_interrupted(rows, on):
        return ""
    for authorization in rows.get("authorizations", []):
        if not authorization["authorized_on"] or not authorization["trained_on"]:
            continue
        started = as_date(authorization["authorized_on"]) <= on
        ended = (end := authorization_end(rows, authorization)) is not None and on >= end
        trained = as_date(authorization["trained_on"]) <= on
        if started and not ended and trained and agreement_in_force(rows, authorization["model"], on):
            return authorization["model"]
    return ""


def is_employed(rows: Rows, on: date) -> bool:
    """Return whether the day lies between hiring and the last day employed, both included."""
    officer = rows["officers"][0]
    if officer["hired_on"] and on < as_date(officer["hired_on"]):
        return False
    return not (officer["separated_on"] and on > as_date(officer["separated_on"]))


def is_interrupted(rows: Rows, on: date, kind: str = "") -> bool:
    """Return whether an interruption (of one kind, or of any) covers the day: from its first to before its end."""
    for interruption in rows.get("interruptions", []):
        if kind and interruption["kind"] != kind:
            continue
        if as_date(interruption["from"]) <= on and (not interruption["until"] or on < as_date(interruption["until"])):
            return True
    return False


def agreement_in_force(rows: Rows, model: str, on: date) -> bool:
    """Return whether one of the agency's agreements for the model covers the day."""
    for agreement in rows.get("agreements", []):
        start = agreement["effective_on"] or agreement["signed_on"]
        if agreement["model"] != model or not start:
            continue
        if as_date(start) <= on and (not agreement["until"] or on < as_date(agreement["until"])):
            return True
    return False


def authorization_end(rows: Rows, authorization: Row) -> date | None:
    """Return the first day on which an authorization is over, None when it stays open (R3)."""
    if authorization["expires_on"]:
        return as_date(authorization["expires_on"])
    start = as_date(authorization["authorized_on"])
    ends = []
    if authorization["model"] == "TFM":
        leap_day = (start.month, start.day) == (2, 29)
        ends.append(date(start.year + 2, 3, 1) if leap_day else start.replace(year=start.year + 2))
    others = [as_date(each["authorized_on"]) for each in rows["authorizations"] if each["authorized_on"]]
    return min([*ends, *(other for other in others if other > start)], default=None)


def entered_benefits(pay: Row, full_salary: Fraction, on: date) -> Fraction:
    """Return a day's benefits as the pay row says: a yearly amount, or a percent of the day's salary (R7)."""
    if pay["annual_benefits"]:
        return cents(pay["annual_benefits"]) / days_in_year(on)
    if pay["benefits_percent"]:
        return full_salary * Fraction(pay["benefits_percent"]) / 100
    return Fraction(0)


def effort(rows: Rows, on: date) -> Fraction:
    """Return the officer's share of time on the program on that day, 1 without a row (R8)."""
    row = in_force(rows.get("effort", []), on)
    if row is None:
        return Fraction(1)
    return Fraction(row["percent"]) if "/" in row["percent"] else Fraction(row["percent"]) / 100


def payroll_on(rows: Rows, on: date, component: str) -> Fraction | None:
    """Return payroll's cost of a claimable day, None when no row with that cell filled covers it (R16)."""
    covering = [
        row
        for row in rows.get("payroll", [])
        if row[component] and as_date(row["period_from"]) <= on < as_date(row["period_until"])
    ]
    shares = [cents(row[component]) / paid_days(rows, row) for row in covering]
    return sum(shares, Fraction(0)) if shares else None


def paid_days(rows: Rows, payroll: Row) -> int:
    """Return over how many days of its period a payroll row is spread: employed and not on unpaid leave (R16)."""
    count = 0
    on = as_date(payroll["period_from"])
    while on < as_date(payroll["period_until"]):
        if is_employed(rows, on) and not is_interrupted(rows, on, "unpaid_leave"):
            count += 1
        on += ONE_DAY
    return count


def overtime_on(rows: Rows, on: date) -> int:
    """Return the cents of paid overtime of this program worked on a claimable day (R10)."""
    total = Fraction(0)
    for entry in rows.get("overtime", []):
        paid = entry["amount"] and entry["paid_on"]
        if as_date(entry["worked_on"]) == on and paid and not entry["funding"].strip():
            total += cents(entry["amount"])
    return int(total)


# The award


def quarter_award(rows: Rows, quarter: str, officers: list[list[Day]], preset: str) -> dict[str, Any]:
    """Return the estimated award, money in whole cents (R20 to R22)."""
    first, last = quarter_bounds(int(quarter[2:6]), int(quarter[7:]))
    rule = reading(rows, preset, "award_count_rule", last)
    count = 0
    for days in officers:
        task_force = [day.model == "TFM" for day in days if first <= day.on <= last]
        counted = {"quarter_end": task_force[-1], "whole_quarter": all(task_force), "any_day": any(task_force)}
        count += counted[rule]

    stated = [row for row in rows.get("results", []) if row["quarter"] == quarter]
    by_ice = [row for row in stated if row["stated_by"] == "ICE"]
    used = sorted(by_ice or stated, key=lambda row: row["dated_on"])[-1:]
    referred = int(used[0]["referred"]) if used else None
    located = int(used[0]["located"]) if used else None
    tier: int | None = None
    per_officer = 0
    if referred and located is not None:
        percent = Fraction(located * 100, referred)
        if reading(rows, preset, "award_rounding", last) == "half_up":
            percent = Fraction(half_up(percent))
        tier = 0
        for threshold, amount in TIERS:
            if percent >= threshold and not tier:
                tier, per_officer = threshold, amount
    return {
        "referred": referred,
        "located": located,
        "tier": tier,
        "per_officer": per_officer,
        "officers": count,
        "amount": per_officer * count,
    }


# Readings


def reading(rows: Rows, preset: str, parameter: str, on: date) -> str:
    """Return the value in force on the day: the agency's latest override by then, else the preset's."""
    value, since = PRESETS[preset][parameter], ""
    for row in rows.get("readings", []):
        if row["parameter"] == parameter and since <= row["effective_on"] <= on.isoformat():
            value, since = row["value"], row["effective_on"]
    return value


def readings_in_force(rows: Rows, preset: str, on: date) -> dict[str, Any]:
    """Return the readings on which a figure depends; models in the usual order."""
    values: dict[str, Any] = {name: reading(rows, preset, name, on) for name in PRESETS[preset]}
    values["reimbursable_models"] = [each for each in MODELS if each in values["reimbursable_models"].split()]
    return values
