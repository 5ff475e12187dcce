from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QPushButton  # noqa: TID251 - its own test
from pytestqt.qtbot import QtBot

from muster.ui.dialogs.notice import Notice
from muster.ui.prompts import WindowPrompts


@pytest.fixture(autouse=True)
def own_file_dialogs() -> None:
    """Qt's own file dialogs, which a test can type into."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


def meanwhile(do: Callable[[QDialog], object]) -> None:
    """Do this with the dialog that opens next."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        do(dialog)

    QTimer.singleShot(50, now)


def press(text: str) -> Callable[[QDialog], None]:
    def do(dialog: QDialog) -> None:
        button = next(each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == text)
        button.click()

    return do


@pytest.mark.parametrize(("button", "answer"), [("Remove", True), ("Cancel", False)])
def test_a_question_has_the_verb_on_its_button(qtbot: QtBot, button: str, answer: bool) -> None:
    meanwhile(press(button))
    assert WindowPrompts().confirm(None, "Remove 2 officers?", "Their records go too.", "Remove") is answer


def press_key(qtbot: QtBot, key: Qt.Key, dialog: QDialog) -> None:
    qtbot.keyClick(dialog, key)


def test_enter_and_escape_do_no_harm(qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        meanwhile(partial(press_key, qtbot, key))
        assert not WindowPrompts().confirm(None, "Remove 2 officers?", "Their records go too.", "Remove")


def test_what_is_told_can_be_read(qtbot: QtBot) -> None:
    texts: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        texts.append(f"{dialog.text()}: {dialog.informativeText()}")
        dialog.accept()

    meanwhile(read)
    WindowPrompts().error(None, "Nothing was imported", "overtime.csv, row 3: no.")
    assert texts == ["Nothing was imported: overtime.csv, row 3: no."]


def test_what_is_longer_than_the_screen_scrolls_by_key_and_its_button_stays_on_it(qtbot: QtBot) -> None:
    seen: list[tuple[bool, int, int]] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, Notice)
        room = dialog.screen().availableGeometry()
        qtbot.keyClick(dialog.scrolled, Qt.Key.Key_PageDown)
        seen.append((dialog.height() < room.height(), dialog.scrolled.verticalScrollBar().value(), room.height()))
        qtbot.keyClick(dialog.scrolled, Qt.Key.Key_Return)

    for lines in (3, 300):
        meanwhile(read)
        WindowPrompts().inform(None, "Keyboard shortcuts", "<br>".join(["<b>F1</b> List the shortcuts"] * lines))
    (short, unmoved, _room), (fits, moved, _room) = seen
    assert short
    assert fits
    assert unmoved == 0
    assert moved > 0


def choose(path: Path) -> Callable[[QDialog], None]:
    def do(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(str(path))
        dialog.accept()
        if dialog.isVisible():  # it was refused: fail instead of waiting
            dialog.reject()

    return do


def test_a_file_saved_without_a_suffix_gets_one(qtbot: QtBot, tmp_path: Path) -> None:
    meanwhile(choose(tmp_path / "claim"))
    chosen = WindowPrompts().save_file(None, "Save the claim", "PDF (*.pdf)", tmp_path / "draft.pdf")
    assert chosen == tmp_path / "claim.pdf"


def test_files_that_exist_are_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "pay.csv"
    file.touch()
    meanwhile(choose(file))
    assert WindowPrompts().open_file(None, "Open", "CSV (*.csv)", tmp_path) == file
    meanwhile(choose(file))
    assert WindowPrompts().open_files(None, "Open", "CSV (*.csv)", tmp_path) == [file]
    meanwhile(choose(tmp_path))
    assert WindowPrompts().folder(None, "Export", tmp_path.parent) == tmp_path


def test_cancelled_is_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    prompts = WindowPrompts()
    asks: tuple[Callable[[], Path | None], ...] = (
        lambda: prompts.open_file(None, "Open", "CSV (*.csv)", tmp_path),
        lambda: prompts.save_file(None, "Save", "CSV (*.csv)", tmp_path / "a.csv"),
        lambda: prompts.folder(None, "Export", tmp_path),
    )
    for ask in asks:
        meanwhile(lambda dialog: dialog.reject())
        assert ask() is None
    meanwhile(lambda dialog: dialog.reject())
    assert prompts.open_files(None, "Open", "CSV (*.csv)", tmp_path) == []


class Shower(QObject):
    """Stands for the system's program: keeps what it is to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QUrl] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(url)


def test_a_file_is_handed_to_the_systems_program(qtbot: QtBot, tmp_path: Path) -> None:
    shower, path = Shower(), tmp_path / "a letter #1.pdf"
    QDesktopServices.setUrlHandler("file", shower, "show")  # type: ignore[arg-type]  # it takes a name
    try:
        assert WindowPrompts().show_file(None, path)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in shower.shown] == [path]
