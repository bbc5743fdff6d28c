"""Controls of rows: a text that is kept when it is left, several lines of it, choices side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.parts import drawing
from ui.parts.buttons import ChoiceButton
from ui.parts.fields import TextField
from ui.parts.panel import slim_bars
from ui.parts.speaking import speak


class KeptText(TextField):
    """A line of text; `left` tells the new one when the person is done with it."""

    left = Signal(str)

    def __init__(self, value: str = "") -> None:
        super().__init__("", value)
        self._kept = value
        self.line.editingFinished.connect(self._done)

    def set_text(self, text: str) -> None:
        """Show another text."""
        super().set_text(text)
        self._kept = text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives back what stood here; the next one leaves the field."""
        if event.key() == Qt.Key.Key_Escape and self.line.isModified():
            self.set_text(self._kept)
        else:
            super().keyPressEvent(event)

    def _done(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            self._kept = self.text()
            self.left.emit(self._kept)


class KeptLines(QWidget):
    """Several lines of text, such as an address."""

    left = Signal(str)

    def __init__(self, value: str = "", lines: int = 3) -> None:
        super().__init__()
        self._kept = value
        self.edit = QPlainTextEdit(value)
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.edit.setFont(theme.font())
        self.edit.setTabChangesFocus(True)
        self.edit.viewport().setAutoFillBackground(False)
        clear = QPalette()
        clear.setColor(QPalette.ColorRole.Base, "transparent")
        self.edit.setPalette(clear)
        slim_bars(self.edit)
        self.setFixedHeight(22 + 20 * lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 6, 5)
        column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.installEventFilter(self)

    def show_text(self, text: str) -> None:
        """Show another text, unless the person is writing."""
        if not self.edit.hasFocus() and text != self.edit.toPlainText():
            self._kept = text
            self.edit.setPlainText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the text when the keyboard goes elsewhere."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() == QEvent.Type.FocusOut and self.edit.toPlainText() != self._kept:
            self._kept = self.edit.toPlainText()
            self.left.emit(self._kept)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        of = theme.colours()
        painter = QPainter(self)
        focus = self.edit.hasFocus()
        drawing.box(painter, self.rect(), of.panel, of.accent if focus else of.line, width=2 if focus else 1)
        painter.end()


class Segments(QWidget):
    """A few choices beside each other; `options` gives (value, words) in the language of the moment."""

    chosen = Signal(object)

    def __init__(self, options: Callable[[], Sequence[tuple[Any, str]]], value: Any) -> None:
        super().__init__()
        self._options = options
        self.buttons: dict[Any, ChoiceButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        for one, words in options():
            button = ChoiceButton(words, height=40, soft=True)
            button.setChecked(one == value)
            button.clicked.connect(lambda _on=False, one=one: self.chosen.emit(one))
            self._group.addButton(button)
            self.buttons[one] = button
            row.addWidget(button, 1)
        self.setFocusProxy(next(iter(self.buttons.values())))
        speak(self, self._say)

    def show_value(self, value: Any) -> None:
        """Show which one is chosen."""
        if value in self.buttons:
            self.buttons[value].setChecked(True)

    def sizeHint(self) -> QSize:
        """Return the height of its buttons."""
        return QSize(super().sizeHint().width(), 40)

    def _say(self) -> None:
        for one, words in self._options():
            self.buttons[one].setText(words)
