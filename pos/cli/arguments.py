"""The commands and their options; options stand anywhere: before the command, after it, between its words.

Nothing that a command does is loaded here: `--help` needs the standard library alone.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection

from pos import __version__
from pos.cli.options.adding import Commands, folder, path, positive, typed
from pos.cli.options.mail import add_mail
from pos.cli.options.orders import add_orders
from pos.cli.options.stores import add_stores
from pos.cli.options.sync import add_sync
from pos.domain.words.languages import CODES, LANGUAGES
from pos.places import data_folder

WORDS = ("text", "map", "keep", "words")
"""What may be given any number of times, or not at all."""

ABOUT = "A till that works offline. Without a command its window opens."
_NEGATIVE = re.compile(r"-[0-9]*[.]?[0-9]+")
REASONS = ("return", "receipt", "count", "damage", "transfer", "opening")
"""Why stock is moved by hand; sales and edits are moved by orders alone."""

MORE = "`comptoir COMMAND --help` explains one command, with an example."


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
        "--data", type=folder, metavar="DIR", help="the folder of the till (else COMPTOIR_DATA)"
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
    commands = Commands(parser, common)
    for add in (_shop, _catalogue, _customers, add_orders, add_mail, add_sync, add_stores):
        add(commands)
    parser.description = f"{ABOUT}\n{commands.listed()}"
    return parser, commands.parsers


def _shop(commands: Commands) -> None:
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
    backup.add_argument("file", type=path, metavar="FILE", help="a name that is free")
    restore = commands.add(
        "restore", "bring a backup back into the folder", "restore /media/stick/shop.comptoir"
    )
    restore.add_argument("file", type=path, metavar="FILE")
    restore.add_argument(
        "--instead", action="store_true", default=False, help="put the shop that is there aside"
    )


def _catalogue(commands: Commands) -> None:
    commands.group("products and stock")
    imports = commands.add(
        "import",
        "take in a catalogue file of another program",
        "import products shopify.csv --dry-run\nimport products goods.csv --map Artikel=name",
    )
    imports.add_argument("what", choices=("products",))
    imports.add_argument("file", type=path, metavar="FILE")
    imports.add_argument("--format", default=None, help="which program wrote it; else it is recognised")
    imports.add_argument("--encoding", default=None, help="how its letters are written; else it is found out")
    imports.add_argument("--dry-run", action="store_true", default=False, help="only say what would be done")
    imports.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="what a column means, - for nothing; the others are guessed; may be repeated",
    )
    imports.add_argument(
        "--place", default=None, help="the only place whose stock counts; else that of all is added up"
    )
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
    products.add_argument("text", nargs="*", type=typed, default=[], metavar="TEXT")
    products.add_argument("--limit", type=positive, default=0, metavar="N", help="at most so many")
    product = commands.add(
        "product",
        "show or merge products",
        "product MUG-BLU --json\nproduct merge MUG-BLUE MUG-BLU --keep price",
    )
    product.add_argument("words", nargs="+", type=typed, metavar="SKU", help=argparse.SUPPRESS)
    product.usage = "comptoir product [-h] [--data DIR] [--json] SKU | merge FROM INTO [--keep FIELD] [--yes]"
    _keeps(product)
    product.add_argument("--yes", action="store_true", default=False, help="do it, not only say what moves")
    stock = commands.add(
        "stock",
        "show or move stock, or say which till has the only piece",
        "stock MUG-BLU\nstock move MUG-BLU -2 --reason damage --note dropped\nstock at VASE B",
    )
    stock.add_argument(
        "words", nargs="+", type=typed, metavar="[move|at] SKU [QUANTITY|LETTER]", help=argparse.SUPPRESS
    )
    stock.usage = (
        "comptoir stock [-h] [--data DIR] [--json] SKU | move SKU QUANTITY --reason R [--note TEXT]\n"
        "         | at SKU LETTER | at SKU -"
    )
    stock.add_argument("--reason", default="", help=", ".join(REASONS))
    stock.add_argument("--note", default="")


def _keeps(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--keep",
        action="append",
        type=typed,
        default=[],
        metavar="FIELD",
        help="keep what FROM says of this field; may be repeated; without --yes all that differ are named",
    )


def _customers(commands: Commands) -> None:
    commands.group("customers")
    listed = commands.add(
        "customers",
        "list customers, or find them as the box does",
        "customers lucie\ncustomers 0612",
    )
    listed.add_argument("text", nargs="*", type=typed, default=[], metavar="TEXT")
    listed.add_argument("--limit", type=positive, default=0, metavar="N", help="at most so many")
    one = commands.add(
        "customer",
        "show, merge or erase a customer",
        "customer lucie@example.com --json\ncustomer merge l.martin@example.com lucie@example.com\n"
        "customer erase lucie@example.com --yes",
    )
    one.add_argument("words", nargs="+", type=typed, metavar="ID|E-MAIL", help=argparse.SUPPRESS)
    one.usage = (
        "comptoir customer [-h] [--data DIR] [--json] ID|E-MAIL | merge FROM INTO [--keep FIELD]\n"
        "         [--yes] | erase ID|E-MAIL [--yes]"
    )
    _keeps(one)
    one.add_argument("--yes", action="store_true", default=False, help="do it, not only say what goes")
