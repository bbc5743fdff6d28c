"""Shows a code to scan, and takes in what the scanner types for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.domain.catalogue.bars import QUIET
from pos.domain.catalogue.scanner_trial import Sent, TrialCode
from pos.domain.catalogue.scanners import SHORTEST, End
from ui.kit.forms.fields import CODES
from ui.kit.key_clock import KeyClock
from ui.kit.look import drawing, theme

GAP = 0.15
"""Seconds between two keys of a scanner, at most; slow ones that send by radio are heard out here."""
REST_MS = 400
"""After this long a code that no Enter or Tab followed is over."""
MODULE, BARS, MARGIN = 2, 96, 14
"""Pixels: of one module across, of the bars' height, around all."""
PAPER, BLACK = QColor(255, 255, 255), QColor(0, 0, 0)
_ENDS = {Qt.Key.Key_Return: End.ENTER, Qt.Key.Key_Enter: End.ENTER, Qt.Key.Key_Tab: End.TAB}


class ScanPad(QWidget):
    """Black bars on white in every theme, since that is what scanners read."""

    sent = Signal(object)  # Sent
    late = Signal(object)  # End: what still came after a code that was thought to be over

    def __init__(self, code: TrialCode) -> None:
        super().__init__()
        self.when = KeyClock()
        self._code = code
        self._typed, self._last, self._over = "", float("-inf"), float("-inf")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(lambda: self._end(End.NOTHING))
        self.setProperty(CODES, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_code(self, code: TrialCode) -> None:
        """Show the next code."""
        self._code = code
        self.update()

    def sizeHint(self) -> QSize:
        widest = (len(self._code.modules) + 2 * QUIET) * MODULE
        return QSize(widest + 2 * MARGIN, BARS + 28 + 2 * MARGIN)

    def event(self, event: QEvent) -> bool:
        """Take a scanner's Tab before it moves the focus; a person's goes its way."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._took(event):
            return True
        return super().event(event)

    def _took(self, event: QKeyEvent) -> bool:
        at, end = self.when(event), _ENDS.get(Qt.Key(event.key()))
        quick = 0 <= at - self._last <= GAP
        if end is not None:
            return self._ended(end, at, quick=quick)
        text = event.text()
        if not text or not text.isprintable():
            return False
        self._typed = self._typed + text if quick else text
        self._last = at
        self._rest.start()
        return True

    def _ended(self, end: End, at: float, *, quick: bool) -> bool:
        if quick and len(self._typed) >= SHORTEST:
            self._end(end)
            return True
        if 0 <= at - self._over <= 2 * GAP:
            self.late.emit(end)  # or the second of two, which changes nothing
            return True
        return end is End.ENTER

    def _end(self, end: End) -> None:
        self._rest.stop()
        typed, self._typed = self._typed, ""
        self._over, self._last = self._last, float("-inf")
        if len(typed) >= SHORTEST:
            self.sent.emit(Sent(typed, end))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wait for the scanner here."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, what they say, and where the keyboard is."""
        painter = QPainter(self)
        width = len(self._code.modules) * MODULE
        whole = QRect(0, 0, width + 2 * (QUIET * MODULE + MARGIN), self.height()).adjusted(2, 2, -2, -2)
        drawing.box(painter, whole, PAPER, theme.colours().edge, theme.radius.panel, 1)
        left = whole.left() + (whole.width() - width) // 2
        for place, module in enumerate(self._code.modules):
            if module == "1":
                painter.fillRect(left + place * MODULE, MARGIN, MODULE, BARS, BLACK)
        words = QRect(whole.left(), MARGIN + BARS + 4, whole.width(), 24)
        drawing.text(painter, words, self._code.text, theme.font(theme.NOTE), BLACK, drawing.CENTRE)
        if self.hasFocus():
            drawing.focus_ring(painter, whole, theme.radius.panel)
        painter.end()
