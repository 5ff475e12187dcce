"""A derivation as people read it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster import paths
from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.explanation import FIGURES, explain_award, explain_figure, explain_total
from muster.domain.fiscal import Quarter
from muster.domain.records import (
    Agency,
    Agreement,
    Authorization,
    Effort,
    Interruption,
    InterruptionKind,
    Model,
    Officer,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Record,
    Result,
    StatedBy,
)
from muster.domain.words import MINUS, TIMES
from muster.services.derivation_text import (
    arithmetic_words,
    exact_words,
    lines,
    source_words,
    text,
    value_words,
)
from tests.domain.files import computed
from tests.oracle.folder import read_folder

DAY = date(2025, 10, 1)
COMPUTED = computed(read_folder(paths.sample_agency()), "FY2026Q1")
LIND = COMPUTED.of("0417")


def figure(value: int | Fraction | date, unit: Unit = Unit.MONEY, label: str = "A figure") -> Derivation:
    return Derivation(label, value, unit)


@pytest.mark.parametrize(
    ("value", "unit", "words", "exact"),
    [
        (123450, Unit.MONEY, "1,234.50", ""),
        (-5, Unit.MONEY, f"{MINUS}0.05", ""),
        (Fraction(1, 3), Unit.MONEY, "≈ 0.0033", "1/300"),
        (Fraction(-100000, 7), Unit.MONEY, f"≈ {MINUS}142.8571", f"{MINUS}1,000/7"),
        (Fraction(5, 2), Unit.MONEY, "0.025", ""),
        (1, Unit.DAYS, "1 day", ""),
        (1092, Unit.DAYS, "1,092 days", ""),
        (Fraction(83, 2), Unit.PERCENT, "41.5%", ""),
        (Fraction(31700, 520), Unit.PERCENT, "≈ 60.9615%", "1,585/26%"),
        (25, Unit.PERCENT, "25%", ""),
        (Fraction(1, 4), Unit.NUMBER, "0.25", ""),
        (Fraction(2, 3), Unit.NUMBER, "≈ 0.666667", "2/3"),
        (date(2026, 2, 9), Unit.DATE, "9 Feb 2026", ""),
    ],
)
def test_values(value: int | Fraction | date, unit: Unit, words: str, exact: str) -> None:
    assert value_words(figure(value, unit)) == words
    assert exact_words(figure(value, unit)) == exact


@pytest.mark.parametrize(
    ("operation", "inputs", "words"),
    [
        (Operation.GIVEN, (), ""),
        (Operation.SUM, (), "= nothing to add up"),
        (Operation.SUM, (figure(100, label="One"), figure(250, label="TFM two")), "= one 1.00 + TFM two 2.50"),
        (Operation.SUM, (figure(1),) * 4, "= the sum of the 4 below"),
        (
            Operation.DIFFERENCE,
            (figure(1699661, label="Salary, year to date"), figure(0, label="Before, FY2026Q1")),
            f"= year to date 16,996.61 {MINUS} before 0.00",
        ),
        (
            Operation.PRODUCT,
            (figure(6743219, label="Annual salary"), figure(92, Unit.DAYS), figure(Fraction(1, 2), Unit.NUMBER)),
            f"= annual salary 67,432.19 {TIMES} 92 days {TIMES} 0.5",
        ),
        (Operation.QUOTIENT, (figure(365, label="Sum"), figure(365, Unit.DAYS)), "= sum 3.65 ÷ 365 days"),
        (Operation.MINIMUM, (figure(1, label="Cap"), figure(2, label="Cost")), "= the lower of cap 0.01 and cost 0.02"),
        (Operation.ROUND_HALF_UP, (figure(Fraction(1, 3)),), "≈ 0.0033, rounded to the cent, half up"),
        (Operation.ROUND_DOWN, (figure(25),), "= 0.25, rounded down to the cent"),
        (
            Operation.DAYS,
            (figure(DAY, Unit.DATE), figure(date(2026, 1, 1), Unit.DATE)),
            "= 1 Oct 2025 to 31 Dec 2025, both counted",
        ),
    ],
)
def test_arithmetic(operation: Operation, inputs: tuple[Derivation, ...], words: str) -> None:
    node = Derivation("Salary, FY2026Q1", 0, Unit.MONEY, operation, inputs)
    assert arithmetic_words(node) == words


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (Agency(name="Here"), "Agency profile"),
        (Agreement(Model.TFM, "MOA-1"), "TFM agreement MOA-1"),
        (Officer("0417", "Lind", "Avery"), "Officer 0417, Lind, Avery"),
        (
            Authorization("0417", Model.TFM, None, DAY, document="ICE letter"),
            "TFM authorization of 1 Oct 2025, ICE letter",
        ),
        (Interruption("0417", DAY, None, InterruptionKind.SUSPENDED, "Order 7"), "Suspension from 1 Oct 2025, Order 7"),
        (Pay("0417", DAY, 1, document="HR letter 114"), "Pay of 1 Oct 2025, HR letter 114"),
        (Effort("0417", DAY, Fraction(50)), "Effort from 1 Oct 2025"),
        (OvertimeEntry("0417", DAY, document="OT register"), "Overtime of 1 Oct 2025, OT register"),
        (
            Payroll("0417", date(2025, 9, 28), date(2025, 10, 12), document="Register"),
            "Payroll of 28 Sep 2025 to 11 Oct 2025, Register",
        ),
        (
            Result(Quarter(2026, 1), 38, 34, StatedBy.ICE, "ICE letter"),
            "Location result of FY2026Q1, stated by ICE, ICE letter",
        ),
        (Result(Quarter(2026, 1), 38, 34, StatedBy.AGENCY), "Location result of FY2026Q1, stated by the agency"),
        (
            Override("award_count_rule", "any_day", DAY, "Letter"),
            "The agency's own reading from 1 Oct 2025, Letter",
        ),
        (Override("award_count_rule", "any_day"), "The agency's own reading"),
    ],
)
def test_sources(record: Record, words: str) -> None:
    assert source_words(record) == words


@given(st.fractions(min_value=-(10**9), max_value=10**9), st.sampled_from([Unit.MONEY, Unit.NUMBER, Unit.PERCENT]))
def test_what_is_shown_is_exact_or_near(value: Fraction, unit: Unit) -> None:
    node = figure(value, unit)
    number = value / 100 if unit is Unit.MONEY else value
    words = value_words(node).removesuffix("%").replace(",", "").replace(MINUS, "-")
    read = Fraction(words.removeprefix("≈ "))
    exact = exact_words(node).removesuffix("%").replace(",", "").replace(MINUS, "-")
    assert abs(read - number) <= Fraction(1, 2 * 10**4)
    assert words.startswith("≈") == bool(exact)
    assert Fraction(exact or words) == number


def test_a_figure_as_text() -> None:
    written = text(explain_figure(LIND, "salary"))
    assert written.startswith(
        "Salary, FY2026Q1: 16,996.61 (R4)\n"
        f"    = year to date 16,996.61 {MINUS} year to date before the quarter 0.00\n"
        "  Salary, year to date: 16,996.61 (R16)\n"
    )
    assert "Annual salary: 67,432.19\n" in written
    assert "Pay of 1 Oct 2025, HR letter 121\n" in written
    assert "≈ " in written
    assert written.endswith("\n")


def test_every_figure_of_the_sample_agency_can_be_written() -> None:
    trees = [explain_figure(COMPUTED.of(line.officer_id), name) for line in COMPUTED.claim.lines for name in FIGURES]
    totals = [
        explain_total(COMPUTED.claim, name, COMPUTED.officers)
        for name in ("salary", "benefits", "overtime", "reimbursement")
    ]
    for tree in (*trees, *totals, explain_award(COMPUTED.claim)):
        found = list(lines(tree))
        assert len(found) == sum(1 for _ in tree.walk())
        assert found[0].level == 0
        assert all(line.label and line.value for line in found)
        assert len(text(tree).splitlines()) >= len(found)
