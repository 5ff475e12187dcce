"""A claim as documents: PDF, workbook and CSV written where the user says, and the print preview."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMenu

from muster.domain.claim import Claim
from muster.services.files import write_file
from muster.ui import actions
from muster.ui.prompts import filters_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from muster.services.claims import Claims
    from muster.services.ports import Progress
    from muster.ui.page import Page

_FOLDER = "claim/folder"


class Format(NamedTuple):
    """A kind of document: its suffix, what it is called, its icon, how a claim becomes one."""

    suffix: str
    name: str
    icon: str
    make: "Callable[[Claims, Claim], bytes]"


FORMATS = {
    "pdf": Format("pdf", "PDF document", "pdf", lambda claims, claim: claims.pdf(claim)),
    "xlsx": Format("xlsx", "Excel workbook", "workbook", lambda claims, claim: claims.xlsx(claim)),
    "csv": Format("csv", "CSV file", "export", lambda claims, claim: claims.csv(claim)),
}


def suggested_name(claim: Claim, suffix: str) -> str:
    """``claim-FY2026Q1-published.pdf``, of a certified claim ``FY26Q1-001.pdf``."""
    if claim.certification:
        return f"{claim.number}.{suffix}"
    return f"claim-{claim.quarter}-{claim.preset}.{suffix}"


class ClaimDocuments:
    """Writes and prints the claim that its page shows.

    Attributes:
        save_actions: One for each format.
        print_action: Previews and prints.
    """

    def __init__(self, page: "Page") -> None:
        """Put the actions into the page; ask, run and tell through it."""
        self._page = page
        self._context = page.context
        self._claim: Claim | None = None
        menu = QMenu(page)
        self.save_actions: list[QAction] = []
        for kind in FORMATS.values():
            keys = actions.SAVE_PDF if kind.suffix == "pdf" else None
            save = partial(self._save, kind)
            made = actions.action(page, f"Save as {kind.name}…", save, icon=kind.icon, shortcut=keys)
            menu.addAction(made)
            page.addAction(made)
            self.save_actions.append(made)
        self._menu_action = page.add_action("&Save as", menu.show, icon="export", menu=menu, tip="PDF, Excel or CSV")
        page.removeAction(self._menu_action)  # the window's menu lists what is in it
        self.print_action = page.add_action(
            "&Print…", self._preview, icon="print", shortcut=actions.PRINT, tip="Preview and print"
        )

    def set_claim(self, claim: Claim | None) -> None:
        """What is to be written or printed; None: nothing yet."""
        self._claim = claim
        for each in (*self.save_actions, self._menu_action, self.print_action):
            each.setEnabled(claim is not None)

    def _save(self, kind: Format) -> None:
        """Ask where to, and write the claim there; the message offers to open it."""
        claim = self._claim
        if claim is None:
            return
        path = self._context.prompts.save_file(
            self._page,
            f"Save the claim as {kind.name}",
            filters_of((f"{kind.name}s", [kind.suffix])),
            self._folder() / suggested_name(claim, kind.suffix),
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

    def _preview(self) -> None:
        """Make the PDF and show it as it will be printed."""
        claim = self._claim
        if claim is None:
            return
        claims = self._context.services.claims
        title = f"Claim {claim.number}" if claim.certification else f"Claim {claim.quarter}, {claim.preset} readings"
        self._page.run("Preparing the preview", lambda _p: claims.pdf(claim), partial(self._show, title), modal=True)

    def _show(self, title: str, pdf: bytes) -> None:
        from muster.ui.dialogs.print_preview import PrintPreview

        PrintPreview(pdf, title, self._context, self._page).open()


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
