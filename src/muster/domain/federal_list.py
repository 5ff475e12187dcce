"""The federal list of participating agencies: who has signed which agreement (MOA), by state and model."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from muster.domain.records import Agency, Agreement, Model
from muster.domain.states import STATES


@dataclass(frozen=True, slots=True)
class ListedAgreement:
    """One row of the list: an agency's agreement for one model.

    Attributes:
        state: Its postal code.
        agency: The agency's name.
        kind: What the list calls its type: ``County``, ``Municipality``, ``State Agency``.
        county: As the list has it (``Cherokee County``); empty where it has none.
        signed_on: None where the list has no date.
        document: What the list says of the agreement's text: ``link``, ``link pending``.
    """

    state: str
    agency: str
    kind: str
    county: str
    model: Model
    signed_on: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class ListedAgency:
    """An agency of the list with all of its agreements, by model, the newest of a model first."""

    name: str
    state: str
    county: str
    agreements: tuple[ListedAgreement, ...]

    @property
    def state_name(self) -> str:
        """``Florida``."""
        return STATES[self.state]

    def profile(self) -> Agency:
        """What the list knows of the agency's profile."""
        return Agency(name=self.name, state=self.state, county=self.county)

    def signed(self) -> list[Agreement]:
        """Its agreements as records, for each model the one signed last."""
        newest: dict[Model, Agreement] = {}
        for each in self.agreements:
            newest.setdefault(each.model, Agreement(each.model, signed_on=each.signed_on))
        return list(newest.values())


@dataclass(frozen=True, slots=True)
class Totals:
    """How many agencies there are, and how many agreements by model.

    Attributes:
        where: A state's name, or how many states it is the sum of.
    """

    where: str
    agencies: int
    agreements: int
    by_model: tuple[int, ...]

    def of(self, model: Model) -> int:
        """The agreements for a model."""
        return self.by_model[list(Model).index(model)]


@dataclass(frozen=True)
class FederalList:
    """The list as published on a day, in its order."""

    published_on: date
    agreements: tuple[ListedAgreement, ...]

    @cached_property
    def agencies(self) -> tuple[ListedAgency, ...]:
        """Its agencies by state and name; rows of one state and name, in any case, are one agency's."""
        found: dict[tuple[str, str], list[ListedAgreement]] = {}
        for each in self.agreements:
            found.setdefault((STATES[each.state], each.agency.casefold()), []).append(each)
        return tuple(_agency(rows) for _key, rows in sorted(found.items()))

    @property
    def states(self) -> list[Totals]:
        """What it comes to in each state, by name."""
        found: dict[str, list[ListedAgency]] = {}
        for each in self.agencies:
            found.setdefault(each.state_name, []).append(each)
        return [_totals(name, found[name]) for name in sorted(found)]

    @property
    def total(self) -> Totals:
        """What all of it comes to."""
        count = len({each.state for each in self.agencies})
        return _totals(f"{count} {'state' if count == 1 else 'states'}", self.agencies)


def _agency(rows: Sequence[ListedAgreement]) -> ListedAgency:
    counties = Counter(each.county for each in rows if each.county)
    county = counties.most_common(1)[0][0] if counties else ""
    models = list(Model)
    newest = sorted(rows, key=lambda each: (models.index(each.model), -(each.signed_on or date.min).toordinal()))
    return ListedAgency(rows[0].agency, rows[0].state, county, tuple(newest))


def _totals(where: str, agencies: Iterable[ListedAgency]) -> Totals:
    counted = list(agencies)
    models = Counter(each.model for agency in counted for each in agency.agreements)
    return Totals(where, len(counted), models.total(), tuple(models[model] for model in Model))
