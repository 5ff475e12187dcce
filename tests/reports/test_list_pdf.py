"""A printed list as a reader sees it: every text whole, on the page, under its header."""

from dataclasses import replace
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from muster.domain.printed_list import ListColumn, ListSection, PrintedList, Sums
from muster.reports.list_pdf import list_pdf
from tests.reports.reader import Seen, SeenPage

COLUMNS = (ListColumn("Officer ID"), ListColumn("Name"), ListColumn("Document"), ListColumn("Amount", figure=True))
OWNER = "Alder County Sheriff's Office"


def listed(*sections: ListSection, total: Sums | None = None) -> PrintedList:
    return PrintedList(
        title="Register",
        owner=OWNER,
        about="All of it.",
        foot="as of 20 Nov 2026",
        columns=COLUMNS,
        sections=sections,
        total=total,
        nothing="Nothing is recorded.",
    )


def rows(count: int, document: str = "letter") -> list[tuple[str, ...]]:
    return [(f"{n:04}", f"Officer{n}, Avery", document, f"{n}.25") for n in range(count)]


def seen(printed: PrintedList) -> Seen:
    """The list on paper, all of it on the page and readable."""
    paper = Seen(list_pdf(printed))
    assert all((page.width, page.height) == (792, 612) for page in paper.pages)
    assert [page.outside() for page in paper.pages] == [[]] * len(paper.pages)
    assert [page.overlaps() for page in paper.pages] == [[]] * len(paper.pages)
    assert all(embedded for page in paper.pages for _name, embedded in page.fonts)
    return paper


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_header_owner_and_page_numbers_stand_on_every_page() -> None:
    paper = seen(listed(ListSection("", rows(100))))
    assert len(paper.pages) > 2
    for number, page in enumerate(paper.pages, 1):
        assert sum("Name" in line.split() for line in page.lines) == 1
        assert f"{OWNER} · Register · as of 20 Nov 2026" in " ".join(page.text.split())
        assert f"Page {number} of {len(paper.pages)}" in page.text
    told = squeezed(paper.text)
    assert [n for n in range(100) if f"{n:04}Officer{n},Averyletter{n}.25" not in told] == []


def test_a_section_goes_on_under_its_heading() -> None:
    paper = seen(listed(ListSection("0417  Lind, Avery", rows(60)), ListSection("0512  Pike, Jo", rows(1))))
    assert paper.pages[0].text.count("0417 Lind, Avery") == 1
    assert "0417 Lind, Avery (continued)" in paper.pages[1].text
    assert paper.text.count("0512 Pike, Jo") == 1


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    for count in range(18, 32):
        paper = Seen(list_pdf(listed(ListSection("First", rows(count)), ListSection("Second", rows(2)))))
        (page,) = [each for each in paper.pages if "Second\n" in each.text]
        assert "Officer0, Avery" in page.text[page.text.index("Second\n") :]


def test_sums_stand_under_their_columns_and_with_their_last_row() -> None:
    sums = Sums("Subtotal of 3 entries", ("", "", "", "1,234.50"))
    total = Sums("Total of 60 entries", ("", "", "", "99,999.99"))
    for count in range(20, 30):
        paper = Seen(list_pdf(listed(ListSection("One", rows(count), sums), total=total)))
        assert paper.line("Subtotal of 3 entries").endswith("1,234.50")
        assert paper.line("Total of 60 entries").endswith("99,999.99")
        (page,) = [each for each in paper.pages if "Subtotal" in each.text]
        assert f"Officer{count - 1}, Avery" in page.text
        assert reach(page, "1,234.50") == reach(page, f"{count - 1}.25") == 736


def reach(page: SeenPage, text: str) -> int:
    """How far to the right a text reaches, in points."""
    joined = "".join(each.text for each in page.chars)
    return ceil(page.chars[joined.index(text) + len(text) - 1].right)


def test_a_text_of_a_thousand_characters_is_never_cut() -> None:
    words = [f"w{n}" for n in range(230)]
    paper = seen(listed(ListSection("", [("0417", " ".join(words), "z" * 999, "1.00"), *rows(2)])))
    told = paper.text.split()
    assert [word for word in words if word not in told] == []
    assert paper.text.count("z") == 999


def test_a_row_higher_than_a_page_goes_on_on_the_next() -> None:
    columns = tuple(ListColumn(f"Text {n}") for n in range(9))
    words = [[f"w{column}x{n}" for n in range(150)] for column in range(9)]
    row = tuple(" ".join(each) for each in words)
    paper = seen(replace(listed(ListSection("Long", [row])), columns=columns))
    assert len(paper.pages) > 1
    told = set(paper.text.split())
    assert [word for column in words for word in column if word not in told] == []


def test_no_column_is_lost_however_many_there_are() -> None:
    columns = tuple(ListColumn(f"Figure{n}", figure=True) for n in range(16))
    row = tuple(f"{n:02},345,678.90" for n in range(16))
    paper = seen(replace(listed(ListSection("", [row])), columns=columns))
    told = squeezed(paper.text)
    assert [each for each in row if each not in told] == []


def test_an_empty_list_says_so() -> None:
    paper = seen(listed(ListSection("", []), total=Sums("Total", ("",) * 4)))
    assert "Nothing is recorded." in paper.text
    assert "Total" not in paper.text


def test_an_empty_section_keeps_its_heading() -> None:
    paper = seen(listed(ListSection("Ends: 1", rows(1)), ListSection("Lapsed: 0", [])))
    assert "Lapsed: 0" in paper.lines


def test_the_same_list_is_the_same_bytes() -> None:
    printed = listed(ListSection("One", rows(80)))
    assert list_pdf(printed) == list_pdf(printed)
    assert list_pdf(printed) != list_pdf(replace(printed, foot="as of 21 Nov 2026"))


def test_the_file_says_what_it_is() -> None:
    paper = seen(listed(ListSection("", rows(1))))
    assert (paper.metadata["Title"], paper.metadata["Author"]) == ("Register", OWNER)
    assert paper.outline == ["Register"]


_word = st.text("abcdefgABC0123.,/", min_size=1, max_size=30)  # the reader takes a hyphen at a line's end for none
_cell = st.lists(_word, max_size=12).map(" ".join)
_figure = st.integers(0, 10**9).map("{:,}".format)


@settings(max_examples=15)
@given(st.lists(st.tuples(_cell, _cell, _cell, _figure), min_size=1, max_size=15))
def test_every_text_is_whole_whatever_it_is(made: list[tuple[str, ...]]) -> None:
    paper = Seen(list_pdf(listed(ListSection("", made))))
    assert [page.outside() for page in paper.pages] == [[]] * len(paper.pages)
    written = "".join(squeezed(cell) for row in made for cell in row)
    around = squeezed(Seen(list_pdf(listed(ListSection("", [("", "", "", "")])))).text)
    told = squeezed(paper.text)
    for char in set("abcdefgABC,/") & set(written):
        assert told.count(char) - around.count(char) >= written.count(char)
