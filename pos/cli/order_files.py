"""Commands that read files of order documents: what they come to, and placing them."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from contextlib import closing
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from pos.cli.order_shapes import paper, placed
from pos.cli.output import Output
from pos.cli.refusals import FileMissing, FileUnreadable, reason_of
from pos.cli.whole_order import whole_order
from pos.domain.orders.errors import DocumentUnreadable
from pos.domain.orders.order_document import OrderDocument
from pos.domain.shop.errors import NoShopHere
from pos.services.orders.order_documents import OrderDocuments, figures
from pos.text import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos.domain.orders.cart import Cart
    from pos.shop import Shop

STANDARD_INPUT = "-"

Value = TypeVar("Value")


def price(arguments: Namespace, output: Output) -> None:
    """The totals of one document or of a list; works without a shop where the documents say everything."""
    from pos.shop import open_shop

    documents, many = _read(arguments.file)
    try:
        shop = open_shop(arguments.data, reads=True)
    except NoShopHere:
        reader = OrderDocuments(None)
        totals = [_figures(reader, one) for one in documents]
    else:
        with closing(shop):
            totals = [_figures(shop.order_documents, one) for one in documents]
    output.result(totals if many else totals[0], "\n\n".join(map(_on_paper, totals)))


def _figures(reader: OrderDocuments, document: OrderDocument) -> dict[str, Any]:
    agreed, totals, settlement = reader.price(document)
    return {**figures(agreed.cart, totals, settlement), **_notes(agreed.notes)}


def _on_paper(totals: dict[str, Any]) -> str:
    return "\n".join([paper(totals), *totals.get("notes", ())])


def _notes(notes: tuple[object, ...]) -> dict[str, list[str]]:
    """What was decided for the person, where anything was."""
    return {"notes": [sentence(note) for note in notes]} if notes else {}


def place(file: str, arguments: Namespace, output: Output) -> None:
    """Place each document in turn, each said as soon as it is on disk; the first refusal stops."""
    from pos.shop import open_shop

    documents, _many = _read(file)
    more = arguments.accept_more
    with closing(open_shop(arguments.data)) as shop:
        if arguments.date_is_right:
            shop.till.confirm_date()
        for document in documents:
            agreed, _totals, _settlement = shop.order_documents.price(document, accept_more=more)
            number = _place(shop, agreed.cart, document, more)
            said = {**_notes(agreed.notes), **warned(shop, number)}
            value = {**whole_order(shop, shop.orders.order(number)), **said}
            output.result(
                value, "\n".join([placed(value), *(one for lines in said.values() for one in lines)])
            )


def warned(shop: Shop, number: str) -> dict[str, list[str]]:
    """What is to be known of an order's invoice, where anything is."""
    remarks = [sentence(one) for one in shop.documents.remarks(number)]
    return {"warnings": remarks} if remarks else {}


def _place(shop: Shop, cart: Cart, document: OrderDocument, accept_more: bool) -> str:
    """The number of the order a cart became; it is complete before its customer is kept."""
    shop.checkout.require(cart)
    cart = shop.keeper.add_reachable(cart)
    tenders, asked = shop.order_documents.tenders(document), shop.order_documents.asked(document)
    made = shop.checkout.place_order(cart, tenders, unpaid=True, accept_more=accept_more, asked=asked)
    return made.number


def _read(file: str) -> tuple[list[OrderDocument], bool]:
    from pos.exchange.orders.order_file import read_orders

    return read_file(file, read_orders)


def read_file(file: str, read: Callable[[bytes, str], Value]) -> Value:
    """What a file says, as `read` understands it; - is standard input."""
    from pos.exchange.orders.order_file import SIZE_MAX

    called = "Standard input" if file == STANDARD_INPUT else file
    try:
        with _opened(file) as opened:
            data = opened.read(SIZE_MAX + 1)
        return read(data, called)
    except FileNotFoundError as error:
        raise FileMissing(called) from error
    except IsADirectoryError as error:
        raise DocumentUnreadable(called, "it is a folder") from error
    except (OSError, ValueError) as error:
        raise FileUnreadable(called, reason_of(error)) from error


def _opened(file: str) -> BinaryIO:
    """The file, ready to be read; a pipe that nobody writes to is empty instead of being waited for."""
    if file == STANDARD_INPUT:
        if sys.stdin is None:
            raise DocumentUnreadable("Standard input", "it is closed")
        return open(sys.stdin.fileno(), "rb", closefd=False)
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if hasattr(os, "O_NONBLOCK"):
            os.set_blocking(handle, True)
        return open(handle, "rb")
    except BaseException:
        os.close(handle)
        raise
