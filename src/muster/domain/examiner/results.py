"""Checks of the quarter's location result (R21)."""

from collections.abc import Iterator

from muster.domain.examiner.examined import Examined
from muster.domain.examiner.finding import Check, Found, Look, unless_attached


def _as_warned(code: str) -> Look:
    """What the claim itself warns of the award, with the result that it uses."""

    def look(case: Examined) -> Iterator[Found]:
        award = case.claim.award
        record = award.other if code == "results-differ" else award.result
        yield from (Found(each.text, record) for each in case.claim.warnings if each.code == code)

    return look


def _undocumented(case: Examined) -> Iterator[Found]:
    result = case.claim.award.result
    if result and not result.document:
        yield Found(f"The location result of {result.quarter} names no document.", result)


CHECKS = (
    Check("result-missing", "Location result missing", "R21", _as_warned("result-missing")),
    Check("result-undocumented", "Location result without a document", "R21", unless_attached(_undocumented)),
    Check("result-not-ice", "Location result not ICE's", "R21", _as_warned("result-not-ice")),
    Check("results-differ", "ICE's and the agency's counts differ", "R21", _as_warned("results-differ")),
    Check("no-referrals", "No referrals", "R21", _as_warned("no-referrals")),
)
