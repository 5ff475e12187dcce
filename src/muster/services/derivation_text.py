"""A derivation as plain text: each figure with its value, arithmetic in words, rule and the record behind it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.documents import Attachment
from muster.domain.importing.records import SavedMapping
from muster.domain.intervals import Span
from muster.domain.ledger.records import LedgerRecord
from muster.domain.money import half_up
from muster.domain.quantities import percent_text
from muster.domain.records import (
    Agency,
    Agreement,
    AnyRecord,
    Authorization,
    Effort,
    Interruption,
    Officer,
    OfficerRecord,
    Override,
    OvertimeEntry,
    Pay,
    Record,
    Result,
)
from muster.domain.words import MINUS, TIMES, day, interruption, period, stated_by, uncapitalized
from muster.services.ledger_words import ledger_words

NEAR = "≈"
_PLACES = {Unit.MONEY: 4, Unit.PERCENT: 4, Unit.NUMBER: 6, Unit.DAYS: 4}
_CENTS = 2
_FEW = 3


@dataclass(frozen=True, slots=True)
class DerivationLine:
    """One figure of a derivation in words; ``level`` is its depth, 0 for the figure explained."""

    level: int
    label: str
    value: str
    arithmetic: str
    rule: str
    source: str
    note: str


def lines(derivation: Derivation, level: int = 0) -> Iterator[DerivationLine]:
    """The derivation from the top, each figure before what it is made of."""
    yield DerivationLine(
        level,
        derivation.label,
        value_words(derivation),
        arithmetic_words(derivation),
        rule_words(derivation),
        beside_label(derivation),
        derivation.note,
    )
    for each in made_of(derivation):
        yield from lines(each, level + 1)


def text(derivation: Derivation) -> str:
    """The whole derivation, two spaces to a level, to be pasted or printed."""
    return "\n".join(_written(line) for line in lines(derivation)) + "\n"


def _written(line: DerivationLine) -> str:
    indent = "  " * line.level
    rule = f" ({line.rule})" if line.rule else ""
    below = (line.arithmetic, line.source, line.note)
    return "\n".join([f"{indent}{line.label}: {line.value}{rule}", *(f"{indent}    {each}" for each in below if each)])


def made_of(derivation: Derivation) -> tuple[Derivation, ...]:
    """What stands below a figure; what a rounded figure was before is told in its own line, not below it."""
    exact = _rounded_from(derivation)
    return exact.inputs if exact else derivation.inputs


def rule_words(derivation: Derivation) -> str:
    """The rules that a figure follows: ``R9``; with that of what it was rounded from: ``R4, R9``."""
    exact = _rounded_from(derivation)
    rules = (exact.rule if exact else "", derivation.rule)
    return ", ".join(dict.fromkeys(rule for rule in rules if rule))


def _rounded_from(derivation: Derivation) -> Derivation | None:
    """What was rounded, where there is no more to say of it than its arithmetic."""
    if derivation.operation not in _ROUNDED:
        return None
    exact = derivation.inputs[0]
    return exact if exact.inputs and not exact.note and not exact.source else None


def beside_label(derivation: Derivation) -> str:
    """The record behind a figure, without what the figure's label has said already."""
    if derivation.source is None:
        return ""
    words = source_words(derivation.source)
    return "" if words.endswith(derivation.label) else words.removeprefix(f"{derivation.label}, ")


def value_words(derivation: Derivation) -> str:
    """A figure's value: money in dollars like ``1,234.50``; what is not exact in a few decimals begins with ``≈``."""
    if isinstance(derivation.value, date):
        return day(derivation.value)
    if derivation.unit is Unit.ANSWER:
        return "yes" if derivation.value else "no"
    number = _shown(derivation)
    places = _PLACES[derivation.unit]
    near = "" if (number * 10**places).denominator == 1 else f"{NEAR} "
    least = _CENTS if derivation.unit is Unit.MONEY else 0
    return f"{near}{_decimal(number, places, least)}{_unit(derivation.unit, number)}"


def exact_words(derivation: Derivation) -> str:
    """The exact value as a fraction, where :func:`value_words` only comes near it; empty otherwise."""
    if isinstance(derivation.value, date) or derivation.unit is Unit.ANSWER:
        return ""
    number = _shown(derivation)
    if (number * 10 ** _PLACES[derivation.unit]).denominator == 1:
        return ""
    sign = MINUS if number < 0 else ""
    return f"{sign}{abs(number.numerator):,}/{number.denominator:,}{_unit(derivation.unit, number)}"


def _shown(derivation: Derivation) -> Fraction:
    """The number that people read: money in dollars."""
    return derivation.number / 100 if derivation.unit is Unit.MONEY else derivation.number


def _unit(unit: Unit, number: Fraction) -> str:
    if unit is Unit.DAYS:
        return " day" if number == 1 else " days"
    return "%" if unit is Unit.PERCENT else ""


def _decimal(number: Fraction, places: int, least: int) -> str:
    """Rounded half up to so many places, without needless zeros after the ``least`` ones."""
    scaled = half_up(number * 10**places)
    whole, part = divmod(abs(scaled), 10**places)
    digits = f"{part:0{places}d}".rstrip("0").ljust(least, "0")
    return f"{MINUS if scaled < 0 else ''}{whole:,}{'.' + digits if digits else ''}"


def arithmetic_words(derivation: Derivation) -> str:
    """How the value follows from its inputs, like ``= year to date 16,996.61 - before 0.00``; empty for a leaf."""
    words = _arithmetic(derivation)
    return f"= {words}" if words and not words.startswith(NEAR) and derivation.unit is not Unit.ANSWER else words


def _arithmetic(derivation: Derivation) -> str:
    return _IN_WORDS[derivation.operation](derivation)


def _subtracted(whole: Derivation) -> str:
    return f" {MINUS} ".join(_named(each, whole) for each in whole.inputs)


def _times(whole: Derivation, inputs: Sequence[Derivation] = ()) -> str:
    return f" {TIMES} ".join(_factor(each, whole) for each in inputs or whole.inputs)


def _prorated(whole: Derivation) -> str:
    return f"{_times(whole, whole.inputs[:-1])} ÷ {_factor(whole.inputs[-1], whole)}"


def _percent_of(whole: Derivation) -> str:
    percent, amount = whole.inputs
    share = percent_text(percent.number)
    return f"{share}{'' if '/' in share else '%'} of {_named(amount, whole)}"


def _one_of(which: str, whole: Derivation) -> str:
    return f"the {which} of {' and '.join(_named(each, whole) for each in whole.inputs)}"


def _rounded(whole: Derivation) -> str:
    return f"{_before_rounding(whole)}, {_ROUNDED[whole.operation]} {_WHOLE[whole.unit]}"


_ROUNDED = {Operation.ROUND_HALF_UP: "rounded half up", Operation.ROUND_DOWN: "rounded down"}
_WHOLE = {
    Unit.MONEY: "to the cent",
    Unit.PERCENT: "to a whole percent",
    Unit.NUMBER: "to a whole number",
    Unit.DAYS: "to a whole day",
}


def _before_rounding(derivation: Derivation) -> str:
    """What is rounded: its arithmetic with its value, or where that stands below the value alone."""
    exact, value = _rounded_from(derivation), value_words(derivation.inputs[0])
    if exact is None:
        return value
    words = _arithmetic(exact)
    return words if exact.value == derivation.value else f"{words}; {value}"


def _added(derivation: Derivation) -> str:
    inputs = derivation.inputs
    if not inputs:
        return "nothing to add up"
    if len(inputs) > _FEW:
        return f"the sum of the {len(inputs):,} below"
    return " + ".join(_factor(each, derivation) for each in inputs)


def _compared(derivation: Derivation) -> str:
    """``located × 100 = 3,400 < 90 × referred = 3,420``."""
    left, right = (f"{uncapitalized(each.label)} = {value_words(each)}" for each in derivation.inputs)
    return f"{left} {'≥' if derivation.value else '<'} {right}"


def _first_met(derivation: Derivation) -> str:
    pairs = zip(derivation.inputs[::2], derivation.inputs[1::2], strict=True)
    met = next((value for test, value in pairs if test.value), None)
    return f"{_factor(met, derivation)}, the first that is reached" if met else "0: none of the tests below is met"


def _counted(whole: Derivation) -> str:
    start, until = whole.inputs
    if not isinstance(start.value, date) or not isinstance(until.value, date):
        return f"{value_words(start)} to {value_words(until)}"
    if until.value - start.value == timedelta(days=1):
        return day(start.value)
    return f"{period(Span(start.value, until.value))}, both counted"


_IN_WORDS: Mapping[Operation, Callable[[Derivation], str]] = {
    Operation.GIVEN: lambda _leaf: "",
    Operation.SUM: _added,
    Operation.DIFFERENCE: _subtracted,
    Operation.PRODUCT: _times,
    Operation.PRORATED: _prorated,
    Operation.PERCENT_OF: _percent_of,
    Operation.MINIMUM: partial(_one_of, "lower"),
    Operation.MAXIMUM: partial(_one_of, "higher"),
    Operation.ROUND_HALF_UP: _rounded,
    Operation.ROUND_DOWN: _rounded,
    Operation.DAYS: _counted,
    Operation.AT_LEAST: _compared,
    Operation.FIRST_MET: _first_met,
}


def _factor(part: Derivation, whole: Derivation) -> str:
    """An operand: money and counts by name; days, percents and the rules' own numbers say themselves what they are."""
    counted = part.unit is Unit.NUMBER and (part.source or part.inputs)
    return _named(part, whole) if part.unit is Unit.MONEY or counted else value_words(part)


def _named(part: Derivation, whole: Derivation) -> str:
    """An operand's name and value; words that the whole's name already says are left out."""
    head, _, tail = whole.label.partition(", ")
    label = part.label.removeprefix(f"{head}, ")
    if tail:
        label = label.removesuffix(f", {tail}")
    if label[1:2].islower():
        label = uncapitalized(label)
    return f"{label} {value_words(part)}"


def source_words(record: AnyRecord) -> str:
    """A record in words, like ``Pay record of 1 Oct 2025, HR letter 114``."""
    document = getattr(record, "document", "")
    if isinstance(record, SavedMapping):
        return f"Import mapping {record.name}"
    if isinstance(record, Attachment):
        return f"Document “{record.name}”"
    words = ledger_words(record) if isinstance(record, LedgerRecord) else record_words(record)
    return ", ".join(each for each in (words, document) if each)


def record_words(record: Record) -> str:
    """A record in words without its document: ``Pay record of 1 Oct 2025``."""
    match record:
        case Agency():
            words = "Agency profile"
        case Agreement():
            words = f"{record.model} agreement {record.number}".rstrip()
        case Override():
            words = "The agency's own reading"
            words += f" from {day(record.effective_on)}" if record.effective_on else ""
        case Result():
            words = f"Location result of {record.quarter}, stated by {stated_by(record.stated_by)}"
        case _:
            words = _officer_words(record)
    return words


def _officer_words(record: OfficerRecord) -> str:
    match record:
        case Officer():
            words = f"Officer {record.officer_id} {record.name}".rstrip()
        case Authorization():
            words = f"{record.model} authorization of {day(record.authorized_on)}"
        case Interruption():
            words = f"{interruption(record.reason)} from {day(record.start)}"
        case Pay():
            words = f"Pay record of {day(record.effective_on)}"
        case Effort():
            words = f"Effort from {day(record.effective_on)}"
        case OvertimeEntry():
            words = f"Overtime of {day(record.worked_on)}"
        case _:
            words = f"Payroll of {period(Span(record.period_from, record.period_until))}"
    return words
