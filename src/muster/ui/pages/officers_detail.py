"""One officer's file beside the list: who they are, how they stand, and their dated records in tabs."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from muster.domain.records import OfficerRecord
from muster.services.officers import OfficerDetail
from muster.ui import format as shown
from muster.ui.icons import set_picture
from muster.ui.page import Page
from muster.ui.pages.officers_list import full_name
from muster.ui.pages.officers_sections import SECTIONS
from muster.ui.pages.officers_standing import standing_mark
from muster.ui.pages.officers_tab import SectionTab
from muster.ui.theme import UNIT, look
from muster.ui.widgets.empty_state import EmptyOr, EmptyState


class OfficerPane(QWidget):
    """Shows one officer; their records are added, edited and removed here.

    Attributes:
        left: Esc was pressed: back to the list.
        asked: The derivation of a sum is wanted: what answers that.
    """

    left = Signal()
    asked = Signal(object)

    def __init__(self, page: Page) -> None:
        """Nobody is shown."""
        super().__init__(page)
        self.detail: OfficerDetail | None = None
        self.name = QLabel(self)
        look(self.name, "heading")
        self.facts = QLabel(self)
        look(self.facts, "muted")
        self.standing = QLabel(self)
        self._icon = QLabel(self)
        for label in (self.name, self.facts, self.standing):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.tabs = QTabWidget(self)
        self.sections = [SectionTab(page, section) for section in SECTIONS]
        for widget in (self.tabs, self.tabs.tabBar()):
            widget.setAccessibleName("The officer's records")
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._lay_out()
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def _lay_out(self) -> None:
        standing = QHBoxLayout()
        standing.setSpacing(UNIT)
        standing.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        standing.addWidget(self.standing, 1)
        for tab in self.sections:
            self.tabs.addTab(tab, tab.section.tab)
            tab.asked.connect(self.asked)
        self.tabs.tabBarClicked.connect(self._enter_later)
        shown_one = QWidget()
        column = QVBoxLayout(shown_one)
        column.setContentsMargins(UNIT, 0, 0, 0)
        column.setSpacing(UNIT // 2)
        column.addWidget(self.name)
        column.addWidget(self.facts)
        column.addLayout(standing)
        column.addSpacing(UNIT)
        column.addWidget(self.tabs, 1)
        nobody = EmptyState("No officer is selected", "Select one in the list to see their records.", icon="officers")
        self._content = EmptyOr(shown_one, nobody)
        self._content.set_empty(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._content)

    def show_detail(self, detail: OfficerDetail | None, today: date) -> None:
        """Show an officer's file as of a day; None: nobody."""
        self.detail = detail
        self._content.set_empty(detail is None)
        if detail is None:
            return
        self._tell(detail)
        for tab in self.sections:
            tab.show_detail(detail, today)
        self._label_tabs()

    def _enter_later(self, _index: int) -> None:
        """A click on a tab leads into its rows, so that the keys are theirs; once Qt has shown them."""
        QTimer.singleShot(0, self, self.focus)

    def _label_tabs(self) -> None:
        """Each tab says how many rows it has, where there is room for that."""
        counts = [tab.rows for tab in self.sections]
        for counted in (counts, [0] * len(counts)):
            for index, (section, count) in enumerate(zip(SECTIONS, counted, strict=True)):
                self.tabs.setTabText(index, f"{section.tab} {count:,}" if count else section.tab)
            if self.tabs.tabBar().sizeHint().width() <= self.tabs.width():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the tabs into the width."""
        super().resizeEvent(event)
        self._label_tabs()

    def _tell(self, detail: OfficerDetail) -> None:
        officer, mark = detail.officer, standing_mark(detail.row)
        self.name.setText(full_name(detail.row))
        facts = [
            f"ID {officer.officer_id}",
            officer.title,
            f"Badge {officer.badge}" if officer.badge else "",
            f"Hired {shown.day(officer.hired_on)}" if officer.hired_on else "",
            f"Last day {shown.day(officer.separated_on)}" if officer.separated_on else "",
        ]
        self.facts.setText(" · ".join(fact for fact in facts if fact))
        self.standing.setText(detail.row.words)
        set_picture(self._icon, mark.icon, 20, mark.tint)

    def show_record(self, record: OfficerRecord) -> None:
        """Select one of the officer's dated records, on its tab."""
        tab = next((each for each in self.sections if isinstance(record, each.section.listing.kind)), None)
        if tab is not None:
            self.tabs.setCurrentWidget(tab)
            tab.listed.select(record)

    def focus(self) -> None:
        """Give the focus to the rows of the tab."""
        self.sections[self.tabs.currentIndex()].listed.focus()
