"""Where a claim's figures come from: builds the derivation of each from the workings that it was reckoned with.

It is built when asked for, so that the plain claim costs nothing more; each node takes its value from the workings or
from its inputs, and the tests evaluate every tree anew.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import cast

from muster.domain import words
from muster.domain.award import Award
from muster.domain.claim import Claim, ClaimLine
from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.edges import edge
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
from muster.domain.readings import Reading
from muster.domain.records import Officer, OvertimeSum
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


def _product(label: str, *inputs: Derivation, rule: str = "") -> Derivation:
    value = Fraction(1)
    for each in inputs:
        value *= each.number
    return Derivation(label, value, Unit.MONEY, Operation.PRODUCT, inputs, rule)


def _quotient(
    label: str, one: Derivation, by: Derivation, unit: Unit = Unit.MONEY, rule: str = "", note: str = ""
) -> Derivation:
    return Derivation(label, one.number / by.number, unit, Operation.QUOTIENT, (one, by), rule, note=note)


def _minimum(label: str, inputs: tuple[Derivation, ...], rule: str) -> Derivation:
    return Derivation(label, min(each.number for each in inputs), Unit.MONEY, Operation.MINIMUM, inputs, rule)


def _rounded(label: str, value: Cents, exact: Derivation, *, down: bool = False) -> Derivation:
    operation = Operation.ROUND_DOWN if down else Operation.ROUND_HALF_UP
    return Derivation(label, value, Unit.MONEY, operation, (exact,), "R9")


def _number(label: str, value: Rational, rule: str = "", note: str = "") -> Derivation:
    return Derivation(label, value, Unit.NUMBER, rule=rule, note=note)


def _year_days(each: Workings) -> Derivation:
    year = each.rules.quarter.year
    return Derivation(
        f"Days in fiscal year {each.rules.quarter.fiscal_year}",
        each.rules.year_days,
        Unit.DAYS,
        Operation.DAYS,
        (_day("First day", year.start), _day("First day after", year.until)),
        "R1",
    )


def _day(label: str, value: date) -> Derivation:
    return Derivation(label, value, Unit.DATE, rule="R1")


def _days(each: Workings, span: RateSpan, days: Span) -> Derivation:
    """A run of claimable days: from one edge to the other, each named by the record that sets it."""
    inputs = (edge(each, span, days.start, opening=True), edge(each, span, days.until, opening=False))
    label = f"{span.authorization.model} days"
    return Derivation(label, days.days, Unit.DAYS, Operation.DAYS, inputs, "R2", source=span.authorization)


def _hundredth(label: str, percent: Rational, leaf: Derivation) -> Derivation:
    return Derivation(
        label,
        Fraction(percent) / 100,
        Unit.NUMBER,
        Operation.QUOTIENT,
        (leaf, _number("One hundred percent", 100, leaf.rule)),
        leaf.rule,
    )


def _effort(span: RateSpan) -> tuple[Derivation, ...]:
    if span.effort is None:
        return ()
    percent = span.effort.percent
    leaf = Derivation("Effort", percent, Unit.PERCENT, rule="R8", source=span.effort, field="percent")
    return (_hundredth("Effort as a share", percent, leaf),)


def _annual(component: str, span: RateSpan) -> Derivation:
    """The annual amount that the pay row says."""
    pay = span.pay
    if pay is None:
        return Derivation(
            f"Annual {component}: no pay record", 0, Unit.MONEY, rule=_RULE[component], source=span.authorization
        )
    salary = Derivation("Annual salary", pay.annual_salary, Unit.MONEY, source=pay, field="annual_salary")
    if component == SALARY:
        return salary
    if pay.benefits_percent is not None:
        leaf = Derivation(
            "Benefits, percent of salary",
            pay.benefits_percent,
            Unit.PERCENT,
            rule="R7",
            source=pay,
            field="benefits_percent",
        )
        return _product("Annual benefits", salary, _hundredth("As a share", pay.benefits_percent, leaf), rule="R7")
    return Derivation(
        "Annual benefits", pay.annual_benefits or 0, Unit.MONEY, source=pay, field="annual_benefits", rule="R7"
    )


def _entitled(each: Workings, component: str, span: RateSpan, days: Span) -> Derivation:
    amount = _product(
        f"Annual {component} by days", _annual(component, span), _days(each, span, days), *_effort(span), rule="R4"
    )
    return _quotient(f"{component.capitalize()} for the days", amount, _year_days(each), rule=_RULE[component])


def _paid(each: Workings, component: str, share: PayrollShare, span: RateSpan, days: Span) -> Derivation:
    """What of a payroll row falls on the days."""
    row = share.row
    field = "base_pay" if component == SALARY else "benefits"
    amount = Derivation(f"Payroll {component}", share.amount, Unit.MONEY, source=row, field=field)
    in_pay = _sum(
        "Days in pay of the period",
        (
            Derivation(
                "Days in pay",
                piece.days,
                Unit.DAYS,
                Operation.DAYS,
                (
                    Derivation("From", piece.start, Unit.DATE, source=row, field="period_from"),
                    Derivation("Until", piece.until, Unit.DATE, source=row, field="period_until"),
                ),
                "R16",
            )
            for piece in share.in_pay
        ),
        Unit.DAYS,
        "R16",
    )
    part = _product("Payroll by days", amount, _days(each, span, days.clip(share.period)), *_effort(span), rule="R16")
    return _quotient("Payroll for the days", part, in_pay, rule="R16")


def _to_date(each: Workings, component: ComponentWork, to_date: ToDate, label: str) -> Derivation:
    """The component from the fiscal year's start to a day."""
    if to_date.until == each.rules.quarter.year.start:
        return Derivation(label, 0, Unit.MONEY, rule="R4", note="The fiscal year begins with this quarter.")
    entitled, paid, bare = _parts(each, component, to_date.until)
    entitlement = _rounded(
        "Entitlement", to_date.entitlement, _sum("Entitlement, exact", entitled, rule=_RULE[component.name])
    )
    if to_date.actual is None:
        return _relabelled(entitlement, label)
    actual = _rounded("Actual cost", to_date.actual, _sum("Actual cost, exact", (*paid, *bare), rule="R16"))
    return _minimum(label, (entitlement, actual), "R16")


def _relabelled(node: Derivation, label: str) -> Derivation:
    return Derivation(label, node.value, node.unit, node.operation, node.inputs, node.rule)


def _parts(
    each: Workings, component: ComponentWork, until: date
) -> tuple[list[Derivation], list[Derivation], list[Derivation]]:
    """What makes the entitlement, what payroll paid, and the entitlement of the days without payroll."""
    entitled: list[Derivation] = []
    paid: list[Derivation] = []
    bare: list[Derivation] = []
    coverage = covered(component.shares)
    for span, days in until_day(component.spans, until):
        cost = [
            _paid(each, component.name, share, span, days)
            for share in component.shares
            if payroll_cost(share, span, days) or share.for_days(days)
        ]
        paid.extend(cost)
        if span.as_entered(component.name):
            entitled.append(_entitled(each, component.name, span, days))
            bare.extend(_entitled(each, component.name, span, piece) for piece in subtract(days, coverage))
        else:
            entitled.extend(cost)
    return entitled, paid, bare


def _component(component: ComponentWork, each: Workings) -> Derivation:
    quarter = each.rules.quarter
    name = component.name.capitalize()
    rule = "R4" if component.name == SALARY else "R7"
    found = _difference(
        f"{name}, {quarter}",
        _to_date(each, component, component.to_date, f"{name}, year to date"),
        _to_date(each, component, component.before, f"{name}, year to date before the quarter"),
        rule,
    )
    return _less_elsewhere(found, each, Component(component.name), component.elsewhere)


def _less_elsewhere(found: Derivation, each: Workings, component: Component, elsewhere: Cents) -> Derivation:
    """A revision's amount: what later claims have adjusted of the quarter already is taken off (R15)."""
    if not elsewhere:
        return found
    account = each.account(component, each.rules.quarter)
    return _difference(found.label, found, amounts(account, "Adjusted on later claims"), "R15")


def _worked(label: str, sums: Sequence[OvertimeSum]) -> Derivation:
    return _sum(
        label,
        (
            Derivation(
                f"Overtime worked on {one.first}", one.amount, Unit.MONEY, rule="R10", source=one.source, field="amount"
            )
            for one in sums
        ),
        rule="R10",
    )


def _reading(reading: Reading, value: Rational, unit: Unit) -> Derivation:
    parameter = reading.parameter
    return Derivation(
        parameter.title, value, unit, rule=parameter.rule, source=reading.override, field="value", note=reading.source
    )


def _cap(each: Workings, to_date: OvertimeToDate) -> Derivation:
    percent = to_date.rule.percent
    share = to_date.rule.share * 100
    exact = _product(
        "Share of the base",
        _base(each, to_date),
        _hundredth("As a share", share, _reading(percent, share, Unit.PERCENT)),
        rule="R11",
    )
    return _rounded(f"Overtime cap as of {to_date.rule.quarter}", to_date.cap, exact, down=True)


def _base(each: Workings, to_date: OvertimeToDate) -> Derivation:
    rule = to_date.rule
    note = f"{words.value(rule.base.parameter, rule.base.text)} ({rule.base.source})"
    if to_date.base_pay is not None:
        pay = to_date.base_pay
        return Derivation(
            "Base of the cap", pay.annual_salary, Unit.MONEY, rule="R11", source=pay, field="annual_salary", note=note
        )
    if not to_date.base:
        return Derivation("Base of the cap: no salary", 0, Unit.MONEY, rule="R11", source=each.file.officer, note=note)
    until = rule.quarter.year.until if rule.base.value == PROJECTED else rule.quarter.until
    amounts = (
        _product("Annual salary by days", _annual(SALARY, span), _days(each, span, days), rule="R4")
        for span, days in until_day(to_date.spans, until)
    )
    salary = _sum("Annual salary by days, all runs of days", amounts, rule="R4")
    return _quotient("Base of the cap: salary before effort", salary, _year_days(each), rule="R11", note=note)


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
    return correction(found, _relabelled(_recomputed(work, component), f"{component.capitalize()} recomputed"))


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


def explain_total(claim: Claim, figure: str, officers: Mapping[str, Officer]) -> Derivation:
    """A total as the sum of the lines' figure; ``reimbursement`` is that of their totals.

    Args:
        claim: Whose lines are added up.
        figure: The contract's name of it.
        officers: The records of the lines' officers, by officer_id.
    """
    name = "total" if figure == "reimbursement" else figure
    return _sum(
        f"{figure.replace('_', ' ').capitalize()}, all lines of {claim.quarter}",
        (_line_figure(line, name, officers.get(line.officer_id)) for line in claim.lines),
        Unit.DAYS if figure == "eligible_days" else Unit.MONEY,
        "R9",
    )


def _line_figure(line: ClaimLine, name: str, officer: Officer | None) -> Derivation:
    unit = Unit.DAYS if name == "eligible_days" else Unit.MONEY
    value = cast("int", getattr(line, name))
    return Derivation(f"{line.officer_id} {line.name}", value, unit, source=officer, field=name)


def explain_award(claim: Claim) -> Derivation:
    """The award's estimate: the tier's amount for each officer counted."""
    award = claim.award
    tiers = claim.reading("award_tiers")
    amount = Derivation(
        "Award per officer",
        award.per_officer,
        Unit.MONEY,
        rule="R20",
        source=award.result,
        note=_tier_note(award, tiers),
    )
    counted = _sum(
        "Officers counted",
        (_number(f"Officer {officer_id}", 1, "R22") for officer_id in award.counted),
        Unit.NUMBER,
        "R22",
    )
    return _product(f"Award estimate, {claim.quarter}", amount, counted, rule="R20")


def _tier_note(award: Award, tiers: Reading) -> str:
    result = award.result
    if result is None:
        return "No location result is recorded."
    if not result.referred:
        return "Nobody was referred: no rate and no award (R21)."
    rate = f"{result.located} of {result.referred} located"
    if award.tier is None:
        return f"{rate}: below the lowest tier ({tiers.source})."
    return f"{rate}: the tier of {award.tier.percent} ({tiers.source})."
