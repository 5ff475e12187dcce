"""Loads the dated program rules from ``resources/rules``: one TOML file for each parameter, refused when malformed."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from muster.domain.readings import KINDS_OF_VALUE, Alternative, DatedValue, Parameter, Preset, RuleBook

ORDER = (
    "reimbursable_models",
    "benefits_mode",
    "overtime_cap_base",
    "overtime_cap_percent",
    "tfm_authorization_years",
    "missing_payroll",
    "award_tiers",
    "award_rounding",
    "award_count_rule",
    "claim_due_days",
    "fiscal_year_cutoff",
    "first_claimable_day",
    "certification_text",
)
"""The parameters that the program knows how to use, in the order in which they are shown."""

_KEYS = frozenset(
    {"title", "rule", "kind", "explanation", "by_day", "overridable", "alternatives", "published", "strict"}
)


class RuleFileError(ValueError):
    """A rule file is malformed: the program cannot start with it."""


def load_rules(folder: Path) -> RuleBook:
    """Load every rule file of the folder.

    Raises:
        RuleFileError: naming the file and what is wrong: a file missing or unknown, a key unknown, a value not of its
            kind, a source missing, dates out of order.
    """
    files = {file.stem: file for file in folder.glob("*.toml")}
    for name in (*sorted(files.keys() - set(ORDER)), *(name for name in ORDER if name not in files)):
        raise RuleFileError(f"{folder / name}.toml: {'unknown rule file' if name in files else 'the file is missing'}")
    return RuleBook({name: _load(files[name]) for name in ORDER})


def _load(file: Path) -> Parameter:
    try:
        return _parameter(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        raise RuleFileError(f"{file}: {error}") from error


def _parameter(name: str, table: Mapping[str, Any]) -> Parameter:
    _require(not table.keys() - _KEYS, f"unknown key {', '.join(sorted(table.keys() - _KEYS))}")
    published = _dated(table["published"])
    parameter = Parameter(
        name=name,
        title=table["title"],
        rule=table["rule"],
        kind=table["kind"],
        explanation=table["explanation"],
        by_day=table.get("by_day", False),
        overridable=table.get("overridable", True),
        alternatives=tuple(Alternative(each["value"], each["meaning"]) for each in table.get("alternatives", ())),
        presets={
            Preset.PUBLISHED: published,
            Preset.STRICT: _dated(table["strict"]) if "strict" in table else published,
        },
    )
    _require(parameter.kind in KINDS_OF_VALUE, f"unknown kind {parameter.kind}")
    _require(bool(parameter.alternatives) or parameter.kind != "choice", "a choice needs alternatives")
    for value in (*(each.value for each in parameter.alternatives), *_values(parameter)):
        parameter.parse(value)
    return parameter


def _dated(rows: Sequence[Mapping[str, Any]]) -> tuple[DatedValue, ...]:
    """A preset's values; each needs its date and source, and they must be in order."""
    values = tuple(DatedValue(row["effective_on"], row["value"], row["source"]) for row in rows)
    _require(bool(values), "a preset needs a value")
    _require(all(isinstance(value.effective_on, date) for value in values), "effective_on is not a date")
    _require(all(value.source.strip() for value in values), "a value has no source")
    days = [value.effective_on for value in values]
    _require(days == sorted(set(days)), "the values are not in the order of their dates")
    return values


def _values(parameter: Parameter) -> list[str]:
    return [value.value for values in parameter.presets.values() for value in values]


def _require(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - a condition
    if not holds:
        raise ValueError(otherwise)
