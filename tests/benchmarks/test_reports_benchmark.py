"""The PDF of a schedule against a bare canvas that draws the same strings at the same places in the same font."""

from collections.abc import Callable
from io import BytesIO
from time import process_time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from reportlab.pdfgen.canvas import Canvas

from muster.domain.claim import Claim
from muster.domain.money import dollars
from muster.reports import Documents
from muster.reports.claim_pdf import SCHEDULE
from muster.reports.drawing import Properties, pdf
from muster.reports.ledger import Ledger
from muster.reports.page import LANDSCAPE, Flow
from muster.reports.typography import REGULAR, typeface
from muster.reports.worksheets import schedule_rows
from tests.reports.sample import claim_of, many

AIM = 1.3
ROWS_ON_A_PAGE = 26
EDGES = (56, 110, 210, 280, 340, 405, 470, 535, 600, 665, 736)


def bare_canvas(each: Claim) -> bytes:
    """The schedule's cells with drawString and drawRightString, nothing else."""
    typeface(REGULAR)
    out = BytesIO()
    canvas = Canvas(out, pagesize=(792, 612), invariant=1, pageCompression=1, initialFontName=REGULAR)  # type: ignore[arg-type]
    rows = schedule_rows(each)
    for start in range(0, len(rows), ROWS_ON_A_PAGE):
        canvas.setFont(REGULAR, 8.5)
        for number, row in enumerate(rows[start : start + ROWS_ON_A_PAGE]):
            y = 500 - 16 * number
            for x, text in zip(EDGES, row[:3], strict=False):
                canvas.drawString(x, y, str(text))
            canvas.drawRightString(EDGES[3], y, str(row.eligible_days))
            for x, cents in zip(EDGES[4:], row[4:], strict=True):
                canvas.drawRightString(x, y, dollars(cents))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def schedule_alone(each: Claim) -> bytes:
    """The program's own schedule: rules, header, subtotals and totals included."""
    flow = Flow(LANDSCAPE)
    flow.heading("Officer schedule")
    Ledger(SCHEDULE, schedule_rows(each), f"{len(each.lines)} officers").lay(flow)
    return pdf(flow.pages, Properties("", "", "", ""))


def best(make: Callable[[Claim], bytes], each: Claim, times: int = 3) -> float:
    """The shortest of a few runs, in seconds of processor time."""
    taken = []
    for _ in range(times):
        began = process_time()
        make(each)
        taken.append(process_time() - began)
    return min(taken)


@pytest.fixture(scope="module")
def claim_of_5000() -> Claim:
    return claim_of(*many(5_000))


@pytest.mark.parametrize("make", [bare_canvas, schedule_alone, Documents().pdf, Documents().xlsx, Documents().csv])
def test_documents_of_5000_officers(
    benchmark: BenchmarkFixture, claim_of_5000: Claim, make: Callable[[Claim], bytes]
) -> None:
    benchmark(make, claim_of_5000)


def test_the_schedule_stays_within_its_aim(claim_of_5000: Claim) -> None:
    ratio = best(schedule_alone, claim_of_5000) / best(bare_canvas, claim_of_5000)
    print(f"\nschedule of 5,000 rows: {ratio:.2f} times a bare canvas (aim {AIM})")
    assert ratio <= AIM


@pytest.mark.parametrize("officers", [20, 500, 10_000])
def test_the_whole_document(benchmark: BenchmarkFixture, officers: int) -> None:
    each = claim_of(*many(officers))
    benchmark(Documents().pdf, each)
