import csv
import io

from muster.domain.money import money_text, parse_money
from muster.domain.records import Model
from muster.reports import Documents
from tests.reports.certified import ADJUSTMENTS, AGAIN, certified
from tests.reports.sample import claim_of, many, officer

HEADER = (
    "officer_id,name,models,eligible_days,salary,benefits,overtime_worked,overtime_cap,overtime,overtime_carried,total"
)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_columns_are_the_contract_s() -> None:
    assert Documents().csv(claim_of()) == f"{HEADER}\r\n".encode()


def test_every_line_is_a_row_and_there_is_nothing_else() -> None:
    each = claim_of(*many(40))
    read = rows(Documents().csv(each))
    assert len(read) == len(each.lines) == 40
    for row, line in zip(read, each.lines, strict=True):
        assert row == {
            "officer_id": line.officer_id,
            "name": line.name,
            "models": " ".join(line.models),
            "eligible_days": str(line.eligible_days),
            "salary": money_text(line.salary),
            "benefits": money_text(line.benefits),
            "overtime_worked": money_text(line.overtime_worked),
            "overtime_cap": money_text(line.overtime_cap),
            "overtime": money_text(line.overtime),
            "overtime_carried": money_text(line.overtime_carried),
            "total": money_text(line.total),
        }


def test_what_stands_beside_the_lines_stands_beside_them_here_too() -> None:
    claim = certified(claim_of(officer("0417"), officer("0418")), adjustments=ADJUSTMENTS, resubmitted=(AGAIN,))
    read = {row["officer_id"]: row for row in rows(Documents().csv(claim))}
    assert list(next(iter(read.values())))[-3:] == ["adjustments", "claimed_again", "claimed"]
    assert (read["0417"]["adjustments"], read["0417"]["claimed_again"]) == ("-100.00", "12.34")
    assert (read["0418"]["adjustments"], read["0418"]["claimed"]) == ("0.00", read["0418"]["total"])
    assert (read["0500"]["name"], read["0500"]["total"], read["0500"]["claimed"]) == ("Gone, Officer", "0.00", "25.25")
    assert sum(parse_money(row["total"]) for row in read.values()) == claim.totals.reimbursement
    assert sum(parse_money(row["claimed"]) for row in read.values()) == claim.totals.claimed


def test_text_never_becomes_a_formula() -> None:
    starts = ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"]
    each = claim_of(*(officer(f"{n}", start) for n, start in enumerate(starts)), officer("=1", "Lind"))
    read = rows(Documents().csv(each))
    assert [row["name"] for row in read] == [*(f"'{start}, Avery" for start in starts), "Lind, Avery"]
    assert read[-1]["officer_id"] == "'=1"


def test_a_negative_amount_stays_a_number() -> None:
    row = rows(Documents().csv(claim_of(officer("1", salary=-100_000))))[0]
    assert row["salary"].startswith("-")


def test_a_byte_order_mark_only_where_a_letter_needs_it() -> None:
    assert Documents().csv(claim_of(officer("1"))).startswith(b"officer_id,")
    assert Documents().csv(claim_of(officer("1", "Núñez"))).startswith(b"\xef\xbb\xbfofficer_id,")
    assert rows(Documents().csv(claim_of(officer("1", "Łącka"))))[0]["name"] == "Łącka, Avery"


def test_quotes_and_line_breaks_in_a_name_are_read_back() -> None:
    name = 'O"Hara;\nMay'
    row = rows(Documents().csv(claim_of(officer("1", name, model=Model.JEM))))[0]
    assert (row["name"], row["models"]) == (f"{name}, Avery", "JEM")
