"""A document as it will be printed: pages, zoom, and the way to the printer."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QSizeF, QStandardPaths, Qt
from PySide6.QtGui import QImage, QIntValidator, QKeySequence, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from muster.services.files import write_file
from muster.services.ports import MusterError
from muster.ui import actions
from muster.ui.actions import Shortcut
from muster.ui.icons import set_icon
from muster.ui.prompts import filters_of
from muster.ui.theme import UNIT, look
from muster.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from muster.services.ports import Progress
    from muster.ui.prompts import Prompts
    from muster.ui.tasks import Tasks

_STEP = 1.25
_SMALLEST, _LARGEST = 0.25, 5.0
_DOTS = 400
"""Pages are drawn at the printer's resolution, but at no more dots an inch than these: sharp text, 0.4 s a page."""
_POINTS = 72


class PdfPages:
    """A PDF in memory as pages that can be drawn. To be made on the thread that uses it."""

    def __init__(self, pdf: bytes) -> None:
        """Read it.

        Raises:
            MusterError: when it cannot be read as a PDF.
        """
        self.document = QPdfDocument()
        source = QBuffer(self.document)
        source.setData(pdf)
        source.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(source)
        if self.document.status() is not QPdfDocument.Status.Ready:
            raise MusterError("The PDF cannot be shown; save it and open it in another program.")

    def __len__(self) -> int:
        """How many pages it has."""
        return self.document.pageCount()

    def size(self, page: int) -> QSizeF:
        """A page's size in points."""
        return self.document.pagePointSize(page)

    def close(self) -> None:
        """Let go of it."""
        self.document.close()


def prepare(printer: QPrinter, pages: PdfPages, title: str) -> None:
    """Set a printer up for the pages: their paper and orientation, all of them, edge to edge."""
    printer.setDocName(title)
    printer.setCreator("Muster")
    printer.setFullPage(True)
    _turn(printer, pages.size(0))
    printer.setFromTo(1, len(pages))


def _turn(printer: QPrinter, size: QSizeF) -> None:
    wide = size.width() > size.height()
    upright = size.transposed() if wide else size
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    layout = QPageLayout.Orientation
    printer.setPageOrientation(layout.Landscape if wide else layout.Portrait)


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages (from 0) that the print dialog asked for, in its order, as often as the driver leaves to us."""
    ranges = printer.pageRanges()
    pages = [page for page in range(count) if ranges.isEmpty() or ranges.contains(page + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


def print_pages(pdf: bytes, printer: QPrinter, progress: "Progress") -> int:
    """Print the chosen pages; off the GUI thread. Returns how many.

    Raises:
        MusterError: when the printer does not take them.
        Cancelled: when the user stops it; the printer drops the job.
    """
    pages = PdfPages(pdf)
    painter = QPainter()
    chosen = chosen_pages(printer, len(pages))
    try:
        _turn(printer, pages.size(chosen[0]))
        _begin(painter, printer)
        _draw_all(pages, chosen, painter, printer, progress)
        painter.end()
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
        pages.close()
    return len(chosen)


def _begin(painter: QPainter, printer: QPrinter) -> None:
    if not painter.begin(printer):
        raise MusterError("The printer does not take the pages; check that it is on and try again.")


def _draw_all(
    pages: PdfPages, chosen: Sequence[int], painter: QPainter, printer: QPrinter, progress: "Progress"
) -> None:
    for position, page in enumerate(chosen):
        progress(position, len(chosen))
        if position:
            _turn(printer, pages.size(page))
            printer.newPage()
        _draw(pages, page, painter, printer)


def _draw(pages: PdfPages, page: int, painter: QPainter, printer: QPrinter) -> None:
    dots = min(printer.resolution(), _DOTS)
    size = (pages.size(page) * dots / _POINTS).toSize()
    sheet = QImage(size, QImage.Format.Format_RGB32)  # without transparency, which many printers do badly
    sheet.fill(Qt.GlobalColor.white)
    with QPainter(sheet) as ink:
        ink.drawImage(0, 0, pages.document.render(page, size))
    painter.drawImage(printer.paperRect(QPrinter.Unit.DevicePixel), sheet)


class Desk(Protocol):
    """What printing needs of the window or a page's context."""

    @property
    def prompts(self) -> "Prompts":
        """Asks for a printer."""
        ...

    @property
    def tasks(self) -> "Tasks":
        """Does the printing."""
        ...


class PrintPreview(QDialog):
    """Shows the pages; Print… asks for a printer."""

    def __init__(self, pdf: bytes, title: str, desk: Desk, parent: QWidget) -> None:
        """Show a PDF.

        Raises:
            MusterError: when it cannot be read.
        """
        super().__init__(parent)
        self._pdf = pdf
        self._title = title
        self._desk = desk
        self.pages = PdfPages(pdf)
        self.setWindowTitle(f"Print preview: {title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.view = self._make_view()
        self.message = MessageBar(self)
        self.page_box = self._make_page_box()
        self._lay_out()
        self._fit_width()
        self._show_page(0)
        self.view.setFocus()
        available = self.screen().availableSize()
        frame = 6 * UNIT  # the title bar, which the system adds
        self.resize(min(112 * UNIT, available.width()), min(100 * UNIT, available.height() - frame))

    def _make_view(self) -> QPdfView:
        view = QPdfView(self)
        view.setAccessibleName(f"Pages of {self._title}")
        view.setDocument(self.pages.document)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setPageSpacing(2 * UNIT)
        view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        view.pageNavigator().currentPageChanged.connect(self._show_page)
        return view

    def _make_page_box(self) -> QLineEdit:
        box = QLineEdit(self)
        box.setValidator(QIntValidator(1, len(self.pages), box))
        box.setAccessibleName("Page")
        box.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.setFixedWidth(6 * UNIT)
        box.editingFinished.connect(lambda: self.go_to_page(int(box.text()) - 1))
        return box

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(UNIT)
        self.previous = self._button("", "Previous page", lambda: self._step(-1), "previous", "PgUp")
        self.next = self._button("", "Next page", lambda: self._step(1), "next", "PgDown")
        self.of = QLabel(f"of {len(self.pages)}")
        self.smaller = self._button("−", "Smaller", lambda: self._zoom(1 / _STEP), "", QKeySequence.StandardKey.ZoomOut)
        self.zoom_label = QLabel()
        self.larger = self._button("+", "Larger", lambda: self._zoom(_STEP), "", QKeySequence.StandardKey.ZoomIn)
        self.width_button = self._button("Fit width", "Fit the page's width", self._fit_width, "", "Ctrl+1")
        self.page_button = self._button("Fit page", "Fit the whole page", self._fit_page, "", "Ctrl+0")
        for widget in (self.previous, self.page_box, self.of, self.next):
            bar.addWidget(widget)
        bar.addStretch(1)
        for widget in (self.smaller, self.zoom_label, self.larger, self.width_button, self.page_button):
            bar.addWidget(widget)
        bar.addStretch(1)
        self.print_button = QPushButton("&Print…")
        self.print_button.setAutoDefault(False)  # Enter goes to the page typed
        look(self.print_button, "primary")
        self.addAction(actions.action(self, "Print…", self.print, shortcut=actions.PRINT))
        set_icon(self.print_button, "print", "on_accent")
        self.print_button.clicked.connect(self.print)
        self.save_button = QPushButton("&Save as PDF…")
        close = QPushButton("Close")
        for button, slot in ((self.save_button, self.save), (close, self.reject)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            bar.addWidget(button)
        bar.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addLayout(bar)
        column.addWidget(self.message)
        column.addWidget(self.view, 1)

    def _button(
        self,
        text: str,
        does: str,
        slot: "Callable[[], object]",
        icon: str,
        keys: str | QKeySequence.StandardKey,
    ) -> QToolButton:
        shortcut = Shortcut(QKeySequence(keys).toString(), does)
        made = actions.action(self, text or does, slot, icon=icon, shortcut=shortcut, tip=does)
        self.addAction(made)
        button = QToolButton(self)
        button.setDefaultAction(made)
        button.setAccessibleName(does)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if icon:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        look(button, "action")
        return button

    # -- pages and zoom

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self.view.pageNavigator().currentPage()

    def go_to_page(self, page: int) -> None:
        """Bring a page (from 0) into view."""
        if page != self.page:
            self.view.pageNavigator().jump(page, QPointF())

    def _step(self, by: int) -> None:
        self.go_to_page(max(0, min(len(self.pages) - 1, self.page + by)))

    def _show_page(self, page: int) -> None:
        self.page_box.setText(str(page + 1))
        self.previous.defaultAction().setEnabled(page > 0)
        self.next.defaultAction().setEnabled(page < len(self.pages) - 1)

    def _zoom(self, by: float) -> None:
        factor = max(_SMALLEST, min(_LARGEST, self._factor() * by))
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(factor)
        self._say_zoom(f"{factor:.0%}")

    def _factor(self) -> float:
        """What the page is shown at: the view does not tell while it fits."""
        mode = self.view.zoomMode()
        if mode is QPdfView.ZoomMode.Custom:
            return self.view.zoomFactor()
        inch = self.view.logicalDpiX()
        size = self.pages.size(self.page)
        margins = self.view.documentMargins()
        viewport = self.view.viewport().size()
        wide = (viewport.width() - margins.left() - margins.right()) / (size.width() * inch / _POINTS)
        high = (viewport.height() - self.view.pageSpacing()) / (size.height() * inch / _POINTS)
        return wide if mode is QPdfView.ZoomMode.FitToWidth else min(wide, high)

    def _fit_width(self) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._say_zoom("Width")

    def _fit_page(self) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._say_zoom("Page")

    def _say_zoom(self, words: str) -> None:
        self.zoom_label.setText(words)
        self.zoom_label.setMinimumWidth(6 * UNIT)
        self.zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)

    # -- the file and the printer

    def save(self) -> None:
        """Ask where to, and write the PDF there."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = Path(folder or Path.home()) / f"{self._title}.pdf"
        path = self._desk.prompts.save_file(self, "Save as PDF", filters_of(("PDF documents", ["pdf"])), suggested)
        if path is not None:
            title, told = f"Writing {path.name}", f"{self._title} is in {path}."
            saved = partial(self.message.success, told)
            work = partial(write_file, path, self._pdf)
            self._desk.tasks.run(
                self, title, lambda _progress: work(), lambda _none: saved(), self.message.error, modal=True
            )

    def print(self) -> None:
        """Ask for a printer and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare(printer, self.pages, self._title)
        if not self._desk.prompts.printer(self, printer):
            return
        self._desk.tasks.run(
            self,
            "Printing",
            lambda progress: print_pages(self._pdf, printer, progress),
            self._printed,
            self.message.error,
            modal=True,
        )

    def _printed(self, pages: int) -> None:
        self.message.success("1 page was sent to the printer." if pages == 1 else f"{pages} pages were sent.")

    def done(self, result: int) -> None:
        """Let go of the pages."""
        self.pages.close()
        super().done(result)
