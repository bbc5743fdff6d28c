"""What a page shows while it has nothing: what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.kit.controls.buttons import PlainButton, PrimaryButton
from ui.kit.look import drawing, icons, theme


class Emblem(QWidget):
    """A large icon on a round soft ground."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(72, 72)

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        drawing.box(painter, self.rect(), of.accent_soft, radius=36)
        icons.paint(painter, self._icon, QRectF(self.rect()), of.accent, 30, 1.5)
        painter.end()


class EmptyState(QWidget):
    """An icon, a sentence, and the action that helps."""

    def __init__(
        self,
        icon: str,
        title: str,
        hint: str = "",
        action: str = "",
        run: Callable[[], None] | None = None,
        *,
        main: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(theme.space(3))
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Emblem(icon), 0, middle)
        self.title = theme.label(title, theme.LARGE, theme.BOLD, wrap=True)
        self.hint = theme.label(hint, theme.BODY, tone=theme.Tone.MUTED, wrap=True)
        for words in (self.title, self.hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        self.hint.setVisible(bool(hint))
        self.action = PrimaryButton(action, height=40) if main else PlainButton(action, height=40)
        if run is not None:
            self.action.clicked.connect(run)
        column.addWidget(self.action, 0, middle)
        self.action.setVisible(bool(action))
        column.addStretch(3)
        self._column = column

    def add_action(self, button: QWidget) -> None:
        """Put another way to go on below the first."""
        self._column.insertWidget(self._column.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def say(self, title: str, hint: str = "", action: str = "") -> None:
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.action.setText(action)
        self.action.setVisible(bool(action))
