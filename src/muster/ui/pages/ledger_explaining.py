"""Where the ledger page's figures come from: each answer is worked out of the ledger as the page shows it now."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from muster.domain.derivation import Derivation
from muster.domain.ledger.ledger import LineKey
from muster.domain.ledger.positions import ClaimPosition, LinePosition, Status
from muster.domain.ledger.receivable import Due
from muster.domain.ledger.records import ClaimAmount
from muster.services.frozen.reading import FrozenClaim
from muster.services.ledger_overview import DeniedRow, DepositRow, Overview, certified_figure
from muster.services.ports import MusterError
from muster.ui.format import count, day
from muster.ui.page import Page
from muster.ui.pages.beside_derivation import BesideDerivation, Show
from muster.ui.pages.ledger_tables import LineRow

Explain = Callable[[Overview], Derivation | None]
"""Derives a figure of the ledger as it is now; None where what it is of is not there any more."""
_ALL = "The claims in force"


class LedgerExplaining:
    """Has a page's figures explained in the panel beside it.

    Attributes:
        overview: The ledger as the page shows it.
    """

    def __init__(self, page: Page, sides: BesideDerivation) -> None:
        """Explain beside the page's content."""
        self.overview: Overview | None = None
        self._page = page
        self._sides = sides
        self._certified = ""
        sides.panel.leads_on = True
        sides.panel.amount_asked.connect(self.certified)
        sides.panel.line_asked.connect(self._certified_line)

    # -- claims

    def claim(self, found: ClaimPosition, figure: str) -> None:
        """A figure of a claim."""
        number = found.claim.number

        def explain(overview: Overview) -> Derivation | None:
            now = overview.position(number)
            return overview.explanation.claim(now, figure) if now else None

        self._ask(explain, f"Claim {number}")

    def claims(self, figure: str) -> None:
        """What a figure comes to over all claims in force."""
        self._ask(lambda overview: overview.explanation.claims(overview.in_force, figure), _ALL)

    def not_submitted(self) -> None:
        """What the claims come to that were certified and not submitted."""

        def explain(overview: Overview) -> Derivation:
            waiting = [each for each in overview.in_force if each.status is Status.CERTIFIED]
            return overview.explanation.claims(waiting, "claimed")

        self._ask(explain, "Certified and not submitted")

    def line(self, row: LineRow, figure: str) -> None:
        """A figure of an amount of a claim."""
        made = row.line.amount

        def explain(overview: Overview) -> Derivation | None:
            now = _lines(overview, [(made.number, made.line)])
            return overview.explanation.line(now[0], figure) if now else None

        self._ask(explain, f"Claim {made.number}, line {made.line} · {row.officer}")

    # -- the other views

    def denied(self, rows: Sequence[DeniedRow], asked: bool) -> None:
        """What of denied amounts waits, or is to be claimed again."""
        keys = [_key(each.line) for each in rows]
        if len(keys) == 1 and not asked:
            number, line = keys[0]
            self._ask(lambda overview: _waiting(overview, keys[0]), f"Claim {number}, line {line}")
        else:

            def explain(overview: Overview) -> Derivation | None:
                now = [each.line for each in overview.denied if _key(each.line) in keys]
                return overview.explanation.waiting_of_all(now, asked=asked) if now or not keys else None

            self._ask(explain, count(len(keys), "denied amount"))

    def dues(self, dues: Sequence[Due]) -> None:
        """What is to be received, as it is now of the same claims and kinds."""
        keys = {(each.kind, each.number, each.quarter) for each in dues}

        def explain(overview: Overview) -> Derivation | None:
            now = [each for each in overview.dues if (each.kind, each.number, each.quarter) in keys]
            if keys and not now:
                return None
            return overview.explanation.due(now[0]) if len(now) == 1 else overview.explanation.dues(now)

        self._ask(explain, f"As of {day(self._page.context.today)}")

    def deposits(self, rows: Sequence[DepositRow], unapplied: bool) -> None:
        """What deposits come to, or what of them was not applied."""
        numbers = {each.deposit.id for each in rows}

        def explain(overview: Overview) -> Derivation | None:
            now = [each.deposit for each in overview.deposits if each.deposit.id in numbers]
            if numbers and not now:
                return None
            if len(now) == 1 and unapplied:
                return overview.explanation.unapplied(now[0])
            return overview.explanation.deposits(now, unapplied=unapplied)

        one = f"Deposit of {day(rows[0].deposit.received_on)}" if len(rows) == 1 else count(len(rows), "deposit")
        self._ask(explain, one)

    def award(self, found: ClaimPosition, figure: str) -> None:
        """The award of a claim's quarter: ``estimate``, or a figure of ``AWARD_FIGURES``."""
        number, quarter = found.claim.number, found.claim.quarter
        if figure == "estimate":
            self._certified = number
            self._ask_certified(number, lambda frozen: frozen.explain_total("award"), "the award's estimate")
        else:
            self._ask(lambda overview: overview.explanation.award(quarter, figure), f"Award of {quarter}")

    # -- what was certified

    def certified(self, made: ClaimAmount) -> None:
        """How an amount was worked out when it was certified."""
        self._certified = made.number
        self._ask_certified(made.number, lambda frozen: certified_figure(frozen, made), f"line {made.line}")

    def _certified_line(self, officer_id: str, figure: str) -> None:
        """The same of a line within a total that was certified."""
        self._ask_certified(self._certified, lambda frozen: frozen.explain(officer_id, figure), f"of {officer_id}")

    def _ask_certified(self, number: str, explain: Callable[[FrozenClaim], Derivation | None], words: str) -> None:
        frozen = self._page.context.services.ledger.frozen

        def work(_overview: Overview) -> Derivation:
            found = explain(frozen(number))
            if found is None:
                raise MusterError(f"Claim {number} keeps no derivation of it.")
            return found

        self._ask(work, f"As certified: claim {number}, {words}")

    # -- asking

    def _ask(self, explain: Explain, subject: str) -> None:
        self._sides.ask(partial(self._answer, explain, subject, _focused()))

    def _answer(self, explain: Explain, subject: str, asked_from: QWidget | None, show: Show) -> None:
        overview = self.overview
        if overview is None:
            return

        def done(found: Derivation | None) -> None:
            show(found, subject)
            if isinstance(asked_from, QTableView):  # the figure stays in view once the table is narrower
                QTimer.singleShot(0, asked_from, lambda: asked_from.scrollTo(asked_from.currentIndex()))

        self._page.run("Working out the figure", lambda _progress: explain(overview), done)


def _key(line: LinePosition) -> LineKey:
    return line.amount.number, line.amount.line


def _lines(overview: Overview, keys: Collection[LineKey]) -> list[LinePosition]:
    """The amounts of these that are still there."""
    numbers = dict.fromkeys(number for number, _line in keys)
    found = [claim for number in numbers if (claim := overview.position(number))]
    return [each for claim in found for each in claim.lines if _key(each) in keys]


def _waiting(overview: Overview, key: LineKey) -> Derivation | None:
    now = [each.line for each in overview.denied if _key(each.line) == key]
    return overview.explanation.waiting(now[0]) if now else None


def _focused() -> QWidget | None:
    return QApplication.focusWidget()
