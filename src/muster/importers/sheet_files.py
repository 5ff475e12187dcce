"""Reads tables out of any CSV or XLSX file."""

from collections.abc import Callable
from pathlib import Path

from muster.domain.importing.sheet import Sheet
from muster.importers.csv_text import readable, refusal, refuse_no_file
from muster.importers.plain_text import read_text
from muster.importers.workbook import read_workbook

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT = 16 * 2**20


class SheetFiles:
    """Reads files, as :class:`muster.services.ports.SheetFiles` says; what they are is told by their content."""

    def read(self, path: Path, tick: Callable[[], None] = lambda: None) -> list[Sheet]:
        """The sheets of a file, those without any text left out."""
        start = _start(path)
        if start.startswith(_OLE):
            raise _ole_refusal(path)
        sheets = read_workbook(path, tick) if start.startswith(_ZIP) else [read_text(path, tick)]
        found = [each for each in sheets if any(any(map(str.strip, row)) for row in each.rows)]
        if not found:
            raise refusal(path, "there is no text in it; check that it is the right file")
        return found


def _start(path: Path) -> bytes:
    refuse_no_file(path)
    with readable(path), path.open("rb") as file:
        return file.read(len(_ZIP))


def _ole_refusal(path: Path) -> Exception:
    with readable(path), path.open("rb") as file:
        encrypted = _ENCRYPTED in file.read(_LOOKED_AT)
    if encrypted:
        return refusal(path, "the workbook is encrypted; open it, save it without a password and import that")
    return refusal(
        path, "the file is an old Excel workbook (.xls); save it as “Excel workbook (.xlsx)” and import that"
    )
