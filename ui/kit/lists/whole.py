"""What had to be shortened in a row is said whole where the mouse rests."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip


def show_whole(event: QHelpEvent, view: QAbstractItemView, words: str) -> bool:
    """Show the words of a row as its tip; "" shows none."""
    if event.type() != QEvent.Type.ToolTip:
        return False
    if words:
        QToolTip.showText(event.globalPos(), words, view)
    else:
        QToolTip.hideText()
    return True
