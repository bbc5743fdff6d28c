"""Commands about orders and their documents."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from typing import TYPE_CHECKING

from pos.cli.order_rows import listed
from pos.cli.output import Output
from pos.cli.refusals import FileUnwritable, reason_of
from pos.disk import make_folder, write_whole
from pos.domain.orders.errors import OrderUnknown
from pos.domain.words.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from pos.shop import Shop

OF_THE_ORDER = ("receipt", "payment", "packing_slip", "pickup_slip", "gift_receipt")
"""Papers without a number of their own."""
ACTIONS = (
    "place", "apply", "pay", "invoice", "status", "cancel", "void", "edit", "details", "correct", "refund",
    "repay", "exchange", "deliver", "note", "copy", "remind", "mail",
)  # fmt: skip


def order(arguments: Namespace, output: Output) -> int | None:
    """One order whole, or what follows the word for what is done with it."""
    match arguments.words:
        case [number] if number not in ACTIONS:
            show(number, arguments, output)
        case ["place", _file] if arguments.dry_run:
            arguments.usage_error("instead of --dry-run, price FILE says what a document comes to")
        case ["place", file]:
            from pos.cli.order_files import place

            place(file, arguments, output)
        case ["apply", file]:
            from pos.cli.after.operations import apply

            return apply(file, arguments, output)
        case ["copy", number]:
            from pos.cli.after.copied import copied

            copied(clean(number), arguments, output)
        case _:
            _operation(arguments, output)
    return None


def _operation(arguments: Namespace, output: Output) -> None:
    """What is asked in a file, or in so few words that it needs none."""
    match arguments.words:
        case ["edit" | "details" | "refund" | "exchange" | "deliver" as do, number, file]:
            from pos.cli.after.operations import from_file

            from_file(do, clean(number), file, arguments, output)
        case [do, number, *rest]:
            from pos.cli.after.followed import follow

            if not follow(do, number, rest, arguments, output):
                _usage(arguments)
        case _:
            _usage(arguments)


def _usage(arguments: Namespace) -> None:
    arguments.usage_error(
        "write a NUMBER, or: place FILE, apply FILE, edit NUMBER FILE, details NUMBER FILE, "
        "refund NUMBER FILE, exchange NUMBER FILE, deliver NUMBER [FILE], "
        "correct NUMBER PAYMENT METHOD, repay NUMBER [METHOD AMOUNT], note NUMBER TEXT, "
        "pay NUMBER METHOD AMOUNT, invoice NUMBER, cancel NUMBER, copy NUMBER, "
        "void NUMBER, status NUMBER with --fulfilment S or --tracking T"
    )


def show(number: str, arguments: Namespace, output: Output) -> None:
    from pos.cli.order_shapes import beside, paper
    from pos.cli.whole_order import whole_order
    from pos.shop import open_shop

    with closing(open_shop(arguments.data, reads=True)) as shop:
        found = shop.orders.order(shop.orders.called(number))
        value = whole_order(shop, found)
        country = shop.settings.current().country
    output.result(value, "\n".join([listed([found.row]), paper(value), *beside(found, country)]))


def document(arguments: Namespace, output: Output) -> None:
    """A document's PDF again, the same bytes as the first time; a folder that is missing is made."""
    from pos.domain.papers.slips import SlipKind
    from pos.shop import open_shop

    with closing(open_shop(arguments.data, reads=True)) as shop:
        number, name = _paper(shop, arguments.number, arguments.kind)
        kind, width = arguments.kind, arguments.width
        if arguments.delivery and kind in (SlipKind.PACKING, SlipKind.PICKUP):
            from pos.cli.after.operations import going

            chosen = going(arguments.delivery)
            data = shop.documents.slip_of(number, SlipKind(kind), chosen, width_mm=width)
        else:
            data = shop.documents.pdf(
                number, kind=kind, width_mm=width, nth=arguments.nth, each=arguments.each
            )
        path: Path = arguments.output or shop.folder.path / "documents" / f"{name}.pdf"
        if arguments.kind == "quote" and not shop.only_looks:
            shop.quotes.give_out(number)
    try:
        make_folder(path.parent)
        write_whole(path, data)
    except (OSError, ValueError) as error:
        raise FileUnwritable(str(path), reason_of(error)) from error
    output.result({"path": str(path), "bytes": len(data)}, str(path))


def _paper(shop: Shop, typed: str, kind: str) -> tuple[str, str]:
    """What finds the document, and the name of its file: an order's number or the document's may be typed."""
    try:
        number = shop.orders.called(typed)
        order = shop.orders.order(number)
        own = order.row.number
        if kind == "quote" and order.quote:
            number = own = order.quote
    except OrderUnknown:
        if kind in OF_THE_ORDER:
            raise
        number = own = typed.upper()
    own = shop.documents.own_number(number, kind) if kind not in OF_THE_ORDER else own
    return number, f"{own}-{kind}" if kind in OF_THE_ORDER and kind != "receipt" else own
