"""An examination as a terminal shows it."""

from collections.abc import Iterator

from muster.domain.examiner.finding import Finding, Severity
from muster.domain.words import day
from muster.services.derivation_text import source_words
from muster.services.examiner import Examination

_HEADINGS = {Severity.BLOCKS: "Blocks certification:", Severity.WARNS: "To look at before certification:"}


def examination_text(examination: Examination) -> str:
    """The findings by severity, each with the officer, the words, and the record to look at."""
    return "\n".join([_head(examination), *_findings(examination)])


def _head(examination: Examination) -> str:
    return (
        f"Claim for {examination.quarter}, readings: {examination.preset}, examined on {day(examination.day)}: "
        f"{examination.words}."
    )


def _findings(examination: Examination) -> Iterator[str]:
    for severity, heading in _HEADINGS.items():
        found = examination.of(severity)
        if found:
            yield ""
            yield heading
            yield from map(_finding, found)


def _finding(finding: Finding) -> str:
    where = f" [{source_words(finding.record)}]" if finding.record else ""
    return f"  {finding.officer_id or 'Claim'}: {finding.text}{where}"
