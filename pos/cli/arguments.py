"""The commands and their options; options stand before or after the command."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pos import __version__
from pos.cli import catalogue, orders, shop
from pos.cli.output import Output
from pos.places import data_folder

Run = Callable[[Any, Output], "int | None"]


class _Commands:
    """Adds commands that share the common options."""

    def __init__(self, parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
        self._group = parser.add_subparsers(metavar="COMMAND", required=True)
        self._common = common

    def add(self, name: str, run: Run, about: str) -> argparse.ArgumentParser:
        """A command, what runs it, and what it does in one line."""
        command = self._group.add_parser(
            name, parents=[self._common], help=about, description=about, argument_default=argparse.SUPPRESS
        )
        command.set_defaults(run=run, usage_error=command.error)
        return command


def parse(argv: list[str]) -> argparse.Namespace:
    """The command with its options; exits with 2 and a usage line where they are wrong."""
    arguments = _parser().parse_args(argv)
    arguments.json = getattr(arguments, "json", False)
    arguments.data = Path(arguments.data) if hasattr(arguments, "data") else data_folder()
    return arguments


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data", metavar="DIR", help="the folder of the till")
    common.add_argument("--json", action="store_true", help="print JSON and nothing else")
    parser = argparse.ArgumentParser("comptoir", parents=[common], description="A till that works offline.")
    parser.add_argument("--version", action="version", version=f"Comptoir {__version__}")
    commands = _Commands(parser, common)
    _shop(commands)
    _catalogue(commands)
    _orders(commands)
    return parser


def _shop(commands: _Commands) -> None:
    init = commands.add("init", shop.init, "make a new empty shop in the folder")
    init.add_argument("--name", default="")
    init.add_argument("--currency", default="")
    init.add_argument("--country", default="")
    included = init.add_mutually_exclusive_group()
    included.add_argument("--tax-included", dest="included", action="store_true", default=None)
    included.add_argument("--tax-excluded", dest="included", action="store_false", default=None)
    init.add_argument("--till-letter", default="A")
    init.add_argument("--person", default="", help="the name of who sells")
    demo = commands.add("demo", shop.demo, "make the demo shop: products, pictures, two weeks of sales")
    demo.add_argument("--language", choices=("en", "fr"), default="en")
    verify = commands.add("verify", shop.verify, "check the chain, the seals and the sums")
    verify.add_argument(
        "--rebuild", action="store_true", default=False, help="replay all entries and compare"
    )
    verify.add_argument("--expect", metavar="SEQ:SEAL", default="", help="a seal that must be found")
    backup = commands.add("backup", shop.backup, "write a verified copy")
    backup.add_argument("file", type=Path)
    restore = commands.add("restore", shop.restore, "bring a backup back into the folder")
    restore.add_argument("file", type=Path)
    restore.add_argument(
        "--instead", action="store_true", default=False, help="put the shop that is there aside"
    )


def _catalogue(commands: _Commands) -> None:
    imports = commands.add("import", catalogue.take_in, "take in a file")
    imports.add_argument("what", choices=("products",))
    imports.add_argument("file", type=Path)
    imports.add_argument("--format", default=None)
    imports.add_argument("--dry-run", action="store_true", default=False)
    imports.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD")
    imports.add_argument(
        "--count-stock", action="store_true", default=False, help="count known stock to the file"
    )
    products = commands.add("products", catalogue.products, "list products, or find them as the box does")
    products.add_argument("text", nargs="*", default=[])
    products.add_argument("--limit", type=_positive, default=0, metavar="N")
    product = commands.add("product", catalogue.product, "show one product")
    product.add_argument("sku")
    stock = commands.add("stock", catalogue.stock, "SKU: its stock and moves; move SKU QUANTITY: move it")
    stock.add_argument("words", nargs="+", metavar="[move] SKU [QUANTITY]")
    stock.add_argument("--reason", default="")
    stock.add_argument("--note", default="")


def _orders(commands: _Commands) -> None:
    price = commands.add("price", orders.price, "the totals of an order document, nothing saved")
    price.add_argument("file")
    order = commands.add("order", orders.order, "NUMBER: show it; place FILE: place order documents")
    order.add_argument("words", nargs="+", metavar="NUMBER | place FILE")
    order.add_argument(
        "--date-is-right", action="store_true", default=False, help="confirm today's date after a clock jump"
    )
    listed = commands.add("orders", orders.orders, "list orders, newest first, or find them")
    listed.add_argument("text", nargs="*", default=[])
    listed.add_argument("--payment", default="", metavar="STATUS")
    listed.add_argument("--fulfilment", default="", metavar="STATUS")
    listed.add_argument("--since", default="", metavar="YYYY-MM-DD")
    listed.add_argument("--limit", type=_positive, default=0, metavar="N")
    document = commands.add("document", orders.document, "make a document's PDF again")
    document.add_argument("number")
    document.add_argument("--kind", choices=("receipt",), default="receipt")
    document.add_argument("--width", type=int, choices=(58, 80), default=80, help="millimetres of paper")
    document.add_argument("-o", dest="output", type=Path, default=None, metavar="FILE")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
