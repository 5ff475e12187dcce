"""Asks where the claim page's figures come from, and shows the answers in its panel."""

from dataclasses import replace
from typing import TYPE_CHECKING

from muster.domain.claim import Adjustment, Claim, Resubmitted
from muster.domain.derivation import Derivation
from muster.domain.readings import Preset
from muster.ui.pages.claim_figures import Question, answer, number_of
from muster.ui.pages.claim_warnings import names_of

if TYPE_CHECKING:
    from muster.ui.pages.claim import ClaimPage
    from muster.ui.widgets.derivation_panel import DerivationPanel


class Explaining:
    """One question at a time about the claim that the page shows."""

    def __init__(self, page: "ClaimPage", panel: "DerivationPanel") -> None:
        """Answer in the panel."""
        self._page = page
        self._panel = panel
        self._question: Question | None = None
        panel.line_asked.connect(self._ask_line)
        panel.went_back.connect(self._went_back)

    def ask(self, officer_id: str | None, figure: str, preset: Preset | None = None) -> None:
        """Show where a figure of an officer's line comes from, or (None) of the claim's totals.

        A ``preset`` asks of the draft under that one, whatever is shown.
        """
        claim = self._page.claim
        if claim is not None:
            name = "reimbursement" if officer_id is None and figure == "total" else figure
            number = "" if preset else number_of(claim)
            self._work_out(Question(claim.quarter, preset or claim.preset, number, officer_id, name), focus=True)

    def ask_change(self, officer_id: str | None, figure: str) -> None:
        """Show what makes the difference between the presets in a figure of a line, or (None) of the totals."""
        claim = self._page.claim
        if claim is not None:
            name = "reimbursement" if officer_id is None and figure == "total" else figure
            self._work_out(Question(claim.quarter, None, "", officer_id, name), focus=True)

    def _ask_line(self, officer_id: str, figure: str) -> None:
        """Show where a line comes from of the total whose derivation is shown."""
        if self._question is not None:
            question = replace(self._question, officer_id=officer_id, figure=figure, adjustment=None)
            self._work_out(question, focus=True)

    def _went_back(self, question: Question) -> None:
        """The panel shows again what it had shown for an earlier question."""
        self._question = question

    def ask_correction(self, asked: Adjustment | Resubmitted) -> None:
        """Show where an adjustment comes from, or what is claimed again."""
        claim = self._page.claim
        if isinstance(asked, Resubmitted):
            self.ask(None, "resubmitted")
        elif claim is not None:
            number, officer_id = number_of(claim), asked.officer_id
            question = Question(claim.quarter, claim.preset, number, officer_id, "overtime", asked)
            self._work_out(question, focus=True)

    def ask_again(self, *, comparing: bool) -> None:
        """After another choice, or a change: the same figure of the claim now shown."""
        claim, asked = self._page.claim, self._question
        if claim is None or asked is None or self._panel.isHidden():
            return
        question = asked.of(claim)
        if comparing:
            question = Question(claim.quarter, asked.preset, "", question.officer_id, question.figure)
        if comparing or _is_there(question, claim):
            self._work_out(question, focus=False)
        else:
            self._panel.dismiss()

    def forget(self) -> None:
        """The panel was closed."""
        self._question = None

    def _work_out(self, question: Question, *, focus: bool) -> None:
        self._question = question
        claim = self._page.claim
        if claim is not None:
            work = answer(self._page.context.services, question, claim)
            self._page.run("Working out the figure", work, lambda found: self._answer(question, found, focus=focus))

    def _answer(self, question: Question, found: Derivation, *, focus: bool) -> None:
        if question == self._question and question.quarter == self._page.picker.quarter:
            self._panel.show_derivation(found, self._subject(question), about=question, focus=focus)
            self._page.beside.show_panel(self._panel)

    def _subject(self, question: Question) -> str:
        """Whose figure it is, and by which readings or on which claim."""
        names = names_of(self._page.claim) if self._page.claim else {}
        whose = " ".join(filter(None, (question.officer_id, names.get(question.officer_id or "", ""))))
        by = f"{question.preset} readings" if question.preset else "strict less published"
        return f"{whose or 'The whole claim'} · {question.number or by}"


def _is_there(question: Question, claim: Claim) -> bool:
    """Whether the claim has what is asked about: the adjustment, the officer's line, or a total."""
    if question.adjustment is not None:
        corrected = [each for line in claim.lines for each in line.corrections]
        return question.adjustment in (*claim.adjustments, *corrected)
    return question.officer_id is None or question.officer_id in {line.officer_id for line in claim.lines}
