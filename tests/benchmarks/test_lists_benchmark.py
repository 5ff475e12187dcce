"""A printed list of 10,000 rows against a bare canvas that draws as many texts."""

from collections.abc import Callable
from io import BytesIO
from time import process_time

from pytest_benchmark.fixture import BenchmarkFixture
from reportlab.pdfgen.canvas import Canvas

from muster.domain.printed_list import ListColumn, ListSection, PrintedList, Sums
from muster.reports.list_pdf import list_pdf
from muster.reports.typography import REGULAR, typeface

AIM = 0.5
ROWS_ON_A_PAGE = 27
STANDING = "Eligible as TFM since 3 Nov 2025; authorization ends 2 Nov 2027."
TITLES = ("Officer ID", "Name", "Title", "Badge", "Models", "Hired", "Last day employed", "Standing")


def roster(count: int) -> PrintedList:
    rows = [
        (f"{n:05}", f"Officer{n}, Avery J.", "Deputy sheriff", str(n % 977), "TFM, WSO", "3 Nov 2015", "", STANDING)
        for n in range(count)
    ]
    columns = tuple(map(ListColumn, TITLES))
    total = Sums(f"{count:,} officers", ("",) * len(TITLES))
    return PrintedList("Roster", "Alder", "All.", "as of today", columns, (ListSection("", rows),), total, "None")


def bare_canvas(printed: PrintedList) -> bytes:
    """The cells with drawString, nothing else."""
    typeface(REGULAR)
    out = BytesIO()
    canvas = Canvas(out, pagesize=(792, 612), invariant=1, pageCompression=1, initialFontName=REGULAR)  # type: ignore[arg-type]
    rows = printed.sections[0].rows
    for start in range(0, len(rows), ROWS_ON_A_PAGE):
        canvas.setFont(REGULAR, 8.5)
        for number, row in enumerate(rows[start : start + ROWS_ON_A_PAGE]):
            for position, text in enumerate(row):
                canvas.drawString(56 + 85 * position, 500 - 16 * number, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def best(make: Callable[[PrintedList], bytes], printed: PrintedList) -> float:
    """The shortest of a few runs, in seconds of processor time."""
    taken = []
    for _ in range(3):
        began = process_time()
        make(printed)
        taken.append(process_time() - began)
    return min(taken)


def test_ten_thousand_rows(benchmark: BenchmarkFixture) -> None:
    printed = roster(10_000)
    benchmark.pedantic(list_pdf, (printed,), rounds=1)
    assert best(list_pdf, printed) <= AIM * best(bare_canvas, printed)
