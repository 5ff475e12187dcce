"""The book's history as JSON, for programs."""

from collections.abc import Iterable, Mapping
from typing import Any

from muster.services.history_words import Event, named
from muster.services.past import Step


def steps(found: Iterable[Step]) -> list[Mapping[str, Any]]:
    """Steps: number, when (UTC), who, what, how many entries, whether done, undone or redone, and of which step."""
    return [
        {
            "step": each.number,
            "at": each.at.isoformat(),
            "name": each.name,
            "action": each.action,
            "entries": each.entries,
            "way": str(each.way),
            "of": each.target or None,
        }
        for each in found
    ]


def events(found: Iterable[Event]) -> list[Mapping[str, Any]]:
    """What happened to a record: who, when, in which step, and each cell that differs, from what to what."""
    return [
        {
            "entry": each.entry.sequence,
            "at": each.entry.at.isoformat(),
            "user": each.entry.user,
            "name": each.entry.name,
            "action": each.entry.action,
            "kind": each.entry.entity,
            "number": each.entry.entity_id,
            "record": named(each.record),
            "what": each.verb,
            "cells": [{"column": cell.title, "before": cell.before, "after": cell.after} for cell in each.cells],
        }
        for each in found
    ]
