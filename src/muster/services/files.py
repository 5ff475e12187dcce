"""Files that the program writes for the user: whole or not at all."""

import contextlib
import errno
import os
from collections.abc import Mapping
from pathlib import Path

from muster.services.ports import MusterError

_REASONS = {
    errno.EACCES: "access is denied; choose another place or change its permissions",
    errno.EPERM: "access is denied; choose another place or change its permissions",
    errno.EROFS: "the disk is read-only; choose another place",
    errno.ENOSPC: "the disk is full; make room and try again",
    errno.EDQUOT: "the disk quota is used up; make room and try again",
    errno.ENOENT: "there is no such folder; make it first or choose another",
    errno.ENOTDIR: "a part of its path is a file, not a folder; choose another place",
    errno.EISDIR: "there is a folder of that name; choose another name",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}


def write_file(path: Path, content: bytes) -> None:
    """Write a file, in place of one that may be there; see :func:`write_files`."""
    write_files({path: content})


def write_files(contents: Mapping[Path, bytes]) -> list[Path]:
    """Write files; each is complete on disk, beside its place, before the first one takes its name.

    Raises:
        MusterError: with a plain sentence when one of them cannot be written; what stood there before still does.
    """
    with contextlib.ExitStack() as cleanup:
        ready: list[tuple[Path, Path]] = []
        for path, content in contents.items():
            try:
                ready.append((_beside(path.resolve(), content, cleanup), path))
            except OSError as error:
                raise refusal(path, error) from error
        for temporary, path in ready:
            try:
                temporary.replace(path.resolve())
            except OSError as error:
                raise refusal(path, error) from error
    return list(contents)


def make_folder(path: Path) -> None:
    """Make a folder, and those that it lies in, where there is none.

    Raises:
        MusterError: with a plain sentence when it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal(path, error) from error


def refusal(path: Path, error: OSError) -> MusterError:
    """Why a file or folder cannot be written, and what to do."""
    return MusterError(f"{path} cannot be written: {reason(error)}.")


def reason(error: OSError) -> str:
    """What the system's error means, and what to do."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def _beside(path: Path, content: bytes, cleanup: contextlib.ExitStack) -> Path:
    """The content in a temporary file in the same folder, on disk; gone at the end if it has not taken its name."""
    if path.is_dir():
        raise OSError(errno.EISDIR, None)
    if path.exists() and not (path.is_file() and os.access(path, os.W_OK)):
        raise OSError(errno.EACCES, None)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    with temporary.open("wb") as file:
        cleanup.callback(temporary.unlink, missing_ok=True)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return temporary
