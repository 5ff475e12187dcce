"""The program's log, and what becomes of an error that nobody expected: a sentence to the user, the traceback here."""

import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_QT = logging.getLogger("qt")
_KEPT = 1_000_000
"""Bytes in one log file; two older ones are kept."""


def write_log(file: Path) -> None:
    """Send the log, and Qt's own messages, to a file; the window works without one too."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_KEPT, backupCount=2, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    qInstallMessageHandler(_from_qt)


def _from_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    serious = kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
    _QT.log(logging.WARNING if serious else logging.DEBUG, text)


def catch_all(tell: Callable[[BaseException], object]) -> None:
    """From now on, what nobody catches is told by ``tell`` (once at a time) instead of a traceback."""
    telling = False

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal telling
        if isinstance(error, KeyboardInterrupt) or telling:
            logging.getLogger(__name__).error("While telling of an error", exc_info=(kind, error, trace))
            return
        telling = True
        try:
            tell(error)
        finally:
            telling = False

    sys.excepthook = caught
