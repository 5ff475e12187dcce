"""What can be done with certified claims and what followed: each asks for its date, note and document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from muster.domain.ledger.history import Event
from muster.domain.ledger.positions import ClaimPosition
from muster.domain.ledger.receivable import submitted_on
from muster.domain.ledger.records import ClaimStep, LedgerRecord, StepKind
from muster.services.changes import Changed
from muster.services.ledger import Decided, Taken
from muster.services.ledger_overview import OUT_OF_FORCE, DeniedRow, DepositRow, Overview
from muster.services.ledger_steps import why_no_decision, why_no_step
from muster.ui import actions
from muster.ui.dialogs.decision_dialog import DecisionDialog
from muster.ui.dialogs.deposit_dialog import DepositDialog
from muster.ui.dialogs.form_dialog import FormDialog
from muster.ui.dialogs.taken_dialog import NOTE, Days, TakenDialog, TakenForm
from muster.ui.dialogs.verdicts import Verdict
from muster.ui.format import count, day, money
from muster.ui.page import Page
from muster.ui.pages.ledger_denied import sum_words
from muster.ui.pages.ledger_deposits import paid_words

NO_CLAIM = "Select a claim first."
_LETTER = "Like ICE's letter with its date"


@dataclass(frozen=True)
class Selected:
    """What the actions are about: the ledger, and what of it is selected in the view that is shown."""

    overview: Overview | None = None
    claim: ClaimPosition | None = None
    event: Event | None = None
    denied: Sequence[DeniedRow] = ()
    deposit: DepositRow | None = None


class LedgerActions:
    """The page's actions; those that do not apply say why not."""

    def __init__(self, page: Page) -> None:
        """Put them into the page's toolbar; the rarer ones into its menus."""
        self._page = page
        self._ledger = page.context.services.ledger
        self.selected = Selected()
        self.submit = page.add_action("&Submit…", partial(self.take, StepKind.SUBMITTED), icon="export")
        self.decide = page.add_action("Record a &decision…", self.ask_decision, icon="rules")
        self.approve = actions.action(page, "&Approve all that is pending…", self.ask_approval, icon="check")
        self.award = actions.action(page, "Record the a&ward decision…", self.ask_award, icon="results")
        self.close = actions.action(page, "&Close…", partial(self.take, StepKind.CLOSED), icon="success")
        self.reopen = actions.action(page, "&Open again…", partial(self.take, StepKind.REOPENED), icon="history")
        self.void = actions.action(page, "Declare &void…", partial(self.take, StepKind.VOID), icon="close")
        self.undo = actions.action(page, "&Take back the entry of the history…", self.take_back_entry, icon="remove")
        claim_menu = (self.approve, self.award, self.close, self.reopen, self.void, self.undo)
        self.claim_more = self._more("More for the selected claim", claim_menu)
        self.again = page.add_action("C&laim again on the next claim", self.claim_again, icon="refresh")
        self.give_up = page.add_action("&Give up…", self.ask_give_up, icon="close")
        self.granted = actions.action(page, "&Approved after all…", self.ask_granted, icon="check")
        self.withdraw = actions.action(page, "Do &not claim again", self.withdraw_request, icon="remove")
        self.denied_more = self._more("More for the selected amounts", (self.granted, self.withdraw))
        self.apply = page.add_action("&Apply the rest", self.apply_rest, icon="check")
        self.remove = page.add_action("Take &back…", self.take_back_deposit, icon="remove")
        self.deposit = page.add_action(
            "Record a de&posit…", self.ask_deposit, icon="add", shortcut=actions.ADD, primary=True
        )
        self.of_claim = (self.submit, self.decide, *claim_menu[:-1])
        self.of_denied = (self.again, self.give_up, self.granted, self.withdraw)
        self._of_view = (
            (self.submit, self.decide, self.claim_more),
            (self.again, self.give_up, self.denied_more),
            (),
            (self.apply, self.remove),
        )

    def _more(self, tip: str, made: Sequence[QAction]) -> QAction:
        menu = QMenu(self._page)
        menu.setToolTipsVisible(True)
        menu.addActions(made)
        more = self._page.add_action("&More", menu.show, menu=menu, tip=tip)
        more.setMenu(menu)
        return more

    # -- which apply

    def show_view(self, view: int | None) -> None:
        """Show the actions of a view of the page; None: none, as there is nothing to do them with."""
        actions.show(self.deposit, shown=view is not None)
        for place, of_view in enumerate(self._of_view):
            for each in of_view:
                actions.show(each, shown=place == view)

    def select(self, selected: Selected) -> None:
        """Be about what is selected."""
        self.selected = selected
        known = self._page.read_only and f"{self._page.read_only}, read only: nothing can be recorded here."
        for each, why in (*self._of_claim(), *self._of_denied(), *self._of_deposit()):
            actions.allow(each, known or why)

    def _of_claim(self) -> list[tuple[QAction, str]]:
        overview, claim = self.selected.overview, self.selected.claim
        entry = (self.undo, self._why_no_entry())
        if overview is None or claim is None:
            return [*((each, NO_CLAIM) for each in self.of_claim), entry]
        step = partial(why_no_step, overview.ledger, claim)
        nothing = "" if any(each.pending for each in claim.lines) else f"Nothing of {claim.claim.number} is pending."
        decision = why_no_decision(claim) or nothing
        gone = f"{claim.claim.number} is {claim.status}; the award is recorded with the quarter's claim in force."
        return [
            (self.submit, step(StepKind.SUBMITTED)),
            (self.decide, decision),
            (self.approve, decision),
            (self.award, gone if claim.status in OUT_OF_FORCE else ""),
            (self.close, step(StepKind.CLOSED)),
            (self.reopen, step(StepKind.REOPENED)),
            (self.void, step(StepKind.VOID)),
            entry,
        ]

    def _why_no_entry(self) -> str:
        event = self.selected.event
        if event is None:
            return "Select an entry of the claim's history first."
        return "" if event.removable else "What was certified stays; a deposit is taken back in the Deposits view."

    def _of_denied(self) -> list[tuple[QAction, str]]:
        rows = self.selected.denied
        if not rows:
            none = "Select denied amounts first."
            return [(each, none) for each in self.of_denied]
        asked = "" if any(each.asked for each in rows) else "Nothing is asked to be claimed again of what is selected."
        more = any(each.line.waiting > each.asked for each in rows)
        one = len({each.line.amount.number for each in rows}) == 1
        return [
            (self.again, "" if more else "All that is selected is to be claimed again already."),
            (self.give_up, ""),
            (self.granted, "" if one else "Select amounts of one claim; a decision is on one claim."),
            (self.withdraw, asked),
        ]

    def _of_deposit(self) -> list[tuple[QAction, str]]:
        none = "" if self.selected.overview else "No claim is certified yet."
        row = self.selected.deposit
        unselected = "" if row else "Select a deposit first."
        applied = "" if row is None or row.unapplied else "All of the selected deposit is applied."
        return [(self.apply, unselected or applied), (self.remove, unselected), (self.deposit, none)]

    # -- a claim as a whole

    def take(self, step: StepKind) -> None:
        """Ask when a step was taken."""
        overview, claim = self.selected.overview, self.selected.claim
        if overview is None or claim is None:
            return
        number, void = claim.claim.number, step is StepKind.VOID
        before = _IN_FORCE.format(claim.claim.revises) if void and claim.claim.revises else ""
        form = TakenForm(
            self._days_of(claim, step), note="Reason" if void else "Note", needs_note=void, hints=_STEP_HINTS[step]
        )
        self._open(
            TakenDialog(
                _HEADINGS[step].format(number),
                form,
                lambda taken: self._ledger.take(number, step, taken),
                self._page,
                text=_STEP_WORDS[step] + before,
                verb=_VERBS[step],
            )
        )

    def _days_of(self, claim: ClaimPosition, step: StepKind | None = None) -> Days:
        """From the certification on; a decision from the submission on, opening again from the closing on."""
        overview, number = self.selected.overview, claim.claim.number
        earliest, why = claim.claim.certified_on, "certified"
        sent = submitted_on(overview.ledger, number) if overview else None
        if sent is not None and step is not StepKind.SUBMITTED:
            earliest, why = sent, "submitted"
        closings = [each for each in self._steps(number) if each.step is StepKind.CLOSED]
        if closings and step is StepKind.REOPENED:
            earliest, why = closings[-1].taken_on, "closed"
        return Days(self._page.context.today, earliest, f"{number} was {why} on {day(earliest)}")

    def _steps(self, number: str) -> list[ClaimStep]:
        overview = self.selected.overview
        return [each for each in overview.ledger.steps if each.number == number] if overview else []

    # -- decisions

    def ask_decision(self) -> None:
        """Ask what was decided on each pending amount."""
        overview, claim = self.selected.overview, self.selected.claim
        if overview is None or claim is None:
            return
        number, names = claim.claim.number, overview.names
        verdicts = [
            Verdict(each, f"{each.amount.officer_id} {names.get(each.amount.officer_id, '')}".rstrip())
            for each in claim.lines
            if each.pending
        ]
        hints = {"document": _LETTER, NOTE: "For every denial without one of its own"}
        form = TakenForm(self._days_of(claim), note="Reason of denials", hints=hints, across=3)

        def keep(decided: Sequence[Decided], taken: Taken) -> Changed:
            return self._ledger.decide(number, decided, taken)

        self._open(DecisionDialog(number, verdicts, form, keep, self._page))

    def ask_approval(self) -> None:
        """Ask when all that is pending was approved."""
        claim = self.selected.claim
        if claim is not None:
            number = claim.claim.number
            self._ask(
                f"Approve all that is pending of {number}",
                TakenForm(self._days_of(claim), hints={"document": _LETTER}),
                lambda taken: self._ledger.approve_rest(number, taken),
                f"{money(claim.pending)} is pending, all of which is then approved.",
            )

    def ask_award(self) -> None:
        """Ask what was awarded for the claim's quarter."""
        claim = self.selected.claim
        if claim is not None:
            quarter = claim.claim.quarter
            form = TakenForm(Days(self._page.context.today), amount="Amount awarded", hints={"document": _LETTER})
            self._ask(
                f"Award decision for {quarter}",
                form,
                lambda taken: self._ledger.award(quarter, form.amount(), taken),
                f"The claim's estimate is {money(claim.claim.award)}. The award is ICE's to decide (R21).",
            )

    # -- what was denied

    def claim_again(self) -> None:
        """Ask that the selected amounts are claimed again on the next claim."""
        rows = [each for each in self.selected.denied if each.line.waiting > each.asked]
        taken = Taken(self._page.context.today)
        if rows:
            words = f"{count(len(rows), 'amount')}, {money(sum(each.line.waiting for each in rows))}"
            verb = "is" if len(rows) == 1 else "are"
            self._do(
                lambda: self._ledger.claim_again([each.line for each in rows], taken),
                f"{words}, {verb} claimed again on the next claim, as far as there is room.",
            )

    def withdraw_request(self) -> None:
        """Take back that the selected amounts are to be claimed again."""
        gone = [request for each in self.selected.denied if each.asked for request in each.requests]
        if gone:
            self._do(lambda: self._ledger.take_back(gone))

    def ask_give_up(self) -> None:
        """Ask why the selected amounts are given up."""
        rows = list(self.selected.denied)
        if rows:
            self._ask(
                f"Give up {count(len(rows), 'denied amount')}",
                TakenForm(Days(self._page.context.today), note="Reason", needs_note=True),
                lambda taken: self._ledger.give_up([each.line for each in rows], taken),
                f"{sum_words(rows)}. What is given up is not claimed again.",
                "Give up",
            )

    def ask_granted(self) -> None:
        """Ask when the selected amounts were approved after all."""
        rows, overview = list(self.selected.denied), self.selected.overview
        claim = overview.position(rows[0].line.amount.number) if rows and overview else None
        if claim is None:
            return
        number = claim.claim.number
        decided = [Decided(each.line.amount.line, each.line.waiting, -each.line.waiting) for each in rows]
        self._ask(
            f"Approved after all: {count(len(rows), 'amount')} of {number}",
            TakenForm(self._days_of(claim), hints={"document": _LETTER}),
            lambda taken: self._ledger.decide(number, decided, taken),
            f"{money(sum(each.line.waiting for each in rows))} that was denied is then approved.",
        )

    # -- money, and what was typed by mistake

    def ask_deposit(self) -> None:
        """Ask for a deposit."""
        if self.selected.overview is not None:
            self._open(DepositDialog(self.selected.overview, self._page.context, self._page))

    def apply_rest(self) -> None:
        """Apply what is left of the selected deposit to what has been approved since."""
        row = self.selected.deposit
        if row is not None:
            deposit = row.deposit
            told = f"The deposit of {day(deposit.received_on)} is applied to what has been approved since."
            self._do(lambda: self._ledger.apply_rest(deposit), told)

    def take_back_deposit(self) -> None:
        """Take the selected deposit back, after asking."""
        row = self.selected.deposit
        if row is not None:
            deposit = row.deposit
            title = f"Take back the deposit of {day(deposit.received_on)}, {money(deposit.amount)}?"
            text = f"What it paid is open again: {paid_words(row.paid)}." if row.paid else "It paid nothing."
            self._take_back(title, text, [deposit])

    def take_back_entry(self) -> None:
        """Take the selected event of the history back, after asking."""
        event = self.selected.event
        if event is not None and event.removable:
            self._take_back(f"Take back “{event.what}” of {day(event.on)}?", "", event.records)

    def _take_back(self, title: str, text: str, records: Sequence[LedgerRecord]) -> None:
        told = " ".join(part for part in (text, "The change log keeps what it said.") if part)
        if self._page.context.prompts.confirm(self._page, title, told, "Take back"):
            self._do(lambda: self._ledger.take_back(records))

    def _do(self, work: Callable[[], Changed], told: str = "") -> None:
        """Do it off the GUI thread, tell every page, and say that it was done."""

        def done(changed: Changed) -> None:
            self._page.context.publish(changed)
            if told:
                self._page.message.success(told)

        self._page.run("Saving", lambda _progress: work(), done)

    def _ask(self, title: str, form: TakenForm, keep: Callable[[Taken], Changed], text: str, verb: str = "") -> None:
        self._open(TakenDialog(title, form, keep, self._page, text=text, verb=verb))

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._page.context.publish)
        dialog.open()


_VERBS = {
    StepKind.SUBMITTED: "Submit",
    StepKind.CLOSED: "Close",
    StepKind.REOPENED: "Open again",
    StepKind.VOID: "Declare void",
}
_HEADINGS = {
    StepKind.SUBMITTED: "Submit claim {}",
    StepKind.CLOSED: "Close claim {}",
    StepKind.REOPENED: "Open claim {} again",
    StepKind.VOID: "Declare claim {} void",
}
_STEP_WORDS = {
    StepKind.SUBMITTED: "Record that the claim was sent. Its age is counted from that day.",
    StepKind.CLOSED: "Nothing more is expected of the claim. It can be opened again.",
    StepKind.REOPENED: "The claim is open again.",
    StepKind.VOID: "The claim counts for nothing any more; its number is not used again.",
}
_IN_FORCE = " {} is the claim in force again."
_STEP_HINTS: dict[StepKind, dict[str, str]] = {
    StepKind.SUBMITTED: {"document": "Like the cover letter", NOTE: "Like how it was sent"},
    StepKind.CLOSED: {},
    StepKind.REOPENED: {},
    StepKind.VOID: {},
}
