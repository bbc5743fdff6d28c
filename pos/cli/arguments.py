"""The commands and their options; options stand anywhere: before the command, after it, between its words.

Nothing that a command does is loaded here: `--help` needs the standard library alone.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection

from pos import __version__
from pos.domain.words.languages import CODES, LANGUAGES
from pos.domain.words.text import clean
from pos.places import data_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("text", "map")
"""What may be given any number of times, or not at all."""

ABOUT = "A till that works offline. Without a command its window opens."
TYPED_MAX = 1000
_NEGATIVE = re.compile(r"-[0-9]*[.]?[0-9]+")
REASONS = ("return", "receipt", "count", "damage", "transfer", "opening")
"""Why stock is moved by hand; sales and edits are moved by orders alone."""

PLACING = """\
The customer of an order document is the known one with its e-mail, else with its phone (or its id);
what the document says about them holds for this order only. Nobody known: with an e-mail or a phone a
customer is made and kept, with a name alone they stand on this order only. Without charges written,
delivery costs what the shop's method of that name asks."""
MORE = "`comptoir COMMAND --help` explains one command, with an example."


class _Commands:
    """Adds commands that share the common options, and lists them in groups."""

    def __init__(self, parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
        self._group = parser.add_subparsers(
            metavar="COMMAND", required=True, prog="comptoir", help=argparse.SUPPRESS
        )
        self._common = common
        self._listed: list[str] = []
        self.parsers: dict[str, argparse.ArgumentParser] = {}

    def group(self, title: str) -> None:
        """What is added from now on stands under this title."""
        self._listed += ["", f"{title}:"]

    def add(self, name: str, about: str, example: str) -> argparse.ArgumentParser:
        """A command, what it does in one line, and how it is written."""
        self._listed.append(f"  {name:<11}{about}")
        command = self._group.add_parser(
            name,
            parents=[self._common],
            description=f"{about[0].upper()}{about[1:]}.",
            epilog="for example:\n" + "\n".join(f"  comptoir {line}" for line in example.splitlines()),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            argument_default=argparse.SUPPRESS,
            allow_abbrev=False,
        )
        command.set_defaults(command=name, usage_error=command.error)
        self.parsers[name] = command
        return command

    def listed(self) -> str:
        """All commands in their groups."""
        return "\n".join(self._listed)


def parse(argv: list[str]) -> argparse.Namespace:
    """The command with its options; exits with 2 and a usage line where they are wrong."""
    parser, commands = _parsers()
    options, words, rest = _sorted_out(argv, commands.values())
    command = commands.get(words[0]) if words else None
    if command is None:
        arguments = parser.parse_args(argv)
    else:
        arguments = command.parse_args([*options, *words[1:], *rest])
    for name, value in vars(arguments).items():
        if value == [] and name not in WORDS:  # Python before 3.12.5 reads --name=-- as nothing at all
            setattr(arguments, name, "--")
    arguments.json = getattr(arguments, "json", False)
    arguments.data = arguments.data if hasattr(arguments, "data") else data_folder()
    return arguments


def _sorted_out(
    argv: list[str], commands: Collection[argparse.ArgumentParser]
) -> tuple[list[str], list[str], list[str]]:
    """Options with their values, then words; last what stands behind `--`, with that mark.

    Only options of some command take a value; a number below zero is a word, as is `-`.
    """
    known = {text: action for one in commands for action in one._actions for text in action.option_strings}
    end = argv.index("--") if "--" in argv else len(argv)
    options: list[str] = []
    words: list[str] = []
    before = iter(argv[:end])
    for text in before:
        if not text.startswith("-") or text == "-" or _NEGATIVE.fullmatch(text):
            words.append(text)
            continue
        options.append(text)
        action = known.get(text)
        if action is not None and action.nargs != 0:
            options += [value for value in (next(before, None),) if value is not None]
    return options, words, argv[end:]


def _parsers() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """Who answers where there is no command, and each command's own."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    anywhere = common.add_argument_group("anywhere")
    anywhere.add_argument(
        "--data", type=_folder, metavar="DIR", help="the folder of the till (else COMPTOIR_DATA)"
    )
    anywhere.add_argument("--json", action="store_true", help="print JSON and nothing else")
    parser = argparse.ArgumentParser(
        "comptoir",
        usage="%(prog)s [--data DIR] [--json] COMMAND ...",
        parents=[common],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        epilog=MORE,
    )
    parser.add_argument("--version", action="version", version=f"Comptoir {__version__}")
    commands = _Commands(parser, common)
    for add in (_shop, _catalogue, _customers, _orders):
        add(commands)
    parser.description = f"{ABOUT}\n{commands.listed()}"
    return parser, commands.parsers


def _shop(commands: _Commands) -> None:
    commands.group("the shop")
    init = commands.add(
        "init", "make a new, empty shop in the folder", 'init --name "Atelier Lune" --country FR'
    )
    init.add_argument("--name", default="", help="what receipts say above all")
    init.add_argument("--country", default="", help="two letters; proposes all that is not said (FR)")
    init.add_argument(
        "--language", choices=CODES, default="", help="of receipts and invoices (the country's)"
    )
    init.add_argument(
        "--region", default="", metavar="LETTERS", help="the part of it that decides its taxes, such as QC"
    )
    init.add_argument("--currency", default="", help="three letters, such as EUR")
    included = init.add_mutually_exclusive_group()
    included.add_argument(
        "--tax-included", dest="included", action="store_true", default=None, help="prices hold their tax"
    )
    included.add_argument(
        "--tax-excluded", dest="included", action="store_false", default=None, help="tax comes on top"
    )
    init.add_argument("--till-letter", default="A", metavar="LETTER", help="order numbers begin with it (A)")
    init.add_argument("--person", default="", metavar="NAME", help="who sells")
    demo = commands.add("demo", "make a shop to try, two weeks old", "demo --language fr")
    demo.add_argument("--language", choices=[one.code for one in LANGUAGES if one.window], default="en")
    verify = commands.add("verify", "check the chain, seals and sums", "verify --rebuild")
    verify.add_argument(
        "--rebuild", action="store_true", default=False, help="replay all entries and compare"
    )
    verify.add_argument(
        "--accept",
        action="store_true",
        default=False,
        help="this till carries on after a restore: know its earlier keys",
    )
    verify.add_argument("--expect", metavar="SEQ:SEAL", default="", help="a seal that must be found")
    digest = commands.add("digest", "one value, equal on tills whose tables are equal", "digest --tables")
    digest.add_argument("--tables", action="store_true", default=False, help="each table's value too")
    commands.add("kinds", "the formats of all entries", "kinds")
    backup = commands.add("backup", "write a verified copy of the shop", "backup /media/stick/shop.comptoir")
    backup.add_argument("file", type=_path, metavar="FILE", help="a name that is free")
    restore = commands.add(
        "restore", "bring a backup back into the folder", "restore /media/stick/shop.comptoir"
    )
    restore.add_argument("file", type=_path, metavar="FILE")
    restore.add_argument(
        "--instead", action="store_true", default=False, help="put the shop that is there aside"
    )


def _catalogue(commands: _Commands) -> None:
    commands.group("products and stock")
    imports = commands.add(
        "import",
        "take in a catalogue file of another program",
        "import products shopify.csv --dry-run\nimport products goods.csv --map Artikel=name",
    )
    imports.add_argument("what", choices=("products",))
    imports.add_argument("file", type=_path, metavar="FILE")
    imports.add_argument("--format", default=None, help="which program wrote it; else it is recognised")
    imports.add_argument("--encoding", default=None, help="how its letters are written; else it is found out")
    imports.add_argument("--dry-run", action="store_true", default=False, help="only say what would be done")
    imports.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD", help="may be repeated")
    imports.add_argument(
        "--sell-hidden",
        action="store_true",
        default=False,
        help="also sell what the file says is a draft, archived or private",
    )
    imports.add_argument(
        "--count-stock", action="store_true", default=False, help="count known stock to the file"
    )
    products = commands.add("products", "list products, or find them as the box does", "products blue mug")
    products.add_argument("text", nargs="*", type=_typed, default=[], metavar="TEXT")
    products.add_argument("--limit", type=_positive, default=0, metavar="N", help="at most so many")
    product = commands.add(
        "product", "show or merge products", "product MUG-BLU --json\nproduct merge MUG-BLUE MUG-BLU"
    )
    product.add_argument("words", nargs="+", type=_typed, metavar="SKU", help=argparse.SUPPRESS)
    product.usage = "comptoir product [-h] [--data DIR] [--json] SKU | merge FROM INTO [--yes]"
    product.add_argument("--yes", action="store_true", default=False, help="do it, not only say what moves")
    stock = commands.add(
        "stock",
        "show or move the stock of a product",
        "stock MUG-BLU\nstock move MUG-BLU -2 --reason damage --note dropped",
    )
    stock.add_argument(
        "words", nargs="+", type=_typed, metavar="[move] SKU [QUANTITY]", help=argparse.SUPPRESS
    )
    stock.usage = "comptoir stock [-h] [--data DIR] [--json] SKU | move SKU QUANTITY --reason R [--note TEXT]"
    stock.add_argument("--reason", default="", help=", ".join(REASONS))
    stock.add_argument("--note", default="")


def _customers(commands: _Commands) -> None:
    commands.group("customers")
    listed = commands.add(
        "customers",
        "list customers, or find them as the box does",
        "customers lucie\ncustomers 0612",
    )
    listed.add_argument("text", nargs="*", type=_typed, default=[], metavar="TEXT")
    listed.add_argument("--limit", type=_positive, default=0, metavar="N", help="at most so many")
    one = commands.add(
        "customer",
        "show, merge or erase a customer",
        "customer lucie@example.com --json\ncustomer merge l.martin@example.com lucie@example.com\n"
        "customer erase lucie@example.com --yes",
    )
    one.add_argument("words", nargs="+", type=_typed, metavar="ID|E-MAIL", help=argparse.SUPPRESS)
    one.usage = (
        "comptoir customer [-h] [--data DIR] [--json] ID|E-MAIL | merge FROM INTO [--yes]\n"
        "         | erase ID|E-MAIL [--yes]"
    )
    one.add_argument("--yes", action="store_true", default=False, help="do it, not only say what goes")


def _orders(commands: _Commands) -> None:
    commands.group("orders")
    price = commands.add("price", "the totals of an order document, nothing saved", "price order.json --json")
    price.add_argument("file", metavar="FILE", help="one document or a list; - reads standard input")
    _order(commands)
    listed = commands.add(
        "orders",
        "list orders, newest first, or find them",
        'orders --payment "Awaiting payment" --since 2026-11-01\norders mug',
    )
    listed.add_argument(
        "text", nargs="*", type=_typed, default=[], metavar="TEXT", help="a number, or words of the goods"
    )
    listed.add_argument("--payment", default="", metavar="STATUS")
    listed.add_argument("--fulfilment", default="", metavar="STATUS")
    listed.add_argument("--since", default="", metavar="YYYY-MM-DD")
    listed.add_argument("--limit", type=_positive, default=0, metavar="N", help="at most so many")
    document = commands.add(
        "document",
        "make the PDF of an order again",
        "document A-000123 -o receipt.pdf\ndocument A-2026-000045 --kind invoice",
    )
    document.add_argument("number", type=_typed, metavar="NUMBER", help="of the order or of the document")
    document.add_argument("--kind", choices=("receipt", "invoice", "credit_note"), default="receipt")
    document.add_argument("--width", type=int, choices=(58, 80), default=80, help="millimetres of paper")
    document.add_argument("-o", dest="output", type=_path, default=None, metavar="FILE")


def _order(commands: _Commands) -> None:
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
        "         | pay NUMBER METHOD AMOUNT [--reference R] [--accept-more] | invoice NUMBER\n"
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
        default="handed_over",
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


def _typed(text: str) -> str:
    """A text as a person means it; names of files are left as they are."""
    return clean(text, TYPED_MAX)


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)


def _folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("the name of a folder is wanted")
    return _path(text)


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 15 and int(text)):
        raise argparse.ArgumentTypeError("a whole number above zero is wanted")
    return int(text)
