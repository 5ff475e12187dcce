from itertools import product

import pytest
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from muster import paths
from muster.ui import icons
from muster.ui.theme import DARK, LIGHT, Colors, Theme, colors, palette_of, style_sheet

THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in rgb(colour)
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def rgb(colour: str) -> tuple[float, float, float]:
    shade = QColor(colour)
    return shade.redF(), shade.greenF(), shade.blueF()


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_all_text_has_enough_contrast_on_every_ground(theme: Colors) -> None:
    inks = ("text", "muted", "accent", "error", "warning", "success")
    grounds = ("window", "surface", "selection")
    found = {
        (ink, ground): contrast(getattr(theme, ink), getattr(theme, ground)) for ink, ground in product(inks, grounds)
    }
    found["on_accent", "accent"] = contrast(theme.on_accent, theme.accent)
    found |= {("text", ground): contrast(theme.text, getattr(theme, ground)) for ground in ("rail", "hover")}
    assert {pair: value for pair, value in found.items() if value < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_edges_of_controls_and_the_focus_ring_can_be_seen(theme: Colors) -> None:
    for edge, ground in product(("control", "accent"), ("window", "surface")):
        assert contrast(getattr(theme, edge), getattr(theme, ground)) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_the_palette_tells_its_theme(theme: Colors) -> None:
    assert colors(palette_of(theme)) is theme


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_sheet_names_only_pictures_that_are_there(theme: Colors) -> None:
    sheet = style_sheet(theme, 10)
    pictures = [part.split(")")[0] for part in sheet.split("url(")[1:]]
    assert pictures
    assert [picture for picture in pictures if not (paths.icons() / picture).is_file()] == []


def test_the_window_follows_the_system_and_its_icons_with_it(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = qapp.findChild(Theme)
    assert theme is not None
    button = QToolButton()
    icons.set_icon(button, "add")
    try:
        theme.apply(dark=True)
        icons.recolour()
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
        assert ink_of(button) == DARK.text
        monkeypatch.setenv("MUSTER_THEME", "light")
        theme.apply(dark=True)
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window
    finally:
        monkeypatch.delenv("MUSTER_THEME", raising=False)
        theme.apply(dark=False)
        icons.recolour()
    assert ink_of(button) == LIGHT.text
    button.deleteLater()


def ink_of(button: QToolButton) -> str:
    """The colour in the middle of a plus sign."""
    return button.icon().pixmap(20, 20).toImage().pixelColor(10, 10).name()


@pytest.mark.parametrize("file", sorted(paths.icons().glob("*.svg")), ids=lambda file: str(file.stem))
def test_every_icon_shows_something(qapp: QApplication, file: object) -> None:
    name = getattr(file, "stem", "")
    picture = icons.icon(name).pixmap(24, 24).toImage()
    drawn = {picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24)}
    assert max(drawn) > 150


def test_a_button_that_cannot_be_used_has_a_quieter_icon(qapp: QApplication) -> None:
    button = QPushButton()
    icons.set_icon(button, "add")
    normal, disabled = (
        button.icon().pixmap(24, 24, mode).toImage().pixelColor(12, 12)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    )
    assert disabled.lightness() > normal.lightness()
    button.deleteLater()
