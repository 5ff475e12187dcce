"""What a book remembers of imports."""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping under a name, offered for the next file with the same header.

    Attributes:
        imports: The kind of record, as in ``FIELDS`` (``overtime``).
        header: The columns' labels, as a JSON list.
        mapping: The mapping itself, as canonical JSON.
    """

    kind: ClassVar[str] = "import_mappings"

    name: str
    imports: str
    header: str
    mapping: str
    id: int = field(default=0, compare=False)
