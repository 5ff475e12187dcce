"""The window: PySide6 widgets over the use cases of :mod:`muster.services`."""

from muster.ui.immortals import keep_alive

keep_alive()
