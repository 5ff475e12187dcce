"""Copies of documents for other programs to show: read-only, in a private folder that is gone when Muster ends."""

import stat
from pathlib import Path
from tempfile import TemporaryDirectory

from muster.services.files import refusal

_LONGEST_STEM = 80
_ALLOWED = frozenset(" -_()[]+,&'")


class OpenedCopies:
    """The folder is made for the first copy; only this user can look into it."""

    def __init__(self) -> None:
        """No copy yet."""
        self._folder: TemporaryDirectory[str] | None = None

    def put(self, name: str, suffix: str, digest: str, content: bytes) -> Path:
        """A read-only copy of a content, under a name with this suffix whatever its own is.

        Raises:
            MusterError: when it cannot be written.
        """
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="muster-", ignore_cleanup_errors=True)
        path = Path(self._folder.name) / digest[:16] / f"{_stem(name)}{suffix}"
        try:
            if path.exists() and path.read_bytes() == content:  # it may be open in another program
                return path
            path.parent.mkdir(exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_bytes(content)
            path.chmod(stat.S_IRUSR)
        except OSError as error:
            raise refusal(path, error) from error
        return path

    def close(self) -> None:
        """Remove every copy; at the program's end that happens by itself."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _stem(name: str) -> str:
    """The name without its suffix, in characters that every system takes."""
    stem = "".join(each if each.isalnum() or each in _ALLOWED else "_" for each in Path(name).stem)
    return stem[:_LONGEST_STEM].strip() or "document"
