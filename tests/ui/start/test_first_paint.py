"""The Sell page is painted before anything heavy is loaded, and keeps what is typed meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAINTED = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.frame.refs import PageRef
from ui.main import build_window
from ui.frame.memory import WindowMemory
from ui.kit.look.theme import theme
app = QApplication([])
theme().start(app)
window = build_window(WindowMemory(Path(sys.argv[1])))
window.show()
app.processEvents()
window.page(PageRef.SELL).box.line.insert("mug")
app.processEvents()
heavy = ("sqlalchemy", "cryptography", "alembic", "babel", "reportlab", "pypdfium2", "pos.shop")
print([name for name in heavy if name in sys.modules], window.page(PageRef.SELL).box.line.text())
window.close()
"""


def test_nothing_heavy_is_loaded_and_the_box_takes_keys(tmp_path: Path) -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", PAINTED, str(tmp_path)], env=env, capture_output=True, text=True, timeout=240
    )
    assert done.stdout.strip() == "[] mug", done.stderr
