"""Importing a year of overtime against SQLAlchemy Core's bulk insert of the same entries into a bare table."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy import Column, Date, Integer, MetaData, String, Table, create_engine, insert

from muster.importers.records_folder import RecordsFolder
from tests.composition import BookProgram

AIM = 3
OFFICERS = 5_000
ENTRIES_EACH = 26
START = date(2025, 10, 4)

Job = Callable[[], None]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A records folder of officers, and beside it overtime that differs in every amount."""
    folder = tmp_path_factory.mktemp("records")
    officers = (f"{number:05d},Officer {number}\n" for number in range(OFFICERS))
    (folder / "officers.csv").write_text("officer_id,last_name\n" + "".join(officers), encoding="utf-8")
    lines = (
        f"{number:05d},{START + timedelta(14 * each)},{(number + each) % 40 / 4 + 0.25},"
        f"{(number * 7919 + each * 104_729) % 90_000 / 100 + 20:.2f},{START + timedelta(14 * each + 20)},,"
        f"Capt. S. Beck,OT register {each}\n"
        for number in range(OFFICERS)
        for each in range(ENTRIES_EACH)
    )
    header = "officer_id,worked_on,hours,amount,paid_on,funding,approved_by,document\n"
    (folder / "overtime.csv").write_text(header + "".join(lines), encoding="utf-8")
    return folder


def program(records: Path, folder: Path) -> Job:
    """The program's import of the overtime into a new book that has the officers."""
    imports = BookProgram(folder).create(folder / "agency.muster").imports
    imports.run([records / "officers.csv"])

    def run() -> None:
        assert imports.run([records / "overtime.csv"]).new == OFFICERS * ENTRIES_EACH

    return run


def bulk_insert(records: Path, folder: Path) -> Job:
    """One ``insert()`` of the same rows, ready as dictionaries."""
    [file] = RecordsFolder().read([records / "overtime.csv"])
    dates = ("worked_on", "paid_on")
    texts = ("officer_id", "funding", "approved_by", "document")
    table = Table(
        "overtime",
        MetaData(),
        Column("id", Integer, primary_key=True),
        *(Column(name, Date) for name in dates),
        *(Column(name, Integer) for name in ("hours", "amount")),
        *(Column(name, String) for name in texts),
    )
    rows = [
        {name: getattr(each, name) for name in (*dates, *texts, "amount")} | {"hours": index}
        for index, each in enumerate(file.records)
    ]
    engine = create_engine(f"sqlite:///{folder / 'bare.db'}")
    table.metadata.create_all(engine)

    def run() -> None:
        with engine.begin() as connection:
            connection.execute(insert(table), rows)

    return run


@pytest.mark.parametrize("make", [program, bulk_insert])
def test_130000_entries(
    benchmark: BenchmarkFixture, records: Path, tmp_path: Path, make: Callable[[Path, Path], Job]
) -> None:
    numbers = count()

    def setup() -> tuple[tuple[Job], dict[str, object]]:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        return (make(records, folder),), {}

    benchmark.pedantic(lambda job: job(), setup=setup, rounds=3)


def test_the_import_stays_within_its_aim(records: Path, tmp_path: Path) -> None:
    taken: dict[Callable[[Path, Path], Job], list[float]] = {program: [], bulk_insert: []}
    for number in range(3):
        for make, seconds in taken.items():
            folder = tmp_path / f"{make.__name__} {number}"
            folder.mkdir()
            job = make(records, folder)
            began = perf_counter()
            job()
            seconds.append(perf_counter() - began)
    ratio = min(taken[program]) / min(taken[bulk_insert])
    print(f"\nimport of {OFFICERS * ENTRIES_EACH:,} entries: {ratio:.2f} times Core's bulk insert (aim {AIM})")
    assert ratio <= AIM


@pytest.mark.parametrize("share", [1, 4])
def test_importing_the_same_again(benchmark: BenchmarkFixture, records: Path, tmp_path: Path, share: int) -> None:
    """A quarter of the rows takes about a quarter of the time."""
    lines = (records / "overtime.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    part = tmp_path / "overtime.csv"
    part.write_text("".join(lines[: 1 + len(lines) // share]), encoding="utf-8")
    services = BookProgram(tmp_path).create(tmp_path / "agency.muster")
    services.imports.run([records / "officers.csv", part])
    new = benchmark.pedantic(lambda: services.imports.run([part]).new, rounds=2)
    assert new == 0
    services.book.close()
