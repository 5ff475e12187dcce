"""What a cell of a records folder says: dates, money, and the row of a dated history that is in force."""

from datetime import date
from fractions import Fraction
from functools import cache
from math import floor
from typing import Any

Row = dict[str, str]
Rows = dict[str, list[Row]]


def quarter_bounds(year: int, number: int) -> tuple[date, date]:
    """Return the first and the last day of a fiscal quarter (R1)."""
    return {
        1: (date(year - 1, 10, 1), date(year - 1, 12, 31)),
        2: (date(year, 1, 1), date(year, 3, 31)),
        3: (date(year, 4, 1), date(year, 6, 30)),
        4: (date(year, 7, 1), date(year, 9, 30)),
    }[number]


def days_in_year(on: date) -> int:
    """Return the number of days of the fiscal year in which the day lies (R1)."""
    year = on.year + 1 if on.month >= 10 else on.year
    return (date(year, 10, 1) - date(year - 1, 10, 1)).days


def in_force(dated: list[Row], on: date) -> Row | None:
    """Return the row that took effect last by that day, None when there is none yet."""
    started = [row for row in dated if as_date(row["effective_on"]) <= on]
    return max(started, key=lambda row: row["effective_on"], default=None)


@cache
def as_date(text: str) -> date:
    """Return an ISO date."""
    return date.fromisoformat(text)


@cache
def cents(text: str) -> Fraction:
    """Return money as cents: `67432.19`, `$67,432.19`, `(12.50)`."""
    plain = text.replace("$", "").replace(",", "")
    return -cents(plain[1:-1]) if plain.startswith("(") else Fraction(plain) * 100


def half_up(amount: Fraction) -> int:
    """Return the nearest whole number, a half upwards, below zero too (R9)."""
    return floor(amount + Fraction(1, 2))


def in_dollars(figures: dict[str, Any]) -> dict[str, Any]:
    """Return the figures with every amount of money as text with two decimals."""
    counts = {"eligible_days", "referred", "located", "tier", "officers"}
    return {
        name: dollars(value) if isinstance(value, int) and name not in counts else value
        for name, value in figures.items()
    }


def dollars(amount: int) -> str:
    """Return cents as dollars and cents."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02}"
