"""One way to deliver, opened: what it is, what it costs, where it goes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind, WeightStep
from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import TextField
from ui.kit.forms.form import Form, first_mistaken
from ui.kit.forms.numbers import MoneyField, NumberField, not_below_zero
from ui.kit.forms.segments import Segments
from ui.kit.look import drawing, theme
from ui.settings.delivery.delivery_presenter import GRAMS, DeliveryPresenter
from ui.settings.lists import FieldFeedback, remover
from ui.settings.presenter import Feedback
from ui.settings.rows import name_control


class MethodEditor(QWidget):
    """Each field is kept when it is left, like every setting."""

    def __init__(self, delivery: DeliveryPresenter, one: DeliveryMethod, feedback: Feedback) -> None:
        super().__init__()
        self._delivery, self._key, self._feedback = delivery, one.key, feedback
        self.form = Form(self)
        self.name = TextField("")
        self.kind = Segments(_kinds, one.kind)
        self.fee = MoneyField("", delivery.currency, optional=True, rule=not_below_zero)
        self.free_from = MoneyField("", delivery.currency, optional=True, rule=not_below_zero)
        self.countries = TextField("")
        self.tracking = TextField("")
        self.where = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        classes = [("", _("As the goods usually are")), *((c.key, _(c.name)) for c in delivery.classes)]
        self.tax_class = ChoiceField(
            _("Taxed as"), classes, one.tax_class, unlisted=lambda _key: _("No longer offered")
        )
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
        self.tracking.set_title(_("Link to follow a parcel, with NUMBER for its number"))
        self.tracking.line.setPlaceholderText("https://www.example.com/NUMBER")
        # Translators: shown in the empty field "free from": delivery is never free
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
        column.addWidget(self.tracking)
        words = _("By weight, in place of the one fee: a fee for all that is no heavier.")
        column.addWidget(theme.label(words, theme.NOTE, tone=theme.Tone.MUTED, wrap=True))
        for step in (*self.steps, self.new_step):
            column.addWidget(step)

    def _connect(self) -> None:
        key, tell, bind = self._key, self._delivery, self.form.bind
        at_name, at_countries = (FieldFeedback(one, self._feedback) for one in (self.name, self.countries))
        bind("name", self.name, lambda text: tell.rename(key, text, at_name))
        bind("countries", self.countries, lambda text: tell.set_countries(key, text, at_countries))
        bind(
            "tracking",
            self.tracking,
            lambda text: tell.set_tracking(key, text, FieldFeedback(self.tracking, self._feedback)),
        )
        bind("fee", self.fee, lambda fee: self._change(fee=fee.minor if fee else 0, asks=False))
        bind("free_from", self.free_from, lambda least: self._change(free_from=least.minor if least else 0))
        self.form.bind_choice("kind", self.kind, lambda kind: self._change(kind=kind))
        self.form.bind_choice("tax_class", self.tax_class, lambda one: self._change(tax_class=one))

    def _change(self, **fields: Any) -> None:
        self._delivery.change(self._key, self._feedback, **fields)

    def show_method(self, one: DeliveryMethod) -> None:
        """Show what is kept, but not over what is being written."""
        money = self._delivery.money
        self.form.show(
            {
                "name": one.name,
                "kind": one.kind,
                "fee": None if one.asks else money(one.fee),
                "free_from": money(one.free_from) if one.free_from else None,
                "countries": " ".join(one.countries),
                "tracking": one.tracking,
                "tax_class": one.tax_class,
            }
        )
        self.fee.setEnabled(not one.weights)
        self.fee.line.setPlaceholderText(_("fee asked with each order") if one.asks else "")
        self.where.setText(self._delivery.country_names(one.countries))
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
                field.left.connect(self._left)

    def show_step(self, step: WeightStep) -> None:
        """Show what is kept, unless somebody is writing here."""
        if not (self.kilos.touched() or self.fee.touched() or self.kilos.mistaken):
            self.kilos.set_value(Decimal(step.up_to) / GRAMS)
            self.fee.set_value(Money(step.fee, self._editor.currency))

    def _left(self) -> None:
        if self.kilos.touched() or self.fee.touched():
            self._keep()

    def _keep(self) -> None:
        kilos, fee = self.kilos.read(), self.fee.read()
        for field in (self.kilos, self.fee):
            field.set_touched(False)
        if (
            kilos is not None
            and fee is not None
            and self._editor.keep_step(self._at, kilos, fee)
            and self._new
        ):
            self.kilos.set_text("")
            self.fee.set_text("")
        if self._new and (wrong := first_mistaken(self)) is not None:
            wrong.take_keyboard()


def _kinds() -> list[tuple[FulfilmentKind, str]]:
    return [(FulfilmentKind.DELIVERY, _("Delivery")), (FulfilmentKind.PICKUP, _("Pickup"))]
