"""One window a shop: a second start on this machine brings the first window forward, and ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtCore import QFileSystemWatcher, QObject, QSysInfo, Qt
from PySide6.QtWidgets import QWidget

from pos.disk import new_file

CALL = "till.call"
"""Name of the file in which a second start writes the name of its machine; the first window empties it."""
PATIENCE = 1.0
"""Seconds after which a window that does not answer is taken for one that hangs."""
_LOOK_AGAIN = 0.02


class Answering(QObject):
    """Listens for as long as the shop is open, where its folder can be written."""

    def __init__(self, shell: QWidget, folder: Path) -> None:
        super().__init__(shell)
        self._shell, self._file = shell, folder / CALL
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
            os.close(new_file(self._file))
        self._watcher = QFileSystemWatcher([str(self._file)], self)
        self._watcher.fileChanged.connect(self._answer)

    def _answer(self) -> None:
        """Come forward for a start on this machine; of another one's the person knows nothing here."""
        with suppress(OSError):
            if self._file.read_text("utf-8") != QSysInfo.machineHostName():
                return
            self._file.write_text("", "utf-8")
            come_forward(self._shell)

    def stop(self) -> None:
        """Listen no more."""
        self._watcher.fileChanged.disconnect(self._answer)
        self._file.unlink(missing_ok=True)


def come_forward(window: QWidget) -> None:
    """Show a window above all others, as large as it was."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def called(folder: Path, patience: float = PATIENCE) -> bool:
    """Tell whether a window of this machine has the shop open and came forward."""
    file = folder / CALL
    if not file.exists() or not _is_held(folder):
        return False
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # only who was just started may let another forward
    try:
        file.write_text(QSysInfo.machineHostName(), "utf-8")
        end = monotonic() + patience
        while file.read_text("utf-8") and monotonic() < end:
            sleep(_LOOK_AGAIN)
        return not file.read_text("utf-8")
    except OSError:
        return False


def _is_held(folder: Path) -> bool:
    """Whether a window is there; after a power cut only its file is."""
    from filelock import FileLock

    lock = FileLock(folder / "till.lock")
    try:
        lock.acquire(timeout=0)
    except TimeoutError:
        return True
    except OSError:
        return False
    lock.release()
    return False
