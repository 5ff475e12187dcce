"""A claim written as documents, previewed and printed."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from muster.domain.claim import Claim
from muster.domain.money import dollars
from muster.services.bundle import Services
from muster.services.ports import Cancelled, MusterError
from muster.ui.dialogs.print_preview import PdfPages, PrintPreview, chosen_pages, prepare, print_pages
from muster.ui.pages.claim import ClaimPage
from tests.reports.reader import Seen
from tests.ui.answered_prompts import AnsweredPrompts
from tests.ui.conftest import MakeContext
from tests.ui.pages.hands import open_page


@pytest.fixture
def page(qtbot: QtBot, sample_services: Services, make_context: MakeContext) -> ClaimPage:
    return open_page(ClaimPage, qtbot, sample_services, make_context)


@pytest.fixture
def claim(page: ClaimPage) -> Claim:
    assert page.claim is not None
    return page.claim


def save(page: ClaimPage, suffix: str) -> None:
    names = {"pdf": "PDF document", "xlsx": "Excel workbook", "csv": "CSV file"}
    next(each for each in page.actions() if each.text() == f"Save as {names[suffix]}…").trigger()


def pages_of(pdf: bytes) -> list[str]:
    return [page.text for page in Seen(pdf).pages]


# -- files


def test_the_pdf_holds_the_totals(page: ClaimPage, claim: Claim, prompts: AnsweredPrompts, tmp_path: Path) -> None:
    path = tmp_path / "claim.pdf"
    prompts.will("save_file", path)
    save(page, "pdf")
    text = " ".join(pages_of(path.read_bytes()))
    assert dollars(claim.totals.reimbursement) in text
    assert all(dollars(line.total) in text for line in claim.lines)
    assert page.message.kind == "success"
    assert str(path) in page.message.text


def test_the_workbook_holds_the_totals(page: ClaimPage, claim: Claim, prompts: AnsweredPrompts, tmp_path: Path) -> None:
    path = tmp_path / "claim.xlsx"
    prompts.will("save_file", path)
    save(page, "xlsx")
    book = load_workbook(BytesIO(path.read_bytes()), data_only=True)
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    book.close()
    assert f"{claim.totals.reimbursement / 100:.10g}" in cells


def test_the_csv_holds_the_lines(page: ClaimPage, claim: Claim, prompts: AnsweredPrompts, tmp_path: Path) -> None:
    path = tmp_path / "claim.csv"
    prompts.will("save_file", path)
    save(page, "csv")
    text = path.read_text(encoding="utf-8-sig")
    assert all(dollars(line.total).replace(",", "") in text for line in claim.lines)


def test_the_suggested_name_and_the_folder_kept(
    page: ClaimPage, prompts: AnsweredPrompts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested: list[Path] = []

    def save_file(_parent: object, _title: str, _filters: str, name: Path) -> Path:
        suggested.append(name)
        return tmp_path / "mine.csv"

    monkeypatch.setattr(prompts, "save_file", save_file)
    save(page, "csv")
    save(page, "pdf")
    assert suggested[0].name == "claim-FY2026Q4-published.csv"
    assert suggested[1] == tmp_path / "claim-FY2026Q4-published.pdf"


def test_nothing_is_written_when_cancelled(page: ClaimPage, prompts: AnsweredPrompts, tmp_path: Path) -> None:
    prompts.will("save_file", None)
    save(page, "pdf")
    assert page.message.text == ""


def test_a_place_that_cannot_be_written_is_a_sentence(
    page: ClaimPage, prompts: AnsweredPrompts, tmp_path: Path
) -> None:
    prompts.will("save_file", tmp_path / "no such folder" / "claim.pdf")
    save(page, "pdf")
    assert page.message.kind == "error"
    assert "cannot be written: there is no such folder" in page.message.text
    assert list(tmp_path.rglob("*.part")) == []


def test_the_message_opens_the_file_and_its_folder(
    page: ClaimPage, prompts: AnsweredPrompts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toLocalFile()))
    prompts.will("save_file", tmp_path / "claim.csv")
    save(page, "csv")
    links = {each.text(): each for each in page.message.findChildren(QPushButton)}
    for name in ("Open", "Show in folder"):
        QTest.mouseClick(links[name], Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path / "claim.csv"), str(tmp_path)]


# -- preview


@pytest.fixture
def preview(page: ClaimPage) -> Iterator[PrintPreview]:
    page.documents.print_action.trigger()
    made = page.findChild(PrintPreview)
    assert made is not None
    yield made
    made.reject()


def has_ink(preview: PrintPreview) -> bool:
    drawn = preview.view.grab().toImage()
    shades = {drawn.pixelColor(QPoint(x, y)).lightness() for x in range(60, 700, 3) for y in range(100, 500, 3)}
    return min(shades) < 90 and max(shades) > 240


def test_the_preview_shows_every_page(qtbot: QtBot, preview: PrintPreview, page: ClaimPage, claim: Claim) -> None:
    pdf = page.context.services.claims.pdf(claim)
    assert len(preview.pages) == len(pages_of(pdf))
    assert preview.view.document() is preview.pages.document
    qtbot.waitUntil(lambda: has_ink(preview))
    assert dollars(claim.totals.reimbursement) in preview.pages.document.getAllText(0).text()


def test_page_by_page(qtbot: QtBot, preview: PrintPreview) -> None:
    assert preview.page_box.text() == "1"
    assert not preview.previous.isEnabled()
    preview.next.click()
    qtbot.waitUntil(lambda: preview.page == 1)
    assert preview.page_box.text() == "2"
    preview.page_box.setFocus()
    preview.page_box.selectAll()
    QTest.keyClicks(preview.page_box, str(len(preview.pages)))
    QTest.keyClick(preview.page_box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.page == len(preview.pages) - 1)
    assert not preview.next.isEnabled()
    preview.previous.click()
    qtbot.waitUntil(lambda: preview.page == len(preview.pages) - 2)


def test_zoom(preview: PrintPreview) -> None:
    preview.page_button.click()
    assert preview.view.zoomMode() is preview.view.ZoomMode.FitInView
    preview.larger.click()
    assert preview.view.zoomMode() is preview.view.ZoomMode.Custom
    factor = preview.view.zoomFactor()
    preview.larger.click()
    assert preview.view.zoomFactor() > factor
    preview.smaller.click()
    assert preview.view.zoomFactor() == pytest.approx(factor)
    assert preview.zoom_label.text().endswith("%")


def test_a_broken_pdf_is_a_sentence() -> None:
    with pytest.raises(MusterError, match="cannot be shown"):
        PdfPages(b"not a PDF")


# -- printing, onto a PDF as the system's own printer does


def to_file(printer: QPrinter, path: Path) -> None:
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(96)


def test_print_sends_every_page(qtbot: QtBot, preview: PrintPreview, prompts: AnsweredPrompts, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    prompts.will("printer", lambda printer: to_file(printer, path))
    QTest.mouseClick(preview.print_button, Qt.MouseButton.LeftButton)
    assert preview.message.kind == "success"
    assert str(len(preview.pages)) in preview.message.text
    printed = Seen(path.read_bytes()).pages
    assert len(printed) == len(preview.pages)
    for number, page in enumerate(printed):
        size = preview.pages.size(number)
        assert (page.width, page.height) == pytest.approx((size.width(), size.height()), abs=2)
    darkest, lightest = printed[0].shades()
    assert darkest < 90
    assert lightest > 240


def test_printing_can_be_declined(preview: PrintPreview, prompts: AnsweredPrompts) -> None:
    prompts.will("printer", None)
    preview.print_button.click()
    assert preview.message.text == ""


def a_printer(pages: PdfPages) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, pages, "A claim")
    return printer


def test_the_chosen_pages(preview: PrintPreview) -> None:
    printer = a_printer(preview.pages)
    count = len(preview.pages)
    assert chosen_pages(printer, count) == list(range(count))
    printer.setPageRanges(QPageRanges.fromString("2-3"))
    assert chosen_pages(printer, count) == [1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, count) == [2, 1]


def test_printing_stops_when_cancelled(page: ClaimPage, preview: PrintPreview, claim: Claim, tmp_path: Path) -> None:
    printer = a_printer(preview.pages)
    to_file(printer, tmp_path / "printed.pdf")

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_pages(page.context.services.claims.pdf(claim), printer, stop)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_take_it_is_a_sentence(
    page: ClaimPage, preview: PrintPreview, claim: Claim, tmp_path: Path
) -> None:
    printer = a_printer(preview.pages)
    to_file(printer, tmp_path / "no such folder" / "printed.pdf")
    with pytest.raises(MusterError, match="The printer does not take the pages"):
        print_pages(page.context.services.claims.pdf(claim), printer, lambda _done, _total: None)
