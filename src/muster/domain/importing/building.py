"""Records out of what rows say: new ones, and recorded ones with what the file says of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from muster.domain.cells import Cell
from muster.domain.importing.fields import IMPORTED, ImportedKind
from muster.domain.importing.names import PersonName, agree
from muster.domain.importing.reading import RowRead
from muster.domain.records import Officer, OvertimeEntry, Pay, Payroll
from muster.domain.schema import COLUMNS

ImportedRecord = Officer | Pay | OvertimeEntry | Payroll

_ONE_OF = {"annual_benefits": "benefits_percent", "benefits_percent": "annual_benefits"}
"""Of these a record has one: the one that the file gives takes the other's place."""

_ATTRIBUTES: Mapping[ImportedKind, Mapping[str, str]] = {
    kind: {each.name: each.attribute for each in COLUMNS[kind]} for kind in IMPORTED.values()
}


def new_record(kind: ImportedKind, row: RowRead, officer_id: str) -> ImportedRecord:
    """The record that a row without problems describes."""
    made: ImportedRecord = cast("Any", kind)(**_given(kind, row), officer_id=officer_id)
    return made


def changed_record(recorded: ImportedRecord, given: ImportedRecord) -> ImportedRecord:
    """A recorded one with what the file says of it; what the file does not have, or has empty, stays."""
    values = {
        each.attribute: value
        for each in COLUMNS[type(recorded)]
        if (value := getattr(given, each.attribute)) is not None and value != ""
    }
    for name, other in _ONE_OF.items():
        if name in values and other not in values and isinstance(recorded, Pay):
            values[other] = None
    if isinstance(recorded, Officer) and isinstance(given, Officer):
        values |= _names(recorded, given)
    return cast("ImportedRecord", replace(cast("Any", recorded), **values))


def says_no_more(given: ImportedRecord, recorded: ImportedRecord) -> bool:
    """Whether the book has all that the file says of a record."""
    return given == recorded or changed_record(recorded, given) == recorded


def _names(recorded: Officer, given: Officer) -> dict[str, str]:
    """The recorded spelling stays where the file only writes the same name in capitals or with an initial."""
    one, two = (PersonName(each.last_name, each.first_name, each.middle_name) for each in (recorded, given))
    if not agree(one, two):
        return {}
    return {"last_name": one.last, "first_name": one.first, "middle_name": one.middle or two.middle}


def officer_named(officer_id: str, name: PersonName) -> Officer:
    """An officer of whom only the name is known."""
    return Officer(officer_id, name.last, name.first, name.middle)


def _given(kind: ImportedKind, row: RowRead) -> dict[str, Cell]:
    """What the row says, by attribute."""
    attributes = _ATTRIBUTES[kind]
    values = {attributes[name]: value for name, value in row.values.items() if name in attributes}
    if kind is Officer:
        name = row.person.name
        values |= {"last_name": name.last, "first_name": name.first, "middle_name": name.middle}
    return values
