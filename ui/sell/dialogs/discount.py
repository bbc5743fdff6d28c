"""A discount by percentage or amount, with a name: of the whole order, or of one line."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Discount
from pos.text import _
from ui.kit.controls.buttons import ChoiceButton, PlainButton
from ui.kit.controls.panel import holding
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.fields import TextField
from ui.kit.forms.numbers import MoneyField, PercentField, sign_of
from ui.kit.look import theme
from ui.sell.presenter import SellPresenter

NAME_LIMIT = 60


class DiscountFields(QWidget):
    """Percent or amount, the number, the name."""

    changed = Signal()

    def __init__(self, currency: str, discount: Discount | None = None) -> None:
        super().__init__()
        by_amount = discount is not None and discount.amount is not None
        self.percent = PercentField(
            _("Discount"), discount.percent if discount else None, places=4, optional=True, rule=_percent_rule
        )
        self.amount = MoneyField(
            _("Discount"), currency, discount.amount if discount else None, optional=True, rule=_amount_rule
        )
        named = discount.name if discount else ""
        self.name = TextField(_("Name of the discount (optional)"), named, limit=NAME_LIMIT)
        self.kinds = QButtonGroup(self)
        row, ways = QHBoxLayout(), QHBoxLayout()
        for one in (row, ways):
            one.setSpacing(theme.space(2))
        for at, words in enumerate(("%", sign_of(currency))):
            button = ChoiceButton(words, height=40, soft=True)
            button.setAccessibleName(_("Discount in percent") if at == 0 else _("Discount as an amount"))
            self.kinds.addButton(button, at)
            ways.addWidget(button)
        kinds = holding(ways)
        kinds.setAccessibleName(_("Kind of discount"))
        row.addWidget(kinds, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.percent, 1)
        row.addWidget(self.amount, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        column.addLayout(row)
        column.addWidget(self.name)
        self.kinds.idClicked.connect(self._choose)
        for field in (self.percent, self.amount, self.name):
            field.changed.connect(self.changed)
        self._show(int(by_amount))

    @property
    def field(self) -> PercentField | MoneyField:
        """The number field in use."""
        return self.amount if self.kinds.checkedId() == 1 else self.percent

    def value(self) -> Discount | None:
        """The discount; none where the field is empty or zero."""
        name = self.name.value()
        if self.kinds.checkedId() == 1:
            amount = self.amount.entry()
            return Discount(amount=amount, name=name) if amount and not amount.is_zero else None
        percent = self.percent.entry()
        return Discount(percent=percent, name=name) if percent else None

    def _choose(self, at: int) -> None:
        self._show(at)
        self.field.line.setFocus()
        self.changed.emit()

    def _show(self, at: int) -> None:
        self.kinds.button(at).setChecked(True)
        self.percent.setVisible(at == 0)
        self.amount.setVisible(at == 1)


class DiscountDialog(FormDialog):
    """The order's discount."""

    def __init__(self, window: QWidget, presenter: SellPresenter) -> None:
        # Translators: the button that gives the discount typed
        super().__init__(window, _("Discount on the whole order"), _("Set"))
        self._presenter = presenter
        now = presenter.sale.cart.discount
        self.fields = DiscountFields(presenter.settings.currency, now)
        self.fields.changed.connect(self.touched)
        self.body.addWidget(self.fields)
        self.off = PlainButton(_("Take off"), height=52)
        self.off.clicked.connect(self._take_off)
        self.off.setVisible(now is not None)
        self.finish(self.off)
        self.first = self.fields.field

    def submit(self) -> bool:
        return self._presenter.discount(self.fields.value())

    def _take_off(self) -> None:
        if self._presenter.discount(None):
            self.close_dialog()


def _percent_rule(percent: Decimal) -> str:
    if percent > 100:
        return _("A discount is at most 100 %.")
    return _("A discount is zero or more.") if percent < 0 else ""


def _amount_rule(amount: Money) -> str:
    return _("A discount is zero or more.") if amount.minor < 0 else ""
