"""Who pays: company, VAT number, address of the bill, and how they pay."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.customers.customers import Buyer
from pos.domain.orders.agreement import BILL
from pos.domain.orders.cart import Cart
from pos.domain.orders.fulfilment import Exemption
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import PaymentMethod
from pos.domain.words.address import Address
from pos.domain.words.fields import field_of
from pos.text import _, sentence
from ui.kit.controls.buttons import TOUCH
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import TextField
from ui.kit.forms.form import Form
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.sell.order import words as order_words
from ui.sell.order.form.who import LIMIT
from ui.sell.order.presenter import OrderFormPresenter
from ui.shared.address.address_fields import AddressFields
from ui.shared.charge.tender import method_name


class Billing(QWidget):
    """Company, VAT number and payment method; the address only where it is another one."""

    def __init__(self, presenter: OrderFormPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.title = theme.label("", theme.BODY, theme.BOLD)
        self.title.setMinimumHeight(TOUCH)
        self.same = Tick()
        self.company, self.tax_id = TextField("", limit=LIMIT), TextField("", limit=LIMIT)
        self.legal_id = TextField("", limit=LIMIT)
        self.fields: dict[str, TextField] = {
            "company": self.company,
            "tax_id": self.tax_id,
            "legal_id": self.legal_id,
        }
        self._form = Form(self)
        for name in self.fields:
            self._bind(name)
        self.reason = theme.label("", theme.NOTE, theme.MEDIUM, theme.Tone.INFO, wrap=True)
        self.payment = ChoiceField("", (), unlisted=order_words.no_longer_offered)
        self._methods: tuple[PaymentMethod, ...] = ()
        self.address = AddressFields(BILL)
        self.same.clicked.connect(self._toggle)
        self.payment.changed.connect(self._choose_payment)
        self.address.edited.connect(lambda edited: self._write_address(*edited))
        self._lay_out()
        speak(self, self._say)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.same)
        column.addLayout(head)
        for part in (*self.fields.values(), self.reason, self.payment, self.address):
            column.addWidget(part)
        column.addStretch(1)

    def _bind(self, name: str) -> None:
        presenter, field = self._presenter, self.fields[name]
        self._form.bind_live(
            name, field, lambda text: presenter.write(name, text), left=lambda: presenter.left(name)
        )

    def _say(self) -> None:
        self.title.setText(_("Bill to"))
        self.same.setText(_("same as delivery"))
        self.same.setAccessibleName(_("same as delivery"))
        self.same.updateGeometry()
        self.company.set_title(_("Company"))
        self.tax_id.set_title(_("VAT number"))
        self.legal_id.set_title(_("SIREN or registration number"))
        self.payment.set_title(_("Payment method"))
        self._offer()
        self.show_cart(self._presenter.cart)
        if self.address.isVisible():
            self.address.retell()

    def _offer(self) -> None:
        self._methods = methods = self._presenter.settings.methods
        options = (("", _("Not agreed yet")), *((one.key, method_name(one)) for one in methods))
        self.payment.set_options(options)

    def show_cart(self, cart: Cart) -> None:
        if self._methods != self._presenter.settings.methods:
            self._offer()
        buyer = cart.buyer or Buyer()
        self._form.show({name: field_of(buyer, name) for name in self.fields})
        reverse = cart.exemption is Exemption.REVERSE_CHARGE
        words = [_("Reverse charge: no VAT here, the customer owes it at home.")] if reverse else []
        self.reason.setText(" ".join([*words, *map(sentence, self._presenter.agreement.notes(cart))]))
        self.reason.setVisible(reverse)
        self.payment.set_value(cart.payment_method)
        delivered = cart.fulfilment.kind is FulfilmentKind.DELIVERY
        self.title.setText(_("Bill to") if delivered else _("Company and payment"))
        self.same.setVisible(delivered)
        self.same.setChecked(cart.billing is None)
        elsewhere = delivered and cart.billing is not None
        self.address.setVisible(elsewhere)
        if elsewhere and cart.billing is not None:
            self.address.show_address(cart.billing, buyer.shown_name)

    def _toggle(self) -> None:
        """Another address for the bill: it begins empty, in the country of the delivery."""
        if self.same.isChecked():
            self._presenter.revise(lambda cart: cart.with_billing(None))
            return
        here = self._presenter.settings.country
        known = self._presenter.cart.fulfilment.address
        begins = Address(country=known.country if known else here)
        self._presenter.revise(lambda cart: cart.with_billing(begins))
        self.address.field("street").setFocus()

    def _write_address(self, name: str, address: Address) -> None:
        self._presenter.revise(lambda cart: cart.with_billing(address), f"{BILL}.{name}")

    def _choose_payment(self) -> None:
        key = self.payment.value() or ""
        self._presenter.revise(lambda cart: cart.with_payment_method(key))
