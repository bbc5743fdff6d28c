"""A dialog over the window: it takes the keyboard, dims what lies behind, and Esc goes one step back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.kit.controls.panel import Panel
from ui.kit.look import drawing, theme


class Card(Panel):
    """The dialog itself; a soft column at its left can be given a width."""

    def __init__(self, side: int = 0) -> None:
        super().__init__(theme.radius.dialog)
        self._side = side

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the soft column inside its corners."""
        super().paintEvent(event)
        if not self._side:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = self.rect().adjusted(1, 1, -1, -1)
        painter.setClipRect(0, 0, self._side, self.height())
        drawing.box(painter, inner, theme.colours().soft, radius=theme.radius.dialog - 1)
        painter.end()


class Dialog(QWidget):
    """A modal dialog drawn inside the window; `card` holds what the page puts there.

    `side` gives a soft column of that width at the left: its layout is `aside`. Show it with `open_dialog`;
    it deletes itself after closing.
    """

    closed = Signal()

    def __init__(self, window: QWidget, name: str, width: int = 760, side: int = 0) -> None:
        self._window = window.window()
        super().__init__(self._window)
        self.setAccessibleName(name)
        self._before: QWidget | None = None
        self.card = Card(side)
        self.card.setParent(self)
        self.card.setFixedWidth(width)
        self.card.setAccessibleName(name)
        row = QHBoxLayout(self.card)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.aside = QVBoxLayout()
        self.aside.setContentsMargins(22, 22, 22, 22)
        if side:
            holder = QWidget()
            holder.setFixedWidth(side)
            holder.setLayout(self.aside)
            row.addWidget(holder)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(22, 22, 22, 22)
        self.body.setSpacing(theme.space(3))
        row.addLayout(self.body, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def open_dialog(self, first: QWidget | None = None) -> None:
        """Cover the window and give the keyboard to `first`, or to the first field."""
        self._before = QApplication.focusWidget()
        self._window.installEventFilter(self)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.setFocus(Qt.FocusReason.PopupFocusReason)
            self.focusNextChild()

    def step_back(self) -> None:
        """Do what Esc does: close, unless a dialog has steps of its own."""
        self.close_dialog()

    def close_dialog(self) -> None:
        """Go away and give the keyboard back."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside the dialog."""
        stops = [
            one
            for one in self.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
        ]
        ordered = self._in_tab_order(stops)
        if not ordered:
            return True
        now = QApplication.focusWidget()
        at = ordered.index(now) if now in ordered else (-1 if forward else 0)
        ordered[(at + (1 if forward else -1)) % len(ordered)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def _in_tab_order(self, stops: list[QWidget]) -> list[QWidget]:
        ordered: list[QWidget] = []
        one: QWidget | None = self.nextInFocusChain()
        while one is not None and one is not self and len(ordered) < len(stops):
            if one in stops:
                ordered.append(one)
            one = one.nextInFocusChain()
        return ordered

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc step back; nothing else gets through to the page behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks from what lies behind."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window."""
        painter = QPainter(self)
        veil = QColor(0, 0, 0, 140) if theme.colours().dark else QColor(29, 26, 21, 90)
        painter.fillRect(self.rect(), veil)
        painter.end()


def open_dialog_of(window: QWidget) -> Dialog | None:
    """Return the dialog on top of this window, if one is open."""
    dialogs = [one for one in window.window().children() if isinstance(one, Dialog) and one.isVisible()]
    return dialogs[-1] if dialogs else None
