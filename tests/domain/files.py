"""Rows of a records folder as the claim's input, without a book in between."""

from collections.abc import Mapping, Sequence
from datetime import date

from muster import paths
from muster.domain.claim import Claim, claim
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.domain.records import (
    KINDS,
    Agency,
    AgencyFile,
    Agreement,
    Authorization,
    Effort,
    Interruption,
    Officer,
    OfficerFile,
    Override,
    OvertimeEntry,
    OvertimeSum,
    Pay,
    Payroll,
    R,
    Result,
)
from muster.domain.schema import record_of
from muster.storage.rule_book import load_rules

Rows = Mapping[str, Sequence[Mapping[str, str]]]

RULES = load_rules(paths.rules())
BY_NAME = {kind.kind: kind for kind in KINDS}


def agency_file(rows: Rows) -> AgencyFile:
    """Everything in the rows; each overtime entry a sum of its own."""
    agencies = _records(Agency, rows)
    officers = sorted(_records(Officer, rows), key=lambda each: each.officer_id)
    return AgencyFile(
        agency=agencies[0] if agencies else Agency(),
        agreements=tuple(_records(Agreement, rows)),
        officers=tuple(_officer_file(officer, rows) for officer in officers),
        results=tuple(_records(Result, rows)),
        overrides=tuple(_records(Override, rows)),
    )


def claim_of(rows: Rows, quarter: str, preset: str = "published") -> Claim:
    """The claim of the rows."""
    return claim(agency_file(rows), Quarter.parse(quarter), Preset(preset), RULES)


def _records(kind: type[R], rows: Rows) -> list[R]:
    return [record_of(kind, cells, number) for number, cells in enumerate(rows.get(kind.kind, ()), 1)]


def _officer_file(officer: Officer, rows: Rows) -> OfficerFile:
    def mine(kind: type[R], attribute: str) -> tuple[R, ...]:
        found = [each for each in _records(kind, rows) if getattr(each, "officer_id", "") == officer.officer_id]
        return tuple(sorted(found, key=lambda each: _day(each, attribute)))

    return OfficerFile(
        officer=officer,
        authorizations=mine(Authorization, "authorized_on"),
        interruptions=mine(Interruption, "start"),
        pay=mine(Pay, "effective_on"),
        effort=mine(Effort, "effective_on"),
        payroll=mine(Payroll, "period_from"),
        overtime=tuple(OvertimeSum.of(entry) for entry in mine(OvertimeEntry, "worked_on")),
    )


def _day(record: object, attribute: str) -> date:
    day = getattr(record, attribute)
    assert isinstance(day, date)
    return day
