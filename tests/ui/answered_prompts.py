"""Prompts that a test answers beforehand: one that nobody answered fails the test instead of waiting."""

from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget


class Answer(NamedTuple):
    prompt: str
    value: Any


class AnsweredPrompts:
    """Implements :class:`muster.ui.prompts.Prompts`.

    Attributes:
        told: The texts of ``inform`` and ``error``, in order; those need no answer, but a test looks at them.
        asked: Titles and texts of questions.
        shown: The files that the system's programs were to show.
    """

    def __init__(self) -> None:
        self.told: list[str] = []
        self.asked: list[str] = []
        self.shown: list[Path] = []
        self._answers: list[Answer] = []

    def will(self, prompt: str, answer: object) -> None:
        """The next prompt of that name (``confirm``, ``open_file``, …) is answered like this."""
        self._answers.append(Answer(prompt, answer))

    @property
    def unasked(self) -> list[Answer]:
        """Answers that nothing asked for."""
        return list(self._answers)

    def _answer(self, prompt: str, title: str) -> Any:  # noqa: ANN401 - whatever the prompt returns
        self.asked.append(title)
        if not self._answers or self._answers[0].prompt != prompt:
            raise AssertionError(f"{prompt} “{title}” was asked, which the test did not answer beforehand")
        return self._answers.pop(0).value

    def inform(self, parent: QWidget | None, title: str, text: str) -> None:
        self.told.append(text)

    def error(self, parent: QWidget | None, title: str, text: str) -> None:
        self._answer("error", title)
        self.told.append(text)

    def confirm(self, parent: QWidget | None, title: str, text: str, yes: str) -> bool:
        return bool(self._answer("confirm", f"{title} {text}"))

    def text(self, parent: QWidget | None, title: str, label: str, value: str) -> str | None:
        self.told.append(f"{label} {value}")
        answer = self._answer("text", title)
        return None if answer is None else str(answer)

    def open_files(self, parent: QWidget | None, title: str, filters: str, folder: Path | None = None) -> list[Path]:
        return list(self._answer("open_files", title))

    def open_file(self, parent: QWidget | None, title: str, filters: str, folder: Path | None = None) -> Path | None:
        return self._path("open_file", title)

    def save_file(self, parent: QWidget | None, title: str, filters: str, suggested: Path) -> Path | None:
        return self._path("save_file", title)

    def folder(self, parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
        return self._path("folder", title)

    def show_file(self, parent: QWidget | None, path: Path) -> bool:
        """The answer is whether the system has a program for it."""
        self.shown.append(path)
        return bool(self._answer("show_file", path.name))

    def printer(self, parent: QWidget | None, printer: QPrinter) -> bool:
        """The answer is what the person does with the printer (None: cancels)."""
        choose = self._answer("printer", "Print")
        if choose is not None:
            choose(printer)
        return choose is not None

    def _path(self, prompt: str, title: str) -> Path | None:
        answer = self._answer(prompt, title)
        return None if answer is None else Path(answer)
