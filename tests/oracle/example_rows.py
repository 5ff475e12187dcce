"""The worked examples as rows of a records folder: what each example's book holds.

The examples were worked with `reimbursable_models` = TFM, so every folder here says so in `readings.csv`.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .cells import Row, Rows
from .folder import row, write_folder

__all__ = ["CAP_BASES", "EXAMPLES", "e01", "e03", "e04", "e06", "e08", "e13", "write_folder"]

EXAMPLES: dict[str, Any] = {
    example["id"]: example
    for example in json.loads(
        (Path(__file__).parents[1] / "data" / "worked-examples.json").read_text(encoding="utf-8")
    )["examples"]
}
# What the example calls each basis of the overtime cap, and what the rules call it (R11).
CAP_BASES = {
    "overtime_default_projected_eligible_fy_salary": "eligible_fy_salary_projected",
    "conservative_accrued_ytd": "eligible_salary_accrued",
    "rate_at_fy_start": "annual_rate_at_fy_start",
    "current_full_annual_rate": "annual_rate_current",
}
START = "2025-10-01"
WORKED = ("2025-11-14", "2026-02-13", "2026-04-17", "2026-08-14")  # a day in each quarter of FY2026


def e01() -> Rows:
    """Return a full-year officer with salary and benefits."""
    inputs = EXAMPLES["E01"]["inputs"]
    pay = row(
        "pay", "0001", START, inputs["annual_salary"], annual_benefits=inputs["annual_benefits"], document="HR letter 1"
    )
    return book(officers=[officer("0001", inputs["officer"])], authorizations=[authorized("0001")], pay=[pay])


def e03(cap_base: str = "eligible_fy_salary_projected") -> Rows:
    """Return a raise in mid-quarter and overtime that passes the cap, under one base of the cap."""
    inputs = EXAMPLES["E03"]["inputs"]
    return book(
        officers=[officer("0003", inputs["officer"])],
        authorizations=[authorized("0003")],
        pay=[row("pay", "0003", day, salary) for day, salary in inputs["annual_salary"]],
        overtime=overtime("0003", inputs["overtime_paid_by_quarter_worked"]),
        readings=[reading("overtime_cap_base", cap_base)],
    )


def e04(cap_base: str = "eligible_fy_salary_projected") -> Rows:
    """Return a separation after heavy overtime, already known in every quarter."""
    inputs = EXAMPLES["E04"]["inputs"]
    return book(
        officers=[officer("0004", inputs["officer"], separated_on="2026-04-30")],
        authorizations=[authorized("0004")],
        pay=[row("pay", "0004", START, inputs["annual_salary"])],
        overtime=overtime("0004", inputs["overtime_paid_by_quarter_worked"]),
        readings=[reading("overtime_cap_base", cap_base)],
    )


def e06(located: int = 179, referred: int = 200, count_rule: str = "quarter_end", rounding: str = "floor") -> Rows:
    """Return the award's roster with one result; a gap between two spells is a suspension."""
    roster = EXAMPLES["E06"]["inputs"]["roster"]
    interruptions = [
        row("interruptions", each["officer"], gap_from, gap_until, "suspended", f"Order {each['officer']}")
        for each in roster
        for (_, gap_from), (gap_until, _) in zip(each["eligible"], each["eligible"][1:], strict=False)
    ]
    return book(
        officers=[officer(each["officer"], f"Officer {each['officer']}") for each in roster],
        authorizations=[
            authorized(each["officer"], each["model"], each["eligible"][0][0], each["eligible"][-1][1] or "")
            for each in roster
        ],
        interruptions=interruptions,
        results=[row("results", "FY2026Q1", str(referred), str(located), "ICE", "ICE letter", "2026-01-12")],
        readings=[reading("award_count_rule", count_rule), reading("award_rounding", rounding)],
    )


def e08(*, unpaid_leave_ineligible: bool = False) -> Rows:
    """Return payroll with two docked days, which are recorded as unpaid leave or not at all."""
    inputs = EXAMPLES["E08"]["inputs"]
    leave = row("interruptions", "0008", "2025-11-12", "2025-11-14", "unpaid_leave", "Leave request 8")
    return book(
        officers=[officer("0008", inputs["officer"])],
        authorizations=[authorized("0008")],
        interruptions=[leave] if unpaid_leave_ineligible else [],
        pay=[row("pay", "0008", START, inputs["annual_salary"])],
        payroll=[
            row(
                "payroll",
                "0008",
                each["first_day"],
                each["first_day_after"],
                each["gross"],
                document="Payroll register",
            )
            for each in inputs["pay_periods"]
        ],
    )


def e13(cap_base: str = "eligible_fy_salary_projected", count_rule: str = "quarter_end") -> Rows:
    """Return the agency of five officers, FY2026Q1."""
    inputs = EXAMPLES["E13"]["inputs"]
    numbered = [(f"{number:04}", each) for number, each in enumerate(inputs["officers"], start=1)]
    return book(
        officers=[officer(officer_id, each["name"]) for officer_id, each in numbered],
        authorizations=[
            authorized(officer_id, "TFM", each["eligible"][0][0], each["eligible"][0][1] or "")
            for officer_id, each in numbered
        ],
        pay=[
            row("pay", officer_id, START, each["annual_salary"], each["annual_benefits"])
            for officer_id, each in numbered
        ],
        overtime=[
            entry
            for officer_id, each in numbered
            if each["overtime_paid"] != "0.00"
            for entry in overtime(officer_id, [each["overtime_paid"]])
        ],
        results=[
            row(
                "results",
                "FY2026Q1",
                str(inputs["referrals"]),
                str(inputs["located"]),
                "ICE",
                "ICE letter",
                "2026-01-12",
            )
        ],
        readings=[reading("overtime_cap_base", cap_base), reading("award_count_rule", count_rule)],
    )


def book(*, readings: Iterable[Row] = (), **files: list[Row]) -> Rows:
    """Return the folder of an agency with agreements for the three models, paying for TFM alone."""
    return {
        "agency": [row("agency", "Sample County Sheriff's Office", state="TX", county="Sample")],
        "agreements": [row("agreements", model, f"MOA-{model}", "2025-03-03") for model in ("TFM", "JEM", "WSO")],
        **files,
        "readings": [reading("reimbursable_models", "TFM"), *readings],
    }


def reading(parameter: str, value: str, effective_on: str = "") -> Row:
    """Return an override, always in force unless dated."""
    return row("readings", parameter, value, effective_on, "Worked examples")


def officer(officer_id: str, name: str, separated_on: str = "") -> Row:
    """Return an officer called `First Last`."""
    first, last = name.split(" ", 1)
    return row("officers", officer_id, last, first, separated_on=separated_on)


def authorized(officer_id: str, model: str = "TFM", authorized_on: str = START, expires_on: str = "") -> Row:
    """Return an authorization after training."""
    return row("authorizations", officer_id, model, "2025-09-26", authorized_on, expires_on, document="ICE letter")


def overtime(officer_id: str, by_quarter: list[str]) -> list[Row]:
    """Return one paid entry for each quarter's amount, in the order of the fiscal year's quarters."""
    return [
        row("overtime", officer_id, worked_on, "12.00", amount, worked_on[:8] + "28", approved_by="Lt. Moreno")
        for worked_on, amount in zip(WORKED, by_quarter, strict=False)
    ]
