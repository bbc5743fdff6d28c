"""Commands about orders, quotes and their documents, with their options."""

from __future__ import annotations

import argparse

from pos.cli.options.adding import Commands, path, positive, typed

PLACING = """\
The customer of an order document is the known one with its e-mail, else with its phone (or its id);
what the document says about them holds for this order only. Nobody known: with an e-mail or a phone a
customer is made and kept, with a name alone they stand on this order only. Without charges written,
delivery costs what the shop's method of that name asks."""


PAPERS = (
    "receipt", "invoice", "credit_note", "refund", "payment", "quote", "packing_slip", "pickup_slip",
    "gift_receipt",
)  # fmt: skip


WORK = (
    ("to-be-paid", "money is still due"),
    ("to-prepare", "goods wait to be prepared"),
    ("to-ship", "prepared goods wait for their carrier"),
    ("to-give-back", "money of the customer is still here"),
    ("late", "the promised day is over"),
    ("overdue", "the last day to pay is over"),
    ("exceptions", "a person must decide something"),
)
"""Lists of what is to be done, one at a time."""


NUMBERED = ("receipt", "invoice", "credit_note", "refund", "quote")


def add_orders(commands: Commands) -> None:
    commands.group("orders")
    price = commands.add("price", "the totals of an order document, nothing saved", "price order.json --json")
    price.add_argument("file", metavar="FILE", help="one document or a list; - reads standard input")
    _order(commands)
    _quotes(commands)
    _lists(commands)
    document = commands.add(
        "document",
        "make the PDF of an order or a quote again",
        "document A-000123 -o receipt.pdf\ndocument A-2026-000045 --kind invoice",
    )
    document.add_argument("number", type=typed, metavar="NUMBER", help="of the order or of the document")
    document.add_argument("--kind", choices=PAPERS, default="receipt", metavar="KIND", help=", ".join(PAPERS))
    document.add_argument("--width", type=int, choices=(58, 80), default=80, help="millimetres of a roll")
    document.add_argument(
        "--nth", type=positive, default=0, metavar="N", help="which payment or delivery, else the last"
    )
    document.add_argument(
        "--each", action="store_true", default=False, help="a gift receipt for each line, not one for all"
    )
    document.add_argument(
        "--delivery",
        default="",
        metavar="FILE",
        help="the slip of these pieces, written as for order deliver",
    )
    document.add_argument("-o", dest="output", type=path, default=None, metavar="FILE")
    papers = commands.add(
        "documents",
        "list all documents that were issued, or write the list to a file",
        "documents --kind invoice --since 2026-11-01\ndocuments dupont -o dupont.xlsx",
    )
    papers.add_argument(
        "text", nargs="*", type=typed, default=[], metavar="TEXT", help="number, order, customer, goods"
    )
    papers.add_argument("--kind", choices=NUMBERED, default="", metavar="KIND", help=", ".join(NUMBERED))
    papers.add_argument("--since", default="", metavar="YYYY-MM-DD")
    papers.add_argument("--until", default="", metavar="YYYY-MM-DD")
    papers.add_argument("--till", default="", metavar="LETTER", help="of the till that made it")
    papers.add_argument("--customer", default="", metavar="NAME", help="how words of the name on it begin")
    papers.add_argument("--limit", type=positive, default=0, metavar="N", help="at most so many")
    papers.add_argument(
        "-o", dest="output", type=path, default=None, metavar="FILE", help=".csv, .xlsx, .json"
    )


def _lists(commands: Commands) -> None:
    listed = commands.add(
        "orders",
        "list orders, newest first, or find them",
        'orders --payment "Awaiting payment" --since 2026-11-01\norders mug\norders --overdue',
    )
    export = commands.add(
        "export",
        "write a list of orders to a file",
        "export orders orders.xlsx --since 2026-11-01\nexport orders unpaid.csv --to-be-paid",
    )
    export.add_argument("what", choices=("orders",))
    export.add_argument("file", type=path, metavar="FILE", help="its name ends in .csv, .xlsx or .json")
    listed.add_argument("--limit", type=positive, default=0, metavar="N", help="at most so many")
    for one in (listed, export):
        one.add_argument(
            "text",
            nargs="*",
            type=typed,
            default=[],
            metavar="TEXT",
            help="a number or a part of it, customer, phone, e-mail, goods, amount, note, tracking number",
        )
        _filters(one)


def _filters(command: argparse.ArgumentParser) -> None:
    """What an order must be to stand in the list."""
    command.add_argument("--payment", default="", metavar="STATUS")
    command.add_argument("--fulfilment", default="", metavar="STATUS")
    command.add_argument("--since", default="", metavar="YYYY-MM-DD")
    command.add_argument("--until", default="", metavar="YYYY-MM-DD")
    command.add_argument("--promised", default="", metavar="YYYY-MM-DD", help="for that day")
    command.add_argument("--channel", default="", metavar="NAME", help="counter, phone, ...")
    command.add_argument("--till", default="", metavar="LETTER", help="of the till that sold")
    command.add_argument("--method", default="", metavar="NAME", help="paid that way: cash, card, ...")
    for name, about in WORK:
        command.add_argument(f"--{name}", action="store_true", default=False, help=about)
    command.add_argument(
        "--sort", choices=("newest", "oldest", "promised", "pay_by"), default="", help="what comes first"
    )


def _order(commands: Commands) -> None:
    order = commands.add(
        "order",
        "show an order, place order documents, move an order on",
        "order A-000123\norder place order.json\norder place - --json < orders.json\n"
        "order pay A-000123 card 19.92\norder cancel A-000123 --reason mistake\norder invoice A-000123\n"
        'order status A-000123 --fulfilment Shipped --tracking "6A 1234"',
    )
    order.usage = (
        "comptoir order [-h] [--data DIR] [--json] NUMBER | place FILE [--date-is-right]\n"
        "         | apply FILE [--go-on] [--dry-run]\n"
        "         | edit|details|refund|exchange NUMBER FILE [--dry-run]\n"
        "         | deliver NUMBER [FILE] [--how H] [--tracking T] [--dry-run]\n"
        "         | correct NUMBER PAYMENT METHOD | repay NUMBER [METHOD AMOUNT] [--dry-run]\n"
        "         | note NUMBER TEXT [--for private|customer]\n"
        "         | pay NUMBER METHOD AMOUNT [--reference R] [--accept-more] | invoice|remind|mail NUMBER\n"
        "         | cancel NUMBER [--reason R] [--goods stock|damaged|gone] [--repay] | void NUMBER\n"
        "         | status NUMBER [--payment S] [--fulfilment S] [--tracking T]\n"
        "         | copy NUMBER [--old-prices]"
    )
    order.epilog = f"{PLACING}\n\n{order.epilog}"
    order.add_argument("words", nargs="+", metavar="NUMBER | place FILE | ...", help=argparse.SUPPRESS)
    order.add_argument("--payment", default="", metavar="STATUS", help="only the one the money allows")
    order.add_argument("--fulfilment", default="", metavar="STATUS", help="how far the goods are")
    order.add_argument("--tracking", default="", metavar="NUMBER", help="under which the goods travel")
    order.add_argument("--reference", default="", help="of a payment: what the card terminal printed")
    order.add_argument(
        "--accept-more", action="store_true", default=False, help="keep more than is due, to give it back"
    )
    order.add_argument(
        "--dry-run", action="store_true", default=False, help="say what would follow, write nothing"
    )
    order.add_argument(
        "--go-on", action="store_true", default=False, help="go on with the next operation after a refusal"
    )
    order.add_argument(
        "--how",
        choices=("handed_over", "shipped", "picked_up"),
        default="",
        help="how goods went to the customer",
    )
    order.add_argument(
        "--for",
        dest="note_for",
        choices=("private", "customer"),
        default="private",
        help="for whom a note is",
    )
    order.add_argument("--reason", default="", help="why it is taken back")
    order.add_argument(
        "--goods",
        choices=("stock", "damaged", "gone"),
        default="stock",
        help="where goods go that the customer has",
    )
    order.add_argument(
        "--repay", action="store_true", default=False, help="give the money back as it was paid"
    )
    order.add_argument(
        "--old-prices", action="store_true", default=False, help="of a copy: the prices that were agreed"
    )
    order.add_argument(
        "--date-is-right", action="store_true", default=False, help="confirm today's date after a clock jump"
    )


def _quotes(commands: Commands) -> None:
    quote = commands.add(
        "quote",
        "show, save, mail, place or decline a quote",
        "quote A-Q000007\nquote save quote.json --mail\nquote place A-Q000007 --expired-is-fine",
    )
    quote.usage = (
        "comptoir quote [-h] [--data DIR] [--json] NUMBER | save FILE [--mail] | mail NUMBER\n"
        "         | decline NUMBER | place NUMBER [--expired-is-fine] [--todays-prices], [--dry-run] with any"
    )
    quote.add_argument("words", nargs="+", metavar="NUMBER | save FILE | ...", help=argparse.SUPPRESS)
    quote.add_argument(
        "--mail", action="store_true", default=False, help="with save: send it to its customer"
    )
    quote.add_argument(
        "--expired-is-fine", action="store_true", default=False, help="place it although its day has passed"
    )
    quote.add_argument(
        "--todays-prices", action="store_true", default=False, help="at the prices of today, not the quoted"
    )
    quote.add_argument(
        "--dry-run", action="store_true", default=False, help="say what it would, write nothing"
    )
    listed = commands.add("quotes", "list quotes, newest first, or find them", "quotes dupont")
    listed.add_argument("text", nargs="*", type=typed, default=[], metavar="TEXT", help="number or customer")
    listed.add_argument("--limit", type=positive, default=0, metavar="N", help="at most so many")
