"""The book's history as a terminal shows it."""

from collections.abc import Sequence

from muster.cli.claim_text import aligned
from muster.services.history_words import Event, named
from muster.services.past import Step


def steps_text(steps: Sequence[Step]) -> str:
    """One row for each step, the newest first."""
    if not steps:
        return "Nothing was changed."
    rows = [
        (str(each.number), f"{each.at.astimezone():%Y-%m-%d %H:%M}", each.name, each.action, f"{each.entries:,}")
        for each in steps
    ]
    return "\n".join(aligned([("Step", "When", "Who", "What", "Entries"), *rows], 4))


def events_text(events: Sequence[Event]) -> str:
    """What happened to a record, the newest first."""
    lines = [named(events[0].record)]
    for each in events:
        when = f"{each.entry.at.astimezone():%Y-%m-%d %H:%M}"
        lines.append(f"  {when}  {each.entry.name}: {each.verb} ({each.entry.action})")
        lines.append(f"      {each.what}")
    return "\n".join(lines)


def step_text(step: Step, did: Sequence[Event]) -> str:
    """What a step did, each record with its kind and number."""
    lines = [steps_text([step])]
    for each in did:
        lines.append(f"  {each.entry.entity} {each.entry.entity_id}: {named(each.record)}, {each.verb}")
        lines.append(f"      {each.what}")
    return "\n".join(lines)
