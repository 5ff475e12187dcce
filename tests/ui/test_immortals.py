"""A long session on Python 3.11 does not use up the references to None."""

import os
import subprocess
import sys

SESSION = """
from muster.ui.immortals import keep_alive
keep_alive()
from PySide6.QtCore import QRect
place = QRect(0, 0, 5, 5)
for _ in range(50_000):
    place.setRight(3)
print("still here")
"""


def test_many_calls_without_a_result() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", SESSION], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "still here\n", "")
