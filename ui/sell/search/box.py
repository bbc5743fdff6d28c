"""The one box: takes everything that is typed, and shows at its right what Enter will do."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.text import _
from ui.kit.forms.hinted_line import HintedLine
from ui.kit.look import drawing, icons, strokes, theme
from ui.kit.look.keycap import keycap_width
from ui.kit.speaking import speak
from ui.sell.search.words import Piece

HEIGHT = 48
MARK_MS = 700
GAP = 10
LEFT, RIGHT, INSIDE = 44, 16, 8
"""Margins of the box, and those Qt leaves in the editor."""
Key = Qt.Key


class BoxLine(HintedLine):
    """The editor: keys that are not text go to the page."""

    entered = Signal(object)  # True with Shift
    moved = Signal(object)  # Key_Up or Key_Down
    escaped = Signal()
    undone = Signal()
    redone = Signal()
    focused = Signal()  # the keyboard came or went

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, or tell the page."""
        key = event.key()
        if key in (Key.Key_Return, Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Key.Key_Up, Key.Key_Down):
            self.moved.emit(key)
        elif key == Key.Key_Escape:
            self.escaped.emit()
        elif not self.text() and event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
        elif not self.text() and _redoes(event):
            self.redone.emit()
        else:
            super().keyPressEvent(event)


def _redoes(event: QKeyEvent) -> bool:
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.matches(QKeySequence.StandardKey.Redo) or (control and event.key() == Key.Key_Y)


class Hints(QWidget):
    """Words, some of them strong, and a key before them while the box is empty."""

    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pieces: tuple[Piece, ...] = ()
        self._key = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(0)

    @property
    def words(self) -> str:
        """What is shown, as one text."""
        return " ".join(words for words, _strong in self._pieces)

    @property
    def resting(self) -> bool:
        """Whether these are the examples of an empty box."""
        return bool(self._key)

    def say(self, pieces: Sequence[Piece], key: str = "") -> None:
        if (tuple(pieces), key) == (self._pieces, self._key):
            return
        self._pieces, self._key = tuple(pieces), key
        self.setAccessibleName(self.words)
        self.said.emit(self.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = sum(strokes.width_of(words, _face(strong)) for words, strong in self._pieces)
        gaps = sum(_gap(strong) for _words, strong in self._pieces)
        key = keycap_width(self._key) if self._key else 0
        return QSize(round(wide + gaps) + len(self._pieces) + key + 4, theme.tall(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It gives way to what is typed."""
        return QSize(0, theme.tall(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw key and words, as far as they fit whole; only the first may end in …."""
        painter = QPainter(self)
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            self._paint(painter)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        of = theme.colours()
        left = 0.0
        if self._key and self.width() >= keycap_width(self._key):
            left = strokes.keycap(painter, 0, self.height() / 2, self._key)
        for at, (words, strong) in enumerate(self._pieces):
            left += _gap(strong) if left else 0
            room = self.width() - left
            if room < 16 or (at and self._wide(at) > room):
                break
            left = strokes.words(painter, left, self.height() / 2, words, _face(strong), of.muted, room)

    def _wide(self, at: int) -> float:
        """How wide the piece at that place is, an example with what it means."""
        (words, strong), *meaning = self._pieces[at : at + 2]
        wide = strokes.width_of(words, _face(strong))
        if not (strong and self._key and meaning):
            return wide
        return wide + _gap(meaning[0][1]) + strokes.width_of(meaning[0][0], _face(meaning[0][1])) + 1


def _face(strong: bool) -> strokes.Face:
    return (theme.NOTE, theme.BOLD) if strong else strokes.NOTE


def _gap(strong: bool) -> int:
    return GAP if strong else 5


class Box(QWidget):
    """Search icon, editor, hint, in a rounded frame that shows hit and miss of a scan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _editor()
        self.hints = Hints()
        self._mark: bool | None = None
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(MARK_MS)
        self._fade.timeout.connect(self._unmark)
        self.setFixedHeight(theme.tall(HEIGHT))
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(theme.space(3))
        row.addSpacing(LEFT)  # margins would not change sides
        row.addWidget(self.line, 1)
        row.addWidget(self.hints, 0)
        row.addSpacing(RIGHT)
        self._asks = True
        """Whether nothing is written yet: what the box is for goes before the examples."""
        self.line.focused.connect(self.update)
        self.line.textChanged.connect(self._written)
        self.hints.said.connect(self._describe)
        speak(self, self._say)

    def _say(self) -> None:
        self.line.setPlaceholderText(_("Scan, search, or type a price…"))
        self.line.setAccessibleName(_("Scan, search, or type a price"))
        self._share_room()

    def _describe(self, words: str) -> None:
        """Say what Enter will do; the examples would be heard again after every line."""
        self.line.setAccessibleDescription("" if self.hints.resting else words)

    def _written(self, text: str) -> None:
        if self._asks is bool(text):
            self._asks = not text
            self._share_room()

    def _share_room(self) -> None:
        face = theme.font(theme.LARGE)
        asked = ceil(drawing.width_of(self.line.placeholderText(), face)) + INSIDE if self._asks else 0
        left = self.width() - LEFT - RIGHT - theme.space(3) - asked
        self.hints.setMaximumWidth(max(0, left))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @property
    def mark(self) -> bool | None:
        """True just after a scan that hit, False after a miss, None in between."""
        return self._mark

    def show_mark(self, hit: bool) -> None:
        """Show that a scan found its product, or did not."""
        self._mark = hit
        self._fade.start()
        self.update()

    def _unmark(self) -> None:
        self._mark = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        icon, ink = "search", of.muted
        line = of.accent if self.line.hasFocus() else of.edge
        if self._mark is not None:
            icon, ink = ("check", of.accent) if self._mark else ("x", of.bad)
            line = ink
        fill = of.panel if self._mark is None else of.accent_soft if self._mark else of.bad_soft
        drawing.box(painter, self.rect(), fill, line, theme.radius.panel, 2)
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            place = QRectF(16, 0, 20, self.height())
            icons.paint(painter, icon, place, ink, 20, 2 if self._mark is None else 3)
        painter.end()


def _editor() -> BoxLine:
    line = BoxLine()
    line.setFont(theme.font(theme.LARGE))
    return line
