"""Grounds to lay things on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QLayout,
    QScrollArea,
    QScrollBar,
    QScroller,
    QSizePolicy,
    QStyle,
    QWidget,
)
from shiboken6 import isValid

from ui.kit.look import drawing, theme

ANY = (1 << 24) - 1
"""The greatest width and height that Qt knows."""


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


def holding(layout: QLayout, margin: int = 0) -> QWidget:
    """Return a bare widget that holds what is laid out there: with a name it is a group to screen readers."""
    made = QWidget()
    layout.setContentsMargins(margin, margin, margin, margin)
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


_IN_SIGHT = 12
"""Pixels kept in sight around what has the keyboard."""
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


BAR = 12
"""Width of a bar."""


class BarAbove(QScrollBar):
    """A bar over the right margin of a list: it comes and goes without moving what is shown."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area, self._inner = area, area.verticalScrollBar()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        slim_bars(area)
        theme.theme().changed.connect(self._dress)
        self._dress()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._inner.rangeChanged.connect(self._fit)
        self._inner.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._inner.setValue)
        area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the right of the list."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._area.width() - BAR, 0, BAR, self._area.height())
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        inner = self._inner
        self.setRange(inner.minimum(), inner.maximum())
        self.setPageStep(inner.pageStep())
        self.setSingleStep(inner.singleStep())
        self.setVisible(inner.maximum() > inner.minimum())

    def _dress(self) -> None:
        self.setStyleSheet(self._inner.styleSheet())


class Fitting(QScrollArea):
    """Gives a part all the room there is and never less than it needs; what has the keyboard is in sight.

    Nothing is lost in a small window, or at a large scale: what does not fit is scrolled to.
    """

    def __init__(self, inside: QWidget, *, tight: bool = False) -> None:
        """A `tight` part has parts of its own that scroll: it gets no more than the least it needs."""
        super().__init__()
        self._tight = tight
        self.setWidgetResizable(not tight)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inside)
        inside.installEventFilter(self)
        inside.setAutoFillBackground(False)  # setWidget switches it on
        slim_bars(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keyboard_moved)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        """Ask for what the part would like."""
        inside = self.widget()
        return inside.sizeHint() if inside is not None else super().sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the part again when it needs another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Give a tight part the room there is, or the least it needs; Qt gives all it would like."""
        inside, room = self.widget(), self.maximumViewportSize()
        layout = inside.layout() if inside is not None else None
        if inside is None or layout is None or not self._tight:
            return
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            bar = 0
        if _least_height(layout, room.width()) > room.height():
            room.setWidth(room.width() - bar)
        wide = max(room.width(), layout.totalMinimumSize().width())
        high = room.height() - (bar if wide > room.width() else 0)
        needed = QSize(wide, max(high, _least_height(layout, wide)))
        inside.resize(needed.boundedTo(inside.maximumSize()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what has the keyboard in sight."""
        super().resizeEvent(event)
        self._fit()
        self._keyboard_moved(None, QApplication.focusWidget())

    def _keyboard_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        areas = _areas_around(now)
        if not areas or self is not areas[0]:
            return  # the innermost moves first, then the one around it
        _keep_in_sight(now, areas)
        # what was shown only now has its place with the next events
        QTimer.singleShot(0, self, lambda: _keep_in_sight(QApplication.focusWidget(), areas))


def _keep_in_sight(now: QWidget | None, areas: Sequence[Fitting]) -> None:
    """Scroll the areas around what has the keyboard."""
    if now is not None and all(isValid(area) and area.isAncestorOf(now) for area in areas):
        for area in areas:
            inside, seen = area.widget(), area.viewport().size()
            if inside is None or inside.size() == seen:
                continue  # Qt's own way keeps only the text cursor of a field in sight
            middle = now.mapTo(inside, now.rect().center())
            across = min(now.width() // 2 + _IN_SIGHT, seen.width() // 2)
            down = min(now.height() // 2 + _IN_SIGHT, seen.height() // 2)
            area.ensureVisible(middle.x(), middle.y(), across, down)


def _least_height(layout: QLayout, width: int) -> int:
    """How high a part must be in that width."""
    height = layout.totalMinimumSize().height()
    return max(height, layout.totalMinimumHeightForWidth(width)) if layout.hasHeightForWidth() else height


def _areas_around(one: QWidget | None) -> list[Fitting]:
    found: list[Fitting] = []
    while one is not None and (one := one.parentWidget()) is not None:
        if isinstance(one, Fitting):
            found.append(one)
    return found


def bring_into_sight(one: QWidget) -> None:
    """Scroll what lies around it until its top is seen."""
    for area in _areas_around(one):
        inside = area.widget()
        if inside is not None:
            area.verticalScrollBar().setValue(one.mapTo(inside, QPoint(0, 0)).y())


def scrolling(inside: QWidget) -> Fitting:
    """Return an area as small as wanted in which the widget is scrolled; Tab stops only inside it."""
    return Fitting(inside)
