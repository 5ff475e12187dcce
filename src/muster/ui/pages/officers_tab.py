"""One kind of an officer's dated records, as a tab of their file."""

from datetime import date
from functools import cached_property, partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from muster.services.listed_sums import explain_records
from muster.services.officers import OfficerDetail
from muster.ui.page import Page
from muster.ui.pages.beside_derivation import Show
from muster.ui.pages.officers_list import full_name
from muster.ui.pages.officers_sections import SUMMED, Section
from muster.ui.pages.record_list import RecordList


class SectionTab(QWidget):
    """Makes its list and fills it when it is first seen: most files are looked at in one tab only.

    Attributes:
        asked: The derivation of a sum is wanted: what answers that.
    """

    asked = Signal(object)

    def __init__(self, page: Page, section: Section) -> None:
        """Nobody's records."""
        super().__init__()
        self.section = section
        self._page = page
        self._detail: OfficerDetail | None = None
        self._today = date.min
        self._is_filled = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def listed(self) -> RecordList[Any]:
        """The list, with the officer's records."""
        self._fill()
        return self._list

    @cached_property
    def _list(self) -> RecordList[Any]:
        made: RecordList[Any] = RecordList(self._page, self.section.listing)
        made.foot.asked.connect(lambda column: self.asked.emit(partial(self._explain, column)))
        made.view.table.filters_changed.connect(self._add_up)
        self._column.addWidget(made)
        made.show()  # Qt does it later, and what is not shown yet takes no focus
        return made

    @property
    def rows(self) -> int:
        """How many records the officer has."""
        return len(self.section.records(self._detail)) if self._detail else 0

    def show_detail(self, detail: OfficerDetail, today: date) -> None:
        """Show an officer's records as of a day."""
        self._detail, self._today = detail, today
        self._is_filled = False
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """It is seen."""
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        detail = self._detail
        if self._is_filled or detail is None:
            return
        self._is_filled = True
        records = self.section.records(detail)
        self._list.show_records(
            records[::-1],
            fixed={"officer_id": detail.officer.officer_id},
            start=self.section.start(detail),
            whose=f"{full_name(detail.row)} ({detail.officer.officer_id})",
            attached=detail.attached,
        )
        self._list.say(self.section.summary(detail, self._today) if records else "")
        self._add_up()

    def _add_up(self) -> None:
        """The sums follow what the columns' filters show."""
        table = self._list.view.table
        self._list.add_up(*(self.section.sums(table.shown()) if table.total else ("", {})))

    def _explain(self, column: str, show: Show) -> None:
        """What a column of the officer's records comes to, of those that are shown."""
        if self._detail is not None:
            officer = self._detail.officer
            shown = set(self.listed.view.table.shown())
            records = [each for each in self.section.records(self._detail) if each in shown]
            found = explain_records(SUMMED[column], records, column)
            show(found, f"{officer.officer_id} {officer.name}")
