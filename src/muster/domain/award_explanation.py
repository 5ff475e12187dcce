"""Where the award's estimate comes from: the test of each tier, and the authorization of each officer counted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, cast

from muster.domain import words
from muster.domain.award import HALF_UP, QUARTER_END, Award, counting_spans, tier_tests
from muster.domain.computation import Computation
from muster.domain.derivation import Derivation, Operation, Unit
from muster.domain.eligibility import EligibleSpan, eligible_spans
from muster.domain.fiscal import Quarter
from muster.domain.money import half_up
from muster.domain.readings import Reading, Tier
from muster.domain.records import OfficerFile, Result
from muster.domain.rules import ClaimRules

_CUT = "Shown with two decimals, cut off and never rounded up, lest it shows a tier that is not reached."


class Estimate(NamedTuple):
    """A quarter's award, the rules that it goes by, and the files of the officers counted, by officer_id."""

    rules: ClaimRules
    award: Award
    files: Mapping[str, OfficerFile]

    @classmethod
    def of(cls, computed: Computation) -> "Estimate":
        """That of a computed claim."""
        return cls(computed.rules, computed.claim.award, {each.officer_id: each.file for each in computed.workings})

    @property
    def quarter(self) -> Quarter:
        """The quarter."""
        return self.rules.quarter


def explain_award(estimate: Estimate, figure: str = "award") -> Derivation:
    """The derivation of the award's estimate, or of a figure that it is made of; figures are ``AWARD_FIGURES``."""
    return AWARD_FIGURES[figure](estimate)


def _amount(estimate: Estimate) -> Derivation:
    label, inputs = f"Award estimate, {estimate.quarter}", (_per_officer(estimate), _officers(estimate))
    return Derivation(label, estimate.award.amount, Unit.MONEY, Operation.PRODUCT, inputs, "R20")


# -- the rate (R20, R21)


def explain_rate(result: Result) -> Derivation:
    """The rate of a result in percent: located of referred."""
    label = f"Rate, {result.quarter}"
    if not result.referred:
        note = "Nobody was referred: there is no rate, neither 100% nor 0%."
        return Derivation(label, 0, Unit.PERCENT, rule="R21", source=result, note=note)
    value = Fraction(result.located * 100, result.referred)
    inputs = (_located(result), _hundred(), _referred(result))
    return Derivation(label, value, Unit.PERCENT, Operation.PRORATED, inputs, "R20", note=_CUT)


def _rate(estimate: Estimate) -> Derivation:
    used = estimate.award.result
    return explain_rate(used) if used else _not_stated(f"Rate, {estimate.quarter}", Unit.PERCENT, estimate.quarter)


def _located(result: Result) -> Derivation:
    return Derivation("Located", result.located, Unit.NUMBER, rule="R21", source=result, field="located")


def _referred(result: Result) -> Derivation:
    return Derivation("Referred", result.referred, Unit.NUMBER, rule="R21", source=result, field="referred")


def _hundred() -> Derivation:
    return Derivation("One hundred percent", 100, Unit.NUMBER, rule="R20")


def _not_stated(label: str, unit: Unit, quarter: Quarter) -> Derivation:
    return Derivation(label, 0, unit, rule="R21", note=f"No location result is recorded for {quarter}.")


# -- the tier and what it pays (R20)


def _tier(estimate: Estimate) -> Derivation:
    return _of_tier_reached(estimate, f"Tier, {estimate.quarter}", Unit.PERCENT, _threshold)


def _per_officer(estimate: Estimate) -> Derivation:
    return _of_tier_reached(estimate, f"Award per officer, {estimate.quarter}", Unit.MONEY, _pays)


def _of_tier_reached(
    estimate: Estimate, label: str, unit: Unit, of_tier: Callable[[Tier, Reading], Derivation]
) -> Derivation:
    """What the highest tier reached says; the tests below it are left out."""
    used = estimate.award.result
    if used is None:
        return _not_stated(label, unit, estimate.quarter)
    if not used.referred:
        note = "Nobody was referred: there is no rate, and no award."
        return Derivation(label, 0, unit, rule="R21", source=used, note=note)
    tiers, rounding = estimate.rules.reading("award_tiers"), estimate.rules.reading("award_rounding")
    value, inputs = Fraction(), list[Derivation]()
    for test in tier_tests(used.located, used.referred, cast("Sequence[Tier]", tiers.value), str(rounding.value)):
        said = of_tier(test.tier, tiers)
        inputs += (_test(used, test.tier, tiers, rounding, reached=test.reached), said)
        if test.reached:
            value = said.number
            break
    return Derivation(label, value, unit, Operation.FIRST_MET, tuple(inputs), "R20")


def _test(used: Result, tier: Tier, tiers: Reading, rounding: Reading, *, reached: bool) -> Derivation:
    label = f"{tier.percent}% tier reached"
    sides = _rounded_sides if rounding.value == HALF_UP else _whole_sides
    return Derivation(label, int(reached), Unit.ANSWER, Operation.AT_LEAST, sides(used, tier, tiers, rounding), "R20")


def _whole_sides(used: Result, tier: Tier, tiers: Reading, _rounding: Reading) -> tuple[Derivation, Derivation]:
    """The exact rate against the threshold, in whole numbers."""
    threshold = _of_reading(f"Threshold of the {tier.percent}% tier", tier.percent, Unit.NUMBER, tiers)
    return (
        _product(f"Located {words.TIMES} 100", _located(used), _hundred()),
        _product(f"{tier.percent} {words.TIMES} referred", threshold, _referred(used)),
    )


def _rounded_sides(used: Result, tier: Tier, tiers: Reading, rounding: Reading) -> tuple[Derivation, Derivation]:
    """The rate rounded half up to a whole percent against the threshold."""
    rate = explain_rate(used)
    whole, note = half_up(rate.number), words.value(rounding.parameter, rounding.text)
    label, inputs = "Rate in whole percent", (rate,)
    return (
        Derivation(label, whole, Unit.PERCENT, Operation.ROUND_HALF_UP, inputs, "R20", rounding.override, note=note),
        _threshold(tier, tiers),
    )


def _product(label: str, one: Derivation, by: Derivation) -> Derivation:
    return Derivation(label, one.number * by.number, Unit.NUMBER, Operation.PRODUCT, (one, by), "R20")


def _threshold(tier: Tier, tiers: Reading) -> Derivation:
    return _of_reading(f"Threshold of the {tier.percent}% tier", tier.percent, Unit.PERCENT, tiers)


def _pays(tier: Tier, tiers: Reading) -> Derivation:
    return _of_reading(f"Award of the {tier.percent}% tier", tier.amount, Unit.MONEY, tiers)


def _of_reading(label: str, value: int, unit: Unit, reading: Reading) -> Derivation:
    note = "" if reading.override else reading.source
    return Derivation(label, value, unit, rule="R20", source=reading.override, note=note)


# -- the officers counted (R22)


def _officers(estimate: Estimate) -> Derivation:
    counted = tuple(_officer(estimate.files[each], estimate.rules) for each in estimate.award.counted)
    rule = estimate.rules.reading("award_count_rule")
    note = words.value(rule.parameter, rule.text) + ("" if rule.override else f" ({rule.source})")
    label = f"Officers counted, {estimate.quarter}"
    return Derivation(label, len(counted), Unit.NUMBER, Operation.SUM, counted, "R22", rule.override, "value", note)


def _officer(file: OfficerFile, rules: ClaimRules) -> Derivation:
    """One officer, with the authorization that makes them count."""
    officer = file.officer
    spans = counting_spans(eligible_spans(file, rules.agreements, rules.cap.years, rules.within), rules)
    by_the_end = rules.award_count_rule == QUARTER_END
    note = f"Eligible on {words.day(rules.quarter.last_day)}" if by_the_end else _eligible(spans)
    label = f"{officer.officer_id} {officer.name}".rstrip()
    return Derivation(label, 1, Unit.NUMBER, rule="R22", source=spans[-1].authorization, note=note)


def _eligible(spans: Sequence[EligibleSpan]) -> str:
    """The days, and by which authorizations where they are several."""
    if len({span.authorization.id for span in spans}) == 1:
        return f"Eligible {' and '.join(words.period(span.days) for span in spans)}"
    by = (f"{words.period(s.days)} by the authorization of {words.day(s.authorization.authorized_on)}" for s in spans)
    return f"Eligible {' and '.join(by)}"


AWARD_FIGURES: Mapping[str, Callable[[Estimate], Derivation]] = {
    "award": _amount,
    "award_per_officer": _per_officer,
    "award_officers": _officers,
    "award_tier": _tier,
    "award_rate": _rate,
}
"""The award's figures that have a derivation."""


def explain_estimates(of: str, awards: Iterable[tuple[Quarter, Award]]) -> Derivation:
    """The estimates of several quarters added up; ``of`` is what they are, like ``FY2026``."""
    parts = tuple(_of_quarter(quarter, award) for quarter, award in awards)
    total = sum((part.number for part in parts), Fraction())
    return Derivation(f"Award estimates, {of}", total, Unit.MONEY, Operation.SUM, parts, "R20")


def _of_quarter(quarter: Quarter, award: Award) -> Derivation:
    if award.result is None:
        return _not_stated(f"{quarter}", Unit.MONEY, quarter)
    return Derivation(f"{quarter}", award.amount, Unit.MONEY, rule="R20", source=award.result, field="award")
