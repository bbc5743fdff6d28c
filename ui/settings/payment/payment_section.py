"""The section of payment: the ways, the drawer, the coins."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos.domain.shop.settings import PaymentMethod, ShopSettings
from pos.text import _, mark, ngettext
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import TextField
from ui.kit.forms.form import Form
from ui.kit.forms.numbers import MoneyField, WholeField, not_below_zero
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.lists import EditableList, FieldFeedback, line_of, movers, remover, stacked
from ui.settings.payment.payment_presenter import BUILT_IN, PaymentPresenter
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section
from ui.shared.charge.tender import method_name


class PaymentSection(Section):
    """Ways to pay, cash rounding, the opening float."""

    heading, icon = mark("Payment methods"), "credit-card"

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter)
        self.payment = PaymentPresenter(presenter)
        self.methods = EditableList(mark("Another way to pay, such as a voucher"), self._add)
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
        self.step = ChoiceField("", ())
        self.setting(
            "cash_step",
            mark("Cash is rounded"),
            mark("Where the smallest coins are gone, as in Switzerland; cards pay the exact sum."),
            self.step,
        )
        self.take = PlainButton("", icon="download", height=40)
        self.source = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        usual = self.add(
            mark("Usual rounding"),
            mark("What the shop's country asks for, or is used to. The shop answers for it."),
            stacked(self.take, self.source),
        )
        self.take.clicked.connect(lambda: self.payment.take_usual(usual))
        self.undo = WholeField(self._presenter.settings.void_minutes, 0, 24 * 60)
        self.setting(
            "void_minutes",
            mark("A sale can be undone for"),
            mark("After that it is refunded; so is one of another till."),
            self.undo,
        )
        self.undo.counts(lambda minutes: ngettext("minute", "minutes", minutes))

    def _float(self) -> None:
        presenter = self._presenter
        self.float = MoneyField("", presenter.settings.currency, optional=True, rule=not_below_zero)
        self.bound(
            "float",
            mark("Opening float"),
            mark("The cash in the drawer before the first sale of today."),
            self.float,
            lambda row, amount: presenter.set_float(amount, row),
        )
        self.form.show({"float": presenter.float_today()})

    def show_settings(self, settings: ShopSettings) -> None:
        self.step.set_options(self.payment.steps(), settings.cash_step)
        super().show_settings(settings)
        self._say_usual()
        if self._shown != self.payment.methods:
            self._anew()

    def _say_usual(self) -> None:
        self.take.setText(_("Round like that"))
        self.take.setEnabled(self.payment.usual_step != self._presenter.settings.cash_step)
        self.source.setText(self.payment.rounding_in_words())

    def _anew(self) -> None:
        self._say_usual()
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
        field = TextField("")
        field.line.setAccessibleName(_("Name of {name}").format(name=name))
        named = FieldFeedback(field, self.row)
        line = Form(field)
        line.bind("name", field, lambda text: payment.rename(one.key, text, named))
        line.show({"name": one.name})
        return line_of(field, tick, up, down, away, space=theme.space(2))

    def _add(self, name: str) -> None:
        if self.payment.add(name, FieldFeedback(self.methods.field, self.row)):
            self.methods.field.set_text("")
