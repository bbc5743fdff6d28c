"""A question asked once, in its place on the page: what a change means, and the two answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import drawing, theme
from ui.kit.voice import announce


class ConfirmBand(QWidget):
    """Hidden until something is asked; `back` gets the keyboard when it was answered."""

    def __init__(self) -> None:
        super().__init__()
        self._run: Callable[[], None] | None = None
        self._leave: Callable[[], None] | None = None
        self.back: QWidget | None = None
        self.words = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.yes, self.no = PlainButton("", height=40), PlainButton("", height=40)
        answers = QHBoxLayout()
        answers.setSpacing(theme.space(2))
        answers.addWidget(self.no, 1)
        answers.addWidget(self.yes, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(theme.space(3))
        column.addWidget(self.words)
        column.addLayout(answers)
        self.yes.clicked.connect(lambda: self._answered(self._run))
        self.no.clicked.connect(lambda: self._answered(self._leave))
        self.hide()

    def ask(self, words: str, yes: str, run: Callable[[], None], leave: Callable[[], None]) -> None:
        """Ask; `run` is done after yes, `leave` after no."""
        self._run, self._leave = run, leave
        self.words.setText(words)
        self.yes.setText(yes)
        self.no.setText(_("Leave it"))
        self.setAccessibleName(words)
        self.show()
        self.no.setFocus()
        announce(words, urgent=True)

    def _answered(self, then: Callable[[], None] | None) -> None:
        if self.back is not None:
            self.back.setFocus()  # before it hides, or the keyboard goes somewhere else
        self.hide()
        if then is not None:
            then()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        drawing.box(painter, self.rect(), theme.colours().warning_soft, None)
        painter.end()
