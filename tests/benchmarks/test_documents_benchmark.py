"""Pages of a large book with 2,000 documents in it against the same book without: lists never read a content.

Aim: what a page reads takes at most 1.25 times as long.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import pytest

from muster.domain.documents import Attachment
from muster.domain.fiscal import Quarter
from muster.domain.records import AnyRecord, Authorization, Model, Officer, OvertimeEntry, Pay
from muster.services.bundle import Services
from tests.composition import BookProgram

AIM = 1.25
QUARTER = Quarter(2026, 1)
IDS = [f"{number:05d}" for number in range(10_000)]
DOCUMENTS = 2_000
SIZE = 50_000
TODAY = date(2026, 11, 20)


def fill(services: Services) -> None:
    with services.book.change("Fill") as work:
        work.add_all([Officer(each, f"Last{each}", "First") for each in IDS])
        work.add_all([Authorization(each, Model.TFM, QUARTER.start, QUARTER.start) for each in IDS])
        work.add_all([Pay(each, QUARTER.start, 6_000_000) for each in IDS])
        days = [QUARTER.start + timedelta(14 * number) for number in range(7)]
        work.add_all([OvertimeEntry(each, day, Decimal(2), 20_000, day) for day in days for each in IDS])


def attach(services: Services) -> None:
    """Half to authorizations, half to overtime."""
    with services.book.change("Attach") as work:
        for kind in ("authorizations", "overtime"):
            made = []
            for number in range(1, DOCUMENTS // 2 + 1):
                content = os.urandom(SIZE)
                digest = sha256(content).hexdigest()
                work.keep_file(digest, content)
                made.append(Attachment(kind, number, digest, "scan.pdf", "application/pdf", SIZE, TODAY, "Clerk"))
            work.add_all(made)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Services, Services]]:
    """Without documents, and with them."""
    folder = tmp_path_factory.mktemp("books")
    program = BookProgram(folder)
    plain = program.create(folder / "plain.muster")
    fill(plain)
    shutil.copy(plain.book.path, folder / "with.muster")
    with_documents = program.open(folder / "with.muster")
    attach(with_documents)
    yield plain, with_documents
    plain.book.close()
    with_documents.book.close()


def an_officer(services: Services) -> object:
    return services.officers.detail("00007")


def the_roster(services: Services) -> object:
    return services.officers.roster()


def a_quarters_overtime(services: Services) -> object:
    """The entries, and what is attached to them."""
    with services.book.read() as records:
        entries: Sequence[AnyRecord] = records.overtime(QUARTER.span)
    return services.documents.attached(entries)


@pytest.mark.parametrize("read", [an_officer, the_roster, a_quarters_overtime])
def test_a_page_reads_as_fast_with_documents(
    books: tuple[Services, Services], read: Callable[[Services], object]
) -> None:
    rounds = [[timed(read, services) for services in books] for _ in range(7)]
    best = [min(times) for times in zip(*rounds, strict=True)]
    ratio = best[1] / best[0]
    print(
        f"\n{read.__name__}: {best[0] * 1000:.1f} ms without, {best[1] * 1000:.1f} ms with documents, {ratio:.2f} times"
    )
    assert ratio <= AIM


def timed(read: Callable[[Services], object], services: Services) -> float:
    began = perf_counter()
    read(services)
    return perf_counter() - began


def test_the_check_of_documents(books: tuple[Services, Services], capsys: pytest.CaptureFixture[str]) -> None:
    plain, with_documents = (timed(lambda services: services.book.check(), services) for services in books)
    with capsys.disabled():
        print(f"\ncheck: {plain:.2f} s without, {with_documents:.2f} s with 2,000 documents (100 MB)")
    assert books[1].book.check() == []


def test_attaching_25_megabytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = BookProgram(tmp_path)
    services = program.create(tmp_path / "agency.muster")
    with services.book.change("Fill") as work:
        officer = work.add(Officer("0417", "Lind"))
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7\n" + os.urandom(25 * 1024 * 1024 - 9))
    began = perf_counter()
    services.documents.attach([scan], [officer])
    took = perf_counter() - began
    with capsys.disabled():
        print(f"\n25 MB attached in {took:.2f} s")
    assert services.documents.content(services.documents.attached([officer]).to(officer)[0]) == scan.read_bytes()
    services.book.close()
