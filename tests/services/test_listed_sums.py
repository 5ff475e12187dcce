"""What the rows of a list come to: each sum leads to its rows."""

from dataclasses import replace

from muster.domain.fiscal import Quarter
from muster.domain.records import OvertimeEntry, Payroll
from muster.services.bundle import Services
from muster.services.derivation_text import text
from muster.services.listed_sums import explain_caps, explain_entries, explain_records
from muster.services.overtime import EntryStanding
from tests.domain.evaluate import evaluate

Q4 = Quarter(2026, 4)


def test_the_caps_of_a_quarter(sample: Services) -> None:
    caps = sample.overtime.of_quarter(Q4).caps
    tree = explain_caps(caps, "used")
    assert evaluate(tree) == tree.value == sum(cap.used for cap in caps)
    assert tree.label == "Overtime used of the caps, as of FY2026Q4"
    assert [leaf.source for leaf in tree.inputs] == [cap.officer for cap in caps]
    assert explain_caps((), "worked").value == 0


def test_entries_by_what_counts(sample: Services) -> None:
    rows = sample.overtime.of_quarter(Q4).entries
    tree = explain_entries(rows)
    assert evaluate(tree) == tree.value == sum(row.entry.amount or 0 for row in rows)
    standings = [each for each in EntryStanding if any(row.standing is each for row in rows)]
    assert [part.label for part in tree.inputs] == [f"Overtime, {each}" for each in standings]
    counted = [row for row in rows if row.standing is EntryStanding.COUNTS]
    assert explain_entries(counted) == tree.inputs[0]
    assert explain_entries(()).value == 0


def test_an_entry_without_an_amount_adds_nothing_and_says_so(sample: Services) -> None:
    row = sample.overtime.of_quarter(Q4).entries[0]
    bare = replace(row, entry=replace(row.entry, amount=None), standing=EntryStanding.NO_AMOUNT)
    assert text(explain_entries([bare])).endswith("    The cell is empty.\n")


def test_a_column_of_an_officer_s_records(sample: Services) -> None:
    with sample.book.read() as records:
        payroll, overtime = records.of_officer(Payroll, "0301"), records.of_officer(OvertimeEntry, "0301")
    benefits = explain_records("Benefits recorded", payroll, "benefits")
    assert evaluate(benefits) == benefits.value == sum(row.benefits or 0 for row in payroll)
    assert {leaf.note for leaf in benefits.inputs} == {"", "The cell is empty."}
    assert explain_records("Overtime recorded", overtime, "amount").value == sum(row.amount or 0 for row in overtime)
