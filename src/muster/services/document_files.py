"""Files that somebody wants to attach: read whole, or refused with a sentence."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from muster.domain.media import is_program, media_of
from muster.domain.words import size
from muster.services.files import reason
from muster.services.ports import MusterError

MOST = 25 * 1024 * 1024
"""Bytes that one document may have."""

_LONGEST_NAME = 255


@dataclass(frozen=True)
class DocumentFile:
    """A file to attach: its name and content."""

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """Of the content, in hexadecimal."""
        return sha256(self.content).hexdigest()

    @property
    def media_type(self) -> str:
        """As the content shows."""
        return media_of(self.content, self.name).type


def read_document(path: Path) -> DocumentFile:
    """Read a file.

    Raises:
        MusterError: when it is no file, is empty, too large or a program, or cannot be read.
    """
    try:
        content = _content(path)
    except OSError as error:
        raise MusterError(f"{path} cannot be read: {_why(error)}.") from error
    name = clean_name(path.name)
    if is_program(content, name):
        raise MusterError(f"{path} is a program or a script, not a document, so it was not attached.")
    return DocumentFile(name, content)


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise MusterError(f"{path} is a folder; choose the files in it.")
    if not path.is_file():  # a device or a pipe could be read for ever
        raise MusterError(f"{path} is not a file; choose a file.") if path.exists() else FileNotFoundError
    length = path.stat().st_size
    if length > MOST:
        raise _too_large(path, length)
    with path.open("rb") as file:
        content = file.read(MOST + 1)  # it may have grown meanwhile
    if len(content) > MOST:
        raise _too_large(path, len(content))
    if not content:
        raise MusterError(f"{path} is empty (0 bytes), so there is nothing to attach; choose another file.")
    return content


def _too_large(path: Path, length: int) -> MusterError:
    return MusterError(
        f"{path} has {size(length)}, and one document may have {MOST // 1024**2} MB; attach it in parts, or scan it "
        "with fewer dots an inch."
    )


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "it is no longer there; choose another file"
    if isinstance(error, PermissionError):
        return "access is denied; ask for access to it, or copy it to a folder of your own"
    return reason(error)


def clean_name(name: str) -> str:
    """The name in characters that can be shown, on one line, its end kept where it is too long."""
    shown = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in name).strip()
    return shown[-_LONGEST_NAME:].strip() or "document"
