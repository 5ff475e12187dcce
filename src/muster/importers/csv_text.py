"""A CSV file as rows of cells; anything that is not plain UTF-8, comma-separated text is refused in one sentence."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from muster.services.ports import MusterError

_BYTES_AT_MOST = 256 * 2**20
_SAVE_AS = "save it as “CSV UTF-8 (comma delimited)” and import that"
_NOT_TEXT = (
    (b"PK\x03\x04", "an Excel workbook or a ZIP archive", f"open it and {_SAVE_AS}"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", f"open it and {_SAVE_AS}"),
    (b"%PDF", "a PDF document", "import the CSV file that it was made from"),
    (b"SQLite format 3\0", "a database", "if it is a book, open it instead"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"\x89PNG", "a picture", "import the CSV file instead"),
    (b"\xff\xd8\xff", "a picture", "import the CSV file instead"),
    (b"{\\rtf", "a word processor's document", "import the CSV file instead"),
    (b"GIF8", "a picture", "import the CSV file instead"),
)
_OTHER_TEXT = (
    (b"<", "a web page or XML", f"open it in the spreadsheet program and {_SAVE_AS}"),
    (b"[{", "JSON, as programs exchange it", "export it as CSV"),
    (b'{"', "JSON, as programs exchange it", "export it as CSV"),
)
"""Blanks may stand before these."""
_LEAD = 1024
UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def refusal(path: Path, text: str, row: int | None = None, column: str | None = None) -> MusterError:
    """What is wrong with a file, in one sentence: ``overtime.csv, row 12, column amount: …``.

    Args:
        path: The file; only its name is told.
        text: What is wrong and what to do, without a full stop.
        row: As a spreadsheet counts; the header is row 1.
        column: The column's name.
    """
    place = [path.name, *([f"row {row}"] if row else []), *([f"column {column}"] if column else [])]
    return MusterError(f"{', '.join(place)}: {text}.")


@dataclass(frozen=True, slots=True)
class CsvText:
    """The text of a CSV file."""

    path: Path
    text: str

    @classmethod
    def of(cls, path: Path) -> "CsvText":
        """Read a file.

        Raises:
            MusterError: when it cannot be read or is not plain UTF-8 text.
        """
        return cls(path, _decoded(path, content_of(path)))

    @property
    def ends_with_a_break(self) -> bool:
        """Whether the last line ends with a line break."""
        return self.text.endswith(("\n", "\r"))

    def rows(self) -> Iterator[list[str]]:
        """The cells by row, the header first; a line without any text is an empty list, so that rows can be counted.

        Raises:
            MusterError: when the quoting is broken, or another character than the comma separates the cells.
        """
        rows = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        try:
            header = next(rows, [])
            _refuse_other_separators(self.path, header)
            yield header
            yield from rows
        except csv.Error:
            row, reason = first_csv_error(self.text)
            raise refusal(self.path, reason, row) from None


def content_of(path: Path) -> bytes:
    """A file's content, all of it.

    Raises:
        MusterError: when it cannot be read, is empty or too large.
    """
    refuse_no_file(path)
    with readable(path):
        content = path.read_bytes()
    if not content:
        raise refusal(path, "the file is empty (0 bytes); save it again from where it came")
    return content


def refuse_no_file(path: Path) -> None:
    """Refuse what is no file, or too large a one, before it is opened: opening a pipe waits for its writer.

    Raises:
        MusterError: naming what it is and what to do.
    """
    with readable(path):
        if path.is_dir():
            raise refusal(path, "it is a folder, not a file; rename the folder or take it out")
        if not path.exists():
            raise refusal(path, f"there is no such file in {path.absolute().parent}; check the name")
        if not path.is_file():
            raise refusal(path, "it is a device or a pipe, not a file; save its content as a file and import that")
        if path.stat().st_size > _BYTES_AT_MOST:
            raise refusal(path, f"the file is larger than {_BYTES_AT_MOST >> 20} MB; split it into several files")


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Read a file; why that is not possible is told in one sentence.

    Raises:
        MusterError: when it is gone, or cannot be read.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise refusal(path, f"there is no such file in {path.absolute().parent}; check the name") from error
    except OSError as error:
        denied = isinstance(error, PermissionError)
        advice = "check its permissions" if denied else "copy it elsewhere and import the copy"
        raise refusal(path, f"the file cannot be read ({error.strerror}); {advice}") from error


def refuse_known_formats(path: Path, content: bytes) -> None:
    """Refuse what by its first bytes is something else than text.

    Raises:
        MusterError: naming what it is and what to do.
    """
    start = content[:_LEAD].removeprefix(UTF8_MARK)
    for mark, name, advice in (*_NOT_TEXT, *_OTHER_TEXT):
        if (start.lstrip() if (mark, name, advice) in _OTHER_TEXT else start).startswith(mark):
            raise refusal(path, f"the file is {name}, not CSV text; {advice}")


def _decoded(path: Path, content: bytes) -> str:
    refuse_known_formats(path, content)
    if content.startswith(UTF16_MARKS):
        raise refusal(path, f"the file is UTF-16 text; {_SAVE_AS}")
    content = content.removeprefix(UTF8_MARK)
    if (nul := content.find(b"\0")) >= 0:
        row = _row_at(content[:nul])
        raise refusal(path, f"there is a NUL byte, so it is not CSV text in UTF-8; {_SAVE_AS}", row)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = _row_at(content[: error.start])
        raise refusal(path, f"the text is not UTF-8; {_SAVE_AS}", row) from None


def _row_at(before: bytes) -> int:
    """The row in which what comes before ends."""
    rows = csv.reader(io.StringIO(before.decode("utf-8", "replace") + "x", newline=""))
    count = 0
    try:
        for _ in rows:
            count += 1
    except csv.Error:
        count += 1
    return count


def first_csv_error(text: str, separator: str = ",") -> tuple[int, str]:
    """Where the quoting breaks, as a row, and how."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    count = 0
    try:
        for _ in rows:
            count += 1
    except csv.Error as error:
        if "limit" in str(error):
            longest = f"{csv.field_size_limit():,} characters"
            reason = f"a cell is longer than {longest}; shorten it, or close its quotation mark"
        elif "expected after" in str(error):
            reason = "a closing quotation mark is followed by more text; write a quotation mark inside a cell twice"
        else:
            reason = "a quotation mark is opened and never closed; add the closing one"
        return count + 1, reason
    raise AssertionError


def _refuse_other_separators(path: Path, header: list[str]) -> None:
    """Semicolons and tabs: some countries' spreadsheet programs write them."""
    if len(header) == 1:
        for separator, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")):
            if separator in header[0]:
                raise refusal(path, f"the cells are separated by {name}, not commas; save it comma-separated", 1)
