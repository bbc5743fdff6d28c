"""Commands about the shop's hub and its tills: make it, ask it, let tills join, close lost ones out."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from contextlib import closing
from datetime import datetime
from datetime import time as clock_time
from typing import TYPE_CHECKING

from pos.cli.output import Output
from pos.cli.refusals import require_file, require_place
from pos.cli.sync.told import telling
from pos.domain.sync.errors import DsnMissing, NoHub, NotABundle

if TYPE_CHECKING:
    from pos.services.sync.hubs import HubAnswer
    from pos.services.sync.pairing import Removed
    from pos.shop import Shop

DSN = "COMPTOIR_HUB"
"""Where the owner's way to the database comes from: a secret is never an argument."""

LAST_MOMENT = clock_time(23, 59, 59)
"""Of the day up to which a code is good."""


def hub(arguments: Namespace, output: Output) -> None:
    """Do what the words say."""
    for option in _without_use(arguments):
        arguments.usage_error(f"{option} says nothing here")
    match arguments.words:
        case ["create", *source] if source in ([], ["-"]):
            _create(arguments, output, sys.stdin.read() if source else os.environ.get(DSN, ""))
        case ["status"]:
            _status(arguments, output)
        case ["pair"] if arguments.letter:
            _invite(arguments, output)
        case ["pair", code] if not arguments.letter:
            _join(arguments, output, sys.stdin.read() if code == "-" else code)
        case ["remove", letter] if not arguments.here:
            _remove(arguments, output, letter)
        case ["remove"] if arguments.here:
            _leave(arguments, output)
        case ["recover", "-"]:
            _recover(arguments, output, sys.stdin.read())
        case _:
            arguments.usage_error(
                "write: create [-]; status; pair --letter L; pair CODE; remove LETTER; remove --here; "
                "recover -"
            )


def _without_use(arguments: Namespace) -> list[str]:
    """Options that are given and belong to another deed."""
    given = {
        "pair": {
            "--letter": arguments.letter, "--role": arguments.role != "office", "--days": arguments.days != 1,
            "--bundle": arguments.bundle,
        },
        "create": {"--sheet": arguments.sheet},
        "status": {"--repair": arguments.repair},
        "remove": {"--here": arguments.here, "--yes": arguments.yes},
    }  # fmt: skip
    others = [options for deed, options in given.items() if deed != arguments.words[0]]
    return [name for options in others for name, value in options.items() if value]


def _create(arguments: Namespace, output: Output, dsn: str) -> None:
    """Make the hub; when it returns the hub holds all of this till."""
    from pos.shop import open_shop

    if not dsn.strip():
        raise DsnMissing
    if arguments.sheet:
        require_place(arguments.sheet)
    with closing(open_shop(arguments.data)) as shop:
        with output.progress() as heard:
            made = shop.sync.hubs.create(dsn, telling(heard))
        if arguments.sheet:
            shop.sync.sheet.write(arguments.sheet)
    sheet = str(arguments.sheet) if arguments.sheet else None
    value = {
        "hub": made.hub, "shop": made.shop, "letter": made.letter, "pushed": made.pushed, "sheet": sheet,
    }  # fmt: skip
    said = "The hub was there already" if made.is_again else "The hub is made"
    output.result(value, f"{said}; {made.pushed} entries sent.")


def _status(arguments: Namespace, output: Output) -> None:
    from pos.shop import open_shop

    with closing(open_shop(arguments.data, reads=not arguments.repair)) as shop:
        with output.progress() as heard:
            answer = shop.sync.hubs.status(repair=arguments.repair, tell=telling(heard))
        value = _standing(shop, answer)
    said = "The hub answers" if answer.info else f"The hub does not answer: {value['why']}"
    repaired = f", {answer.repaired} entries were put right" if arguments.repair else ""
    output.result(value, f"{said}; {value['unsent']} entries are only here{repaired}.")


def _standing(shop: Shop, answer: HubAnswer) -> dict[str, object]:
    from pos.text import sentence

    state = shop.sync.state()
    info = answer.info
    return {
        "hub": answer.hub,
        "shop": answer.shop,
        "epoch": info.epoch if info else None,
        "reachable": info is not None,
        "why": sentence(answer.why) if answer.why else None,
        "clock_offset_s": round(answer.offset_s, 1),
        "format": info.format if info else None,
        "heads": {life.hex(): head.seq for life, head in sorted(answer.heads.items())},
        "last_round_at": (state.last_round_at or None) if state else None,
        "unsent": state.unsent if state else 0,
        "repaired": answer.repaired,
    }


def _invite(arguments: Namespace, output: Output) -> None:
    """A code for one till, and the file with all entries where that till has no network."""
    from pos.domain.sync.roles import Role
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        if arguments.bundle is None and shop.sync.state() is None:
            raise NoHub
        with output.progress() as heard:
            tell, file = telling(heard), arguments.bundle
            made = shop.sync.pairing.invite(arguments.letter, Role(arguments.role), arguments.days, tell)
            ready = shop.sync.write_for_joining(file, tell) if file is not None else None
    until = datetime.combine(made.until, LAST_MOMENT).astimezone().isoformat()
    value = {
        "code": made.code,
        "letter": made.letter,
        "role": made.role.value,
        "until": until,
        "base": str(ready) if ready else None,
    }
    file = f" --bundle {arguments.bundle.name}" if arguments.bundle else ""
    lines = [f"On the new till, until {made.until.isoformat()}:", f"comptoir hub pair CODE{file}", made.code]
    if ready:
        lines.append(f"Take {ready.name} along beside it: with it the new till is ready sooner.")
    output.result(value, "\n".join(lines))


def _join(arguments: Namespace, output: Output, code: str) -> None:
    """Make this folder a till of the shop."""
    from pos.founding import join_shop

    if arguments.bundle:
        require_file(arguments.bundle, NotABundle(arguments.bundle.name))
    begun = time.monotonic()
    with output.progress("Received") as progress:
        joined = join_shop(
            arguments.data, code, arguments.bundle, progress=progress, ready=lambda done, of: (
                progress(done, of, "Made ready") if done else None
            ),
        )  # fmt: skip
    if joined.aside:
        output.say_refused(joined.aside)
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
        removed = shop.sync.remove(letter)
    said = f"What till {letter} writes from now on waits everywhere until somebody accepts it."
    output.result(_closed(removed), said)


def _leave(arguments: Namespace, output: Output) -> None:
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        left = shop.sync.hubs.leave(even_unsent=arguments.yes)
    output.result(_closed(left), f"Till {left.letter} has left the hub and keeps all it has.")


def _recover(arguments: Namespace, output: Output, words: str) -> None:
    """Take the shop key from the words of its recovery sheet: they are never an argument."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        is_new = shop.sync.sheet.take_back(words)
        letter = shop.till.life.letter
    said = f"Till {letter} holds the shop key now" if is_new else f"Till {letter} held the shop key already"
    output.result({"letter": letter, "again": not is_new}, f"{said} and can let tills in.")


def _closed(removed: Removed) -> dict[str, object]:
    return {"letter": removed.letter, "lives": list(removed.upto), "upto": removed.upto}
