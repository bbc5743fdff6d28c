"""The window of the system, painted before anything else is loaded: its frame, and the box to type in.

The first paint happens with this file and `ui.kit.look.tokens` alone, and with widgets Qt paints itself: a
painter or an event in Python costs as much as the window. The pages are built behind it and take its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.kit.look.tokens import DARK, HEAVY, LARGE, LIGHT, Colours, Mode, exact_font, font, tall

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from ui.frame.memory import WindowMemory

SMALLEST = (1024, 680)
FIRST_SIZE = (1280, 800)
FRAME = QSize(2, 34)
"""What the system draws around a window."""
RAIL, SIDE, FOOT = 76, 412, 28
_LOOK_AGAIN_MS = 4

_BOX = (
    "QLineEdit {{ color: {ink}; background: {panel}; border: 2px solid {accent}; border-radius: 12px;"
    " padding: 0 12px 0 40px; }}"
)
_MARK = "QLabel {{ color: {on_accent}; background: {accent}; border-radius: 10px; }}"


def first_colours(mode: Mode, system: QPalette) -> Colours:
    """Return the colours to paint first: the chosen theme, or what the system's own palette looks like."""
    if mode is Mode.SYSTEM:
        return DARK if system.window().color().lightness() < 128 else LIGHT
    return DARK if mode is Mode.DARK else LIGHT


def least_size(available: QSize) -> QSize:
    """Return the smallest inside of the window: what is comfortable, or what the screen has at this scale."""
    return QSize(*SMALLEST).boundedTo(available - FRAME)


class Shell(QWidget):
    """Holds the pages; until they are there, shows where they will be and takes what is typed."""

    painted = Signal()  # once, after the first paint
    closing = Signal()

    def __init__(self, memory: WindowMemory, hint: str) -> None:
        super().__init__()
        self.memory = memory
        self.inside: QWidget | None = None
        self._colours = first_colours(memory.mode, self.palette())
        self.setWindowTitle("Comptoir")
        room = self.screen().availableGeometry().size()
        self.setMinimumSize(least_size(room))
        if memory.geometry.isEmpty() or not self.restoreGeometry(memory.geometry):
            self.resize(QSize(*FIRST_SIZE).boundedTo(room - FRAME))
        elif not self.isMaximized() and not self.isFullScreen():
            self._come_into_sight()
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._frame = self._first_frame()
        self._outer.addWidget(self._frame)
        self.line.setFocus()
        QTimer.singleShot(0, self._look_whether_painted)

    def _come_into_sight(self) -> None:
        """Lie wholly on the screen that is there now: the one it was on may be gone, or have been larger."""
        edge = FRAME.width() // 2
        screen = self.screen().availableGeometry().adjusted(edge, FRAME.height(), -edge, 0)
        size = self.size().expandedTo(self.minimumSize()).boundedTo(screen.size())
        left = max(screen.left(), min(self.geometry().left(), screen.right() + 1 - size.width()))
        top = max(screen.top(), min(self.geometry().top(), screen.bottom() + 1 - size.height()))
        self.setGeometry(left, top, size.width(), size.height())

    def take_in(self, inside: QWidget) -> None:
        """Show the pages in place of the first frame, or of other pages, which are closed already."""
        if self.inside is not None:
            self._outer.removeWidget(self.inside)
            self.inside.hide()
            self.inside.deleteLater()
        self.inside = inside
        self._frame.hide()
        self._outer.addWidget(inside)
        inside.show()

    def _look_whether_painted(self) -> None:
        """Wait until the screen has the window: it paints in the same breath."""
        handle = self.windowHandle()
        if handle is not None and handle.isExposed():
            QTimer.singleShot(0, self.painted.emit)
        else:
            QTimer.singleShot(_LOOK_AGAIN_MS, self._look_whether_painted)

    def _first_frame(self) -> QWidget:
        of = self._colours
        accent = of.accent.name()
        frame = _ground(of.background)
        row = _row(QHBoxLayout(frame))
        row.addWidget(self._rail(of, _MARK.format(accent=accent, on_accent=of.on_accent.name())))
        row.addWidget(_ground(of.line, wide=1))
        column = _row(QVBoxLayout())
        pages = _row(QHBoxLayout())
        middle = QVBoxLayout()
        middle.setContentsMargins(16, 14, 16, 14)
        self.line.setFixedHeight(tall(48))
        self.line.setFont(font(LARGE))
        self.line.setStyleSheet(_BOX.format(ink=of.ink.name(), panel=of.panel.name(), accent=accent))
        middle.addWidget(self.line)
        middle.addStretch(1)
        pages.addLayout(middle, 1)
        pages.addWidget(_ground(of.line, wide=1))
        pages.addWidget(_ground(of.panel, wide=SIDE - 1))
        column.addLayout(pages, 1)
        column.addWidget(_ground(of.line, high=1))
        column.addWidget(_ground(of.panel, high=FOOT - 1))
        row.addLayout(column, 1)
        return frame

    def _rail(self, of: Colours, look: str) -> QWidget:
        rail = _ground(of.panel, wide=RAIL - 1)
        mark = QLabel("C", rail)
        mark.setGeometry(20, 12, 36, 36)
        mark.setFont(exact_font(18, HEAVY))
        mark.setStyleSheet(look)
        mark.setIndent(11)
        return rail

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place, and let what is inside finish first."""
        self.memory.geometry = self.saveGeometry()
        self.hide()  # what follows may take a second, and must not look like a window that hangs
        self.closing.emit()
        if self.inside is not None and not self.inside.close():
            event.ignore()


def _row(layout: QHBoxLayout | QVBoxLayout) -> QHBoxLayout | QVBoxLayout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def _ground(colour: QColor, *, wide: int = 0, high: int = 0) -> QWidget:
    made = QWidget()
    look = QPalette()
    look.setColor(QPalette.ColorRole.Window, colour)
    made.setPalette(look)
    made.setAutoFillBackground(True)
    if wide:
        made.setFixedWidth(wide)
    if high:
        made.setFixedHeight(high)
    return made
