"""The panel at the right of a list: what is chosen there, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from ui.kit.controls.empty import EmptyState
from ui.kit.controls.panel import ANY, Hairline, Panel, scrolling
from ui.kit.look import theme

BELOW = 420
"""Least height of the panel where it lies below its list."""


class _Layers(QStackedWidget):
    """As high as it is given: Qt would ask for all that its layers would like, though they scroll."""

    def hasHeightForWidth(self) -> bool:
        return False


class DetailPanel(Panel):
    """A head and a foot that stay, the rest between them scrolls; a hint while not one is chosen."""

    def __init__(self, width: int, icon: str) -> None:
        super().__init__(0)
        self._wide = (width + theme.tall(width)) // 2  # the list beside it needs room too
        self._least = 0
        self.setMaximumWidth(self._wide)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.empty = EmptyState(icon, "")
        self.stack = _Layers()
        self.several = EmptyState(icon, "")
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.several)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._edge = Hairline(upright=True)
        outer.addWidget(self._edge)
        outer.addWidget(self.stack, 1)

    def lay_out(self, head: QLayout, body: QWidget, foot: QLayout) -> None:
        """Lay the three parts over each other."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline())
        self.area = scrolling(body)
        body.installEventFilter(self)
        column.addWidget(self.area, 1)
        column.addWidget(Hairline())
        column.addLayout(foot)
        self.stack.addWidget(whole)

    def sizeHint(self) -> QSize:
        """Return the width it has where the list leaves so much."""
        return QSize(self._wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the width in which nothing of it is scrolled sideways."""
        least = super().minimumSizeHint()
        return QSize(min(max(least.width(), self._least), self._wide), least.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for the width that what scrolls needs, in each language and of each product."""
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
            needed = watched.minimumSizeHint().width() + bar + 1
            if needed != self._least:
                self._least = needed
                self.updateGeometry()
        return super().eventFilter(watched, event)

    def lay_below(self, below: bool) -> None:
        """Take the whole width below the list, or its own beside it."""
        self.setMaximumWidth(ANY if below else self._wide)
        self.setMinimumHeight(theme.tall(BELOW) if below else 0)
        across = QSizePolicy.Policy.Preferred if below else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self._edge.setVisible(not below)

    def show_chosen(self, chosen: bool) -> None:
        """Show the three parts, or the hint."""
        self.stack.setCurrentIndex(2 if chosen else 0)

    def show_several(self, words: str) -> None:
        """Show how many are chosen; what can be done with all of them stands below."""
        self.several.say(words)
        self.stack.setCurrentWidget(self.several)


def head_row(face: QWidget, name: QWidget, note: QWidget, tag: QWidget, above: int) -> QHBoxLayout:
    """The face of somebody or something, the name over a note, a tag at the right; room above and below."""
    row = QHBoxLayout()
    row.setContentsMargins(16, above, 16, above)
    row.setSpacing(theme.space(3))
    said = QVBoxLayout()
    said.setSpacing(2)
    said.addStretch(1)
    said.addWidget(name)
    said.addWidget(note)
    said.addStretch(1)
    row.addWidget(face, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(said, 1)
    row.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
    return row
