"""Amounts, hours, dates and names in the forms that payroll systems write."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.importing.amounts import read_amount, read_hours
from muster.domain.importing.dates import DatesSeen, date_reader, dates_seen
from muster.domain.importing.file_mapping import DateOrder, NameOrder
from muster.domain.importing.names import PersonName, agree, split_name
from muster.domain.money import dollars, money_text

AMERICAN, DAY_FIRST = date_reader(DateOrder.MONTH_FIRST), date_reader(DateOrder.DAY_FIRST)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("$1,234.50", 123450),
        ("  366,204.86 ", 36620486),
        ("(441.98)", -44198),
        ("($441.98)", -44198),
        ("$-886.20", -88620),
        ("-$886.20", -88620),
        ("886.20-", -88620),
        ("\N{MINUS SIGN}886.20", -88620),
        ("$ 1,234.50", 123450),
        ("$0", 0),
        ("417.6", 41760),
        (" $44992.480000", 4499248),
        ("  -   ", None),
        ("$ -", None),
        ("N/A", None),
        ("", None),
    ],
)
def test_amounts(text: str, cents: int | None) -> None:
    assert read_amount(text) == cents


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1e+05", "cents are lost"),
        ("$1.2E5", "cents are lost"),
        ("#REF!", "a spreadsheet's error"),
        ("12.345", "more than two decimals"),
        ("12.3450001", "more than two decimals"),
        ("Not Provided", "not an amount"),
        ("1,23", "not an amount"),
        ("1.234,50", "not an amount"),
        ("(12", "not an amount"),
        ("99999999999", "too large"),
        ("--5", "not an amount"),
    ],
)
def test_amounts_that_are_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_amount(text)


WRITTEN = st.sampled_from([dollars, money_text])


@given(st.integers(-(10**11), 10**11), st.sampled_from(["{}", "${}", " {} ", "{}0000"]), WRITTEN)
def test_amounts_round_trip(cents: int, shape: str, write: Callable[[int], str]) -> None:
    assert read_amount(shape.format(write(cents))) == cents
    assert read_amount(f"({write(abs(cents))})") == -abs(cents)


@pytest.mark.parametrize(
    ("text", "hours"),
    [("3.25", "3.25"), ("3:15", "3.25"), ("0:20", "0.3333"), ("-1:30", "-1.5"), ("4.000000", "4"), (" - ", None)],
)
def test_hours(text: str, hours: str | None) -> None:
    assert read_hours(text) == (None if hours is None else Decimal(hours))


@pytest.mark.parametrize("text", ["0630", "6:75", "8 hrs", "#VALUE!", "1e2"])
def test_hours_that_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hours|error"):
        read_hours(text)


NOVEMBER = date(2025, 11, 7)


@pytest.mark.parametrize(
    "text",
    [
        "11/7/2025",
        "11/07/25",
        "11-07-2025",
        "2025-11-07",
        "2025/11/7",
        "20251107",
        "07-Nov-25",
        "7 November 2025",
        "Nov 7, 2025",
        "November 7 2025",
        "Friday, November 7, 2025",
        "11/07/2025 12:00:00 AM",
        "2025-11-07T00:00:00",
        "2025-11-07 06:30:00",
        "45968",
        "45968.25",
    ],
)
def test_dates(text: str) -> None:
    assert AMERICAN(text) == NOVEMBER


@pytest.mark.parametrize(("text", "year"), [("1/2/68", 2068), ("1/2/69", 1969), ("05-Jan-21", 2021)])
def test_two_digit_years(text: str, year: int) -> None:
    found = AMERICAN(text)
    assert found is not None
    assert found.year == year


@pytest.mark.parametrize(
    "text", ["13/11/2025", "2/30/2025", "368", "1/1/1850", "yesterday", "#N/A", "11/7", "2025", "7 Foo 2025", "99999"]
)
def test_dates_that_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        AMERICAN(text)


@given(
    st.dates(date(1969, 1, 1), date(2068, 12, 31)), st.sampled_from(["%m/%d/%Y", "%m/%d/%y", "%d-%b-%y", "%B %d, %Y"])
)
def test_dates_round_trip(day: date, shape: str) -> None:
    assert AMERICAN(day.strftime(shape)) == day


@given(st.dates(date(1969, 1, 1), date(2068, 12, 31)))
def test_the_day_first(day: date) -> None:
    assert DAY_FIRST(day.strftime("%d/%m/%Y")) == day
    assert DAY_FIRST(day.isoformat()) == day


@given(st.integers(10_000, 79_999))
def test_serials_are_a_spreadsheets(serial: int) -> None:
    assert AMERICAN(str(serial)) == (datetime(1899, 12, 30) + timedelta(serial)).date()  # noqa: DTZ001 - days


@pytest.mark.parametrize(
    ("texts", "seen", "order", "ambiguous"),
    [
        (["03/04/2026", "03/25/2026"], DatesSeen(1, 0, 1, "03/04/2026"), DateOrder.MONTH_FIRST, False),
        (["03/04/2026", "25/03/2026"], DatesSeen(0, 1, 1, "03/04/2026"), DateOrder.DAY_FIRST, False),
        (["03/04/2026", "05/06/2026"], DatesSeen(0, 0, 2, "03/04/2026"), DateOrder.MONTH_FIRST, True),
        (["04/04/2026", "2026-03-04", "7 Nov 2025"], DatesSeen(), DateOrder.MONTH_FIRST, False),
        (["03/25/2026", "25/03/2026"], DatesSeen(1, 1, 0), DateOrder.MONTH_FIRST, False),
    ],
)
def test_the_order_of_a_column(texts: list[str], seen: DatesSeen, order: DateOrder, *, ambiguous: bool) -> None:
    assert dates_seen(texts) == seen
    assert (seen.order, seen.ambiguous) == (order, ambiguous)


@given(st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1)), min_size=1), st.sampled_from(["%m/%d/%Y", "%d/%m/%Y"]))
def test_a_column_of_one_order_is_never_read_in_the_other(days: list[date], shape: str) -> None:
    texts = [day.strftime(shape) for day in days]
    seen = dates_seen(texts)
    if not seen.ambiguous:
        assert [date_reader(seen.order)(text) for text in texts] == days


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lind, Avery J.", ("Lind", "Avery", "J.")),
        ("LIND,AVERY J", ("LIND", "AVERY", "J")),
        ("AARON,  JEFFERY M", ("AARON", "JEFFERY", "M")),
        ("Avery J Lind", ("Lind", "Avery", "J")),
        ("Abad_Florene C", ("Abad", "Florene", "C")),
        ("SCHOFIELD, FRANKLIN P [II]", ("SCHOFIELD II", "FRANKLIN", "P")),
        ("Smith Jr., John Q", ("Smith Jr.", "John", "Q")),
        ("Smith, John Q, Jr", ("Smith Jr", "John", "Q")),
        ("John Q. Smith Jr.", ("Smith Jr.", "John", "Q.")),
        ("Maria de la Cruz", ("de la Cruz", "Maria", "")),
        ("de la Cruz, Maria", ("de la Cruz", "Maria", "")),
        ("Stone, Vincent V", ("Stone", "Vincent", "V")),
        ("O'Dell,Blair F", ("O'Dell", "Blair", "F")),
        ("Lind", ("Lind", "", "")),
        (" , ", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_names(text: str, name: tuple[str, str, str]) -> None:
    assert split_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LIND AVERY J", ("LIND", "AVERY", "J")),
        ("De La Cruz Maria", ("De La Cruz", "Maria", "")),
        ("Lind, A", ("Lind", "A", "")),
    ],
)
def test_names_with_the_last_first(text: str, name: tuple[str, str, str]) -> None:
    assert split_name(text, NameOrder.LAST_FIRST) == name


@given(st.text(max_size=40), st.sampled_from(NameOrder))
def test_no_letter_of_a_name_is_lost(text: str, order: NameOrder) -> None:
    name = split_name(text, order)
    kept = sorted(each for part in name for each in part if each.isalnum())
    assert kept == sorted(each for each in text if each.isalnum())


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("LIND", "AVERY", "J"), ("Lind", "Avery", "James"), True),
        (("Núñez", "Zoë", ""), ("NUNEZ", "ZOE", "M"), True),
        (("O'Dell", "Blair", "F"), ("ODELL", "BLAIR", "G"), False),
        (("Smith Jr.", "John", ""), ("Smith", "John", ""), False),
        (("Lind", "Avery", ""), ("Lind", "Ann", ""), False),
    ],
)
def test_names_that_can_be_one_persons(one: tuple[str, str, str], two: tuple[str, str, str], *, same: bool) -> None:
    assert agree(PersonName(*one), PersonName(*two)) is same
    assert agree(PersonName(*two), PersonName(*one)) is same
