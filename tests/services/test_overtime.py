"""Overtime: whether an entry counts, and where the figures of a cap come from."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.services.bundle import Services
from muster.services.overtime import CAP_FIGURES, EntryStanding
from tests.domain.evaluate import evaluate

Q1, Q4 = Quarter(2026, 1), Quarter(2026, 4)


@pytest.mark.parametrize("preset", list(Preset))
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_what_counts_is_what_the_claim_has_worked(sample: Services, preset: Preset, number: int) -> None:
    quarter = Quarter(2026, number)
    overtime = sample.overtime.of_quarter(quarter, preset)
    counted: Counter[str] = Counter()
    for row in overtime.entries:
        if row.standing is EntryStanding.COUNTS:
            counted[row.entry.officer_id] += row.entry.amount or 0
    assert {cap.officer_id: cap.position.worked for cap in overtime.caps if cap.position.worked} == dict(counted)


@pytest.mark.parametrize("preset", list(Preset))
def test_an_officers_entries_stand_as_in_their_quarters(sample: Services, preset: Preset) -> None:
    quarters = sample.claims.quarters(date(2026, 11, 20))
    all_of_them = [row for each in quarters for row in sample.overtime.of_quarter(each, preset).entries]
    assert {row.standing for row in all_of_them} == set(EntryStanding)
    for officer_id in ("0118", "0133", "0151", "0193", "0229", "0262", "0456"):
        mine = [row for row in all_of_them if row.entry.officer_id == officer_id]
        assert sample.overtime.of_officer(officer_id, preset) == mine


def test_before_the_program_nothing_counts(sample: Services) -> None:
    row = sample.overtime.of_officer("0118")[0]
    early = replace(row.entry, worked_on=date(2025, 9, 30), id=0)
    sample.records.save(early)
    found = sample.overtime.of_officer("0118")[0]
    assert (found.entry, found.standing) == (early, EntryStanding.NOT_CLAIMABLE)


@pytest.mark.parametrize(("quarter", "preset"), [(Q4, Preset.PUBLISHED), (Q1, Preset.STRICT)])
def test_each_figure_of_a_cap_has_a_derivation_with_its_value(
    sample: Services, quarter: Quarter, preset: Preset
) -> None:
    caps = sample.overtime.of_quarter(quarter, preset).caps
    assert len(caps) > 1
    for cap in caps:
        position = cap.position
        shown = {
            "worked": position.to_date.worked,
            "cap": position.to_date.cap,
            "used": cap.used,
            "left": position.left,
            "carried": position.carried,
            "share": cap.percent_used or 0,
        }
        for figure in CAP_FIGURES:
            derivation = sample.overtime.explain(quarter, preset, cap.officer_id, figure)
            assert derivation.number == evaluate(derivation) == shown[figure], (cap.officer_id, figure)


def test_the_share_of_the_cap_is_rounded_down(sample: Services) -> None:
    caps = {cap.officer_id: cap for cap in sample.overtime.of_quarter(Q4).caps}
    assert (caps["0118"].used, caps["0118"].position.to_date.cap, caps["0118"].percent_used) == (1472500, 1472500, 100)
    assert (caps["0102"].used, caps["0102"].position.to_date.cap, caps["0102"].percent_used) == (173577, 1972860, 8)
