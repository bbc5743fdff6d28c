"""What to sell, when the box alone does not say it: a variant's terms, a custom item, an unknown code."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtWidgets import QWidget

from pos.domain.box.answers import CustomRow, UnknownCode
from pos.domain.orders.cart import CartLine
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.text import NAME_LIMIT, NOTE_LIMIT
from pos.text import _
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import TextField
from ui.kit.forms.numbers import PriceField, QuantityField
from ui.sell.presenter import SellPresenter
from ui.sell.questions import AskCustom, AskTerms
from ui.shared.cart import words as cart_words
from ui.shared.catalogue.codes import misread_words


class TermsDialog(FormDialog):
    """With which quantity and price a variant is sold, and why it costs something else."""

    def __init__(self, window: QWidget, ask: AskTerms, presenter: SellPresenter) -> None:
        hit = ask.hit
        super().__init__(window, cart_words.full_name(hit.name, hit.options), _("Add"))
        self._hit, self._presenter = hit, presenter
        self.quantity = QuantityField(_("Quantity"), ask.quantity, unit=hit.unit)
        self.price = PriceField(_("Price"), presenter.settings.currency, hit.price)
        self.reason = TextField(_("Reason for another price (optional)"), limit=NAME_LIMIT)
        self.beside(self.quantity, self.price)
        self.body.addWidget(self.reason)
        self.reason.setVisible(hit.price is not None)
        self.finish()
        self.first = self.quantity if hit.price is not None else self.price

    def submit(self) -> bool:
        price = self.price.value()
        reason = self.reason.value() if price != self._hit.price else ""
        if not self._presenter.sale.add(self._hit, self.quantity.value(), price, reason):
            return False
        self._presenter.cleared.emit()
        return True


class CustomDialog(FormDialog):
    """A custom item; for an unknown code it is kept as a product that the code finds from now on."""

    def __init__(self, window: QWidget, ask: AskCustom | UnknownCode, presenter: SellPresenter) -> None:
        code = ask.code if isinstance(ask, UnknownCode) else ""
        title, words = _("Custom item"), ""
        if code:
            title = _("Unknown code")
            words = _("No product has the code {code}. Name and price it once: it is sold and kept.")
        cause = misread_words(ask.cause) if isinstance(ask, UnknownCode) else ""
        super().__init__(window, title, _("Add"), 520, note=f"{words.format(code=code)} {cause}".strip())
        self._code, self._presenter = code, presenter
        settings = presenter.settings
        known = ask.item if isinstance(ask, AskCustom) else CustomRow(ask.quantity, None, "")
        self.name = TextField(_("Name"), known.name, limit=NAME_LIMIT)
        self.price = PriceField(_("Price"), settings.currency, known.price)
        self.quantity = QuantityField(_("Quantity"), known.quantity)
        self.taxes = ChoiceField(_("Tax"), _classes(settings))
        self.note = TextField(_("Note (optional)"), limit=NOTE_LIMIT)
        self.keep = Tick(_("Keep as product"), bool(code))
        self._lay_out()
        self.first = self.price if known.name else self.name

    def _lay_out(self) -> None:
        self.body.addWidget(self.name)
        self.beside(self.price, self.quantity, self.taxes)
        self.taxes.setVisible(self.taxes.choices.count() > 1)
        self.body.addWidget(self.note)
        self.body.addWidget(self.keep)
        self.finish()

    def submit(self) -> bool:
        name = self.name.value()
        if not name and (self._code or self.keep.isChecked()):
            return self.refuse(self.name, _("Please fill this in."))
        item = CartLine(
            uuid4().hex,
            name or _("Custom item"),
            self.quantity.value(),
            self.price.value(),
            self._presenter.settings.rates(self.taxes.value() or ""),
            note=self.note.value(),
            keep_as_product=self.keep.isChecked(),
            barcode=self._code if self.keep.isChecked() else "",
        )
        return self._presenter.custom(item)


def _classes(settings: ShopSettings) -> list[tuple[str, str]]:
    """The tax classes to choose from, each with its rates."""
    return [
        (one.key, f"{_(one.name)} · {cart_words.rates_words(one.rates, settings.tax_labels)}")
        for one in settings.tax_classes
    ]
