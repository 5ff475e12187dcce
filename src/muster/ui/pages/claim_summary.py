"""The cards above the claim's lines: the reimbursement, and the award apart from it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
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
Parts = tuple[tuple[str, str], ...]
_COSTS: Parts = (("Salary", "salary"), ("Benefits", "benefits"), ("Overtime", "overtime"))
_BESIDE: Parts = (("Adjustments", "adjustments"), ("Claimed again", "resubmitted"))
_AWARD: Parts = (
    ("Rate", "award_rate"),
    ("Tier", "award_tier"),
    ("Officers", "award_officers"),
    ("Per officer", "award_per_officer"),
)


class FigureCard(QFrame):
    """A heading and its figure, the figures that it is made of, and a line about it; each figure opens its derivation.

    Attributes:
        asked: The derivation of a figure is wanted, by its name.
        parts: The links to what the figure is made of, by their names.
    """

    asked = Signal(str)

    def __init__(self, heading: str, name: str, parts: Parts, parent: QWidget | None = None) -> None:
        """A card without figures; ``parts`` are titles with the names of their figures."""
        super().__init__(parent)
        look(self, "card")
        self.setAccessibleName(heading)
        self.heading = QLabel(heading)
        look(self.heading, "label")
        self.figure = self._link(heading, name)
        look(self.figure, "figure")
        self.words = _words("muted")
        self._parts = QWidget()
        self.parts: dict[str, FigureLink] = {}
        self.setMinimumWidth(28 * UNIT)
        self._lay_out(heading, parts)

    def _link(self, label: str, name: str) -> FigureLink:
        made = FigureLink(label)
        made.clicked.connect(lambda: self.asked.emit(name))
        return made

    def _lay_out(self, heading: str, parts: Parts) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.figure)
        line = QHBoxLayout(self._parts)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * UNIT)
        for title, name in parts:
            self.parts[name] = self._link(f"{heading}, {title.lower()}", name)
            line.addLayout(_titled(title, self.parts[name]))
        line.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * UNIT, 12, 2 * UNIT, 12)
        self._column.setSpacing(UNIT // 2)
        self._column.addLayout(head)
        self._column.addWidget(self._parts)
        self._column.addWidget(self.words)
        self._column.addStretch(1)

    def least_width(self) -> int:
        """The width in which the heading stands beside the whole figure, and the parts beside each other."""
        head = self.heading.sizeHint().width() + self.figure.sizeHint().width() + UNIT
        return max(head, self._parts.sizeHint().width()) + 4 * UNIT

    def say(self, amount: int, parts: Sequence[str], words: str) -> None:
        """Show an amount in cents, what it is made of, and what there is to say of it."""
        self.figure.set_text(shown.money(amount))
        for link, text in zip(self.parts.values(), parts, strict=True):
            link.set_text(text)
        self.words.setText(words)
        self.setToolTip(words)

    def shorten(self, *, short: bool) -> None:
        """Show the figure alone, where there is little room; the words are in the tooltip."""
        for each in (self._parts, self.words):
            each.setVisible(not short)


class ReimbursementCard(FigureCard):
    """What the agency claims: salary, benefits and overtime."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A card without a claim."""
        super().__init__("Reimbursement", "reimbursement", _COSTS, parent)

    def show_claim(self, claim: Claim) -> None:
        """Show a claim's totals."""
        totals = claim.totals
        parts = [shown.amount(cents) for cents in (totals.salary, totals.benefits, totals.overtime)]
        self.say(totals.reimbursement, parts, shown.count(len(claim.lines), "officer"))


class AwardCard(FigureCard):
    """The award's estimate, apart from the reimbursement, and the warnings that concern it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A card without an award."""
        super().__init__("Award estimate", "award", _AWARD, parent)
        self._icon = QLabel()
        self.warning = _words("warning")
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.warning, 1)
        self._column.insertLayout(3, row)

    def show_claim(self, claim: Claim) -> None:
        """Show a claim's award."""
        award = claim.award
        rate = rate_words(award.result) if award.result else "no rate"
        tier = f"{award.tier.percent}%" if award.tier else "none"
        parts = (rate, tier, f"{award.officers:,}", shown.amount(award.per_officer))
        self.say(award.amount, parts, f"{result_words(award)} · never part of the reimbursement")
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
        super().__init__("Claimed in all", "claimed", _BESIDE, parent)

    def show_claim(self, claim: Claim) -> None:
        """Show a claim's total with what is beside its lines; hidden where there is nothing."""
        totals = claim.totals
        corrected = any(line.corrections for line in claim.lines)
        self.setVisible(bool(claim.adjustments or claim.resubmitted or corrected or claim.previous))
        words = "Below zero: a refund is due" if totals.claimed < 0 else "Beside the reimbursement"
        if claim.previous:
            change = shown.amount(totals.claimed - claim.previous.claimed)
            words = f"In place of {claim.previous.number}: net change {change}"
        self.say(totals.claimed, [shown.amount(cents) for cents in (totals.adjustments, totals.resubmitted)], words)


class Summary(QWidget):
    """The cards: side by side, or where there is little room one above the other and shortened.

    Attributes:
        asked: The derivation of a total is wanted, by its name.
        corrections_asked: What corrects or repeats earlier claims is wanted, by the total's name.
    """

    asked = Signal(str)
    corrections_asked = Signal(str)

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
        for card in (self.reimbursement, self.award):
            card.asked.connect(self.asked)
        self.claimed.asked.connect(self._beside_asked)

    def show_claim(self, claim: Claim) -> None:
        """Show a claim's totals and its award."""
        self.reimbursement.show_claim(claim)
        self.claimed.show_claim(claim)
        self.award.show_claim(claim)
        self._arrange()

    def _beside_asked(self, figure: str) -> None:
        """The whole opens its derivation, its parts what they consist of, each with its reasons."""
        if figure == "claimed":
            self.asked.emit(figure)
        else:
            self.corrections_asked.emit(figure)

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
    """The result used: ``34 of 38 located, stated by ICE``."""
    result = award.result
    if result is None:
        return "No location result is recorded"
    return f"{result.located:,} of {result.referred:,} located, stated by {stated_by(result.stated_by)}"


def _titled(title: str, link: FigureLink) -> QVBoxLayout:
    """A link below its title."""
    made = QVBoxLayout()
    made.setSpacing(0)
    words = QLabel(title)
    look(words, "muted")
    look(link, "part")
    made.addWidget(words)
    made.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
    return made


def _words(name: str) -> QLabel:
    made = QLabel()
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if name:
        look(made, name)
    return made
