import logging
from pathlib import Path

from PySide6.QtCore import qWarning

from muster.ui.log import write_log


def test_qts_own_messages_are_in_the_log(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "muster.log"
    write_log(file)
    qWarning("a warning of Qt's")
    assert "WARNING qt: a warning of Qt's" in file.read_text(encoding="utf-8")


def test_without_a_place_for_the_log_the_window_works(tmp_path: Path) -> None:
    (tmp_path / "folder").touch()
    handlers = list(logging.getLogger().handlers)
    write_log(tmp_path / "folder" / "muster.log")
    assert logging.getLogger().handlers == handlers
