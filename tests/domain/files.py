"""Rows of a records folder as the claim's input, without a book in between."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from muster.domain.claim import Claim
from muster.domain.computation import Computation, compute
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
    Record,
    Result,
)
from muster.domain.schema import record_of
from tests.composition import RULES

Rows = Mapping[str, Sequence[Mapping[str, str]]]

BY_NAME = {kind.kind: kind for kind in KINDS}


def agency_file(rows: Rows) -> AgencyFile:
    """Everything in the rows; each overtime entry a sum of its own."""
    read = _Records(rows)
    return AgencyFile(
        agency=next(iter(read.all(Agency)), Agency()),
        agreements=read.all(Agreement),
        officers=tuple(
            OfficerFile(
                officer=officer,
                authorizations=read.of(officer, Authorization, "authorized_on"),
                interruptions=read.of(officer, Interruption, "start"),
                pay=read.of(officer, Pay, "effective_on"),
                effort=read.of(officer, Effort, "effective_on"),
                payroll=read.of(officer, Payroll, "period_from"),
                overtime=tuple(OvertimeSum.of(entry) for entry in read.of(officer, OvertimeEntry, "worked_on")),
            )
            for officer in sorted(read.all(Officer), key=lambda each: each.officer_id)
        ),
        results=read.all(Result),
        overrides=read.all(Override),
    )


def claim_of(rows: Rows, quarter: str, preset: str = "published") -> Claim:
    """The claim of the rows."""
    return computed(rows, quarter, preset).claim


def computed(rows: Rows, quarter: str, preset: str = "published") -> Computation:
    """The claim of the rows with its workings."""
    return compute(agency_file(rows), Quarter.parse(quarter), Preset(preset), RULES)


class _Records:
    """The rows as records, each read once."""

    def __init__(self, rows: Rows) -> None:
        self._by_officer: dict[tuple[type, str], list[Record]] = defaultdict(list)
        self._all: dict[type, list[Record]] = {}
        for kind in KINDS:
            cells = enumerate(rows.get(kind.kind, ()), 1)
            self._all[kind] = [record_of(kind, each, number) for number, each in cells]
            for record in self._all[kind]:
                self._by_officer[kind, getattr(record, "officer_id", "")].append(record)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        return cast("tuple[R, ...]", tuple(self._all[kind]))

    def of(self, officer: Officer, kind: type[R], by: str) -> tuple[R, ...]:
        found = self._by_officer[kind, officer.officer_id]
        return cast("tuple[R, ...]", tuple(sorted(found, key=lambda each: _day(each, by))))


def _day(record: object, attribute: str) -> date:
    day = getattr(record, attribute)
    assert isinstance(day, date)
    return day
