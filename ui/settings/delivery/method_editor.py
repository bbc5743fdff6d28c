"""One way to deliver, opened: what it is, what it costs, where it goes."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind, WeightStep
from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import MoneyField, NumberField
from ui.kit.look import drawing, theme
from ui.settings.controls import KeptMoney, KeptText, Segments
from ui.settings.delivery.delivery_presenter import GRAMS, DeliveryPresenter
from ui.settings.lists import FieldFeedback, remover
from ui.settings.presenter import Feedback
from ui.settings.rows import name_control


class MethodEditor(QWidget):
    """Each field is kept when it is left, like every setting."""

    def __init__(self, delivery: DeliveryPresenter, one: DeliveryMethod, feedback: Feedback) -> None:
        super().__init__()
        self._delivery, self._key, self._feedback = delivery, one.key, feedback
        self.name = KeptText(one.name)
        self.kind = Segments(_kinds, one.kind)
        self.fee = KeptMoney(delivery.currency)
        self.free_from = KeptMoney(delivery.currency)
        self.countries = KeptText()
        self.where = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        classes = [("", _("As the goods usually are")), *((c.key, _(c.name)) for c in delivery.classes)]
        self.tax_class = ChoiceField(_("Taxed as"), classes, one.tax_class)
        self.steps = [StepLine(self, at, step) for at, step in enumerate(one.weights)]
        self.new_step = StepLine(self, len(one.weights), None)
        self._title()
        self._lay_out()
        self._connect()
        self.show_method(one)

    def _title(self) -> None:
        self.name.set_title(_("Name"))
        self.fee.set_title(_("Fee"))
        self.free_from.set_title(_("Free from"))
        self.countries.set_title(_("Only to these countries"))
        self.countries.line.setPlaceholderText("FR BE LU")
        self.free_from.line.setPlaceholderText(_("never"))
        name_control(self.kind, _("Kind"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(theme.space(3))
        column.addWidget(self.kind)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(3))
        places = (
            (self.name, 0, 0), (self.tax_class, 0, 1), (self.fee, 1, 0), (self.free_from, 1, 1),
        )  # fmt: skip
        for part, down, across in places:
            grid.addWidget(part, down, across)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self.countries)
        column.addWidget(self.where)
        words = _("By weight, in place of the one fee: up to so much, so much.")
        column.addWidget(theme.label(words, theme.NOTE, tone=theme.Tone.MUTED, wrap=True))
        for step in (*self.steps, self.new_step):
            column.addWidget(step)

    def _connect(self) -> None:
        key, tell = self._key, self._delivery
        self.name.left.connect(lambda text: tell.rename(key, text, FieldFeedback(self.name, self._feedback)))
        self.kind.chosen.connect(lambda kind: tell.change(key, self._feedback, kind=kind))
        self.fee.left.connect(lambda fee: tell.change(key, self._feedback, fee=fee.minor))
        self.free_from.left.connect(lambda least: tell.change(key, self._feedback, free_from=least.minor))
        self.tax_class.changed.connect(
            lambda: tell.change(key, self._feedback, tax_class=self.tax_class.value())
        )
        self.countries.left.connect(
            lambda text: tell.set_countries(key, text, FieldFeedback(self.countries, self._feedback))
        )

    def show_method(self, one: DeliveryMethod) -> None:
        """Show what is kept, but not over what is being written."""
        money = self._delivery.money
        self.name.show_text(one.name)
        self.kind.show_value(one.kind)
        self.fee.show_money(money(one.fee))
        self.fee.setEnabled(not one.weights)
        self.free_from.show_money(money(one.free_from) if one.free_from else None)
        self.countries.show_text(" ".join(one.countries))
        self.where.setText(self._delivery.country_names(one.countries))
        self.tax_class.set_value(one.tax_class)
        for line, step in zip(self.steps, one.weights, strict=False):
            line.show_step(step)

    def keep_step(self, at: int, kilos: Decimal, fee: Money) -> bool:
        """Keep a step of the fee by weight."""
        line = (*self.steps, self.new_step)[at]
        return self._delivery.set_step(self._key, at, kilos, fee, FieldFeedback(line.kilos, self._feedback))

    def remove_step(self, at: int) -> None:
        """Do without a step."""
        self._delivery.remove_step(self._key, at, self._feedback)

    @property
    def currency(self) -> str:
        """The money of the fees."""
        return self._delivery.currency

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft ground."""
        painter = QPainter(self)
        drawing.box(painter, self.rect(), theme.colours().soft, None)
        painter.end()


class StepLine(QWidget):
    """Up to so many kilograms the fee is so much; the last line adds one."""

    def __init__(self, editor: MethodEditor, at: int, step: WeightStep | None) -> None:
        super().__init__()
        self._editor, self._at, self._new = editor, at, step is None
        self.kilos = NumberField("", unit="kg")
        self.fee = MoneyField("", editor.currency)
        self.kilos.line.setAccessibleName(_("Up to, in kilograms"))
        self.fee.line.setAccessibleName(_("Fee up to this weight"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(self.kilos, 1)
        row.addWidget(self.fee, 1)
        if step is None:
            self.add = PlainButton(_("Add"), icon="plus", height=40)
            self.add.clicked.connect(self._keep)
            row.addWidget(self.add)
            for field in (self.kilos, self.fee):
                field.entered.connect(self._keep)
        else:
            self.show_step(step)
            row.addWidget(remover(self.kilos.text() + " kg", lambda: editor.remove_step(at)))
            for field in (self.kilos, self.fee):
                field.line.editingFinished.connect(self._left)

    def show_step(self, step: WeightStep) -> None:
        """Show what is kept, unless somebody is writing here."""
        if not (self.kilos.line.isModified() or self.fee.line.isModified() or self.kilos.box.mistaken):
            self.kilos.set_value(Decimal(step.up_to) / GRAMS)
            self.fee.set_money(Money(step.fee, self._editor.currency))

    def _left(self) -> None:
        if self.kilos.line.isModified() or self.fee.line.isModified():
            self._keep()

    def _keep(self) -> None:
        kilos, fee = self.kilos.read(), self.fee.money()
        for field in (self.kilos, self.fee):
            field.line.setModified(False)
        if (
            kilos is not None
            and fee is not None
            and self._editor.keep_step(self._at, kilos, fee)
            and self._new
        ):
            self.kilos.set_text("")
            self.fee.set_text("")


def _kinds() -> list[tuple[FulfilmentKind, str]]:
    return [(FulfilmentKind.DELIVERY, _("Delivery")), (FulfilmentKind.PICKUP, _("Pickup"))]
