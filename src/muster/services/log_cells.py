"""A record as the change log has it."""

import json
from typing import cast

from muster.services.ports import BookError


def cells(canonical: str) -> dict[str, str]:
    """The cells, by column name, of a record's canonical JSON.

    Raises:
        BookError: when it is not what Muster wrote.
    """
    try:
        found = json.loads(canonical)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise BookError(
            "An entry of the change log cannot be read; something other than Muster changed it. Open a copy of the book"
            " from before; “muster check” says which entry it is."
        )
    return cast("dict[str, str]", found)
