"""Every sample file imports, with the sums that were worked out apart."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from muster.domain.importing.fields import IMPORTED
from muster.domain.importing.file_mapping import FileMapping
from muster.domain.records import Officer, OvertimeEntry, Pay, Payroll, Record
from muster.services.bundle import Services
from muster.services.importing.dry_run import DryRun
from muster.services.importing.people import decide
from muster.services.importing.planned_rows import Outcome

SAMPLES = Path(__file__).parents[2] / "data" / "imports"
TOTALS: dict[str, dict[str, dict[str, Any]]] = json.loads((SAMPLES / "totals.json").read_text(encoding="utf-8"))

NAMESAKES = 11
"""Rows of one file, without IDs and middle names, whose people have the name of another row's."""


def fixed(mapping: FileMapping) -> FileMapping:
    """What none of the files says."""
    if mapping.kind is Pay:
        return mapping.with_fixed("effective_on", "2025-10-01")
    if mapping.kind is Payroll:
        return mapping.with_fixed("period_from", "2025-10-01").with_fixed("period_until", "2026-10-01")
    if mapping.columns_of("worked_on"):
        return mapping
    return mapping.with_fixed("worked_on", "2025-11-01").with_fixed("paid_on", "2025-11-20")


def tried(services: Services, name: str, kind: str, **columns: str) -> DryRun:
    file = services.file_imports.open(SAMPLES / name)
    mapping = services.file_imports.propose(file, IMPORTED[kind])
    for field, label in columns.items():
        mapping = mapping.with_columns(field, label)
    if mapping.kind is not Officer:
        mapping = fixed(mapping)
    return services.file_imports.dry_run(file, mapping, lambda people: decide(people, by_name=True, create=True))


@pytest.mark.parametrize(
    ("name", "kind", "columns"),
    [
        ("county_annual_with_overtime.csv", "pay", {}),
        ("county_annual_with_overtime.csv", "overtime", {}),
        ("city_benefits_bom_crlf.csv", "payroll", {}),
        ("city_benefits_bom_crlf.csv", "overtime", {}),
        ("boston_style_accounting_padded_cp1252.csv", "payroll", {}),
        ("boston_style_accounting_padded_cp1252.csv", "overtime", {}),
        ("boston_style_accounting_padded_cp1252.csv", "payroll", {"base_pay": "TOTAL EARNINGS"}),
        ("city_lone_cr_line_ends.csv", "payroll", {}),
        ("city_lone_cr_line_ends.csv", "overtime", {}),
        ("overtime_events_no_amounts.csv", "overtime", {}),
    ],
)
def test_the_sums_are_those_of_the_register(empty: Services, name: str, kind: str, columns: dict[str, str]) -> None:
    run = tried(empty, name, kind, **columns)
    held = 0
    for each in run.sums:
        if each.label in TOTALS[name]:
            total = TOTALS[name][each.label]
            assert each.type.write(each.read) in {total["sum"], f"{Decimal(total['sum']).normalize():f}"}
            assert (each.rows, each.values) == (total["rows"], total.get("values", each.values))
            held += 1
    assert held
    assert run.counts[Outcome.REJECTED] == (NAMESAKES if name.startswith("city_benefits") and kind == "payroll" else 0)
    assert empty.file_imports.run(run).kinds
    stored = _stored(empty, IMPORTED[kind])
    assert len(stored) == run.counts[Outcome.NEW]
    for each in run.sums:
        (field,) = [name for name, labels in run.plan.reading.mapping.columns if each.label in labels]
        if len(run.plan.reading.mapping.columns_of(field)) == 1:
            assert sum(getattr(record, field) or 0 for record in stored) == each.accepted
    assert empty.book.check() == []


def _stored(services: Services, kind: type[Record]) -> list[Any]:
    with services.book.read() as records:
        return list(records.all(kind))


def test_together_the_files_hold_every_total(empty: Services) -> None:
    """Each column whose total is known is one that some import above reads."""
    read: set[tuple[str, str]] = set()
    for name in TOTALS:
        for kind in ("pay", "overtime", "payroll"):
            read |= {(name, each.label) for each in tried(empty, name, kind).sums}
    wanted = {(name, label) for name, columns in TOTALS.items() for label in columns}
    assert wanted - read == {("boston_style_accounting_padded_cp1252.csv", "TOTAL EARNINGS")}


@pytest.mark.parametrize("name", TOTALS)
def test_a_roster_of_officers_and_the_same_again(empty: Services, name: str) -> None:
    empty.file_imports.run(tried(empty, name, "officers"))
    officers = _stored(empty, Officer)
    assert len(officers) == 300 - (NAMESAKES if name.startswith("city_benefits") else 0)
    assert all(each.last_name for each in officers)
    again = tried(empty, name, "officers")
    assert sum(again.counts[each] for each in (Outcome.UNCHANGED, Outcome.MERGED, Outcome.REJECTED)) == 300
    assert again.entries == 0


def test_overtime_after_its_officers(empty: Services) -> None:
    name = "overtime_events_no_amounts.csv"
    empty.file_imports.run(tried(empty, name, "officers"))
    run = tried(empty, name, "overtime")
    assert run.plan.officers == ()
    assert run.action == "Import of overtime_events_no_amounts.csv, 300 entries"
    entry = next(iter(run.plan.rows)).record
    assert entry == OvertimeEntry("885440", entry.worked_on, Decimal(4))  # type: ignore[union-attr]
