"""A file that nobody prepared, once it has been read."""

from dataclasses import dataclass
from pathlib import Path

from muster.domain.importing.sheet import Sheet
from muster.services.ports import MusterError


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that has been read, as text."""

    path: Path
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name.

        Raises:
            MusterError: when the file has none.
        """
        for each in self.sheets:
            if each.name == name:
                return each
        known = ", ".join(f"“{each.name}”" for each in self.sheets)
        raise MusterError(f"{self.path.name} has no sheet “{name}”; it has {known}.")
