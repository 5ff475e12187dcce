"""An examination as JSON, for programs that follow up its findings."""

from typing import Any

from muster.domain.examiner.finding import Finding
from muster.services.derivation_json import record
from muster.services.examiner import Examination


def document(examination: Examination) -> dict[str, Any]:
    """What was examined, on which day, and the findings in their order."""
    return {
        "quarter": str(examination.quarter),
        "preset": str(examination.preset),
        "examined_on": examination.day.isoformat(),
        "findings": [_finding(each) for each in examination.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "title": finding.title,
        "severity": str(finding.severity),
        "source": finding.source,
        "officer_id": finding.officer_id,
        "text": finding.text,
        "record": record(finding.record),
    }
