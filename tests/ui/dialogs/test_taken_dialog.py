"""A step is saved off the GUI thread: the dialog stays until it is kept, and says why when it is not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from muster.domain.ledger.records import ClaimStep
from muster.services.changes import Changed
from muster.services.ledger import Taken
from muster.services.ports import MusterError
from muster.ui.dialogs.taken_dialog import Days, TakenDialog, TakenForm
from muster.ui.page import Page, PageContext
from muster.ui.tasks import Tasks

TODAY = date(2026, 11, 20)
STEP = Changed(frozenset({ClaimStep}))


class Blank(Page):
    key, title, icon = "blank", "Blank", "info"


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    """A real thread."""
    made = Tasks()
    yield made
    made.stop()


@pytest.fixture
def page(qtbot: QtBot, context: PageContext, tasks: Tasks) -> Page:
    made = Blank(replace(context, tasks=tasks))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_the_dialog_stays_until_it_is_kept(page: Page, qtbot: QtBot) -> None:
    go_on, kept = Event(), []

    def keep(taken: Taken) -> Changed:
        assert go_on.wait(10)
        kept.append(taken)
        return STEP

    dialog = TakenDialog("Submit", TakenForm(Days(TODAY)), keep, page, verb="Submit")
    dialog.open()
    dialog.form.fields["note"].set_text("By hand")
    dialog.save_button.click()
    assert not dialog.save_button.isEnabled()
    dialog.save()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.saved) as heard:
        go_on.set()
    assert heard.args == [STEP]
    assert kept == [Taken(TODAY, "By hand")]
    assert not dialog.isVisible()


def test_a_refusal_is_told_and_what_was_typed_stays(page: Page, qtbot: QtBot) -> None:
    def keep(_taken: Taken) -> Changed:
        raise MusterError("It was refused.")

    dialog = TakenDialog("Close", TakenForm(Days(TODAY)), keep, page)
    dialog.open()
    dialog.form.fields["note"].set_text("By hand")
    dialog.save_button.setFocus()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.message.text == "It was refused.")
    focus: object = dialog.focusWidget()
    assert focus is dialog.save_button  # not Cancel, which Enter would press
    assert dialog.save_button.isEnabled()
    assert dialog.form.typed()["note"] == "By hand"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.message.kind == "warning"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (date(2026, 11, 21), "21 Nov 2026 is still to come; give today's date or an earlier one"),
        (date(2026, 10, 31), "It was submitted on 1 Nov 2026; give that day or a later one"),
        (date(2026, 11, 1), ""),
        (TODAY, ""),
    ],
)
def test_on_which_days_it_can_have_happened(on: date, why: str) -> None:
    assert Days(TODAY, date(2026, 11, 1), "It was submitted on 1 Nov 2026").refusal(on) == why


def test_the_window_below_has_the_keys_again_whichever_window_had_them(page: Page, qtbot: QtBot) -> None:
    """As window managers do not see to it where a progress window closed just before."""
    dialog = TakenDialog("Close", TakenForm(Days(TODAY)), lambda _taken: STEP, page)
    with qtbot.waitActive(dialog):
        dialog.show()
    progress = QWidget()
    qtbot.addWidget(progress)
    with qtbot.waitActive(progress):
        progress.show()
        progress.activateWindow()
    dialog.accept()
    qtbot.waitUntil(page.isActiveWindow)
