"""The records folder of ``contract.md``: one CSV file for each kind of record."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

from muster.domain.records import KINDS, Record
from muster.domain.schema import COLUMNS
from muster.importers.records_csv import NAMES, has_records_header, read_file
from muster.services.files import refusal, write_files
from muster.services.ports import MusterError, RecordsRead

_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}


class RecordsFolder:
    """Reads and writes records folders, and single files in their formats.

    In a folder, hidden files and all but ``*.csv`` are left alone; a CSV file of another name is refused, since a
    misspelt name would otherwise leave records out without a word, and so is a workbook in place of a records file.
    """

    def read(self, paths: Iterable[Path]) -> list[RecordsRead]:
        """Read files, or folders of files; see :class:`muster.services.ports.RecordsFiles`."""
        files: dict[Path, Path] = {}
        for path in paths:
            for file in _files_of(path) if path.is_dir() else [path]:
                files.setdefault(file.resolve(), file)
        return sorted(map(read_file, files.values()), key=lambda each: KINDS.index(each.kind))

    def is_one(self, path: Path) -> bool:
        """Whether a file has the header of one; see :class:`muster.services.ports.RecordsFiles`."""
        return has_records_header(path)

    def write(self, folder: Path, records: Mapping[type[Record], Sequence[Record]]) -> list[Path]:
        """Write a records folder; see :class:`muster.services.ports.RecordsFiles`."""
        if folder.exists() and not folder.is_dir():
            raise MusterError(f"{folder} is a file; name a folder to write the records to.")
        if any(_visible(folder)):
            raise MusterError(f"The folder {folder} is not empty; name a new or an empty one.")
        contents = {folder / f"{kind.kind}.csv": _csv(kind, records[kind]) for kind in KINDS if records.get(kind)}
        with _made(folder):
            return write_files(contents)


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """The folder, made when it is not there, and gone again when nothing could be written to it."""
    new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal(folder, error) from error
    try:
        yield
    except BaseException:
        if new:
            folder.rmdir()
        raise


def _visible(folder: Path) -> Iterator[Path]:
    """A folder's files by name, without the hidden ones and a spreadsheet program's lock files."""
    try:
        found = sorted(folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise MusterError(f"The folder {folder} cannot be read ({error.strerror}); check its permissions.") from error
    return (path for path in found if not path.name.startswith((".", "~$")))


def _refuse_workbooks(visible: Iterable[Path], found: Collection[str]) -> None:
    """A workbook that stands for a records file would be passed over in silence."""
    for path in visible:
        wanted = f"{path.stem.lower()}.csv"
        if path.suffix.lower() in _WORKBOOKS and wanted in NAMES and wanted not in found:
            raise MusterError(f"{path.name} is a workbook, which is not read here; save it as {wanted} (CSV UTF-8).")


def _files_of(folder: Path) -> list[Path]:
    """The records files in a folder."""
    visible = list(_visible(folder))
    found = [path for path in visible if path.suffix.lower() == ".csv"]
    _refuse_workbooks(visible, {path.name.lower() for path in found})
    for path in found:
        if path.name.lower() not in NAMES:
            near = get_close_matches(path.name.lower(), NAMES, n=1)
            meant = f" (is it {near[0]}?)" if near else ""
            raise MusterError(
                f"{path.name} in the folder {folder} is not one of the records files{meant}; rename it or take it out "
                f"(they are {', '.join(NAMES)})."
            )
    if not found:
        raise MusterError(f"The folder {folder} has no records files; they are {', '.join(NAMES)}.")
    return found


def _csv(kind: type[Record], records: Sequence[Record]) -> bytes:
    """A kind's records as the folder writes them: header, minimal quoting, line feeds; ids stay text.

    Cells that begin with ``=`` or ``+`` stay as they are: the folder is there to be read back, equal in every cell.
    """
    columns = COLUMNS[kind]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in columns)
    writer.writerows([column.text(record) for column in columns] for record in records)
    return text.getvalue().encode()
