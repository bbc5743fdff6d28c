"""A discount by percentage or amount, with a name: of the whole order, or of one line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Discount
from pos.domain.words.text import clean
from pos.text import _
from ui.kit.controls.buttons import ChoiceButton, PlainButton
from ui.kit.dialogs.form_dialog import FormDialog, sign_of
from ui.kit.forms.fields import MoneyField, NumberField, PercentField, TextField
from ui.kit.look import theme
from ui.sell.presenter import SellPresenter

NAME_LIMIT = 60


class DiscountFields(QWidget):
    """Percent or amount, the number, the name."""

    changed = Signal()

    def __init__(self, currency: str, discount: Discount | None = None) -> None:
        super().__init__()
        self._currency = currency
        by_amount = discount is not None and discount.amount is not None
        self.percent = PercentField(_("Discount"), discount.percent if discount else None, places=4)
        self.amount = MoneyField(_("Discount"), currency, discount.amount if discount else None)
        self.name = TextField(_("Name of the discount (optional)"), discount.name if discount else "")
        self.kinds = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        self._places: tuple[NumberField, ...] = (self.percent, self.amount)
        for at, words in enumerate(("%", sign_of(currency))):
            button = ChoiceButton(words, height=40, soft=True)
            button.setAccessibleName(_("Discount in percent") if at == 0 else _("Discount as an amount"))
            self.kinds.addButton(button, at)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
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
    def field(self) -> NumberField:
        """The number field in use."""
        return self._places[max(self.kinds.checkedId(), 0)]

    def read(self) -> tuple[bool, Discount | None]:
        """Whether it could be read, and the discount; none where the field is empty or zero."""
        if not self.field.text():
            return True, None
        number = self.field.read()
        if number is None:
            return False, None
        if number < 0 or (self.field is self.percent and number > 100):
            self.field.set_mistake(
                _("A discount is zero or more.") if number < 0 else _("A discount is at most 100 %.")
            )
            return False, None
        name = clean(self.name.text(), NAME_LIMIT)
        if not number:
            return True, None
        if self.field is self.percent:
            return True, Discount(percent=number, name=name)
        return True, Discount(amount=Money.of(number, self._currency), name=name)

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
        """Set it."""
        known, discount = self.fields.read()
        return known and self._presenter.discount(discount)

    def _take_off(self) -> None:
        if self._presenter.discount(None):
            self.close_dialog()
