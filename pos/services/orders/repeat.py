"""The same as last time: an earlier order's lines as the shop would sell them today."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from pos.domain.catalogue.products import Hit
from pos.domain.orders.cart import CartLine
from pos.domain.orders.errors import OtherTerms
from pos.domain.orders.orders import OrderLine
from pos.domain.orders.repeat import Change, ChangeKind, Repeat
from pos.services.catalogue.search import Search
from pos.services.orders.orders import Orders
from pos.services.shop.settings import Settings


class Repeats:
    """Makes the lines of a new cart from an order that was placed."""

    def __init__(self, orders: Orders, search: Search, settings: Settings) -> None:
        self._orders = orders
        self._search = search
        self._settings = settings

    def repeat(self, order_number: str, *, old_prices: bool = False) -> Repeat:
        """The order's lines at today's prices; what is gone is left out. Raises OrderUnknown.

        With `old_prices` each costs what was agreed, with the rates and the discount of then.

        What is out of stock stays in: whether it may be sold below zero is decided when the order is placed.
        """
        order = self._orders.order(order_number)
        shop = self._settings.current()
        sold_as = (order.row.currency, order.prices_include_tax)
        same_terms = sold_as == (shop.currency, shop.prices_include_tax)
        if old_prices and not same_terms:
            raise OtherTerms(order.row.number)
        lines: list[CartLine] = []
        changes: list[Change] = []
        hits: dict[str, Hit] = {}
        for line in order.lines:
            hit = self._sellable(line.variant_id)
            if (line.variant_id and hit is None) or (hit is None and not same_terms):
                changes.append(Change(line.name, ChangeKind.GONE))
                continue
            lines.append(_agreed(line, hit) if old_prices else _today(line, hit))
            if hit:
                hits[hit.variant_id] = hit
                if same_terms and lines[-1].unit_price != line.unit_price:
                    price = lines[-1].unit_price
                    changes.append(Change(hit.name, ChangeKind.PRICE, line.unit_price, price))
        discount = order.discount if old_prices else None
        return Repeat(tuple(lines), (*changes, *_short(lines, hits.values())), discount, order.id)

    def _sellable(self, variant_id: str | None) -> Hit | None:
        """The variant as it is sold today, or None where it no longer is."""
        hit = self._search.variant(variant_id) if variant_id else None
        if hit is None:
            return None
        return next((one for one in self._search.of_product(hit.product_id) if one[0] == variant_id), None)


def _today(line: OrderLine, hit: Hit | None) -> CartLine:
    """The line of a new cart; a custom item, and a product without a price, keep the price they had."""
    if hit is None:
        return CartLine(
            uuid.uuid4().hex,
            line.name,
            line.quantity,
            line.unit_price,
            line.taxes,
            unit=line.unit,
            note=line.note,
        )
    price = line.unit_price if hit.price is None else hit.price
    return replace(CartLine.of(hit, line.quantity, price), note=line.note)


def _agreed(line: OrderLine, hit: Hit | None) -> CartLine:
    """The line of a new cart as it was agreed; what the catalogue says today stands beside it."""
    then = replace(_today(line, hit), unit_price=line.unit_price, taxes=line.taxes, discount=line.discount)
    return replace(then, price_reason=line.price_reason)


def _short(lines: Iterable[CartLine], hits: Iterable[Hit]) -> Iterable[Change]:
    """The products of which there is less than all the lines together want."""
    wanted: dict[str | None, Decimal] = {}
    for line in lines:
        wanted[line.variant_id] = wanted.get(line.variant_id, Decimal(0)) + line.quantity
    for hit in hits:
        quantity = wanted[hit.variant_id]
        if hit.on_hand is not None and hit.on_hand < quantity:
            yield Change(hit.name, ChangeKind.OUT_OF_STOCK, quantity, hit.on_hand)
