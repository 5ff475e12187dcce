"""Where a claim's figures come from: builds the derivation of each from the workings that it was reckoned with.

It is built when asked for, so that the plain claim costs nothing more; each node takes its value from the workings or
from its inputs, and the tests evaluate every tree anew.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from muster.domain import words
from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.edges import edges, pay_edges
from muster.domain.entitlement import (
    SALARY,
    PayrollShare,
    RateSpan,
    ToDate,
    covered,
    payroll_cost,
    until_day,
)
from muster.domain.intervals import Span, subtract
from muster.domain.ledger.account import ClaimedQuarter
from muster.domain.ledger.derivations import all_denied, amounts, claimed_quarter, correction, entitled
from muster.domain.ledger.records import Component
from muster.domain.money import Cents, Rational
from muster.domain.overtime import PROJECTED, OvertimeToDate
from muster.domain.quantities import hours_text
from muster.domain.readings import Reading
from muster.domain.records import OvertimeEntry, OvertimeSum, Payroll
from muster.domain.workings import ComponentWork, Workings

_RULE = {SALARY: "R4", "benefits": "R7"}


def explain_figure(each: Workings, figure: str) -> Derivation:
    """The derivation of a figure of an officer's line; figures are the keys of ``FIGURES``."""
    return FIGURES[figure](each)


def _sum(label: str, inputs: Iterable[Derivation], unit: Unit = Unit.MONEY, rule: str = "") -> Derivation:
    parts = tuple(inputs)
    return Derivation(label, sum((part.number for part in parts), Fraction()), unit, Operation.SUM, parts, rule)


def _difference(label: str, one: Derivation, less: Derivation, rule: str) -> Derivation:
    return Derivation(label, one.number - less.number, Unit.MONEY, Operation.DIFFERENCE, (one, less), rule)


def _prorated(label: str, amount: Derivation, days: Derivation, of: Derivation, rule: str) -> Derivation:
    value = amount.number * days.number / of.number
    return Derivation(label, value, Unit.MONEY, Operation.PRORATED, (amount, days, of), rule)


def _percent_of(label: str, percent: Derivation, amount: Derivation, rule: str) -> Derivation:
    value = percent.number * amount.number / 100
    return Derivation(label, value, Unit.MONEY, Operation.PERCENT_OF, (percent, amount), rule)


def _minimum(label: str, inputs: tuple[Derivation, ...], rule: str) -> Derivation:
    return Derivation(label, min(each.number for each in inputs), Unit.MONEY, Operation.MINIMUM, inputs, rule)


def _rounded(label: str, value: Cents, exact: Derivation, *, down: bool = False) -> Derivation:
    operation = Operation.ROUND_DOWN if down else Operation.ROUND_HALF_UP
    return Derivation(label, value, Unit.MONEY, operation, (exact,), "R9")


def _whole(label: str, parts: Sequence[Derivation], rule: str) -> Derivation:
    """What the parts come to; a single one is the whole."""
    return replace(parts[0], label=label) if len(parts) == 1 else _sum(label, parts, rule=rule)


def _year_days(each: Workings) -> Derivation:
    label = f"Days in fiscal year {each.rules.quarter.fiscal_year}"
    return Derivation(label, each.rules.year_days, Unit.DAYS, rule="R1", note=words.period(each.rules.quarter.year))


def _days(each: Workings, span: RateSpan, days: Span, payroll: Sequence[Payroll] = ()) -> Derivation:
    """A run of claimable days: from one edge to the other, each named by the record or rule that sets it."""
    label = f"{span.authorization.model} days"
    inputs = edges(each, span, days, payroll)
    return Derivation(label, days.days, Unit.DAYS, Operation.DAYS, inputs, "R2", source=span.authorization)


def _by_effort(span: RateSpan, full: Derivation, of: str) -> Derivation:
    """What of an amount the program bears (R8); the whole is called ``Salary at full effort``."""
    if span.effort is None:
        return full
    percent = Derivation("Effort", span.effort.percent, Unit.PERCENT, rule="R8", source=span.effort, field="percent")
    return _percent_of(full.label, percent, replace(full, label=f"{of} at full effort"), "R8")


def _annual(each: Workings, component: str, span: RateSpan) -> Derivation:
    """The annual amount that the pay row says."""
    pay = span.pay
    if pay is None:
        note = "No pay record is in force on these days."
        officer = each.file.officer
        return Derivation(f"Annual {component}", 0, Unit.MONEY, rule=_RULE[component], source=officer, note=note)
    salary = Derivation("Annual salary", pay.annual_salary, Unit.MONEY, source=pay, field="annual_salary")
    if component == SALARY:
        return salary
    if pay.benefits_percent is not None:
        label, share = "Benefits, percent of salary", pay.benefits_percent
        percent = Derivation(label, share, Unit.PERCENT, rule="R7", source=pay, field="benefits_percent")
        return _percent_of("Annual benefits", percent, salary, "R7")
    note = "" if pay.annual_benefits is not None else "The pay record states none."
    amount = pay.annual_benefits or 0
    return Derivation("Annual benefits", amount, Unit.MONEY, rule="R7", source=pay, field="annual_benefits", note=note)


def _entitled(
    each: Workings, component: str, span: RateSpan, days: Span, payroll: Sequence[Payroll] = ()
) -> Derivation:
    label = f"{component.capitalize()} for {words.period(days)}"
    annual = _annual(each, component, span)
    full = _prorated(label, annual, _days(each, span, days, payroll), _year_days(each), _RULE[component])
    return _by_effort(span, full, component.capitalize())


def _paid(each: Workings, component: str, share: PayrollShare, span: RateSpan, days: Span) -> Derivation:
    """What of a payroll row falls on the days; all of it where they are all that it pays for."""
    row, claimable = share.row, days.clip(share.period)
    label = f"Payroll of {words.period(share.period)}"
    field = "base_pay" if component == SALARY else "benefits"
    amount = Derivation(f"Payroll {component}", share.amount, Unit.MONEY, source=row, field=field)
    if claimable.days == share.days_in_pay:
        note = f"All of it: every day in pay ({words.count(claimable.days, 'day')}) is claimable."
        full = replace(amount, label=label, rule="R16", note=note)
    else:
        full = _prorated(label, amount, _days(each, span, claimable, (row,)), _in_pay(each, share), "R16")
    return _by_effort(span, full, f"Payroll {component}")


def _in_pay(each: Workings, share: PayrollShare) -> Derivation:
    """The days of a payroll row's period on which the officer was in pay (R16)."""
    label, row = "Days in pay of the period", share.row
    if share.in_pay == [share.period]:
        return Derivation(label, share.days_in_pay, Unit.DAYS, rule="R16", source=row, note="All days of it.")
    runs = [
        Derivation("Days in pay", run.days, Unit.DAYS, Operation.DAYS, pay_edges(each, row, run), "R16", row)
        for run in share.in_pay
    ]
    return replace(runs[0], label=label) if len(runs) == 1 else _sum(label, runs, Unit.DAYS, "R16")


def _to_date(each: Workings, component: ComponentWork, to_date: ToDate, label: str) -> Derivation:
    """The component from the fiscal year's start to a day."""
    if to_date.until == each.rules.quarter.year.start:
        return Derivation(label, 0, Unit.MONEY, rule="R4", note="The fiscal year begins with this quarter.")
    entitled, paid, bare = _parts(each, component, to_date.until)
    if not entitled:
        rule, note = _why_nothing(each, to_date.until)
        return Derivation(label, 0, Unit.MONEY, rule=rule, note=note)
    rule = _RULE[component.name]
    entitlement = _rounded("Entitlement", to_date.entitlement, _whole("Entitlement, exact", entitled, rule))
    if to_date.actual is None:
        return replace(entitlement, label=label)
    actual = _rounded("Actual cost", to_date.actual, _whole("Actual cost, exact", (*paid, *bare), "R16"))
    return _minimum(label, (entitlement, actual), "R16")


def _why_nothing(each: Workings, until: date) -> tuple[str, str]:
    if any(until_day(each.spans, until)):
        return "R7", "Payroll's cost alone is claimed, and no payroll row states any."
    return "R2", f"No day before {words.day(until)} is claimable."


def _parts(
    each: Workings, component: ComponentWork, until: date
) -> tuple[list[Derivation], list[Derivation], list[Derivation]]:
    """What makes the entitlement, what payroll paid, and the entitlement of the days without payroll."""
    entitled: list[Derivation] = []
    paid: list[Derivation] = []
    bare: list[Derivation] = []
    coverage, rows = covered(component.shares), [share.row for share in component.shares]
    for span, days in until_day(component.spans, until):
        cost = [
            _paid(each, component.name, share, span, days)
            for share in component.shares
            if payroll_cost(share, span, days) or share.for_days(days)
        ]
        paid.extend(cost)
        if span.as_entered(component.name):
            entitled.append(_entitled(each, component.name, span, days))
            bare.extend(_entitled(each, component.name, span, piece, rows) for piece in subtract(days, coverage))
        else:
            entitled.extend(cost)
    return entitled, paid, bare


def _component(component: ComponentWork, each: Workings) -> Derivation:
    quarter, name = each.rules.quarter, component.name.capitalize()
    to_date = _to_date(each, component, component.to_date, f"{name}, year to date")
    before = _to_date(each, component, component.before, f"{name}, earlier quarters")
    note = before.note or f"What the fiscal year to the end of {quarter.previous} comes to, on the facts now known."
    found = _difference(f"{name}, {quarter}", to_date, replace(before, note=note), _RULE[component.name])
    return _less_elsewhere(found, each, Component(component.name), component.elsewhere)


def _less_elsewhere(found: Derivation, each: Workings, component: Component, elsewhere: Cents) -> Derivation:
    """A revision's amount: what later claims have adjusted of the quarter already is taken off (R15)."""
    if not elsewhere:
        return found
    account = each.account(component, each.rules.quarter)
    return _difference(found.label, found, amounts(account, "Adjusted on later claims"), "R15")


def _worked(label: str, sums: Sequence[OvertimeSum]) -> Derivation:
    return _sum(label, map(_entry, sums), rule="R10")


def _entry(one: OvertimeSum) -> Derivation:
    """What was paid for one entry's hours; the sum of several where the file has only that."""
    if one.source is None:
        counted = words.count(one.entries, "entry", "entries")
        label = f"Overtime, {words.period(Span.closed(one.first, one.last))}"
        return Derivation(label, one.amount, Unit.MONEY, rule="R10", note=f"The sum of {counted}.")
    label = f"Overtime of {words.day(one.first)}"
    return Derivation(
        label, one.amount, Unit.MONEY, rule="R10", source=one.source, field="amount", note=_paid_words(one.source)
    )


def _paid_words(entry: OvertimeEntry) -> str:
    hours = f"{hours_text(entry.hours)} hours, " if entry.hours is not None else ""
    return f"{hours}paid {words.day(entry.paid_on)}"


def _reading(reading: Reading, value: Rational, unit: Unit) -> Derivation:
    parameter = reading.parameter
    note = "" if reading.override else reading.source
    return Derivation(
        parameter.title, value, unit, rule=parameter.rule, source=reading.override, field="value", note=note
    )


def _cap(each: Workings, to_date: OvertimeToDate) -> Derivation:
    percent = _reading(to_date.rule.percent, to_date.rule.share * 100, Unit.PERCENT)
    exact = _percent_of("Share of the base", percent, _base(each, to_date), "R11")
    return _rounded(f"Overtime cap as of {to_date.rule.quarter}", to_date.cap, exact, down=True)


def _base(each: Workings, to_date: OvertimeToDate) -> Derivation:
    rule, label = to_date.rule, "Base of the cap"
    note = words.value(rule.base.parameter, rule.base.text) + (f" ({rule.base.source})" if rule.base.source else "")
    if to_date.base_pay is not None:
        pay = to_date.base_pay
        return Derivation(
            label, pay.annual_salary, Unit.MONEY, rule="R11", source=pay, field="annual_salary", note=note
        )
    until = rule.quarter.year.until if rule.base.value == PROJECTED else rule.quarter.until
    runs = [_before_effort(each, span, days) for span, days in until_day(to_date.spans, until)] if to_date.base else []
    if not runs:
        return Derivation(f"{label} (no salary)", 0, Unit.MONEY, rule="R11", source=each.file.officer, note=note)
    whole = _whole(f"{label} (salary before effort)", runs, "R11")
    return replace(whole, source=rule.base.override, field="value", note=note)


def _before_effort(each: Workings, span: RateSpan, days: Span) -> Derivation:
    label = f"Salary for {words.period(days)}"
    return _prorated(label, _annual(each, SALARY, span), _days(each, span, days), _year_days(each), "R4")


def _claimed(each: Workings, to_date: OvertimeToDate | None, label: str) -> Derivation:
    """Overtime claimed from the year's start to a quarter's end: worked, within the cap."""
    if to_date is None:
        return Derivation(label, 0, Unit.MONEY, rule="R12", note="The fiscal year begins with this quarter.")
    worked = _worked_to_date(to_date)
    if to_date.denied:
        denied = all_denied(to_date.denials)
        worked = _difference(f"{worked.label}, less denied", worked, denied, "R19")
    return _minimum(label, (worked, _cap(each, to_date)), "R12")


def _worked_to_date(to_date: OvertimeToDate) -> Derivation:
    until = to_date.rule.quarter.until
    return _worked(
        f"Overtime worked to the end of {to_date.rule.quarter}", [s for s in to_date.counted if s.first < until]
    )


def _overtime(each: Workings) -> Derivation:
    position = each.overtime
    found = _difference(
        f"Overtime, {each.rules.quarter}",
        _claimed(each, position.to_date, "Overtime within the cap, year to date"),
        _claimed_before(each),
        "R12",
    )
    return _less_elsewhere(found, each, Component.OVERTIME, position.elsewhere)


def _claimed_before(each: Workings) -> Derivation:
    """What the year's earlier quarters claim: those without a claim with what they would, the others as certified."""
    position, label = each.overtime, "Claimed in the year's earlier quarters"
    if not position.claimed:
        return _claimed(each, position.before, label)
    before = position.before
    would = (_claimed(each, before, f"To the end of {before.rule.quarter}, which has no claim"),) if before else ()
    return _sum(label, (*would, *map(claimed_quarter, position.claimed)), rule="R12")


def _carried(each: Workings) -> Derivation:
    to_date = each.overtime.to_date
    claimed = _claimed(each, to_date, "Overtime within the cap, year to date")
    worked = claimed.inputs[0] if claimed.inputs else _worked_to_date(to_date)
    return _difference("Overtime carried", worked, claimed, "R12")


def _quarter_worked(each: Workings) -> Derivation:
    quarter = each.rules.quarter
    return _worked(f"Overtime worked, {quarter}", [s for s in each.counted if quarter.span.holds(s.first)])


def _eligible_days(each: Workings) -> Derivation:
    quarter = each.rules.quarter
    clipped = ((span, span.days.clip(quarter.span)) for span in each.spans)
    return _sum(
        f"Eligible days, {quarter}", (_days(each, span, days) for span, days in clipped if days.days), Unit.DAYS, "R2"
    )


def _total(each: Workings) -> Derivation:
    return _sum(
        f"Total, {each.rules.quarter}",
        (_component(each.salary, each), _component(each.benefits, each), _overtime(each)),
    )


FIGURES: Mapping[str, Callable[[Workings], Derivation]] = {
    "eligible_days": _eligible_days,
    "salary": lambda each: _component(each.salary, each),
    "benefits": lambda each: _component(each.benefits, each),
    "overtime_worked": _quarter_worked,
    "overtime_cap": lambda each: _cap(each, each.overtime.to_date),
    "overtime": _overtime,
    "overtime_carried": _carried,
    "total": _total,
}
"""The figures of a claim line that have a derivation, by the contract's names."""


def explain_adjustment(work: Workings, component: Component) -> Derivation:
    """An adjustment of an earlier quarter's claim, from the quarter's workings on the facts now known (R13 to R15)."""
    quarter = work.rules.quarter
    found = ClaimedQuarter(quarter, work.account(component, quarter), work.recomputed(component))
    return correction(found, replace(_recomputed(work, component), label=f"{component.capitalize()} recomputed"))


def _recomputed(work: Workings, component: Component) -> Derivation:
    if component is not Component.OVERTIME:
        return _component(work.salary if component is Component.SALARY else work.benefits, work)
    position = work.overtime
    to_date = _claimed(work, position.to_date, "Overtime within the cap, year to date")
    return _difference("Overtime", to_date, _entitled_before(work), "R12")


def _entitled_before(work: Workings) -> Derivation:
    """What the year's earlier quarters ought to claim: each amount recomputed, the sum of them telescopes."""
    position, label = work.overtime, "The year's earlier quarters on the facts now known"
    if not position.claimed:
        return _claimed(work, position.before, label)
    parts = map(entitled, position.claimed)
    before = (_claimed(work, position.before, "Quarters without a claim"),) if position.before else ()
    return _sum(label, (*before, *parts), rule="R12")
