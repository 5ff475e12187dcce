"""From a figure of a derivation to the document behind it: a leaf's record may have files attached."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from muster.ui.dialogs.documents_dialog import DocumentsDialog
from muster.ui.documents import DocumentWork
from muster.ui.format import count

if TYPE_CHECKING:
    from muster.domain.documents import Attachment
    from muster.domain.records import AnyRecord
    from muster.services.documents import Attached
    from muster.ui.page import PageContext
    from muster.ui.widgets.derivation_panel import DerivationPanel


class LeafDocuments(QObject):
    """Looks for the documents of the record behind the panel's current figure, and opens them."""

    def __init__(self, context: "PageContext", panel: "DerivationPanel") -> None:
        """Serve a panel."""
        super().__init__(panel)
        self._context = context
        self._panel = panel
        self._record: AnyRecord | None = None
        self._found: tuple[Attachment, ...] = ()
        tell = partial(context.prompts.error, panel, "The document was not opened")
        self._work = DocumentWork(context, panel, tell)
        panel.described.connect(self._look)
        panel.document_asked.connect(self._open)

    def _look(self, record: "AnyRecord | None") -> None:
        self._record, self._found = record, ()
        if record is not None and record.id:
            self._work.read([record], partial(self._offer, record))

    def _offer(self, record: "AnyRecord", attached: "Attached") -> None:
        if record is not self._record:
            return
        self._found = attached.to(record)
        if len(self._found) == 1:
            self._panel.offer_document(f"Open the document “{self._found[0].name}”")
        elif self._found:
            self._panel.offer_document(f"Show its {count(len(self._found), 'document')}")

    def _open(self) -> None:
        """The only one at once; of several the window lets choose."""
        if len(self._found) == 1:
            self._work.open(self._found[0])
        elif self._found and self._record is not None:
            DocumentsDialog(self._context, [self._record], self._panel).open()
