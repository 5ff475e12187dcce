"""How the window looks: two palettes, one small style sheet, an 8-point rhythm; light or dark as the system says."""

import os
import sys
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from muster import paths

UNIT = 8
"""The rhythm of all distances, in device-independent pixels; half a unit inside a control."""
MARGIN = 3 * UNIT
ROW_HEIGHT = 4 * UNIT


class Colors(NamedTuple):
    """The colours of one theme, each as ``#RRGGBB``; text on its ground has a contrast of at least 4.5 (WCAG AA)."""

    window: str
    surface: str
    rail: str
    text: str
    muted: str
    border: str
    control: str
    hover: str
    accent: str
    on_accent: str
    selection: str
    error: str
    warning: str
    success: str


LIGHT = Colors(
    window="#f7f8fa",
    surface="#ffffff",
    rail="#eceff4",
    text="#1b2430",
    muted="#566273",
    border="#dde2e9",
    control="#808b9a",
    hover="#e3e8ef",
    accent="#1d5fa8",
    on_accent="#ffffff",
    selection="#dfeaf7",
    error="#b3261e",
    warning="#855400",
    success="#1c6b3c",
)
DARK = Colors(
    window="#161a20",
    surface="#1d222a",
    rail="#11151a",
    text="#e7ebf1",
    muted="#a0acba",
    border="#2e3640",
    control="#6d7986",
    hover="#262d37",
    accent="#7fb4f0",
    on_accent="#0c1a2a",
    selection="#263d57",
    error="#f4978f",
    warning="#e8b75f",
    success="#80cd9b",
)

_STYLE = """
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {border}; padding: 4px 8px; }}
QMenuBar {{ background: {window}; padding: 2px 8px; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {surface}; border: 1px solid {border}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selection}; color: {text}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 4px 8px; }}
QStatusBar {{ background: {window}; border-top: 1px solid {border}; color: {muted}; }}
QStatusBar QLabel {{ color: {muted}; padding: 2px 8px; }}
QStatusBar::item {{ border: none; }}

QLabel[look="title"] {{ font-size: {title}pt; font-weight: 600; }}
QLabel[look="heading"] {{ font-size: {heading}pt; font-weight: 600; }}
QLabel[look="label"] {{ font-weight: 500; }}
QLabel[look="muted"] {{ color: {muted}; }}
QLabel[look="error"] {{ color: {error}; }}
QLabel[look="warning"] {{ color: {warning}; }}
QLabel[look="success"] {{ color: {success}; }}
QLabel[look="hint"] {{
    background: {surface}; color: {text}; border: 1px solid {accent}; border-radius: 4px; padding: 4px 8px; }}
QLabel[look="figure"] {{ font-size: {figure}pt; font-weight: 600; }}

QFrame[look="card"] {{ background: {surface}; border: 1px solid {border}; border-radius: 8px; }}
QFrame[look="rule"] {{ background: {border}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[look="bar-info"], QFrame[look="bar-success"] {{ background: {selection}; border-radius: 6px; }}
QFrame[look="bar-warning"] {{ background: {surface}; border: 1px solid {warning}; border-radius: 6px; }}
QFrame[look="bar-error"] {{ background: {surface}; border: 1px solid {error}; border-radius: 6px; }}

QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QPushButton, QToolButton, QCheckBox, QRadioButton {{ outline: none; }}
QPushButton {{ background: {surface}; border: 1px solid {control}; border-radius: 6px; padding: 6px 16px; }}
QPushButton:hover, QToolButton[look="action"]:hover {{ background: {hover}; }}
QPushButton:pressed, QToolButton[look="action"]:pressed {{ background: {selection}; }}
QPushButton:disabled {{ color: {muted}; border-color: {border}; }}
QPushButton:focus, QToolButton[look="action"]:focus {{ border: 2px solid {accent}; padding: 5px 15px; }}
QPushButton:default, QPushButton[look="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton:default:hover, QPushButton[look="primary"]:hover {{ border-color: {text}; }}
QPushButton:default:focus, QPushButton[look="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton:default:disabled, QPushButton[look="primary"]:disabled {{
    background: {hover}; color: {muted}; border-color: {border}; }}
QPushButton[look="choice"] {{ text-align: left; padding: 16px 24px; border: 1px solid {border}; border-radius: 8px; }}
QPushButton[look="choice"]:hover {{ border-color: {accent}; }}
QPushButton[look="choice"]:focus {{ border: 2px solid {accent}; padding: 15px 23px; }}
QPushButton[look="link"], QPushButton[look="figure"], QPushButton[look="part"] {{
    background: transparent; border: 1px solid transparent; color: {accent}; padding: 2px 4px;
    text-decoration: underline; }}
QPushButton[look="part"] {{ padding: 2px 0; }}
QPushButton[look="link"]:hover, QPushButton[look="figure"]:hover, QPushButton[look="part"]:hover {{
    background: {hover}; }}
QPushButton[look="link"]:focus, QPushButton[look="figure"]:focus, QPushButton[look="part"]:focus {{
    border: 1px solid {accent}; }}
QPushButton[look="figure"] {{ font-size: {figure}pt; font-weight: 600; }}
QToolButton[look="action"] {{
    background: {surface}; border: 1px solid {control}; border-radius: 6px; padding: 6px 12px; }}
QToolButton[look="action"]:focus {{ padding: 5px 11px; }}
QToolButton[look="action"]:checked {{ background: {selection}; border-color: {accent}; }}
QToolButton[look="action"]:disabled {{ color: {muted}; border-color: {border}; }}
QToolButton[look="action"]::menu-indicator {{ width: 0px; }}
QToolButton[look="primary"] {{
    background: {accent}; color: {on_accent}; border: 1px solid {accent}; border-radius: 6px; padding: 6px 12px; }}
QToolButton[look="primary"]:hover {{ border-color: {text}; }}
QToolButton[look="primary"]:focus {{ border: 2px solid {text}; padding: 5px 11px; }}
QToolButton[look="primary"]:disabled {{ background: {hover}; color: {muted}; border-color: {border}; }}
QToolButton[look="quiet"] {{
    border: 1px solid transparent; border-radius: 4px; padding: 3px; background: transparent; }}
QToolButton[look="quiet"]:hover {{ background: {hover}; }}
QToolButton[look="quiet"]:focus {{ border-color: {accent}; }}

QLineEdit, QComboBox, QPlainTextEdit, QSpinBox {{
    background: {surface}; border: 1px solid {control}; border-radius: 6px; padding: 5px 8px;
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QSpinBox:focus {{
    border: 2px solid {accent}; padding: 4px 7px; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {muted}; border-color: {border}; background: {window}; }}
QLineEdit:read-only {{ background: {window}; }}
QLineEdit[invalid="true"], QComboBox[invalid="true"] {{ border-color: {error}; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url({arrow}); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {surface}; border: 1px solid {border}; outline: 0; }}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 8px; }}

QCheckBox, QRadioButton {{ spacing: 8px; padding: 3px; border: 1px solid transparent; border-radius: 4px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {accent}; }}
QCheckBox::indicator {{
    width: 16px; height: 16px; border: 1px solid {control}; border-radius: 4px; background: {surface}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url({tick}); }}
QCheckBox::indicator:disabled {{ border-color: {border}; }}
QCheckBox:disabled {{ color: {muted}; }}

QListView[look="rail"] {{
    background: {rail}; border: none; border-right: 1px solid {border}; border-radius: 0; outline: 0;
    padding: 16px 8px; }}
QListView[look="rail"]::item {{ padding: 0 12px; border-radius: 6px; color: {text}; border: 2px solid transparent; }}
QListView[look="rail"]::item:hover {{ background: {hover}; }}
QListView[look="rail"]::item:selected {{ background: {selection}; color: {text}; }}
QListView[look="rail"]::item:focus {{ border: 2px solid {accent}; }}

QTableView, QTreeView, QListView {{
    background: {surface}; border: 1px solid {border}; border-radius: 6px; outline: 0;
    selection-background-color: {selection}; selection-color: {text}; }}
QTableView:focus, QTreeView:focus {{ border-color: {accent}; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{
    background: {surface}; color: {muted}; border: none; border-bottom: 1px solid {border};
    padding: 6px 8px; font-weight: 500; }}
QHeaderView::section:hover {{ color: {text}; }}
QHeaderView::up-arrow {{ image: url({up}); width: 10px; height: 10px; subcontrol-position: top center; }}
QHeaderView::down-arrow {{ image: url({arrow}); width: 10px; height: 10px; subcontrol-position: top center; }}
QTableCornerButton::section {{ background: {surface}; border: none; }}
QTableView QLineEdit {{ border-radius: 0; padding: 0 6px; }}

QTabBar {{ qproperty-drawBase: 0; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {border}; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: 8px 12px; border-bottom: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom: 2px solid {accent}; }}
QTabBar::tab:focus {{ background: {hover}; }}

QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {control}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; border: none; width: 0; height: 0; }}
QSplitter::handle {{ background: {border}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QSplitter[look="gap"]::handle {{ background: transparent; }}
QProgressBar {{ background: {border}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
"""


def colors(palette: QPalette | None = None) -> Colors:
    """The colours that go with a palette (the application's where none is given)."""
    ground = (palette or QGuiApplication.palette()).color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < 128 else LIGHT


def look(widget: QWidget, name: str) -> None:
    """Give a widget one of the style sheet's looks: ``title``, ``muted``, ``card``, ``primary``, and more."""
    if widget.property("look") != name:
        widget.setProperty("look", name)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property that it selects by has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Theme(QObject):
    """Keeps the application's palette and style sheet as the system's colour scheme says, also when it changes."""

    def __init__(self, application: QApplication) -> None:
        """Set it up; ``MUSTER_THEME`` (``light`` or ``dark``) wins over the system."""
        super().__init__(application)
        self._application = application
        if application.style().objectName().lower() != "fusion":
            application.setStyle("Fusion")
        application.setFont(_font(application.font()))
        self.apply(dark=colors(application.palette()) is DARK)
        application.styleHints().colorSchemeChanged.connect(self._follow)

    def apply(self, *, dark: bool) -> None:
        """Put a palette and its style sheet in force."""
        forced = os.environ.get("MUSTER_THEME", "")
        wanted = DARK if (forced == "dark" if forced else dark) else LIGHT
        self._application.setPalette(palette_of(wanted))
        self._application.setStyleSheet(style_sheet(wanted, self._application.font().pointSize()))

    def _follow(self) -> None:
        """The system has another colour scheme now."""
        from PySide6.QtCore import Qt  # costs 16 ms, which the first paint does not wait for

        from muster.ui import icons

        self.apply(dark=self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark)
        icons.recolour()


def style_sheet(wanted: Colors, points: int) -> str:
    """The style sheet in these colours, for a system font of that size."""
    suffix = "dark" if wanted is DARK else "light"
    images = {name: (paths.icons() / f"{file}-{suffix}.svg").as_posix() for name, file in _IMAGES.items()}
    return _STYLE.format(**wanted._asdict(), **images, title=points + 7, heading=points + 2, figure=points + 5)


_IMAGES = {"arrow": "arrow-down", "up": "arrow-up", "tick": "tick"}


def palette_of(wanted: Colors) -> QPalette:
    """The palette of these colours."""
    role = QPalette.ColorRole
    palette = QPalette()
    for name, names in {
        wanted.window: (role.Window, role.AlternateBase),
        wanted.surface: (role.Base, role.Button, role.ToolTipBase),
        wanted.text: (
            role.WindowText,
            role.Text,
            role.ButtonText,
            role.ToolTipText,
            role.HighlightedText,
            role.BrightText,
        ),
        wanted.muted: (role.PlaceholderText,),
        wanted.selection: (role.Highlight,),
        wanted.accent: (role.Accent, role.Link, role.LinkVisited),
        wanted.border: (role.Mid, role.Midlight, role.Light),
        wanted.control: (role.Dark, role.Shadow),
    }.items():
        for each in names:
            palette.setColor(each, QColor(name))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(wanted.muted))
    return palette


def tabular(font: QFont) -> QFont:
    """The font with figures of one width, so that columns of money line up."""
    figures = QFont(font)
    figures.setFeature(QFont.Tag("tnum"), 1)
    return figures


def _font(system: QFont) -> QFont:
    """The system's font; the bundled family where the system names none (a bare Linux without a desktop)."""
    if sys.platform != "linux" or os.environ.get("XDG_CURRENT_DESKTOP"):
        return system
    identifiers = [QFontDatabase.addApplicationFont(str(file)) for file in sorted(paths.fonts().glob("*.ttf"))]
    families = [family for each in identifiers for family in QFontDatabase.applicationFontFamilies(each)]
    return QFont(families[0], max(10, system.pointSize())) if families else system
