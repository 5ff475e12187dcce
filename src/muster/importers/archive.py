"""A workbook's archive, refused before anything reads it: by what its directory says, and by what it unpacks to.

190 KB can hold three million rows. A hostile directory lies, so each part is unpacked as a stream, against its word.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from muster.importers.csv_text import readable, refusal
from muster.services.ports import MusterError

_PACKED_CHUNK = 1 << 16
_CHUNK = 1 << 20
_UNPACKED_AT_MOST = 600 * 2**20
_PARTS_AT_MOST = 5_000
ROWS_AT_MOST = 1_048_576
"""As a spreadsheet has it."""
_RATIO_AT_MOST = 150
"""A repetitive sheet of 200,000 rows comes to 40; the format itself ends at 1,032."""
_RATIO_FROM = 4 * 2**20
"""Smaller parts may be as repetitive as they like."""
_ENTRY = b"PK\x01\x02"
_REFERRED_TO = ("sharedstrings.xml", "styles.xml")
_LOCAL_HEADER = 30
_ENCRYPTED = 1
_STORED, _DEFLATED = 0, 8
_SAVE_AGAIN = "save it as “Excel workbook (.xlsx)” and import that"


def too_large(path: Path) -> MusterError:
    """The refusal of a workbook whose tables nobody's payroll is."""
    return refusal(
        path, "unpacked it is far larger than a table of records; save the rows that matter as a file of their own"
    )


def parts(path: Path, tick: Callable[[], None]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each part of a workbook as its name and its content by the megabyte; what sheets refer to comes first.

    Args:
        path: The file.
        tick: Called with every megabyte.

    Raises:
        MusterError: when it is no workbook of the kind that is read here, or is built to do harm.
        BadZipFile, zlib.error, EOFError, OSError: when it is damaged; see :func:`undamaged`.
    """
    _refuse_many_parts(path)
    with path.open("rb") as file, ZipFile(file) as archive:
        members = archive.infolist()
        _refuse_by_name(path, members)
        _refuse_by_size(path, members)
        for member in members:
            if is_sheet(member.filename):
                _refuse_many_rows(path, _unpacked(path, file, member, tick))
        for member in sorted(members, key=lambda each: not each.filename.lower().endswith(_REFERRED_TO)):
            yield member.filename, _unpacked(path, file, member, tick)


def is_sheet(name: str) -> bool:
    """Whether a part of that name is a sheet."""
    return "worksheets/" in name.lower() and name.lower().endswith(".xml")


def damaged(path: Path) -> MusterError:
    """The refusal of a workbook that cannot be read to its end."""
    return refusal(path, "the workbook is damaged; open it in the spreadsheet program and save it again")


@contextmanager
def undamaged(path: Path) -> Iterator[None]:
    """Work on an archive; what it stumbles over is told in one sentence.

    Raises:
        MusterError: when the archive is damaged or cannot be read.
    """
    try:
        with readable(path):
            yield
    except (BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, UnicodeDecodeError, ParseError) as error:
        raise damaged(path) from error


def _refuse_many_parts(path: Path) -> None:
    """Before the directory is read, which takes long when it is long, whatever its end says of it."""
    with path.open("rb") as file:
        entries = sum(chunk.count(_ENTRY) for chunk in iter(lambda: file.read(_CHUNK), b""))
    if entries > _PARTS_AT_MOST:
        raise put_together(path)


def _refuse_many_rows(path: Path, chunks: Iterator[bytes]) -> None:
    """At a glance, before cells are counted; one that stands across two chunks is not missed at this number."""
    rows = 0
    for chunk in chunks:
        rows += chunk.count(b"<row")
        if rows > ROWS_AT_MOST:
            raise too_large(path)


def put_together(path: Path) -> MusterError:
    """The refusal of a workbook whose parts are not where they belong."""
    return refusal(path, f"the workbook is put together as no spreadsheet program does; {_SAVE_AGAIN}")


def _refuse_by_name(path: Path, members: list[ZipInfo]) -> None:
    names = {each.filename.lower() for each in members}
    if any(each.flag_bits & _ENCRYPTED for each in members):
        raise refusal(path, "the workbook is encrypted; open it, save it without a password and import that")
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise refusal(path, f"the workbook holds macros; {_SAVE_AGAIN}")
    if "xl/workbook.bin" in names:
        raise refusal(path, f"the file is a binary workbook; {_SAVE_AGAIN}")
    if "xl/workbook.xml" not in names:
        what = "an OpenDocument file" if "content.xml" in names else "a ZIP archive, not a workbook"
        raise refusal(path, f"the file is {what}; {_SAVE_AGAIN}")
    if len(members) > _PARTS_AT_MOST or len(names) < len(members):
        raise put_together(path)


def _refuse_by_size(path: Path, members: list[ZipInfo]) -> None:
    if sum(each.file_size for each in members) > _UNPACKED_AT_MOST:
        raise too_large(path)
    for each in members:
        if each.compress_type not in {_STORED, _DEFLATED}:
            raise refusal(path, f"the workbook is packed in a way that is not read here; {_SAVE_AGAIN}")
        if each.file_size > _RATIO_FROM and each.file_size > _RATIO_AT_MOST * each.compress_size:
            raise too_large(path)


def _unpacked(path: Path, file: IO[bytes], member: ZipInfo, tick: Callable[[], None]) -> Iterator[bytes]:
    real = 0
    for chunk in _inflated(file, member):
        real += len(chunk)
        if real > member.file_size:
            raise refusal(path, f"the workbook holds more than its directory says; {_SAVE_AGAIN}")
        if b"\0" in chunk and member.filename.lower().endswith((".xml", ".rels")):
            raise refusal(path, f"there is a NUL byte in the workbook's text; {_SAVE_AGAIN}")
        if _is_text(member.filename) and (b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk):
            raise refusal(path, f"the workbook defines texts of its own, as harmful files do; {_SAVE_AGAIN}")
        tick()
        yield chunk


def _is_text(name: str) -> bool:
    """Whether a part is one that is parsed; pictures in SVG have definitions of their own."""
    return name.lower().startswith("xl/") and name.lower().endswith((".xml", ".rels"))


def _inflated(file: IO[bytes], member: ZipInfo) -> Iterator[bytes]:
    """The part's content, however much it says that it is."""
    file.seek(member.header_offset)
    header = file.read(_LOCAL_HEADER)
    if header[:4] != b"PK\x03\x04" or len(header) < _LOCAL_HEADER:
        raise BadZipFile
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    left = member.compress_size
    while left > 0:
        packed = file.read(min(left, _PACKED_CHUNK))
        if not packed:
            raise EOFError
        left -= len(packed)
        if member.compress_type == _STORED:
            yield packed
            continue
        while packed and not inflate.eof:
            yield inflate.decompress(packed, _CHUNK)
            packed = inflate.unconsumed_tail
