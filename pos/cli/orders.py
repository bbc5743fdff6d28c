"""Commands about orders and their documents."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from pos.cli import after_sale
from pos.cli.order_shapes import beside, listed, paper, placed, row, whole
from pos.cli.output import Output
from pos.cli.refusals import DayWrong, FileMissing, FileUnreadable, FileUnwritable
from pos.domain.orders.errors import DocumentUnreadable, OrderUnknown
from pos.domain.orders.order_document import OrderDocument
from pos.domain.orders.orders import FulfilmentStatus, OrderRow, PaymentStatus
from pos.domain.shop.errors import NoShopHere
from pos.domain.words.text import clean
from pos.services.orders.order_documents import OrderDocuments, figures

if TYPE_CHECKING:
    from pathlib import Path

    from pos.shop import Shop

PAGE = 50
STANDARD_INPUT = "-"
ACTIONS = ("place", "pay", "status", "cancel")


def price(arguments: Namespace, output: Output) -> None:
    """The totals of one document or of a list; works without a shop where the documents say everything."""
    from pos.shop import open_shop

    documents, many = _read(arguments.file)
    try:
        shop = open_shop(arguments.data)
    except NoShopHere:
        reader = OrderDocuments(None, None)
        totals = [figures(*reader.price(one)) for one in documents]
    else:
        with closing(shop):
            totals = [figures(*shop.order_documents.price(one)) for one in documents]
    output.result(totals if many else totals[0], "\n\n".join(map(paper, totals)))


def order(arguments: Namespace, output: Output) -> None:
    """One order whole, or what follows the word for what is done with it."""
    match arguments.words:
        case ["place", file]:
            place(file, arguments, output)
        case ["pay", number, method, amount]:
            after_sale.pay(clean(number), method, amount, arguments, output)
        case ["status", number] if arguments.payment or arguments.fulfilment or arguments.tracking:
            after_sale.status(clean(number), arguments, output)
        case ["cancel", number]:
            after_sale.cancel(clean(number), arguments, output)
        case [number] if number not in ACTIONS:
            show(number, arguments, output)
        case _:
            arguments.usage_error(
                "write a NUMBER, or: place FILE, pay NUMBER METHOD AMOUNT, cancel NUMBER, "
                "status NUMBER with --fulfilment S or --tracking T"
            )


def place(file: str, arguments: Namespace, output: Output) -> None:
    """Place each document in turn, each said as soon as it is on disk; the first refusal stops."""
    from pos.shop import open_shop

    documents, _many = _read(file)
    with closing(open_shop(arguments.data)) as shop:
        if arguments.date_is_right:
            shop.till.confirm_date()
        for document in documents:
            value = whole(shop.orders.order(_place(shop, document)), shop.settings.current())
            output.result(value, placed(value))


def _place(shop: Shop, document: OrderDocument) -> str:
    """The number of the order a document became; all of it is read before its customer is kept."""
    cart, _totals, _settlement = shop.order_documents.price(document)
    tenders = shop.order_documents.tenders(document)
    cart.require_complete()
    cart = shop.order_documents.keep_customer(cart)
    return shop.checkout.place_order(cart, tenders, unpaid=True).number


def show(number: str, arguments: Namespace, output: Output) -> None:
    """One order, whole."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        found = shop.orders.order(clean(number))
        value = whole(found, shop.settings.current())
        country = shop.settings.current().country
    output.result(value, "\n".join([listed([found.row]), paper(value), *beside(found, country)]))


def orders(arguments: Namespace, output: Output) -> None:
    """Orders, newest first."""
    from pos.shop import open_shop

    payment = after_sale.named(arguments.payment, PaymentStatus)
    fulfilment = after_sale.named(arguments.fulfilment, FulfilmentStatus)
    since = _day(arguments.since)
    with closing(open_shop(arguments.data)) as shop:
        found: list[OrderRow] = []
        limit = arguments.limit or sys.maxsize
        while len(found) < limit:
            page = shop.orders.find(
                " ".join(arguments.text),
                payment=payment,
                fulfilment=fulfilment,
                since=since,
                before=found[-1].cursor if found else 0,
                limit=min(PAGE, limit - len(found)),
            )
            found += page
            if not page:
                break
    output.result([row(one) for one in found], listed(found) or "No orders.")


def document(arguments: Namespace, output: Output) -> None:
    """A document's PDF again, the same bytes as the first time; a folder that is missing is made."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        number, name = _paper(shop, arguments.number, arguments.kind)
        data = shop.documents.pdf(number, kind=arguments.kind, width_mm=arguments.width)
        path: Path = arguments.output or shop.folder.path / "documents" / f"{name}.pdf"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except (OSError, ValueError) as error:
        raise FileUnwritable(str(path), _reason(error)) from error
    output.result({"path": str(path), "bytes": len(data)}, str(path))


def _paper(shop: Shop, typed: str, kind: str) -> tuple[str, str]:
    """What finds the document, and its own number: an order's number or the document's may be typed."""
    try:
        number = shop.orders.order(typed).row.number
    except OrderUnknown:
        if kind == "receipt":
            raise
        number = typed.upper()
    if kind == "receipt":
        return number, number
    of = shop.documents.invoice if kind == "invoice" else shop.documents.credit_note
    return number, of(number).document.number


def _day(text: str) -> str:
    try:
        if text and (len(text) != 10 or date.fromisoformat(text).isoformat() != text):
            raise DayWrong(text)
    except ValueError:
        raise DayWrong(text) from None
    return text


# --- reading documents ---


def _read(file: str) -> tuple[list[OrderDocument], bool]:
    from pos.exchange.order_file import SIZE_MAX, read_orders

    called = "Standard input" if file == STANDARD_INPUT else file
    try:
        with _opened(file) as opened:
            data = opened.read(SIZE_MAX + 1)
        return read_orders(data, called)
    except FileNotFoundError as error:
        raise FileMissing(called) from error
    except IsADirectoryError as error:
        raise DocumentUnreadable(called, "it is a folder") from error
    except (OSError, ValueError) as error:
        raise FileUnreadable(called, _reason(error)) from error


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


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
