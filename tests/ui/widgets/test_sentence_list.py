"""Sentences of any length are read to their end, in a list of any width."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muster.ui.widgets.context_menu import Entry
from muster.ui.widgets.sentence_list import SentenceList
from tests.ui.menus import choose, entries, menu_by_key
from tests.ui.widgets.cut_sentences import filled


@pytest.fixture
def sentences(qtbot: QtBot) -> SentenceList:
    made = filled()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("scale", ["1", "2"])
def test_every_sentence_is_drawn_to_its_last_line(scale: str) -> None:
    """Scale 2 is where Qt's own delegate was seen to cut last lines off."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.ui.widgets.cut_sentences"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"


def test_a_narrower_list_has_higher_sentences(sentences: SentenceList) -> None:
    sentences.resize(500, 2000)
    QApplication.sendPostedEvents()
    before = sentences.visualItemRect(sentences.item(0)).height()
    sentences.resize(200, 2000)
    QApplication.sendPostedEvents()
    assert sentences.visualItemRect(sentences.item(0)).height() > before


def test_the_selected_sentences_are_copied(sentences: SentenceList) -> None:
    sentences.setCurrentRow(1)
    QTest.keyClick(sentences, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == sentences.texts()[1]


@pytest.fixture
def went() -> list[str]:
    return []


@pytest.fixture
def offering(qtbot: QtBot, went: list[str]) -> SentenceList:
    made = SentenceList("Findings", lambda item: [Entry("&Go", "Enter", lambda: went.append(item.text()))])
    qtbot.addWidget(made)
    made.addItems(["One", "Two"])
    made.show()
    return made


def test_what_can_be_done_with_a_sentence_is_in_its_menu(offering: SentenceList, went: list[str]) -> None:
    offering.setCurrentRow(1)
    menu = menu_by_key(offering)
    assert entries(menu) == ["Go\tEnter", "-", "Copy\tCtrl+C"]
    choose(menu, "Go")
    assert went == ["Two"]
