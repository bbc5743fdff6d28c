"""What an order document says beside the goods: for whom, handed over how, billed where, paid by what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pos.contacts.address import clean_address
from pos.contacts.email import read_email
from pos.contacts.phone import read_phone
from pos.contacts.vat import read_vat, reverse_charge_applies
from pos.domain.customers.customers import Buyer, Customer, CustomerAddress, CustomerRow
from pos.domain.customers.errors import SeveralCustomers
from pos.domain.money.pricing import Charge, ChargeKind
from pos.domain.orders.cart import Cart
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.orders.order_document import OrderDocument, WrittenCustomer, WrittenFulfilment
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.address import Address
from pos.domain.words.text import clean
from pos.services.customers.customers import Customers
from pos.services.shop.methods import delivery_method, payment_method

LIMIT = 100


@dataclass(frozen=True, slots=True)
class Agreed:
    """Reads what was agreed on with the eyes of one shop; without a shop nobody and nothing is known."""

    settings: ShopSettings | None
    customers: Customers | None = None
    weigh: Callable[[Cart], int] | None = None

    def put(self, cart: Cart, document: OrderDocument) -> Cart:
        """The cart with all of it; raises what is wrong with a field."""
        known = self._known(document.customer)
        fulfilment = self._fulfilment(document.fulfilment, known)
        billing = self._address(document.billing_address)
        if billing is None and fulfilment.address is None:
            billing = _home(known)
        cart = replace(
            cart,
            buyer=self._buyer(document, known),
            fulfilment=fulfilment,
            billing=billing,
            payment_method=self._payment(document.payment_method),
        )
        cart = cart.with_exemption(self._exemption(cart, document.customer, known))
        return self._with_usual_fee(cart) if document.charges is None else cart

    def keep(self, cart: Cart) -> Cart:
        """The cart with its buyer kept as a customer, if e-mail or phone will tell them from others."""
        buyer = cart.buyer
        if self.customers is None or buyer is None or buyer.customer_id or not (buyer.email or buyer.phone):
            return cart
        places = dict.fromkeys(filter(None, (cart.fulfilment.address, cart.billing)))
        made = self.customers.add(
            Customer(
                "",
                name=buyer.name,
                company=buyer.company,
                email=buyer.email,
                phone=buyer.phone,
                tax_id=buyer.tax_id,
                tax_exempt=cart.exemption is Exemption.EXEMPT,
                language=buyer.language,
                addresses=tuple(CustomerAddress("", one) for one in places),
            )
        )
        return cart.with_buyer(replace(buyer, customer_id=made.id))

    def _known(self, written: WrittenCustomer | None) -> Customer | None:
        """The customer of that id, else the one with this e-mail, else the one with this phone."""
        if written is None or self.customers is None:
            return None
        if written.id:
            return self.customers.customer(written.id)
        by_mail = self.customers.same_person(written.email, "")
        by_phone = self.customers.same_person("", written.phone)
        both = tuple(one for one in by_mail if one in by_phone)
        found: tuple[CustomerRow, ...] = both if len(by_mail) > 1 and both else by_mail or by_phone
        if len(found) > 1:
            raise SeveralCustomers(written.email or written.phone, len(found))
        return self.customers.customer(found[0].id) if found else None

    def _buyer(self, document: OrderDocument, known: Customer | None) -> Buyer | None:
        """Who it is for: as the shop knows them, and over it what is written."""
        buyer = self.customers.buyer(known) if known and self.customers else Buyer()
        written = document.customer
        if written is None:
            return None
        where = document.billing_address or (document.fulfilment.address if document.fulfilment else None)
        country = self.settings.country if self.settings else ""
        said = {
            "name": clean(written.name),
            "company": clean(written.company),
            "email": read_email(written.email),
            "phone": read_phone(written.phone, country),
            "tax_id": read_vat(written.tax_id, where.country if where and where.country else country),
            "language": clean(written.language, 3).lower(),
        }
        buyer = replace(buyer, **{name: value for name, value in said.items() if value})
        return None if buyer == Buyer() else buyer

    def _fulfilment(self, written: WrittenFulfilment | None, known: Customer | None) -> Fulfilment:
        if written is None:
            return Fulfilment()
        method = delivery_method(self.settings, written.method, written.name) if self.settings else None
        address = self._address(written.address)
        if address is None and written.method is FulfilmentKind.DELIVERY:
            address = _home(known)
        return Fulfilment(
            kind=written.method,
            method=method.key if method else clean(written.name, LIMIT),
            address=address,
            at=written.at,
            tracking_number=clean(written.tracking_number, LIMIT),
        )

    def _address(self, written: Address | None) -> Address | None:
        """The address as it may be kept, in the shop's country where none is named; None for an empty one."""
        if written is None or written == Address():
            return None
        home = self.settings.country if self.settings else ""
        return clean_address(replace(written, country=written.country or home))

    def _payment(self, written: str) -> str:
        method = payment_method(self.settings, written) if written and self.settings else None
        return method.key if method else clean(written, LIMIT)

    def _exemption(
        self, cart: Cart, written: WrittenCustomer | None, known: Customer | None
    ) -> Exemption | None:
        """Why there is no tax: the buyer owes it in another country of the EU, or is exempt."""
        tax_id = cart.buyer.tax_id if cart.buyer else ""
        if self.settings and reverse_charge_applies(self.settings.country, tax_id):
            return Exemption.REVERSE_CHARGE
        exempt = known.tax_exempt if known else False
        if written is not None and written.tax_exempt is not None:
            exempt = written.tax_exempt
        return Exemption.EXEMPT if exempt else None

    def _with_usual_fee(self, cart: Cart) -> Cart:
        """The cart with what the shop's own way to deliver costs."""
        shop, chosen = self.settings, cart.fulfilment
        method = delivery_method(shop, chosen.kind, chosen.method) if shop else None
        if shop is None or method is None:
            return cart
        totals = cart.totals()
        grams = self.weigh(cart) if self.weigh and method.weights else 0
        country = chosen.address.country if chosen.address else ""
        fee = method.fee_for(totals.subtotal - totals.discount, country, grams)
        if fee is None:
            return cart
        taxes = shop.rates(method.tax_class)
        return cart.with_charges((Charge(ChargeKind.DELIVERY, method.name, fee, None, taxes),))


def _home(known: Customer | None) -> Address | None:
    return known.addresses[0].address if known and known.addresses else None
