"""Certifies a claim: what it claims, what the examiner found, the wording signed, two names with passphrases."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muster.domain.words import capitalized
from muster.services.certification import Proposal, Request, Signature
from muster.services.signers import SignerError
from muster.ui import format as shown
from muster.ui.dialogs.signer import SignerDialog, secret
from muster.ui.dialogs.typed_dialog import TypedDialog
from muster.ui.icons import pixmap
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.layouts import facts, row
from muster.ui.widgets.message_bar import MessageBar
from muster.ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from muster.domain.claim import Claim
    from muster.domain.ledger.records import CertifiedClaim
    from muster.services.changes import Changed
    from muster.services.ports import Progress
    from muster.ui.page import PageContext

_NOBODY = "Nobody signs claims in this book yet. Add the preparer and the official first."
_ALONE = "One person prepares and certifies this agency's claims; the claim says so"


class CertifyDialog(TypedDialog):
    """Asks for both signatures and certifies.

    Attributes:
        certified: The claim's record and what was kept; the dialog closes then.
        findings_asked: The findings are wanted; the dialog closes then.
        proposal: What would be certified.
    """

    certified = Signal(object, object)
    findings_asked = Signal()

    def __init__(self, proposal: Proposal, context: "PageContext", parent: QWidget | None = None) -> None:
        """A form for the claim as it was proposed."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Certify the claim of {proposal.claim.quarter}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.proposal = proposal
        self._context = context
        self.preparer, self.official = _names("Prepared by"), _names("Authorized official")
        self.passphrases = {
            "preparer": secret("Passphrase of the preparer"),
            "official": secret("Passphrase of the official"),
        }
        self.alone = QCheckBox(_ALONE)
        self.alone.toggled.connect(self._one_person)
        self.note = QLineEdit()
        self.note.setAccessibleName("Note")
        self.note.setPlaceholderText("Kept in the ledger, not printed on the claim")
        self.message = MessageBar(self)
        self._lay_out()
        self._offer_signers()
        self.begin()
        self.fit(80 * UNIT)
        self._focus_first()

    def typed(self) -> tuple[str, ...]:
        """The passphrases and the note."""
        return (*(each.text() for each in self.passphrases.values()), self.note.text())

    # -- layout

    def _lay_out(self) -> None:
        claim = self.proposal.claim
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(_text(f"Certify the claim of {claim.quarter}", "heading"))
        column.addWidget(self.message)
        column.addWidget(Scrolled(self._parts()), 1)
        column.addWidget(self._buttons())

    def _parts(self) -> QVBoxLayout:
        """All between the message and the buttons."""
        column = QVBoxLayout()
        column.setSpacing(2 * UNIT)
        column.addLayout(facts(self._facts()))
        column.addLayout(self._found())
        column.addWidget(self._wording())
        column.addLayout(self._signatures())
        column.addWidget(self.alone)
        column.addLayout(row(_text("Note", "label"), self.note))
        return column

    def _facts(self) -> list[tuple[str, str]]:
        proposal, totals = self.proposal, self.proposal.claim.totals
        number = proposal.number + (f", in place of {proposal.revises}" if proposal.revises else "")
        claimed = shown.money(totals.claimed)
        due = " (a refund is due; it makes no invoice)" if totals.claimed < 0 else ""
        lines = f"{shown.count(len(proposal.claim.lines), 'line')}, {proposal.claim.preset}"
        return [
            ("Claim number", number),
            ("Claims", f"{claimed}{due}, {lines}"),
            *_made_of(proposal.claim),
            ("Award, estimate", f"{shown.money(totals.award)}, no part of the claim"),
        ]

    def _found(self) -> "QGridLayout":
        grid = QGridLayout()
        blocked = bool(self.proposal.blocked)
        kind = "error" if blocked else "success" if not self.proposal.examination.open else "warning"
        sign = QLabel()
        sign.setPixmap(pixmap(kind, 20, kind))
        sign.setAccessibleName({"error": "Blocked", "warning": "Warnings", "success": "Nothing found"}[kind])
        self.found = _text(capitalized(self.proposal.examination.words), "")
        self.look_at = QPushButton("Look at the findings")
        self.look_at.setAutoDefault(False)
        look(self.look_at, "link")
        self.look_at.clicked.connect(self._to_findings)
        for place, widget in enumerate((sign, self.found, self.look_at)):
            grid.addWidget(widget, 0, place)
        grid.setColumnStretch(1, 1)
        return grid

    def _wording(self) -> QFrame:
        reading = self.proposal.claim.reading("certification_text")
        card = QFrame()
        look(card, "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(2 * UNIT, 12, 2 * UNIT, 12)
        self.wording = _text(reading.text, "")
        self.wording.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inner.addWidget(self.wording)
        inner.addWidget(_text(reading.source, "muted"))
        return card

    def _signatures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(UNIT)
        columns = ((self.preparer, self.passphrases["preparer"]), (self.official, self.passphrases["official"]))
        for column, (name, passphrase) in enumerate(columns):
            grid.addWidget(_text(name.accessibleName(), "label"), 0, column)
            grid.addWidget(name, 1, column)
            grid.addWidget(_text("Passphrase", "label"), 2, column)
            grid.addWidget(passphrase, 3, column)
            grid.setColumnStretch(column, 1)
        add = QPushButton("Add a signer…")
        add.setAutoDefault(False)
        look(add, "link")
        add.clicked.connect(self._add_signer)
        self.add_signer = add
        grid.addWidget(add, 4, 0, Qt.AlignmentFlag.AlignLeft)
        return grid

    def _buttons(self) -> QDialogButtonBox:
        both = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        buttons = QDialogButtonBox(both, self)
        self.certify = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.certify.setText("Certify")
        self.certify.setDefault(True)
        self.certify.setEnabled(not self.proposal.blocked)
        buttons.accepted.connect(self.ask)
        buttons.rejected.connect(self.reject)
        return buttons

    # -- signers

    def _focus_first(self) -> None:
        """Begin at the first field to fill in; or with what has to be done before."""
        missing = self._missing()
        first = self.look_at if self.proposal.blocked else missing[0] if missing else self.certify
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_signers(self, preparer: str = "", official: str = "") -> None:
        services, agency = self._context.services, self.proposal.claim.agency
        names = [each.name for each in services.signers.all()]
        claims = services.ledger.read().claims
        last = (claims[-1].prepared_by, claims[-1].certified_by) if claims else ("", "")
        for box, wanted in (
            (self.preparer, (preparer, last[0], agency.contact_name)),
            (self.official, (official, last[1], agency.official_name)),
        ):
            box.clear()
            box.addItems(["", *names])
            box.setCurrentText(next((each for each in wanted if each in names), ""))
        if not names:
            self.message.info(_NOBODY)

    def _add_signer(self) -> None:
        dialog = SignerDialog(self._context.services.signers, self)
        dialog.added.connect(self._signer_added)
        dialog.open()

    def _signer_added(self, changed: "Changed", name: str) -> None:
        self.message.clear()
        preparer, official = self.preparer.currentText(), self.official.currentText()
        self._offer_signers(preparer or name, official or (name if preparer else ""))
        self._focus_first()
        self._context.publish(changed)

    def _one_person(self, alone: bool) -> None:
        for widget in (self.official, self.passphrases["official"]):
            widget.setEnabled(not alone)

    # -- certifying

    def _to_findings(self) -> None:
        if self.may_close("ask for the findings"):
            self.done(0)
            self.findings_asked.emit()

    def ask(self) -> None:
        """Certify off the GUI thread; what is wrong is said here, and nothing typed is lost."""
        self.message.clear()
        missing = self._missing()
        if missing is not None:
            self.refuse(*missing)
            return
        signature = Signature(self.preparer.currentText(), self.passphrases["preparer"].text())
        other = Signature(self.official.currentText(), self.passphrases["official"].text())
        request = Request(self.proposal.claim, signature, None if self.alone.isChecked() else other, self.note.text())
        services = self._context.services

        def work(_progress: "Progress") -> "tuple[CertifiedClaim, Changed] | SignerError":
            try:
                return services.certifications.certify(request)
            except SignerError as wrong:
                return wrong

        self.certify.setEnabled(False)
        self._context.tasks.run(self, "Certifying the claim", work, self._done, self._failed, modal=True)

    def _missing(self) -> tuple[QWidget, str] | None:
        """The first field that is to be filled in, and what to say of it."""
        if self.preparer.count() == 1:
            return self.add_signer, _NOBODY
        for box, (key, passphrase) in zip((self.preparer, self.official), self.passphrases.items(), strict=True):
            whose = {"preparer": "preparer", "official": "authorized official"}[key]
            if box.isEnabled() and not box.currentText():
                return box, f"The name of the {whose} is missing; choose it, or add the signer."
            if box.isEnabled() and not passphrase.text():
                return passphrase, f"The passphrase of the {whose} is missing; {box.currentText()} types it."
        return None

    def _done(self, made: "tuple[CertifiedClaim, Changed] | SignerError") -> None:
        if isinstance(made, SignerError):
            self.certify.setEnabled(True)
            self.refuse(self._at_fault(made), str(made))
            return
        self.accept()
        self.certified.emit(*made)

    def _at_fault(self, wrong: SignerError) -> QWidget:
        """The field that a refusal is about."""
        if wrong.field == "official" and self.official.currentText() == self.preparer.currentText():
            return self.official
        return self.passphrases.get(wrong.field, self.preparer)

    def _failed(self, why: str) -> None:
        self.certify.setEnabled(True)
        self.refuse(self.certify, why)


def _made_of(claim: "Claim") -> list[tuple[str, str]]:
    """What the claimed total is made of where it is more than the lines, and what it is in the place of (R15, R19)."""
    totals = claim.totals
    parts = [
        ("the quarter", totals.reimbursement),
        ("adjustments", totals.adjustments),
        ("claimed again", totals.resubmitted),
    ]
    told = "; ".join(f"{name} {shown.money(cents)}" for name, cents in parts)
    found = [("Made of", told)] if claim.adjustments or claim.resubmitted else []
    if claim.previous:
        before = claim.previous.claimed
        found.append(("Before", f"{shown.money(before)}; net change {shown.money(totals.claimed - before)}"))
    return found


def _names(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    return made


def _text(text: str, name: str) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    if name:
        look(made, name)
    return made
