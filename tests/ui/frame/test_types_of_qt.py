"""What Qt has is known before anything runs beside the window: a module loaded there ends the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys, time
import ui.main
app, shell, crash = ui.main.start(["--data", sys.argv[1]])
shell.show()
def loaded():
    return sorted(name for name in sys.modules if name.startswith("PySide6."))
def go_on_until(there):
    while not there():
        app.processEvents()
        time.sleep(0.001)
go_on_until(lambda: "ui.start.start" in sys.modules)
at_the_start = loaded()
go_on_until(lambda: shell.inside is not None)
print(*at_the_start)
print(*loaded())
shell.close()
"""


def test_no_module_of_qt_is_loaded_beside_the_window(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    at_the_start, with_all_pages = done.stdout.splitlines()
    assert with_all_pages == at_the_start
