"""A note of several lines under its title; kept when it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from pos.domain.words.text import NOTE_LIMIT
from ui.kit.controls.panel import slim_bars
from ui.kit.forms.fields import Frame
from ui.kit.look import theme

HEIGHT = 76


class NoteField(QWidget):
    """Plain text in a box; Tab goes on to the next field."""

    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._kept = ""
        self.title = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.editor = QPlainTextEdit()
        self.editor.setFrameShape(QFrame.Shape.NoFrame)
        self.editor.setFont(theme.font())
        self.editor.setTabChangesFocus(True)
        self.editor.document().setDocumentMargin(0)
        clear = QPalette()
        clear.setColor(QPalette.ColorRole.Base, "transparent")
        self.editor.setPalette(clear)
        self.editor.viewport().setAutoFillBackground(False)
        slim_bars(self.editor)
        self.title.setBuddy(self.editor)
        self.box = Frame(HEIGHT)
        self.box.row.setContentsMargins(12, 9, 4, 6)
        self.box.row.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.title)
        column.addWidget(self.box)
        self.setFocusProxy(self.editor)
        self.editor.installEventFilter(self)

    def set_title(self, title: str) -> None:
        """Change the label and the accessible name."""
        self.title.setText(title)
        self.editor.setAccessibleName(title)

    def show_note(self, note: str) -> None:
        """Show a note, unless the person is writing another one just now."""
        if self.editor.hasFocus() and self.editor.toPlainText() != self._kept:
            return
        self._kept = note
        if self.editor.toPlainText() != note:
            self.editor.setPlainText(note)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell what was written when the keyboard goes elsewhere."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.box.update()
        if event.type() == QEvent.Type.FocusOut:
            written = self.editor.toPlainText()[:NOTE_LIMIT].strip()
            if written != self._kept:
                self._kept = written
                self.left.emit(written)
        return super().eventFilter(watched, event)
