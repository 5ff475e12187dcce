"""Checks of the claim as a whole: its face, its dates, its readings, what it leaves out (R13, R17, R25)."""

from collections.abc import Iterator
from datetime import timedelta

from muster.domain.deadlines import cutoff, deadline, due_on, in_words
from muster.domain.eligibility import eligible_spans
from muster.domain.entitlement import claimable_spans
from muster.domain.examiner.examined import Case, Examined
from muster.domain.examiner.finding import Check, Found, blocks, each_officer, unless_attached
from muster.domain.fiscal import Quarter
from muster.domain.money import dollars
from muster.domain.records import Agency
from muster.domain.rules import ClaimRules, claim_rules, first_claimable_day
from muster.domain.schema import COLUMNS
from muster.domain.words import count, day

DUE_NOTICE = timedelta(days=14)
"""How long before its working deadline a claim is announced."""
_ON_THE_FACE = ("uei", "ein", "contact_name")


def _official(case: Examined) -> Iterator[Found]:
    if not case.claim.agency.official_name:
        yield Found(
            "The agency's profile names no authorized official, who has to certify the claim.", case.claim.agency
        )


def _incomplete(case: Examined) -> Iterator[Found]:
    agency = case.claim.agency
    missing = [each.title for each in COLUMNS[Agency] if each.name in _ON_THE_FACE and not each.text(agency)]
    if missing:
        yield Found(f"The agency's profile, printed on the claim, has no {' and no '.join(missing)}.", agency)


def _not_over(case: Examined) -> Iterator[Found]:
    if case.day < case.quarter.until:
        yield Found(
            f"{case.quarter} ends on {day(case.quarter.last_day)}; what is still to come in it cannot be certified."
        )


def _due(case: Examined) -> Iterator[Found]:
    due = due_on(case.quarter, case.claim.reading)
    if not case.quarter.until <= case.day <= due:
        return
    found = deadline(due, case.holiday)
    if found.working - case.day <= DUE_NOTICE:
        yield Found(f"The claim is due on {in_words(found, case.day)}.")


def _late(case: Examined) -> Iterator[Found]:
    due, last = due_on(case.quarter, case.claim.reading), cutoff(case.quarter, case.claim.reading)
    if due < case.day <= last:
        until = in_words(deadline(last, case.holiday), case.day)
        yield Found(
            f"The claim was due on {day(due)}, {count((case.day - due).days, 'day')} ago. Claims of fiscal year "
            f"{case.quarter.fiscal_year} are taken until {until}."
        )


def _after_cutoff(case: Examined) -> Iterator[Found]:
    last = cutoff(case.quarter, case.claim.reading)
    if case.day > last:
        until = in_words(deadline(last, case.holiday), case.day)
        yield Found(
            f"Claims of fiscal year {case.quarter.fiscal_year} were taken until {until}. This one may be refused."
        )


def _skipped(case: Examined) -> Iterator[Found]:
    """Earlier quarters with claimable days and no claim; nothing where the claims are not known."""
    if case.claimed is None or case.rules is None:
        return
    readings, agreements = case.rules.readings, case.rules.agreement_records
    earlier = Quarter.holding(first_claimable_day(readings))
    while earlier < case.quarter:
        if earlier not in case.claimed:
            officers = _with_days(case, claim_rules(earlier, readings, agreements))
            if officers:
                who = count(officers, "officer") + (" has" if officers == 1 else " have")
                yield Found(f"{earlier} has no claim, and {who} claimable days in it.")
        earlier = earlier.next


def _with_days(case: Examined, rules: ClaimRules) -> int:
    """How many officers have claimable days in the rules' quarter."""
    within = rules.within.clip(rules.quarter.span)
    files = (each.work.file for each in case.cases)
    eligible = ((file, eligible_spans(file, rules.agreements, rules.cap.years, within)) for file in files)
    return sum(bool(claimable_spans(file, spans, rules)) for file, spans in eligible)


def _undocumented(case: Examined) -> Iterator[Found]:
    readings = (*case.claim.readings, *(reading for _, reading in case.claim.changed_readings))
    own = dict.fromkeys(reading.override for reading in readings if reading.override)
    for override in own:
        if not override.document:
            yield Found(f"The agency's own value of {override.parameter} names no document.", override)


def _negative(case: Case) -> Iterator[Found]:
    work = case.work
    amounts = {"salary": work.salary.amount, "benefits": work.benefits.amount, "overtime": work.overtime.amount}
    below = [f"{name} {dollars(amount)}" for name, amount in amounts.items() if amount < 0]
    if below:
        yield Found(f"The line takes back what an earlier claim had: {', '.join(below)}.")


_LATE = "FBI: not obligated after 31 December"

CHECKS = (
    Check(
        "quarter-not-over",
        "Quarter not over",
        "R4, R10; 2 CFR 200.415(a): certified expenditures",
        _not_over,
        blocks,
    ),
    Check(
        "official-missing",
        "Authorized official missing",
        "2 CFR 200.415(a): signed by an authorized official",
        _official,
        blocks,
    ),
    Check("agency-incomplete", "Agency profile incomplete", "2 CFR part 25: UEI; the claim's face", _incomplete),
    Check("claim-due", "Claim due soon", "R25", _due),
    Check("claim-late", "Claim late", f"R25; {_LATE}", _late),
    Check("claim-after-cutoff", "Claim after the fiscal year's cutoff", f"R25; {_LATE}", _after_cutoff),
    Check("quarter-skipped", "Earlier quarter not claimed", "R12, R25", _skipped),
    Check(
        "reading-undocumented",
        "Own reading without a document",
        "R8, R11: an override has a source",
        unless_attached(_undocumented),
    ),
    Check("line-negative", "Negative line", "R13, R17", each_officer(_negative)),
)
