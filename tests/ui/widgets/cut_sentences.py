"""Prints which sentences of a list are not drawn to their last line, in lists of many widths.

Run as a program of its own, since a screen's scale is chosen before the first window: ``QT_SCALE_FACTOR=2``.
"""

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from muster.ui.icons import icon
from muster.ui.immortals import keep_alive
from muster.ui.theme import Theme
from muster.ui.widgets.sentence_list import SentenceList

WORDS = "0229 Tilden, Ruth: The TFM authorization of 7 Jul 2025 ended on 30 Jun 2026; none is in force on 33 days"


def cut(sentences: SentenceList) -> list[tuple[int, int]]:
    """Widths, and the rows that are cut at them."""
    return [
        (width, row)
        for width in range(260, 620, 9)
        for row, is_whole in enumerate(drawn_whole(sentences, width))
        if not is_whole
    ]


def drawn_whole(sentences: SentenceList, width: int) -> list[bool]:
    """Of each sentence, whether anything stands where its last line belongs."""
    sentences.resize(width, 2400)
    QApplication.sendPostedEvents()
    picture = sentences.viewport().grab().toImage()
    line = sentences.fontMetrics().height()
    places = [sentences.visualItemRect(sentences.item(row)) for row in range(sentences.count())]
    return [len(shades(picture, QRect(each.left() + 32, each.bottom() - line, 40, line))) > 1 for each in places]


def shades(picture: QImage, place: QRect) -> set[int]:
    """The colours in a place of a picture."""
    scale = int(picture.devicePixelRatio())
    columns = range(place.left() * scale, place.right() * scale, scale)
    rows = range(place.top() * scale, place.bottom() * scale)
    return {picture.pixel(x, y) for x in columns for y in rows}


def filled() -> SentenceList:
    """A list of sentences from short to long."""
    made = SentenceList("Findings", lambda _item: [])
    for number in range(1, 6):
        made.addItem(f"Warning: Authorization lapsed\n{'; '.join([WORDS] * number)}.\nR7")
        made.item(number - 1).setIcon(icon("warning", "warning"))
    made.show()
    return made


if __name__ == "__main__":
    keep_alive()
    application = QApplication([])
    application.theme = Theme(application)  # type: ignore[attr-defined]  # kept alive with it
    print(cut(filled()))
