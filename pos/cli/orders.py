"""Commands about orders and their documents."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos.cli.output import Output
from pos.domain.errors import DiskTrouble, NoShopHere
from pos.domain.order_document import DocumentUnreadable, OrderDocument
from pos.domain.orders import Order, OrderRow
from pos.exchange.order_file import SIZE_MAX, read_orders
from pos.services.order_documents import OrderDocuments, digits, figures, price_digits

if TYPE_CHECKING:
    from pos.shop import Shop

PAGE = 50


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
    lines = [f"{one['total']} {one['currency']}, due {one['due']}" for one in totals]
    output.result(totals if many else totals[0], "\n".join(lines))


def order(arguments: Namespace, output: Output) -> None:
    """One order whole; or `place FILE`."""
    words = arguments.words
    if words[0] == "place" and len(words) == 2:
        place(words[1], arguments, output)
    elif len(words) == 1 and words[0] != "place":
        show(words[0], arguments, output)
    else:
        arguments.usage_error("write a NUMBER, or: place FILE")


def place(file: str, arguments: Namespace, output: Output) -> None:
    """Place each document in turn, each said as soon as it is on disk; the first refusal stops."""
    from pos.shop import open_shop

    documents, _many = _read(file)
    with closing(open_shop(arguments.data)) as shop:
        if arguments.date_is_right:
            shop.till.confirm_date()
        for document in documents:
            number = _place(shop, document)
            value = whole(shop.orders.order(number))
            output.result(value, f"{number}  {value['total']} {value['currency']}  {value['payment_status']}")


def _place(shop: Shop, document: OrderDocument) -> str:
    cart = shop.order_documents.cart(document)
    tenders = shop.order_documents.tenders(document)
    return shop.checkout.place_order(cart, tenders, unpaid=True).number


def show(number: str, arguments: Namespace, output: Output) -> None:
    """One order, whole."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        found = shop.orders.order(number)
    lines = [_row_text(found.row)]
    lines += [
        f"  {digits(one.quantity):>8} × {one.name} {one.options}".rstrip() + f"  {one.amount}"
        for one in found.lines
    ]
    output.result(whole(found), "\n".join(lines))


def orders(arguments: Namespace, output: Output) -> None:
    """Orders, newest first."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        found: list[OrderRow] = []
        limit = arguments.limit or sys.maxsize
        while len(found) < limit:
            page = shop.orders.find(
                " ".join(arguments.text),
                payment=arguments.payment,
                fulfilment=arguments.fulfilment,
                since=arguments.since,
                before=found[-1].cursor if found else 0,
                limit=min(PAGE, limit - len(found)),
            )
            found += page
            if not page:
                break
    output.result([row(one) for one in found], "\n".join(map(_row_text, found)))


def document(arguments: Namespace, output: Output) -> None:
    """A document's PDF again, the same bytes as the first time."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        number = shop.orders.order(arguments.number).row.number
        data = shop.documents.pdf(number, width_mm=arguments.width)
        path = arguments.output or shop.folder.path / "documents" / f"{number}.pdf"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise DiskTrouble(error.strerror or str(error)) from error
    output.result({"path": str(path), "bytes": len(data)}, str(path))


def row(one: OrderRow) -> dict[str, Any]:
    """An order in a list, as scripts read it."""
    return {
        "number": one.number,
        "placed_at": one.placed_at.isoformat(),
        "channel": one.channel,
        "customer": one.customer or None,
        "currency": one.currency,
        "total": str(one.total),
        "paid": str(one.paid),
        "due": str(one.due),
        "payment_status": one.payment_status,
        "fulfilment_status": one.fulfilment_status,
    }


def whole(one: Order) -> dict[str, Any]:
    """An order with everything, as scripts read it."""
    currency = one.row.currency
    return {
        "id": one.id,
        **row(one.row),
        "till": one.letter,
        "served_by": one.served_by,
        "prices_include_tax": one.prices_include_tax,
        "lines": [
            {
                "sku": line.sku,
                "name": line.name,
                "options": line.options,
                "quantity": digits(line.quantity),
                "unit_price": price_digits(line.unit_price, currency),
                "tax_rates": list(line.taxes),
                "discount": str(line.discount_amount),
                "amount": str(line.amount),
                "order_discount": str(line.order_discount),
                "note": line.note,
            }
            for line in one.lines
        ],
        "subtotal": str(one.subtotal),
        "discount": str(one.discount_amount),
        "charges": [
            {"kind": charge.kind.value, "name": charge.name, "amount": str(charge.amount)}
            for charge in one.charges
        ],
        "taxes": [
            {"rate": tax.rate, "net": str(tax.net), "tax": str(tax.tax), "gross": str(tax.gross)}
            for tax in one.taxes
        ],
        "net": str(one.net),
        "tax": str(one.tax),
        "rounding": str(one.rounding),
        "payments": [
            {"method": tender.method, "amount": str(tender.amount), "reference": tender.reference}
            for tender in one.tenders
        ],
        "change": str(one.change),
        "customer_note": one.customer_note,
        "private_note": one.private_note,
        "documents": [{"kind": kind, "number": one.row.number} for kind in one.documents],
        "history": [{"at": item.at.isoformat(), "what": item.kind, "by": item.text} for item in one.history],
        "seal": one.seal,
    }


def _row_text(one: OrderRow) -> str:
    when = f"{one.placed_at:%Y-%m-%d %H:%M}"
    total = f"{one.total} {one.currency}"
    return f"{one.number:<14} {when}  {total:>14}  {one.payment_status}, {one.fulfilment_status}"


def _read(file: str) -> tuple[list[OrderDocument], bool]:
    try:
        if file == "-":
            data = sys.stdin.buffer.read(SIZE_MAX + 1)
        else:
            with Path(file).open("rb") as opened:
                data = opened.read(SIZE_MAX + 1)
        return read_orders(data.decode("utf-8-sig"), file)
    except OSError as error:
        raise DocumentUnreadable(file, error.strerror or "it cannot be read") from error
    except UnicodeDecodeError as error:
        raise DocumentUnreadable(file, "it is not UTF-8 text") from error
