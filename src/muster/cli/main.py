"""Runs one command line: whatever happens, the user reads one plain sentence and the caller gets an exit code."""

import io
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import TextIO

from muster import paths
from muster.cli.arguments import parse
from muster.cli.commands import COMMANDS
from muster.cli.program import Program
from muster.services.files import reason
from muster.services.ports import MusterError

AT_FAULT = 1
INTERRUPTED = 130


def run(argv: Sequence[str], program: Program, out: TextIO, err: TextIO) -> int:
    """Run a command.

    Args:
        argv: The arguments after the program's name.
        program: What the commands work with.
        out: Where results go, in UTF-8 on every system.
        err: Where sentences about what is wrong go.

    Returns:
        0 done, 1 the records or the request at fault, 2 wrong usage, 130 interrupted.
    """
    for stream in (out, err):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            options = parse(argv)
        code = COMMANDS[options.command](options, program, out)
        out.flush()
    except SystemExit as stop:
        return int(stop.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_quietly(out)
        return 0
    except Exception as error:  # noqa: BLE001 - no traceback ever reaches a user
        print(_printable(_sentence(error)), file=err)
        return AT_FAULT
    return code


def _sentence(error: Exception) -> str:
    """What went wrong; a traceback goes to the log."""
    if isinstance(error, MusterError):
        return str(error)
    logged = _logged(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'The output'} cannot be read or written: {reason(error)}."
    kind, log = type(error).__name__, paths.log()
    if logged:
        return f"Something in the program went wrong ({kind}); what happened is in the log {log}."
    return f"Something in the program went wrong ({kind}: {error}), and the log {log} cannot be written."


def _printable(text: str) -> str:
    """One line: a line break or a terminal's control code in a file's name is shown, not obeyed."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


def _close_quietly(out: TextIO) -> None:
    """Whoever read the output has gone: nothing more is written, at the end neither."""
    if out is sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def _logged(error: Exception) -> bool:
    """Write the traceback to the log; whether that could be done."""
    log = paths.log()
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(log, encoding="utf-8")
    except OSError:
        return False
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("muster.cli")
    logger.addHandler(handler)
    logger.error("A command failed", exc_info=error)
    logger.removeHandler(handler)
    handler.close()
    return True
