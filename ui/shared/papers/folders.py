"""Where a file was saved, shown in the files of the system."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_folder(folder: Path) -> None:
    """Show a folder in the files of the system."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
