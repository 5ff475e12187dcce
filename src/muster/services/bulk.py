"""Work on very many records at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def many_records() -> Iterator[None]:
    """Let the cyclic garbage collector rest while hundreds of thousands of small records are made.

    Frozen records refer to no one in circles, so that it finds nothing, and scanning them again and again took a third
    of the time of a claim of 10,000 officers.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
