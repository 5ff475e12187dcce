"""A derivation as people read it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster import paths
from muster.domain.award_explanation import AWARD_FIGURES, Estimate, explain_award
from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.explanation import FIGURES, explain_figure
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
from muster.domain.total_explanation import explain_total
from muster.domain.words import MINUS, TIMES
from muster.services.derivation_text import (
    arithmetic_words,
    beside_label,
    exact_words,
    lines,
    made_of,
    rule_words,
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


YES, NO = figure(1, Unit.ANSWER), figure(0, Unit.ANSWER)
LOCATED = Derivation("Located", 34, Unit.NUMBER, source=Result(Quarter(2026, 1), 38, 34, StatedBy.ICE))
THIRD = Derivation(
    "Exact", Fraction(1, 3), Unit.MONEY, Operation.PRORATED, (figure(1, label="One"), figure(3, Unit.DAYS)), "R4"
)


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
        (
            Operation.PRORATED,
            (figure(365, label="Annual salary"), figure(92, Unit.DAYS), figure(365, Unit.DAYS)),
            f"= annual salary 3.65 {TIMES} 92 days ÷ 365 days",
        ),
        (Operation.PERCENT_OF, (figure(25, Unit.PERCENT), figure(400, label="Base")), "= 25% of base 4.00"),
        (
            Operation.PERCENT_OF,
            (figure(Fraction(31700, 520), Unit.PERCENT), figure(400, label="Base")),
            "= 317/520 of base 4.00",
        ),
        (Operation.PRODUCT, (figure(90, Unit.NUMBER), LOCATED), f"= 90 {TIMES} located 34"),
        (
            Operation.FIRST_MET,
            (NO, figure(2, label="High"), YES, figure(1, label="Low")),
            "= low 0.01, the first that is reached",
        ),
        (Operation.FIRST_MET, (NO, figure(2, label="High")), "= 0: none of the tests below is met"),
        (Operation.MINIMUM, (figure(1, label="Cap"), figure(2, label="Cost")), "= the lower of cap 0.01 and cost 0.02"),
        (Operation.ROUND_HALF_UP, (figure(Fraction(1, 3)),), "≈ 0.0033, rounded half up to the cent"),
        (Operation.ROUND_DOWN, (figure(25),), "= 0.25, rounded down to the cent"),
        (Operation.ROUND_HALF_UP, (THIRD,), "= one 0.01 ÷ 3 days; ≈ 0.0033, rounded half up to the cent"),
        (
            Operation.DAYS,
            (figure(DAY, Unit.DATE), figure(date(2026, 1, 1), Unit.DATE)),
            "= 1 Oct 2025 to 31 Dec 2025, both counted",
        ),
        (Operation.DAYS, (figure(DAY, Unit.DATE), figure(date(2025, 10, 2), Unit.DATE)), "= 1 Oct 2025"),
    ],
)
def test_arithmetic(operation: Operation, inputs: tuple[Derivation, ...], words: str) -> None:
    node = Derivation("Salary, FY2026Q1", 0, Unit.MONEY, operation, inputs)
    assert arithmetic_words(node) == words


def test_a_test_is_answered_in_words() -> None:
    inputs = (figure(4100, Unit.NUMBER, "Located × 100"), figure(4060, Unit.NUMBER, "70 × referred"))
    reached = Derivation("70% tier reached", 1, Unit.ANSWER, Operation.AT_LEAST, inputs)
    assert value_words(reached) == "yes"
    assert exact_words(reached) == ""
    assert arithmetic_words(reached) == f"located {TIMES} 100 = 4,100 ≥ 70 {TIMES} referred = 4,060"
    missed = Derivation("80% tier reached", 0, Unit.ANSWER, Operation.AT_LEAST, inputs[::-1])
    assert value_words(missed) == "no"
    assert arithmetic_words(missed) == f"70 {TIMES} referred = 4,060 < located {TIMES} 100 = 4,100"


def test_a_rounding_tells_what_it_rounds_itself() -> None:
    rounded = Derivation("Salary", 0, Unit.MONEY, Operation.ROUND_HALF_UP, (THIRD,), "R9")
    assert made_of(rounded) == THIRD.inputs
    assert rule_words(rounded) == "R4, R9"
    told_apart = replace(rounded, inputs=(replace(THIRD, note="More to say"),))
    assert made_of(told_apart) == told_apart.inputs
    assert rule_words(told_apart) == "R9"


def test_a_record_s_words_do_not_repeat_the_label() -> None:
    entry = OvertimeEntry("0417", DAY, document="OT register")
    officer = Officer("0417", "Lind", "Avery")
    pay = Pay("0417", DAY, 1, document="HR letter 114")
    effort = Effort("0417", DAY, Fraction(50))
    for label, source, words in (
        ("Overtime of 1 Oct 2025", entry, "OT register"),
        ("0417 Lind, Avery", officer, ""),
        ("Annual salary", pay, "Pay record of 1 Oct 2025, HR letter 114"),
        ("Effort", effort, "Effort from 1 Oct 2025"),
    ):
        assert beside_label(replace(figure(1, label=label), source=source)) == words
    assert beside_label(figure(1)) == ""


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (Agency(name="Here"), "Agency profile"),
        (Agreement(Model.TFM, "MOA-1"), "TFM agreement MOA-1"),
        (Officer("0417", "Lind", "Avery"), "Officer 0417 Lind, Avery"),
        (
            Authorization("0417", Model.TFM, None, DAY, document="ICE letter"),
            "TFM authorization of 1 Oct 2025, ICE letter",
        ),
        (Interruption("0417", DAY, None, InterruptionKind.SUSPENDED, "Order 7"), "Suspension from 1 Oct 2025, Order 7"),
        (Pay("0417", DAY, 1, document="HR letter 114"), "Pay record of 1 Oct 2025, HR letter 114"),
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
        f"    = year to date 16,996.61 {MINUS} earlier quarters 0.00\n"
        "  Salary, year to date: 16,996.61 (R16)\n"
        "      = the lower of entitlement 16,996.61 and actual cost 16,996.61\n"
        "    Entitlement: 16,996.61 (R4, R9)\n"
        f"        = annual salary 67,432.19 {TIMES} 92 days ÷ 365 days; ≈ 16,996.6068, rounded half up to the cent\n"
        "      Annual salary: 67,432.19\n"
        "          Pay record of 1 Oct 2025, HR letter 121\n"
        "      TFM days: 92 days (R2)\n"
        "          = 1 Oct 2025 to 31 Dec 2025, both counted\n"
        "          TFM authorization of 2 Jun 2025, ICE letter 2025-06-02\n"
        "        First day of fiscal year 2026: 1 Oct 2025 (R1)\n"
        "        First day after FY2026Q1: 1 Jan 2026 (R1)\n"
        "      Days in fiscal year 2026: 365 days (R1)\n"
        "          1 Oct 2025 to 30 Sep 2026\n"
        "    Actual cost: 16,996.61 (R16, R9)\n"
    )
    assert written.endswith("\n")


def test_the_award_as_text() -> None:
    written = text(explain_award(Estimate.of(COMPUTED)))
    assert written.startswith(
        "Award estimate, FY2026Q1: 12,750.00 (R20)\n"
        f"    = award per officer 750.00 {TIMES} officers counted 17\n"
        "  Award per officer, FY2026Q1: 750.00 (R20)\n"
        "      = award of the 80% tier 750.00, the first that is reached\n"
        "    90% tier reached: no (R20)\n"
        f"        located {TIMES} 100 = 3,400 < 90 {TIMES} referred = 3,420\n"
    )
    assert (
        "    0102 Whitfield, Marian: 1 (R22)\n"
        "        TFM authorization of 6 May 2025, ICE letter 2025-05-06\n"
        "        Eligible on 31 Dec 2025\n"
    ) in written


def test_every_figure_of_the_sample_agency_can_be_written() -> None:
    trees = [explain_figure(COMPUTED.of(line.officer_id), name) for line in COMPUTED.claim.lines for name in FIGURES]
    totals = [
        explain_total(COMPUTED.claim, name, COMPUTED.officers)
        for name in ("salary", "benefits", "overtime", "reimbursement")
    ]
    for tree in (*trees, *totals, *(explain_award(Estimate.of(COMPUTED), name) for name in AWARD_FIGURES)):
        found = list(lines(tree))
        assert len(found) <= sum(1 for _ in tree.walk())
        assert found[0].level == 0
        assert all(line.label and line.value for line in found)
        assert len(text(tree).splitlines()) >= len(found)
