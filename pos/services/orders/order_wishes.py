"""What an order document says beside the goods, as the wishes of a customer: the agreement answers them."""

from __future__ import annotations

from dataclasses import replace

from pos.contacts.address import clean_address
from pos.domain.customers.customers import Buyer, CustomerRow
from pos.domain.orders.agreement import CHECKED, NATIONAL, Agreed, Agreement
from pos.domain.orders.cart import Cart
from pos.domain.orders.fulfilment import Exemption, Regular
from pos.domain.orders.order_document import OrderDocument, WrittenCustomer, WrittenFulfilment
from pos.domain.orders.wishes import with_method
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.domain.words.fields import field_of
from pos.domain.words.text import clean, fold, language_code
from pos.services.customers.customers import Customers
from pos.services.orders.orders import Orders
from pos.services.shop.methods import delivery_method, payment_method

LIMIT = 100
TAKE_AWAY = WrittenFulfilment(FulfilmentKind.TAKE_AWAY)


class OrderWishes:
    """Applies what was agreed on with the eyes of one shop; without customers nobody is known."""

    def __init__(self, agreement: Agreement, customers: Customers | None, orders: Orders | None) -> None:
        self._agreement = agreement
        self._customers, self._orders = customers, orders

    def put(self, goods: Cart, document: OrderDocument) -> Agreed:
        """The cart with all of it; raises what is wrong with a field.

        By phone a known customer has what the window proposes, unless something is said of the delivery.
        """
        regular = self._regular(document.customer)
        agreed = Agreed(goods)
        if regular is not None and self._customers is not None:
            buyer = self._customers.buyer(regular.customer)
            agreed = self._agreement.with_customer(goods, regular, buyer)
        wish = document.fulfilment
        if wish is not None or regular is None or document.channel != "phone":
            agreed = self._handed_over(agreed, wish or TAKE_AWAY, regular)
        cart = self._billed(agreed.cart, document)
        cart = cart.with_buyer(self._buyer(cart, document))
        cart = asked = cart.with_exemption(_exemption(document, regular), document.exemption_reason)
        cart = self._agreement.follow(goods, cart)
        if document.charges is not None:
            cart = cart.with_charges(goods.charges)
        return Agreed(cart, (*agreed.notes, *self._agreement.notes(cart, asked.exemption)))

    def edited(self, cart: Cart, customer: WrittenCustomer, where: Address | None) -> Buyer | None:
        """Who an order is for from now on: as the shop knows them, and over it what is written.

        Who is named as before is the one on the order.
        """
        regular = self._regular(customer)
        known = cart.buyer or Buyer()
        if regular is not None and self._customers is not None:
            if regular.customer.id != known.customer_id:
                known = self._customers.buyer(regular.customer)
        elif (customer.email or known.email).casefold() != known.email.casefold():
            known = Buyer()
        document = OrderDocument(lines=(), customer=customer, billing_address=where)
        return self._buyer(cart.with_buyer(known), document)

    def address(self, written: Address | None) -> Address | None:
        """The address as it may be kept, in the shop's country where none is named; None for an empty one."""
        if written is None or written == Address():
            return None
        return clean_address(replace(written, country=written.country or self._agreement.settings.country))

    def _regular(self, written: WrittenCustomer | None) -> Regular | None:
        """The customer of that id, else the one with this e-mail, else the one with this phone.

        Two tills may both have made them, and two people may share one address: nothing is refused for it.
        Of several it is who has this name too, else who was made first, as where they become one.
        """
        if written is None or self._customers is None or self._orders is None:
            return None
        if written.id:
            return self._orders.regular(written.id)
        by_mail = self._customers.same_person(written.email, "")
        by_phone = self._customers.same_person("", written.phone)
        both = tuple(one for one in by_mail if one in by_phone)
        found: tuple[CustomerRow, ...] = both if len(by_mail) > 1 and both else by_mail or by_phone
        called = {fold(one) for one in (written.name, written.company) if one}
        named = [one for one in found if called & {fold(one.name), fold(one.company)}]
        return self._orders.regular((named or found)[-1].id) if found else None

    def _handed_over(self, proposed: Agreed, wish: WrittenFulfilment, regular: Regular | None) -> Agreed:
        """The cart handed over as it is written; without a name by the method that the agreement chooses."""
        written = self.address(wish.address)
        agreed = self._agreement.with_kind(proposed.cart, wish.method, regular, to=written)
        cart = agreed.cart
        method = delivery_method(self._agreement.settings, wish.method, wish.name)
        name = method.key if method else clean(wish.name, LIMIT)
        to = replace(
            cart.fulfilment,
            address=written or cart.fulfilment.address,
            at=wish.at,
            tracking_number=clean(wish.tracking_number, LIMIT),
        )
        handed = cart.with_fulfilment(to)
        if name:
            return Agreed(with_method(handed, name))
        return Agreed(handed, proposed.notes if cart is proposed.cart else agreed.notes)

    def _billed(self, cart: Cart, document: OrderDocument) -> Cart:
        """The cart billed and to be paid as it is written; what is left out is by phone as last time."""
        billing = self.address(document.billing_address)
        if billing is not None:
            cart = cart.with_billing(billing)
        method = payment_method(self._agreement.settings, document.payment_method)
        written = method.key if method else clean(document.payment_method, LIMIT)
        usual = cart.payment_method if document.channel == "phone" else ""
        return cart.with_payment_method(written or usual)

    def _buyer(self, cart: Cart, document: OrderDocument) -> Buyer | None:
        """Who it is for: as the shop knows them, and over it what is written."""
        written = document.customer
        if written is None:
            return None
        where = document.billing_address or (document.fulfilment.address if document.fulfilment else None)
        home = self._agreement.settings.country
        country = where.country if where and where.country else home
        checks = self._agreement.checks
        said = {name: clean(field_of(written, name)) for name in ("name", "company")}
        for name in CHECKED:
            said[name] = checks.read_field(
                name, field_of(written, name), country if name in NATIONAL else home
            )
        said["language"] = language_code(written.language)
        buyer = replace(cart.buyer or Buyer(), **{name: value for name, value in said.items() if value})
        return None if buyer == Buyer() else buyer


def _exemption(document: OrderDocument, regular: Regular | None) -> Exemption | None:
    """Why there is no tax, where a person says so: of the order, or of the customer."""
    exempt = document.customer.tax_exempt if document.customer else None
    if exempt is None:
        exempt = regular is not None and regular.customer.tax_exempt
    return document.exemption or (Exemption.EXEMPT if exempt else None)
