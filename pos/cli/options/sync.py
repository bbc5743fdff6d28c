"""The words and options of commands about other tills."""

from __future__ import annotations

import argparse

from pos.cli.options.adding import Commands, path, positive, typed


def add_sync(commands: Commands) -> None:
    """Bundles, the tills that are known, and what people must decide."""
    hub = commands.add(
        "hub",
        "make the shop's hub, let a till join, or remove one",
        "hub create - --sheet recovery.pdf < address-of-the-empty-database.txt\n"
        "hub pair --letter B --role till\nhub pair CODE\nhub status\nhub remove B",
    )
    hub.usage = (
        "comptoir hub [-h] [--data DIR] [--json] create [-] [--sheet FILE]\n"
        "         | status [--repair] | remove LETTER | remove --here [--yes]\n"
        "         | pair --letter L [--role office|till] [--days N] [--bundle FILE]\n"
        "         | pair CODE|- [--bundle FILE] | recover -"
    )
    hub.add_argument(
        "words", nargs="+", metavar="create | status | pair | remove | recover", help=argparse.SUPPRESS
    )
    hub.add_argument("--letter", type=typed, default="", metavar="L", help="of the till that joins")
    hub.add_argument("--role", choices=("office", "till"), default="office", help="what it may change")
    hub.add_argument("--days", type=positive, default=1, metavar="N", help="how long the code is good")
    hub.add_argument("--bundle", type=path, default=None, metavar="FILE", help="all entries, on a stick")
    hub.add_argument("--sheet", type=path, default=None, metavar="FILE", help="the recovery sheet, a PDF")
    hub.add_argument("--repair", action="store_true", default=False, help="put right what the hub holds")
    hub.add_argument("--here", action="store_true", default=False, help="this till leaves the hub")
    hub.add_argument("--yes", action="store_true", default=False, help="also with entries nobody else has")
    bundle = commands.add(
        "bundle",
        "carry all entries to another till in a file",
        "bundle write /media/stick/shop.bundle\nbundle read /media/stick/shop.bundle",
    )
    bundle.add_argument("what", choices=("write", "read"))
    bundle.add_argument("file", type=path, metavar="FILE")
    bundle.add_argument(
        "--since", type=path, default=None, metavar="VECTORFILE", help="only what a till does not have yet"
    )
    rounds = commands.add("sync", "send what is only here and get what others wrote", "sync --once --json")
    rounds.add_argument("--once", action="store_true", default=False, help="one round, not until stopped")
    commands.add("tills", "every till of the shop that is known here", "tills --json")
    decisions = commands.add(
        "exceptions",
        "what people must decide, or decide it",
        "exceptions\nexceptions resolve 0123456789abcdef repay\nexceptions reopen 0123456789abcdef",
    )
    what = "resolve ID CHOICE [VALUE] | reopen ID"
    decisions.add_argument("words", nargs="*", metavar=what, type=typed, default=[])
    decisions.add_argument("--all", action="store_true", default=False, help="also what was decided")
    decisions.add_argument("--note", default="", metavar="T", help="a word about why")
