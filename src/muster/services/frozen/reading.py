"""A certified claim read back from its frozen content, and nothing else."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, cast

from muster.domain.award import Award
from muster.domain.claim import (
    Adjustment,
    CapLine,
    Certification,
    Claim,
    ClaimLine,
    Previous,
    Remark,
    Resubmitted,
    Totals,
)
from muster.domain.derivation import Derivation
from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.ledger.records import Component
from muster.domain.money import parse_money
from muster.domain.readings import Alternative, Parameter, Preset, Reading, Tier
from muster.domain.records import BY_KIND, Agency, AnyRecord, Model, Override, Result
from muster.domain.schema import record_of
from muster.domain.warnings import ClaimWarning
from muster.services.frozen.graph import Key, derivation, state_name

Document = Mapping[str, Any]


class FrozenClaim:
    """What was certified under a number.

    Attributes:
        content: The canonical JSON.
        document: What it says.
    """

    def __init__(self, content: str, content_sha256: str) -> None:
        """Read canonical JSON; its SHA-256 is what the change log says."""
        self.content = content
        self.document: Document = json.loads(content)
        self._sha256 = content_sha256
        self._records: dict[Key, AnyRecord] = {}

    @cached_property
    def claim(self) -> Claim:
        """The claim as it was certified."""
        each, claim = self.document, self.document["claim"]
        return Claim(
            quarter=Quarter.parse(claim["quarter"]),
            preset=Preset(claim["preset"]),
            agency=record_of(Agency, each["agency"]),
            readings=tuple(self._reading(row) for row in each["readings"]),
            changed_readings=tuple((_days(row), self._reading(row)) for row in each["changed_readings"]),
            lines=_lines(claim),
            caps=tuple(_cap(row) for row in each["caps"]),
            award=self._award(each["award"]),
            totals=_totals(claim),
            warnings=tuple(ClaimWarning(**row) for row in claim["warnings"]),
            names=each["names"],
            adjustments=tuple(_adjustment(row) for row in claim["adjustments"]),
            resubmitted=tuple(_resubmitted(row) for row in claim["resubmitted"]),
            number=each["number"],
            previous=_previous(each["previous"]),
            certification=self._certification(each["certification"]),
            remarks=tuple(_remark(row) for row in each["findings"]),
        )

    def explain(self, officer_id: str, figure: str) -> Derivation | None:
        """Where a figure of a line comes from; None when the claim has no such line or figure."""
        return self._at(self.document["derivations"]["lines"].get(officer_id, {}).get(figure))

    def explain_total(self, figure: str) -> Derivation | None:
        """Where a total, or the ``award``, comes from; None when there is no such total."""
        nodes = self.document["derivations"]
        return self._at(nodes["award"] if figure == "award" else nodes["totals"].get(figure))

    def explain_adjustment(self, position: int) -> Derivation | None:
        """Where the adjustment at a position comes from."""
        nodes = self.document["derivations"]["adjustments"]
        return self._at(nodes[position]) if 0 <= position < len(nodes) else None

    def record(self, key: Key) -> AnyRecord:
        """A record as it was when the claim was certified, or in an earlier state that it still claims.

        Raises:
            KeyError: when the claim does not hold it.
        """
        if key not in self._records:
            kind, number = key[:2]
            cells = self.document["records"][kind][state_name(key)]
            self._records[key] = record_of(cast("type[Agency]", BY_KIND[kind]), cells, number)
        return self._records[key]

    def _at(self, node: int | None) -> Derivation | None:
        nodes = self.document["derivations"]["nodes"]
        return None if node is None else derivation(nodes, node, self.record)

    def _reading(self, row: Document) -> Reading:
        parameter = _parameter(row)
        number = row["record"]
        return Reading(
            parameter,
            parameter.parse(row["value"]),
            row["value"],
            date.fromisoformat(row["effective_on"]) if row["effective_on"] else None,
            row["origin"],
            row["source"],
            cast("Override", self.record((Override.kind, number))) if number else None,
        )

    def _award(self, row: Document) -> Award:
        used, other = (
            cast("Result", self.record((Result.kind, number))) if number else None
            for number in (row["result"], row["other"])
        )
        tier = Tier(row["tier"][0], parse_money(row["tier"][1])) if row["tier"] else None
        return Award(used, other, tier, tuple(row["counted"]))

    def _certification(self, row: Document) -> Certification:
        preparer, official, log = row["prepared_by"], row["certified_by"], row["log"]
        return Certification(
            date.fromisoformat(row["on"]),
            preparer["name"],
            preparer["title"],
            official["name"],
            official["title"],
            log["sequence"],
            log["hash"],
            self._sha256,
            row["one_person_agency"],
        )


def _parameter(row: Document) -> Parameter:
    """As much of a parameter as its value needs to be read and told."""
    return Parameter(
        row["name"],
        row["title"],
        row["rule"],
        row["kind"],
        row["explanation"],
        by_day=bool(row["days"]),
        overridable=True,
        alternatives=(Alternative(row["value"], row["meaning"]),) if row["kind"] == "choice" else (),
        presets={},
    )


def _days(row: Document) -> Span:
    start, until = map(date.fromisoformat, row["days"])
    return Span(start, until)


def _lines(claim: Document) -> tuple[ClaimLine, ...]:
    corrections: dict[str, list[Adjustment]] = {}
    for each in map(_adjustment, claim["corrections"]):
        corrections.setdefault(each.officer_id, []).append(each)
    return tuple(_line(row, tuple(corrections.get(row["officer_id"], ()))) for row in claim["lines"])


def _line(row: Document, corrections: tuple[Adjustment, ...]) -> ClaimLine:
    return ClaimLine(
        officer_id=row["officer_id"],
        name=row["name"],
        models=tuple(map(Model, row["models"])),
        eligible_days=row["eligible_days"],
        corrections=corrections,
        **{name: parse_money(row[name]) for name in _AMOUNTS},
    )


_AMOUNTS = ("salary", "benefits", "overtime_worked", "overtime_cap", "overtime", "overtime_carried", "total")


def _cap(row: Mapping[str, str]) -> CapLine:
    amounts = {name: parse_money(text) for name, text in row.items() if name not in {"officer_id", "name"}}
    return CapLine(row["officer_id"], row["name"], **amounts)


def _totals(claim: Document) -> Totals:
    sums, beside = claim["totals"], claim["claimed"]
    names = ("salary", "benefits", "overtime", "reimbursement", "award")
    amounts = (*(sums[name] for name in names), beside["adjustments"], beside["resubmitted"])
    return Totals(*map(parse_money, amounts))


def _adjustment(row: Document) -> Adjustment:
    return Adjustment(
        row["officer_id"],
        row["name"],
        Component(row["component"]),
        Quarter.parse(row["quarter"]),
        row["claim"],
        parse_money(row["claimed"]),
        parse_money(row["recomputed"]),
        tuple(row["reasons"]),
    )


def _resubmitted(row: Document) -> Resubmitted:
    return Resubmitted(
        row["officer_id"],
        row["name"],
        Component(row["component"]),
        Quarter.parse(row["quarter"]),
        row["claim"],
        row["line"],
        parse_money(row["amount"]),
    )


def _remark(row: Document) -> Remark:
    said = row["accepted"]
    if said is None:
        return Remark(row["code"], row["title"], row["officer_id"], row["text"])
    accepted_on = date.fromisoformat(said["accepted_on"])
    return Remark(
        row["code"], row["title"], row["officer_id"], row["text"], said["reason"], said["recorded_by"], accepted_on
    )


def _previous(row: Document | None) -> Previous | None:
    if row is None:
        return None
    totals = {officer_id: parse_money(text) for officer_id, text in row["totals"].items()}
    return Previous(row["number"], totals, parse_money(row["claimed"]))
