"""A record as the change log has it."""

import json
from typing import cast


def cells(canonical: str) -> dict[str, str]:
    """The cells, by column name, of a record's canonical JSON."""
    return cast("dict[str, str]", json.loads(canonical))
