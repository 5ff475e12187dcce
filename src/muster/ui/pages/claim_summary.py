"""The cards above the claim's lines: the reimbursement, and the award apart from it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muster.domain.award import Award, rate_words
from muster.domain.claim import Claim
from muster.domain.words import stated_by
from muster.ui import format as shown
from muster.ui.icons import pixmap
from muster.ui.theme import UNIT, look
from muster.ui.widgets.figure_link import FigureLink

_NARROW = 64 * UNIT


class FigureCard(QFrame):
    """A heading, a figure that opens its derivation, and a line or two about it."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        """A card without a figure."""
        super().__init__(parent)
        look(self, "card")
        self.setAccessibleName(heading)
        self.heading = QLabel(heading)
        look(self.heading, "label")
        self.figure = FigureLink(heading)
        look(self.figure, "figure")
        self.words = _words("")
        self.more = _words("muted")
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.figure)
        self.setMinimumWidth(28 * UNIT)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * UNIT, 12, 2 * UNIT, 12)
        self._column.setSpacing(UNIT // 2)
        self._column.addLayout(head)
        self._column.addWidget(self.words)
        self._column.addWidget(self.more)
        self._column.addStretch(1)

    def least_width(self) -> int:
        """The width in which the heading and the whole figure stand side by side."""
        return self.heading.sizeHint().width() + self.figure.sizeHint().width() + 5 * UNIT

    def say(self, amount: int, words: str, more: str) -> None:
        """Show an amount in cents, and what there is to say of it."""
        self.figure.set_text(shown.money(amount))
        self.words.setText(words)
        self.more.setText(more)
        self.setToolTip(f"{words}\n{more}")

    def shorten(self, *, short: bool) -> None:
        """Show the figure alone, where there is little room; the words are in the tooltip."""
        for each in (self.words, self.more):
            each.setVisible(not short)


class ReimbursementCard(FigureCard):
    """What the agency claims: salary, benefits and overtime."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A card without a claim."""
        super().__init__("Reimbursement", parent)

    def show_claim(self, claim: Claim) -> None:
        """Show a claim's totals."""
        totals = claim.totals
        parts = (("Salary", totals.salary), ("benefits", totals.benefits), ("overtime", totals.overtime))
        self.say(
            totals.reimbursement,
            " + ".join(f"{name} {shown.amount(cents)}" for name, cents in parts),
            shown.count(len(claim.lines), "officer"),
        )


class AwardCard(FigureCard):
    """The award's estimate, apart from the reimbursement, and the warnings that concern it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A card without an award."""
        super().__init__("Award estimate", parent)
        self._icon = QLabel()
        self.warning = _words("warning")
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.warning, 1)
        self._column.insertLayout(3, row)

    def show_claim(self, claim: Claim) -> None:
        """Show a claim's award."""
        words = f"{tier_words(claim.award)} · never part of the reimbursement"
        self.say(claim.award.amount, result_words(claim.award), words)
        texts = [each.text for each in claim.warnings if each.officer_id is None]
        self.warning.setText("\n".join(texts))
        for part in (self._icon, self.warning):
            part.setVisible(bool(texts))
        self._icon.setPixmap(pixmap("warning", 16, "warning"))
        self._icon.setAccessibleName("Warning")


class ClaimedCard(FigureCard):
    """All that is claimed, where earlier claims are corrected or denied amounts claimed again beside the lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A card without a claim."""
        super().__init__("Claimed in all", parent)

    def show_claim(self, claim: Claim) -> None:
        """Show a claim's total with what is beside its lines; hidden where there is nothing."""
        totals = claim.totals
        corrected = any(line.corrections for line in claim.lines)
        self.setVisible(bool(claim.adjustments or claim.resubmitted or corrected or claim.previous))
        parts = (("adjustments", totals.adjustments), ("claimed again", totals.resubmitted))
        beside = " + ".join(f"{name} {shown.amount(cents)}" for name, cents in parts)
        more = "Below zero: a refund is due" if totals.claimed < 0 else "Show what corrects earlier claims"
        if claim.previous:
            change = shown.amount(totals.claimed - claim.previous.claimed)
            more = f"In place of {claim.previous.number}: net change {change}"
        self.say(totals.claimed, f"Reimbursement + {beside}", more)


class Summary(QWidget):
    """The cards: side by side, or where there is little room one above the other and shortened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Cards without a claim."""
        super().__init__(parent)
        self.reimbursement = ReimbursementCard(self)
        self.claimed = ClaimedCard(self)
        self.award = AwardCard(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * UNIT)
        for card in (self.reimbursement, self.claimed, self.award):
            self._row.addWidget(card, 1)

    def show_claim(self, claim: Claim) -> None:
        """Show a claim's totals and its award."""
        self.reimbursement.show_claim(claim)
        self.claimed.show_claim(claim)
        self.award.show_claim(claim)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement that fits."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        cards = [card for card in (self.reimbursement, self.claimed, self.award) if not card.isHidden()]
        least = max(card.least_width() for card in cards) + 2 * UNIT
        short = self.width() < max(_NARROW, len(cards) * least - 2 * UNIT)
        direction = QHBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if short else direction.LeftToRight)
        self._row.setSpacing(UNIT if short else 2 * UNIT)
        for card in cards:
            card.shorten(short=short)


def result_words(award: Award) -> str:
    """The result used: ``34 of 38 located (89.47%), stated by ICE``."""
    result = award.result
    if result is None:
        return "No location result is recorded"
    counts = f"{result.located:,} of {result.referred:,} located ({rate_words(result)})"
    return f"{counts}, stated by {stated_by(result.stated_by)}"


def tier_words(award: Award) -> str:
    """How the estimate comes about: ``Tier of 80% · 17 officers counted at $750.00 each``."""
    officers = f"{shown.count(award.officers, 'officer')} counted"
    if not award.rated:
        return f"No rate and no award · {officers}"
    if award.tier is None:
        return f"Below the lowest tier · {officers}"
    return f"Tier of {award.tier.percent}% · {officers} at {shown.money(award.per_officer)} each"


def _words(name: str) -> QLabel:
    made = QLabel()
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if name:
        look(made, name)
    return made
