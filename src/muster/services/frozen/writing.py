"""A claim frozen: records, readings and rules used, lines, derivations, findings, signatures."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import muster
from muster.domain.award import Award
from muster.domain.award_explanation import AWARD_FIGURES, Estimate, explain_award
from muster.domain.claim import Adjustment, Certification, Claim
from muster.domain.computation import Computation
from muster.domain.derivation import Derivation
from muster.domain.documents import Attachment
from muster.domain.examiner.finding import Finding
from muster.domain.explanation import FIGURES, explain_adjustment, explain_figure
from muster.domain.intervals import Span
from muster.domain.ledger.amounts import amounts
from muster.domain.ledger.records import Acceptance
from muster.domain.money import money_text
from muster.domain.readings import Reading
from muster.domain.records import AnyRecord, OfficerFile, Result
from muster.domain.schema import texts
from muster.domain.total_explanation import BESIDE, explain_total
from muster.domain.words import value
from muster.services import claim_json
from muster.services.frozen.graph import GraphWriter, Key, state_name

FORMAT = 1
"""Of the frozen content; one that later programs cannot read would have another number."""

TOTALS = (*FIGURES, "reimbursement", *BESIDE)
"""The totals that have a derivation, beside the award."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What is frozen beside the computed claim: number, signatures and the findings with what was said of them."""

    number: str
    revises: str
    at: str
    certification: Certification
    wording: Reading
    findings: tuple[tuple[Finding, Acceptance | None], ...]


def canonical(document: Mapping[str, Any]) -> str:
    """Canonical JSON."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


Attachments = Callable[[Iterable[AnyRecord]], Iterable[Attachment]]
"""What is attached to records."""


def frozen(computed: Computation, signed: Signed, attachments: Attachments) -> dict[str, Any]:
    """All that a certified claim is, as a JSON document; of the documents attached to its records, their SHA-256."""
    claim = computed.claim
    graph = GraphWriter(_records_used(computed))
    derivations = _derivations(computed, graph)
    return {
        "format": FORMAT,
        "program": f"Muster {muster.__version__}",
        "number": signed.number,
        "revises": signed.revises,
        "certified_at": signed.at,
        "certification": _certification(signed),
        "claim": claim_json.whole(claim),
        "agency": texts(claim.agency),
        "readings": [_reading(each, None) for each in claim.readings],
        "changed_readings": [_reading(each, span) for span, each in claim.changed_readings],
        "caps": [_cells(each) for each in claim.caps],
        "award": _award(claim.award),
        "names": dict(claim.names),
        "amounts": [texts(each) for each in amounts(claim, signed.number)],
        "previous": _previous(claim),
        "findings": [_finding(*each) for each in signed.findings],
        "derivations": {"nodes": graph.nodes, **derivations},
        "records": _by_kind(graph.records),
        "documents": [_document(each) for each in attachments(graph.records.values())],
    }


def _derivations(computed: Computation, graph: GraphWriter) -> dict[str, Any]:
    """The nodes of every figure: of lines by officer, of adjustments in their order, of totals, of the award."""
    claim = computed.claim
    award = {name: explain_award(Estimate.of(computed), name) for name in AWARD_FIGURES}
    adjustments = [_adjustment(computed, each) for each in claim.adjustments]
    totals = {name: explain_total(claim, name, computed.officers, adjustments) for name in TOTALS}
    return {
        "lines": {
            line.officer_id: {name: graph.add(explain_figure(computed.of(line.officer_id), name)) for name in FIGURES}
            for line in claim.lines
        },
        "adjustments": [graph.add(each) for each in adjustments],
        "totals": {name: graph.add(tree) for name, tree in (totals | award).items() if name != "award"},
        "award": graph.add(award["award"]),
    }


def _adjustment(computed: Computation, each: Adjustment) -> Derivation:
    return explain_adjustment(computed.corrected[each.officer_id, each.quarter], each.component)


def _records_used(computed: Computation) -> Iterable[AnyRecord]:
    """The records of the officers on the claim, entry by entry, and what the whole agency goes by."""
    claim = computed.claim
    named = {each.officer_id for each in claim.lines} | {each.officer_id for each in claim.adjustments}
    named |= {*claim.award.counted, *(each.officer_id for each in claim.resubmitted)}
    files = [each.file for each in (*computed.workings, *computed.corrected.values()) if each.officer_id in named]
    overrides = (each.override for each in claim.readings)
    results = (claim.award.result, claim.award.other)
    found: list[AnyRecord | None] = [*computed.rules.agreement_records, *overrides, *results]
    found += [record for file in files for record in _records(file)]
    return (each for each in found if each is not None)


def _records(file: OfficerFile) -> Iterable[AnyRecord]:
    yield file.officer
    for records in (file.authorizations, file.interruptions, file.pay, file.effort, file.payroll):
        yield from records
    yield from (each.source for each in file.overtime if each.source)


def _by_kind(records: Mapping[Key, AnyRecord]) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for key, record in records.items():
        found.setdefault(key[0], {})[state_name(key)] = texts(record)
    return found


def _document(each: Attachment) -> dict[str, Any]:
    return {
        "record": list(each.record),
        "name": each.name,
        "sha256": each.sha256,
        "media_type": each.media_type,
        "size": each.size,
    }


def _certification(signed: Signed) -> dict[str, Any]:
    made = signed.certification
    return {
        "on": made.certified_on.isoformat(),
        "prepared_by": {"name": made.preparer, "title": made.preparer_title},
        "certified_by": {"name": made.official, "title": made.official_title},
        "one_person_agency": made.alone,
        "wording": signed.wording.text,
        "wording_source": signed.wording.source,
        "log": {"sequence": made.log_sequence, "hash": made.log_hash},
    }


def _reading(reading: Reading, days: Span | None) -> dict[str, Any]:
    parameter = reading.parameter
    return {
        "name": parameter.name,
        "title": parameter.title,
        "rule": parameter.rule,
        "kind": parameter.kind,
        "explanation": parameter.explanation,
        "value": reading.text,
        "meaning": value(parameter, reading.text),
        "origin": reading.origin,
        "source": reading.source,
        "effective_on": reading.effective_on.isoformat() if reading.effective_on else None,
        "record": reading.override.id if reading.override else None,
        "days": [days.start.isoformat(), days.until.isoformat()] if days else None,
    }


def _cells(row: object) -> dict[str, str]:
    names = row.__slots__  # type: ignore[attr-defined]  # a slotted dataclass
    return {name: _text(getattr(row, name)) for name in names}


def _text(cell: str | int) -> str:
    return money_text(cell) if isinstance(cell, int) else cell


def _award(award: Award) -> dict[str, Any]:
    return {
        "result": _result(award.result),
        "other": _result(award.other),
        "tier": [award.tier.percent, money_text(award.tier.amount)] if award.tier else None,
        "counted": list(award.counted),
    }


def _result(result: Result | None) -> int | None:
    return result.id if result else None


def _previous(claim: Claim) -> dict[str, Any] | None:
    before = claim.previous
    if before is None:
        return None
    totals = {officer_id: money_text(total) for officer_id, total in before.totals.items()}
    return {"number": before.number, "totals": totals, "claimed": money_text(before.claimed)}


def _finding(finding: Finding, accepted: Acceptance | None) -> dict[str, Any]:
    return {
        "code": finding.code,
        "title": finding.title,
        "severity": str(finding.severity),
        "source": finding.source,
        "officer_id": finding.officer_id,
        "text": finding.text,
        "accepted": texts(accepted) if accepted else None,
    }
