"""Names long files at the end of a run; a hint, not a failure."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONG = 400  # lines


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for path in sorted((ROOT / "src").rglob("*.py")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONG:
            terminalreporter.write_line(f"{path.relative_to(ROOT)} has {lines} lines: two things in one file?")
