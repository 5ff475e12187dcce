"""A check and what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from muster.domain.claim import Claim
from muster.domain.documented import key_of
from muster.domain.examiner.examined import Case, Examined
from muster.domain.records import Record


class Severity(StrEnum):
    """Whether a claim can be certified with the finding."""

    BLOCKS = "blocks"
    WARNS = "warns"


class Found(NamedTuple):
    """What a check's function says: plain words, the record to look at, the officer concerned (None: the agency)."""

    text: str
    record: Record | None = None
    officer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the examiner found.

    Attributes:
        code: The check's, for scripts.
        source: The rule or the audit finding that the check comes from.
        officer_id: The officer concerned; None when the claim as a whole is.
        text: Plain sentences.
        record: The record to look at, where it is one.
    """

    code: str
    title: str
    severity: Severity
    source: str
    officer_id: str | None
    text: str
    record: Record | None


Look = Callable[[Examined], Iterable[Found]]


def warns(_claim: Claim) -> Severity:
    """The claim can be certified, once somebody has looked at the finding."""
    return Severity.WARNS


def blocks(_claim: Claim) -> Severity:
    """The claim cannot be certified."""
    return Severity.BLOCKS


@dataclass(frozen=True, slots=True)
class Check:
    """One named check.

    Attributes:
        title: A few words, as a list of checks shows it.
        source: The rule (``R16``) or the audit finding that it comes from.
        look: Finds it.
        severity: Says from the claim's readings how severe a finding is.
    """

    code: str
    title: str
    source: str
    look: Look
    severity: Callable[[Claim], Severity] = warns

    def findings(self, case: Examined) -> Iterator[Finding]:
        """What it finds, in the order of the officers."""
        severity = self.severity(case.claim)
        for text, record, officer_id in self.look(case):
            yield Finding(self.code, self.title, severity, self.source, officer_id, text, record)


def each_officer(look: Callable[[Case], Iterable[Found]]) -> Look:
    """A check of one officer at a time."""

    def look_at_all(case: Examined) -> Iterator[Found]:
        for officer in case.cases:
            for text, record, _ in look(officer):
                yield Found(text, record, officer.work.officer_id)

    return look_at_all


def unless_attached(look: Look) -> Look:
    """A check of records that name no document, without those that have one attached."""

    def look_again(case: Examined) -> Iterator[Found]:
        for found in look(case):
            if found.record is None or key_of(found.record) not in case.attached:
                yield found

    return look_again


def as_warned(code: str, record: Callable[[Case], Record | None] = lambda _: None) -> Look:
    """What the claim itself warns of an officer's line, with the record to look at."""

    def look(case: Examined) -> Iterator[Found]:
        texts = {each.officer_id: each.text for each in case.claim.warnings if each.code == code}
        if texts:
            for officer in case.cases:
                if officer.work.officer_id in texts:
                    yield Found(texts[officer.work.officer_id], record(officer), officer.work.officer_id)

    return look
