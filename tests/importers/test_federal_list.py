"""The federal list as it is published, with its oddities; and what is no such list."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from muster import paths
from muster.domain.federal_list import FederalList, ListedAgreement
from muster.domain.records import Model
from muster.domain.states import STATES
from muster.importers.federal_list import FederalListReader
from muster.services.ports import MusterError

PUBLISHED = Path(__file__).parents[1] / "data" / "ice_participating_agencies_2025-09-18.xlsx"
HEADER = ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA")
ROW = ("TEXAS ", "Kinney  County Sheriff ", "County ", "#N/A", "Task Force Model ", date(2025, 3, 19), "link")
READ = ListedAgreement("TX", "Kinney County Sheriff", "County", "", Model.TFM, date(2025, 3, 19), "link")

Save = Callable[..., Path]
Cells = Sequence[object]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def make(*rows: Cells, name: str = "list 2025-10-01.xlsx") -> Path:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for each in rows:
            sheet.append(list(each))
        book.save(tmp_path / name)
        return tmp_path / name

    return make


def read(path: Path) -> FederalList:
    return FederalListReader().read(path)


def refused(path: Path) -> str:
    with pytest.raises(MusterError) as error:
        read(path)
    return str(error.value)


def test_the_list_as_it_was_published() -> None:
    listed = read(PUBLISHED)
    assert listed.published_on == date(2025, 9, 18)
    assert len(listed.agreements) == 1_000
    assert len(listed.states) == 40
    assert listed.total.by_model == (500, 129, 371)
    assert sum(each.where == "Texas" for each in listed.states) == 1  # in the file it is “TEXAS” and “TEXAS ”
    assert sum(not each.county for each in listed.agreements) == 223 + 18 + 1  # #N/A, #NA, blank
    assert {each.kind for each in listed.agreements} == {"County", "Municipality", "State", "State Agency"}
    assert all(text == " ".join(text.split()) for each in listed.agreements for text in (each.agency, each.county))
    assert listed.agreements[0] == ListedAgreement(
        "AL",
        "Cherokee County Sheriff's Office",
        "County",
        "Cherokee County",
        Model.WSO,
        date(2025, 6, 25),
        "link",
    )


def test_the_list_that_comes_with_the_program_is_the_published_one() -> None:
    assert read(paths.federal_list()) == read(PUBLISHED)
    assert FederalListReader().content(read(PUBLISHED)) == paths.federal_list().read_bytes()


def test_stray_spaces_and_unknown_counties(save: Save) -> None:
    assert read(save(HEADER, ROW)).agreements == (READ,)


@pytest.mark.parametrize("county", ["#N/A", "#NA", "N/A", " ", None, "#n/a "])
def test_a_county_that_is_not_known_is_empty(save: Save, county: str | None) -> None:
    assert read(save(HEADER, (*ROW[:3], county, *ROW[4:]))).agreements == (READ,)


def test_blank_rows_and_a_remark_at_the_end_are_passed_over(save: Save) -> None:
    blank: Cells = (None,) * 7
    assert read(save(HEADER, ROW, blank, ROW, blank, (" ",), ("As of October",))).agreements == (READ, READ)


def test_columns_in_any_order_below_titles(save: Save) -> None:
    order = (5, 4, 6, 1, 0, 3, 2)
    titles: list[Cells] = [("Participating agencies",), (None,)]
    listed = read(save(*titles, [HEADER[n].title() for n in order], [ROW[n] for n in order]))
    assert listed.agreements == (READ,)


def test_columns_that_are_not_needed_may_be_missing(save: Save) -> None:
    kept = (0, 1, 4, 5)
    listed = read(save([HEADER[n] for n in kept], [ROW[n] for n in kept]))
    assert listed.agreements == (ListedAgreement("TX", READ.agency, "", "", Model.TFM, READ.signed_on),)


@pytest.mark.parametrize("signed", [date(2025, 3, 19), "3/19/2025", "2025-03-19", 45735, "03-19-2025 "])
def test_a_date_however_it_is_written(save: Save, signed: object) -> None:
    assert read(save(HEADER, (*ROW[:5], signed, "link"))).agreements == (READ,)


def test_an_agreement_without_a_date_is_kept(save: Save) -> None:
    assert read(save(HEADER, (*ROW[:5], None, "link"))).agreements[0].signed_on is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("participatingAgencies10022025am.xlsx", date(2025, 10, 2)),
        ("agencies-20251002.xlsx", date(2025, 10, 2)),
        ("agencies_10-2-2025.xlsx", date(2025, 10, 2)),
        ("agencies.xlsx", date(2025, 9, 18)),
        ("agencies 2025-19-45.xlsx", date(2025, 9, 18)),
    ],
)
def test_the_day_is_the_name_s_else_when_it_was_saved(tmp_path: Path, name: str, day: date) -> None:
    copied = tmp_path / name
    copied.write_bytes(PUBLISHED.read_bytes())
    assert read(copied).published_on == day


def test_a_day_that_is_not_told_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "agencies.csv"
    path.write_text("State,Agency,Model,Signed\nTX,Kinney,TFM,2025-03-19\n", encoding="utf-8")
    assert refused(path) == ("agencies.csv: the list's day is not told; put it into the file's name, like 2025-09-18.")


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        (0, "TEXASS", "row 3, column state: “TEXASS” is no state"),
        (0, None, "row 3, column state: the state is empty"),
        (1, None, "row 3, column law enforcement agency: the agency's name is empty"),
        (1, "x" * 301, "row 3, column law enforcement agency: the text has more than 300 characters"),
        (4, "Hybrid", "row 3, column support type: “Hybrid” is none of Task Force Model, Jail Enforcement Model"),
        (4, None, "row 3, column support type: the model is empty"),
        (5, "in spring", "row 3, column signed: “in spring” is not a date"),
        (5, "13/45/2025", "row 3, column signed: “13/45/2025” is not a day of the calendar"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(save: Save, column: int, cell: object, said: str) -> None:
    wrong = [cell if place == column else each for place, each in enumerate(ROW)]
    path = save(HEADER, ROW, wrong)
    assert refused(path).startswith(f"{path.name}, {said}")
    assert refused(path).endswith("; correct it and import again.")


def test_another_workbook_is_no_list(save: Save) -> None:
    assert "no sheet has the columns State, Law enforcement agency" in refused(save(("Name", "Pay"), ("Lind", 1)))


def test_a_list_without_agreements_is_refused(save: Save) -> None:
    assert "the list has no agreement below its header" in refused(save(HEADER))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken", b"State,Agency\n\0"])
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list 2025-10-01.xlsx"
    path.write_bytes(content)
    assert refused(path).startswith(path.name)


def test_a_damaged_day_in_the_program_s_own_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "participating-agencies.csv"
    path.write_bytes(FederalListReader().content(FederalList(date(2025, 9, 18), (READ,))).replace(b"2025-09", b"2025"))
    assert "import the published list again" in refused(path)


def test_reading_can_be_stopped() -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        FederalListReader().read(PUBLISHED, stop)


def _known(row: ListedAgreement) -> bool:
    """None of its texts is one that the published list has for “not known”."""
    texts = {each.casefold() for each in (row.agency, row.kind, row.county, row.document)}
    return not texts & {"#n/a", "#na", "n/a", "na", "none", "-"}


_words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=9)
_texts = st.lists(_words, min_size=1, max_size=3).map(" ".join)
_lists = st.builds(
    FederalList,
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.lists(
        st.builds(
            ListedAgreement,
            state=st.sampled_from(sorted(STATES)),
            agency=_texts,
            kind=_texts,
            county=_texts,
            model=st.sampled_from(Model),
            signed_on=st.none() | st.dates(date(1900, 1, 1), date(2099, 12, 31)),
            document=_texts,
        ).filter(_known),
        min_size=1,
        max_size=5,
    ).map(tuple),
)


@settings(max_examples=60)
@given(_lists)
def test_what_is_written_reads_back(tmp_path_factory: pytest.TempPathFactory, listed: FederalList) -> None:
    path = tmp_path_factory.mktemp("kept") / "participating-agencies.csv"
    path.write_bytes(FederalListReader().content(listed))
    assert read(path) == listed
