"""The totals of the federal list as one JSON document."""

from typing import Any

from muster.domain.federal_list import FederalList, Totals
from muster.domain.records import Model


def document(listed: FederalList) -> dict[str, Any]:
    """The list's day, what it comes to, and the same by state."""
    states = [{"state": each.where, **_counts(each)} for each in listed.states]
    return {"published_on": listed.published_on.isoformat(), **_counts(listed.total), "states": states}


def _counts(totals: Totals) -> dict[str, Any]:
    models = {model.value: totals.of(model) for model in Model}
    return {"agencies": totals.agencies, "agreements": totals.agreements, "models": models}
