"""What an officer's file is made of: each kind of dated record, its columns and its line of totals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from muster.domain.quantities import hours_text
from muster.domain.records import Authorization, Effort, Interruption, OvertimeEntry, Pay, Payroll
from muster.services.officers import OfficerDetail
from muster.ui import format as shown
from muster.ui.pages.record_columns import columns_of, percent_words, targets_of
from muster.ui.pages.record_list import Listing


@dataclass(frozen=True)
class Section:
    """One kind of dated record in an officer's file.

    Attributes:
        tab: What its tab says, with a mnemonic.
        records: The officer's, by date.
        summary: The line above the rows, as of a day.
        sums: What is added up below the rows that are shown.
        start: What a new one begins with, by column name.
    """

    tab: str
    listing: Listing[Any]
    records: Callable[[OfficerDetail], Sequence[Any]]
    summary: Callable[[OfficerDetail, date], str]
    start: Callable[[OfficerDetail], Mapping[str, str]] = lambda _detail: {}
    sums: "Callable[[Sequence[Any]], Sums]" = lambda _records: Sums("", {})


class Sums(NamedTuple):
    """What rows come to: words, and the sum of each column by its name."""

    words: str
    figures: Mapping[str, str]


SUMMED = {"amount": "Overtime recorded", "base_pay": "Base pay recorded", "benefits": "Benefits recorded"}
"""What the sum of a column is called."""


def _nothing(_detail: OfficerDetail, _today: date) -> str:
    return ""


def _paid(detail: OfficerDetail, today: date) -> str:
    row = next((each for each in reversed(detail.pay) if each.effective_on <= today), None)
    return f"{shown.money(row.annual_salary)} a year today" if row else "No pay row is in force today"


def _worked(detail: OfficerDetail, today: date) -> str:
    row = next((each for each in reversed(detail.effort) if each.effective_on <= today), None)
    return f"{percent_words(row.percent)} today" if row else "100% today: no effort row is in force"


def _overtime(entries: Sequence[OvertimeEntry]) -> Sums:
    hours = sum((each.hours or Decimal(0) for each in entries), Decimal(0))
    amount = sum(each.amount or 0 for each in entries)
    return Sums(f"{hours_text(hours)} hours", {"amount": shown.money(amount)})


def _payroll(rows: Sequence[Payroll]) -> Sums:
    pay = sum(each.base_pay or 0 for each in rows)
    benefits = sum(each.benefits or 0 for each in rows)
    return Sums("", {"base_pay": f"Pay {shown.money(pay)}", "benefits": f"Benefits {shown.money(benefits)}"})


def _own_model(detail: OfficerDetail) -> Mapping[str, str]:
    return {"model": detail.row.model or ""}


def _next_period(detail: OfficerDetail) -> Mapping[str, str]:
    """The period after the last one, as long as that."""
    if not detail.payroll:
        return {}
    start = detail.payroll[-1].period_until
    length = start - detail.payroll[-1].period_from
    until = start + length if date.max - start > length else date.max
    return {"period_from": start.isoformat(), "period_until": until.isoformat()}


_PAY = (
    "effective_on",
    "annual_salary=Salary",
    "annual_benefits=Benefits",
    "benefits_percent=Benefits %",
    "paid_on",
    "document",
)
_OVERTIME = ("worked_on", "hours", "amount", "paid_on", "approved_by", "document", "funding")

SECTIONS = (
    Section(
        "Authori&zations",
        Listing(
            Authorization,
            "Authorizations",
            "authorization",
            columns_of(
                Authorization,
                "model",
                "authorized_on",
                "expires_on=Expires (excl.)",
                "trained_on",
                "document",
                "credential",
                stretch="",
            ),
            "Enter the model, the training date and the date of the authorization (credential).",
            {"expires_on": "First day that no longer counts; empty: two years for TFM, else open"},
        ),
        lambda detail: detail.authorizations,
        _nothing,
        _own_model,
    ),
    Section(
        "Inte&rruptions",
        Listing(
            Interruption,
            "Interruptions",
            "interruption",
            columns_of(Interruption, "kind", "from", "until", "document"),
            "A suspension, removal, revocation or unpaid leave: its days are not eligible.",
            {"until": "The day of reinstatement; empty while it lasts"},
        ),
        lambda detail: detail.interruptions,
        _nothing,
    ),
    Section(
        "&Pay",
        Listing(
            Pay,
            "Pay history",
            "pay row",
            columns_of(Pay, *_PAY),
            "The annual salary, with employer-paid benefits as an amount or a percent, from a date on.",
            targets=targets_of(Pay, *_PAY),
        ),
        lambda detail: detail.pay,
        _paid,
    ),
    Section(
        "Effor&t",
        Listing(
            Effort,
            "Effort",
            "effort row",
            columns_of(Effort, "effective_on", "percent", stretch="percent"),
            "Enter one only if a part of the officer's time is not the program's; without a row it is 100%.",
            {"percent": "Such as 50, 37.5, or hours out of hours: 317/520"},
        ),
        lambda detail: detail.effort,
        _worked,
    ),
    Section(
        "&Overtime",
        Listing(
            OvertimeEntry,
            "Overtime",
            "overtime entry",
            columns_of(OvertimeEntry, *_OVERTIME, stretch=""),
            "What payroll paid in cash for hours worked for this program.",
            targets=targets_of(OvertimeEntry, *_OVERTIME),
        ),
        lambda detail: detail.overtime,
        _nothing,
        sums=_overtime,
    ),
    Section(
        "Payro&ll",
        Listing(
            Payroll,
            "Payroll",
            "payroll row",
            columns_of(
                Payroll,
                "period_from=From",
                "period_until=Until (excl.)",
                "base_pay",
                "benefits",
                "paid_on",
                "document",
                stretch="",
            ),
            "What payroll paid for a period; the claim never passes it.",
        ),
        lambda detail: detail.payroll,
        _nothing,
        _next_period,
        _payroll,
    ),
)
"""An officer's file, in the order of its tabs."""
