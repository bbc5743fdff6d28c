"""The section of payment: the ways, the drawer, the coins."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos.domain.shop.settings import PaymentMethod, ShopSettings
from pos.text import _, mark
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.controls import KeptMoney, KeptText
from ui.settings.lists import FieldFeedback, GrowingList, line_of, movers, remover
from ui.settings.payment.payment_presenter import BUILT_IN, PaymentPresenter
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section
from ui.shared.charge.tender import method_name


class PaymentSection(Section):
    """Ways to pay, cash rounding, the opening float."""

    heading, icon = mark("Payment methods"), "credit-card"

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__()
        self._presenter, self.payment = presenter, PaymentPresenter(presenter)
        self.methods = GrowingList(mark("Another way to pay, such as a voucher"), self._add)
        self.row = self.add(
            mark("Ways to pay"),
            mark("The buttons when charging, in this order. Cash, card and transfer are always there."),
            self.methods,
            wide=True,
        )
        self._shown: tuple[PaymentMethod, ...] = ()
        self._cash()
        self._float()
        speak(self, self._anew)

    def _cash(self) -> None:
        self.step = ChoiceField("", self.payment.steps(), self._presenter.settings.cash_step)
        row = self.add(
            mark("Cash is rounded"),
            mark("Where the smallest coins are gone, as in Switzerland; cards pay the exact sum."),
            self.step,
        )
        self.step.changed.connect(lambda: self._presenter.decide(row, cash_step=self.step.value()))

    def _float(self) -> None:
        presenter = self._presenter
        self.float = KeptMoney(presenter.settings.currency, presenter.float_today())
        drawer = self.add(
            mark("Opening float"), mark("The cash in the drawer before the first sale of today."), self.float
        )
        self.float.left.connect(lambda amount: presenter.set_float(amount, drawer))

    def show_settings(self, settings: ShopSettings) -> None:
        """Show what was decided meanwhile."""
        self.step.set_options(self.payment.steps(), settings.cash_step)
        if self._shown != self.payment.methods:
            self._anew()

    def _anew(self) -> None:
        methods = self._shown = self.payment.methods
        self.methods.show_lines([self._line(one, at, len(methods)) for at, one in enumerate(methods)])
        self.step.set_options(self.payment.steps())

    def _line(self, one: PaymentMethod, at: int, count: int) -> QWidget:
        name, payment = method_name(one), self.payment
        tick = Tick(_("Asks for a reference"), one.asks_reference)
        tick.setToolTip(_("Such as the number of a voucher; it is printed on the receipt"))
        tick.setAccessibleName(_("{name} asks for a reference").format(name=name))
        tick.clicked.connect(lambda: payment.ask_reference(one.key, tick.isChecked(), self.row))
        up, down = movers(name, at, count, lambda by: payment.move(one.key, by, self.row))
        away = remover(name, lambda: payment.remove(one.key, self.row))
        if one.key in BUILT_IN:
            room = away.sizePolicy()
            room.setRetainSizeWhenHidden(True)
            away.setSizePolicy(room)
            away.hide()
            return line_of(
                theme.label(name, theme.BODY, theme.MEDIUM, wrap=True),
                tick,
                up,
                down,
                away,
                space=theme.space(2),
            )
        field = KeptText(one.name)
        field.line.setAccessibleName(_("Name of {name}").format(name=name))
        field.left.connect(lambda text: payment.rename(one.key, text, FieldFeedback(field, self.row)))
        return line_of(field, tick, up, down, away, space=theme.space(2))

    def _add(self, name: str) -> None:
        if self.payment.add(name, FieldFeedback(self.methods.field, self.row)):
            self.methods.field.set_text("")
