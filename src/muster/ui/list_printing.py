"""The printed lists of a book, from any page: asked for, shown as they will be printed, printed or saved."""

from functools import partial
from typing import TYPE_CHECKING

from muster.domain.fiscal import Quarter

if TYPE_CHECKING:
    from collections.abc import Callable

    from muster.domain.periods import Period
    from muster.domain.printed_list import PrintedList
    from muster.services.lists import Lists
    from muster.services.ports import Progress
    from muster.ui.page import Page


def print_roster(page: "Page") -> None:
    """Preview the roster."""
    _preview(page, lambda lists: lists.roster())


def print_authorizations(page: "Page") -> None:
    """Preview the authorizations that end within 90 days."""
    _preview(page, lambda lists: lists.authorizations())


def print_register(page: "Page", quarter: Quarter | None = None) -> None:
    """Ask for a period, then preview the overtime register; ``quarter`` is offered first (None: the present one)."""
    from muster.ui.dialogs.register_period import RegisterPeriodDialog

    today = page.context.today
    wanted = quarter or Quarter.holding(today)
    quarters = sorted({*page.context.services.claims.quarters(today), Quarter.holding(today), wanted})
    dialog = RegisterPeriodDialog(quarters, wanted, page)
    dialog.chosen.connect(partial(_preview_register, page))
    dialog.open()


def _preview_register(page: "Page", period: "Period") -> None:
    _preview(page, lambda lists: lists.overtime(period))


def _preview(page: "Page", make: "Callable[[Lists], PrintedList]") -> None:
    """Make the list off the GUI thread and show it as it will be printed."""
    lists = page.context.services.lists

    def work(_progress: "Progress") -> tuple[str, bytes]:
        printed = make(lists)
        return printed.title, lists.pdf(printed)

    page.run("Preparing the list", work, partial(_show, page), modal=True)


def _show(page: "Page", made: tuple[str, bytes]) -> None:
    from muster.ui.dialogs.print_preview import PrintPreview

    title, pdf = made
    PrintPreview(pdf, title, page.context, page).open()
