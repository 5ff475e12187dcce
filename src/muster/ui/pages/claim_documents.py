"""A claim as documents: PDF, workbook and CSV written where the user says, and the print preview."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from muster.domain.claim import Claim
from muster.services.files import write_file
from muster.ui.prompts import filters_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from muster.services.claims import Claims
    from muster.services.ports import Progress
    from muster.ui.page import Page

_FOLDER = "claim/folder"


class Format(NamedTuple):
    """A kind of document: its suffix, what it is called, how a claim becomes one."""

    suffix: str
    name: str
    make: "Callable[[Claims, Claim], bytes]"


FORMATS = {
    "pdf": Format("pdf", "PDF document", lambda claims, claim: claims.pdf(claim)),
    "xlsx": Format("xlsx", "Excel workbook", lambda claims, claim: claims.xlsx(claim)),
    "csv": Format("csv", "CSV file", lambda claims, claim: claims.csv(claim)),
}


def suggested_name(claim: Claim, suffix: str) -> str:
    """``claim-FY2026Q1-published.pdf``, of a certified claim ``FY26Q1-001.pdf``."""
    if claim.certification:
        return f"{claim.number}.{suffix}"
    return f"claim-{claim.quarter}-{claim.preset}.{suffix}"


class ClaimDocuments:
    """Writes and prints the claim that its page shows."""

    def __init__(self, page: "Page") -> None:
        """Ask, run and tell through the page."""
        self._page = page
        self._context = page.context

    def save(self, claim: Claim, suffix: str) -> None:
        """Ask where to, and write the claim there; the message offers to open it."""
        kind = FORMATS[suffix]
        path = self._context.prompts.save_file(
            self._page,
            f"Save the claim as {kind.name}",
            filters_of((f"{kind.name}s", [suffix])),
            self._folder() / suggested_name(claim, suffix),
        )
        if path is None:
            return
        self._context.settings.setValue(_FOLDER, str(path.parent))
        claims = self._context.services.claims

        def write(_progress: "Progress") -> None:
            write_file(path, kind.make(claims, claim))

        self._page.run(f"Writing {path.name}", write, lambda _none: self._written(path), modal=True)

    def _folder(self) -> Path:
        kept = self._context.settings.value(_FOLDER)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(str(kept)) if kept and Path(str(kept)).is_dir() else Path(documents or Path.home())

    def _written(self, path: Path) -> None:
        message = self._page.message
        message.success(f"The claim is in {path}.")
        message.offer("Open", partial(_open, path))
        message.offer("Show in folder", partial(_open, path.parent))

    def preview(self, claim: Claim) -> None:
        """Make the PDF and show it as it will be printed."""
        claims = self._context.services.claims
        title = f"Claim {claim.number}" if claim.certification else f"Claim {claim.quarter}, {claim.preset} readings"
        self._page.run("Preparing the preview", lambda _p: claims.pdf(claim), partial(self._show, title), modal=True)

    def _show(self, title: str, pdf: bytes) -> None:
        from muster.ui.dialogs.print_preview import PrintPreview

        PrintPreview(pdf, title, self._context, self._page).open()


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
