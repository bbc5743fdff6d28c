"""How far a long piece of work is: words, a bar, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.text import _, current
from ui.kit.accessible import Role, speak_as
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import drawing, theme
from ui.kit.speaking import speak

_WIDTH = 360


class Bar(QWidget):
    """A share of a whole; a short piece while the whole is not known."""

    def __init__(self) -> None:
        super().__init__()
        speak_as(self, Role.ProgressBar)
        self.share = 0.0
        self.setFixedHeight(8)
        self.setMinimumWidth(120)
        speak(self, lambda: self.setAccessibleName(_("Progress")))

    def show_share(self, share: float) -> None:
        """Show how much is done, from 0 to 1."""
        self.share = min(1.0, max(0.0, share))
        self.setAccessibleDescription(current().percent(round(self.share * 100)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        drawing.box(painter, self.rect(), of.line, radius=4)
        drawing.box(painter, QRectF(0, 0, max(8.0, self.width() * self.share), 8), of.accent, radius=4)
        painter.end()


class ProgressPane(QWidget):
    """Words over the bar, Cancel under it, in the middle of the place it is given."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = theme.label("", theme.LARGE, theme.BOLD, wrap=True)
        self.note = theme.label("", theme.BODY, tone=theme.Tone.MUTED)
        self.bar = Bar()
        self.bar.setFixedWidth(_WIDTH)
        self.cancel = PlainButton("", height=40)
        self.cancel.clicked.connect(self.cancelled)
        column = QVBoxLayout(self)
        column.setSpacing(theme.space(3))
        column.addStretch(2)
        for words in (self.title, self.note):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.title)
        for part in (self.bar, self.note, self.cancel):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(part)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(3)
        speak(self, lambda: self.cancel.setText(_("Cancel")))

    def begin(self, title: str) -> None:
        """Show that something starts."""
        self.title.setText(title)
        self.note.setText("")
        self.bar.show_share(0)

    def step(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is not known."""
        share = done / total if total else 0.0
        self.bar.show_share(share)
        self.note.setText(current().percent(round(100 * share)) if total else "")
