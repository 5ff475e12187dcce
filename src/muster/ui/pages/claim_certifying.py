"""Examining, certifying and amending the claim that the page shows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muster.domain.claim import Adjustment, Claim
from muster.domain.examiner.finding import Finding
from muster.domain.ledger.positions import ClaimPosition, Status
from muster.domain.ledger.records import Acceptance, CertifiedClaim
from muster.domain.records import AnyRecord
from muster.services.amendments import NextClaim
from muster.services.certification import Proposal
from muster.services.changes import Changed
from muster.services.examiner import Examination
from muster.ui import format as shown
from muster.ui.dialogs.certify import CertifyDialog
from muster.ui.dialogs.reason_dialog import ReasonDialog
from muster.ui.pages.claim_warnings import names_of
from muster.ui.widgets.derivation_panel import page_of

if TYPE_CHECKING:
    from muster.services.ports import Progress
    from muster.ui.pages.claim import ClaimPage


class Certifying:
    """What leads from a draft to a certified claim, and from there to its amendment."""

    def __init__(self, page: "ClaimPage") -> None:
        """Ask, run and tell through the page."""
        self._page = page
        self._context = page.context
        self._differences: Sequence[Adjustment] = ()
        findings = page.findings
        findings.record_asked.connect(self._go_to)
        findings.accept_asked.connect(self._accept)
        findings.take_back_asked.connect(self._take_back)

    # -- the examiner

    def examine(self, claim: Claim) -> None:
        """Look for findings, or show those that were frozen; the page's button tells how many."""
        names = names_of(claim)
        if claim.certification:
            self._page.findings.set_remarks(claim, names)
            self._page.tell_findings(len(claim.remarks), blocking=0)
            return
        examiner = self._context.services.examiner

        def show(examination: Examination) -> None:
            if self._page.claim is claim:
                self._page.findings.set_examination(examination, names)
                blocking = len(examination.findings) - len(examination.of_warnings)
                self._page.tell_findings(examination.open + blocking, blocking=blocking)

        self._page.run("Examining the claim", lambda _p: examiner.examine(claim.quarter, claim.preset), show)

    def _go_to(self, record: AnyRecord) -> None:
        self._context.go_to(page_of(record), record)

    def _accept(self, findings: Sequence[Finding]) -> None:
        claim = self._page.claim
        if claim is None or not findings:
            return
        which = "it" if len(findings) == 1 else f"these {len(findings)}"
        dialog = ReasonDialog(
            "Accept with a reason",
            f"Why can {which} stand? The reason is kept with the claim.",
            "Accept",
            lambda reason: self._context.services.examiner.accept(claim.quarter, findings, reason),
            self._page,
        )
        dialog.saved.connect(self._context.publish)
        dialog.open()

    def _take_back(self, acceptances: Sequence[Acceptance]) -> None:
        self._page.attempt(lambda: self._context.services.examiner.take_back(acceptances))

    # -- certifying

    def certify(self) -> None:
        """Propose the claim as the records make it now, and ask for the signatures."""
        quarter, preset = self._page.picker.quarter, self._page.presets.preset
        if quarter is None:
            return
        certifications = self._context.services.certifications

        def work(_progress: "Progress") -> Proposal:
            return certifications.propose(quarter, preset)

        self._page.run("Preparing the certification", work, self._ask, modal=True)

    def _ask(self, proposal: Proposal) -> None:
        dialog = CertifyDialog(proposal, self._context, self._page)
        dialog.certified.connect(self._certified)
        dialog.findings_asked.connect(self._page.show_findings)
        dialog.open()

    def _certified(self, claim: CertifiedClaim, changed: Changed) -> None:
        self._page.show_claim_numbered(claim.number)
        self._context.publish(changed)
        self._page.message.success(
            f"{claim.number} is certified. Nothing changes it any more; print it, then keep in the ledger when it was "
            "submitted."
        )
        self._page.message.offer("Show in the ledger", lambda: self._context.go_to("ledger", claim))

    # -- what has changed since

    def look_behind(self, position: ClaimPosition) -> None:
        """Tell when records behind a claim in force have changed since it was certified."""
        ledger, number = self._context.services.ledger, position.claim.number
        self._differences = ()
        if position.status in {Status.VOID, Status.SUPERSEDED}:
            return

        def work(_progress: "Progress") -> list[Adjustment]:
            return ledger.differences(number)

        self._page.run("Looking behind the claim", work, lambda found: self._changed_behind(position, found))

    def _changed_behind(self, position: ClaimPosition, found: Sequence[Adjustment]) -> None:
        shown_now = self._page.claim
        if not found or shown_now is None or shown_now.number != position.claim.number:
            return
        self._differences = found
        total = shown.money(sum(each.amount for each in found))
        self._page.message.warning(
            f"On the facts now known {shown.count(len(found), 'amount')} of {position.claim.number} would differ, by "
            f"{total} in all. The claim stays as it was certified."
        )
        self._page.message.offer("Show what differs", lambda: self._show_differences(position))
        if not self._page.read_only:
            self._page.message.offer("Make the amendment…", self.amend)

    def _show_differences(self, position: ClaimPosition) -> None:
        panel = self._page.adjustments
        panel.show_differences(position.claim.number, self._differences, _where(position))
        panel.amend.setVisible(not self._page.read_only)
        self._page.beside.show_panel(panel)

    def amend(self) -> None:
        """Correct the claim shown: revise it while nobody has decided on it, else go to the next claim's draft."""
        position = self._page.position
        if position is None:
            return
        if position.status in {Status.CERTIFIED, Status.SUBMITTED}:
            self._page.presets.choose(self._page.claim.preset if self._page.claim else self._page.presets.preset)
            self.certify()
            return
        ledger, number = self._context.services.ledger, position.claim.number

        def show(found: NextClaim) -> None:
            self._page.show_draft(found.quarter)
            self._page.message.info(_next_words(number, found))

        self._page.run("Looking for the next claim", lambda _p: ledger.next_claim(number), show)


def _next_words(number: str, found: NextClaim) -> str:
    if found.adjusts:
        return (
            f"{number} has been decided on, so the next claim, that of {found.quarter}, corrects it: overtime of the "
            "same fiscal year in the officer's own line, all else as an adjustment."
        )
    return (
        f"{number} has been decided on, and no claim that can be certified next corrects anything of it yet; pay that "
        "is not paid is adjusted once it is paid (R14)."
    )


def _where(position: ClaimPosition) -> str:
    if position.status in {Status.CERTIFIED, Status.SUBMITTED}:
        return (
            "Nobody has decided on it yet: the amendment is a revision of the whole claim, under a number of its own."
        )
    return (
        "It has been decided on: the next claim corrects it, overtime of the same fiscal year in the officer's own "
        "line, all else as an adjustment."
    )
