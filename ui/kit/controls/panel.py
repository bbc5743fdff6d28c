"""Grounds to lay things on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QLayout,
    QScrollArea,
    QScroller,
    QSizePolicy,
    QWidget,
)

from ui.kit.look import drawing, theme


class Panel(QWidget):
    """A ground in the panel colour, with a hairline around it where it has corners."""

    def __init__(
        self, radius: float = theme.radius.panel, *, soft: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._radius, self._soft = radius, soft

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        fill = of.soft if self._soft else of.panel
        if self._radius:
            drawing.box(painter, self.rect(), fill, of.line, self._radius)
        else:
            painter.fillRect(self.rect(), fill)
        painter.end()


def holding(layout: QLayout) -> QWidget:
    """Return a bare widget that holds what is laid out there: with a name it is a group to screen readers."""
    made = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made


class Hairline(QWidget):
    """A line of one pixel between two parts of a page."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colours().line)
        painter.end()


_BARS = """
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle {{ min-height: 36px; min-width: 36px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


class _Bars(QObject):
    """Dresses the bars of its area, now and when the theme changes."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        theme.theme().changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        of = theme.colours()
        sheet = _BARS.format(line=of.line.name(), muted=of.muted.name())
        for bar in (self._area.verticalScrollBar(), self._area.horizontalScrollBar()):
            bar.setStyleSheet(sheet)


def slim_bars(area: QAbstractScrollArea) -> None:
    """Give a scrolling area thin bars in the theme's colours, and let a finger move it."""
    _Bars(area)
    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)


def scrolling(inside: QWidget) -> QScrollArea:
    """Return a frameless area that scrolls the widget up and down; Tab stops only in what lies in it."""
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)  # setWidget switches it on
    slim_bars(area)
    return area
