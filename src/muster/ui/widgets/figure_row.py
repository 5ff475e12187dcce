"""Words and figures on a line, like ``24 officers · worked $74,267.73``; each figure opens its derivation."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from muster.ui.theme import look
from muster.ui.widgets.figure_link import FigureLink
from muster.ui.widgets.flow import Flow
from muster.ui.widgets.layouts import tab_order


class FigureRow(QWidget):
    """Says what rows come to.

    Attributes:
        asked: The derivation of a figure is wanted, by its name.
        figures: The links by the names of their figures.
    """

    asked = Signal(str)

    def __init__(self, label: str, parent: QWidget | None = None, *, words: str = "label") -> None:
        """An empty row; ``label`` is what it is about (``Entries shown``), ``words`` the look of its words."""
        super().__init__(parent)
        self._label = label
        self.words = QLabel()
        look(self.words, words)
        self.figures: dict[str, FigureLink] = {}
        self._told: tuple[str, ...] = ()
        self._flow = Flow(self)
        self._flow.addWidget(self.words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def tell(self, words: str, figures: Mapping[str, str]) -> None:
        """Show words, and figures by their names."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self._told = tuple(figures)
        for name in self.figures.keys() - figures.keys():
            self.figures[name].hide()
        links = [self._link(name) for name in figures]
        for link, text in zip(links, figures.values(), strict=True):
            link.set_text(text)
            self._flow.removeWidget(link)
            self._flow.addWidget(link)
            link.show()
        tab_order(*links)
        self.updateGeometry()

    def _link(self, name: str) -> FigureLink:
        if name not in self.figures:
            made = FigureLink(f"{self._label}, {name}", parent=self)
            made.clicked.connect(lambda: self.asked.emit(name))
            self.figures[name] = made
        return self.figures[name]

    def text(self) -> str:
        """All of it: ``24 officers · worked $74,267.73``."""
        links = (self.figures[name].text() for name in self._told)
        return " · ".join(part for part in (self.words.text(), *links) if part)
