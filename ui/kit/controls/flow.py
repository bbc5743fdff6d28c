"""Widgets beside each other, on as many rows as they need."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem

from ui.kit.look import theme

CHIP = 36


class Flow(QLayout):
    """A row of chips, each as high as `row`, that goes on below; what is hidden takes no place."""

    def __init__(self, gap: int, row: int = CHIP) -> None:
        super().__init__()
        self._row = row
        self._items: list[QLayoutItem] = []
        self._gap = gap

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """A narrow row is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """At least one row."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        wide = max((item.sizeHint().width() for item in self._items if not item.isEmpty()), default=0)
        return QSize(wide, theme.tall(self._row))

    def _place(self, rect: QRect, *, move: bool) -> int:
        left, top = rect.left(), rect.top()
        for item in (one for one in self._items if not one.isEmpty()):
            size = item.sizeHint()
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top = rect.left(), top + theme.tall(self._row) + self._gap
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
        return top + theme.tall(self._row) - rect.top()
