"""A dialog that asks a few things: fields under a title, Back at the left, the answer at the right."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.money.amounts import Money, decimals
from pos.text import _, current
from ui.kit.controls.buttons import PlainButton, PrimaryButton
from ui.kit.dialogs.dialog import Dialog
from ui.kit.forms.fields import NumberField
from ui.kit.look import theme
from ui.kit.look.theme import Tone

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormDialog(Dialog):
    """Enter answers, Esc goes back; `say` shows why an answer was not taken."""

    first: QWidget
    """The field that gets the keyboard."""

    def __init__(self, window: QWidget, title: str, answer: str, width: int = 480) -> None:
        super().__init__(window, title, width)
        self.title = theme.label(title, theme.TITLE, theme.BOLD, wrap=True)
        self.problem = theme.label("", theme.BODY, theme.MEDIUM, Tone.BAD, wrap=True)
        self.problem.hide()
        self.back = PlainButton(_("Back"), key=_("Esc"), height=52)
        self.answer = PrimaryButton(answer, key=_("Enter"), height=52)
        self.body.addWidget(self.title)
        self.changed = False
        self.back.clicked.connect(self.step_back)
        self.answer.clicked.connect(self._answered)

    def finish(self, *more: QWidget) -> None:
        """Put problem and buttons below the fields; `more` stand beside Back, away from the answer."""
        self.body.addWidget(self.problem)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        for button in (self.back, *more):
            row.addWidget(button)
        row.addWidget(self.answer, 1)
        self.body.addLayout(row)

    def submit(self) -> bool:
        """Take the answer; false keeps the dialog open, its fields say why."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Show why something was not done."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def touched(self) -> None:
        """The person began to fill it in: a scan must not throw that away."""
        self.changed = True
        self.say("")

    def _answered(self) -> None:
        if self.answer.isEnabled() and self.submit():
            self.close_dialog()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any field answers."""
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self._answered()
            event.accept()
            return
        super().keyPressEvent(event)


class PriceField(NumberField):
    """A unit price: the currency's decimals, more only where the price already has more."""

    def __init__(self, title: str, currency: str, value: Decimal | None = None) -> None:
        self._currency = currency
        usual = decimals(currency)
        own = 0 if value is None else max(-int(value.normalize().as_tuple().exponent), 0)
        super().__init__(title, value, unit=sign_of(currency), places=max(usual, own))

    def shown(self, value: Decimal) -> str:
        """All digits the price has."""
        return current().unit_price(value, self._currency)


def sign_of(currency: str) -> str:
    """The currency's sign as the window's language writes it."""
    shown = current().money(Money(0, currency))
    return "".join(one for one in shown if not one.isdigit() and one not in ".,'’ \u00a0\u202f")
