"""What is done with an order in so few words that it needs no file: paid, sent, taken back, written on."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from dataclasses import replace
from typing import Any

from pos.cli.after.operations import done, sentences
from pos.cli.after.typed import typed
from pos.cli.order_files import warned
from pos.cli.order_shapes import placed
from pos.cli.output import Output
from pos.domain.money.amounts import decimals
from pos.domain.orders.after.written import WrittenPay, WrittenRepayment
from pos.domain.orders.errors import FieldWrong
from pos.domain.words.errors import NumberTooFine
from pos.domain.words.text import clean

ALSO_FLAT = ("pay", "status", "cancel", "invoice", "void")
"""Their answers have the order's fields at the top level too, as scripts know them."""


def follow(do: str, number: str, rest: list[str], arguments: Namespace, output: Output) -> bool:
    """Do it and say what followed; false where the words are not understood."""
    from pos.shop import open_shop

    asked = typed(do, rest, arguments)
    if asked is None:
        return False
    with closing(open_shop(arguments.data)) as shop:
        if arguments.date_is_right:
            shop.till.confirm_date()
        try:
            value = done(shop, replace(asked, order=number), {}, dry=arguments.dry_run)
        except FieldWrong:
            if not isinstance(asked.asked, WrittenPay | WrittenRepayment):
                raise
            currency = shop.orders.order(shop.orders.called(number)).row.currency
            raise NumberTooFine(clean(rest[-1]), decimals(currency)) from None
        said = warned(shop, value["order"]["id"]) if do == "invoice" and not arguments.dry_run else {}
    flat = value["order"] if do in ALSO_FLAT else {}
    lines = [_head(do, value), *sentences(value), *said.get("warnings", ())]
    output.result({**flat, **value, **said}, "\n".join(lines))
    return True


def _head(do: str, value: dict[str, Any]) -> str:
    """The order in one line, with the change to be given for a payment, or the invoice that was made."""
    order, made = value["order"], value["consequences"]["documents"]
    if do == "invoice" and made:
        return f"{order['number']}  {made[0]['number']}"
    taken = order["payments"][-1:] if do == "pay" else []
    return placed(order, next((one["change"] for one in taken if "change" in one), ""))
