"""The columns of tables that tell what happened to records."""

from muster.domain.words import capitalized
from muster.services.history_words import Event, named
from muster.ui.models.record_table import TableColumn


def _lines(event: Event) -> str:
    return event.what.replace("; ", "\n")


RECORD: TableColumn[Event] = TableColumn(
    "Record", lambda each: named(each.record), tip=lambda each: named(each.record), room="x" * 36
)
VERB: TableColumn[Event] = TableColumn("What", lambda each: capitalized(each.verb), room="Removed")
CHANGE: TableColumn[Event] = TableColumn("From what to what", lambda each: each.what, tip=_lines, stretch=True)
CONTENT: TableColumn[Event] = TableColumn("What it said", lambda each: each.what, tip=_lines, stretch=True)
STEP: TableColumn[Event] = TableColumn("Step", lambda each: each.entry.action, tip=lambda each: each.entry.action)
