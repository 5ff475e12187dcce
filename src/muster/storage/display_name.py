"""The name under which a user's changes are logged, kept beside the program's settings."""

from pathlib import Path

from muster.services.ports import MusterError

LONGEST = 100


def read_name(file: Path) -> str:
    """The name chosen; empty when none is."""
    try:
        return file.read_text(encoding="utf-8").strip()[:LONGEST]
    except (OSError, UnicodeDecodeError):
        return ""


def write_name(file: Path, name: str) -> str:
    """Keep a name; returns it as it is logged, empty when the operating system's is to be taken.

    Raises:
        MusterError: when it is too long, has unprintable characters, or cannot be written.
    """
    chosen = name.strip()
    if len(chosen) > LONGEST or not chosen.isprintable():
        raise MusterError(f"A name has at most {LONGEST} characters, none of them unprintable; shorten it.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{chosen}\n", encoding="utf-8")
    except OSError as error:
        raise MusterError(f"The name cannot be kept in {file}: {error.strerror}.") from error
    return chosen
