"""What every page is: a title, its actions, a message bar and its content; it hears what changed and reads again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from muster.ui import actions
from muster.ui.actions import Shortcut
from muster.ui.icons import set_icon
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from muster.domain.records import AnyRecord
    from muster.services.bundle import Services
    from muster.services.changes import Changed
    from muster.services.ports import Clock, Progress
    from muster.ui.prompts import Prompts
    from muster.ui.tasks import Tasks

T = TypeVar("T")


@dataclass(frozen=True)
class PageContext:
    """What a page may use; made anew for each book that is opened.

    Attributes:
        publish: Tell every page (this one too) what a use case changed.
        go_to: Show another page by its key (``officers``) and, if given, a record on it.
    """

    services: "Services"
    prompts: "Prompts"
    tasks: "Tasks"
    settings: QSettings
    clock: "Clock"
    publish: "Callable[[Changed], None]"
    go_to: "Callable[[str, AnyRecord | None], None]"

    @property
    def today(self) -> date:
        """The day it is at the workstation."""
        return self.clock.now().astimezone().date()


class Page(QWidget):
    """Base of all pages.

    A page builds its widgets into ``self.body`` in its ``__init__`` and reads its records in :meth:`load`, which is
    called when the page is first shown and again whenever a record of ``kinds`` has changed (at once when visible,
    else when shown).

    Attributes:
        key: Its name for ``go_to`` and the settings; ``title`` and ``icon`` are what the navigation shows.
        kinds: The kinds of record whose change concerns it; empty means every kind.
        body: The layout of its content.
        message: The bar for sentences about the page as a whole.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]
    kinds: "ClassVar[tuple[type[AnyRecord], ...]]" = ()

    def __init__(self, context: PageContext) -> None:
        """Lay out title, actions, message bar and an empty body."""
        super().__init__()
        self.context = context
        self._stale = True
        self.setAccessibleName(self.title)
        self.heading = QLabel(self.title, self)
        look(self.heading, "title")
        self.subtitle = QLabel("", self)
        look(self.subtitle, "muted")
        self.subtitle.setWordWrap(True)
        self.subtitle.hide()
        self.message = MessageBar(self)
        self.toolbar = QHBoxLayout()
        self.toolbar.setSpacing(UNIT)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addLayout(self.toolbar)
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * UNIT)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, 2 * UNIT, MARGIN, MARGIN)
        whole.setSpacing(2 * UNIT)
        whole.addLayout(head)
        whole.addWidget(self.message)
        whole.addLayout(self.body, 1)

    @property
    def current_day(self) -> date:
        """The day it is; date fields below the page ask for it."""
        return self.context.today

    @property
    def read_only(self) -> str:
        """``As known on 3 Mar 2026``, where the book is as it stood then; empty where it can be changed."""
        return self.context.services.as_known

    def add_action(
        self,
        text: str,
        slot: Callable[[], object],
        *,
        icon: str = "",
        shortcut: Shortcut | None = None,
        tip: str = "",
        primary: bool = False,
        menu: QMenu | None = None,
    ) -> QAction:
        """Add a button to the page's toolbar, with its shortcut; it is in the window's Actions menu too.

        Args:
            text: The verb, in sentence case.
            slot: Called without arguments.
            icon: A name in ``resources/icons``.
            shortcut: Works while the page is shown.
            tip: More words than the text, if needed.
            primary: The page's main action, filled with the accent colour; at most one.
            menu: Opens this menu instead.
        """
        made = actions.action(self, text, slot, icon=icon, shortcut=shortcut, tip=tip)
        self.addAction(made)
        button = QToolButton(self)
        button.setDefaultAction(made)
        button.setFocusPolicy(button.focusPolicy().StrongFocus)
        button.setToolButtonStyle(button.toolButtonStyle().ToolButtonTextBesideIcon)
        button.setAccessibleName(text.replace("&", "").rstrip("…"))
        look(button, "primary" if primary else "action")
        if primary and icon:
            set_icon(made, icon, "text")
            made.changed.connect(partial(_colour, button, made, icon))  # Qt gives it the action's icon again
            _colour(button, made, icon)
        if menu:
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.toolbar.addWidget(button)
        return made

    def changing(self, made: QAction) -> QAction:
        """An action that changes the book; it is not offered where the book is only to be read."""
        if self.read_only:
            actions.show(made, shown=False)
        return made

    def say(self, subtitle: str) -> None:
        """Show a line below the title (``23 officers, 19 eligible today``)."""
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def load(self) -> None:
        """Read the page's records and show them; a page overrides this."""

    def show_record(self, record: "AnyRecord") -> None:
        """Bring a record into view and select it; a page that shows records overrides this."""

    def shown_record(self) -> "AnyRecord | None":
        """The record whose history is meant when no row has the focus; None when the page is about many."""
        return None

    def search_target(self) -> QWidget | None:
        """What Ctrl+F gives the focus to; None when the page has no search."""
        return None

    def first_focus(self) -> QWidget | None:
        """What has the focus when the page is entered by keyboard; None leaves it to Qt."""
        return self.search_target()

    def can_leave(self) -> bool:
        """Whether the book may be closed now; a page with something unsaved asks first."""
        return True

    def hear(self, changed: "Changed") -> None:
        """Take note of what changed; reads again if concerned, at once when visible."""
        if self.kinds and not changed.concerns(*self.kinds):
            return
        self._stale = True
        if self.isVisible():
            self.activate()

    def activate(self) -> None:
        """The page is shown: read, if what it shows is stale."""
        if self._stale:
            self.reload()

    def reload(self) -> None:
        """Read again in any case (F5)."""
        self._stale = False
        self.message.clear()
        self.attempt(self.load)

    def attempt(self, use_case: "Callable[[], Changed | None]") -> bool:
        """Do something quick now, tell every page what changed; an error is a sentence in the message bar.

        Returns:
            Whether it was done.
        """
        from muster.ui.tasks import sentence

        try:
            changed = use_case()
        except Exception as error:  # noqa: BLE001 - told to the user as a sentence; logged
            self.message.error(sentence(error))
            return False
        if changed is not None:
            self.context.publish(changed)
        return True

    def run(
        self, title: str, work: "Callable[[Progress], T]", done: Callable[[T], object], *, modal: bool = False
    ) -> None:
        """Do slow work off the GUI thread; an error is a sentence in the message bar. See :meth:`Tasks.run`."""
        self.context.tasks.run(self, title, work, done, self.message.error, modal=modal)


def _colour(button: QToolButton, made: QAction, icon: str) -> None:
    """The icon of a filled button, which is grey while it is disabled."""
    set_icon(button, icon, "on_accent" if made.isEnabled() else "muted")
