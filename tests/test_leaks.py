"""The guard of tests/conftest.py: a test that leaves something running fails, and says what."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sample import sample

ROOT = Path(__file__).resolve().parent.parent

CASES = {
    "thread": """
        import threading
        def test_leaks():
            threading.Thread(target=threading.Event().wait, name="forgotten", daemon=True).start()
    """,
    "timer": """
        from PySide6.QtCore import QTimer
        kept = []
        def test_leaks(qapp):
            kept.append(QTimer(interval=1000))
            kept[0].start()
    """,
    "thread of Qt": """
        from PySide6.QtCore import QThread
        kept = []
        def test_leaks(qapp):
            kept.append(QThread())
            kept[0].start()
    """,
    "nothing": """
        import threading
        from PySide6.QtCore import QTimer
        def test_leaks(qapp):
            timer = QTimer(interval=1000)
            timer.start()
            timer.stop()
            thread = threading.Thread(target=print)
            thread.start()
    """,
}


@pytest.mark.parametrize("left", sample(CASES, 2))
def test_a_test_that_leaves_something_running_fails(left: str, tmp_path: Path) -> None:
    lines = CASES[left].splitlines()
    (tmp_path / "test_case.py").write_text("\n".join(line.removeprefix("        ") for line in lines))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-c", "pyproject.toml"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", str(tmp_path / "test_case.py")],
        cwd=ROOT,
        env={**os.environ, "PYTHONFAULTHANDLER": ""},
        capture_output=True,
        text=True,
    )
    if left == "nothing":
        assert "1 passed" in done.stdout
    else:
        assert "left running" in done.stdout
