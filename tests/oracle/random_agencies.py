"""Hypothesis strategies for the records of random agencies: valid by the contract, dense with awkward cases.

Dates crowd around the edges of one fiscal year and its quarters, so that few rows meet often.
"""

from datetime import date, timedelta
from functools import cache
from itertools import zip_longest

from hypothesis import strategies as st

from .cells import Row, Rows
from .folder import row

IDS = ("0417", "417", "0010", "9", "10", "Z1", "a2", "É5")
NAMES = (("Lind", "Avery"), ("Ortega", "Blair"), ("Núñez", "Casey"), ("O'Hara", "Devon"), ("St. Clair", "Gale"))
KINDS = ("suspended", "removed", "revoked", "unpaid_leave")
EFFORTS = ("100", "50", "33.33", "12.5", "0", "317/520", "1/3", "1/1")
PERCENTS = ("32.5", "7.65", "100", "0.01", "33.333", "0")
VALUES = {
    "reimbursable_models": ("TFM", "TFM JEM WSO", "WSO TFM", "JEM"),
    "benefits_mode": ("as_entered", "actual"),
    "overtime_cap_base": (
        "eligible_fy_salary_projected",
        "eligible_salary_accrued",
        "annual_rate_current",
        "annual_rate_at_fy_start",
    ),
    "award_rounding": ("floor", "half_up"),
    "award_count_rule": ("quarter_end", "whole_quarter", "any_day"),
}


@st.composite
def agencies(
    draw: st.DrawFn,
    *,
    fiscal_year: int = 2026,
    corrections: bool = True,
    overrides: bool = True,
    max_officers: int = 6,
) -> Rows:
    """Draw a records folder's rows, most of them in one fiscal year.

    `corrections` allows negative overtime and payroll, `overrides` readings of the agency's own.
    """
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=max_officers, unique=True))
    rows: Rows = {
        "agency": [row("agency", "Alder County Sheriff's Office", state="TX", county="Alder")],
        "agreements": draw(agreements(fiscal_year)),
        "results": draw(results(fiscal_year)),
        "readings": draw(readings(fiscal_year)) if overrides else [],
    }
    files = ("officers", "authorizations", "interruptions", "pay", "effort", "overtime", "payroll")
    rows.update({file: [] for file in files})
    for officer_id in ids:
        rows["officers"].append(draw(officers(officer_id, fiscal_year)))
        rows["authorizations"] += draw(authorizations(officer_id, fiscal_year))
        rows["interruptions"] += draw(interruptions(officer_id, fiscal_year))
        pay = draw(pay_history(officer_id, fiscal_year))
        rows["pay"] += pay
        rows["effort"] += draw(efforts(officer_id, fiscal_year))
        rows["overtime"] += draw(overtime(officer_id, fiscal_year, corrections=corrections))
        rows["payroll"] += draw(payroll(officer_id, fiscal_year, pay, corrections=corrections))
    return rows


def one_in(draw: st.DrawFn, count: int) -> bool:
    """Draw whether something happens that happens about once in `count` times; simpler is that it does not."""
    return draw(st.integers(1, count)) == count


@cache
def quarters(fiscal_year: int = 2026) -> st.SearchStrategy[str]:
    """Return a strategy for one of the fiscal year's quarters."""
    return st.sampled_from([f"FY{fiscal_year}Q{number}" for number in (1, 2, 3, 4)])


@cache
def days(fiscal_year: int, *, before: int = 0) -> st.SearchStrategy[str]:
    """Return a strategy for ISO dates of the fiscal year or up to `before` days earlier, its edges above all."""
    first, last = date(fiscal_year - 1, 10, 1), date(fiscal_year, 9, 30)
    starts = [first, date(fiscal_year, 1, 1), date(fiscal_year, 4, 1), date(fiscal_year, 7, 1)]
    edges = [start + timedelta(days=offset) for start in starts for offset in (-1, 0, 1, 40)]
    edges += [date(fiscal_year, 3, 1) - timedelta(days=1), date(fiscal_year, 3, 1), last, last + timedelta(days=1)]
    return (st.sampled_from(edges) | st.dates(first - timedelta(days=before), last)).map(date.isoformat)


def later(text: str, most: int = 120) -> st.SearchStrategy[str]:
    """Return a strategy for ISO dates from one to `most` days after a date."""
    start = date.fromisoformat(text)
    return st.integers(1, most).map(lambda count: (start + timedelta(days=count)).isoformat())


def money(least: int, most: int) -> st.SearchStrategy[str]:
    """Return a strategy for amounts as text, bounds in cents."""
    return st.integers(least, most).map(dollars)


def dollars(amount: int) -> str:
    """Return cents as the plain decimal of a records folder."""
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02}"


@st.composite
def agreements(draw: st.DrawFn, fiscal_year: int) -> list[Row]:
    """Draw the agreements: in force all along, starting late, ending, renewed after a gap, overlapping, unsigned."""
    drawn = []
    for model in ("TFM", "JEM", "WSO"):
        rare = ["late", "ended", "renewed", "overlapping", "unsigned"]
        shape = draw(st.sampled_from(rare)) if one_in(draw, 3) else "always"
        day = draw(days(fiscal_year))
        after = draw(later(day))
        drawn += {
            "always": [row("agreements", model, f"{model}-1", "2025-03-03")],
            "late": [row("agreements", model, f"{model}-1", "2025-03-03", day)],
            "ended": [row("agreements", model, f"{model}-1", "2025-03-03", until=day)],
            "renewed": [
                row("agreements", model, f"{model}-1", "2025-03-03", until=day),
                row("agreements", model, f"{model}-2", day, after),
            ],
            "overlapping": [
                row("agreements", model, f"{model}-1", "2025-03-03", until=after),
                row("agreements", model, f"{model}-2", day),
            ],
            "unsigned": [row("agreements", model, f"{model}-1")],
        }[shape]
    return drawn


@st.composite
def officers(draw: st.DrawFn, officer_id: str, fiscal_year: int) -> Row:
    """Draw an officer, now and then hired or separated within reach of the fiscal year."""
    last, first = draw(st.sampled_from(NAMES))
    hired = draw(days(fiscal_year)) if one_in(draw, 6) else draw(st.sampled_from(["", "2019-05-06"]))
    separated = draw(days(fiscal_year)) if one_in(draw, 6) else ""
    return row(
        "officers", officer_id, last, first, hired_on=hired, separated_on=max(separated, hired) if separated else ""
    )


@st.composite
def authorizations(draw: st.DrawFn, officer_id: str, fiscal_year: int) -> list[Row]:
    """Draw up to three authorizations of any model that do not overlap, open or not, trained in time or late."""
    leap_day = date(fiscal_year - 2, 2, 28) + timedelta(days=1)  # 29 Feb or 1 Mar: lapses in the fiscal year
    usual = [f"{fiscal_year - 1}-06-02", f"{fiscal_year - 1}-10-01", f"{fiscal_year}-01-20", leap_day.isoformat()]
    starts = [] if one_in(draw, 12) else [draw(st.sampled_from(usual))]
    if one_in(draw, 2):
        starts += draw(st.lists(days(fiscal_year) | days(fiscal_year, before=760), min_size=1, max_size=2))
    starts = sorted(set(starts))
    drawn = []
    for start, following in zip_longest(starts, starts[1:], fillvalue=""):
        expires = draw(later(start, 500)) if one_in(draw, 3) else ""
        if following and expires:
            expires = min(expires, following)
        trained = (
            draw(later(start, 60) | st.just("")) if one_in(draw, 5) else draw(st.sampled_from([start, "2023-01-09"]))
        )
        model = draw(st.sampled_from(["TFM", "TFM", "JEM", "WSO"]))
        drawn.append(row("authorizations", officer_id, model, trained, start, expires, document=f"ICE letter {start}"))
    return drawn


@st.composite
def interruptions(draw: st.DrawFn, officer_id: str, fiscal_year: int) -> list[Row]:
    """Draw up to two interruptions of any kind, ended or open, which may overlap."""
    drawn = []
    for number in range(draw(st.integers(0, 2))):
        start = draw(days(fiscal_year, before=30))
        until = "" if one_in(draw, 8) else draw(later(start, 60) | later(start, 3))
        kind = draw(st.sampled_from(KINDS))
        drawn.append(row("interruptions", officer_id, start, until, kind, f"Order {number}"))
    return drawn


@st.composite
def pay_history(draw: st.DrawFn, officer_id: str, fiscal_year: int) -> list[Row]:
    """Draw pay rows with benefits as an amount, a percent or not at all; the first may start in the year, or never."""
    starts = [draw(days(fiscal_year)) if one_in(draw, 6) else "2024-10-01"]
    starts += draw(st.lists(days(fiscal_year), max_size=2))
    if one_in(draw, 15):
        starts = []
    drawn = []
    for start in sorted(set(starts)):
        amount = draw(st.just("") | money(0, 40_000_00))
        percent = "" if amount else draw(st.just("") | st.sampled_from(PERCENTS))
        salary = draw(money(25_000_00, 140_000_00))
        paid = draw(st.just("") | later(start))
        drawn.append(row("pay", officer_id, start, salary, amount, percent, start, paid, f"HR letter {start}"))
    return drawn


@st.composite
def efforts(draw: st.DrawFn, officer_id: str, fiscal_year: int) -> list[Row]:
    """Draw up to two changes of effort, decimals and fractions."""
    starts = draw(st.lists(days(fiscal_year, before=90), max_size=2, unique=True)) if one_in(draw, 3) else []
    return [row("effort", officer_id, start, draw(st.sampled_from(EFFORTS))) for start in starts]


@st.composite
def overtime(draw: st.DrawFn, officer_id: str, fiscal_year: int, *, corrections: bool) -> list[Row]:
    """Draw up to five entries of at most 4 hours: small or past the cap, unpaid, without amount, funded elsewhere."""
    drawn = []
    for number in range(draw(st.sampled_from([4, 2, 1, 0, 3, 5]))):
        worked = draw(days(fiscal_year, before=20))
        amount = draw(money(1, 900_00) | money(4_000_00, 20_000_00))
        rare = ["paid late", "unpaid", "no amount", "funded", "reversed"]
        state = draw(st.sampled_from(rare)) if one_in(draw, 3) else "paid"
        if state == "reversed" and corrections:
            amount = f"-{amount}"
        hours = dollars(draw(st.integers(1, 16)) * 25)
        paid = "" if state == "unpaid" else draw(later(worked, 400 if state == "paid late" else 20))
        drawn.append(
            row(
                "overtime",
                officer_id,
                worked,
                hours,
                "" if state == "no amount" else amount,
                paid,
                "HIDTA" if state == "funded" else "",
                "Lt. Moreno",
                f"OT register {number}",
            )
        )
    return drawn


@st.composite
def payroll(draw: st.DrawFn, officer_id: str, fiscal_year: int, pay: list[Row], *, corrections: bool) -> list[Row]:
    """Draw up to four payroll rows near the entitlement or far from it, across quarters and years, with empty cells."""
    drawn: list[Row] = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(days(fiscal_year, before=20))
        length = draw(st.sampled_from([14, 14, 1, 7, 31, 92]))
        until = (date.fromisoformat(start) + timedelta(days=length)).isoformat()
        document = draw(st.sampled_from(["Payroll register", "Payroll correction"]))
        same = [each for each in drawn if each["document"] == document]
        if any(each["period_from"] < until and start < each["period_until"] for each in same):
            continue
        salary = int(pay[0]["annual_salary"].replace(".", "")) if pay else 60_000_00
        near = [max(0, salary * length // 365 + off) for off in (0, 1, -1, 200_00, -200_00)]
        base_pay = dollars(draw(st.sampled_from(near) | st.integers(0, 6_000_00)))
        benefits = draw(money(0, 2_000_00))
        if corrections and one_in(draw, 6):
            base_pay, benefits = f"-{base_pay}", f"-{benefits}"
        empty = draw(st.sampled_from(["base_pay", "benefits"])) if one_in(draw, 4) else ""
        drawn.append(row("payroll", officer_id, start, until, base_pay, benefits, until, document))
        if empty:
            drawn[-1][empty] = ""
    return drawn


@st.composite
def results(draw: st.DrawFn, fiscal_year: int) -> list[Row]:
    """Draw location results by both sources and of several dates, at the tiers' edges and with no referrals."""
    keys = st.tuples(quarters(fiscal_year), st.sampled_from(["ICE", "agency"]), days(fiscal_year))
    counts = st.sampled_from([(179, 200), (180, 200), (7, 10), (139, 200), (0, 5), (0, 0), (5, 5)])
    drawn = []
    for quarter, source, dated in draw(st.lists(keys, max_size=4, unique=True)):
        located, referred = draw(counts)
        drawn.append(row("results", quarter, str(referred), str(located), source, f"Letter {dated}", dated))
    return drawn


@st.composite
def readings(draw: st.DrawFn, fiscal_year: int) -> list[Row]:
    """Draw up to four overrides, in force always or from a day of the year, the middle of a quarter included."""
    keys = st.tuples(st.sampled_from(sorted(VALUES)), st.just("") | days(fiscal_year))
    return [
        row("readings", parameter, draw(st.sampled_from(VALUES[parameter])), since, "Letter from the field office")
        for parameter, since in draw(st.lists(keys, max_size=4, unique=True))
    ]
