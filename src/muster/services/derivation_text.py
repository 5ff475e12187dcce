"""A derivation as plain text: each figure with its value, arithmetic in words, rule and the record behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.ledger.records import LedgerRecord
from muster.domain.money import half_up
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
from muster.domain.words import MINUS, TIMES, day, stated_by
from muster.services.ledger_words import ledger_words

NEAR = "≈"
_PLACES = {Unit.MONEY: 4, Unit.PERCENT: 4, Unit.NUMBER: 6, Unit.DAYS: 4}
_CENTS = 2
_FEW = 3
_INTERRUPTIONS = {
    "suspended": "Suspension",
    "removed": "Removal",
    "revoked": "Revocation",
    "unpaid_leave": "Unpaid leave",
}


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
        derivation.rule,
        source_words(derivation.source) if derivation.source else "",
        derivation.note,
    )
    for each in derivation.inputs:
        yield from lines(each, level + 1)


def text(derivation: Derivation) -> str:
    """The whole derivation, two spaces to a level, to be pasted or printed."""
    return "\n".join(_written(line) for line in lines(derivation)) + "\n"


def _written(line: DerivationLine) -> str:
    indent = "  " * line.level
    rule = f" ({line.rule})" if line.rule else ""
    below = (line.arithmetic, line.source, line.note)
    return "\n".join([f"{indent}{line.label}: {line.value}{rule}", *(f"{indent}    {each}" for each in below if each)])


def value_words(derivation: Derivation) -> str:
    """A figure's value: money in dollars like ``1,234.50``; what is not exact in a few decimals begins with ``≈``."""
    if isinstance(derivation.value, date):
        return day(derivation.value)
    number = _shown(derivation)
    places = _PLACES[derivation.unit]
    near = "" if (number * 10**places).denominator == 1 else f"{NEAR} "
    least = _CENTS if derivation.unit is Unit.MONEY else 0
    return f"{near}{_decimal(number, places, least)}{_unit(derivation.unit, number)}"


def exact_words(derivation: Derivation) -> str:
    """The exact value as a fraction, where :func:`value_words` only comes near it; empty otherwise."""
    if isinstance(derivation.value, date):
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
    inputs = derivation.inputs
    match derivation.operation:
        case Operation.GIVEN:
            words = ""
        case Operation.SUM:
            words = _added(derivation)
        case Operation.DIFFERENCE:
            words = f" {MINUS} ".join(_named(each, derivation) for each in inputs)
        case Operation.PRODUCT:
            words = f" {TIMES} ".join(_factor(each, derivation) for each in inputs)
        case Operation.QUOTIENT:
            words = " ÷ ".join(_factor(each, derivation) for each in inputs)
        case Operation.MINIMUM | Operation.MAXIMUM:
            which = "lower" if derivation.operation is Operation.MINIMUM else "higher"
            words = f"the {which} of {' and '.join(_named(each, derivation) for each in inputs)}"
        case Operation.ROUND_HALF_UP:
            words = f"{value_words(inputs[0])}, rounded to the cent, half up"
        case Operation.ROUND_DOWN:
            words = f"{value_words(inputs[0])}, rounded down to the cent"
        case _:  # days
            words = _counted(inputs[0], inputs[1])
    return words if not words or words.startswith(NEAR) else f"= {words}"


def _added(derivation: Derivation) -> str:
    inputs = derivation.inputs
    if not inputs:
        return "nothing to add up"
    if len(inputs) > _FEW:
        return f"the sum of the {len(inputs):,} below"
    return " + ".join(_factor(each, derivation) for each in inputs)


def _counted(start: Derivation, until: Derivation) -> str:
    if not isinstance(start.value, date) or not isinstance(until.value, date):
        return f"{value_words(start)} to {value_words(until)}"
    last = until.value - timedelta(days=1)
    return f"{day(start.value)} to {day(last)}, both counted"


def _factor(part: Derivation, whole: Derivation) -> str:
    """An operand: money by name, days and plain numbers say themselves what they are."""
    return _named(part, whole) if part.unit is Unit.MONEY else value_words(part)


def _named(part: Derivation, whole: Derivation) -> str:
    """An operand's name and value; words that the whole's name already says are left out."""
    head, _, tail = whole.label.partition(", ")
    label = part.label.removeprefix(f"{head}, ")
    if tail:
        label = label.removesuffix(f", {tail}")
    if label[1:2].islower():
        label = label[:1].lower() + label[1:]
    return f"{label} {value_words(part)}"


def source_words(record: AnyRecord) -> str:
    """A record in words, like ``Pay of 1 Oct 2025, HR letter 114``."""
    document = getattr(record, "document", "")
    words = ledger_words(record) if isinstance(record, LedgerRecord) else _record_words(record)
    return ", ".join(each for each in (words, document) if each)


def _record_words(record: Record) -> str:
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
            words = f"Officer {record.officer_id}, {record.name}"
        case Authorization():
            words = f"{record.model} authorization of {day(record.authorized_on)}"
        case Interruption():
            words = f"{_INTERRUPTIONS[record.reason]} from {day(record.start)}"
        case Pay():
            words = f"Pay of {day(record.effective_on)}"
        case Effort():
            words = f"Effort from {day(record.effective_on)}"
        case OvertimeEntry():
            words = f"Overtime of {day(record.worked_on)}"
        case _:
            last = record.period_until - timedelta(days=1)
            words = f"Payroll of {day(record.period_from)} to {day(last)}"
    return words
