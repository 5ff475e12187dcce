"""Keeping records: what is stored, what is refused, what the log says."""

from dataclasses import replace

import pytest

from muster.domain.records import (
    Agency,
    Authorization,
    Effort,
    Officer,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Record,
    Result,
)
from muster.domain.schema import record_of
from muster.services.bundle import Services
from muster.services.records import ChangedMeanwhileError, RefusedError

LIND = Officer("0417", "Lind", "Avery")


def made(kind: type[Record], **cells: str) -> Record:
    return record_of(kind, cells)


def stored(services: Services, kind: type[Record]) -> list[Record]:
    with services.book.read() as records:
        return list(records.all(kind))


def actions(services: Services) -> list[str]:
    with services.book.read() as records:
        return [entry.action for entry in reversed(records.log(50))]


def test_add_change_remove(empty: Services) -> None:
    changed = empty.records.save(LIND)
    assert changed.kinds == {Officer}
    assert changed.officers == frozenset({"0417"})
    (kept,) = stored(empty, Officer)
    assert kept == LIND
    assert kept.id
    renamed = replace(LIND, badge="B-7", id=kept.id)
    empty.records.save(renamed)
    assert stored(empty, Officer) == [renamed]
    empty.records.remove([kept])
    assert stored(empty, Officer) == []
    assert actions(empty) == ["Add officer 0417", "Edit officer 0417", "Remove officer 0417"]
    assert empty.book.check() == []


@pytest.mark.parametrize(
    ("kind", "cells", "column", "words"),
    [
        (Pay, {"officer_id": "9", "effective_on": "2025-10-01", "annual_salary": "1"}, "officer_id", "no officer 9"),
        (Pay, {"officer_id": "0417", "effective_on": "2025-10-01", "annual_salary": "2"}, "effective_on", "already"),
        (Effort, {"officer_id": "0417", "effective_on": "2025-10-01", "percent": "101"}, "percent", "100"),
        (Officer, {"officer_id": "0417", "last_name": "Other"}, "officer_id", "already"),
        (
            Authorization,
            {"officer_id": "0417", "model": "WSO", "authorized_on": "2026-01-01"},
            "authorized_on",
            "overlaps",
        ),
        (OvertimeEntry, {"officer_id": "0417", "worked_on": "2025-11-17", "hours": "4.25"}, "hours", "24.25"),
        (
            Payroll,
            {"officer_id": "0417", "period_from": "2025-10-10", "period_until": "2025-10-20", "document": "R1"},
            "period_from",
            "overlapping",
        ),
        (Result, {"quarter": "FY2026Q1", "referred": "1", "located": "2", "stated_by": "ICE"}, "located", "more than"),
        (Override, {"parameter": "nothing", "value": "1"}, "parameter", "not a reading"),
        (Agency, {"name": "Another"}, "name", "already"),
    ],
)
def test_refused_and_nothing_changed(
    empty: Services, kind: type[Record], cells: dict[str, str], column: str, words: str
) -> None:
    there: list[Record] = [
        Agency("Marlow County"),
        LIND,
        made(Pay, officer_id="0417", effective_on="2025-10-01", annual_salary="1"),
        made(
            Authorization,
            officer_id="0417",
            model="TFM",
            authorized_on="2025-10-01",
            expires_on="2026-10-01",
            trained_on="2025-09-01",
        ),
        made(OvertimeEntry, officer_id="0417", worked_on="2025-11-17", hours="20"),
        made(Payroll, officer_id="0417", period_from="2025-10-01", period_until="2025-10-15", document="R1"),
    ]
    empty.records.save_all(there)
    before = actions(empty)
    with pytest.raises(RefusedError, match=words) as caught:
        empty.records.save(made(kind, **cells))
    assert caught.value.fault.column == column
    assert str(caught.value).endswith(".")
    assert actions(empty) == before


def test_what_another_window_changed_is_not_overwritten(empty: Services) -> None:
    empty.records.save(LIND)
    (seen,) = stored(empty, Officer)
    theirs = replace(LIND, badge="113", id=seen.id)
    empty.records.save(theirs, seen)
    mine = replace(LIND, title="Sergeant", id=seen.id)
    with pytest.raises(ChangedMeanwhileError, match=r"The officer was changed meanwhile .* press F5"):
        empty.records.save(mine, seen)
    assert stored(empty, Officer) == [theirs]
    assert len(actions(empty)) == 2
    empty.records.save(replace(theirs, title="Sergeant"), theirs)
    assert stored(empty, Officer) == [replace(theirs, title="Sergeant")]


def test_several_records_are_one_step_or_none(empty: Services) -> None:
    pay = made(Pay, officer_id="0417", effective_on="2025-10-01", annual_salary="1")
    with pytest.raises(RefusedError):
        empty.records.save_all([LIND, pay, pay])
    assert stored(empty, Officer) == []
    assert actions(empty) == []


def test_an_officer_goes_with_all_that_is_theirs(sample: Services) -> None:
    with sample.book.read() as records:
        (lind,) = records.of_officer(Officer, "0417")
    changed = sample.records.remove([lind])
    assert {Officer, Pay, Authorization, OvertimeEntry} <= changed.kinds
    with sample.book.read() as records:
        assert not records.of_officer(Pay, "0417")
    assert sample.book.check() == []


def test_an_officer_id_is_corrected_everywhere(sample: Services) -> None:
    with sample.book.read() as records:
        (lind,) = records.of_officer(Officer, "0417")
        overtime = records.of_officer(OvertimeEntry, "0417")
    sample.records.rename_officer(lind, " 0471 ")
    with sample.book.read() as records:
        assert not records.of_officer(Officer, "0417")
        assert [each.id for each in records.of_officer(OvertimeEntry, "0471")] == [each.id for each in overtime]
    assert sample.book.check() == []
    for taken in ("0102", " "):
        with sample.book.read() as records:
            (lind,) = records.of_officer(Officer, "0471")
        with pytest.raises(RefusedError):
            sample.records.rename_officer(lind, taken)
