"""The fields that columns of other people's files can give: a record's own, and those that lead to one."""

from collections.abc import Mapping
from dataclasses import dataclass

from muster.domain.cells import DATE, HOURS, MONEY, TEXT, CellType
from muster.domain.records import Officer, OvertimeEntry, Pay, Payroll
from muster.domain.schema import COLUMNS

ImportedKind = type[Officer | Pay | OvertimeEntry | Payroll]

IMPORTED: Mapping[str, ImportedKind] = {kind.kind: kind for kind in (Officer, Pay, OvertimeEntry, Payroll)}
"""The kinds of record that are read out of files that nobody prepared, by the name of the kind."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a column can give.

    Attributes:
        name: As in a mapping; where it is a record's own, its column's name.
        title: As people read it.
        required: A row without it is refused.
    """

    name: str
    title: str
    type: CellType
    required: bool = False

    @property
    def adds_up(self) -> bool:
        """Several columns may give it, which are added up."""
        return self.type in {MONEY, HOURS}


_NAMES = (
    Field("name", "Full name", TEXT),
    Field("last_name", "Last name", TEXT),
    Field("first_name", "First name", TEXT),
    Field("middle_name", "Middle name", TEXT),
)
_BESIDE: Mapping[ImportedKind, tuple[Field, ...]] = {
    Officer: (),
    Pay: (),
    OvertimeEntry: (Field("pay_code", "Pay code", TEXT),),
    Payroll: (Field("period_last", "Period’s last day", DATE),),
}
_GIVEN_OTHERWISE = {"officer_id", "last_name", "first_name", "middle_name"}
"""Fields that a row may lack: an officer goes by a name, too."""


def _own(kind: ImportedKind) -> tuple[Field, ...]:
    return tuple(
        Field(each.name, each.title, each.type, each.required and each.name not in _GIVEN_OTHERWISE)
        for each in COLUMNS[kind]
    )


def _fields(kind: ImportedKind) -> tuple[Field, ...]:
    first, *others = _own(kind)
    names = {each.name for each in _NAMES}
    return (first, *_NAMES, *(each for each in others if each.name not in names), *_BESIDE[kind])


FIELDS: Mapping[ImportedKind, tuple[Field, ...]] = {kind: _fields(kind) for kind in IMPORTED.values()}
"""The fields of each kind, in the order in which they are asked for."""


def field_of(kind: ImportedKind, name: str) -> Field:
    """The field of that name.

    Raises:
        KeyError: when the kind has none.
    """
    for each in FIELDS[kind]:
        if each.name == name:
            return each
    raise KeyError(name)
