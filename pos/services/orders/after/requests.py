"""Turn what a script asks of an order into what the rules read: amounts, goods and customers of the shop."""

from __future__ import annotations

from dataclasses import replace

from pos.domain.money.pricing import Charge
from pos.domain.money.quantity import to_micro
from pos.domain.money.tax import TaxList
from pos.domain.orders import facts
from pos.domain.orders.after.edit import UNSAID, Change, LineChange, Unsaid, edited
from pos.domain.orders.after.written import WrittenChange, WrittenLineChange, WrittenRefund
from pos.domain.orders.amendment import Back, ChargePiece, Piece, Request
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.fulfilment import Exemption
from pos.domain.orders.order_document import WrittenPayment
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.text import clean
from pos.services.orders.after.edits import Editable
from pos.services.orders.order_documents import OrderDocuments, discount_of, money_of, unit_price_of
from pos.services.shop.methods import delivery_method, payment_method
from pos.services.shop.settings import Settings


class OrderRequests:
    """Reads with the eyes of the shop what is asked of its orders."""

    def __init__(self, settings: Settings, documents: OrderDocuments) -> None:
        self._settings = settings
        self._documents = documents
        self._wishes = documents.wishes

    def refund(self, written: WrittenRefund, currency: str) -> Request:
        """What is taken back."""

        def minor(amount: object, where: str) -> int:
            return money_of(amount, currency, where).minor if amount is not None else 0  # type: ignore[arg-type]

        return Request(
            tuple(
                Piece(
                    one.line,
                    to_micro(one.quantity) if one.quantity is not None else 0,
                    minor(one.amount, f"lines[{n}].amount"),
                    one.to,
                )
                for n, one in enumerate(written.lines)
            ),
            tuple(
                ChargePiece(
                    one.charge, None if one.amount is None else minor(one.amount, f"charges[{n}].amount")
                )
                for n, one in enumerate(written.charges)
            ),
            minor(written.amount, "amount"),
        )

    def back(self, written: Back | tuple[WrittenPayment, ...], currency: str) -> Back | list[facts.Tender]:
        """How money goes back; a method may be written by its key or its name."""
        if isinstance(written, Back):
            return written
        tenders = (self._documents.tender(one, currency) for one in written)
        return [facts.Tender(one.method, one.amount.minor) for one in tenders]

    def edited(self, of: Editable, written: WrittenChange) -> Cart:
        """The order's cart with the change in it, details too."""
        cart = edited(of.cart, self._change(of.cart, written), of.versions, self._usual)
        return self._with_details(cart, written)

    def with_own_rates(self, of: Editable, cart: Cart) -> Cart:
        """The cart of an edit without rates by hand: what had its own in a version has those again."""
        return edited(cart, Change(by_hand=None), of.versions, self._usual)

    def _change(self, cart: Cart, written: WrittenChange) -> Change:
        currency, documents = cart.currency, self._documents
        off, rates, billing = written.discount, written.taxes_by_hand, written.billing_address
        customer = written.customer
        exemption: Exemption | Unsaid | None = UNSAID
        if customer is not None and customer.tax_exempt is not None:
            exemption = Exemption.EXEMPT if customer.tax_exempt else None
        where = cart.billing or cart.fulfilment.address
        return Change(
            lines=tuple(_line(one, currency, f"lines[{n}]") for n, one in enumerate(written.lines)),
            added=tuple(documents.line(one, currency, "lines") for one in written.added),
            discount=off if isinstance(off, Unsaid) else discount_of(off, currency, "discount"),
            charges=UNSAID
            if written.charges is None
            else tuple(documents.charge(one, currency) for one in written.charges),
            by_hand=rates if isinstance(rates, Unsaid) or rates is None else documents.rates(rates),
            exemption=exemption,
            buyer=UNSAID if customer is None else self._wishes.edited(cart, customer, where),
            billing=billing if isinstance(billing, Unsaid) else self._wishes.address(billing),
        )

    def _usual(self, part: CartLine | Charge) -> TaxList:
        """The rates of today, where no version of the order knew other ones."""
        shop = self._settings.current()
        if isinstance(part, CartLine) and part.sku:
            return self._documents.product(part.sku, "lines").taxes
        return shop.rates("")

    def _with_details(self, cart: Cart, written: WrittenChange) -> Cart:
        shop, wish = self._settings.current(), written.fulfilment
        if wish is not None:
            method = delivery_method(shop, wish.method, wish.name)
            name = method.key if method else clean(wish.name, 100)
            address = self._wishes.address(wish.address)
            if wish.method is FulfilmentKind.DELIVERY:
                address = address or cart.fulfilment.address
            handed = replace(cart.fulfilment, kind=wish.method, address=address, at=wish.at)
            if name or wish.method is not cart.fulfilment.kind:
                handed = replace(handed, method=name)
            if wish.tracking_number:
                handed = replace(handed, tracking_number=clean(wish.tracking_number, 100))
            cart = cart.with_fulfilment(handed)
        if written.payment_method is not None:
            paid = payment_method(shop, written.payment_method)
            cart = cart.with_payment_method(paid.key if paid else clean(written.payment_method, 100))
        if written.deposit is not None:
            cart = cart.with_deposit(written.deposit)
        if written.promised is not None:
            cart = cart.with_promise(written.promised)
        return cart.with_notes(customer=written.customer_note, private=written.private_note)


def _line(one: WrittenLineChange, currency: str, where: str) -> LineChange:
    off = one.discount
    return LineChange(
        one.line,
        one.quantity,
        None if one.unit_price is None else unit_price_of(one.unit_price),
        one.price_reason,
        off if isinstance(off, Unsaid) else discount_of(off, currency, f"{where}.discount"),
        one.note,
    )
