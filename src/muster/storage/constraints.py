"""What the tables refuse, each constraint with a name and a plain sentence."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text

SENTENCES: dict[str, str] = {}
"""What each constraint refuses, by its name, or by the columns of its key as SQLite names them."""


def rule(name: str, condition: str, sentence: str) -> CheckConstraint:
    """A named CHECK constraint and what it refuses."""
    SENTENCES[name] = sentence
    return CheckConstraint(condition, name=name)


def key(table: str, *columns: str, sentence: str) -> UniqueConstraint:
    """A key of a table: a second row with the same cells is refused."""
    SENTENCES[", ".join(f"{table}.{column}" for column in columns)] = sentence
    return UniqueConstraint(*columns, name=f"{table}_key")


def key_with_unknown(table: str, *columns: str, sentence: str) -> Index:
    """A key whose last column may be empty: two empty ones are the same."""
    SENTENCES[f"{table}_key"] = sentence
    *known, unknown = columns
    return Index(f"{table}_key", *known, text(f"coalesce({unknown}, '')"), unique=True)


def days(table: str, *columns: str) -> Iterable[CheckConstraint]:
    """Dates are calendar days as ISO text, from 1900 on."""
    for column in columns:
        condition = f"{column} IS date({column}, '+0 days') AND {column} >= '1900-01-01'"
        sentence = f"{column} is not a calendar day from 1900 on; write it like 2025-11-17"
        yield rule(f"{table}_{column}_is_a_day", condition, sentence)


def words(table: str, column: str, words: type[StrEnum]) -> CheckConstraint:
    """A column is one of a closed list of words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return rule(f"{table}_{column}_is_known", f"{column} IN ({listed})", f"{column} is not one of {', '.join(words)}")


def percent(table: str, column: str) -> CheckConstraint:
    """A column is a percent as :mod:`muster.domain.quantities` writes it."""
    shape = f"{column} GLOB '[0-9]*' AND {column} NOT GLOB '*[^0-9./]*' AND {column} NOT GLOB '*[./]*[./]*'"
    return rule(f"{table}_{column}_is_a_percent", shape, f"{column} is not a percent; write it like 37.5 or 317/520")


def quarter(table: str) -> CheckConstraint:
    """A column ``quarter`` is a quarter of a fiscal year."""
    shape = "quarter GLOB 'FY[0-9][0-9][0-9][0-9]Q[1-4]'"
    return rule(f"{table}_quarter_is_a_quarter", shape, "quarter is not a quarter; write it like FY2026Q1")
