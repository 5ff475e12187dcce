"""Keeps ``None``, ``True`` and ``False`` alive on Python 3.11.

PySide6 6.12.0 counts on them being immortal, which they are from Python 3.12 on (PEP 683). On Python 3.11 each call of
a method without a result gives away one reference to ``None`` that nobody had taken; after some 7,000 such calls the
interpreter stops with “none_dealloc”. So they are given more references than any session can use up.
"""

import ctypes
import sys

ENOUGH = 1 << 60


def keep_alive() -> None:
    """Do what Python 3.12 does itself; harmless to do again."""
    if sys.version_info < (3, 12):
        for each in (None, True, False):
            count = ctypes.c_ssize_t.from_address(id(each))  # CPython's ob_refcnt, the first field of every object
            count.value = max(count.value, ENOUGH)
