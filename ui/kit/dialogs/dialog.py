"""The one kind of dialog: it takes the keyboard and disables what lies behind; Esc goes one step back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayoutItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos.text import mark
from ui.kit.accessible import Role, Spoken, speak_by
from ui.kit.actions import ENTER, Action, Actions
from ui.kit.controls.buttons import PlainButton, PrimaryButton
from ui.kit.controls.hand import by_finger
from ui.kit.controls.panel import BAR, Fitting, Panel, holding
from ui.kit.dialogs.keypad import WIDTH as KEYPAD_WIDTH
from ui.kit.dialogs.keypad import Keypad, number_lines
from ui.kit.forms.tab_order import step_focus
from ui.kit.look import drawing, theme

_AROUND = 16
"""Pixels kept free around the card."""


class Card(Panel):
    """The ground of a dialog; a soft column at its left can be given a width."""

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
    """A modal dialog drawn inside the window, named by its title; `body` holds what it asks.

    `side` gives a soft column of that width at the left: its layout is `aside`. Its actions are its own: Esc
    steps back, Enter gives the answer wherever the keyboard is. It deletes itself after closing.
    """

    closed = Signal()
    first: QWidget | None = None
    """What gets the keyboard when it opens; without it the first field."""
    over = False
    """Whether it opens above another dialog too; else what is pressed twice opens one."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        width: int = 760,
        side: int = 0,
        *,
        note: str = "",
        headed: bool = True,
    ) -> None:
        """`note` says below the title what it is for; `headed` draws the title."""
        self._window = window.window()
        super().__init__(self._window)
        speak_by(self, _Spoken)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self._before: QWidget | None = None
        self.registry = Actions(self, lambda: open_dialog_of(self._window) is not self)
        self._back = Action("back", mark("Back"), self.step_back, ("Esc",))
        self.registry.add(self._back)
        self._make_card(width, side)
        if headed:
            self.body.addWidget(theme.label(title, theme.TITLE, theme.BOLD, wrap=True))
        if note:
            self.body.addWidget(theme.label(note, tone=theme.Tone.MUTED, wrap=True))
        self.hide()

    def _make_card(self, width: int, side: int) -> None:
        width, side = theme.tall(width), theme.tall(side)
        self.card = Card(side)
        self.card.setParent(self)
        self._wide = width
        self.card.setFixedWidth(width)
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
        self._columns = row
        around = QHBoxLayout()  # asks how high the card is in its own width: a column would in the window's
        around.addStretch(1)
        around.addWidget(self.card, 0, Qt.AlignmentFlag.AlignVCenter)
        around.addStretch(1)
        self.keypad: Keypad | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Fitting(holding(around, _AROUND)))

    def back_button(self, height: int = 52) -> PlainButton:
        """Make the button that does what Esc does."""
        return PlainButton(action=self._back, height=height)

    def answer_button(self, words: str, run: Callable[[], object], height: int = 52) -> PrimaryButton:
        """Make the main button: Enter runs it from any field that does not want it itself."""
        answer = Action("answer", words, run, ENTER)
        self.registry.add(answer)
        return PrimaryButton(words, action=answer, height=height)

    def open_dialog(self) -> bool:
        """Cover and disable the window and take the keyboard; false where another dialog is open already."""
        if not self.over and open_dialog_of(self._window) is not None:
            self.deleteLater()
            return False
        self._before = QApplication.focusWidget()
        if by_finger(self._window) and number_lines(self):
            self._add_keypad()
        self._window.installEventFilter(self)
        self._fit()
        self.raise_()
        self.show()
        (self.first or self).setFocus(Qt.FocusReason.PopupFocusReason)
        if self.first is None:
            self.focusNextChild()
        _disable_what_lies_behind(self._window)
        return True

    def _fit(self) -> None:
        """Cover the window; in one narrower than the card, make the card as narrow as it can be."""
        self.setGeometry(self._window.rect())
        room = self._window.width() - 2 * _AROUND - BAR
        least = self._columns.minimumSize().width()
        self.card.setFixedWidth(self._wide if self._wide <= room else max(room, least))

    def _add_keypad(self) -> None:
        """Put the figures beside what is asked, or below it where there is no room beside."""
        wide = self._wide + KEYPAD_WIDTH + 22
        flat = wide + 2 * _AROUND > self._window.width()
        self.keypad = Keypad(self, flat=flat)
        if flat:
            self.body.insertWidget(self._below(number_lines(self)[0]), self.keypad)
            return
        self._wide = wide
        self.keypad.setFixedWidth(KEYPAD_WIDTH)
        column = QVBoxLayout()
        column.setContentsMargins(0, 22, 22, 22)
        column.addWidget(self.keypad)
        self._columns.addLayout(column)

    def takes_code(self, code: str) -> bool:
        """Whether it keeps a code that was scanned while it is open; most have no use for one."""
        return False

    def _below(self, line: QWidget) -> int:
        """Return the place below what holds an editor: in a low window both are seen at once."""
        items = (self.body.itemAt(at) for at in range(self.body.count()))
        return next((at + 1 for at, one in enumerate(items) if _holds(one, line)), self.body.count())

    def step_back(self) -> None:
        """Do what Esc does: close, unless a dialog has steps of its own."""
        self.close_dialog()

    def close_dialog(self) -> None:
        """Go away and give the keyboard back."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        self.hide()
        _disable_what_lies_behind(self._window)
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        step_focus(self, forward=forward)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run the action of a key nothing inside wanted; none gets through to the page behind."""
        if not event.isAutoRepeat():
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            pressed = QKeyCombination(held, Qt.Key(event.key()))
            self.registry.press(QKeySequence(pressed).toString())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks from what lies behind."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(0, 0, 0, 140) if theme.colours().dark else QColor(29, 26, 21, 90)
        painter.fillRect(self.rect(), veil)
        painter.end()


def _holds(item: QLayoutItem | None, one: QWidget) -> bool:
    if item is None:
        return False
    widget, layout = item.widget(), item.layout()
    if widget is not None:
        return widget is one or widget.isAncestorOf(one)
    return layout is not None and any(_holds(layout.itemAt(at), one) for at in range(layout.count()))


def open_dialog_of(window: QWidget) -> Dialog | None:
    """Return the dialog on top of this window, if one is open."""
    dialogs = [one for one in window.window().children() if isinstance(one, Dialog) and one.isVisible()]
    return dialogs[-1] if dialogs else None


def _disable_what_lies_behind(window: QWidget) -> None:
    """Leave only the dialog on top enabled: no click, key or screen reader reaches the rest."""
    top = open_dialog_of(window)
    for one in window.children():
        if isinstance(one, QWidget) and not one.isWindow():
            one.setEnabled(top is None or one is top)


class _Spoken(Spoken):
    """A dialog as screen readers know it."""

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog, Role.Dialog)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.modal = True
        state.active = self.widget().isVisible() and self.widget().isEnabled()
        return state
