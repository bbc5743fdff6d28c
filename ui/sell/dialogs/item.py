"""What to sell, when the box alone does not say it: a variant's terms, a custom item, an unknown code."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.box.answers import CustomRow
from pos.domain.orders.cart import CartLine
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.text import NOTE_LIMIT, clean
from pos.text import _
from ui.kit.dialogs.form_dialog import FormDialog, PriceField
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import QuantityField, TextField
from ui.kit.look import theme
from ui.sell.presenter import SellPresenter
from ui.sell.questions import AskCustom, AskTerms, AskUnknown
from ui.shared.cart import words as cart_words


class TermsDialog(FormDialog):
    """With which quantity and price a variant is sold, and why it costs something else."""

    def __init__(self, window: QWidget, ask: AskTerms, presenter: SellPresenter) -> None:
        hit = ask.hit
        super().__init__(window, cart_words.full_name(hit.name, hit.options), _("Add"))
        self._hit, self._presenter = hit, presenter
        self.quantity = QuantityField(_("Quantity"), ask.quantity, unit=hit.unit)
        self.price = PriceField(_("Price"), presenter.settings.currency, hit.price)
        self.reason = TextField(_("Reason for another price (optional)"))
        row = QHBoxLayout()
        row.setSpacing(theme.space(3))
        row.addWidget(self.quantity, 1)
        row.addWidget(self.price, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.reason)
        self.reason.setVisible(hit.price is not None)
        for field in (self.quantity, self.price, self.reason):
            field.changed.connect(self.touched)
        self.finish()
        self.first = self.quantity if hit.price is not None else self.price

    def submit(self) -> bool:
        """Add it."""
        quantity, price = self.quantity.read(), self.price.read()
        if quantity is None or price is None:
            return False
        if price < 0:
            self.price.set_mistake(_("A price is zero or more."))
            return False
        reason = clean(self.reason.text()) if price != self._hit.price else ""
        if not self._presenter.sale.add(self._hit, quantity, price, reason):
            return False
        self._presenter.cleared.emit()
        return True


class CustomDialog(FormDialog):
    """A custom item; for an unknown code it is kept as a product that the code finds from now on."""

    def __init__(self, window: QWidget, ask: AskCustom | AskUnknown, presenter: SellPresenter) -> None:
        code = ask.code if isinstance(ask, AskUnknown) else ""
        title, words = _("Custom item"), ""
        if code:
            title = _("Unknown code")
            words = _("No product has the code {code}. Name and price it once: it is sold and kept.")
        super().__init__(window, title, _("Add"), 520, note=words.format(code=code))
        self._code, self._presenter = code, presenter
        settings = presenter.settings
        known = ask.item if isinstance(ask, AskCustom) else CustomRow(ask.quantity, None, "")
        self.name = TextField(_("Name"), known.name)
        self.price = PriceField(_("Price"), settings.currency, known.price)
        self.quantity = QuantityField(_("Quantity"), known.quantity)
        self.taxes = ChoiceField(_("Tax"), _classes(settings))
        self.note = TextField(_("Note (optional)"))
        self.keep = Tick(_("Keep as product"), bool(code))
        self._lay_out()
        self.first = self.price if known.name else self.name

    def _lay_out(self) -> None:
        self.body.addWidget(self.name)
        row = QHBoxLayout()
        row.setSpacing(theme.space(3))
        beside: tuple[QWidget, ...] = (self.price, self.quantity, self.taxes)
        for part in beside:
            row.addWidget(part, 1)
        self.body.addLayout(row)
        self.taxes.setVisible(self.taxes.choices.count() > 1)
        self.body.addWidget(self.note)
        self.body.addWidget(self.keep)
        for field in (self.name, self.price, self.quantity, self.note):
            field.changed.connect(self.touched)
        self.finish()

    def submit(self) -> bool:
        """Add it."""
        name, price, quantity = clean(self.name.text()), self.price.read(), self.quantity.read()
        if price is None or quantity is None:
            return False
        if price < 0:
            self.price.set_mistake(_("A price is zero or more."))
            return False
        if not name and (self._code or self.keep.isChecked()):
            self.name.require()
            return False
        item = CartLine(
            uuid4().hex,
            name or _("Custom item"),
            quantity,
            price,
            self._presenter.settings.rates(self.taxes.value() or ""),
            note=clean(self.note.text(), NOTE_LIMIT),
            keep_as_product=self.keep.isChecked(),
            barcode=self._code if self.keep.isChecked() else "",
        )
        return self._presenter.custom(item)


def _classes(settings: ShopSettings) -> list[tuple[str, str]]:
    """The tax classes to choose from, each with its rates."""
    return [
        (one.key, f"{_(one.name)} · {cart_words.rates_words(one.rates, settings.tax_label)}")
        for one in settings.tax_classes
    ]
