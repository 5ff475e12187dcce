"""History: everything that was changed in the book, step by step, and the bin of what was removed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from muster.services.changes import Changed
from muster.services.history import words_within
from muster.services.history_words import Event, step_words
from muster.services.past import Step
from muster.ui.format import count
from muster.ui.page import Page, PageContext
from muster.ui.pages.history_parts import AT_A_TIME, BIN_COLUMNS, EVENT_COLUMNS, STEP_COLUMNS, Asked, GrowingList
from muster.ui.widgets.layouts import pane, remember, tab_order

STEPS, BIN = range(2)
_READING = "Reading the history"


class HistoryPage(Page):
    """The steps with the entries of the current one, and the bin; what is chosen can be put back."""

    key, title, icon = "history", "History", "history"

    def __init__(self, context: PageContext) -> None:
        """An empty page."""
        super().__init__(context)
        settings = context.settings
        self.asked = Asked()
        self.steps: GrowingList[Step] = GrowingList(STEP_COLUMNS, "Steps", "Show &older steps", settings)
        self.events: GrowingList[Event] = GrowingList(
            EVENT_COLUMNS, "Entries of the step", "Show &more entries", settings
        )
        self.bin: GrowingList[Event] = GrowingList(BIN_COLUMNS, "Bin", "Show &older ones", settings)
        self.views = QTabWidget(self)
        self.put_back_action = self.changing(self.add_action("&Put back", self.put_back, icon="undo", primary=True))
        self._lay_out()
        self._wire()
        self._enable()

    def _lay_out(self) -> None:
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.steps)
        parts.addWidget(self.events)
        parts.setSizes([60, 40])
        remember(parts, self.context.settings, "history/parts")
        for widget in (self.views, self.views.tabBar()):
            widget.setAccessibleName("Views of the history")
        self.views.addTab(pane(parts), "&Steps")
        self.views.addTab(pane(self.bin), "&Bin")
        self.body.addWidget(self.asked)
        self.body.addWidget(self.views, 1)

    def _wire(self) -> None:
        tab_order(self.asked, self.views.tabBar(), self.steps.view, self.events.view, self.bin.view)
        self.steps.view.identify_by(lambda each: each.number)
        for shown in (self.events, self.bin):
            shown.view.identify_by(lambda each: each.entry.sequence)
        self.asked.changed.connect(self.reload)
        self.asked.refused.connect(self.message.error)
        self.asked.search.set_target(self.steps.view)
        self.views.currentChanged.connect(self._switched)
        self.steps.view.current_changed.connect(self._show_step)
        self.steps.more_asked.connect(lambda: self._read_steps(self.steps.rows[-1]))
        self.events.more_asked.connect(lambda: self._read_events(self.events.rows[-1]))
        self.bin.more_asked.connect(lambda: self._read_bin(self.bin.rows[-1]))
        self.bin.view.current_changed.connect(self._enable)
        for view in (self.steps.view, self.bin.view):
            view.addAction(self.put_back_action)

    def search_target(self) -> QWidget | None:
        """The search."""
        return self.asked.search

    def first_focus(self) -> QWidget | None:
        """The rows of the view that is shown."""
        return self.bin.view if self.views.currentIndex() == BIN else self.steps.view

    # -- reading

    def load(self) -> None:
        """Read the newest steps asked for, or the bin, off the GUI thread."""
        if self.views.currentIndex() == BIN:
            self._read_bin(None)
        else:
            self._read_steps(None)

    def _switched(self, view: int) -> None:
        self.asked.only_words(only=view == BIN)
        self.asked.search.set_target(self.bin.view if view == BIN else self.steps.view)
        self._enable()
        self.reload()

    def _read_steps(self, after: Step | None) -> None:
        history, query = self.context.services.history, self.asked.query()
        if query is None:
            return
        below = after.number if after else None

        def read(_progress: object) -> tuple[list[Step], list[str]]:
            return history.steps(query, below, AT_A_TIME), history.names()

        self.run(_READING, read, partial(self._show_steps, add=after is not None))

    def _show_steps(self, found: tuple[list[Step], list[str]], *, add: bool) -> None:
        steps, names = found
        self.asked.offer(names)
        self.steps.show_rows(steps, what="" if steps or add else "No step matches.", add=add)
        current = self.steps.view.current()
        if current is None:
            self.steps.view.select(lambda _step: True)
        elif not add:  # the words may be others
            self._show_step(current)
        if not self.steps.rows:
            self._show_step(None)
        self.say("What was changed, the newest first. A step whose records are still as it left them can be put back.")

    def _show_step(self, step: Step | None) -> None:
        self._enable()
        self.events.show_rows((), what="")
        if step is not None:
            self._read_events(None)

    def _read_events(self, after: Event | None) -> None:
        step, history = self.steps.view.current(), self.context.services.history
        if step is not None:
            sequence = after.entry.sequence if after else 0
            words = words_within(step, self.asked.words)
            done = partial(self._show_events, step, words, add=after is not None)
            self.run("Reading the step", lambda _progress: history.events(step, sequence, AT_A_TIME, words), done)

    def _show_events(self, step: Step, words: Sequence[str], events: list[Event], *, add: bool) -> None:
        if step == self.steps.view.current():
            self.events.show_rows(events, what="", add=add)
            having = f", with {' or '.join(f'“{word}”' for word in words)}" if words else ""
            self.events.told.setText(f"{len(self.events.rows):,} of {count(step.entries, 'entry', 'entries')}{having}")

    def _read_bin(self, after: Event | None) -> None:
        history, words = self.context.services.history, self.asked.words
        below = after.entry.sequence if after else None
        done = partial(self._show_bin, words, add=after is not None)
        self.run(_READING, lambda _progress: history.removed(words, below, AT_A_TIME), done)

    def _show_bin(self, words: Sequence[str], events: list[Event], *, add: bool) -> None:
        nothing = "Nothing that was removed matches." if words else "The bin is empty."
        self.bin.show_rows(events, what="" if events or add else nothing, add=add)
        if self.bin.view.current() is None:
            self.bin.view.select(lambda _event: True)
        self._enable()
        self.say("What was removed and is not there again. An officer comes back with all that was removed together.")

    # -- putting back

    def _enable(self, _row: object = None) -> None:
        shown = self.bin.view if self.views.currentIndex() == BIN else self.steps.view
        self.put_back_action.setEnabled(shown.current() is not None)

    def put_back(self) -> None:
        """Take the current step back, or bring the chosen records back from the bin."""
        undoing = self.context.services.undoing
        if self.views.currentIndex() == BIN:
            chosen = [each.entry for each in self.bin.view.selected()]
            if chosen:
                said = f"{count(len(chosen), 'record')} brought back."
                self.run(
                    "Bringing back",
                    lambda progress: undoing.bring_back(chosen, progress),
                    partial(self._done, said),
                    modal=True,
                )
            return
        step = self.steps.view.current()
        if step is not None:
            said = f"Put back: {step_words(step)}."
            self.run(
                "Putting back",
                lambda progress: undoing.put_back(step.number, progress),
                partial(self._done, said),
                modal=True,
            )

    def _done(self, said: str, changed: Changed) -> None:
        self.context.publish(changed)
        self.message.success(said)
