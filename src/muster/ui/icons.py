"""The program's own icons, drawn in the colours of the palette."""

from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from muster import paths
from muster.ui.theme import colors

_NAME = "muster_icon"
_TINT = "muster_tint"
_SIZE = "muster_size"
_SIZES = (16, 20, 32, 40)
"""Menus and buttons, the rail; on a screen of twice the density the same."""


def icon(name: str, tint: str = "text", selected: str = "") -> QIcon:
    """The icon of that name (a file of ``resources/icons``), in a colour of :class:`muster.ui.theme.Colors`.

    ``selected`` is its colour in a selected row, the same where none is named.
    """
    now = colors()
    return _icon(name, getattr(now, tint), getattr(now, selected or tint))


def pixmap(name: str, size: int, tint: str = "text") -> QPixmap:
    """The icon as a picture of that size in device-independent pixels."""
    application = QApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QApplication) else 1.0
    (picture,) = _pictures(name, getattr(colors(), tint), (int(size * ratio),))
    sharp = QPixmap(picture)
    sharp.setDevicePixelRatio(ratio)
    return sharp


def set_icon(target: QAction | QAbstractButton, name: str, tint: str = "text") -> None:
    """Give an action or a button an icon that follows the theme."""
    target.setProperty(_NAME, name)
    target.setProperty(_TINT, tint)
    target.setIcon(icon(name, tint))


def set_picture(target: QLabel, name: str, size: int, tint: str = "text") -> None:
    """Give a label an icon that follows the theme, as a picture of that size."""
    target.setProperty(_NAME, name)
    target.setProperty(_TINT, tint)
    target.setProperty(_SIZE, size)
    target.setPixmap(pixmap(name, size, tint))


def recolour() -> None:
    """Draw every icon that :func:`set_icon` and :func:`set_picture` gave again, in the colours now in force."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLabel) and widget.property(_NAME):
            widget.setPixmap(pixmap(widget.property(_NAME), widget.property(_SIZE), widget.property(_TINT)))
        for target in (widget, *widget.actions()):
            if isinstance(target, QAction | QAbstractButton) and target.property(_NAME):
                target.setIcon(icon(target.property(_NAME), target.property(_TINT)))


def application_icon() -> QIcon:
    """The program's icon in the sizes that systems ask for."""
    found = QIcon()
    for picture in _drawn(_source("muster"), (16, 24, 32, 48, 64, 128, 256)):
        found.addPixmap(picture)
    return found


@cache
def _icon(name: str, colour: str, selected: str) -> QIcon:
    """The style greys it where it is disabled."""
    pictures = _pictures(name, colour, _SIZES)
    found = QIcon()
    for picture in pictures:
        found.addPixmap(picture, QIcon.Mode.Normal)
    for picture in pictures if selected == colour else _pictures(name, selected, _SIZES):
        found.addPixmap(picture, QIcon.Mode.Selected)
    return found


@cache
def _pictures(name: str, colour: str, sizes: tuple[int, ...]) -> tuple[QPixmap, ...]:
    return tuple(_drawn(_source(name).replace("currentColor", colour), sizes))


def _source(name: str) -> str:
    return (paths.icons() / f"{name}.svg").read_text(encoding="utf-8")


def _drawn(source: str, sizes: tuple[int, ...]) -> Iterator[QPixmap]:
    """The picture at each size; a screen of twice the density takes the larger ones."""
    from PySide6.QtSvg import QSvgRenderer  # after the first paint

    renderer = QSvgRenderer(QByteArray(source.encode()))
    for size in sizes:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        yield picture
