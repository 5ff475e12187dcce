import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.reports.typography import BODY, BOLD, CELL, REGULAR, UNKNOWN, Style, printable

LETTERS = st.text("abcWMil .,-Łé", max_size=60)
WIDTHS = st.floats(20, 200)


@given(LETTERS, WIDTHS)
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = BODY.wrap(text, width)
    assert all(BODY.width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.text("abc", min_size=1, max_size=3), max_size=12))
def test_short_words_are_never_broken(words: list[str]) -> None:
    assert " ".join(BODY.wrap(" ".join(words), 60)).split() == words


@given(LETTERS, WIDTHS)
def test_a_shortened_text_fits_and_is_a_beginning(text: str, width: float) -> None:
    short = CELL.fit(text, width)
    assert CELL.width(short) <= width
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@pytest.mark.parametrize("font", [REGULAR, BOLD])
def test_digits_are_tabular(font: str) -> None:
    style = Style(font, 10, 12)
    assert {style.width(digit) for digit in "0123456789"} == {6.0}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Lind, Avery", "Lind, Avery"),
        ("Łukasz Ñandú", "Łukasz Ñandú"),
        ("Zoe\u0308", "Zoë"),
        ("李", UNKNOWN),
        ("a\nb", f"a{UNKNOWN}b"),
        ("", ""),
    ],
)
def test_text_is_composed_and_missing_letters_replaced(text: str, written: str) -> None:
    assert printable(text) == written
