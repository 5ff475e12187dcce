"""The totals of the federal list as a terminal shows them."""

from muster.cli.claim_text import aligned
from muster.domain.federal_list import FederalList
from muster.domain.words import day
from muster.services.federal_lists import printed_totals


def federal_list_text(listed: FederalList) -> str:
    """One row for each state, and the sum of them."""
    head = f"The federal list of participating agencies of {day(listed.published_on)}"
    printed = printed_totals(listed)
    headings = [column.title for column in printed.columns]
    sums = [[printed.total.label, *printed.total.cells[1:]]] if printed.total else []
    rows = aligned([headings, *printed.sections[0].rows, *sums], 1)
    return "\n".join([head, "", *rows])
