"""The use cases behind the import of foreign files."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.domain.fiscal import Quarter
from muster.domain.importing.file_mapping import DateOrder, FileMapping, RowFilter, SameDay
from muster.domain.importing.layout import RowKind
from muster.domain.importing.names import PersonName
from muster.domain.importing.reading import Person
from muster.domain.importing.records import SavedMapping
from muster.domain.records import Officer, OvertimeEntry, Pay, Payroll
from muster.services.bundle import Services
from muster.services.changes import Changed
from muster.services.importing.dry_run import DryRun
from muster.services.importing.file_imports import FileImports
from muster.services.importing.people import Decisions, Standing
from muster.services.importing.planned_rows import Outcome
from muster.services.ports import Cancelled, MusterError

from .conftest import Trying

OVERTIME = "Emp No,Name,Date Worked,OT Hours,OT Pay,Check Date\n"
ONE = '0417,"Lind, Avery J.",11/15/2025,3.5,$150.25,12/01/2025\n'
TWO = '0418,"Ortega, Sam",11/16/2025,4,$200.00,12/01/2025\n'


def outcomes(run: DryRun) -> list[Outcome]:
    return [each.outcome for each in run.plan.rows]


def reasons(run: DryRun) -> list[str]:
    return [each.reason for each in run.plan.with_outcome(Outcome.REJECTED)]


def log_actions(services: Services) -> list[str]:
    with services.book.read() as records:
        return [each.action for each in records.log(1000)]


def test_new_then_unchanged(empty: Services, imports: FileImports, trying: Trying) -> None:
    run = trying("overtime", OVERTIME + ONE + TWO)
    assert outcomes(run) == [Outcome.NEW, Outcome.NEW]
    changed = imports.run(run)
    assert changed == Changed(frozenset({OvertimeEntry}), frozenset({"0417", "0418"}))
    assert log_actions(empty)[0] == "Import of register.csv, 2 entries"
    with empty.book.read() as records:
        first, _ = records.all(OvertimeEntry)
    assert first == OvertimeEntry("0417", date(2025, 11, 15), Decimal("3.5"), 15025, date(2025, 12, 1))
    again = trying("overtime", OVERTIME + ONE + TWO)
    assert outcomes(again) == [Outcome.UNCHANGED] * 2
    before = log_actions(empty)
    imports.run(again)
    assert log_actions(empty) == before


def test_a_dry_run_changes_nothing(empty: Services, trying: Trying) -> None:
    before = log_actions(empty)
    trying("overtime", OVERTIME + ONE, create=True)
    assert log_actions(empty) == before
    assert empty.book.check() == []


def test_pay_of_the_same_day_is_changed_and_keeps_what_the_file_has_not(
    empty: Services, imports: FileImports, trying: Trying
) -> None:
    header = "Employee ID,Annual Salary,Eff Date,Approval Date\n"
    imports.run(trying("pay", header + "0417,60000,10/15/2025,9/1/2025\n"))
    run = trying("pay", 'Employee ID,Annual Salary,Eff Date\n0417,"61,500.00",10/15/2025\n0418,50000,10/15/2025\n')
    assert outcomes(run) == [Outcome.CHANGED, Outcome.NEW]
    imports.run(run)
    with empty.book.read() as records:
        changed, _ = records.all(Pay)
    assert changed == Pay("0417", date(2025, 10, 15), 6_150_000, approved_on=date(2025, 9, 1))


def test_benefits_by_amount_take_the_place_of_a_percent(empty: Services, imports: FileImports, trying: Trying) -> None:
    imports.run(trying("pay", "Employee ID,Annual Salary,Eff Date,Fringe Rate\n0417,60000,10/15/2025,30\n"))
    run = trying("pay", "Employee ID,Annual Salary,Eff Date,Benefits\n0417,60000,10/15/2025,20000\n")
    assert outcomes(run) == [Outcome.CHANGED]
    imports.run(run)
    with empty.book.read() as records:
        assert [(each.annual_benefits, each.benefits_percent) for each in records.all(Pay)] == [(2_000_000, None)]


def test_a_roster_in_capitals_leaves_names_as_they_are(empty: Services, imports: FileImports, trying: Trying) -> None:
    run = trying("officers", 'ID,NAME,RANK\n0417,"LIND,AVERY J",SGT\n')
    assert outcomes(run) == [Outcome.CHANGED]
    imports.run(run)
    with empty.book.read() as records:
        assert records.of_officer(Officer, "0417") == [Officer("0417", "Lind", "Avery", "J", "SGT")]


def test_an_officer_in_many_rows_is_one(trying: Trying) -> None:
    rows = '0500,"Moe, Bo",SGT\n' * 3 + '0500,"Moe, Bo",LT\n'
    run = trying("officers", f"ID,NAME,RANK\n{rows}")
    assert outcomes(run) == [Outcome.NEW, Outcome.MERGED, Outcome.MERGED, Outcome.REJECTED]
    assert reasons(run) == ["row 2 says something else of the same record; keep one of them"]


def test_people_by_id_by_name_and_unknown(imports: FileImports, tmp_path: Path) -> None:
    rows = '0417,"Ode, Ann"\n418,"Ortega, Sam"\n,"LIND, AVERY"\n0500,"Moe, Bo"\n,"Moe, Al"\n'
    (tmp_path / "a.csv").write_text(f"Emp No,Name\n{rows}", encoding="utf-8")
    file = imports.open(tmp_path / "a.csv")
    people = imports.people(file, imports.propose(file, OvertimeEntry)).found
    assert [(each.person.shown, each.standing, each.other_name) for each in people] == [
        ("0417 Ode, Ann", Standing.KNOWN, True),
        ("418 Ortega, Sam", Standing.LIKELY, False),
        ("LIND, AVERY", Standing.LIKELY, False),
        ("0500 Moe, Bo", Standing.UNKNOWN, False),
        ("Moe, Al", Standing.UNKNOWN, False),
    ]
    assert [each.proposed.officer_id if each.proposed else "" for each in people] == ["0417", "0418", "0417", "", ""]


def test_an_assigned_id_gives_way_to_payrolls_with_confirmation(empty: Services, trying: Trying) -> None:
    empty.records.save(Officer("M0001", "Moe", "Bo"))
    rows = '0500,"Moe, Bo",11/15/2025,1,1,\n0501,"Lind, Avery",11/15/2025,1,1,\n'
    moe, lind = trying("overtime", OVERTIME + rows).plan.people
    assert (moe.standing, moe.proposed and moe.proposed.officer_id) == (Standing.LIKELY, "M0001")
    assert lind.standing is Standing.UNKNOWN


NAMES_ONLY = "Name,Date Worked,OT Pay\n"


def test_nobody_is_taken_for_an_officer_without_confirmation(trying: Trying) -> None:
    run = trying("overtime", NAMES_ONLY + '"LIND, AVERY",11/15/2025,10\n"Moe, Bo",11/15/2025,10\n', by_name=False)
    assert outcomes(run) == [Outcome.REJECTED] * 2
    assert reasons(run)[0] == "LIND, AVERY may be officer 0417 Lind, Avery; confirm who it is, and import the row then"
    assert reasons(run)[1].startswith("there is no officer Moe, Bo in the book; say who it is")


def test_what_the_user_decides_holds(empty: Services, imports: FileImports, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(NAMES_ONLY + 'Sammy O,11/15/2025,10\n"Moe, Bo",11/15/2025,20\n', encoding="utf-8")
    file = imports.open(tmp_path / "a.csv")
    sammy, moe = Person("", PersonName("O", "Sammy")), Person("", PersonName("Moe", "Bo"))
    decisions = Decisions({sammy: "0418"}, frozenset({moe}))
    run = imports.dry_run(file, imports.propose(file, OvertimeEntry), decisions)
    assert [each.officer_id for each in run.plan.stored] == ["0418", "M0001"]
    imports.run(run)
    with empty.book.read() as records:
        assert records.of_officer(Officer, "M0001") == [Officer("M0001", "Moe", "Bo")]
    assert log_actions(empty)[0] == "Import of a.csv, 2 entries and 1 new officer"


def test_two_of_one_name_are_nobodys_guess(empty: Services, trying: Trying) -> None:
    empty.records.save(Officer("0600", "Lind", "Avery"))
    run = trying("overtime", NAMES_ONLY + '"Lind, Avery",11/15/2025,10\n')
    assert "0417 Lind, Avery or 0600 Lind, Avery" in reasons(run)[0]


def test_no_new_officer_for_rows_that_are_rejected(trying: Trying) -> None:
    text = NAMES_ONLY + '"Moe, Bo",11/15/2025,1e+05\n"Moe, Al",11/15/2025,5\n'
    run = trying("overtime", text, lambda mapping: mapping.with_columns("amount", "OT Pay"), create=True)
    assert [each.first_name for each in run.plan.officers] == ["Al"]


def test_no_officer_is_made_without_a_name(trying: Trying) -> None:
    run = trying("overtime", "Emp No,Date Worked,OT Pay\n0500,11/15/2025,10\n0417,11/15/2025,10\n", create=True)
    assert reasons(run) == ["there is no officer 0500, and the row has no name to make one of"]
    assert run.plan.officers == ()


PREMIUM = "Emp No,Date Worked,Pay Code,OT Hours,OT Pay\n0417,11/15/2025,OT10,4,100\n0417,11/15/2025,OTP5,4,50\n"


@pytest.mark.parametrize(
    ("same_day", "hours", "amounts"),
    [
        (SameDay.EACH, [Decimal(4), Decimal(4)], [10000, 5000]),
        (SameDay.ADD, [Decimal(8)], [15000]),
        (SameDay.HOURS_ONCE, [Decimal(4)], [15000]),
    ],
)
def test_one_day_under_two_pay_codes(
    trying: Trying, same_day: SameDay, hours: list[Decimal], amounts: list[int]
) -> None:
    run = trying("overtime", PREMIUM, lambda mapping: _with(mapping, same_day=same_day))
    stored = [each for each in run.plan.stored if isinstance(each, OvertimeEntry)]
    assert ([each.hours for each in stored], [each.amount for each in stored]) == (hours, amounts)
    told = any(
        "the same hours of an officer stand in several rows (first: rows 2 and 3)" in each for each in run.notices
    )
    assert told is (same_day is not SameDay.HOURS_ONCE)
    assert {each.label: each.read for each in run.sums} == {"OT Hours": Decimal(8), "OT Pay": 15000}


def _with(mapping: FileMapping, **changes: object) -> FileMapping:

    return replace(mapping, **changes)  # type: ignore[arg-type]


def test_merged_days_are_unchanged_the_second_time(imports: FileImports, trying: Trying) -> None:
    imports.run(trying("overtime", PREMIUM, lambda mapping: _with(mapping, same_day=SameDay.ADD)))
    again = trying("overtime", PREMIUM, lambda mapping: _with(mapping, same_day=SameDay.ADD))
    assert outcomes(again) == [Outcome.UNCHANGED, Outcome.MERGED]


def test_hours_beyond_a_day_reject_the_whole_day(trying: Trying) -> None:
    rows = "0417,,11/15/2025,20,1,\n0417,,11/15/2025,5,2,\n0417,,11/16/2025,5,3,\n"
    run = trying("overtime", OVERTIME + rows)
    assert outcomes(run) == [Outcome.REJECTED, Outcome.REJECTED, Outcome.NEW]
    assert "comes to 25 hours, more than a day has" in reasons(run)[0]


def test_rows_equal_in_every_cell(trying: Trying) -> None:
    run = trying("overtime", OVERTIME + ONE + ONE)
    assert outcomes(run) == [Outcome.NEW, Outcome.REJECTED]
    assert reasons(run)[0].endswith("remove one or change it (the other is in row 2)")


def test_what_the_book_knows_more_about_is_not_imported_again(
    empty: Services, imports: FileImports, trying: Trying
) -> None:
    """Somebody has written beside the entry who approved it."""
    empty.records.save(OvertimeEntry("0417", date(2025, 11, 15), Decimal("3.5"), 15025, date(2025, 12, 1), "", "Beck"))
    assert outcomes(trying("overtime", OVERTIME + ONE)) == [Outcome.UNCHANGED]


def test_the_same_time_imported_before_is_said(imports: FileImports, trying: Trying) -> None:
    imports.run(trying("overtime", OVERTIME + ONE + TWO))
    run = trying("overtime", OVERTIME + ONE.replace("150.25", "160.25") + TWO)
    assert outcomes(run) == [Outcome.NEW, Outcome.UNCHANGED]
    assert any(
        each.startswith("Beside 1 new row the book has overtime of the same day already") for each in run.notices
    )


PAYROLL = "Emp No,Pay Period Begin,Pay Period End,Regular Pay,Register\n"


def test_payroll_by_period_and_document(imports: FileImports, trying: Trying) -> None:
    first = PAYROLL + "0417,1/1/2026,1/14/2026,2500,PR-1\n"
    imports.run(trying("payroll", first))
    assert outcomes(trying("payroll", first)) == [Outcome.UNCHANGED]
    assert outcomes(trying("payroll", first.replace("2500", "2600"))) == [Outcome.CHANGED]
    other = trying("payroll", first.replace("PR-1", "PR-2"))
    assert outcomes(other) == [Outcome.NEW]
    assert any("the book has payroll of the same time already" in each for each in other.notices)
    overlapping = trying("payroll", first.replace("1/14/2026", "1/20/2026"))
    assert outcomes(overlapping) == [Outcome.REJECTED]
    assert "overlapping periods from the same document" in reasons(overlapping)[0]
    assert reasons(overlapping)[0].endswith("(the other is in the book)")


def test_entangled_periods_come_to_an_end(trying: Trying) -> None:
    rows = "".join(f"0417,1/{day}/2026,1/{day + 9}/2026,100,PR\n" for day in range(1, 22))
    run = trying("payroll", PAYROLL + rows)
    stored = sorted((each for each in run.plan.stored if isinstance(each, Payroll)), key=lambda each: each.period_from)
    assert stored
    assert all(one.period_until <= two.period_from for one, two in pairwise(stored))


def test_ambiguous_dates_are_told_once_and_can_be_decided(trying: Trying) -> None:
    text = OVERTIME + ONE.replace("11/15/2025", "03/04/2026").replace("12/01/2025", "05/06/2026")
    run = trying("overtime", text)
    assert any(each.startswith("Every date can be read in two ways, like 03/04/2026") for each in run.notices)
    run = trying("overtime", text, lambda mapping: _with(mapping, date_order=DateOrder.DAY_FIRST))
    (entry,) = run.plan.stored
    assert isinstance(entry, OvertimeEntry)
    assert (entry.worked_on, entry.paid_on) == (date(2026, 4, 3), date(2026, 6, 5))
    assert not any("two ways" in each for each in run.notices)


def test_a_total_that_is_another(trying: Trying) -> None:
    run = trying("overtime", OVERTIME + ONE + TWO + "Total,,,7.5,350.00,\n")
    assert "The file's own total of “OT Pay” is 350.00, its rows come to 350.25." in run.notices
    assert [row.kind for row in run.left_out] == [RowKind.ABOVE, RowKind.TOTAL]


def test_the_effect_on_the_claim(sample: Services, tmp_path: Path) -> None:
    before = sample.claims.claim(_quarter("FY2026Q1"))
    line = before.lines[0]
    text = f"Emp No,Date Worked,OT Hours,OT Pay,Check Date\n{line.officer_id},12/15/2025,1,10.00,12/30/2025\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    file = sample.file_imports.open(tmp_path / "a.csv")
    run = sample.file_imports.dry_run(file, sample.file_imports.propose(file, OvertimeEntry))
    (effect,) = run.effects
    assert effect.quarter == before.quarter
    assert (effect.before, effect.after) == (before.totals.claimed, before.totals.claimed + 1000)
    assert [(each.officer_id, each.change) for each in effect.lines] == [(line.officer_id, 1000)]
    assert sample.claims.claim(before.quarter) == before
    sample.file_imports.run(run)
    assert sample.claims.claim(before.quarter).totals.claimed == effect.after


def _quarter(text: str) -> Quarter:
    return Quarter.parse(text)


def test_the_book_changed_meanwhile(empty: Services, imports: FileImports, trying: Trying) -> None:
    run = trying("overtime", OVERTIME + ONE)
    empty.records.save(Officer("0700", "Roe"))
    with pytest.raises(MusterError, match="changed meanwhile, so nothing was imported"):
        imports.run(run)


def test_cancelling_leaves_the_book_as_it_was(empty: Services, imports: FileImports, trying: Trying) -> None:
    run = trying("overtime", OVERTIME + ONE + TWO)
    before = log_actions(empty)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        imports.run(run, stop)
    with pytest.raises(Cancelled):
        imports.dry_run(run.file, run.plan.reading.mapping, progress=stop)
    assert log_actions(empty) == before


def test_rejected_rows_as_csv(imports: FileImports, trying: Trying, tmp_path: Path) -> None:
    text = OVERTIME + ONE + '0417,"=HYPERLINK(""x"")",soon,3,-12.50,\n0417,@x,"1,1",3\n'
    run = trying("overtime", text, lambda mapping: mapping.with_columns("worked_on", "Date Worked"))
    imports.save_rejected(run, tmp_path / "rejected.csv")
    header, *rows = csv.reader(io.StringIO((tmp_path / "rejected.csv").read_text("utf-8-sig"), newline=""))
    assert header == ["Row in the file", "Reason", *OVERTIME.strip().split(",")]
    assert rows[0][0] == "3"
    assert rows[0][1].startswith("column “Date Worked”: “soon” is not a date")
    assert rows[0][2:] == ["0417", '\'=HYPERLINK("x")', "soon", "3", "-12.50", ""]
    assert rows[1][3] == "'@x"


def test_a_filter_by_a_columns_values(imports: FileImports, trying: Trying, tmp_path: Path) -> None:
    text = "Emp No,Date Worked,Dept,OT Pay\n0417,11/15/2025,POL,10\n0418,11/15/2025,FIRE,20\n0418,11/16/2025,pol ,30\n"
    run = trying("overtime", text, lambda mapping: _with(mapping, filters=(RowFilter("Dept", ("POL",)),)))
    assert run.sums[0].read == 4000
    assert [row.number for row in run.left_out] == [1, 3]
    assert imports.column_values(run.file, run.plan.reading.mapping, "Dept") == [("POL", 1), ("FIRE", 1), ("pol", 1)]


def test_the_preview_judges_dates_over_all_rows(imports: FileImports, tmp_path: Path) -> None:
    rows = "".join(f"0417,0{day}/04/2026,1,{day}\n" for day in range(1, 9)) + "0417,25/04/2026,1,1\n"
    (tmp_path / "a.csv").write_text(f"Emp No,Date Worked,OT Hours,OT Pay\n{rows}", encoding="utf-8")
    file = imports.open(tmp_path / "a.csv")
    preview = imports.preview(file, imports.propose(file, OvertimeEntry), 3)
    assert preview.order is DateOrder.DAY_FIRST
    assert [row.values["worked_on"] for row in preview.records] == [date(2026, 4, day) for day in (1, 2, 3)]


# -- remembered mappings


@pytest.fixture
def remembered(imports: FileImports, trying: Trying) -> FileMapping:
    """A mapping that differs from what is proposed."""

    def change(mapping: FileMapping) -> FileMapping:
        other = mapping.with_columns("hours").with_fixed("paid_on", "2025-12-01").with_fixed("funding", "COPS")
        return _with(other, same_day=SameDay.ADD, filters=(RowFilter("Name", ("x",)),), date_order=DateOrder.DAY_FIRST)

    run = trying("overtime", OVERTIME + ONE, change)
    imports.remember("Tyler export", run.file, run.plan.reading.mapping)
    return run.plan.reading.mapping


def test_a_mapping_is_offered_for_the_same_header(
    empty: Services, imports: FileImports, remembered: FileMapping, tmp_path: Path
) -> None:
    (tmp_path / "next.csv").write_text("Register of January\n\n" + OVERTIME.upper() + TWO, encoding="utf-8")
    (tmp_path / "same.csv").write_text("Register\n" + OVERTIME + TWO, encoding="utf-8")
    (tmp_path / "more.csv").write_text(OVERTIME.strip() + ",More\n" + TWO, encoding="utf-8")
    (tmp_path / "other.csv").write_text("A,B\n1,2\n", encoding="utf-8")
    found = {
        name: imports.offers(imports.open(tmp_path / f"{name}.csv"), OvertimeEntry)
        for name in ("next", "same", "more", "other")
    }
    (offer,) = found["same"]
    assert offer.same_header
    assert offer.mapping == _with(remembered.to_remember(), sheet="same", header_row=2)
    assert dict(offer.mapping.fixed) == {"funding": "COPS"}
    assert [each.same_header for each in found["more"]] == [False]
    assert found["other"] == []
    assert imports.offers(imports.open(tmp_path / "same.csv"), Pay) == []
    assert log_actions(empty)[0] == "Remember mapping Tyler export"


def test_the_same_name_again_changes_it(
    empty: Services, imports: FileImports, remembered: FileMapping, trying: Trying
) -> None:
    run = trying("overtime", OVERTIME + ONE)
    imports.remember("Tyler export", run.file, run.plan.reading.mapping)
    (saved,) = imports.saved()
    assert log_actions(empty)[0] == "Change mapping Tyler export"
    assert imports.saved_mapping(OvertimeEntry, "tyler EXPORT", run.file) == run.plan.reading.mapping
    imports.forget(saved)
    assert imports.saved() == []
    assert empty.book.check() == []


def test_a_mapping_that_is_not_there_or_does_not_fit(
    imports: FileImports, remembered: FileMapping, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("A,B\n1,2\n", encoding="utf-8")
    file = imports.open(tmp_path / "a.csv")
    with pytest.raises(MusterError, match="There is no mapping “Other” for overtime; there is “Tyler export”"):
        imports.saved_mapping(OvertimeEntry, "Other", file)
    with pytest.raises(MusterError, match=r"a\.csv has not all columns of the mapping “Tyler export”"):
        imports.saved_mapping(OvertimeEntry, "Tyler export", file)
    with pytest.raises(MusterError, match="Give the mapping a name"):
        imports.remember("  ", file, imports.propose(file, OvertimeEntry))


def test_a_mapping_that_was_tampered_with(empty: Services, imports: FileImports, tmp_path: Path) -> None:
    with empty.book.change("Tamper") as work:
        work.add(SavedMapping("Bad", "overtime", "[]", '{"sheet": 1}'))
    (tmp_path / "a.csv").write_text("A,B\n1,2\n", encoding="utf-8")
    with pytest.raises(MusterError, match="The mapping “Bad” cannot be read"):
        imports.offers(imports.open(tmp_path / "a.csv"), OvertimeEntry)


# -- any file at all

MONEY = st.sampled_from(["100.00", "$1,234.50", "(441.98)", "-", "1e+05", "", "x", "0.001"])
DAY = st.sampled_from(["11/15/2025", "2025-11-16", "soon", "", "11/17/2025"])
WHO = st.sampled_from(["0417", "0418", "0999", ""])
HOURS = st.sampled_from(["3", "23", "4:30", "-", "", "99"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(rows=st.lists(st.tuples(WHO, DAY, HOURS, MONEY), max_size=12))
def test_the_sum_as_read_is_what_is_accepted_and_rejected(
    trying: Trying, rows: list[tuple[str, str, str, str]]
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("Emp No", "Date Worked", "OT Hours", "OT Pay"), *rows])

    def change(mapping: FileMapping) -> FileMapping:
        mapping = mapping.with_columns("officer_id", "Emp No").with_columns("worked_on", "Date Worked")
        return _with(mapping.with_columns("hours", "OT Hours").with_columns("amount", "OT Pay"), header_row=1)

    run = trying("overtime", text.getvalue(), change)
    hours, pay = run.sums
    stored = [each for each in run.plan.stored if isinstance(each, OvertimeEntry)]
    assert pay.accepted == sum(each.amount or 0 for each in stored)
    assert hours.accepted == sum(each.hours or 0 for each in stored)
    assert pay.read == pay.accepted + pay.rejected
    assert len(run.plan.rows) + len(run.left_out) == len(run.plan.reading.rows)
    assert all(each.reason for each in run.plan.with_outcome(Outcome.REJECTED))
