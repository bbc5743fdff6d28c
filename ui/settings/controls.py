"""Controls of rows: texts and numbers that are kept when they are left, choices side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.text import _, current
from ui.kit.controls.buttons import ChoiceButton
from ui.kit.controls.panel import slim_bars
from ui.kit.forms.fields import MoneyField, QuantityField, TextField
from ui.kit.look import drawing, theme
from ui.kit.speaking import speak


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

    def show_text(self, text: str) -> None:
        """Show what is kept, unless the person is writing or has to put something right."""
        if not self.line.isModified() and not self.box.mistaken and text != self.text():
            self.set_text(text)
        self._kept = text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl+Z through to the page where nothing was typed here that it could take back."""
        if lets_undo_through(event, self.line.isModified()):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives back what stood here; the next one leaves the field."""
        changed = self.line.isModified() or self.box.mistaken
        if event.key() == Qt.Key.Key_Escape and changed:
            self.set_text(self._kept)
        else:
            super().keyPressEvent(event)

    def _done(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            self.left.emit(self.text())


def lets_undo_through(event: QEvent, modified: bool) -> bool:
    """Whether this is an undo that the field has no use for; it then goes on to the page."""
    keys = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
    if modified or event.type() not in keys or not isinstance(event, QKeyEvent):
        return False
    if not event.matches(QKeySequence.StandardKey.Undo):
        return False
    event.ignore()
    return True


class KeptMoney(MoneyField):
    """An amount that is kept when it is left; nothing written is nothing owed."""

    left = Signal(object)  # Money

    def __init__(self, currency: str, value: Money | None = None) -> None:
        super().__init__("", currency, value)
        self.line.editingFinished.connect(self._done)

    def show_money(self, value: Money | None) -> None:
        """Show what is kept, unless the person is writing."""
        if not self.line.isModified() and not self.box.mistaken:
            self.set_money(value)

    def _done(self) -> None:
        if not self.line.isModified():
            return
        self.line.setModified(False)
        if not self.text():
            self.left.emit(Money(0, self._currency))
            return
        amount = self.money()
        if amount is not None and amount.minor < 0:
            self.set_mistake(_("An amount of zero or more is wanted here."))
        elif amount is not None:
            self.left.emit(amount)


class KeptWhole(QuantityField):
    """A whole number between two others, kept when it is left."""

    left = Signal(int)

    def __init__(self, value: int, least: int, most: int, unit: str = "") -> None:
        super().__init__("", Decimal(value))
        self._range = (least, most)
        self.set_unit(unit)
        self.line.editingFinished.connect(self._done)

    def set_unit(self, unit: str) -> None:
        """Show what is counted, behind the number."""
        self.unit.setText(unit)
        self.unit.setVisible(bool(unit))

    def show_number(self, value: int) -> None:
        """Show what is kept, unless the person is writing."""
        if not self.line.isModified() and not self.box.mistaken:
            self.set_value(Decimal(value))

    def _done(self) -> None:
        if not self.line.isModified():
            return
        self.line.setModified(False)
        number = self.read()
        least, most = self._range
        if number is not None and not least <= number <= most:
            words = _("Write a number from {least} to {most}.")
            self.set_mistake(words.format(least=least, most=current().number(most)))
        elif number is not None:
            self.left.emit(int(number))


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
        if lets_undo_through(event, self.edit.toPlainText() != self._kept):
            return True
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
