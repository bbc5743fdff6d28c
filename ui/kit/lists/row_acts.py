"""What can be done with the current row of a painted list, as buttons for those who cannot touch it.

They are neither drawn nor stops of Tab: keys, mouse and touch have ways of their own.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QWidget

from ui.kit.accessible import SpokenButton, speak_by

Words = Callable[[str], str]
"""The name of an act, given the row in words."""


class RowAct(QAbstractButton):
    """One act; it is there while the list is seen and has a current row."""

    def __init__(
        self, beside: QWidget, view: QAbstractItemView, words: Words, run: Callable[[], object]
    ) -> None:
        super().__init__(beside)
        speak_by(self, _SpokenAct)
        self._view, self._words, self._run = view, words, run
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(1, 1)
        self.clicked.connect(self._act)
        self.show()

    @property
    def possible(self) -> bool:
        """Whether there is a row to do it with."""
        return self._view.isVisible() and self._view.currentIndex().isValid()

    @property
    def spoken(self) -> str:
        """What it does, with the row in words."""
        return self._words(self._view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")

    @property
    def place(self) -> QRect:
        """Where the row lies on the screen."""
        row = self._view.visualRect(self._view.currentIndex())
        return QRect(self._view.viewport().mapToGlobal(row.topLeft()), row.size())

    def _act(self) -> None:
        if self.possible:
            self._run()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing: the row is drawn by its list."""


class _SpokenAct(SpokenButton):
    """Asked when somebody listens, so that a list costs nothing more while nobody does."""

    @property
    def act(self) -> RowAct:
        """The act itself."""
        act = self.widget()
        if not isinstance(act, RowAct):
            raise TypeError("only acts on rows speak so")
        return act

    def text(self, kind: QAccessible.Text) -> str:
        return self.act.spoken if kind is QAccessible.Text.Name else ""

    def rect(self) -> QRect:
        return self.act.place

    def state(self) -> QAccessible.State:
        state = super().state()
        state.invisible = not self.act.possible
        return state
