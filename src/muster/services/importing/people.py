"""Whose rows they are: the officers of the book that a file's people are, or may be."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from muster.domain.importing.names import PersonName, agree, name_key
from muster.domain.importing.reading import Person, RowRead
from muster.domain.records import Officer

_ASSIGNED = "M{:04d}"
_IS_ASSIGNED = re.compile("M[0-9]{4,}")


class Standing(StrEnum):
    """How a person of the file is known in the book.

    Attributes:
        KNOWN: By the officer ID.
        LIKELY: By the name, unless both have IDs of payroll's own, or by the ID but for leading zeros; somebody
            has to confirm it.
        UNKNOWN: Not at all.
    """

    KNOWN = "known"
    LIKELY = "likely"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person of a file.

    Attributes:
        rows: How many rows are about the person; ``first_row`` is the first of them.
        candidates: The officers that it may be; of a known person the one that it is.
        namesakes: Of an unknown person the officers of that name, who have another ID of payroll's own.
        other_name: The book has the ID under another name.
    """

    person: Person
    rows: int
    first_row: int
    standing: Standing
    candidates: tuple[Officer, ...] = ()
    namesakes: tuple[Officer, ...] = ()
    other_name: bool = False

    @property
    def proposed(self) -> Officer | None:
        """The one officer that it may be; None where there is none, or more than one."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the user decided about a file's people.

    Attributes:
        matched: Which officer (by ID) a person is, who is not known by ID.
        created: Who is to be a new officer, with the file's ID or else one that is assigned.
    """

    matched: Mapping[Person, str] = field(default_factory=dict)
    created: frozenset[Person] = frozenset()


def find_people(rows: Iterable[RowRead], officers: Sequence[Officer]) -> list[FoundPerson]:
    """The people of a file in the order of their first rows, and how each is known.

    Args:
        rows: The records' rows.
        officers: All of the book's.
    """
    seen: dict[Person, list[int]] = {}
    for row in rows:
        if row.person.officer_id or any(row.person.name):
            seen.setdefault(row.person, [0, row.number])[0] += 1
    book = _Book(officers)
    return [book.find(person, count, first) for person, (count, first) in seen.items()]


def decide(people: Iterable[FoundPerson], *, by_name: bool, create: bool) -> Decisions:
    """Decisions for everybody alike.

    Args:
        people: A file's.
        by_name: Take the one officer that a likely person may be for that person.
        create: Make the unknown new officers.
    """
    found = list(people)
    matched = {each.person: each.proposed.officer_id for each in found if by_name and _likely(each) and each.proposed}
    created = frozenset(each.person for each in found if create and each.standing is Standing.UNKNOWN)
    return Decisions(matched, created)


def assigned_ids(taken: Iterable[str]) -> Iterator[str]:
    """IDs for officers whose file has none, ``M0001`` and so on: seen to be no payroll's, and nobody's yet."""
    used = set(taken)
    number = 0
    while True:
        number += 1
        if (given := _ASSIGNED.format(number)) not in used:
            yield given


def name_of(officer: Officer) -> PersonName:
    """An officer's name as names are compared."""
    return PersonName(officer.last_name, officer.first_name, officer.middle_name)


def _likely(each: FoundPerson) -> bool:
    return each.standing is Standing.LIKELY


class _Book:
    """The book's officers by ID and by name."""

    def __init__(self, officers: Sequence[Officer]) -> None:
        self._by_id = {each.officer_id: each for each in officers}
        self._by_bare_id: dict[str, list[Officer]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[Officer]] = defaultdict(list)
        for each in officers:
            self._by_bare_id[bare_id(each.officer_id)].append(each)
            self._by_name[name_key(name_of(each))].append(each)

    def find(self, person: Person, rows: int, first_row: int) -> FoundPerson:
        known = self._by_id.get(person.officer_id) if person.officer_id else None
        if known is not None:
            other = _differ(name_key(person.name), name_key(name_of(known)))
            return FoundPerson(person, rows, first_row, Standing.KNOWN, (known,), other_name=other)
        candidates = tuple(self._candidates(person))
        standing = Standing.LIKELY if candidates else Standing.UNKNOWN
        namesakes = () if candidates else tuple(self._namesakes(person))
        return FoundPerson(person, rows, first_row, standing, candidates, namesakes)

    def _candidates(self, person: Person) -> list[Officer]:
        bare = bare_id(person.officer_id)
        same_number = self._by_bare_id.get(bare, []) if bare else []
        agreeing = (each for each in self._namesakes(person) if _can_be(person, each))
        return list(dict.fromkeys([*same_number, *agreeing]))

    def _namesakes(self, person: Person) -> list[Officer]:
        same_name = self._by_name.get(name_key(person.name), []) if any(person.name) else []
        return [each for each in same_name if agree(person.name, name_of(each))]


def _differ(one: tuple[str, str], two: tuple[str, str]) -> bool:
    """Whether last or first names are two; one that is not given is none."""
    return any(mine and others and mine != others for mine, others in zip(one, two, strict=True))


def bare_id(officer_id: str) -> str:
    """Without what spreadsheets and other programs add or take away: ``0417``, ``417`` and ``417.0`` are alike."""
    return officer_id.removesuffix(".0").lstrip("0").lower()


def _can_be(person: Person, officer: Officer) -> bool:
    """Whoever has an ID of payroll's own is nobody with another one of that kind."""
    return not person.officer_id or _IS_ASSIGNED.fullmatch(officer.officer_id) is not None
