"""Tables of 10,000 officers and 100,000 overtime entries, as the pages show them.

Aims: a key stroke in a search takes at most 0.1 s, a sort 0.2 s, and a page opens (its records read, shown and painted)
within 0.3 s, but for what the claim of all officers takes to work out, which is measured by itself.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from muster.domain.fiscal import Quarter
from muster.domain.records import Agency, Agreement, Authorization, Model, Officer, OvertimeEntry, Pay
from muster.services.bundle import Services
from muster.services.overtime import EntryStanding, OvertimeRow, QuarterOvertime
from muster.ui.immortals import keep_alive
from muster.ui.models.column_filter import ColumnFilter
from muster.ui.models.record_table import RecordTable
from muster.ui.page import PageContext
from muster.ui.pages.officers import OfficersPage
from muster.ui.pages.overtime import OvertimePage
from muster.ui.pages.overtime_tables import ENTRY_COLUMNS
from muster.ui.tasks import Tasks
from muster.ui.theme import Theme
from muster.ui.widgets.table import RecordView
from tests.composition import BookProgram
from tests.ui.answered_prompts import AnsweredPrompts

QUARTER = Quarter(2026, 1)
IDS = [f"{number:05d}" for number in range(10_000)]
ROWS = [
    OvertimeRow(
        OvertimeEntry(
            each,
            day,
            Decimal(1 + number % 32) / 4,
            20_000 + number % 9_973,
            paid,
            "",
            "Capt. Beck",
            f"OT {day}",
            number + 1,
        ),
        f"Last{each}, First",
        EntryStanding.COUNTS if paid else EntryStanding.NOT_PAID,
    )
    for days in range(10)
    for number, each in enumerate(IDS, days * len(IDS))
    for day in (QUARTER.start + timedelta(9 * days),)
    for paid in (day + timedelta(20) if number % 20 else None,)
]
ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture(scope="module")
def application() -> QApplication:
    found = QApplication.instance()
    made = found if isinstance(found, QApplication) else QApplication([])
    keep_alive()
    vars(made).setdefault("theme", Theme(made))
    return made


@pytest.fixture(scope="module")
def view(application: QApplication) -> Iterator[RecordView[OvertimeRow]]:
    """The entries, with the texts to search in made, as they are a second after the page has opened."""
    made: RecordView[OvertimeRow] = RecordView(RecordTable(ENTRY_COLUMNS), "Overtime entries")
    made.resize(1000, 600)
    made.show()
    made.table.set_records(ROWS)
    while made.table._kept.prepare():
        pass
    yield made
    made.close()


@pytest.mark.benchmark(group="a key stroke in 100,000 entries")
def test_search(benchmark: BenchmarkFixture, view: RecordView[OvertimeRow]) -> None:
    words = cycle(["l", "la", "last0", "last00 beck", "last001 ot 2025", ""])
    benchmark(lambda: view.table.filter_words(next(words)))
    view.table.filter_words("")


@pytest.mark.benchmark(group="a key stroke in 100,000 entries")
def test_search_right_after_opening(benchmark: BenchmarkFixture, view: RecordView[OvertimeRow]) -> None:
    def fresh() -> None:
        view.table.filter_words("")
        view.table.set_records(ROWS)

    benchmark.pedantic(lambda: view.table.filter_words("last0"), setup=fresh, rounds=5)
    while view.table._kept.prepare():
        pass
    view.table.filter_words("")


@pytest.mark.benchmark(group="a key stroke in 100,000 entries")
def test_type_to_find(benchmark: BenchmarkFixture, view: RecordView[OvertimeRow]) -> None:
    benchmark(lambda: view.table.find(1, "09999", 0))


@pytest.mark.benchmark(group="sorting 100,000 entries")
@pytest.mark.parametrize("column", range(len(ENTRY_COLUMNS)), ids=[column.title for column in ENTRY_COLUMNS])
def test_sort(benchmark: BenchmarkFixture, view: RecordView[OvertimeRow], column: int) -> None:
    orders = cycle([ASCENDING, DESCENDING])
    benchmark(lambda: view.table.sort(column, next(orders)))
    view.table.sort(-1)


@pytest.mark.benchmark(group="sorting 100,000 entries")
@pytest.mark.parametrize("column", range(len(ENTRY_COLUMNS)), ids=[column.title for column in ENTRY_COLUMNS])
def test_first_sort(benchmark: BenchmarkFixture, view: RecordView[OvertimeRow], column: int) -> None:
    def fresh() -> None:
        view.table.sort(-1)
        view.table.set_records(ROWS)

    benchmark.pedantic(lambda: view.table.sort(column), setup=fresh, rounds=3)
    view.table.sort(-1)


@pytest.mark.benchmark(group="filtering 100,000 entries by a column")
def test_filter(benchmark: BenchmarkFixture, view: RecordView[OvertimeRow]) -> None:
    wanted = cycle([ColumnFilter(low=25_000), ColumnFilter()])
    benchmark(lambda: view.table.filter_column(3, next(wanted)))
    view.table.clear_filters()


@pytest.mark.benchmark(group="adding up 800,000 selected cells")
def test_add_up(benchmark: BenchmarkFixture, view: RecordView[OvertimeRow]) -> None:
    view.selectAll()
    benchmark(view.cells.told)
    view.clearSelection()


# -- pages


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    program = BookProgram(tmp_path_factory.mktemp("tables"))
    made = program.create(program.default_book)
    start = date(2025, 9, 15)
    with made.book.change("Fill") as work:
        work.add(Agency("Alder County"))
        work.add(Agreement(Model.TFM, "1", date(2025, 3, 1)))
        work.add_all([Officer(each, f"Last{each}", "First") for each in IDS])
        work.add_all([Authorization(each, Model.TFM, start, start) for each in IDS])
        work.add_all([Pay(each, start, 6_000_000 + int(each), 2_000_000) for each in IDS])
        work.add_all([replace(row.entry, id=0) for row in ROWS])
    yield made
    made.book.close()


@pytest.fixture
def context(services: Services, tmp_path: Any, application: QApplication) -> PageContext:  # noqa: ANN401 - a path
    settings = QSettings(str(tmp_path / "muster.ini"), QSettings.Format.IniFormat)
    return PageContext(
        services, AnsweredPrompts(), Tasks(inline=True), settings, services.clock, lambda _changed: None, _stay
    )


def _stay(_key: str, _record: object) -> None:
    """There is no other page."""


@pytest.mark.benchmark(group="opening a page")
def test_officers_page(benchmark: BenchmarkFixture, context: PageContext) -> None:
    """With the roster of 10,000 read and everybody's standing worked out."""

    def open_page() -> OfficersPage:
        page = OfficersPage(context)
        page.resize(1200, 760)
        page.show()
        page.activate()
        page.grab()
        return page

    page = benchmark.pedantic(open_page, rounds=3)
    assert page.list.view.table.total == len(IDS)
    page.close()


@pytest.fixture(scope="module")
def quarter(services: Services) -> QuarterOvertime:
    return services.overtime.of_quarter(QUARTER)


@pytest.mark.benchmark(group="opening a page")
def test_overtime_page(
    benchmark: BenchmarkFixture, context: PageContext, quarter: QuarterOvertime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the quarter worked out beforehand: that is done off the GUI thread while the page is there."""
    monkeypatch.setattr(type(context.services.overtime), "of_quarter", lambda *_what: quarter)

    def open_page() -> OvertimePage:
        page = OvertimePage(context)
        page.resize(1200, 760)
        page.show()
        page.activate()
        page.grab()
        return page

    page = benchmark.pedantic(open_page, rounds=3)
    assert page.entries.table.total == len(ROWS)
    page.close()


@pytest.mark.benchmark(group="a key stroke on a page")
def test_key_on_the_overtime_page(
    benchmark: BenchmarkFixture, context: PageContext, quarter: QuarterOvertime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the sums in the foot."""
    monkeypatch.setattr(type(context.services.overtime), "of_quarter", lambda *_what: quarter)
    page = OvertimePage(context)
    page.show()
    page.activate()
    while page.entries.table._kept.prepare():
        pass
    words = cycle(["l", "la", "last0", "last00 beck", "last001", ""])
    benchmark(lambda: page.search.setText(next(words)))
    page.close()


@pytest.mark.benchmark(group="a key stroke on a page")
def test_key_on_the_officers_page(benchmark: BenchmarkFixture, context: PageContext) -> None:
    page = OfficersPage(context)
    page.show()
    page.activate()
    words = cycle(["l", "la", "last0", "last001", ""])
    benchmark(lambda: page.list.search.setText(next(words)))
    page.close()


@pytest.mark.benchmark(group="working out a quarter of 10,000 officers")
def test_quarter(benchmark: BenchmarkFixture, services: Services) -> None:
    """Off the GUI thread."""
    benchmark.pedantic(services.overtime.of_quarter, args=(QUARTER,), rounds=1)
