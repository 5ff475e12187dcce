"""What changed behind a claim since it was certified, in words: which record, what of it, who and when (R15)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.ledger.records import Component
from muster.domain.readings import RuleBook
from muster.domain.records import (
    Agreement,
    Effort,
    Interruption,
    InterruptionKind,
    Model,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Record,
    Result,
    StatedBy,
)
from muster.services.record_changes import changes_since, reasons
from tests.composition import RULES
from tests.oracle import example_rows as rows_of
from tests.services.frozen.stories import pike
from tests.services.office import Office
from tests.services.two_claims import Opened

Q1 = Quarter(2026, 1)


@pytest.fixture
def agency(office: Opened) -> Office:
    """Q1 is certified on 20 Jan; another officer, 0005, is in the book; it is 2 Feb and Robin keeps it."""
    rows = pike()
    opened = office({**rows, "officers": [*rows["officers"], rows_of.officer("0005", "Ada Quill")]})
    opened.certify("FY2026Q1", "2026-01-20")
    opened.is_on("2026-02-02")
    opened.program.author.name = "Robin"
    return opened


def told(agency: Office, component: str = "salary", officer_id: str = "0004", quarter: Quarter = Q1) -> list[str]:
    with agency.services.book.read() as records:
        changes = changes_since(records, agency.ledger.claims[0].log_sequence)
    return reasons(changes, officer_id, Component(component), quarter)


def test_nothing_has_changed(agency: Office) -> None:
    assert told(agency) == []


def test_a_record_added_changed_and_removed(agency: Office) -> None:
    (pay,) = agency.of(Pay, "0004")
    agency.change(pay, replace(pay, annual_salary=71_000_00, paid_on=date(2026, 2, 1), document="Letter 7"))
    agency.add(Interruption("0004", date(2025, 11, 1), date(2025, 11, 11), InterruptionKind.SUSPENDED))
    agency.is_on("2026-02-03")
    agency.remove(agency.of(OvertimeEntry, "0004")[0])
    cells = "Annual salary 70,200.00 to 71,000.00; Paid empty to 1 Feb 2026; Document empty to Letter 7"
    assert told(agency) == [
        f"Pay record of 1 Oct 2025, Letter 7: changed by Robin on 2 Feb 2026 ({cells})",
        "Suspension from 1 Nov 2025: added by Robin on 2 Feb 2026",
    ]
    assert told(agency, "overtime")[-1] == "Overtime of 14 Nov 2025: removed by Robin on 3 Feb 2026"
    assert told(agency, officer_id="0005") == []


def test_the_first_three_cells_are_told(agency: Office) -> None:
    (pay,) = agency.of(Pay, "0004")
    into = replace(
        pay,
        annual_salary=1_00,
        annual_benefits=2_00,
        approved_on=date(2026, 1, 2),
        paid_on=date(2026, 1, 3),
        document="Letter 7",
    )
    agency.change(pay, into)
    (reason,) = told(agency)
    assert reason.count(";") == 2
    assert "Document" not in reason


def test_what_was_put_back_has_not_changed(agency: Office) -> None:
    (pay,) = agency.of(Pay, "0004")
    agency.change(pay, replace(pay, annual_salary=71_000_00))
    agency.change(agency.of(Pay, "0004")[0], pay)
    pause = Interruption("0004", date(2025, 11, 1), None, InterruptionKind.SUSPENDED)
    agency.add(pause)
    agency.remove(*agency.of(Interruption, "0004"))
    assert told(agency) == []


def test_several_changes_of_one_record_are_one(agency: Office) -> None:
    (pay,) = agency.of(Pay, "0004")
    agency.change(pay, replace(pay, annual_salary=71_000_00))
    agency.is_on("2026-02-09")
    agency.program.author.name = "Sam"
    changed = replace(pay, annual_salary=72_000_00)
    agency.change(agency.of(Pay, "0004")[0], changed)
    assert told(agency) == [
        "Pay record of 1 Oct 2025: changed by Sam on 9 Feb 2026 (Annual salary 70,200.00 to 72,000.00)",
    ]


SALARY, OVERTIME = {"salary", "benefits"}, {"overtime"}
LATER = date(2026, 1, 1)
"""The first day after the quarter."""


@pytest.mark.parametrize(
    ("record", "concerned"),
    [
        (Agreement(Model.TFM, "MOA-2", effective_on=date(2025, 12, 31)), SALARY | OVERTIME),
        (Override("overtime_cap_percent", "20", LATER, "Letter"), OVERTIME),
        (Override("overtime_cap_percent", "20", None, "Letter"), SALARY | OVERTIME),
        (Effort("0004", date(2025, 12, 31), Fraction(50)), SALARY),
        (Effort("0004", LATER, Fraction(50)), set()),
        (Payroll("0004", date(2025, 12, 31), date(2026, 1, 14), 1_00), SALARY),
        (Payroll("0004", LATER, date(2026, 1, 14), 1_00), set()),
        (OvertimeEntry("0004", date(2025, 12, 31), amount=1_00), OVERTIME),
        (OvertimeEntry("0004", LATER, amount=1_00), set()),
        (Pay("0004", date(2025, 12, 31), 1_00), SALARY | OVERTIME),
        (Pay("0004", LATER, 1_00), OVERTIME),  # the cap takes the whole year (R11)
        (Pay("0004", date(2026, 10, 1), 1_00), set()),
        (Result(Q1, 1, 1, StatedBy.ICE, dated_on=date(2025, 12, 31)), set()),
        (Pay("0005", date(2025, 12, 31), 1_00), set()),
    ],
)
def test_what_each_record_concerns(agency: Office, record: Record, concerned: Iterable[str]) -> None:
    agency.add(record)
    assert {each for each in Component if told(agency, each)} == set(concerned)


def test_a_record_moved_out_of_the_quarter_concerns_it(agency: Office) -> None:
    entry = agency.of(OvertimeEntry, "0004")[0]
    agency.change(entry, replace(entry, worked_on=date(2026, 1, 2), paid_on=date(2026, 1, 3)))
    assert len(told(agency, "overtime")) == 1
    assert len(told(agency, "overtime", quarter=Quarter(2026, 2))) == 1


def test_the_reasons_of_an_adjustment_begin_where_it_was_last_claimed(agency: Office) -> None:
    (pay,) = agency.of(Pay, "0004")
    agency.change(pay, replace(pay, annual_salary=71_000_00, paid_on=date(2026, 2, 1)))
    (first,) = agency.propose("FY2026Q2", "2026-04-20").claim.adjustments
    assert [each.partition(":")[0] for each in first.reasons] == ["Pay record of 1 Oct 2025"]
    agency.certify("FY2026Q2", "2026-04-20")
    agency.add(Interruption("0004", date(2025, 11, 1), date(2025, 11, 11), InterruptionKind.SUSPENDED))
    (second,) = (each for each in agency.propose("FY2026Q3", "2026-07-20").claim.adjustments if each.quarter == Q1)
    assert [each.partition(":")[0] for each in second.reasons] == ["Suspension from 1 Nov 2025"]
    (told_now,) = agency.services.ledger.differences("FY26Q1-001")[:1]
    assert told_now.reasons == second.reasons


def test_rules_of_a_later_version_of_the_program_are_told_as_the_reason(agency: Office) -> None:
    cap = RULES.parameters["overtime_cap_percent"]
    presets = {preset: tuple(each._replace(value="5") for each in dated) for preset, dated in cap.presets.items()}
    later = RuleBook({**RULES.parameters, cap.name: replace(cap, presets=presets)})
    agency.goes_by(later)
    (told_now,) = agency.services.ledger.differences("FY26Q1-001")
    assert told_now.component is Component.OVERTIME
    assert told_now.reasons == (
        "No record of it has changed since; other quarters' claims have, or the rules that the program comes with",
    )
