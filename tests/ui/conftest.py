"""What every test of the window uses: a real book, a fixed clock, prompts answered beforehand; nothing left behind."""

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muster import paths
from muster.domain.records import AnyRecord
from muster.services.bundle import Services
from muster.services.changes import Changed
from muster.ui.immortals import keep_alive
from muster.ui.main_window import MainWindow
from muster.ui.page import PageContext
from muster.ui.settings import open_settings
from muster.ui.tasks import Tasks
from muster.ui.theme import Theme
from tests.certified import certified_book
from tests.composition import BookProgram, FixedClock
from tests.ui.answered_prompts import AnsweredPrompts


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The application as the program sets it up."""

    class Application(QApplication):
        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            keep_alive()
            self.theme = Theme(self)

    return Application


@pytest.fixture(autouse=True)
def no_window_left(qapp: QApplication) -> Iterator[None]:
    """Every window that a test opened is closed by its end."""
    yield
    for _ in range(2):
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    names = [f"{type(widget).__name__} “{widget.windowTitle()}”" for widget in left]
    for widget in left:
        widget.close()
        widget.deleteLater()
    assert names == []


@pytest.fixture(autouse=True)
def no_hook_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """What the window puts in place for the whole process is taken back; the log goes to a folder of the test's own."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(paths, "log", lambda: tmp_path / "muster.log")
    handlers = list(logging.getLogger().handlers)
    yield
    for handler in set(logging.getLogger().handlers) - set(handlers):
        logging.getLogger().removeHandler(handler)
        handler.close()


@pytest.fixture
def program(tmp_path: Path) -> BookProgram:
    return BookProgram(tmp_path)


@pytest.fixture
def clock(program: BookProgram) -> FixedClock:
    return program.clock


@pytest.fixture
def services(program: BookProgram) -> Iterator[Services]:
    """The use cases on a new, empty book."""
    made = program.create(program.default_book)
    yield made
    made.book.close()


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample agency's book, imported once."""
    made = BookProgram(tmp_path_factory.mktemp("sample")).sample()
    path = made.book.path
    made.book.close()
    return path.read_bytes()


@pytest.fixture
def sample_services(program: BookProgram, sample_book: bytes) -> Iterator[Services]:
    """The use cases on the sample agency's book, a copy of one's own."""
    (program.folder / "sample-agency.muster").write_bytes(sample_book)
    made = program.sample()
    yield made
    made.book.close()


@pytest.fixture
def certified_services(program: BookProgram) -> Iterator[Services]:
    """The use cases on the sample agency's book with certified claims in every state."""
    program.default_book.write_bytes(certified_book())
    made = program.open(program.default_book)
    yield made
    made.book.close()


@pytest.fixture
def prompts() -> Iterator[AnsweredPrompts]:
    """Prompts that a test answers beforehand: ``prompts.will("confirm", True)``."""
    made = AnsweredPrompts()
    yield made
    assert made.unasked == []


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return open_settings(tmp_path / "muster.ini")


@pytest.fixture
def heard() -> list[Changed]:
    """What pages published."""
    return []


MakeContext = Callable[[Services], PageContext]


@pytest.fixture
def make_context(prompts: AnsweredPrompts, settings: QSettings, clock: FixedClock, heard: list[Changed]) -> MakeContext:
    def make(services: Services) -> PageContext:
        return PageContext(
            services=services,
            prompts=prompts,
            tasks=Tasks(inline=True),
            settings=settings,
            clock=clock,
            publish=heard.append,
            go_to=_stay,
        )

    return make


def _stay(_key: str, _record: AnyRecord | None) -> None:
    """There is no other page to go to."""


@pytest.fixture
def context(services: Services, make_context: MakeContext) -> PageContext:
    """What a page may use, on an empty book."""
    return make_context(services)


@pytest.fixture
def sample_context(sample_services: Services, make_context: MakeContext) -> PageContext:
    """What a page may use, on the sample agency's book."""
    return make_context(sample_services)


@pytest.fixture
def bare_window(
    qtbot: QtBot, program: BookProgram, prompts: AnsweredPrompts, settings: QSettings
) -> Iterator[MainWindow]:
    """The window as it is first painted."""
    made = MainWindow(program, prompts, Tasks(inline=True), settings)
    qtbot.addWidget(made)
    yield made
    made.close()


@pytest.fixture
def window(bare_window: MainWindow) -> MainWindow:
    """The window on its start page, work done inline."""
    bare_window.furnish()
    bare_window.show()
    bare_window.show_start()
    return bare_window


@pytest.fixture
def services_closed(program: BookProgram) -> Path:
    """An empty book that nobody has open."""
    path = program.folder / "empty.muster"
    program.create(path).book.close()
    return path


@pytest.fixture
def sample_window(window: MainWindow, program: BookProgram, sample_book: bytes) -> MainWindow:
    """The window on the sample agency's book."""
    (program.folder / "sample-agency.muster").write_bytes(sample_book)
    window.open_sample()
    return window
