"""The totals of the federal list as a terminal shows them."""

from muster.cli.claim_text import aligned
from muster.domain.federal_list import FederalList, Totals
from muster.domain.records import Model
from muster.domain.words import day

_HEADINGS = ("State", "Agencies", *Model, "Agreements")


def federal_list_text(listed: FederalList) -> str:
    """One row for each state, and the sum of them."""
    head = f"The federal list of participating agencies of {day(listed.published_on)}"
    rows = aligned([_HEADINGS, *map(_cells, listed.states), _cells(listed.total)], 1)
    return "\n".join([head, "", *rows])


def _cells(each: Totals) -> tuple[str, ...]:
    return (each.where, *(f"{number:,}" for number in (each.agencies, *each.by_model, each.agreements)))
