"""Choosing one of a few that lie beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ui.kit.controls.buttons import ChoiceButton
from ui.kit.look import theme
from ui.kit.speaking import speak


class Segments(QWidget):
    """A few choices beside each other; `options` gives (value, words) in the language of the moment."""

    changed = Signal()

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
            button.clicked.connect(self.changed)
            self._group.addButton(button)
            self.buttons[one] = button
            row.addWidget(button, 1)
        self.setFocusProxy(next(iter(self.buttons.values())))
        speak(self, self._say)

    def value(self) -> Any:
        return next((one for one, button in self.buttons.items() if button.isChecked()), None)

    def set_value(self, value: Any) -> None:
        """Show which one is chosen; none where the value is not one of them."""
        self._group.setExclusive(False)
        for one, button in self.buttons.items():
            button.setChecked(one == value)
        self._group.setExclusive(True)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 40)

    def _say(self) -> None:
        for one, words in self._options():
            self.buttons[one].setText(words)
