"""The row above a table: what to look for, and what else can be done with the whole list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.kit.forms.fields import FieldFrame, bare_line
from ui.kit.look import icons, theme

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}


class Glass(QWidget):
    """The magnifier at the left of a search field."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(18, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, "search", QRectF(self.rect()), theme.colours().muted, 16)
        painter.end()


class SearchField(FieldFrame):
    """Looks for what is typed in it; arrows move the choice in the list below, Esc empties it."""

    typed = Signal(str)
    stepped = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__(40)
        self._showing = False
        self.line = bare_line()
        self.line.installEventFilter(self)
        self.row.addWidget(Glass())
        self.row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._rewritten)
        self.line.returnPressed.connect(self.entered)

    def show_text(self, text: str) -> None:
        """Show what is looked for already; tells nothing."""
        self._showing = True
        self.line.setText(text)
        self._showing = False

    def _rewritten(self, text: str) -> None:
        if not self._showing:
            self.typed.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that belong to the list, and draw the frame anew with the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if (by := _STEPS.get(Qt.Key(event.key()))) is not None:
                self.stepped.emit(by)
                return True
            if event.key() == Qt.Key.Key_Escape and self.line.text():
                self.line.clear()
                return True
        return super().eventFilter(watched, event)


class SearchRow(QWidget):
    """A search field, and the buttons beside it."""

    def __init__(self, field: SearchField, *buttons: QWidget) -> None:
        super().__init__()
        self.field = field
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(field, 1)
        for button in buttons:
            row.addWidget(button)
        self.setFocusProxy(field)
