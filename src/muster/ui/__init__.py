"""The window: PySide6 widgets over the use cases of :mod:`muster.services`."""
