"""A web order as its entry: lines, charges and taxes as the web shop gave them, nothing computed again."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec import UNSET

from pos.domain.money.amounts import AMOUNT_MAX, allocate, decimals, round_half_away
from pos.domain.money.quantity import to_micro
from pos.domain.money.tax import TaxList, parse_rates
from pos.domain.shop.settings import ShopSettings
from pos.domain.stores.articles import NAMESPACE, id_here
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.web_order import StoreChosen, StoreLine, StoreLineTax, StoreOrder
from pos.domain.words.errors import CashierError
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import (
    AgreedOrder,
    Named,
    Option,
    OrderPersonal,
    SoldCharge,
    SoldFulfilment,
    SoldLine,
    SoldTax,
    Store,
    Tendered,
)
from pos.journal.orders.days import WEB
from pos.services.orders.entry_parts import seller
from pos.text import mark
from pos.text.speech import Speech

PAID = ("PAID", "PARTIALLY_REFUNDED", "REFUNDED")
REST = mark("Not itemised by the web shop")
"""The name of a charge."""
VariantOf = Callable[[StoreLine], str]


class OutOfReach(Exception):
    """An order whose figures no till could hold."""


def order_id(store: StoreConnection, internal: str) -> str:
    """The id of a web order here: the same on each till, however often it comes."""
    return id_here(store.key, f"order/{internal}")


def web_tender(store: StoreConnection, order: StoreOrder, amount: int, what: str) -> Tendered:
    """Money that the web shop took or gave back, in minor units."""
    tid = uuid.uuid5(NAMESPACE, f"{store.key}/order/{order.internal}/{what}/{amount}").hex
    return Tendered(tid=tid, method=WEB, amount=amount, name=order.payment_method)


def web_entry(
    store: StoreConnection,
    order: StoreOrder,
    settings: ShopSettings,
    *,
    number: str,
    day: str,
    variant_of: VariantOf,
    customer: str,
) -> OrderPlaced:
    """The entry of an order that the web shop took. Raises OutOfReach."""
    figures = _Figures(order, settings, variant_of)
    agreed = figures.agreed(customer)
    paid = order.payment_status in PAID and agreed.total > 0
    return OrderPlaced(
        id=order_id(store, order.internal),
        day=day,
        number=number,
        letter=settings.letter,
        channel=WEB,
        currency=settings.currency,
        includes_tax=order.includes_tax,
        tax_rounding=settings.tax_rounding.value,
        seller=seller(settings),
        agreed=agreed,
        tenders=(web_tender(store, order, agreed.total, "paid"),) if paid else (),
        fulfilment=_fulfilment(order),
        payment_method=WEB,
        as_given=True,
        store=Store(store.kind, store.number, order.internal, order.public, figures.rest),
        personal=_personal(order),
    )


def _fulfilment(order: StoreOrder) -> SoldFulfilment:
    if order.shipping is None:
        return SoldFulfilment(kind="delivery" if not order.delivery_to.is_empty else "pickup")
    kind = "pickup" if order.shipping.way == "pickup" else "delivery"
    return SoldFulfilment(kind=kind, method=order.shipping.name, by_hand=True)


def _personal(order: StoreOrder) -> OrderPersonal:
    buyer = Named(
        name=order.name or order.billing.name,
        company=order.billing.company,
        email=order.email,
        phone=order.phone,
        tax_id=order.tax_id,
    )
    return OrderPersonal(
        buyer=buyer if buyer != Named() else UNSET,
        billing=UNSET if order.billing.is_empty else order.billing,
        delivery=UNSET if order.delivery_to.is_empty else order.delivery_to,
        customer_note=order.comments,
        private_note=order.note,
        tracking_number=order.tracking,
    )


class _Figures:
    """Amounts in minor units; where they do not close, a charge or a larger discount makes them."""

    def __init__(self, order: StoreOrder, settings: ShopSettings, variant_of: VariantOf) -> None:
        self._order = order
        self._places = decimals(settings.currency)
        self._variant_of = variant_of
        self.rest = 0
        self._speech = Speech(settings.language, settings.locale)

    def agreed(self, customer: str) -> AgreedOrder:
        """The agreement, with the web shop's totals; `rest` is what these have beside all that is named."""
        order = self._order
        amounts = [self._minor(one.price * one.quantity - _off(one)) for one in order.lines]
        total, tax = self._minor(order.total), self._minor(order.tax)
        main = max(zip(amounts, order.lines, strict=True), key=lambda one: one[0], default=None)
        charges = self._charges(_rates(main[1].tax_parts) if main else ())
        off = self._minor(order.discount - sum(map(_off, order.lines)))
        base = total - (0 if order.includes_tax else tax)
        if base < 0 or min(amounts, default=0) < 0:
            raise OutOfReach
        self.rest = base - (sum(amounts) - off + sum(one.amount for one in charges))
        if sum(one.amount for one in charges) > base:  # nobody could say what of them was paid
            charges = []
        told = sum(amounts) - off + sum(one.amount for one in charges)
        if base > told:
            charges.append(self._rest(base - told))
        shares = _shares(off + max(0, told - base), amounts)
        lines = tuple(
            self._line(n, one, amount, share)
            for n, (one, amount, share) in enumerate(zip(order.lines, amounts, shares, strict=True), 1)
        )
        return AgreedOrder(
            lines=lines,
            taxes=self._taxes(lines, charges, tax),
            subtotal=sum(amounts),
            net=total - tax,
            tax=tax,
            total=total,
            charges=tuple(charges),
            discount=sum(shares),
            customer=customer,
        )

    def _minor(self, amount: Decimal) -> int:
        minor = round_half_away(amount.scaleb(self._places))
        if abs(minor) > AMOUNT_MAX:
            raise OutOfReach
        return minor

    def _line(self, n: int, line: StoreLine, amount: int, share: int) -> SoldLine:
        return SoldLine(
            n=n,
            name=line.name or line.sku or "–",
            qty=to_micro(line.quantity),
            price=to_micro(line.price),
            amount=amount,
            taxes=_rates(line.tax_parts),
            variant=self._variant_of(line),
            sku=line.sku,
            options=tuple(map(_option, line.chosen)),
            service=not line.ships,
            discount=self._minor(_off(line)),
            share=share,
        )

    def _charges(self, taxes: TaxList) -> list[SoldCharge]:
        order, found = self._order, []
        if order.shipping is not None and order.shipping.cost:
            own = _rates(order.shipping.tax_parts) or taxes
            found.append(self._charge("delivery", order.shipping.name, order.shipping.cost, own))
        if order.handling is not None and order.handling[1]:
            found.append(self._charge("handling", order.handling[0], order.handling[1], taxes))
        for one in order.surcharges:
            if one.value:
                found.append(self._charge("surcharge", one.text, one.value, taxes if one.is_taxed else ()))
        return found

    def _charge(self, kind: str, name: str, value: Decimal, taxes: TaxList) -> SoldCharge:
        return SoldCharge(kind, name or kind, format(value, "f"), self._minor(value), taxes=taxes)

    def _rest(self, amount: int) -> SoldCharge:
        """What the web shop's total has beside all that it names: on paper too all of it adds up."""
        major = format(Decimal(amount).scaleb(-self._places), "f")
        return SoldCharge("surcharge", self._speech.gettext(REST), major, amount)

    def _taxes(
        self, lines: Sequence[SoldLine], charges: Sequence[SoldCharge], tax: int
    ) -> tuple[SoldTax, ...]:
        """A row a rate: the taxes as told, the amounts of the lines; what is left belongs to the largest."""
        taxed: dict[str, int] = {}
        given: dict[str, int] = {}
        rows = [(one.taxes, one.amount - one.share) for one in lines]
        rows += [(one.taxes, one.amount) for one in charges]
        for rates, amount in rows:
            rate = rates[0] if rates else "0"
            given[rate] = given.get(rate, 0) + amount
        told = [part for one in self._order.lines for part in one.tax_parts]
        if self._order.shipping is not None:
            told += self._order.shipping.tax_parts
        for part in told:
            rate = (_rates((part,)) or ("0",))[0]
            taxed[rate] = taxed.get(rate, 0) + self._minor(part.total)
        given = given or {"0": 0}
        largest = max((rate for rate in given if rate != "0"), key=lambda rate: given[rate], default="0")
        taxed[largest] = taxed.get(largest, 0) + tax - sum(taxed.get(rate, 0) for rate in given)
        return tuple(self._row(rate, amount, taxed.get(rate, 0)) for rate, amount in given.items())

    def _row(self, rate: str, amount: int, tax: int) -> SoldTax:
        net = amount - tax if self._order.includes_tax else amount
        return SoldTax(rate, net, tax, net + tax)


def _off(line: StoreLine) -> Decimal:
    return sum((one.value for one in line.discounts), Decimal(0))


def _shares(off: int, amounts: Sequence[int]) -> list[int]:
    """The order's discount over its lines; more than there is to take it from is left out."""
    weights = [max(0, one) for one in amounts]
    if off <= 0 or not any(weights):
        return [0] * len(amounts)
    return allocate(min(off, sum(weights)), weights)


def _option(chosen: StoreChosen) -> Option:
    change = 0 if chosen.is_percent else to_micro(chosen.surcharge)
    return Option(chosen.value, chosen.option, change, chosen.is_text)


def _rates(parts: Sequence[StoreLineTax]) -> TaxList:
    """The first rate; several on one line are one sum here."""
    percent = sum((one.percent for one in parts), Decimal(0))
    if not parts or not percent:
        return ()
    try:
        return parse_rates((format(percent, "f"),))
    except (CashierError, ValueError):
        return ()
