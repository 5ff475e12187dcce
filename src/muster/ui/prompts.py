"""The one seam for every message box, question, file dialog and other program; a test answers beforehand."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QPushButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

BOOKS = "Muster books (*.muster)"
TABLES = "Tables (*.csv *.txt *.tsv *.xlsx);;All files (*)"


class Prompts(Protocol):
    """What can be asked of the person at the keyboard; each waits for the answer."""

    def inform(self, parent: QWidget | None, title: str, text: str) -> None:
        """Tell something that has to be read."""
        ...

    def error(self, parent: QWidget | None, title: str, text: str) -> None:
        """Tell what went wrong and what to do."""
        ...

    def confirm(self, parent: QWidget | None, title: str, text: str, yes: str) -> bool:
        """Ask before something is done; ``yes`` is the verb on the button that does it, the other says Cancel."""
        ...

    def text(self, parent: QWidget | None, title: str, label: str, value: str) -> str | None:
        """Ask for a line of text; None when cancelled."""
        ...

    def open_files(self, parent: QWidget | None, title: str, filters: str, folder: Path | None = None) -> list[Path]:
        """Choose files that exist; empty when cancelled."""
        ...

    def open_file(self, parent: QWidget | None, title: str, filters: str, folder: Path | None = None) -> Path | None:
        """Choose a file that exists; None when cancelled."""
        ...

    def save_file(self, parent: QWidget | None, title: str, filters: str, suggested: Path) -> Path | None:
        """Choose where to write (asks before an existing file is replaced); None when cancelled."""
        ...

    def folder(self, parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
        """Choose a folder; None when cancelled."""
        ...

    def show_file(self, parent: QWidget | None, path: Path) -> bool:
        """Have the system's program show a file; False when there is none for it."""
        ...

    def printer(self, parent: QWidget | None, printer: "QPrinter") -> bool:
        """Choose a printer, pages and copies, set on ``printer``; False when cancelled."""
        ...


class WindowPrompts:
    """The real ones: message boxes and the system's file dialogs."""

    def inform(self, parent: QWidget | None, title: str, text: str) -> None:
        """Tell something that has to be read."""
        from muster.ui.dialogs.notice import Notice

        Notice(title, text, parent).exec()

    def error(self, parent: QWidget | None, title: str, text: str) -> None:
        """Tell what went wrong and what to do."""
        _box(parent, QMessageBox.Icon.Warning, title, text).exec()

    def confirm(self, parent: QWidget | None, title: str, text: str, yes: str) -> bool:
        """Ask; Cancel is what Enter and Esc do."""
        box = _box(parent, QMessageBox.Icon.Question, title, text)
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        button: QPushButton = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is button

    def text(self, parent: QWidget | None, title: str, label: str, value: str) -> str | None:
        """Ask for a line of text."""
        typed, given = QInputDialog.getText(parent, title, label, text=value)
        return typed if given else None

    def open_files(self, parent: QWidget | None, title: str, filters: str, folder: Path | None = None) -> list[Path]:
        """Choose files that exist."""
        names, _filter = QFileDialog.getOpenFileNames(parent, title, _text(folder), filters)
        return [Path(name) for name in names]

    def open_file(self, parent: QWidget | None, title: str, filters: str, folder: Path | None = None) -> Path | None:
        """Choose a file that exists."""
        name, _filter = QFileDialog.getOpenFileName(parent, title, _text(folder), filters)
        return Path(name) if name else None

    def save_file(self, parent: QWidget | None, title: str, filters: str, suggested: Path) -> Path | None:
        """Choose where to write; the suggestion's suffix is added where none is typed, before asking to replace."""
        dialog = QFileDialog(parent, title, str(suggested.parent), filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suggested.suffix.removeprefix("."))
        dialog.selectFile(suggested.name)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None

    def folder(self, parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
        """Choose a folder."""
        name = QFileDialog.getExistingDirectory(parent, title, _text(start))
        return Path(name) if name else None

    def show_file(self, parent: QWidget | None, path: Path) -> bool:  # noqa: ARG002 - another program's window
        """Hand the file to the program that the system has for its kind."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def printer(self, parent: QWidget | None, printer: "QPrinter") -> bool:
        """Choose a printer; the system's dialog says so where there is none."""
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        return bool(dialog.exec())


def _box(parent: QWidget | None, picture: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    box = QMessageBox(picture, title, title, QMessageBox.StandardButton.Ok, parent)
    box.setInformativeText(text)
    return box


def _text(folder: Path | None) -> str:
    return str(folder) if folder else ""


def filters_of(*named: tuple[str, Sequence[str]]) -> str:
    """A file dialog's filters: ``filters_of(("PDF files", ["pdf"]))``."""
    return ";;".join(f"{name} ({' '.join(f'*.{suffix}' for suffix in suffixes)})" for name, suffixes in named)
