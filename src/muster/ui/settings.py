"""What the window remembers between starts, in an INI file: geometry, last page, recent books."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_RECENT = "window/recent"
_MOST = 8


def open_settings(file: Path) -> QSettings:
    """The settings in that file."""
    return QSettings(str(file), QSettings.Format.IniFormat)


def recent_books(settings: QSettings) -> list[Path]:
    """The books opened last that are still there, newest first."""
    stored = settings.value(_RECENT) or []
    names = [stored] if isinstance(stored, str) else [str(each) for each in stored] if isinstance(stored, list) else []
    return [path for path in map(Path, names) if path.is_file()]


def remember_book(settings: QSettings, path: Path) -> None:
    """Put a book at the head of the recent ones."""
    others = [each for each in recent_books(settings) if each != path]
    settings.setValue(_RECENT, [str(each) for each in [path, *others][:_MOST]])


def saved_bytes(settings: QSettings, key: str) -> QByteArray:
    """A window's stored geometry or state; empty when there is none."""
    value = settings.value(key)
    return value if isinstance(value, QByteArray) else QByteArray()
