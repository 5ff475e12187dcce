"""What the menus offer of the past: undo and redo, a record's history, the book as it was known."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from muster.services.history_words import step_words
from muster.ui import actions
from muster.ui.actions import action
from muster.ui.tasks import sentence
from muster.ui.widgets.recorded import record_of
from muster.ui.widgets.table import RecordView

if TYPE_CHECKING:
    from collections.abc import Callable

    from muster.domain.records import AnyRecord
    from muster.services.changes import Changed
    from muster.services.history import Moment
    from muster.services.history_words import Event
    from muster.services.past import Step
    from muster.services.ports import Progress
    from muster.services.undoing import NextSteps, Undoing
    from muster.ui.main_window import MainWindow

_LONGEST = 60
"""Characters of a step in the menu."""


class PastMenu:
    """Keeps the entries in step with the book."""

    def __init__(self, window: "MainWindow") -> None:
        """Make the entries; they are put into menus by :meth:`add_to`."""
        self._window = window
        self._next: NextSteps | None = None
        self.undo = action(window, "&Undo", self._undo, icon="undo", shortcut=actions.UNDO)
        self.redo = action(window, "&Redo", self._redo, icon="redo")
        self.redo.setShortcuts([QKeySequence(keys) for keys in actions.REDO.keys.split(", ")])
        self.history = action(
            window, "&History of the record…", self._history, icon="history", shortcut=actions.HISTORY
        )
        self.history.setObjectName(RecordView.HISTORY)
        self.as_known = action(window, "As &known on…", self._ask_when, icon="calendar")
        window.changed.connect(lambda _changed: self.refresh())
        window.book_opened.connect(self.refresh)

    def add_to(self, edit: QMenu, view: QMenu) -> None:
        """Undo, redo and history into Edit, the book as known into View."""
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addAction(self.history)
        edit.aboutToShow.connect(self.refresh)  # another window may have changed the book
        view.addSeparator()
        view.addAction(self.as_known)

    def refresh(self) -> None:
        """Say what would be undone and redone."""
        services = self._window.services
        self._next = None
        if services is not None and not services.as_known:
            try:
                self._next = services.undoing.next()
            except Exception as error:  # noqa: BLE001 - told to the user as a sentence; logged
                self._window.statusBar().showMessage(sentence(error), 10_000)
        for entry, verb, step in (
            (self.undo, "&Undo", self._next and self._next.undo),
            (self.redo, "&Redo", self._next and self._next.redo),
        ):
            entry.setEnabled(step is not None)
            entry.setText(f"{verb}: {_short(step_words(step))}" if step else verb)
        self.history.setEnabled(services is not None)
        self.as_known.setEnabled(services is not None and not services.as_known)

    # -- undo and redo

    def _undo(self) -> None:
        if self._next is not None and self._next.undo is not None:
            self._turn(self._next.undo, "Undoing", "Undone", lambda undoing: undoing.undo)

    def _redo(self) -> None:
        if self._next is not None and self._next.redo is not None:
            self._turn(self._next.redo, "Redoing", "Redone", lambda undoing: undoing.redo)

    def _turn(
        self,
        step: "Step",
        doing: str,
        done: str,
        which: "Callable[[Undoing], Callable[[Step, Progress], Changed]]",
    ) -> None:
        window = self._window
        if window.services is None:
            return
        turn = which(window.services.undoing)
        window.tasks.run(
            window,
            f"{doing}: {_short(step_words(step))}",
            lambda progress: turn(step, progress),
            partial(self._turned, f"{done}: {step_words(step)}"),
            partial(self._not_turned, f"Nothing was {done.lower()}"),
            modal=True,
        )

    def _turned(self, text: str, changed: "Changed") -> None:
        if self._window.page is not None:
            self._window.page.message.clear()  # what was done before is not so any more
        self._window.publish(changed)
        self._window.statusBar().showMessage(text, 10_000)

    def _not_turned(self, title: str, why: str) -> None:
        self._window.prompts.error(self._window, title, why)
        self.refresh()

    # -- a record's history

    def _history(self) -> None:
        window = self._window
        record = self._record()
        if record is None or window.services is None:
            window.statusBar().showMessage("Select a record first, then ask for its history.", 10_000)
            return
        services = window.services
        window.tasks.run(
            window,
            "Reading the record's history",
            lambda _progress: services.history.of_record(record),
            self._show_history,
            partial(window.prompts.error, window, "The history cannot be shown"),
        )

    def _record(self) -> "AnyRecord | None":
        """The record of the row that has the focus, else the one that the page is about."""
        focus: QWidget | None = self._window.focusWidget()
        found = record_of(focus.current()) if isinstance(focus, RecordView) else None
        page = self._window.page
        return found or (page.shown_record() if page is not None else None)

    def _show_history(self, events: "list[Event]") -> None:
        from muster.ui.dialogs.record_history import RecordHistoryDialog

        RecordHistoryDialog(events, self._window.settings, self._window).open()

    # -- as known on a date

    def _ask_when(self) -> None:
        from muster.ui.dialogs.as_known import AsKnownDialog

        services = self._window.services
        if services is None:
            return
        today = services.clock.now().astimezone().date()
        dialog = AsKnownDialog(services.history, today, self._window)
        dialog.chosen.connect(self._show_as_known)
        dialog.open()

    def _show_as_known(self, moment: "Moment") -> None:
        window = self._window
        services, program = window.services, window.program
        if services is None:
            return
        path = services.book.path
        window.tasks.run(
            window,
            "Opening the book as it was known",
            lambda progress: program.as_known(path, moment, progress),
            window.show_as_known,
            partial(window.prompts.error, window, "The book as it was known was not opened"),
            modal=True,
        )


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
