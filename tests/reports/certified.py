"""A certified claim with all that one may have, for the tests of the documents."""

from dataclasses import replace
from datetime import date

from muster.domain.claim import Adjustment, Certification, Claim, Previous, Remark, Resubmitted
from muster.domain.ledger.records import Component
from tests.reports.sample import Q1

SHA = "5e" * 32
LOG = "0c" * 32
CERTIFICATION = Certification(
    date(2026, 5, 4), "Jordan Pike", "Grants clerk", "Robin Hale", "Sheriff", 1234, LOG, SHA, alone=False
)
ADJUSTMENTS = (
    Adjustment("0417", "Lind, Avery", Component.SALARY, Q1, "FY26Q1-001", 1_000_00, 900_00, ("Pay record changed",)),
    Adjustment("0500", "Gone, Officer", Component.BENEFITS, Q1, "FY26Q1-001", 50_00, 75_25, ("One", "Two")),
)
CORRECTION = Adjustment(
    "0417", "Lind, Avery", Component.OVERTIME, Q1, "FY26Q1-001", 400_00, 100_00, ("Overtime removed",)
)
AGAIN = Resubmitted("0417", "Lind, Avery", Component.OVERTIME, Q1, "FY26Q1-001", 2, 12_34)
REMARKS = (
    Remark("claim-late", "Late", None, "The claim was due on 30 Apr 2026.", "Letter 9", "Dana Reyes", date(2026, 5, 3)),
    Remark("pay-document", "No document", "0417", "The pay of 1 Jul 2025 has no document."),
)


def certified(
    claim: Claim,
    *,
    adjustments: tuple[Adjustment, ...] = (),
    resubmitted: tuple[Resubmitted, ...] = (),
    previous: Previous | None = None,
    alone: bool = False,
) -> Claim:
    """The claim as it would be certified, its totals made to fit what stands beside the lines."""
    totals = replace(
        claim.totals,
        adjustments=sum(each.amount for each in adjustments),
        resubmitted=sum(each.amount for each in resubmitted),
    )
    return replace(
        claim,
        number="FY26Q2-001-R1" if previous else "FY26Q2-001",
        totals=totals,
        adjustments=adjustments,
        resubmitted=resubmitted,
        names={**claim.names, **{each.officer_id: each.name for each in adjustments}},
        previous=previous,
        certification=replace(CERTIFICATION, alone=alone),
        remarks=REMARKS,
    )


def revision(claim: Claim) -> Claim:
    """One with everything: corrections within a line, adjustments and resubmissions beside them, in another's place."""
    first, *others = claim.lines
    lines = (replace(first, corrections=(CORRECTION,)), *others)
    before = Previous("FY26Q2-001", {first.officer_id: first.total - 100_00, "0500": 20_00}, 15_000_00)
    return certified(replace(claim, lines=lines), adjustments=ADJUSTMENTS, resubmitted=(AGAIN,), previous=before)
