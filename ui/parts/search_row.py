"""The row above the table: what to look for, and the two ways new products come in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.text import _
from ui import theme
from ui.parts import icons
from ui.parts.buttons import PlainButton
from ui.parts.fields import Frame, bare_line
from ui.parts.speaking import speak

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}


class Glass(QWidget):
    """The magnifier at the left of a search field."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return the room of the icon."""
        return QSize(18, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        icons.paint(painter, "search", QRectF(self.rect()), theme.colours().muted, 16)
        painter.end()


class SearchField(Frame):
    """Looks for what is typed in it; arrows move the choice in the list below, Esc empties it."""

    typed = Signal(str)
    stepped = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__(40)
        self.line = bare_line()
        self.line.installEventFilter(self)
        self.row.addWidget(Glass())
        self.row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self.typed)
        self.line.returnPressed.connect(self.entered)

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
                self.typed.emit("")
                return True
        return super().eventFilter(watched, event)


class SearchRow(QWidget):
    """Search, import, add."""

    def __init__(self) -> None:
        super().__init__()
        self.field = SearchField()
        self.take_in = PlainButton("", icon="upload", height=40)
        self.add = PlainButton("", icon="plus", height=40)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(self.field, 1)
        row.addWidget(self.take_in)
        row.addWidget(self.add)
        self.setFocusProxy(self.field)
        speak(self, self._say)

    def _say(self) -> None:
        self.field.line.setPlaceholderText(_("Search name, SKU, barcode…"))
        self.field.line.setAccessibleName(_("Search products"))
        self.take_in.setText(_("Import…"))
        self.add.setText(_("Add product"))
