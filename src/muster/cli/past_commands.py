"""The commands about the book's past: undo, redo and history, and the book as it was known on a date."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from typing import Any

from muster.cli.history_text import events_text, step_text, steps_text
from muster.cli.program import Program
from muster.services import history_json
from muster.services.bundle import Services
from muster.services.history_words import step_words
from muster.services.past import Step
from muster.services.ports import MusterError

Said = tuple[dict[str, Any], str]
"""What a command prints: as JSON, and as text."""


def undo(services: Services) -> Said:
    """``muster undo``: takes back the last step that stands."""
    step = services.undoing.next().undo
    services.undoing.undo(step)
    return _turned("undone", step)


def redo(services: Services) -> Said:
    """``muster redo``: does again what was taken back last."""
    step = services.undoing.next().redo
    services.undoing.redo(step)
    return _turned("redone", step)


def _turned(done: str, step: Step | None) -> Said:
    shown = [step] if step else []
    words = step_words(step) if step else ""
    return {done: history_json.steps(shown)[0] if shown else None}, f"{done.capitalize()}: {words}"


def history(options: Namespace, services: Services) -> Said:
    """``muster history``: the newest steps, what one of them did, or all that happened to one record."""
    if options.step:
        step, did = services.history.step(options.step)
        return {**history_json.steps([step])[0], "did": history_json.events(did)}, step_text(step, did)
    if not options.record:
        found = services.history.steps(most=options.newest)
        return {"steps": history_json.steps(found)}, steps_text(found)
    entity, number = options.record
    if not number.isdecimal():
        raise MusterError(f"“{number}” is not a record's number; give one like 12, as “muster history” shows it.")
    events = services.history.of_number(entity, int(number))
    return {"record": entity, "number": int(number), "history": history_json.events(events)}, events_text(events)


@contextmanager
def as_known(services: Services, program: Program, when: date | None) -> Iterator[Services]:
    """The book as it was known at the end of a day; as it is now without one."""
    if when is None:
        yield services
        return
    then = program.as_known(services.book.path, services.history.at_the_end_of(when))
    with closing(then.book):
        yield then


TURNS: dict[str, Callable[[Services], Said]] = {"undo": undo, "redo": redo}
