"""Commands that let tills join the shop, and close lost ones out."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from contextlib import closing

from pos.cli.output import Output
from pos.domain.sync.errors import NoHub


def hub(arguments: Namespace, output: Output) -> None:
    """Invite a till, join as one, or remove one."""
    match arguments.words:
        case ["pair"] if arguments.letter:
            _invite(arguments, output)
        case ["pair", code] if not arguments.letter:
            _join(arguments, output, sys.stdin.read() if code == "-" else code)
        case ["remove", letter]:
            _remove(arguments, output, letter)
        case _:
            arguments.usage_error(
                "write: pair --letter L --bundle FILE; pair CODE --bundle FILE; remove LETTER"
            )


def _invite(arguments: Namespace, output: Output) -> None:
    """A code for one till, and the file with all entries that goes with it."""
    from pos.journal.trust import Role
    from pos.shop import open_shop

    if arguments.bundle is None:
        raise NoHub
    with closing(open_shop(arguments.data)) as shop:
        made = shop.sync.pairing.invite(arguments.letter, Role(arguments.role), arguments.days)
        shop.sync.bundles.write(arguments.bundle)
    value = {
        "code": made.code,
        "letter": made.letter,
        "role": made.role.value,
        "until": made.until.isoformat(),
    }
    lines = (
        f"On the new till, until {made.until.isoformat()}:",
        f"comptoir hub pair CODE --bundle {arguments.bundle.name}",
        made.code,
    )
    output.result(value, "\n".join(lines))


def _join(arguments: Namespace, output: Output, code: str) -> None:
    """Make this folder a till of the shop."""
    from pos.founding import join_shop

    if arguments.bundle is None:
        raise NoHub
    begun = time.monotonic()
    joined = join_shop(arguments.data, code, arguments.bundle)
    value = {
        "shop": joined.shop,
        "letter": joined.letter,
        "pulled": joined.entries,
        "seconds": round(time.monotonic() - begun, 1),
    }
    output.result(value, f"This is till {joined.letter} now, with {joined.entries} entries.")


def _remove(arguments: Namespace, output: Output, letter: str) -> None:
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        removed = shop.sync.pairing.remove(letter)
    value = {"letter": removed.letter, "lives": list(removed.upto), "upto": removed.upto}
    output.result(value, f"What till {letter} writes from now on waits everywhere until somebody accepts it.")
