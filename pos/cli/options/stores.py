"""The command about the web shop, with its options."""

from __future__ import annotations

from argparse import BooleanOptionalAction

from pos.cli.options.adding import Commands, path, positive, typed


def add_stores(commands: Commands) -> None:
    store = commands.add(
        "store",
        "connect the web shop, see how it stands, pause or disconnect it",
        "store connect --kind ecwid --store 4711 --token-file token.txt --dry-run\n"
        "store status --json\nstore sync\nstore exceptions\nstore exceptions 0123456789abcdef again\n"
        "store pause\nstore disconnect",
    )
    store.add_argument(
        "words",
        nargs="+",
        type=typed,
        metavar="connect | status | sync | exceptions [ID CHOICE [VALUE]] | pause | resume | take-over | "
        "disconnect",
    )
    store.add_argument("--kind", choices=("ecwid", "woo"), default="ecwid", help="with connect: what it is")
    store.add_argument("--store", type=typed, default="", metavar="ID", help="with connect: its number")
    store.add_argument(
        "--token-file", type=path, default=None, metavar="FILE", help="its token: - reads standard input"
    )
    store.add_argument("--url", type=typed, default="", metavar="U", help="with connect: another address")
    store.add_argument(
        "--stock", choices=("store", "till"), default=None, help="with connect: whose figures begin (store)"
    )
    store.add_argument(
        "--settle", type=positive, default=None, metavar="S", help="seconds until its lists are true"
    )
    store.add_argument(
        "--orders-from", type=typed, default="", metavar="DATE", help="sales since then go up (from now on)"
    )
    store.add_argument(
        "--pos-email", type=typed, default="", metavar="E", help="in orders of customers without one"
    )
    store.add_argument(
        "--names",
        action=BooleanOptionalAction,
        default=None,
        help="customers' names and addresses go up too",
    )
    store.add_argument(
        "--take",
        action="store_true",
        default=False,
        help="with connect: its ways and rates too",
    )
    store.add_argument(
        "--dry-run", action="store_true", default=False, help="with connect, sync: only say what it would do"
    )
    store.add_argument(
        "--all", action="store_true", default=False, help="with exceptions: also what was decided"
    )
    store.add_argument("--note", default="", metavar="T", help="with exceptions: a word about why")
