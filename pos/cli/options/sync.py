"""The words and options of commands about other tills."""

from __future__ import annotations

from pos.cli.options.adding import Commands, path, typed


def add_sync(commands: Commands) -> None:
    """Bundles, the tills that are known, and what people must decide."""
    commands.group("several tills")
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
    commands.add("tills", "every till of the shop that is known here", "tills --json")
    decisions = commands.add(
        "exceptions",
        "what people must decide, or decide it",
        "exceptions\nexceptions resolve 0123456789abcdef repay",
    )
    decisions.add_argument("words", nargs="*", metavar="resolve ID CHOICE [VALUE]", type=typed, default=[])
    decisions.add_argument("--all", action="store_true", default=False, help="also what was decided")
    decisions.add_argument("--note", default="", metavar="T", help="a word about why")
