"""Many records changed in one step: all of them or none, one action in the log."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from muster.domain.pay_scale import PayScale, Raise, raised
from muster.domain.records import Authorization, Officer, OvertimeEntry, Pay, Record
from muster.domain.schema import COLUMNS, CellError, record_of
from muster.services.bundle import Services
from muster.services.mass_edit import SETTABLE, with_cells
from muster.services.ports import MusterError
from muster.services.records import ChangedMeanwhileError, RefusedError

SCALE = PayScale(Fraction("3.5"), date(2026, 1, 1), approved_on=date(2025, 12, 15), document="Scale 2026")


@pytest.fixture
def agency(empty: Services) -> Services:
    """Three officers, two of them with pay, and overtime of one."""
    officers = [Officer("0417", "Lind"), Officer("0118", "Ash"), Officer("0133", "Hale")]
    pay = [
        record_of(Pay, {"officer_id": each, "effective_on": "2025-10-01", "annual_salary": "67432.19"})
        for each in ("0417", "0118")
    ]
    overtime = [
        record_of(OvertimeEntry, {"officer_id": "0417", "worked_on": f"2025-11-0{day}", "hours": "2", "amount": "90"})
        for day in (3, 4, 5)
    ]
    empty.records.save_all([*officers, *pay, *overtime])
    return empty


def of(services: Services, kind: type[Record]) -> list[Record]:
    with services.book.read() as records:
        return list(records.all(kind))


def overtime_of(services: Services) -> list[OvertimeEntry]:
    return [each for each in of(services, OvertimeEntry) if isinstance(each, OvertimeEntry)]


def last_actions(services: Services) -> list[str]:
    with services.book.read() as records:
        return [each.action for each in records.log(3)]


def raises(services: Services, scale: PayScale = SCALE) -> list[Raise]:
    return [raised(officer, pays, scale) for officer, pays in services.mass_edits.pay_of(["0417", "0118", "0133"])]


def test_a_pay_scale_is_one_step(agency: Services) -> None:
    changed = agency.mass_edits.raise_pay(raises(agency), SCALE)
    assert changed.officers == frozenset({"0417", "0118"})
    new = [each for each in of(agency, Pay) if isinstance(each, Pay) and each.effective_on == SCALE.effective_on]
    assert [(each.officer_id, each.annual_salary, each.document) for each in new] == [
        ("0118", 6979232, "Scale 2026"),
        ("0417", 6979232, "Scale 2026"),
    ]
    action = "Raise the pay of 2 officers by 3.5% from 1 Jan 2026"
    assert last_actions(agency)[:2] == [action, action]
    assert last_actions(agency)[2] != action


def test_a_raise_that_nobody_gets_is_refused(agency: Services) -> None:
    agency.mass_edits.raise_pay(raises(agency), SCALE)
    with pytest.raises(MusterError, match="None of these officers gets a raise"):
        agency.mass_edits.raise_pay(raises(agency), SCALE)


def test_pay_that_was_changed_meanwhile_stops_all(agency: Services) -> None:
    seen = raises(agency)
    pay = next(each for each in of(agency, Pay) if isinstance(each, Pay))
    agency.records.save(replace(pay, annual_salary=1))
    with pytest.raises(ChangedMeanwhileError):
        agency.mass_edits.raise_pay(seen, SCALE)
    assert len(of(agency, Pay)) == 2


def test_cells_are_set_where_they_differ(agency: Services) -> None:
    entries = overtime_of(agency)
    agency.records.save(replace(entries[0], document="Register 11"))
    edits = with_cells(of(agency, OvertimeEntry), {"document": "Register 11"})
    assert len(edits) == 2
    agency.mass_edits.set_cells(edits)
    assert {each.document for each in of(agency, OvertimeEntry) if isinstance(each, OvertimeEntry)} == {"Register 11"}
    assert last_actions(agency)[:2] == ["Set Document of 2 overtime entries"] * 2


def test_a_cell_is_emptied(agency: Services) -> None:
    agency.mass_edits.set_cells(with_cells(of(agency, OvertimeEntry), {"paid_on": "2025-11-20", "funding": "HIDTA"}))
    assert last_actions(agency)[0] == "Set Paid, Other funding of 3 overtime entries"
    agency.mass_edits.set_cells(with_cells(of(agency, OvertimeEntry)[:1], {"funding": ""}))
    assert last_actions(agency)[0] == "Set Other funding of 1 overtime entry"
    found = [each for each in of(agency, OvertimeEntry) if isinstance(each, OvertimeEntry)]
    assert [each.funding for each in found] == ["", "HIDTA", "HIDTA"]
    assert {each.paid_on for each in found} == {date(2025, 11, 20)}


def test_nothing_to_set_and_what_cannot_be_read_are_refused(agency: Services) -> None:
    with pytest.raises(MusterError, match="nothing to change"):
        agency.mass_edits.set_cells(with_cells(of(agency, OvertimeEntry), {"funding": ""}))
    with pytest.raises(CellError, match="is not a date"):
        with_cells(of(agency, OvertimeEntry), {"paid_on": "soon"})


def test_what_a_rule_refuses_stops_all(agency: Services) -> None:
    twin = record_of(OvertimeEntry, {"officer_id": "0417", "worked_on": "2025-11-03", "hours": "2", "amount": "90",
                                     "document": "B"})  # fmt: skip
    agency.records.save(twin)
    with pytest.raises(RefusedError, match="equal in every cell"):
        agency.mass_edits.set_cells(with_cells(of(agency, OvertimeEntry), {"document": "C"}))
    found = [each for each in of(agency, OvertimeEntry) if isinstance(each, OvertimeEntry)]
    assert sorted(each.document for each in found) == ["", "", "", "B"]


@pytest.mark.parametrize(("kind", "columns"), SETTABLE.items(), ids=lambda each: getattr(each, "kind", ""))
def test_only_columns_that_may_be_empty_are_set(kind: type[Record], columns: tuple[str, ...]) -> None:
    by_name = {column.name: column for column in COLUMNS[kind]}
    assert not any(by_name[name].required for name in columns)


def test_other_kinds_are_named_in_the_log(agency: Services) -> None:
    letter = {"officer_id": "0417", "model": "TFM", "authorized_on": "2025-03-20"}
    agency.records.save(record_of(Authorization, letter))
    agency.mass_edits.set_cells(with_cells(of(agency, Authorization), {"document": "Letter 7"}))
    assert last_actions(agency)[0] == "Set Document of 1 authorization"
    agency.mass_edits.set_cells(with_cells(of(agency, Pay), {"document": "Letter 8"}))
    assert last_actions(agency)[0] == "Set Document of 2 pay rows"
