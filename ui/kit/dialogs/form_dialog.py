"""A dialog that asks a few things: fields under a title, Back at the left, the answer at the right."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.money.amounts import Money, decimals
from pos.text import current
from ui.kit.dialogs.dialog import Dialog
from ui.kit.forms.fields import NumberField
from ui.kit.look import theme
from ui.kit.look.theme import Tone


class FormDialog(Dialog):
    """Enter answers, Esc goes back; `say` shows why an answer was not taken."""

    def __init__(self, window: QWidget, title: str, answer: str, width: int = 480, *, note: str = "") -> None:
        super().__init__(window, title, width, note=note)
        self.problem = theme.label("", theme.BODY, theme.MEDIUM, Tone.BAD, wrap=True)
        self.problem.hide()
        self.back = self.back_button()
        self.answer = self.answer_button(answer, self._answered)
        self.changed = False

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
