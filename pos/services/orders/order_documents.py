"""Turn an order document into a cart with its tenders: the shop's settings and products fill it in."""

from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal

from pos.contacts.checks import ContactChecks
from pos.domain.catalogue.errors import PriceMissing
from pos.domain.catalogue.products import Hit
from pos.domain.money.amounts import CURRENCIES, Money, price_digits, within_limits
from pos.domain.money.errors import CurrencyUnknown, PriceTooFine
from pos.domain.money.pricing import Charge, ChargeKind, Discount, LineTotal, Pricing, Totals
from pos.domain.money.quantity import check_quantity, digits, to_micro
from pos.domain.money.tax import TaxList, TaxRounding, parse_rates
from pos.domain.money.tenders import METHOD_CASH, Settlement, Tender, settle
from pos.domain.orders.after.edit import with_rates
from pos.domain.orders.agreement import Agreed, Agreement
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.errors import FieldWrong, UnknownMethod, WrongCurrency
from pos.domain.orders.order_document import (
    OrderDocument,
    WrittenCharge,
    WrittenDiscount,
    WrittenLine,
    WrittenPayment,
)
from pos.domain.papers.net_rows import ShownPrice, shown_price
from pos.domain.shop.settings import ShopSettings
from pos.services.catalogue.search import Search
from pos.services.customers.customers import Customers
from pos.services.orders.entry_parts import Asked
from pos.services.orders.order_wishes import OrderWishes
from pos.services.orders.orders import Orders
from pos.services.shop.methods import payment_method

NO_SHOP = ShopSettings("", "", "", "", True, TaxRounding.PER_TOTAL, "", (), "")
"""Where there is no shop, nothing is usual."""


class OrderDocuments:
    """Reads order documents with the eyes of one shop; without a shop they must say everything themselves."""

    def __init__(
        self,
        agreement: Agreement | None,
        search: Search | None = None,
        customers: Customers | None = None,
        orders: Orders | None = None,
    ) -> None:
        self._search, self._orders = search, orders
        self._settings = agreement.settings if agreement else None
        self._agreement = agreement or Agreement(NO_SHOP, ContactChecks(), lambda _cart: 0)
        self.wishes = OrderWishes(self._agreement, customers, orders)

    def read(self, document: OrderDocument) -> Agreed:
        """The cart a document describes, and what was decided for it; raises what is wrong with it."""
        terms = self._terms(document)
        goods = Cart(
            uuid.uuid4().hex,
            terms,
            lines=tuple(
                self.line(one, terms.currency, f"lines[{n}]") for n, one in enumerate(document.lines)
            ),
            discount=discount_of(document.discount, terms.currency, "discount"),
            charges=tuple(self.charge(one, terms.currency) for one in document.charges or ()),
            channel=document.channel,
            customer_note=document.customer_note,
            private_note=document.private_note,
            deposit=document.deposit,
            promised=document.promised,
            copied=self._orders.order(document.copied).id if self._orders and document.copied else "",
        )
        if document.taxes_by_hand is not None:
            goods = with_rates(goods, self.rates(document.taxes_by_hand))
        return self.wishes.put(goods, document)

    def tenders(self, document: OrderDocument) -> tuple[Tender, ...]:
        """The payments a document says; a method may be written by its key or its name."""
        currency = self._terms(document).currency
        return tuple(self.tender(one, currency) for one in document.payments)

    def asked(self, document: OrderDocument) -> Asked:
        """What the order alone is asked to have."""
        return Asked(document.invoice)

    def price(
        self, document: OrderDocument, *, accept_more: bool = False
    ) -> tuple[Agreed, Totals, Settlement]:
        """The figures of a document, nothing saved; refuses a delivery whose fee nobody knows."""
        agreed = self.read(document)
        if self._settings and (unknown := self._agreement.without_fee(agreed.cart)):
            raise unknown
        totals = agreed.cart.totals()
        step = self._settings.cash_step if self._settings else 1
        tenders = self.tenders(document)
        settled = settle(totals.total, tenders, cash_step=step, accept_more=accept_more)
        return agreed, totals, settled

    def _terms(self, document: OrderDocument) -> Pricing:
        shop = self._settings
        currency = document.currency or (shop.currency if shop else None)
        include = document.prices_include_tax
        if include is None and shop:
            include = shop.prices_include_tax
        if currency is None or include is None:
            missing = "currency" if currency is None else "prices_include_tax"
            raise FieldWrong(missing, "it is missing, and there is no shop to fill it in")
        if currency not in CURRENCIES:
            raise CurrencyUnknown(currency)
        shop_rounding = shop.tax_rounding if shop else TaxRounding.PER_TOTAL
        rounding = TaxRounding(document.tax_rounding) if document.tax_rounding else shop_rounding
        return Pricing(currency, include, rounding)

    def line(self, line: WrittenLine, currency: str, where: str) -> CartLine:
        """A line as the shop sells it; raises what is wrong with it."""
        discount = discount_of(line.discount, currency, f"{where}.discount")
        if not line.sku:
            return CartLine(
                id=uuid.uuid4().hex,
                name=line.name,
                quantity=check_quantity(line.quantity, "custom"),
                unit_price=unit_price_of(line.unit_price or Decimal(0)),
                taxes=self.rates(line.tax_rates),
                discount=discount,
                note=line.note,
            )
        hit = self.product(line.sku, where)
        price = self._own_price(hit, currency) if line.unit_price is None else unit_price_of(line.unit_price)
        quantity, taxes = check_quantity(line.quantity, hit.unit), self.rates(line.tax_rates, hit.taxes)
        made = CartLine.of(hit, quantity, price, taxes)
        return replace(made, name=line.name or hit.name, discount=discount, note=line.note)

    def product(self, sku: str, where: str) -> Hit:
        """The product of that SKU; raises what keeps it from being found."""
        if self._search is None:
            raise FieldWrong(f"{where}.sku", "there is no shop to find it in")
        return self._search.the_one(sku)

    def _own_price(self, hit: Hit, currency: str) -> Decimal:
        """The product's price, which is in the shop's currency and in no other."""
        if hit.price is None:
            raise PriceMissing(hit.name)
        if self._settings and currency != self._settings.currency:
            raise WrongCurrency(currency, self._settings.currency)
        return hit.price

    def charge(self, charge: WrittenCharge, currency: str) -> Charge:
        """A charge with its rates."""
        rates = self.rates(charge.tax_rates)
        kind = ChargeKind(charge.kind)
        if charge.amount.percent is not None:
            return Charge(kind, charge.name, None, charge.amount.percent, rates)
        amount = money_of(charge.amount.amount or Decimal(0), currency, "charges.amount")
        return Charge(kind, charge.name, amount, None, rates)

    def tender(self, written: WrittenPayment, currency: str) -> Tender:
        """A payment as the till takes it; raises UnknownMethod for what the shop does not have."""
        money = money_of(written.amount, currency, "payments.amount")
        known = payment_method(self._settings, written.method) if self._settings else None
        if known:
            return Tender(known.key, money, known.name, written.reference)
        if written.method.casefold() == METHOD_CASH:
            return Tender(METHOD_CASH, money, "", written.reference)
        if self._settings:
            raise UnknownMethod(written.method)
        return Tender(written.method, money, "", written.reference)

    def rates(self, written: tuple[str, ...] | None, usual: TaxList | None = None) -> TaxList:
        """The rates as written, else the usual ones; a shop that charges no tax has none at all."""
        shop = self._agreement.settings
        rates = None if written is None else parse_rates(written)
        if shop.is_franchise:
            return ()
        return rates if rates is not None else shop.rates("") if usual is None else usual


def unit_price_of(price: Decimal) -> Decimal:
    """A price of one that can be kept; raises PriceTooFine."""
    try:
        to_micro(price)
    except ValueError:
        raise PriceTooFine(price) from None
    return price


def money_of(amount: Decimal, currency: str, where: str) -> Money:
    """An amount of a currency; raises FieldWrong where it has fewer decimals."""
    try:
        money = Money.of(amount, currency)
    except ValueError:
        raise FieldWrong(where, f"{currency} has fewer decimals than {amount}") from None
    within_limits(money.minor)
    return money


def discount_of(written: WrittenDiscount | None, currency: str, where: str) -> Discount | None:
    """A discount as it is asked for; none where the amount is nothing."""
    if written is None:
        return None
    if written.percent is not None:
        return Discount(percent=written.percent)
    amount = money_of(written.amount or Decimal(0), currency, where)
    return Discount(amount=amount) if amount.minor else None


def _price(shown: ShownPrice, total: LineTotal) -> dict[str, object]:
    price = {"unit_price": price_digits(shown.price, total.amount.currency)}
    return {**price, **({} if shown.per == 1 else {"per": shown.per})}


def figures(cart: Cart, totals: Totals, settlement: Settlement) -> dict[str, object]:
    """The totals as scripts read them: amounts as digits, `amount` of a line after its own discount.

    Prices and amounts of an exempt order are net.
    """
    net = cart.exemption is not None and cart.terms.prices_include_tax
    return {
        "currency": totals.currency,
        "lines": [
            {
                "name": line.name,
                "quantity": digits(line.quantity),
                **_price(shown_price(line.unit_price, line.quantity, line.taxes, total.full, net=net), total),
                "discount": str(total.discount),
                "amount": str(total.amount),
                "order_discount": str(total.order_discount),
            }
            for line, total in zip(cart.lines, totals.lines, strict=True)
        ],
        "subtotal": str(totals.subtotal),
        "discount": str(totals.discount),
        "charges": [
            {"kind": one.kind.value, "name": one.name, "amount": str(amount)}
            for one, amount in zip(cart.charges, totals.charges, strict=True)
        ],
        "taxes": [
            {"rate": row.rate, "net": str(row.net), "tax": str(row.tax), "gross": str(row.gross)}
            for row in totals.taxes
        ],
        "net": str(totals.net),
        "tax": str(totals.tax),
        "total": str(totals.total),
        "rounding": str(settlement.rounding),
        "paid": str(settlement.paid),
        "due": str(settlement.due),
    }
