"""A quantity counted by − and + beside a field: with touch, with the keys of the same name, or typed."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.text import _, current
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.numbers import QuantityField
from ui.kit.look import theme
from ui.kit.speaking import speak

_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_Down: -1}


class Counter(QWidget):
    """From zero to `most`; `name` says to those who do not see it what is counted."""

    changed = Signal()

    def __init__(self, name: str, most: Decimal, *, unit: str = "", value: Decimal = Decimal(0)) -> None:
        super().__init__()
        self.most = most
        self.field = QuantityField("", value, unit=unit, rule=self._fits)
        self.field.editor.setAccessibleName(name)
        self.field.setFixedWidth(theme.tall(92 if unit else 64))
        self.field.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.less, self.more = self._step_button("−", -1), self._step_button("+", 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1))
        for part in (self.less, self.field, self.more):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.field.editor)
        self.field.line.installEventFilter(self)
        self.field.changed.connect(self.changed)
        speak(self, self._say)

    def _step_button(self, sign: str, by: int) -> PlainButton:
        button = PlainButton(sign, height=40)
        button.setFixedWidth(theme.tall(40))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # + and − do it where the keyboard is
        button.clicked.connect(lambda: self.step(by))
        return button

    def _say(self) -> None:
        self.less.setAccessibleName(_("One less"))
        self.more.setAccessibleName(_("One more"))

    def _fits(self, quantity: Decimal) -> str:
        if 0 <= quantity <= self.most:
            return ""
        words = _("Write a number from {least} to {most}.")
        return words.format(least=0, most=current().number(self.most))

    def value(self) -> Decimal:
        """What is counted; nothing where nothing that can be taken is written."""
        return self.field.peek() or Decimal(0)

    def set_value(self, value: Decimal) -> None:
        """Show another quantity."""
        self.field.set_value(value)

    def step(self, by: int) -> None:
        """Count one more or one less, within what there is."""
        wanted = min(max(self.value() + by, Decimal(0)), self.most)
        if wanted != self.value() or self.field.mistaken:
            self.field.set_value(wanted)
            self.changed.emit()
        if self.field.line.hasFocus():
            self.field.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take + and −, ↑ and ↓, which nobody writes into a quantity."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = _STEPS.get(Qt.Key(event.key()))
            if by is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~(
                Qt.KeyboardModifier.ShiftModifier
            ):
                self.step(by)
                return True
        if event.type() == QEvent.Type.FocusIn:
            self.field.line.selectAll()  # what is typed stands for what was counted
        elif event.type() == QEvent.Type.FocusOut:
            self.field.line.deselect()
        return super().eventFilter(watched, event)
