"""An order as an order document again: to be placed once more, or changed before."""

from __future__ import annotations

import json
from argparse import Namespace
from contextlib import closing
from typing import Any

from pos.cli.order_shapes import address
from pos.cli.output import Output
from pos.domain.money.amounts import price_digits
from pos.domain.money.pricing import Discount
from pos.domain.money.quantity import digits
from pos.domain.orders.cart import CartLine
from pos.domain.orders.orders import Order
from pos.domain.shop.settings import ShopSettings
from pos.services.shop.methods import delivery_name, payment_name


def copied(number: str, arguments: Namespace, output: Output) -> None:
    """Print the document of a copy: its goods at today's prices, or all as it was agreed."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        name = shop.orders.called(number)
        order = shop.orders.order(name)
        repeat = shop.repeats.repeat(name, old_prices=arguments.old_prices)
        lines = [_line(one, order.row.currency, as_agreed=arguments.old_prices) for one in repeat.lines]
        value = {**_beside(order, shop.settings.current()), "lines": lines, "copied": order.row.number}
        if arguments.old_prices:
            value |= _agreed(order)
    output.result(value, json.dumps(value, ensure_ascii=False, indent=2))


def _line(one: CartLine, currency: str, *, as_agreed: bool) -> dict[str, Any]:
    named = {"sku": one.sku} if one.sku else {"name": one.name}
    priced = {
        "unit_price": price_digits(one.unit_price, currency),
        "tax_rates": list(one.taxes),
    }
    return {
        **named,
        "quantity": digits(one.quantity),
        **(priced if as_agreed or not one.sku or one.list_price is None else {}),
        **({"discount": _written(one.discount)} if one.discount else {}),
        **({"note": one.note} if one.note else {}),
    }


def _written(of: Discount) -> str:
    return f"{digits(of.percent)}%" if of.percent is not None else str(of.amount)


def _beside(order: Order, settings: ShopSettings) -> dict[str, Any]:
    """Who it is for and how it is handed over; when, and under which number, is not copied."""
    buyer, sent = order.buyer, order.fulfilment
    value: dict[str, Any] = {"channel": order.row.channel}
    if buyer is not None:
        asked = {"id": buyer.customer_id} if buyer.customer_id else {}
        written = {
            "email": buyer.email,
            "name": buyer.name,
            "phone": buyer.phone,
            "company": buyer.company,
            "tax_id": buyer.tax_id,
        }
        value["customer"] = asked | {name: said for name, said in written.items() if said}
    value["fulfilment"] = {
        "method": sent.kind.value,
        "name": delivery_name(settings, sent.method),
        **({"address": address(sent.address)} if sent.address else {}),
    }
    if order.billing:
        value["billing_address"] = address(order.billing)
    if order.payment_method:
        value["payment_method"] = payment_name(settings, order.payment_method)
    return value


def _agreed(order: Order) -> dict[str, Any]:
    """The discount and the charges as they were written."""
    return {
        "currency": order.row.currency,
        "prices_include_tax": order.prices_include_tax,
        "tax_rounding": order.tax_rounding.value,
        **({"discount": _written(order.discount)} if order.discount else {}),
        "charges": [
            {
                "kind": one.kind.value,
                "name": one.name,
                "amount": one.written,
                "tax_rates": list(one.taxes),
            }
            for one in order.charges
        ],
    }
