"""Every check, and the examination of a claim by all of them."""

from muster.domain.examiner import agreements, authorization, cap, claim, ledger, overtime, pay, payroll, results
from muster.domain.examiner.examined import Examined
from muster.domain.examiner.finding import Check, Finding, Severity

CHECKS: tuple[Check, ...] = (
    *claim.CHECKS,
    *ledger.CHECKS,
    *results.CHECKS,
    *agreements.CHECKS,
    *authorization.CHECKS,
    *pay.CHECKS,
    *payroll.CHECKS,
    *overtime.CHECKS,
    *cap.CHECKS,
)
"""In the order in which their findings are listed."""


def examine(case: Examined) -> list[Finding]:
    """What all checks find: first what blocks, then by check and officer."""
    found = [finding for check in CHECKS for finding in check.findings(case)]
    return sorted(found, key=lambda finding: finding.severity is not Severity.BLOCKS)
